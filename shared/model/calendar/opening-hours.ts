/** From when to when a house is open on a weekday, as a branch keeps it: `08:30-20:30`. */

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

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
