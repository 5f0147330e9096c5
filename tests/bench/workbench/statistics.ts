/** A library's use as the statistics read it, and how long their pages take over it. */
import { createDemoRandom } from "#shared/demo/random.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { create } from "../../../renderer/db/changes.ts";
import type { DeskDb, Row } from "../../../renderer/db/database.ts";
import type { Services } from "../../../renderer/db/services.ts";
import { workerCallback } from "../../../renderer/platform/worker-callback.ts";

export interface StatisticsTimes {
  readonly activities: number;
  /** The first question: all rows are read, then the overview. */
  readonly firstMs: number;
  /** The readers' page after it, on the same day. */
  readonly pageMs: number;
  readonly fitMs: number;
  /** What the fit said. */
  readonly fit: string;
  /** Both pages of another month, in which every reader is placed anew. */
  readonly coldMs: number;
  /** Both pages after one more log, median and slowest. */
  readonly afterLogMs: readonly number[];
  readonly expectedAfterLogMs: number;
}

const DAY_MS = 86_400_000;
const ROWS_AT_ONCE = 5_000;
const SPAN_DAYS = 730;
const KINDS = ["visit", "visit", "visit", "loan", "loan", "event"] as const;
const SEED = 20_262;
const LOGS = 5;
const bytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/**
 * So many activities of the library's readers, who come at rates of their own and stay away for good some day. One
 * is written by the product, the others are its row with another reader, day and kind, by IndexedDB alone.
 * @returns how many there are
 */
export async function fillActivities({ db, writer }: Pick<Services, "db" | "writer">, count: number): Promise<number> {
  const readers = (await db.reader.toCollection().primaryKeys()) as readonly string[]; // ids are texts
  const id = uuidV7(Date.now(), bytes);
  await (await writer.run("test", [create("activity", id, { reader: readers[0] ?? "", on: numberToDay(today()), kind: "visit" })], { undoable: false })).confirmed;
  const template = await db.activity.get(id);
  if (template === undefined) throw new Error("the activity is not there");
  let rows: Row<"activity">[] = [];
  let made = 1;
  for (const use of usesOf(readers, count - 1)) {
    made++;
    rows.push({ ...template, id: uuidV7(Date.now(), bytes), ...use });
    if (rows.length < ROWS_AT_ONCE) continue;
    await db.activity.bulkAdd(rows);
    rows = [];
  }
  await db.activity.bulkAdd(rows);
  return made;
}

const today = (): number => Math.floor(Date.now() / DAY_MS);

/** Mean visits of a reader follow from the number wanted; the last readers may have none. */
function* usesOf(readers: readonly string[], count: number): Generator<{ readonly reader: string; readonly on: string; readonly kind: (typeof KINDS)[number] }> {
  const random = createDemoRandom(SEED);
  const exponential = (mean: number): number => -Math.log(1 - random.unit()) * mean;
  const end = today();
  // gone after one visit in twenty: the rate makes up for it
  const meanGap = (SPAN_DAYS * readers.length) / (5 * Math.max(1, count));
  let left = count;
  while (left > 0) {
    for (const reader of readers) {
      const rate = exponential(1) + 0.02;
      let day = end - random.int(1, SPAN_DAYS);
      while (day <= end && left > 0) {
        yield { reader, on: numberToDay(Math.floor(day)), kind: random.pick(KINDS) };
        left--;
        if (random.chance(0.05)) break;
        day += 1 + exponential(meanGap / rate);
      }
      if (left === 0) return;
    }
  }
}

/** @param log one more service record, confirmed */
export async function statisticsTimes({ db, worker: { statistics } }: { readonly db: DeskDb; readonly worker: Services["worker"] }, log: () => Promise<void>): Promise<StatisticsTimes> {
  const nothing = workerCallback(() => undefined);
  const month = numberToDay(today()).slice(0, 7);
  const before = numberToDay(today() - 35).slice(0, 7);
  const both = async (of: string): Promise<void> => {
    await statistics.overview({ branch: null, month: of }, nothing);
    await statistics.readersPage({ branch: null, month: of }, nothing);
  };
  const timed = async (run: () => Promise<unknown>): Promise<number> => {
    const startedAt = performance.now();
    await run();
    return performance.now() - startedAt;
  };
  const activities = await db.activity.count();
  const firstMs = await timed(() => statistics.overview({ branch: null, month }, nothing));
  const pageMs = await timed(() => statistics.readersPage({ branch: null, month }, nothing));
  const fitMs = await timed(() => statistics.expectedUse({ branch: null, month }));
  const fit = await statistics.expectedUse({ branch: null, month });
  const coldMs = await timed(() => both(before));
  await both(month);
  await statistics.expectedUse({ branch: null, month });
  const afterLogMs: number[] = [];
  for (let turn = 0; turn < LOGS; turn++) {
    await log();
    afterLogMs.push(await timed(() => both(month)));
  }
  const expectedAfterLogMs = await timed(() => statistics.expectedUse({ branch: null, month }));
  return { activities, firstMs, pageMs, fitMs, fit: fit.tag, coldMs, afterLogMs, expectedAfterLogMs };
}
