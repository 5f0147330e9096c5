/**
 * A year as twelve rows of days, with a word in every special one. Arrows move, with Shift they select; Enter selects a
 * day, and acts on what is selected.
 */
import { type KeyboardEvent, memo, type PointerEvent, useEffect, useRef } from "react";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { dayToNumber, weekdayOf } from "#shared/kernel/day.ts";
import { type BranchYear, dayState, shownMark } from "#shared/model/calendar/day-marks.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { classNames } from "../../../ui/class-names.ts";
import { isIme } from "../../../ui/keyboard.ts";
import styles from "./calendar.module.css";
import { type CalendarWords, createCalendarWords } from "./calendar-words.ts";
import { BETWEEN } from "./moved-line.tsx";
import { dayAfterKey, dayIn, daysInMonth, type YearSelection } from "./year-selection.ts";

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const DATES = Array.from({ length: 31 }, (_, index) => index + 1);

interface YearGridProps {
  readonly year: number;
  readonly today: string;
  /** More than one: what they have in common is shown. */
  readonly branches: readonly BranchYear[];
  readonly selection: YearSelection;
  readonly labelledBy: string;
  readonly onEnter: () => void;
}

export function YearGrid({ year, today, branches, selection, labelledBy, onEnter }: YearGridProps) {
  const t = useT();
  const words = createCalendarWords(useLocale(), useFormat());
  const table = useRef<HTMLTableElement>(null);
  const isMoved = useRef(false);
  const { focus, selected } = selection;
  // where the shown year has no focus its first day takes it
  const inTabOrder = focus.startsWith(String(year)) ? focus : dayIn(year, 1, 1);
  useEffect(() => {
    if (!isMoved.current) return;
    isMoved.current = false;
    table.current?.querySelector<HTMLElement>(`[data-day="${focus}"]`)?.focus();
  }, [focus]);

  const pressed = (event: KeyboardEvent): void => {
    if (isIme(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && selected === null) return;
    const at = dayAt(event) ?? inTabOrder;
    const to = dayAfterKey(event.key, at);
    if (to === null && !["Enter", " ", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    if (to !== null) {
      isMoved.current = true;
      selection.go(to, ...(event.shiftKey ? [at] : []));
    } else if (event.key === "Escape") selection.clear();
    else if (selected === null) selection.select(at, at);
    else if (event.key === "Enter" && !event.repeat) onEnter();
  };
  const pointed = (event: PointerEvent): void => {
    const day = dayAt(event);
    if (day === undefined || event.button !== 0) return;
    if (event.shiftKey) selection.go(day, focus);
    else selection.select(day, day);
  };
  const dragged = (event: PointerEvent): void => {
    const day = dayAt(event);
    if (day !== undefined && event.buttons === 1 && day !== focus) selection.go(day, focus);
  };
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a calendar is a grid of days
      role="grid"
      aria-multiselectable="true"
      aria-labelledby={labelledBy}
      className={styles.grid}
      onKeyDown={pressed}
      onPointerDown={pointed}
      onPointerOver={dragged}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">{t("calendar.month")}</span>
          </th>
          {DATES.map((date) => (
            <th key={date} scope="col">
              {date}
            </th>
          ))}
          <th scope="col">
            <span className="vh">{t("calendar.open-days")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {MONTHS.map((month) => {
          const [first, last] = [dayIn(year, month, 1), dayIn(year, month, 31)];
          const isIn = (day: string): boolean => day >= first && day <= last;
          return (
            <MonthRow
              key={month}
              {...{ year, month, branches, t, words }}
              today={isIn(today) ? today : null}
              focus={isIn(inTabOrder) ? inTabOrder : null}
              from={selected !== null && selected.from <= last && selected.to >= first ? selected.from : null}
              to={selected !== null && selected.from <= last && selected.to >= first ? selected.to : null}
            />
          );
        })}
      </tbody>
    </table>
  );
}

const dayAt = ({ target }: { readonly target: EventTarget }): string | undefined =>
  target instanceof HTMLElement ? target.closest<HTMLElement>("[data-day]")?.dataset.day : undefined;

interface MonthRowProps {
  readonly year: number;
  readonly month: number;
  readonly branches: readonly BranchYear[];
  readonly t: Translate;
  readonly words: CalendarWords;
  /** The three only where they lie in the month. */
  readonly today: string | null;
  readonly focus: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

const MonthRow = memo(
  function MonthRow({ year, month, branches, t, words, today, focus, from, to }: MonthRowProps) {
    const days = daysInMonth(year, month);
    const open = branches.map((branch) => openDaysIn(branch, dayIn(year, month, 1), dayIn(year, month, days)));
    const [least, most] = [Math.min(...open), Math.max(...open)];
    return (
      <tr>
        <th scope="row">{words.month(month)}</th>
        {DATES.map((date) => {
          if (date > days) return <td key={date} />;
          const day = dayIn(year, month, date);
          const look = lookOf(branches, day);
          const isSelected = from !== null && to !== null && day >= from && day <= to;
          const label = [
            t("calendar.day", { day: words.day(day, year), weekday: words.weekday(weekdayOf(day)) }),
            ...look.said.map((one) => t(`calendar.said-${one}`)),
            ...look.names,
          ].join(BETWEEN);
          return (
            <td
              key={date}
              // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a calendar is a grid of days
              role="gridcell"
              data-day={day}
              tabIndex={day === focus ? 0 : -1}
              aria-selected={isSelected}
              aria-current={day === today ? "date" : undefined}
              aria-label={label}
              title={label}
              className={classNames(styles.day, isSelected && styles.selected, day === today && styles.today)}
              data-look={look.shown}
              data-weekend={weekdayOf(day) > 5 || undefined}
            >
              {hasSign(look.shown) && t(`calendar.sign-${look.shown}`)}
            </td>
          );
        })}
        <td className={styles.sum}>
          {least === most ? t("calendar.open-count", { count: least }) : t("calendar.open-between", { least, most })}
        </td>
      </tr>
    );
  },
  (before, after) =>
    (Object.keys(after) as (keyof MonthRowProps)[]).every((key) => key === "words" || before[key] === after[key]), // the keys of the props
);

/** Doors that are open, also where readers are away. */
export const openDaysIn = ({ openDays = [], exceptions = {} }: BranchYear, first: string, last: string): number =>
  createOpenDays({ openDays, exceptions }).openAhead(dayToNumber(first) - 1, dayToNumber(last));

interface DayLook {
  /** `weekly`: closed as every week, in some of several branches `partly`; `some`: marked not the same in all. */
  readonly shown: NonNullable<ReturnType<typeof shownMark>> | "usual" | "weekly" | "partly" | "some";
  readonly said: readonly ("closed" | "open" | "rest" | "work" | "away" | "weekly" | "partly" | "some")[];
  readonly names: readonly string[];
}

export const hasSign = <L extends DayLook["shown"]>(shown: L): shown is Exclude<L, "usual" | "weekly" | "partly"> =>
  !["usual", "weekly", "partly"].includes(shown);

function lookOf(branches: readonly BranchYear[], day: string): DayLook {
  const states = branches.map((branch) => dayState(branch, day));
  const names = [...new Set(states.flatMap(({ name }) => name ?? []))];
  const looks = new Set(states.map((state) => shownMark(state) ?? (state.isOpen ? "usual" : "weekly")));
  const [shown = "usual"] = looks;
  const differing = states.every((state) => shownMark(state) === null) ? "partly" : "some";
  if (looks.size > 1) return { shown: differing, said: [differing], names };
  const [state] = states;
  if (state === undefined) return { shown, said: [], names };
  return {
    shown,
    said: [
      ...(state.doors === undefined ? (state.isOpen ? [] : (["weekly"] as const)) : [state.doors]),
      ...(state.workday === undefined ? [] : [state.workday]),
      ...(state.isAway ? (["away"] as const) : []),
    ],
    names,
  };
}
