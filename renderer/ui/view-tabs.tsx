/** The views of one list, each with how many it holds. */
import { classNames } from "./class-names.ts";

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
