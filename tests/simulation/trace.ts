/** What happened, line by line: the same for the same seed, and what a person reads when a check fails. */
import type { Schedule } from "./schedule.ts";

export class Trace {
  readonly #lines: string[] = [];

  constructor(
    readonly schedule: Schedule,
    readonly startMs: number,
  ) {}

  /** @param who the desk, or "" for the world */
  say(who: string, what: string): void {
    this.#lines.push(`${stamp(this.schedule.now - this.startMs)} ${who.padEnd(4)} ${what}`);
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}

const DAY = 86_400_000;

/** Day, hours, minutes, seconds, milliseconds since the start. */
const stamp = (ms: number): string => {
  const of = (unit: number, limit: number, digits: number): string =>
    String(Math.floor(ms / unit) % limit).padStart(digits, "0");
  return `${String(Math.floor(ms / DAY)).padStart(3)}d ${of(3_600_000, 24, 2)}:${of(60_000, 60, 2)}:${of(1000, 60, 2)}.${of(1, 1000, 3)}`;
};
