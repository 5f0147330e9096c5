/** One list on two desks that know nothing of each other: who calls whom, until when, and what both have done. */
import "../../../../support/indexed-db.ts";
import { afterEach, describe, expect, it } from "vitest";
import { callSums, inTurn, turnOf } from "#shared/outreach/call-queue.ts";
import { readToldStates } from "../../../../../renderer/db/lists/told-states.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { type AttemptResult, callChanges } from "../../../../../renderer/features/outreach/calls/call-changes.ts";
import { dealChanges, evenly, giveBackChanges } from "../../../../../renderer/features/outreach/calls/part-changes.ts";
import { queueAskedAt } from "../../../../../renderer/features/outreach/calls/queue-asked.ts";
import { readCallList } from "../../../../support/read-call-list.ts";
import { exchangeAll, RandomDesk } from "../../db/random-desks.ts";

const [EAST, WEST] = ["a".repeat(16), "b".repeat(16)] as const;
const DAY = 86_400_000;
const PEOPLE = 6;
const YES = { given: true, at: Date.parse("2026-11-01") };
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const at = (day: string): number => Date.parse(`${day}T10:00:00Z`);

let desks: readonly RandomDesk[] = [];
afterEach(async () => {
  for (const { db } of desks) await db.delete();
});

const run = async (desk: RandomDesk, changes: readonly Change[]): Promise<void> => {
  await (await desk.writer.run("test", changes)).confirmed;
};

/** Dealt out in halves on Monday 2026-11-30, until Friday 2026-12-04. */
async function twoDesks(): Promise<readonly [RandomDesk, RandomDesk]> {
  let now = at("2026-11-30");
  const [east, west] = [new RandomDesk(EAST, () => ++now), new RandomDesk(WEST, () => ++now)];
  desks = [east, west];
  for (const desk of desks) await desk.start(desks);
  const people = Array.from({ length: PEOPLE }, (_, place) => place);
  await run(east, [
    create("outreach", "o", { name: "邀请回馆", goal: "invite-back", madeAt: at("2026-11-29") }),
    ...people.map((place) => create("reader", `r${place}`, { name: `读者${place}`, phones: ["13800001000"] })),
    ...people.map((place) =>
      create("recipient", `p${place}`, { outreach: "o", reader: `r${place}`, channel: "phone", place }),
    ),
  ]);
  const shares = evenly(PEOPLE, 2).map((count, index) => ({
    id: index === 0 ? "east" : "west",
    desk: [EAST, WEST][index] ?? "",
    people: count,
  }));
  const free = people.map((place) => `p${place}`);
  await run(
    east,
    dealChanges({ outreach: "o", free, shares, lapsesOn: "2026-12-04", at: at("2026-11-30"), staff: "chen" }),
  );
  await exchangeAll(desks);
  return [east, west];
}

/** @param synced the day of the last exchange */
async function listOf({ db, stream }: RandomDesk, day: string, synced: string) {
  const list = await readCallList(db, "o");
  const others = [EAST, WEST].filter((other) => other !== stream);
  const asked = queueAskedAt(
    list,
    { own: stream, others, presentOf: (of) => of, syncedAt: at(synced) },
    { on: day, minute: 600 },
    dayOf,
  );
  return {
    list,
    mine: inTurn(list.callees, asked).map(({ id }) => id),
    turns: Object.fromEntries(list.callees.map((callee) => [callee.id, turnOf(callee, asked)])),
  };
}

const call = (desk: RandomDesk, place: number, outcome: AttemptResult, day: string): Promise<void> =>
  run(
    desk,
    callChanges(
      {
        ids: { attempt: `${desk.stream}-${place}-${day}`, record: `log-${desk.stream}-${place}-${day}`, task: "t" },
        at: at(day),
        today: day,
        recipient: `p${place}`,
        reader: `r${place}`,
        channel: "phone",
        outcome,
        minutes: 2,
        answers: {},
        note: { text: "", chips: [] },
        holder: `r${place}`,
        to: "13800001000",
        sharing: [],
        purpose: "invite-back",
        toldWith: [],
        untold: [],
        stream: desk.stream,
        assignee: undefined,
        result: undefined,
        followUp: "",
        quiet: undefined,
        hadLater: false,
      },
      { desk: desk.stream, branch: undefined, staff: "chen" },
    ),
  );

describe("a list that is dealt out", () => {
  it("is worked by each desk in its own half while neither hears of the other", async () => {
    const [east, west] = await twoDesks();
    expect((await listOf(east, "2026-12-03", "2026-11-30")).mine).toEqual(["p0", "p1", "p2"]);
    expect((await listOf(west, "2026-12-03", "2026-11-30")).mine).toEqual(["p3", "p4", "p5"]);
    await call(east, 0, "reached", "2026-12-03");
    await call(west, 3, "no-answer", "2026-12-03");
    expect((await listOf(west, "2026-12-03", "2026-11-30")).turns).toMatchObject({ p0: "theirs", p3: "other-day" });
    await exchangeAll(desks);
    for (const desk of [east, west]) {
      const { list } = await listOf(desk, "2026-12-03", "2026-12-03");
      expect(callSums(list.callees)).toEqual({ people: 6, tried: 2, attempts: 2, reached: 1, ended: 1 });
    }
  });

  it("lapses: its holder stops until it has synced, and the other waits a day longer before it may take it", async () => {
    const [east, west] = await twoDesks();
    expect((await listOf(east, "2026-12-05", "2026-12-04")).turns.p0).toBe("sync-first");
    expect((await listOf(east, "2026-12-05", "2026-12-05")).turns.p0).toBe("now");
    expect((await listOf(west, "2026-12-05", "2026-12-05")).turns.p0).toBe("theirs");
    expect((await listOf(west, "2026-12-06", "2026-12-06")).turns.p0).toBe("take");
    const shares = [{ id: "again", desk: WEST, people: 3 }];
    const free = ["p0", "p1", "p2"];
    await run(
      west,
      dealChanges({ outreach: "o", free, shares, lapsesOn: "2026-12-08", at: at("2026-12-06"), staff: undefined }),
    );
    await exchangeAll(desks);
    expect((await listOf(west, "2026-12-06", "2026-12-06")).mine).toContain("p0");
    expect((await listOf(east, "2026-12-06", "2026-12-06")).turns.p0).toBe("theirs");
  });

  it("is given back by a button before its day, and the other desk may take it at once", async () => {
    const [east, west] = await twoDesks();
    await run(east, giveBackChanges(["east"], at("2026-12-01")));
    await exchangeAll(desks);
    expect((await listOf(west, "2026-12-01", "2026-12-01")).turns).toMatchObject({ p0: "take", p3: "now" });
    expect((await listOf(east, "2026-12-01", "2026-12-01")).turns.p0).toBe("take");
  });

  it("keeps what both did with one person, shows the double, and the stronger word ends it", async () => {
    const [east, west] = await twoDesks();
    await call(east, 1, "reached", "2026-12-05");
    await call(west, 1, "declined", "2026-12-05");
    await exchangeAll(desks);
    for (const desk of [east, west]) {
      const { list } = await listOf(desk, "2026-12-05", "2026-12-05");
      const twice = list.callees.find(({ id }) => id === "p1");
      expect(twice).toMatchObject({ state: "declined", isDouble: true });
      expect(twice?.attempts.map(({ desk: by }) => by).toSorted()).toEqual([EAST, WEST]);
      expect((await desk.db.reader.get("r1"))?.declined).toEqual({ "invite-back": "2026-12-05" });
      expect((await desk.db.recipient.get("p1"))?.open).toBeUndefined();
    }
  });

  it("calls nobody again who was merged with somebody reached, or is deleted, on the other desk", async () => {
    const [east, west] = await twoDesks();
    await call(east, 0, "reached", "2026-12-01");
    await run(west, [{ act: "cells", kind: "reader", id: "r3", cells: { ".alias": "r0" } }, remove("reader", "r4")]);
    await run(west, [remove("recipient", "p4")]);
    await exchangeAll(desks);
    const { list, mine } = await listOf(west, "2026-12-02", "2026-12-02");
    expect(mine).toEqual(["p5"]);
    expect(list.callees.map(({ id, state }) => [id, state])).toEqual([
      ["p0", "reached"],
      ["p1", "waiting"],
      ["p2", "waiting"],
      ["p5", "waiting"],
    ]);
  });

  it("calls the next of a household whose one is not told any more, once for all who are left", async () => {
    const [east, west] = await twoDesks();
    await run(east, [
      ...[0, 1, 2, 3].map((place) => edit("reader", `r${place}`, { consents: { "phone.invite-back": YES } })),
      ...[1, 2, 3].map((place) => edit("recipient", `p${place}`, { with: "p0" })),
    ]);
    await exchangeAll(desks);
    const where = { today: "2026-12-03", place: "other" } as const;
    const listed = async ({ db }: RandomDesk) => {
      const { callees, toldWith } = await readCallList(db, "o", where);
      const states = await readToldStates(db, await db.recipient.toArray());
      return [callees.map(({ id }) => id), Object.fromEntries(toldWith), states.slice(0, 4)];
    };
    expect(await listed(west)).toMatchObject([["p0", "p4", "p5"], { r0: ["r1", "r2", "r3"] }, {}]);
    await run(west, [edit("reader", "r0", { doNotContact: { since: "2026-12-03" } })]);
    await exchangeAll(desks);
    for (const desk of desks)
      expect(await listed(desk)).toMatchObject([["p0", "p1", "p4", "p5"], { r1: ["r2", "r3"] }, {}]);
    // nobody answered there, then she said that she moves away: it falls to the one after her
    await call(east, 1, "no-answer", "2026-12-03");
    expect((await listed(east))[2]).toEqual(["waiting", "again", "again", "again"]);
    await call(east, 1, "moved", "2026-12-04");
    await exchangeAll(desks);
    expect(await listed(west)).toMatchObject([["p0", "p1", "p2", "p4", "p5"], { r2: ["r3"] }, {}]);
    await call(west, 2, "reached", "2026-12-04");
    expect((await listed(west))[2]).toEqual(["waiting", "gone", "reached", "reached"]);
  });

  it("keeps that she declined at one desk where the other takes back a wrong key of its own", async () => {
    const [east, west] = await twoDesks();
    await call(west, 1, "declined", "2026-12-01");
    await run(east, [edit("reader", "r1", { declined: { "invite-back": "2026-12-02" } })]);
    await run(east, [edit("reader", "r1", { declined: { "invite-back": null } })]);
    await exchangeAll(desks);
    for (const { db } of desks) expect((await db.reader.get("r1"))?.declined).toEqual({ "invite-back": "2026-12-01" });
  });

  it("says who of the held-back was spoken to all the same, under whichever record, and not who was missed", async () => {
    const [east] = await twoDesks();
    await run(east, [
      ...[0, 1, 2].map((place) => edit("recipient", `p${place}`, { notContacted: "held-back", channel: null })),
      { act: "cells", kind: "reader", id: "r5", cells: { ".alias": "r2" } },
    ]);
    const spoken = (reader: string, outcome: "answered" | "not-answered"): Change =>
      create("interaction", `to-${reader}`, {
        reader,
        at: at("2026-12-01"),
        direction: "out",
        channel: "phone",
        outcome,
      });
    await run(east, [spoken("r0", "not-answered"), spoken("r1", "answered"), spoken("r5", "answered")]);
    const list = await readCallList(east.db, "o");
    expect(list.heldBack).toEqual({ people: 3, spokenTo: ["r1", "r2"] });
  });

  it("is stopped for whoever is marked, put off or called on two desks, each in its own field", async () => {
    const [east, west] = await twoDesks();
    await run(east, [edit("recipient", "p3", { later: { on: "2026-12-09", minute: 600 } })]);
    await call(west, 3, "no-answer", dayOf(at("2026-12-01") + DAY));
    await exchangeAll(desks);
    const { turns, list } = await listOf(west, "2026-12-04", "2026-12-04");
    expect(turns.p3).toBe("other-day");
    expect(list.callees.find(({ id }) => id === "p3")).toMatchObject({ attempts: [{}], later: { on: "2026-12-09" } });
  });
});
