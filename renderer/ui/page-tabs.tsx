/** Links to the pages of one module, in the head of each of them. */

import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface PageTab {
  readonly href: string;
  readonly label: string;
  /** Small figure behind the label. */
  readonly count?: ReactNode;
  readonly isCurrent: boolean;
}

export function PageTabs({
  label,
  tabs,
  onGo,
}: {
  label: string;
  tabs: readonly PageTab[];
  onGo: (href: string) => void;
}) {
  return (
    <nav className="tabs tabs-inline" aria-label={label}>
      {tabs.map(({ href, label: text, count, isCurrent }) => (
        <a
          key={href}
          href={href}
          aria-current={isCurrent ? "page" : undefined}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
            event.preventDefault();
            onGo(href);
          }}
        >
          {text}
          {count !== undefined && <span>{count}</span>}
        </a>
      ))}
    </nav>
  );
}

export interface ViewTab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly count: number;
  readonly isLate?: boolean;
}

export interface ViewTabsProps<Id extends string> {
  readonly label: string;
  readonly views: readonly ViewTab<Id>[];
  readonly current: Id;
  readonly onView: (view: Id) => void;
}

/** The views of one list, each with how many it holds. */
export function ViewTabs<Id extends string>({ label, views, current, onView }: ViewTabsProps<Id>) {
  return (
    <nav className="tabs" aria-label={label}>
      {views.map((view) => (
        <button
          key={view.id}
          type="button"
          className={classNames("tab", view.isLate === true && "late")}
          aria-current={view.id === current ? "page" : undefined}
          onClick={() => onView(view.id)}
        >
          {view.label} <span>{view.count}</span>
        </button>
      ))}
    </nav>
  );
}
