/**
 * An outreach on the desk's own rows: everybody of its group is counted once, before its lists are made and ever after,
 * whatever happens to the readers and on however many desks.
 */
import "../../../../support/indexed-db.ts";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { ok } from "#shared/kernel/result.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { readMergedReaders } from "../../../../../renderer/db/reader-class.ts";
import { type Change, create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import { doorOf, type OutreachFigures } from "../../../../../renderer/platform/worker/outreach-api.ts";
import type {
  OutreachReaders,
  OutreachResultApi,
} from "../../../../../renderer/platform/worker/outreach-result-api.ts";
import type { BatchOutcome } from "../../../../../renderer/platform/worker/segments-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createOutreachApi, type OutreachHere } from "../../../../../renderer/worker/outreach/serve-outreach.ts";
import { createOutreachResults } from "../../../../../renderer/worker/outreach/serve-outreach-results.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { readCallList } from "../../../../support/read-call-list.ts";
import { exchangeAll, RandomDesk } from "../../db/random-desks.ts";

const TODAY = "2026-11-25";
const NOON = new Date(`${TODAY}T12:00`).getTime();
const DAY_MS = 86_400_000;
const LONG = { timeout: 120_000 };

let desks: readonly RandomDesk[] = [];
afterEach(async () => {
  for (const { db } of desks) await db.delete();
});

async function openDesks(changes: readonly Change[]): Promise<readonly [RandomDesk, RandomDesk]> {
  let now = NOON;
  const [a, b] = [new RandomDesk("a".repeat(16), () => ++now), new RandomDesk("b".repeat(16), () => ++now)];
  desks = [a, b];
  for (const desk of desks) await desk.start(desks);
  for (let from = 0; from < changes.length; from += 50) await write(a, changes.slice(from, from + 50));
  await exchangeAll(desks);
  return [a, b];
}

const write = async (desk: RandomDesk, changes: readonly Change[]): Promise<void> => {
  await (await desk.writer.run("test", changes)).confirmed;
};

const resultsOf = ({ db }: RandomDesk): OutreachResultApi => {
  const clock = { now: () => NOON };
  return createOutreachResults({ db, clock }, createLibraryViews({ db, clock }));
};

/** Read anew each time, as after a start. */
function serve({ db, writer }: RandomDesk, cut?: () => boolean): OutreachHere {
  const deps = {
    db,
    host: (async (_: string, { texts }: { readonly texts: readonly string[] }) =>
      ok(texts.map((text) => createHash("sha256").update(text).digest("hex")))) as unknown as Host, // only ids are derived
    clock: { now: () => NOON },
    random: (length: number) => new Uint8Array(length),
    installation: "desk",
    search: {
      applied: () => undefined,
      forget: async () => undefined,
      keep: () => undefined,
      rebuilt: () => undefined,
    },
    writer: async () => ({
      ...writer,
      run: (...args: Parameters<typeof writer.run>) => {
        if (cut?.() === true) throw new Error("killed");
        return writer.run(...args);
      },
    }),
  };
  const views = createLibraryViews(deps);
  return createOutreachApi(deps, views, createSegmentsApi(deps, views));
}

const figuresOf = async (desk: RandomDesk): Promise<OutreachFigures> => {
  const figures = await serve(desk).figures("o");
  if (figures === null) throw new Error("it is there");
  return figures;
};
const make = (desk: RandomDesk, cut?: () => boolean): Promise<BatchOutcome> =>
  serve(desk, cut).make(
    { batchId: `batch-${desk.stream[0]}`, ids: [], act: { tag: "lists", outreach: "o", name: "邀请" }, staff: "chen" },
    () => undefined,
  );
const sum = ({ bars, since, told }: OutreachFigures): number =>
  bars.reduce((all, { count }) => all + count, since.count + told);
const barsOf = ({ bars }: OutreachFigures): Readonly<Record<string, number>> =>
  Object.fromEntries(bars.flatMap(({ bar, count }) => (count > 0 ? [[bar, count]] : [])));

const yes = { "phone.invite-back": { given: true, at: NOON - DAY_MS } };
const someone = (id: string, more: Readonly<Record<string, unknown>> = {}): Change =>
  create("reader", id, {
    name: `读者${id}`,
    birthDate: "1980-01-01",
    phones: [`138001${id.slice(1).padStart(5, "0")}`],
    consents: yes,
    ...more,
  });
const outreachOf = (listed: readonly string[], more: Readonly<Record<string, unknown>> = {}): Change =>
  create("outreach", "o", {
    name: "邀请",
    goal: "invite-back",
    source: { by: "list", name: "近期少来", on: TODAY },
    listed: [...listed],
    channels: ["phone"],
    quietDays: 30,
    ...more,
  });

const LIBRARY: readonly Change[] = [
  someone("r1"),
  someone("r2", { consents: {} }),
  someone("r3", { badContact: ["phone"] }),
  someone("r4"),
  someone("r5", { leaving: { reason: "moved", on: "2026-01-01" } }),
  someone("r6"),
  someone("r7", { consents: { ...yes, "phone.event": yes["phone.invite-back"] } }),
  someone("r8"),
  someone("r9", { guardian: "r1", birthDate: "2018-01-01", phones: [] }),
  create("interaction", "in", {
    reader: "r4",
    at: NOON - 3 * DAY_MS,
    direction: "in",
    channel: "desk",
    purpose: "enquiry",
  }),
  // nobody answered: it is no contact
  create("interaction", "missed", {
    reader: "r1",
    at: NOON - 2 * DAY_MS,
    direction: "out",
    channel: "phone",
    outcome: "not-answered",
  }),
  create("outreach", "other", { name: "别的", goal: "event", source: { by: "hand" }, madeAt: NOON, madeOn: TODAY }),
  create("recipient", "c", { outreach: "other", reader: "r7", channel: "phone", place: 0 }),
];
const ALL = ["r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"];

describe("an outreach", () => {
  it("counts each of its group under one reason, or on one channel, from the records as they stand", async () => {
    const [a] = await openDesks([...LIBRARY, outreachOf(ALL, { excluded: ["r6"] })]);
    const figures = await figuresOf(a);
    expect(barsOf(figures)).toEqual({
      // the child's guardian was not asked for her
      "no-consent": 2,
      lately: 1,
      "bad-contact": 1,
      left: 1,
      "by-hand": 1,
      "other-outreach": 1,
    });
    expect(figures).toMatchObject({ group: 9, told: 2, lastContactOn: "2026-11-22", isMade: false });
    expect(sum(figures)).toBe(9);
    expect(await serve(a).people({ id: "o", of: { tag: "bar", bar: "lately" } })).toEqual(["r4"]);
    expect(await serve(a).people({ id: "o", of: { tag: "told" } })).toEqual(["r1", "r8"]);
  });

  it("tells of a card that runs out whom another list is to invite, but nobody twice of one card", async () => {
    const expiresOn = "2026-12-20";
    const [first, second] = ["cards", "o"].map((id) => ({
      ...outreachOf(["r1", "r7"], { goal: "expiring-card" }),
      id,
    }));
    if (first === undefined || second === undefined) throw new Error("both are made");
    const [a] = await openDesks([...LIBRARY, second]);
    await write(
      a,
      ["r1", "r7"].map((id) => edit("reader", id, { expiresOn })),
    );
    expect(await figuresOf(a)).toMatchObject({ told: 2 });
    await write(a, [first]);
    await write(a, [
      edit("outreach", "cards", { madeAt: NOON, madeOn: TODAY }),
      create("recipient", "d", { outreach: "cards", reader: "r1", channel: "phone", place: 0 }),
    ]);
    expect(barsOf(await figuresOf(a))).toEqual({ "other-outreach": 1 });
    expect(await figuresOf(a)).toMatchObject({ told: 1 });
  });

  it("says that a hold is here to whom a list of expiring cards is to call", async () => {
    const own = outreachOf(["r1"], { goal: "own", purpose: "arrival", name: "预约到馆" });
    const [a] = await openDesks([
      ...LIBRARY,
      own,
      create("outreach", "cards", {
        name: "证件将到期",
        goal: "expiring-card",
        source: { by: "hand" },
        madeAt: NOON,
        madeOn: TODAY,
      }),
      create("recipient", "d", { outreach: "cards", reader: "r1", channel: "phone", place: 0 }),
    ]);
    expect(barsOf(await figuresOf(a))).toEqual({});
  });

  it("answers a suggestion of hers whom a list after complaints is to call", async () => {
    const own = outreachOf(["r1"], { goal: "own", purpose: "reply", name: "答复建议" });
    const [a] = await openDesks([
      ...LIBRARY,
      own,
      create("feedback", "f", { reader: "r1", type: "suggestion", text: "灯太暗", status: "registered" }),
      create("outreach", "after", {
        name: "投诉办结以后",
        goal: "after-complaint",
        source: { by: "hand" },
        madeAt: NOON,
        madeOn: TODAY,
      }),
      create("recipient", "d", { outreach: "after", reader: "r1", channel: "phone", place: 0 }),
    ]);
    expect(barsOf(await figuresOf(a))).toEqual({});
  });

  it("invites to an event who has said no to what another list, still open, was to tell her", async () => {
    const own = outreachOf(["r1"], { goal: "event", quietDays: 0 });
    const [a] = await openDesks([
      ...LIBRARY,
      own,
      create("outreach", "letters", {
        name: "信",
        goal: "invite-back",
        source: { by: "hand" },
        madeAt: NOON,
        madeOn: TODAY,
      }),
      create("recipient", "d", {
        outreach: "letters",
        reader: "r1",
        channel: "letter",
        via: "reader",
        place: 0,
        files: { f: NOON },
      }),
    ]);
    await write(a, [
      edit("reader", "r1", {
        consents: {
          "phone.event": { given: true, at: NOON },
          "letter.invite-back": { given: false, at: NOON },
        },
      }),
    ]);
    expect(barsOf(await figuresOf(a))).toEqual({});
  });

  it("makes a recipient of everybody, and stands as it was made while nothing changes", async () => {
    const [a] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    const before = await figuresOf(a);
    expect(await make(a)).toMatchObject({ changed: 3, stopped: false, failure: null });
    const { isMade: _, lastContactOn: __, ...rest } = before;
    expect(await figuresOf(a)).toMatchObject({ ...rest, isMade: true });
    const rows = await a.db.recipient.where("outreach").equals("o").toArray();
    expect(rows.map(({ reader, notContacted, channel }) => [reader, notContacted ?? channel]).toSorted()).toEqual([
      ["r1", "phone"],
      ["r2", "no-consent"],
      ["r3", "bad-contact"],
      ["r4", "lately"],
      ["r5", "left"],
      ["r6", "phone"],
      ["r7", "other-outreach"],
      ["r8", "phone"],
      ["r9", "guardian-consent"],
    ]);
    // made once
    expect(await make(a)).toMatchObject({ changed: 0 });
  });

  it("is a draft still where it was cut off, and takes up what stands there", async () => {
    const readers = Array.from({ length: 450 }, (_, at) => `r${at + 1}`);
    const [a] = await openDesks([...readers.map((id) => someone(id)), outreachOf(readers)]);
    let commands = 0;
    await expect(make(a, () => ++commands === 3)).rejects.toThrow("killed");
    expect(await a.db.recipient.count()).toBe(400);
    expect((await figuresOf(a)).isMade).toBe(false);
    await write(a, [edit("reader", "r1", { consents: { "phone.invite-back": null } }), remove("reader", "r2")]);
    expect(await make(a)).toMatchObject({ stopped: false, failure: null });
    const figures = await figuresOf(a);
    expect(figures).toMatchObject({ isMade: true, group: 449, told: 448 });
    expect(sum(figures)).toBe(449);
  });

  it("made on two desks at once is one list", async () => {
    const [a, b] = await openDesks([...LIBRARY, outreachOf(ALL, { heldBack: { percent: 50, seed: 2611 } })]);
    await make(a);
    await make(b);
    await exchangeAll(desks);
    expect(await a.db.recipient.where("outreach").equals("o").count()).toBe(9);
    expect(await figuresOf(a)).toEqual(await figuresOf(b));
    expect(barsOf(await figuresOf(a))["held-back"]).toBe(2);
  });

  it("keeps with whom somebody was held back, so that two of one household count as drawn once", async () => {
    const readers = ["r1", "r2", "r3", "r4"];
    const [a] = await openDesks([
      ...readers.map((id) => someone(id, id === "r2" || id === "r4" ? { household: id === "r2" ? "r1" : "r3" } : {})),
      outreachOf(readers, { perHousehold: true, heldBack: { percent: 50, seed: 1 } }),
    ]);
    const before = await figuresOf(a);
    await make(a);
    const made = await figuresOf(a);
    expect(made).toMatchObject({ told: 2, lots: { told: 1, heldBack: 1 } });
    expect(before.lots).toEqual(made.lots);
    const rows = await a.db.recipient.where("outreach").equals("o").toArray();
    for (const { id, notContacted } of rows.filter((row) => row.with === undefined))
      expect(rows.filter((row) => row.with === id).map((row) => row.notContacted)).toEqual([notContacted]);
  });

  it("is a draft again where its making is taken back, and keeps what another desk has done, known here or not", async () => {
    const [a, b] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    await make(a);
    await exchangeAll(desks);
    await happen(b, { tag: "call", who: 0, desk: 1 }, 7);
    await exchangeAll(desks);
    await happen(b, { tag: "call", who: 7, desk: 1 }, 8);
    expect((await a.writer.undoBatch("batch-a")).left).toHaveLength(1);
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      expect((await figuresOf(desk)).isMade).toBe(false);
      const standing = (await desk.db.recipient.where("outreach").equals("o").toArray()).filter(
        ({ gone }) => gone !== 1,
      );
      expect(standing.map(({ reader, attempts }) => [reader, Object.keys(attempts ?? {})]).toSorted()).toEqual([
        ["r1", ["b7"]],
        ["r8", ["b8"]],
      ]);
    }
    expect(await make(b)).toMatchObject({ stopped: false, failure: null });
    expect(await figuresOf(b)).toMatchObject({ group: 9, states: { reached: 2 } });
  });

  it("made on two desks of which one knew of a withdrawal contacts nobody against her will, and list and result agree", async () => {
    const [a, b] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    await write(b, [edit("reader", "r8", { doNotContact: { since: TODAY } })]);
    await write(b, [edit("reader", "r6", { doNotContact: { since: TODAY } })]);
    await make(a);
    await make(b);
    // the desk that knows nothing of it has called one of them
    await happen(a, { tag: "call", who: 5, desk: 0 }, 9);
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      const figures = await figuresOf(desk);
      expect(figures).toMatchObject({ told: 2, since: { count: 0 }, states: { reached: 1, waiting: 1 } });
      expect(sum(figures)).toBe(9);
      const said = { rounds: ["o"], who: "listed" } as const;
      expect(await serve(desk).people({ id: "o", of: { tag: "told" } })).toEqual(["r1", "r6"]);
      expect(await serve(desk).people({ id: "o", of: { tag: "result", readers: said } })).toEqual(["r1", "r6"]);
      const { callees } = await readCallList(desk.db, "o");
      expect(callees.map(({ reader }) => reader)).toEqual(["r1", "r6"]);
    }
  });

  it("counts whose records were merged since once, on the list, in its result and behind every number", async () => {
    const [a] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    await make(a);
    await happen(a, { tag: "call", who: 7, desk: 0 }, 3);
    for (const [id, into] of [
      ["r8", "r1"],
      ["r3", "r2"],
      ["r6", "r5"],
    ] as const) {
      const joined = joinRecords("reader", id, into).op;
      await write(a, [{ act: "cells", kind: "reader", id: joined.id, cells: joined.cells }]);
    }
    const figures = await figuresOf(a);
    expect(figures).toMatchObject({ group: 6, told: 1, states: { reached: 1 }, since: { count: 1 } });
    const behind = async (who: OutreachReaders["who"]): Promise<number> =>
      (await serve(a).people({ id: "o", of: { tag: "result", readers: { rounds: ["o"], who } } })).length;
    const report = await resultsOf(a).report("o", () => undefined);
    expect(report).toMatchObject({ group: 6, result: { contacted: { readers: 2, reached: 1 } } });
    expect(await behind("group")).toBe(report?.group);
    expect(await behind("listed")).toBe(report?.result.contacted.readers);
    const leftOut = report?.notContacted.reduce((all, { count }) => all + count, 0);
    expect(await behind("not-contacted")).toBe(leftOut);
    expect((leftOut ?? 0) + 2).toBe(6);
  });

  it("hears of every word of a reader or a guardian that decides, without a start", async () => {
    const [a] = await openDesks([
      someone("r1"),
      someone("r2", {
        birthDate: "2018-01-01",
        guardian: "r1",
        consents: { "phone.invite-back": { ...yes["phone.invite-back"], giver: "guardian" } },
      }),
      outreachOf(["r1", "r2"]),
    ]);
    const api = serve(a);
    const told = async (): Promise<string> => (await api.people({ id: "o", of: { tag: "told" } })).join();
    const tries: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
      ["r1", { consents: { "phone.invite-back": { given: false, at: NOON } } }, "r2"],
      ["r1", { consents: yes }, "r1,r2"],
      ["r1", { doNotContact: { since: TODAY } }, ""],
      ["r1", { doNotContact: null }, "r1,r2"],
      ["r2", { declined: { "invite-back": TODAY } }, "r1"],
      ["r2", { declined: { "invite-back": null } }, "r1,r2"],
      ["r1", { badContact: { phone: true } }, "r2"],
      ["r1", { badContact: { phone: false } }, "r1,r2"],
      ["r1", { leaving: { reason: "deceased", on: TODAY } }, "r2"],
      ["r1", { leaving: null }, "r1,r2"],
      ["r2", { tags: { test: true } }, "r1"],
      ["r2", { tags: { test: false } }, "r1,r2"],
      ["r2", { phones: null, guardian: null }, "r1"],
    ];
    expect(await told()).toBe("r1,r2");
    for (const [id, change, then] of tries) {
      await write(a, [edit("reader", id, change)]);
      expect([change, await told()]).toEqual([change, then]);
    }
    // a record that is found to be hers too, and is parted from her again
    await write(a, [create("reader", "r3", { name: "读者r1", doNotContact: { since: TODAY } })]);
    const isOf = (into: string | null): Change => ({
      act: "cells",
      kind: "reader",
      id: "r3",
      cells: { ".alias": into },
    });
    await write(a, [isOf("r1")]);
    expect(await told()).toBe("");
    await write(a, [isOf(null)]);
    expect(await told()).toBe("r1");
  });

  it("makes one piece still for a household whose one is not told any more", async () => {
    const family = ["r1", "r2", "r3"];
    const [a] = await openDesks([
      ...family.map((id) => someone(id, id === "r1" ? {} : { household: "r1" })),
      outreachOf(family, { perHousehold: true }),
    ]);
    await make(a);
    const pieces = async (): Promise<readonly string[]> =>
      (await serve(a).pieces("o", "phone")).map(({ reader }) => reader);
    expect(await pieces()).toEqual(["r1"]);
    await write(a, [edit("reader", "r1", { doNotContact: { since: TODAY } })]);
    expect(await pieces()).toEqual(["r2"]);
    expect((await figuresOf(a)).channels).toEqual([{ channel: "phone", people: 2, pieces: 1, guardians: 0 }]);
    await happen(a, { tag: "call", who: 1, desk: 0 }, 5);
    expect(await pieces()).toEqual([]);
    expect(await figuresOf(a)).toMatchObject({ told: 2, states: { reached: 2 }, since: { count: 1 } });
  });

  it("stays made where one of two desks that made it takes it back", async () => {
    const [a, b] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    await make(a);
    await make(b);
    await exchangeAll(desks);
    const before = await figuresOf(b);
    await a.writer.undoBatch("batch-a");
    await exchangeAll(desks);
    for (const desk of [a, b]) expect(await figuresOf(desk)).toEqual(before);
  });

  it("does not contact whoever withdraws afterwards, and shows her under that", async () => {
    const [a] = await openDesks([...LIBRARY, outreachOf(ALL)]);
    await make(a);
    await write(a, [edit("reader", "r8", { doNotContact: { since: TODAY } })]);
    const figures = await figuresOf(a);
    expect(figures.since).toEqual({ count: 1, reasons: [{ reason: "do-not-contact", count: 1 }] });
    expect(sum(figures)).toBe(9);
    expect(await serve(a).people({ id: "o", of: { tag: "since" } })).toEqual(["r8"]);
    expect(await serve(a).people({ id: "o", of: { tag: "told" } })).toEqual(["r1", "r6"]);
  });
});

describe("the steps of journeys", () => {
  const onlyWelcome = create("setting", "setting-journeys", { name: "journeys", value: ["welcome", "expiring-card"] });
  const ofStep = (listed: readonly string[]): Change =>
    outreachOf(listed, { name: "欢迎新读者", goal: "welcome", step: "welcome.0", quietDays: 0 });
  const enrolled = (id: string, daysAgo: number, more: Readonly<Record<string, unknown>> = {}): Change =>
    someone(id, {
      card: `00${id}`,
      enrolledOn: addDays(TODAY, -daysAgo),
      consents: { "phone.event": yes["phone.invite-back"] },
      ...more,
    });
  const due = async (desk: RandomDesk): Promise<readonly string[]> =>
    (await serve(desk).stepsDue()).map(({ journey, step, readers }) => `${journey}.${step} ${readers.join()}`);

  it("are none of a library that has not asked for them", async () => {
    const [a] = await openDesks([enrolled("r1", 1)]);
    expect(await due(a)).toEqual([]);
  });

  it("are due for whom their day has come, but for those who want no contact or have come since", async () => {
    const [a] = await openDesks([
      onlyWelcome,
      enrolled("r1", 1),
      enrolled("r2", 20),
      enrolled("r3", 20),
      create("activity", "v", { reader: "r3", on: addDays(TODAY, -10), kind: "visit" }),
      enrolled("r4", 2, { doNotContact: { since: TODAY } }),
      enrolled("r5", 900, { expiresOn: addDays(TODAY, 10) }),
      enrolled("r6", 900),
    ]);
    expect(await due(a)).toEqual(["welcome.0 r1", "welcome.1 r2", "expiring-card.0 r5"]);
    // its number opens them
    const behind = (step: string) => serve(a).people({ id: "", of: doorOf(`step:${step}`) ?? { tag: "group" } });
    expect([await behind("welcome.1"), await behind("invite-back.0")]).toEqual([["r2"], []]);
  });

  it("are proposed no more for whom an outreach of the step is begun or made, on any desk", async () => {
    const [a, b] = await openDesks([onlyWelcome, enrolled("r1", 1), enrolled("r2", 1)]);
    await write(a, [ofStep(["r1"])]);
    expect(await due(a)).toEqual(["welcome.0 r2"]);
    await make(a);
    await exchangeAll(desks);
    expect(await due(b)).toEqual(["welcome.0 r2"]);
    await write(b, [remove("outreach", "o")]);
    expect(await due(b)).toEqual(["welcome.0 r1,r2"]);
  });
});

describe("a journey that a rule begins", () => {
  const begins = (rule: string): Change =>
    create("setting", `setting-rule-shape-${rule}`, {
      name: `rule-shape-${rule}`,
      value: { thresholds: {}, segment: null, starts: true },
    });
  const card = (id: string, more: Readonly<Record<string, unknown>>): Change =>
    someone(id, { card: `00${id}`, consents: { "phone.event": yes["phone.invite-back"] }, ...more });
  const due = async (desk: RandomDesk): Promise<readonly string[]> =>
    (await serve(desk).stepsDue()).map(({ journey, step, readers }) => `${journey}.${step} ${readers.join()}`);

  it("has its step due for whom the rule names, until the rule is off; switched on by hand, for everybody", async () => {
    const soon = { expiresOn: addDays(TODAY, 10), enrolledOn: "2020-01-01" };
    const [a] = await openDesks([
      begins("card-expires"),
      card("r1", { ...soon, owner: "chen" }),
      card("r2", soon),
      card("r3", { ...soon, owner: "chen", leaving: { reason: "moved", on: TODAY } }),
      card("r4", { expiresOn: addDays(TODAY, 60), enrolledOn: "2020-01-01", owner: "chen" }),
    ]);
    expect(await due(a)).toEqual(["expiring-card.0 r1"]);
    await write(a, [create("setting", "setting-rule-card-expires", { name: "rule-card-expires", value: false })]);
    expect(await due(a)).toEqual([]);
    await write(a, [create("setting", "setting-journeys", { name: "journeys", value: ["expiring-card"] })]);
    expect(await due(a)).toEqual(["expiring-card.0 r1,r2"]);
  });

  it("comes on its own day after a complaint, however early its rule speaks", async () => {
    const closed = (id: string, ago: number): Change =>
      create("feedback", `f-${id}`, {
        reader: id,
        type: "complaint",
        text: "空调太冷",
        status: "closed",
        steps: { closed: { at: NOON - ago * DAY_MS } },
      });
    const [a] = await openDesks([
      create("setting", "setting-rule-shape-complaint-closed", {
        name: "rule-shape-complaint-closed",
        value: { thresholds: { after: 5, due: 7 }, segment: null, starts: true },
      }),
      ...["r1", "r2", "r3"].map((id) => card(id, {})),
      closed("r1", 6),
      closed("r2", 31),
      closed("r3", 70),
    ]);
    expect(await due(a)).toEqual(["after-complaint.0 r2"]);
  });

  it("goes on to the next step for whoever is on her way, and ends once she has come", async () => {
    // named from 30 to 44 days after the card was made; on day 60 the rule has long been silent
    const [a] = await openDesks([
      begins("new-no-return"),
      card("r1", { enrolledOn: addDays(TODAY, -31) }),
      card("r2", { enrolledOn: addDays(TODAY, -60) }),
      card("r3", { enrolledOn: addDays(TODAY, -60) }),
      card("r4", { enrolledOn: addDays(TODAY, -60) }),
      create("outreach", "w", { goal: "welcome", step: "welcome.1", madeAt: NOON, madeOn: addDays(TODAY, -25) }),
      create("recipient", "w2", { outreach: "w", reader: "r2" }),
      create("recipient", "w3", { outreach: "w", reader: "r3" }),
      create("activity", "v", { reader: "r3", on: addDays(TODAY, -10), kind: "visit" }),
    ]);
    expect(await due(a)).toEqual(["welcome.1 r1", "welcome.2 r2"]);
  });
});

type Happening = {
  readonly tag: "withdraw" | "merge" | "erase" | "delete" | "call";
  readonly who: number;
  readonly desk: 0 | 1;
};

const happening: fc.Arbitrary<Happening> = fc.record({
  tag: fc.constantFrom("withdraw", "merge", "erase", "delete", "call"),
  who: fc.nat({ max: 8 }),
  desk: fc.constantFrom(0, 1),
});

async function happen(desk: RandomDesk, { tag, who }: Happening, at: number): Promise<void> {
  const id = ALL[who] ?? "r1";
  const row = await desk.db.reader.get(id);
  if (row === undefined || row.gone === 1) return;
  switch (tag) {
    case "withdraw":
      return write(desk, [edit("reader", id, { consents: { "phone.invite-back": { given: false, at: NOON + at } } })]);
    case "merge": {
      const other = ALL[(who + 1) % ALL.length] ?? "r2";
      if ((await desk.db.reader.get(other)) === undefined) return;
      const joined = joinRecords("reader", id, other).op;
      return write(desk, [{ act: "cells", kind: "reader", id: joined.id, cells: joined.cells }]);
    }
    case "erase": {
      const plan = await planErasing(desk.db, id);
      for (const changes of eraseChanges(plan, { at: NOON + at, reason: "request" }, `CASE-${at}`))
        await (await desk.writer.run("test", changes, { undoable: false })).confirmed;
      return;
    }
    case "delete":
      return write(desk, [remove("reader", id)]);
    case "call": {
      const [listed] = (await desk.db.recipient.where("reader").equals(id).toArray()).filter(
        ({ outreach, gone }) => outreach === "o" && gone !== 1,
      );
      if (listed !== undefined)
        await write(desk, [
          edit("recipient", listed.id, {
            attempts: { [`${desk.stream[0]}${at}`]: { at: NOON + at, outcome: "reached" } },
          }),
        ]);
    }
  }
}

it("adds up on both desks, whatever happens to its readers before, between and after two makings", LONG, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { maxLength: 4 }),
      fc.array(happening, { maxLength: 5 }),
      fc.boolean(),
      async (before, after, bothMake) => {
        const [a, b] = await openDesks([...LIBRARY, outreachOf(ALL, { perHousehold: true })]);
        let at = 0;
        for (const each of before) await happen(each.desk === 0 ? a : b, each, ++at);
        await make(a);
        if (bothMake) await make(b);
        for (const each of after) await happen(each.desk === 0 ? a : b, each, ++at);
        await exchangeAll(desks);
        for (const desk of [a, b]) {
          const figures = await figuresOf(desk);
          expect(sum(figures)).toBe(figures.group);
          const people = await serve(desk).people({ id: "o", of: { tag: "group" } });
          expect(new Set(people).size).toBe(figures.group);
          // everybody of the list who is somebody still, once
          const { mainOf } = await readMergedReaders(desk.db);
          const rows = (await desk.db.recipient.where("outreach").equals("o").toArray()).filter(
            ({ gone }) => gone !== 1,
          );
          expect(new Set(people)).toEqual(new Set(rows.flatMap(({ reader }) => (reader ? [mainOf(reader)] : []))));
          const may = new Set(await serve(desk).people({ id: "o", of: { tag: "told" } }));
          const waiting = new Set(await serve(desk).people({ id: "o", of: { tag: "state", state: "waiting" } }));
          for (const reader of waiting) {
            expect(may.has(reader)).toBe(true);
            const row = await desk.db.reader.get(reader);
            expect(row?.consents?.["phone.invite-back"]?.given).not.toBe(false);
          }
        }
        expect(await figuresOf(a)).toEqual(await figuresOf(b));
        for (const { db } of desks) await db.delete();
      },
    ),
    { numRuns: proofScale(4, 40) },
  );
});
