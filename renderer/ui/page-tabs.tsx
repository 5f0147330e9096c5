/** Links to the pages of one module, in the head of each of them. */
import type { ReactNode } from "react";

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
