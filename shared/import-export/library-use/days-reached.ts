/** Which days a list of use reaches, and which file it was, as the report of its import says. */
import * as v from "valibot";
import { isDay } from "../../kernel/day.ts";
import { ACTIVITY_KINDS, type Activity } from "../../model/activity.ts";

/** Of each kind in the list the last day, YYYY-MM-DD. */
export type DaysReached = Readonly<Partial<Record<NonNullable<Activity["kind"]>, string>>>;

const report = v.object({
  until: v.record(v.picklist(ACTIVITY_KINDS), v.pipe(v.string(), v.check(isDay))),
  undoneAt: v.optional(v.number()),
});

/**
 * @param value of the setting that holds the report @returns undefined where it was of no use, did not come to its end,
 * or was taken back
 */
export function parseDaysReached(value: unknown): DaysReached | undefined {
  const parsed = v.safeParse(report, value);
  return parsed.success && parsed.output.undoneAt === undefined ? parsed.output.until : undefined;
}

const file = v.object({ at: v.number(), file: v.string() });

/** @param value of the setting that holds the report @returns undefined for what is none */
export function parseImportedFile(value: unknown): v.InferOutput<typeof file> | undefined {
  const parsed = v.safeParse(file, value);
  return parsed.success ? parsed.output : undefined;
}

/** @param today nothing has been used later, whatever a list says */
export function daysReached(
  uses: Iterable<{ readonly kind: NonNullable<Activity["kind"]>; readonly on: string }>,
  today: string,
): DaysReached {
  const until: Partial<Record<NonNullable<Activity["kind"]>, string>> = {};
  for (const { kind, on } of uses) if (on <= today && on > (until[kind] ?? "")) until[kind] = on;
  return until;
}
