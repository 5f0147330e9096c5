import "../../../../support/indexed-db.ts";
import { afterAll, beforeEach, expect, test } from "vitest";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { rowsAmong } from "../../../../../renderer/db/erasing/rows-with.ts";
import {
  lastRecordsSince,
  readBelongings,
  readOlderRecords,
  withOlder,
} from "../../../../../renderer/db/lists/reader-belongings.ts";

const db = new DeskDb("belongings");
afterAll(() => db.close());
beforeEach(() => Promise.all([db.interaction, db.task, db.participant].map((table) => table.clear())));

const W = ["s", 1, "0", ""] as const;
const recordId = (place: number): string => `record-${String(place).padStart(5, "0")}`;

/** A third of them at one moment with the one before, and two others' in which she took part. */
async function fill(records: number): Promise<void> {
  await db.interaction.bulkPut(
    Array.from({ length: records }, (_, place) => ({
      id: recordId(place),
      w: W,
      reader: place % 2 === 0 ? "ann" : "ann-too",
      at: 1_000 + place - (place % 3 === 1 ? 1 : 0),
      ...(place === 4 && { gone: 1 as const }),
    })),
  );
  await db.interaction.bulkPut([
    { id: "of-bo", w: W, reader: "bo", at: 1_003 },
    { id: "of-bo-lately", w: W, reader: "bo", at: 90_000 },
  ]);
  await db.participant.bulkPut([
    ...["of-bo", "of-bo-lately", recordId(1)].map((interaction, place) => ({
      id: `taken-${place}`,
      w: W,
      interaction,
      reader: "ann",
    })),
    ...[0, 7, records - 1].map((place) => ({
      id: `with-${place}`,
      w: W,
      interaction: recordId(place),
      reader: "child",
    })),
  ]);
  await db.task.bulkPut([
    ...[0, 3, records - 1].map((place) => ({
      id: `behind-${place}`,
      w: W,
      text: "",
      about: { kind: "interaction" as const, id: recordId(place) },
    })),
    { id: "promised", w: W, text: "", promisedTo: "ann" },
  ]);
}

const IDS = ["ann", "ann-too"];
const sorted = ({ interactions, takenPart, participants, tasks }: Awaited<ReturnType<typeof readBelongings>>) => ({
  interactions: interactions.map(({ id }) => id).toSorted(),
  takenPart: takenPart.map(({ id }) => id).toSorted(),
  participants: [...participants].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  tasks: tasks.map(({ id }) => id).toSorted(),
});

test("of a reader with thousands of records the last come first, and with the older ones it is all of them, each once", async () => {
  await fill(1_700);
  const since = await lastRecordsSince(db, IDS);
  const last = await readBelongings(db, IDS, [], since);
  expect(last.isWhole).toBe(false);
  expect(last.interactions.length).toBeGreaterThanOrEqual(200);
  expect(last.interactions.length).toBeLessThanOrEqual(410);
  const whole = await readBelongings(db, IDS, []);
  expect(whole.isWhole).toBe(true);
  const both = withOlder(last, await readOlderRecords(db, IDS, since));
  expect(sorted(both)).toEqual(sorted(whole));
  expect([both.isWhole, both.interactions.length]).toEqual([true, 1_699]);
  // her own record in which she is also named is her own
  expect(sorted(last).takenPart).toEqual(["of-bo", "of-bo-lately"]);
});

test("of a reader with few records all come at once", async () => {
  await fill(300);
  const since = await lastRecordsSince(db, IDS);
  const all = await readBelongings(db, IDS, [], since);
  expect([all.isWhole, all.interactions.length]).toEqual([true, 299]);
});

test("rows by many keys are the same whether few or many of the index lie between the keys", async () => {
  await db.task.bulkPut(
    Array.from({ length: 400 }, (_, place) => ({
      id: `task-${place}`,
      w: W,
      about: { kind: "reader" as const, id: recordId(place) },
    })),
  );
  const found = async (keys: readonly string[]) =>
    (await rowsAmong(db.task, "about.id", keys, ({ about }) => about?.id)).map(({ id }) => id).toSorted();
  const every = (step: number) => Array.from({ length: 80 }, (_, place) => recordId(place * step));
  const tasks = (step: number) =>
    Array.from({ length: 80 }, (_, place) => place * step)
      .filter((place) => place < 400)
      .map((place) => `task-${place}`)
      .toSorted();
  expect(await found(every(1))).toEqual(tasks(1));
  expect(await found(every(5))).toEqual(tasks(5));
  expect(await found(every(9))).toEqual(tasks(9));
  expect(await found([])).toEqual([]);
});
