import "../../../../support/indexed-db.ts";
import type { DBCore, Middleware } from "dexie";
import { expect, it } from "vitest";
import { firstThingsFirst, type WorkKind } from "#shared/analysis/lists/first-things.ts";
import { addDays } from "#shared/kernel/day.ts";
import { dueDay, isOpen, isUntold } from "#shared/model/feedback.ts";
import { isPromise } from "#shared/model/task.ts";
import { DeskDb, type Row } from "../../../../../renderer/db/database.ts";
import { readTodayWork } from "../../../../../renderer/db/lists/today-work.ts";
import { createRandom } from "../../../../simulation/random.ts";

const TODAY = "2026-11-20";
const W: Row<"task">["w"] = ["s", 1, "0000000000000000", "m"];

interface Made {
  readonly tasks: readonly Row<"task">[];
  readonly opinions: readonly Row<"feedback">[];
}

/** Which of everything a colleague should see, said the plain way, over all rows. */
function plainly({ tasks, opinions }: Made, staff: string) {
  const isMine = (who: string | undefined): boolean => who === undefined || staff === "" || who === staff;
  const isOwn = (who: string | undefined): boolean => staff !== "" && who === staff;
  const ahead = addDays(TODAY, 14);
  const todo = tasks.filter(({ done, gone }) => done === undefined && gone !== 1);
  const work = (row: Row<"task">) => {
    const kind: WorkKind = isPromise(row) ? "promise" : "task";
    return { id: row.id, kind, due: row.due };
  };
  const answer = (row: Row<"feedback">) => ({ id: row.id, kind: "opinion" as const, due: dueDay(row) });
  const due = todo
    .filter(({ due = "9999", assignee, origin }) =>
      due <= TODAY ? isMine(assignee) : due <= ahead && origin?.by === "rule" && isOwn(assignee),
    )
    .map(work);
  const later = todo.filter(({ due = "", assignee }) => due > TODAY && isOwn(assignee)).map(work);
  const undated = todo.filter((row) => row.due === undefined && isPromise(row) && isMine(row.assignee)).map(work);
  const open = opinions.filter((row) => row.status !== undefined && isOpen(row) && row.gone !== 1);
  const isDue = (row: Row<"feedback">): boolean =>
    (dueDay(row) ?? "9999") <= TODAY && isMine(row.owner ?? row.firstAsked);
  const asked = open
    .filter((row) => (isDue(row) || isOwn(row.owner ?? row.firstAsked)) && (row.snoozedUntil ?? "") <= TODAY)
    .map(answer);
  const untold = opinions
    .filter((row) => row.gone !== 1 && isUntold(row) && isMine(row.owner ?? row.firstAsked))
    .filter(({ snoozedUntil = "" }) => snoozedUntil <= TODAY)
    .map(({ id }) => ({ id, kind: "opinion" as const, due: undefined }));
  const mine = [...due.filter((task) => (task.due ?? "") <= TODAY), ...later, ...undated, ...asked, ...untold];
  const beside = [...due, ...open.filter(isDue).map(answer)];
  return {
    first: firstThingsFirst(mine, TODAY)
      .slice(0, 24)
      .map(({ id }) => id),
    total: mine.length,
    tasks: todo.filter(({ assignee }) => staff === "" || assignee === staff).length,
    days: beside
      .map(({ due }) => due)
      .sort()
      .slice(0, 8),
    dueTotal: beside.length,
  };
}

/** @param spread days to both sides of today on which something is due */
function made(seed: number, count: number, spread: number): Made {
  const random = createRandom(seed);
  const among = <T>(of: readonly T[]): T => of[random.below(of.length)] as T; // of at least one
  const day = (): string => addDays(TODAY, random.below(2 * spread + 1) - spread);
  const maybe = <T extends object>(share: number, values: T): Partial<T> => (random.below(100) < share ? values : {});
  const who = ["m1", "m2"] as const;
  return {
    tasks: Array.from({ length: count }, (_, no) => ({
      id: `t${String(no).padStart(4, "0")}`,
      w: W,
      ...maybe(90, { due: day() }),
      ...maybe(70, { assignee: among(who) }),
      ...among([{ promisedTo: "a" }, { contact: { name: "顾先生" } }, { origin: { by: "rule" as const } }, {}, {}]),
      ...maybe(10, { done: 7 }),
      ...maybe(5, { gone: 1 as const }),
    })),
    opinions: Array.from({ length: count }, (_, no) => ({
      id: `f${String(no).padStart(4, "0")}`,
      w: W,
      status: among(["registered", "accepted", "in-progress", "answered", "closed"] as const),
      ...maybe(80, { due: day() }),
      ...maybe(10, { externalOrder: { system: "12345", number: "1", due: day() } }),
      ...maybe(50, { owner: among(who) }),
      ...maybe(50, { firstAsked: among(who) }),
      ...maybe(10, { snoozedUntil: day() }),
      ...maybe(60, { reader: "a", publicReply: "…" }),
      ...maybe(40, { steps: { told: { at: 1 } } }),
      ...maybe(5, { gone: 1 as const }),
    })),
  };
}

/** Counts the tasks and opinions that leave the database. */
function rowsCounted(count: (rows: number) => void): Middleware<DBCore> {
  return {
    stack: "dbcore",
    name: "rows-counted",
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        if (name !== "task" && name !== "feedback") return table;
        return {
          ...table,
          query: async (request) => {
            const found = await table.query(request);
            if (request.values === true) count(found.result.length);
            return found;
          },
          openCursor: () => Promise.reject(new Error("row by row")),
        };
      },
    }),
  };
}

it.each([
  { seed: 1, count: 12, spread: 20 },
  { seed: 2, count: 60, spread: 3 },
  { seed: 3, count: 200, spread: 40 },
  { seed: 4, count: 800, spread: 30 },
  { seed: 5, count: 800, spread: 1 },
])(
  "what comes first of $count tasks and as many opinions is what all rows say, of a few hundred read",
  async ({ seed, count, spread }) => {
    const all = made(seed, count, spread);
    const db = new DeskDb(`today-work-${seed}`);
    await db.task.bulkPut([...all.tasks]);
    await db.feedback.bulkPut([...all.opinions]);
    let rows = 0;
    db.use(rowsCounted((more) => (rows += more)));
    db.close();
    await db.open();
    for (const staff of ["m1", "m3", ""]) {
      rows = 0;
      const found = await readTodayWork(db, `${TODAY} ${staff}`);
      const asleep = all.opinions.filter(({ snoozedUntil = "" }) => snoozedUntil > TODAY).length;
      expect({
        first: found.first.map(({ id }) => id),
        total: found.total,
        tasks: found.tasks,
        days: found.due.map(({ due }) => due),
        dueTotal: found.dueTotal,
      }).toEqual(plainly(all, staff));
      expect(rows).toBeLessThan(400 + 6 * asleep);
    }
    db.close();
  },
);

it("has what is ahead of whoever is here in one order, the sooner day first, whatever it is", async () => {
  const db = new DeskDb("today-work-ahead");
  await db.task.bulkPut([
    { id: "note", w: W, due: addDays(TODAY, 5), assignee: "m1" },
    { id: "promise", w: W, due: addDays(TODAY, 3), assignee: "m1", promisedTo: "a" },
    { id: "of-another", w: W, due: addDays(TODAY, 2), assignee: "m2", promisedTo: "a" },
    { id: "of-nobody", w: W, due: addDays(TODAY, 1) },
  ]);
  await db.feedback.put({ id: "opinion", w: W, status: "accepted", owner: "m1", due: addDays(TODAY, 4) });
  const { first, total, dueTotal } = await readTodayWork(db, `${TODAY} m1`);
  expect([first.map(({ id }) => id), total, dueTotal]).toEqual([["promise", "opinion", "note"], 3, 0]);
  db.close();
});

it("says whom a task concerns that came of her record, her opinion or a promise", async () => {
  const db = new DeskDb("today-work-whose");
  const row = (id: string, values: Partial<Row<"task">>): Row<"task"> => ({ id, w: W, due: TODAY, ...values });
  await db.reader.bulkPut([
    { id: "r1", w: W, name: "张素琴" },
    { id: "r2", w: W, name: "欧阳修远", familyName: "欧阳" },
  ]);
  await db.interaction.put({ id: "i1", w: W, reader: "r1" });
  await db.interaction.put({ id: "i2", w: W });
  await db.feedback.put({ id: "f1", w: W, reader: "r2" });
  await db.task.bulkPut([
    row("t1", { about: { kind: "interaction", id: "i1" } }),
    row("t2", { about: { kind: "feedback", id: "f1" } }),
    row("t3", { about: { kind: "reader", id: "r1" } }),
    row("t4", { about: { kind: "interaction", id: "i1" }, promisedTo: "r2" }),
    row("t5", { about: { kind: "interaction", id: "i1" }, contact: { name: "顾先生" } }),
    row("t6", { about: { kind: "interaction", id: "i2" } }),
    row("t7", {}),
  ]);
  const { due } = await readTodayWork(db, `${TODAY} m1`);
  expect(new Map(due.map(({ id, reader, stranger }) => [id, reader?.who ?? stranger?.who]))).toEqual(
    new Map([
      ["t1", "张*琴"],
      ["t2", "欧阳**"],
      ["t3", "张*琴"],
      ["t4", "欧阳**"],
      ["t5", "顾*生"],
      ["t6", undefined],
      ["t7", undefined],
    ]),
  );
  db.close();
});

it("shows no number of whom nobody is to call: for no reply, or where a rule means to and she wants no contact", async () => {
  const db = new DeskDb("today-work-numbers");
  const row = (id: string, values: Partial<Row<"task">>): Row<"task"> => ({ id, w: W, due: TODAY, ...values });
  const phones = ["13900000046"];
  await db.reader.bulkPut([
    { id: "r1", w: W, name: "张素琴", phones },
    { id: "r2", w: W, name: "欧阳修远", phones, doNotContact: { since: "2026-01-01" } },
  ]);
  const rule = { by: "rule", id: "core-not-seen" } as const;
  await db.task.bulkPut([
    row("t1", { promisedTo: "r1" }),
    row("t2", { promisedTo: "r1", noReply: true }),
    row("t3", { contact: { name: "顾先生", phone: "13900000046" }, noReply: true }),
    row("t4", { promisedTo: "r2" }),
    row("t5", { about: { kind: "reader", id: "r2" }, origin: rule }),
    row("t6", { about: { kind: "reader", id: "r1" }, origin: rule }),
  ]);
  const { due } = await readTodayWork(db, `${TODAY} `);
  const called = due.filter(({ reader, stranger }) => (reader ?? stranger)?.phone !== undefined).map(({ id }) => id);
  expect(called.sort()).toEqual(["t1", "t4", "t6"]);
  db.close();
});
