/** Two desks without an exchange do one thing: both who did it stay named, whatever is decided afterwards. */
import "../../../support/indexed-db.ts";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow, FrontierWrite } from "#shared/replication/rows/row.ts";
import type { Row } from "../../../../renderer/db/database.ts";
import { answersApart } from "../../../../renderer/db/write/answers-apart.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { finishTasks, reopenTasks } from "../../../../renderer/db/write/task-form.ts";
import { answer, answerAndClose } from "../../../../renderer/features/opinions/opinion-changes.ts";
import { opinionHistory } from "../../../../renderer/features/opinions/opinion-views.ts";
import { deedsIn } from "../../../../renderer/worker/reports/audit-facts.ts";
import type { ReportView } from "../../../../renderer/worker/reports/report-view.ts";
import { proofScale } from "../../../support/proof-scale.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

let desks: readonly RandomDesk[] = [];

afterEach(async () => {
  for (const { db } of desks) await db.delete();
  desks = [];
});

/** Colleague "a" works at one, "b" at the other. */
async function twoDesks(...changes: readonly Change[]): Promise<readonly [RandomDesk, RandomDesk]> {
  let now = 10_000_000;
  const [a, b] = ["a", "b"].map((letter) => new RandomDesk(letter.repeat(16), () => ++now)) as [RandomDesk, RandomDesk]; // two letters
  desks = [a, b];
  for (const desk of desks) await desk.start(desks);
  await run(a, ...changes);
  await exchangeAll(desks);
  return [a, b];
}

const run = async ({ writer }: RandomDesk, ...changes: readonly Change[]): Promise<unknown> =>
  (await writer.run("test", changes)).confirmed;
const rowOf = async ({ db }: RandomDesk, kind: "feedback" | "task"): Promise<AnyRow> => {
  const row = await db.table<AnyRow>(kind).get("it");
  if (row === undefined) throw new Error(`no ${kind}`);
  return row;
};
const tookPart = async ({ db }: RandomDesk): Promise<readonly string[]> => {
  const view = { book: { opinions: await db.feedback.toArray() } } as unknown as ReportView; // all that is read of it
  return [...new Set((await deedsIn(db, view, 0, Number.MAX_SAFE_INTEGER)).map(({ by }) => by))].sort();
};

describe("one opinion, answered at two desks", () => {
  const opened = create("feedback", "it", { title: "灯太暗", type: "complaint", status: "accepted" });
  const reply = async (desk: RandomDesk, text: string, how = answer): Promise<number> => {
    const row = (await rowOf(desk, "feedback")) as unknown as Row<"feedback">; // its table's
    const [now, staff] = [desk.now(), desk.stream.slice(0, 1)];
    await run(desk, ...how(row, { text, listPublicly: false, seen: {} }, { now, staff }));
    return now;
  };
  const lines = async (desk: RandomDesk): Promise<readonly unknown[]> =>
    opinionHistory((await rowOf(desk, "feedback")) as unknown as Row<"feedback">) // its table's
      .map(({ step, by, at, text }) => [step?.replace(/-\d+$/, "-apart"), by, at, text])
      .toReversed();
  const decide = (desk: RandomDesk, publicReply: string): Promise<unknown> =>
    run(desk, { act: "cells", kind: "feedback", id: "it", cells: { publicReply } });

  it.each([
    ["甲的答复", "a", "乙的答复", "b"],
    ["乙的答复", "b", "甲的答复", "a"],
  ])("keeps who answered and when: %s is chosen", async (chosen, winner, other, loser) => {
    const [a, b] = await twoDesks(opened);
    const at: Record<string, number> = { a: await reply(a, "甲的答复"), b: await reply(b, "乙的答复") };
    await exchangeAll(desks);
    expect(await tookPart(a)).toEqual(["a", "b"]);
    await decide(a, chosen);
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      expect(await rowOf(desk, "feedback")).toMatchObject({
        publicReply: chosen,
        steps: { answered: { at: at[winner], by: winner } },
      });
      expect(await lines(desk)).toEqual(
        [
          ["answered", winner, at[winner], undefined],
          ["answered-apart", loser, at[loser], other],
        ].toSorted(([, , one], [, , two]) => Number(one) - Number(two)),
      );
      expect(await tookPart(desk)).toEqual(["a", "b"]);
    }
  });

  it("keeps both answers where a third wording takes their place, at the sync centre or on the opinion's page", async () => {
    for (const isReply of [false, true]) {
      const [a, b] = await twoDesks(opened);
      const [first, second] = [await reply(a, "甲的答复"), await reply(b, "乙的答复")];
      await exchangeAll(desks);
      const third = isReply ? await reply(b, "两人商量过的") : first;
      if (!isReply) await decide(b, "两人商量过的");
      await exchangeAll(desks);
      expect(await lines(a)).toEqual(
        [
          ["answered-apart", "a", first, "甲的答复"],
          ["answered-apart", "b", second, "乙的答复"],
          ["answered", isReply ? "b" : "a", third, undefined],
        ].toSorted(([one, , at], [two, , when]) => Number(at) - Number(when) || (String(one) < String(two) ? -1 : 1)),
      );
      expect(await tookPart(a)).toEqual(["a", "b"]);
      for (const { db } of desks) await db.delete();
    }
  });

  it("decided at two desks in two ways, and then once more, has each answer once", async () => {
    const [a, b] = await twoDesks(opened);
    const [first, second] = [await reply(a, "甲的答复"), await reply(b, "乙的答复")];
    await exchangeAll(desks);
    await decide(a, "甲的答复");
    await decide(b, "乙的答复");
    await exchangeAll(desks);
    expect(answersApart(await rowOf(a, "feedback")).map(({ text }) => text)).toEqual(["甲的答复", "乙的答复"]);
    await decide(b, "甲的答复");
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      expect(await lines(desk)).toEqual([
        ["answered", "a", first, undefined],
        ["answered-apart", "b", second, "乙的答复"],
      ]);
      expect(await tookPart(desk)).toEqual(["a", "b"]);
    }
  });

  it("takes both colleagues part where they wrote the same words, and nobody is asked", async () => {
    const [a, b] = await twoDesks(opened);
    await reply(a, "已换灯管");
    await reply(b, "已换灯管");
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      expect((await rowOf(desk, "feedback")).open).toBeUndefined();
      expect(await tookPart(desk)).toEqual(["a", "b"]);
    }
  });

  it(
    "loses nobody's answer, whatever is written and decided at either desk, and gives all back when it is undone",
    async () => {
      const text = fc.constantFrom("甲", "乙", "丙");
      const how = fc.constantFrom(answer, answerAndClose);
      await fc.assert(
        fc.asyncProperty(
          text,
          how,
          text,
          how,
          fc.array(text, { minLength: 1, maxLength: 2 }),
          async (ofA, howA, ofB, howB, decided) => {
            const [a, b] = await twoDesks(opened);
            await reply(a, ofA, howA);
            await reply(b, ofB, howB);
            await exchangeAll(desks);
            const before = await a.frontiers();
            for (const [index, one] of decided.entries()) await decide(index === 0 ? a : b, one);
            await exchangeAll(desks);
            for (const desk of [a, b]) {
              expect(await tookPart(desk)).toEqual(["a", "b"]);
              const { publicReply, notes = {} } = (await rowOf(desk, "feedback")) as unknown as Row<"feedback">; // its table's
              const said = [publicReply, ...Object.values(notes).map((note) => note.text)];
              expect(said).toEqual(expect.arrayContaining([ofA, ofB]));
            }
            expect(await a.frontiers()).toEqual(await b.frontiers());
            if (decided.length === 1) {
              const questions = conflictsOf("feedback", await rowOf(a, "feedback"), null).length;
              await (await a.writer.undo())?.written.confirmed;
              const row = (await rowOf(a, "feedback")) as unknown as Row<"feedback">; // its table's
              expect(row.notes ?? {}).toEqual({});
              expect(Object.keys(row.steps ?? {}).some((step) => step.startsWith("answered-"))).toBe(false);
              expect(answersApart(await rowOf(a, "feedback"))).toHaveLength(ofA === ofB ? 0 : 2);
              expect(questions).toBeLessThanOrEqual(conflictsOf("feedback", await rowOf(a, "feedback"), null).length);
              expect([...(await a.frontiers()).keys()]).toEqual(expect.arrayContaining([...before.keys()]));
            }
            for (const { db } of desks) await db.delete();
          },
        ),
        { numRuns: proofScale(4, 100) },
      );
    },
    proofScale(20_000, 200_000),
  );
});

describe("one task, done at two desks", () => {
  const given = create("task", "it", { text: "给读者回电话", promisedTo: "r1" });
  const finish = async (desk: RandomDesk): Promise<number> => {
    const now = desk.now();
    await run(desk, ...finishTasks(["it"], now, desk.stream.slice(0, 1)));
    return now;
  };
  const reopen = (desk: RandomDesk): Promise<unknown> => run(desk, ...reopenTasks(["it"]));

  it("was done by whoever did it first, both have taken part, and nobody is asked", async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const pair = await twoDesks(given);
      const [first, second] = order.map((index) => pair[index]) as [RandomDesk, RandomDesk]; // two places
      const at = await finish(first);
      await finish(second);
      await exchangeAll(order.map((index) => pair[index] as RandomDesk)); // the same
      for (const desk of pair) {
        const row = await rowOf(desk, "task");
        expect(row).toMatchObject({ done: at, doneBy: first.stream.slice(0, 1) });
        expect(row.open).toBeUndefined();
        expect(await tookPart(desk)).toEqual(["a", "b"]);
      }
      for (const { db } of desks) await db.delete();
    }
  });

  it("asks where one desk has done again what another reopened, with one side for all who did it", async () => {
    const [a, b] = await twoDesks(given);
    const at = await finish(a);
    await exchangeAll(desks);
    await reopen(a);
    await reopen(b);
    const again = await finish(b);
    await exchangeAll(desks);
    const [conflict, ...more] = conflictsOf("task", await rowOf(b, "task"), null);
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({ cell: "done", sides: [{ value: null }, { value: again, inUse: true }] });
    expect(again).toBeGreaterThan(at);
    await run(a, { act: "cells", kind: "task", id: "it", cells: { done: again } });
    await exchangeAll(desks);
    expect(await rowOf(b, "task")).toMatchObject({ done: again, doneBy: "b" });
    expect((await rowOf(b, "task")).open).toBeUndefined();
  });

  it(
    "ends alike on both desks, whatever is done, reopened and taken back there",
    async () => {
      const act = fc.constantFrom("finish", "reopen", "undo" as const);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), act, fc.boolean()), { maxLength: 7 }), async (acts) => {
          const [a, b] = await twoDesks(given);
          for (const [isFirst, what, travels] of acts) {
            const desk = isFirst ? a : b;
            // the screen does nothing twice
            if (what === "finish" && (await rowOf(desk, "task")).done === undefined) await finish(desk);
            else if (what === "reopen") await reopen(desk);
            else if (what === "undo") await (await desk.writer.undo())?.written.confirmed;
            if (travels) await exchangeAll(desks);
          }
          await exchangeAll(desks);
          expect(await a.frontiers()).toEqual(await b.frontiers());
          expect(await a.lines()).toEqual(await b.lines());
          const row = (await a.rows()).get("task/it");
          if (row === undefined || row.gone === 1) return;
          const [times, people] = ["done", "doneBy"].map((cell) => frontierOf("task", row, cell)) as FrontierWrite[][]; // two
          const isAsked = new Set(times?.map(({ v = null }) => v === null)).size > 1;
          // undone to its beginning, the task itself is asked about
          const questions = conflictsOf("task", row, null).filter(({ tag }) => tag === "values");
          expect(questions.length).toBe(isAsked ? 1 : 0);
          if (!isAsked && row.done !== undefined) {
            const first = times?.toSorted((one, two) => (one.by[2] < two.by[2] ? -1 : 1))[0];
            expect(row.done).toBe(first?.v);
            expect(row.doneBy).toBe(people?.find(({ by }) => by[2] === first?.by[2])?.v);
          }
          for (const { db } of desks) await db.delete();
        }),
        { numRuns: proofScale(4, 150) },
      );
    },
    proofScale(20_000, 200_000),
  );
});
