/** A row of Today: a click anywhere on it opens it, but for what has a meaning of its own. */
import type { MouseEvent, ReactNode } from "react";
import type { RowProps } from "./row-props.ts";

interface TodayRowProps {
  readonly id: string;
  readonly row: RowProps;
  readonly className: string;
  /** Whether the pointer is over it. */
  readonly onPoint?: (isOver: boolean) => void;
  readonly children: ReactNode;
}

export function TodayRow({ id, row, className, onPoint, children }: TodayRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the button inside
    <li
      className={className}
      data-row={id}
      data-standing={row.standing?.tag}
      onFocus={row.onFocus}
      onClick={(event) => !hasMeaning(event) && row.onOpen()}
      onPointerEnter={() => onPoint?.(true)}
      onPointerLeave={() => onPoint?.(false)}
    >
      {children}
    </li>
  );
}

const hasMeaning = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest("button, input, a") !== null;

interface RowTitleProps {
  readonly row: RowProps;
  readonly className: string | undefined;
  /** All of it, where the row is too short for that. */
  readonly title?: string;
  readonly children: ReactNode;
}

/** What opens the row, and has the focus while the row is in hand. */
export const RowTitle = ({ row, className, title, children }: RowTitleProps) => (
  <button
    type="button"
    className={className}
    title={title}
    data-opens=""
    tabIndex={tabIndexOf(row)}
    aria-current={row.isCurrent ? "true" : undefined}
    onClick={row.onOpen}
  >
    {children}
  </button>
);

/** Only the current row is on the way of the Tab key. */
export const tabIndexOf = ({ isCurrent }: Pick<RowProps, "isCurrent">): 0 | -1 => (isCurrent ? 0 : -1);
