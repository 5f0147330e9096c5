import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import type { Recipient } from "#shared/model/outreach/recipient.ts";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { doorOf, doorText } from "../../../../../renderer/platform/worker/outreach-api.ts";
import type { OutreachReaders, RoundReport } from "../../../../../renderer/platform/worker/outreach-result-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createOutreachApi } from "../../../../../renderer/worker/outreach/serve-outreach.ts";
import { createOutreachResults } from "../../../../../renderer/worker/outreach/serve-outreach-results.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import type { WorkerDeps } from "../../../../../renderer/worker/worker-deps.ts";
import { openDesk } from "../../db/desk.ts";
import { activities } from "../statistics/small-library.ts";

const MADE = "2026-10-01";
const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const OVER = at("2026-11-10");
const quiet = (): void => undefined;

const person = (id: string, ...used: readonly string[]): readonly Change[] => [
  create("reader", id, { name: id, card: id, enrolledOn: "2025-01-10" }),
  ...activities(id, "visit", ...used),
];
const recipient = (reader: string, values: Recipient, outreach = "round"): Change =>
  create("recipient", `${outreach}-${reader}`, { outreach, reader, stage: "not-seen", ...values });
const tried = (
  outcome: "reached" | "no-answer" | "declined" | "sent" | "delivered",
  day = "2026-10-02",
  more = {},
) => ({
  [`${outcome}-${day}`]: { at: at(day), outcome, desk: "desk-east", minutes: 3, ...more },
});

const ROUND: readonly Change[] = [
  create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "mainland" }),
  create("outreach", "round", {
    name: "邀请近期少来的读者回馆",
    goal: "invite-back",
    madeOn: MADE,
    madeAt: at(MADE),
    resultDays: 30,
    minutes: 35,
    heldBack: { percent: 20, seed: 7 },
    templates: { "phone.zh-CN": "您好", "sms.zh-CN": "您好", "sms.en": "Hello" },
    questions: [{ key: "why", text: "为什么没来？", answers: [{ key: "1", text: "忙" }] }],
  }),
  create("outreach-part", "part", { outreach: "round", desk: "desk-west", lapsesOn: "2026-10-09" }),
  // on the day of the list, which does not count, and on the last that does
  ...person("came", MADE, "2026-10-31"),
  recipient("came", {
    channel: "phone",
    part: "part",
    attempts: tried("reached", "2026-10-03", { answers: { why: "1" } }),
  }),
  ...person("late", "2026-11-01"),
  recipient("late", { channel: "phone", part: "part", attempts: tried("reached") }),
  ...person("silent"),
  recipient("silent", { channel: "phone", attempts: { ...tried("no-answer"), ...tried("no-answer", "2026-10-04") } }),
  ...person("written", "2026-10-05"),
  create("reader", "english", { name: "english", card: "e", language: "en" }),
  // what the gateway said of it is no second attempt
  recipient("written", {
    channel: "sms",
    attempts: { ...tried("sent"), ...tried("delivered", "2026-10-03", { minutes: 0 }) },
  }),
  recipient("english", { channel: "sms", with: "round-written" }),
  ...person("withdrew"),
  // she was on the list and has withdrawn since: she was drawn for it all the same
  recipient("withdrew", { channel: "phone", notContacted: "withdrawn", attempts: tried("declined") }),
  ...person("held", "2026-10-20"),
  recipient("held", { notContacted: "held-back" }),
  ...person("held-met"),
  recipient("held-met", { notContacted: "held-back" }),
  create("interaction", "met", { reader: "held-met", at: at("2026-10-10"), channel: "desk", direction: "out" }),
  ...person("never"),
  recipient("never", { notContacted: "no-consent" }),
  recipient("gone-id", { notContacted: "lately" }),
];

async function library(changes: readonly Change[], now = OVER) {
  const { db, writer } = await openDesk();
  const write = async (...more: readonly Change[]): Promise<void> => {
    await (await writer.run("test", more)).confirmed;
  };
  await write(...changes);
  const deps = { db, clock: { now: () => now } } as unknown as WorkerDeps; // what is taken of it
  const views = createLibraryViews(deps);
  const results = createOutreachResults(deps, views);
  return { write, results, outreach: createOutreachApi(deps, views, createSegmentsApi(deps, views)) };
}

const said = async (results: ReturnType<typeof createOutreachResults>, outreach = "round"): Promise<RoundReport> => {
  const report = await results.report(outreach, quiet);
  if (report === null) throw new Error("there is a report");
  return report;
};

describe("what came of an outreach", () => {
  it("counts everybody in the group she was drawn for, and tells tried, reached and completed apart", async () => {
    const { results } = await library(ROUND);
    const report = await said(results);
    expect(report).toMatchObject({ listDay: MADE, from: "2026-10-02", until: "2026-10-31", isOver: true, group: 10 });
    // the call that asked and was not answered is reached and not completed; who declined is reached
    // two of them are told together
    expect(report.result.contacted).toEqual({
      readers: 6,
      lots: 4.5,
      returned: 2,
      attempts: 6,
      tried: 5,
      reached: 5,
      completed: 3,
      minutes: 18,
    });
    expect(report.result.heldBack).toEqual({ readers: 2, returned: 1 });
    expect(report.preparing).toBe(35);
    expect(report.hourRate).toBeUndefined();
    expect(report.mayHoldBack).toBe(true);
  });

  it("says the same of a household on the list and in the result, and of each only what is true of her", async () => {
    const { results, outreach } = await library([
      create("outreach", "round", {
        name: "邀请",
        goal: "invite-back",
        madeOn: MADE,
        madeAt: at(MADE),
        channels: ["phone"],
      }),
      ...["mother", "son", "father"].flatMap((id) => person(id)),
      // may be called herself, as her father is not any more
      create("reader", "child", {
        name: "child",
        enrolledOn: "2025-01-10",
        birthDate: "1990-01-01",
        phones: ["13800138000"],
        consents: { "phone.invite-back": { given: true, at: at(MADE) } },
      }),
      recipient("mother", { channel: "phone", attempts: tried("reached") }),
      recipient("son", { channel: "phone", with: "round-mother" }),
      recipient("father", {
        channel: "phone",
        attempts: { x: { at: at("2026-10-02"), outcome: "moved", desk: "desk-east", minutes: 1 } },
      }),
      recipient("child", { channel: "phone", with: "round-father" }),
    ]);
    const figures = await outreach.figures("round");
    const states = Object.entries(figures?.states ?? {}).filter(([, count]) => count > 0);
    expect(Object.fromEntries(states)).toEqual({ waiting: 1, reached: 2, gone: 1 });
    expect((await said(results)).ends.filter(({ count }) => count > 0)).toEqual(
      states.map(([state, count]) => ({ state, count })),
    );
    expect(await outreach.people({ id: "round", of: { tag: "state", state: "gone" } })).toEqual(["father"]);
    expect((await said(results)).result.contacted).toMatchObject({ readers: 4, reached: 2, minutes: 4 });
  });

  it("tells channels, templates in the reader's language, and desks apart", async () => {
    const { results } = await library(ROUND);
    const { by } = (await said(results)).result;
    expect(by.channel.map(({ value, readers, returned }) => [value, readers, returned])).toEqual([
      ["phone", 4, 1],
      ["sms", 2, 1],
    ]);
    expect(by.template.map(({ value, readers }) => [value, readers])).toEqual([
      ["phone.zh-CN", 4],
      ["sms.en", 1],
      ["sms.zh-CN", 1],
    ]);
    // where the list was dealt, else who tried
    expect(by.desk.map(({ value, readers }) => [value, readers])).toEqual([
      ["desk-east", 4],
      ["desk-west", 2],
    ]);
  });

  it("adds up: on the list, and every reason not to be, are the group; and says who was contacted all the same", async () => {
    const { results } = await library(ROUND);
    const report = await said(results);
    const leftOut = report.notContacted.filter(({ count }) => count > 0);
    expect(leftOut).toEqual([
      { bar: "no-consent", count: 1 },
      { bar: "lately", count: 1 },
      { bar: "held-back", count: 2 },
    ]);
    expect(report.result.contacted.readers + leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(report.group);
    expect(report.ends.reduce((sum, { count }) => sum + count, 0)).toBe(report.result.contacted.readers);
    expect(report.heldBackContacted).toBe(1);
  });

  it("opens behind every number as many readers as it says", async () => {
    const { results } = await library(ROUND);
    const report = await said(results);
    const { contacted, heldBack, by } = report.result;
    const asked: readonly (readonly [Omit<OutreachReaders, "rounds">, number])[] = [
      [{ who: "group" }, report.group],
      [{ who: "listed" }, contacted.readers],
      [{ who: "tried" }, contacted.tried],
      [{ who: "reached" }, contacted.reached],
      [{ who: "completed" }, contacted.completed],
      [{ who: "returned" }, contacted.returned],
      [{ who: "held-back" }, heldBack.readers],
      [{ who: "held-back-returned" }, heldBack.returned],
      [{ who: "held-back-contacted" }, report.heldBackContacted],
      [{ who: "not-contacted" }, report.group - contacted.readers],
      ...report.notContacted.map(
        ({ bar, count }) => [{ who: "not-contacted", of: { by: "bar", value: bar } }, count] as const,
      ),
      ...report.ends.map(({ state, count }) => [{ who: "listed", of: { by: "state", value: state } }, count] as const),
      ...(["channel", "template", "stage", "desk"] as const).flatMap((part) =>
        by[part].flatMap(({ value, readers, returned }) => [
          [{ who: "listed", of: { by: part, value } }, readers] as const,
          [{ who: "returned", of: { by: part, value } }, returned] as const,
        ]),
      ),
    ];
    for (const [readers, count] of asked) {
      const door = doorOf(doorText({ tag: "result", readers: { rounds: ["round"], ...readers } }));
      if (door?.tag !== "result") throw new Error("a door that an address does not keep");
      const ids = await results.behind(door.readers);
      expect([readers, ids.length]).toEqual([readers, count]);
    }
  });

  it("names who came in the order of their days, by what and told on which channel", async () => {
    const { results } = await library(ROUND);
    expect(await results.cameAgain("round", false, 9)).toEqual([
      {
        recipient: "round-written",
        reader: "written",
        on: "2026-10-05",
        kinds: [{ kind: "visit", amount: 1 }],
        channel: "sms",
      },
      {
        recipient: "round-came",
        reader: "came",
        on: "2026-10-31",
        kinds: [{ kind: "visit", amount: 1 }],
        channel: "phone",
      },
    ]);
    expect((await results.cameAgain("round", true, 9)).map(({ reader }) => reader)).toEqual(["held"]);
    expect(await results.cameAgain("round", false, 1)).toHaveLength(1);
  });

  it("says until when while the days are not over, and nothing of an outreach without a list", async () => {
    const { results } = await library(
      [...ROUND, create("outreach", "draft", { name: "草稿", goal: "keep" })],
      at("2026-10-31"),
    );
    expect((await said(results)).result.verdict).toMatchObject({ tag: "running" });
    expect(await results.report("draft", quiet)).toBeNull();
    expect(await results.report("nobody", quiet)).toBeNull();
  });

  it("follows a merge of readers, and what an hour costs", async () => {
    const { results, write } = await library(ROUND);
    expect((await said(results)).result.contacted.returned).toBe(2);
    await write(
      create("reader", "a-double", { name: "silent", card: "d", enrolledOn: "2025-01-10" }),
      ...activities("a-double", "visit", "2026-10-12"),
      { act: "cells", kind: "reader", id: "silent", cells: { ".alias": "a-double" } },
      create("setting", REPORT_RATE_ID, { name: "report-rate", value: 60 }),
    );
    const report = await said(results);
    expect(report.result.contacted.returned).toBe(3);
    expect(report.hourRate).toBe(60);
    expect((await results.cameAgain("round", false, 9)).map(({ reader }) => reader)).toContain("a-double");
  });

  it("puts rounds of one goal together whose days are over and in which somebody was held back", async () => {
    const round = (id: string, values: object, ...people: readonly Change[]): readonly Change[] => [
      create("outreach", id, { name: id, goal: "invite-back", madeOn: MADE, madeAt: at(MADE), ...values }),
      ...people,
    ];
    const both = (id: string): readonly Change[] => [
      recipient("came", { channel: "phone" }, id),
      recipient("held", { notContacted: "held-back" }, id),
      recipient("silent", { notContacted: "held-back" }, id),
    ];
    const { results } = await library([
      ...ROUND,
      ...round("second", { madeOn: "2026-10-05" }, ...both("second")),
      ...round("other-goal", { goal: "keep" }, ...both("other-goal")),
      ...round("running", { madeOn: "2026-11-01" }, ...both("running")),
      ...round("nobody-held", {}, recipient("came", { channel: "phone" }, "nobody-held")),
    ]);
    const pooled = await results.pooled("second", quiet);
    expect(pooled?.rounds.map(({ outreach }) => outreach)).toEqual(["second", "round"]);
    expect(pooled?.contacted).toEqual({ readers: 7, returned: 3, lots: 5.5 });
    expect(pooled?.heldBack).toEqual({ readers: 4, returned: 2 });
    expect(pooled?.verdict.tag).toBe("not-shown");
  });

  it("says beforehand how many come again by themselves, of readers in the same stages", async () => {
    const days = (from: string, count: number, step: number): readonly string[] =>
      Array.from({ length: count }, (_, back) => addDays(from, -back * step));
    const { results } = await library([
      // occasional a month ago, and one of the two has come since
      ...person("came-again", "2026-11-01", ...days("2026-06-01", 2, 30)),
      ...person("stayed-away", ...days("2026-06-01", 2, 30)),
      // active all the time
      ...person("active", ...days("2026-11-09", 6, 12)),
    ]);
    expect(await results.comesAnyway({ occasional: 10 }, 30, quiet)).toEqual({ readers: 2, returned: 1, share: 0.5 });
    const mixed = await results.comesAnyway({ occasional: 1, active: 3 }, 30, quiet);
    expect(mixed).toMatchObject({ readers: 3, returned: 2 });
    expect(mixed?.share).toBeCloseTo(0.5 / 4 + 3 / 4, 10);
    expect(await results.comesAnyway({ deceased: 4 }, 30, quiet)).toBeNull();
  });

  it("goes by those of a draft who could be contacted", async () => {
    const agreed = {
      phones: ["13800138000"],
      birthDate: "1980-01-01",
      consents: { "phone.invite-back": { given: true, at: at("2026-01-10") } },
    };
    const { outreach } = await library([
      create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "mainland" }),
      ...person("came-again", "2026-11-01", "2026-06-01", "2026-05-02"),
      ...person("stayed-away", "2026-06-01", "2026-05-02"),
      ...person("active", "2026-11-09", "2026-10-09", "2026-09-20"),
      create("reader", "asked", { name: "asked", card: "asked", enrolledOn: "2025-01-10", ...agreed }),
      ...activities("asked", "visit", "2026-06-03"),
      create("outreach", "draft", {
        goal: "invite-back",
        source: { by: "list", name: "近期少来", on: "2026-11-10" },
        listed: ["asked", "active"],
        channels: ["phone"],
        resultDays: 30,
      }),
    ]);
    // the active one wants no call: of those who stood as "occasional" a month ago one of three came
    expect(await outreach.comesAnyway("draft", quiet)).toEqual({ readers: 3, returned: 1, share: 1 / 3 });
    expect(await outreach.comesAnyway("nobody", quiet)).toBeNull();
  });
});
