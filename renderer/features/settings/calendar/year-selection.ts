/** The day that has the focus in a year's grid, and the days that are selected, as keys and pointer move them. */
import { useState } from "react";
import { addDays, daysBetween } from "#shared/kernel/day.ts";

export interface YearSelection {
  readonly focus: string;
  /** In order; null where nothing is selected. */
  readonly selected: { readonly from: string; readonly to: string } | null;
  /** @param from extends what is selected, or selects from there on where nothing is */
  readonly go: (day: string, from?: string) => void;
  readonly select: (from: string, to: string) => void;
  /** @param only where this is still what is selected */
  readonly clear: (only?: { readonly from: string; readonly to: string }) => void;
}

export function useYearSelection(today: string): YearSelection {
  const [{ focus, anchor }, set] = useState<{ readonly focus: string; readonly anchor: string | null }>({
    focus: today,
    anchor: null,
  });
  return {
    focus,
    selected: rangeOf(anchor, focus),
    go: (day, from) => set({ focus: day, anchor: from === undefined ? null : (anchor ?? from) }),
    select: (from, to) => set({ focus: to, anchor: from }),
    clear: (only) =>
      set((now) => {
        const range = rangeOf(now.anchor, now.focus);
        const isOther = only !== undefined && (range?.from !== only.from || range.to !== only.to);
        return isOther ? now : { focus: now.focus, anchor: null };
      }),
  };
}

function rangeOf(anchor: string | null, focus: string): YearSelection["selected"] {
  if (anchor === null) return null;
  return anchor < focus ? { from: anchor, to: focus } : { from: focus, to: anchor };
}

export const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): readonly string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));

export const [FIRST_YEAR, LAST_YEAR] = [1970, 2100];

/** Where a key leads from a day; null where the key means nothing here. */
export function dayAfterKey(key: string, day: string): string | null {
  const to = movedBy(key, day);
  const year = Number(to?.slice(0, 4));
  return to === null || year < FIRST_YEAR || year > LAST_YEAR ? null : to;
}

function movedBy(key: string, day: string): string | null {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  switch (key) {
    case "ArrowLeft":
      return addDays(day, -1);
    case "ArrowRight":
      return addDays(day, 1);
    case "ArrowUp":
      return dayIn(year, month - 1, date);
    case "ArrowDown":
      return dayIn(year, month + 1, date);
    case "PageUp":
      return dayIn(year - 1, month, date);
    case "PageDown":
      return dayIn(year + 1, month, date);
    case "Home":
      return dayIn(year, month, 1);
    case "End":
      return dayIn(year, month, daysInMonth(year, month));
    default:
      return null;
  }
}

export const daysInMonth = (year: number, month: number): number =>
  Number(addDays(dayIn(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1), -1).slice(8));

/** The date, or the last one of a month that has no such date; month 0 and 13 lie in the years beside. */
export function dayIn(year: number, month: number, date: number): string {
  if (month < 1) return dayIn(year - 1, 12, date);
  if (month > 12) return dayIn(year + 1, 1, date);
  const two = (value: number): string => String(value).padStart(2, "0");
  const first = `${String(year).padStart(4, "0")}-${two(month)}-01`;
  const last = addDays(addDays(first, 31), -Number(addDays(first, 31).slice(8)));
  return `${first.slice(0, 8)}${two(Math.min(date, Number(last.slice(8))))}`;
}
