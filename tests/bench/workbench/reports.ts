/**
 * How long the sheet of figures takes over a large library: the first month, one more log after it, and a whole year.
 */
import { type Period, periodOf, periodsBack } from "#shared/reports/period.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { workerCallback } from "../../../renderer/platform/worker/worker-callback.ts";

export interface ReportTimes {
  readonly monthMs: number;
  readonly afterLogMs: readonly number[];
  readonly yearMs: number;
}

const LOGS = 5;
const MONTH_CHARS = 7;

/** @param log one more service record, confirmed */
export async function reportTimes(
  { worker: { reports }, clock }: Pick<Services, "worker" | "clock">,
  log: () => Promise<void>,
): Promise<ReportTimes> {
  const nothing = workerCallback(() => undefined);
  const took = async (period: Period): Promise<number> => {
    const startedAt = performance.now();
    await reports.sheet({ branch: null, period }, nothing);
    return performance.now() - startedAt;
  };
  const thisMonth = new Date(clock.now()).toISOString().slice(0, MONTH_CHARS);
  const month = periodsBack(periodOf("month", thisMonth), 1);
  const monthMs = await took(month);
  const afterLogMs: number[] = [];
  for (let no = 0; no < LOGS; no++) {
    await log();
    afterLogMs.push(await took(month));
  }
  return { monthMs, afterLogMs, yearMs: await took(periodOf("year", thisMonth)) };
}
