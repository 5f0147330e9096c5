/** From when to when a house is open on a weekday, as a branch keeps it: `08:30-20:30`. */

import type { Branch } from "../house.ts";

export interface Hours {
  /** HH:MM */
  readonly from: string;
  readonly to: string;
}

const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const HOURS = new RegExp(`^(${TIME})-(${TIME}|24:00)$`);

/** Undefined for what says no hours. */
export function hoursOf(text: string | undefined): Hours | undefined {
  const [, from, to] = HOURS.exec(text ?? "") ?? [];
  return from === undefined || to === undefined ? undefined : { from, to };
}

export const hoursText = ({ from, to }: Hours): string => `${from}-${to}`;

export const minutesOpen = ({ from, to }: Hours): number => minutes(to) - minutes(from);

/** As a person types a time: `8:30`, `０８：３０`, `830`, `20`; null for what is none. Midnight ends a day as `24`. */
export function readTime(typed: string): string | null {
  const plain = typed.normalize("NFKC").replaceAll(/\s/g, "");
  const [, hour = "", minute = "00"] =
    /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain) ?? [];
  if (hour === "" || Number(minute) > 59 || Number(hour) * 60 + Number(minute) > 24 * 60) return null;
  return `${hour.padStart(2, "0")}:${minute}`;
}

/**
 * Hours in which none of the branches is open, Monday first, each day from 0 to 23 o'clock; an hour that is open in part
 * is open. A branch that names no weekdays, or no hours of one, is open on it all day. Without branches nothing is closed.
 */
export function closedHours(branches: readonly Pick<Branch, "openDays" | "hours">[]): readonly (readonly boolean[])[] {
  const isOpen = ({ openDays = [], hours = {} }: (typeof branches)[number], weekday: string, hour: number): boolean => {
    if (openDays.length > 0 && !openDays.includes(weekday)) return false;
    const named = hoursOf(hours[weekday]);
    return named === undefined || (minutes(named.from) < (hour + 1) * 60 && minutes(named.to) > hour * 60);
  };
  return Array.from({ length: 7 }, (_, day) =>
    Array.from(
      { length: 24 },
      (__, hour) => branches.length > 0 && !branches.some((branch) => isOpen(branch, String(day + 1), hour)),
    ),
  );
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
