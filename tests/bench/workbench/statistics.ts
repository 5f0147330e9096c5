/** A library's use as the statistics read it, and how long their pages take over it. */
import { createDemoRandom } from "#shared/demo/random.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { monthBack } from "#shared/kernel/month.ts";
import type { DeskDb, Row } from "../../../renderer/db/database.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import type { ReadProgress } from "../../../renderer/platform/worker/statistics-api.ts";
import { workerCallback } from "../../../renderer/platform/worker/worker-callback.ts";
import { FIGURES_AHEAD, MONTHS_AHEAD } from "../../../renderer/worker/statistics/sums/ahead.ts";
import type { BenchServices } from "./opening.ts";

export interface StatisticsTimes {
  readonly activities: number;
  /** The other two pages after the overview, on the same day. */
  readonly pageMs: number;
  readonly fitMs: number;
  /** What the fit said. */
  readonly fit: string;
  /** All pages of the month before, of which the sums are kept. */
  readonly monthMs: number;
  /** All pages of a month longer ago, in which every reader is placed anew. */
  readonly coldMs: number;
  /** All pages after one more log. */
  readonly afterLogMs: readonly number[];
  readonly expectedAfterLogMs: number;
  /** What a year's closures would move, and the overview after they are entered. */
  readonly closuresAskedMs: number;
  readonly closuresEnteredMs: number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const ROWS_AT_ONCE = 5_000;
const SPAN_DAYS = 730;
/** One in five is a service record, the others are activities. */
const KINDS = ["visit", "visit", "visit", "visit", "loan", "loan", "loan", "event", "contact", "contact"] as const;
const SEED = 20_262;
const LOGS = 5;
const bytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/**
 * So many activities and service records of the library's readers, who come at rates of their own and stay away for
 * good some day. One of each is written by the product, the others are its row with another reader and day, by
 * IndexedDB alone.
 * @returns how many there are
 */
export async function fillActivities(
  { db, writer }: Pick<BenchServices, "db" | "writer">,
  count: number,
): Promise<number> {
  const readers = (await db.reader.toCollection().primaryKeys()) as readonly string[]; // ids are texts
  const [activityId, contactId] = [uuidV7(Date.now(), bytes), uuidV7(Date.now(), bytes)];
  const [reader = ""] = readers;
  const changes = [
    create("activity", activityId, { reader, on: numberToDay(today()), kind: "visit" }),
    create("interaction", contactId, { reader, at: Date.now(), channel: "desk", purpose: "reference", minutes: 3 }),
  ];
  await (await writer.run("test", changes, { undoable: false })).confirmed;
  const [activity, contact] = [await db.activity.get(activityId), await db.interaction.get(contactId)];
  if (activity === undefined || contact === undefined) throw new Error("the records are not there");
  let [activities, contacts]: [Row<"activity">[], Row<"interaction">[]] = [[], []];
  let made = 2;
  const flush = async (): Promise<void> => {
    await db.transaction("rw", db.activity, db.interaction, () =>
      Promise.all([db.activity.bulkAdd(activities), db.interaction.bulkAdd(contacts)]),
    );
    [activities, contacts] = [[], []];
  };
  for (const { kind, on, reader: of } of usesOf(readers, count - made)) {
    made++;
    const id = uuidV7(Date.now(), bytes);
    if (kind === "contact") contacts.push({ ...contact, id, reader: of, at: on * DAY_MS + 10 * HOUR_MS });
    else activities.push({ ...activity, id, reader: of, on: numberToDay(on), kind });
    if (activities.length + contacts.length >= ROWS_AT_ONCE) await flush();
  }
  await flush();
  return made;
}

const today = (): number => Math.floor(Date.now() / DAY_MS);

/** Mean visits of a reader follow from the number wanted; the last readers may have none. */
function* usesOf(
  readers: readonly string[],
  count: number,
): Generator<{ readonly reader: string; readonly on: number; readonly kind: (typeof KINDS)[number] }> {
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
        yield { reader, on: Math.floor(day), kind: random.pick(KINDS) };
        left--;
        if (random.chance(0.05)) break;
        day += 1 + exponential(meanGap / rate);
      }
      if (left === 0) return;
    }
  }
}

/** Every tenth day of the last year. */
const CLOSURES = Array.from({ length: 36 }, (_, index) => index * 10 + 5);

/**
 * Of a library whose overview has been asked for.
 * @param log one more service record, confirmed @param edit a change of a branch, confirmed
 */
export async function statisticsTimes(
  { db, worker: { statistics } }: { readonly db: DeskDb; readonly worker: Services["worker"] },
  log: () => Promise<void>,
  edit: (branch: string, exceptions: Readonly<Record<string, "closed">>) => Promise<void>,
): Promise<StatisticsTimes> {
  const nothing = workerCallback(() => undefined);
  const month = numberToDay(today()).slice(0, 7);
  const before = monthBack(month, 1);
  // of which nothing is kept, and no neighbour has been asked for
  const longAgo = monthBack(month, MONTHS_AHEAD + 3);
  const others = async (of: string): Promise<void> => {
    await statistics.readersPage({ branch: null, month: of }, nothing);
    await statistics.keepPage({ branch: null, month: of }, nothing);
  };
  const all = async (of: string): Promise<void> => {
    await statistics.overview({ branch: null, month: of }, nothing);
    await others(of);
  };
  const activities = (await db.activity.count()) + (await db.interaction.count());
  const pageMs = await timed(() => others(month));
  const fitMs = await timed(() => statistics.expectedUse({ branch: null, month }, nothing));
  const fit = await statistics.expectedUse({ branch: null, month }, nothing);
  const monthMs = await timed(() => all(before));
  const coldMs = await timed(() => all(longAgo));
  await all(month);
  await statistics.expectedUse({ branch: null, month }, nothing);
  const afterLogMs: number[] = [];
  for (let turn = 0; turn < LOGS; turn++) {
    await log();
    afterLogMs.push(await timed(() => all(month)));
  }
  const expectedAfterLogMs = await timed(() => statistics.expectedUse({ branch: null, month }, nothing));
  const branch = (await db.branch.toArray())[0]?.id ?? "";
  const exceptions = Object.fromEntries(CLOSURES.map((ago) => [numberToDay(today() - ago), "closed" as const]));
  const closuresAskedMs = await timed(() =>
    statistics.previewCalendar([{ id: branch, openDays: [], exceptions, vacations: {} }]),
  );
  await edit(branch, exceptions);
  const closuresEnteredMs = await timed(() => statistics.overview({ branch: null, month }, nothing));
  return {
    activities,
    pageMs,
    fitMs,
    fit: fit.tag,
    monthMs,
    coldMs,
    afterLogMs,
    expectedAfterLogMs,
    closuresAskedMs,
    closuresEnteredMs,
  };
}

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
};

/**
 * In a page that has just been opened: until the overview is there. Waits beforehand until the search is, which loads
 * at the same time.
 */
export async function statisticsStart({
  search,
  worker: { statistics },
}: Pick<Services, "search" | "worker">): Promise<{ readonly ms: number; readonly rowsRead: number }> {
  await search.load();
  let rowsRead = 0;
  const onProgress = workerCallback(({ step, total }: ReadProgress) => {
    if (step === "reading") rowsRead = total;
  });
  const ms = await timed(() =>
    statistics.overview({ branch: null, month: numberToDay(today()).slice(0, 7) }, onProgress),
  );
  return { ms, rowsRead };
}

/** Answers when the pack stands that the next start counts by, and the figures beside it. */
export async function statisticsKept(db: DeskDb): Promise<void> {
  const rows = (): Promise<number> => db.table("cache").where("name").startsWith("statistics/").count();
  while ((await rows()) < FIGURES_AHEAD) await new Promise((resolve) => setTimeout(resolve, 100));
}
