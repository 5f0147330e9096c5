/**
 * A clock that says another year: what is asked, what waits, how it is written, and how records of a wrong clock are
 * put right.
 */
import "../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { KINDS, type Kind, RECORDS } from "#shared/model/kinds.ts";
import { type FieldSpec, instant } from "#shared/model/record.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { applySlice } from "../../../../renderer/db/exchange/apply-slice.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { believeClock, lookAtClock, readClockNote, settleSpan } from "../../../../renderer/db/write/clock-note.ts";
import type { Written } from "../../../../renderer/db/write/command-chain.ts";
import { timeChanges, wrongTimes } from "../../../../renderer/db/write/put-right.ts";
import { createWriter } from "../../../../renderer/db/write/writer.ts";
import { OWN, openDesk } from "./desk.ts";

const TODAY = Date.UTC(2026, 10, 28, 9);
const IN_2099 = Date.UTC(2099, 10, 28, 9);
const IN_1970 = Date.UTC(1970, 0, 1, 0, 20);
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;
const COLLEAGUE = "b".repeat(16);

async function deskWithClock() {
  const { db, journal, memory } = await openDesk();
  const time = { now: TODAY };
  let read = (): void => undefined;
  const clock = {
    now: () => {
      read();
      return ++time.now;
    },
  };
  const onRead = (before: () => void): void => {
    read = before;
  };
  const writer = createWriter({ db, stream: OWN, clock, journal, staff: "staff-1" });
  let asked = 0;
  writer.onClockInDoubt(() => {
    asked += 1;
  });
  const log = (id: string): Promise<Written> =>
    writer.run("interaction.log", [
      create("interaction", id, { at: clock.now(), channel: "desk", purpose: "reference" }),
    ]);
  const saved = async (id: string): Promise<void> => {
    expect((await (await log(id)).confirmed).ok).toBe(true);
  };
  const at = async (id: string): Promise<number> => (await db.interaction.get(id))?.at ?? Number.NaN;
  /** Until a command has been found to wait. */
  const someWait = async (): Promise<void> => {
    while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const look = (): ReturnType<typeof lookAtClock> => lookAtClock(db, time.now);
  await saved("first");
  // as every start does
  await look();
  return {
    db,
    memory,
    writer,
    time,
    onRead,
    log,
    saved,
    at,
    someWait,
    look,
    believe: () => believeClock(db, time.now),
  };
}

const entries = ({ memory }: { readonly memory: { readonly entries: readonly Entry[] } }): readonly Entry[] =>
  memory.entries;

describe("a clock that says another year", () => {
  for (const [name, wrong] of [
    ["2099", IN_2099],
    ["1970", IN_1970],
    ["the day before", TODAY - DAY_MS],
  ] as const) {
    it(`holds a log back while the clock says ${name}, and files it under today once the clock was put right`, async () => {
      const desk = await deskWithClock();
      desk.time.now = wrong;
      const logged = desk.log("second");
      await desk.someWait();
      expect(await desk.db.interaction.get("second")).toBeUndefined();
      expect(await desk.look()).toMatchObject({ tag: wrong > TODAY ? "ahead" : "back", from: "own" });
      desk.time.now = TODAY + MINUTE_MS;
      expect((await (await logged).confirmed).ok).toBe(true);
      expect(await desk.look()).toBeNull();
      expect(Math.abs((await desk.at("second")) - TODAY)).toBeLessThan(5 * MINUTE_MS);
      const last = entries(desk).at(-1);
      expect(Math.abs(hlcToMs(last?.hlc ?? "") - TODAY)).toBeLessThan(5 * MINUTE_MS);
    });
  }

  it("files a held log under today also where the clock is put right between two looks at it", async () => {
    const desk = await deskWithClock();
    desk.time.now = IN_1970;
    let readings = Number.POSITIVE_INFINITY;
    desk.onRead(() => {
      if (readings-- === 0) desk.time.now = TODAY + MINUTE_MS;
    });
    // the first reading of the next attempt is wrong still
    desk.writer.onClockInDoubt(() => {
      readings = Math.min(readings, 1);
    });
    await (await desk.log("second")).confirmed;
    expect(Math.abs((await desk.at("second")) - TODAY)).toBeLessThan(5 * MINUTE_MS);
  });

  it("asks nothing over a long weekend, about a second's step back, and of a desk that is new", async () => {
    const desk = await deskWithClock();
    desk.time.now -= 1000;
    expect(await desk.look()).toBeNull();
    desk.time.now = TODAY + 5 * DAY_MS;
    expect(await desk.look()).toBeNull();
    const { db } = await openDesk();
    expect(await lookAtClock(db, IN_2099)).toBeNull();
  });

  it("writes on under a clock that a person calls right, and no later entry bears its year once it was put right", async () => {
    const desk = await deskWithClock();
    desk.time.now = IN_2099;
    await desk.believe();
    await desk.saved("in 2099");
    desk.time.now = TODAY + MINUTE_MS;
    expect(await desk.look()).toMatchObject({ tag: "back" });
    await desk.believe();
    await desk.saved("today");
    await desk.saved("again");
    const stamps = entries(desk).map(({ hlc }) => new Date(hlcToMs(hlc)).getUTCFullYear());
    expect(stamps).toEqual([2026, 2099, 2026, 2026]);
    expect(await desk.look()).toBeNull();
  });

  it("is not asked about again on a database that was filled anew", async () => {
    const desk = await deskWithClock();
    desk.time.now = IN_2099;
    await desk.believe();
    await desk.saved("in 2099");
    desk.time.now = TODAY + MINUTE_MS;
    await desk.believe();
    await desk.saved("today");
    const again = await openDesk(desk.memory);
    await applySlice(again.db, OWN, desk.time.now, { stream: OWN, entries: [...entries(desk)] });
    expect(await lookAtClock(again.db, desk.time.now)).toBeNull();
  });
});

describe("the share as a witness", () => {
  const pulled = (desk: Awaited<ReturnType<typeof deskWithClock>>, no: number, at: number): Promise<unknown> =>
    applySlice(desk.db, OWN, desk.time.now, { stream: COLLEAGUE, entries: [], ends: { no, hash: "h", at } });

  it("asks when a colleague's batch was sealed a day later than now", async () => {
    const desk = await deskWithClock();
    await pulled(desk, 1, TODAY + DAY_MS);
    expect(await desk.look()).toMatchObject({ tag: "back", from: "share", last: TODAY + DAY_MS });
    // what it has noted keeps acts waiting, in the worker too
    const logged = desk.log("second");
    await desk.someWait();
    expect(await desk.db.interaction.get("second")).toBeUndefined();
    await desk.believe();
    await logged;
    expect(await desk.look()).toBeNull();
  });

  it("asks once about a colleague's computer that is years ahead, and never again for what it seals then", async () => {
    const desk = await deskWithClock();
    await pulled(desk, 1, IN_2099);
    expect(await desk.look()).toMatchObject({ from: "share" });
    await desk.believe();
    await pulled(desk, 2, IN_2099 + DAY_MS);
    expect(await desk.look()).toBeNull();
    // put right, it is a witness again
    await pulled(desk, 3, TODAY + 2 * DAY_MS);
    expect(await desk.look()).toMatchObject({ from: "share", last: TODAY + 2 * DAY_MS });
  });
});

describe("what was made while the clock was wrong", () => {
  async function withWrongOnes(wrong: number) {
    const desk = await deskWithClock();
    desk.time.now = wrong;
    await desk.believe();
    await desk.saved("one");
    desk.time.now += 7 * MINUTE_MS;
    await desk.saved("two");
    await (await desk.writer.run("interaction.edit", [edit("interaction", "one", { question: "wo" })])).confirmed;
    // typed: not of the wrong clock
    await (await desk.writer.run("interaction.log", [create("interaction", "typed", { at: TODAY - 40 * DAY_MS })]))
      .confirmed;
    desk.time.now = TODAY + 10 * MINUTE_MS;
    expect(await desk.look()).not.toBeNull();
    await desk.believe();
    const span = (await readClockNote(desk.db))?.span;
    if (span === undefined) throw new Error("no span");
    return { ...desk, span };
  }

  for (const [name, wrong] of [
    ["ahead", IN_2099],
    ["behind", IN_1970],
  ] as const) {
    it(`is found and put right together by one act, which is undone as one, where the clock was ${name}`, async () => {
      const desk = await withWrongOnes(wrong);
      const times = await wrongTimes(desk.db, desk.span);
      expect(times.map(({ id, cell }) => `${id}.${cell}`).toSorted()).toEqual(["one.at", "two.at"]);
      const [one, two] = [await desk.at("one"), await desk.at("two")];
      const shift = TODAY - desk.span.lastAt;
      const written = await desk.writer.run("clock.put-right", timeChanges(times, shift));
      expect((await written.confirmed).ok).toBe(true);
      expect([await desk.at("one"), await desk.at("two")]).toEqual([one + shift, two + shift]);
      expect(Math.abs((await desk.at("two")) - TODAY)).toBeLessThan(MINUTE_MS);
      expect(await desk.at("typed")).toBe(TODAY - 40 * DAY_MS);
      expect(await desk.at("first")).toBeLessThan(TODAY + 1000);
      expect(await wrongTimes(desk.db, desk.span)).toEqual([]);
      await desk.writer.undo();
      expect([await desk.at("one"), await desk.at("two")]).toEqual([one, two]);
      await settleSpan(desk.db);
      expect((await readClockNote(desk.db))?.span).toBeUndefined();
    });
  }

  it("moves in every kind of record whose declaration says that its times move, and in no other", async () => {
    const desk = await deskWithClock();
    desk.time.now = IN_2099;
    await desk.believe();
    const timed = KINDS.flatMap((kind) => {
      const found = Object.entries<FieldSpec>(RECORDS[kind].fields).find(
        ([, { schema, shape }]) => shape === "one" && schema === instant,
      );
      return found === undefined ? [] : [{ kind, field: found[0] }];
    });
    for (const { kind, field } of timed)
      await (
        await desk.writer.run("test", [{ act: "create", kind, id: `a-${kind}`, values: { [field]: desk.time.now } }])
      ).confirmed;
    desk.time.now = TODAY + 10 * MINUTE_MS;
    expect(await desk.look()).not.toBeNull();
    await desk.believe();
    const span = (await readClockNote(desk.db))?.span;
    if (span === undefined) throw new Error("no span");
    const moving = (moves: boolean): readonly Kind[] =>
      timed.flatMap(({ kind }) => (RECORDS[kind].timesMove === moves ? [kind] : []));
    expect((await wrongTimes(desk.db, span)).map(({ kind }) => kind).toSorted()).toEqual(moving(true).toSorted());
    // looks are evidence, also of when
    expect(moving(false)).toContain("reveal");
  });

  it("leaves alone what a person has changed since", async () => {
    const desk = await withWrongOnes(IN_2099);
    await (await desk.writer.run("interaction.edit", [edit("interaction", "one", { at: TODAY })])).confirmed;
    expect((await wrongTimes(desk.db, desk.span)).map(({ id }) => id)).toEqual(["two"]);
  });

  it("is nothing after a long closing under a clock that was right", async () => {
    const desk = await deskWithClock();
    desk.time.now = TODAY + 60 * DAY_MS;
    expect(await desk.look()).toMatchObject({ tag: "ahead" });
    await desk.believe();
    expect((await readClockNote(desk.db))?.span).toBeUndefined();
    await desk.saved("after the closing");
  });
});
