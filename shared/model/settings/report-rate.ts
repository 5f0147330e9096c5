/**
 * The setting of the whole library that says what an hour of a colleague's work costs, in the library's own currency.
 */
import * as v from "valibot";
import { amount } from "../reports/month-figures.ts";

export const REPORT_RATE_ID = "setting-report-rate";

/** Undefined where none is set. */
export function parseHourRate(value: unknown): number | undefined {
  const parsed = v.safeParse(v.pipe(amount, v.minValue(0.01)), value);
  return parsed.success ? parsed.output : undefined;
}
