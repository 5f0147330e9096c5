import { describe, expect, it } from "vitest";
import { known, unknown } from "#shared/reports/figures.ts";
import { lastMonthOf, monthsIn, periodOf, periodsBack, yearBefore } from "#shared/reports/period.ts";
import { type AuditFacts, requestState, selfAudit } from "#shared/reports/self-audit.ts";
import { stepTimes } from "#shared/reports/step-times.ts";
import { workloadOf } from "#shared/reports/workload.ts";

describe("a period", () => {
  it("is the month, quarter or year that a month lies in, with the one before and a year ago", () => {
    expect(periodOf("quarter", "2026-11")).toEqual({ span: "quarter", month: "2026-10" });
    expect(monthsIn(periodOf("quarter", "2026-02"))).toEqual(["2026-01", "2026-02", "2026-03"]);
    expect(periodsBack(periodOf("quarter", "2026-02"), 1)).toEqual({ span: "quarter", month: "2025-10" });
    expect(periodsBack(periodOf("month", "2026-01"), 1).month).toBe("2025-12");
    expect(yearBefore(periodOf("year", "2026-07"))).toEqual({ span: "year", month: "2025-01" });
    expect(lastMonthOf(periodOf("year", "2026-07"))).toBe("2026-12");
  });
});

describe("the workload", () => {
  it("adds up records, minutes and cost by hour, branch, channel and effort, and says how many were timed", () => {
    const work = workloadOf(
      [
        { at: 9, branch: "east", channel: "desk", minutes: 30, effort: 3 },
        { at: 9, branch: "east", channel: "phone", minutes: 15 },
        { at: 14, branch: "west", channel: "desk", count: 20 },
      ],
      (at) => at,
      40,
    );
    // 22 records, 45 minutes at 40 an hour; the tally of 20 has no minutes
    expect(work.all).toEqual({ records: 22, minutes: 45, cost: 30 });
    expect(work.timed).toBe(2);
    expect(work.by.hour).toEqual([
      { key: "9", records: 2, minutes: 45, cost: 30 },
      { key: "14", records: 20, minutes: 0, cost: 0 },
    ]);
    expect(work.by.channel.map(({ key, minutes }) => [key, minutes])).toEqual([
      ["desk", 30],
      ["phone", 15],
    ]);
    // what was not noted comes last
    expect(work.by.effort.map(({ key }) => key)).toEqual(["3", ""]);
  });
});

const DAY = 86_400_000;

describe("the time of each step of an opinion", () => {
  it("names the step in which half of the opinions waited longest", () => {
    const opinions = [0, 1, 2].map((more) => ({
      receivedAt: 0,
      status: "answered" as const,
      // accepted after 1, 2 and 3 days, answered 5 days after that
      steps: { accepted: { at: (1 + more) * DAY }, answered: { at: (6 + more) * DAY } },
    }));
    const waiting = { receivedAt: 10 * DAY, status: "registered" as const };
    const { steps, bottleneck, waiting: waits } = stepTimes([...opinions, waiting], 0, 30 * DAY, 14 * DAY);
    expect(steps.map(({ step, count, median }) => [step, count, median])).toEqual([
      ["accepted", 3, 2],
      ["in-progress", 0, 0],
      ["answered", 3, 5],
      ["closed", 0, 0],
    ]);
    expect(bottleneck).toBe("answered");
    expect(waits).toEqual([
      { at: "registered", count: 1, longest: 4 },
      // the last one stood at answered since day 6
      { at: "answered", count: 3, longest: 8 },
    ]);
  });

  it("speaks of the period only, and names nothing where too few went on", () => {
    const opinion = { receivedAt: 0, status: "answered" as const, steps: { answered: { at: 40 * DAY } } };
    expect(stepTimes([opinion], 0, 30 * DAY, 50 * DAY).steps.every(({ count }) => count === 0)).toBe(true);
    expect(stepTimes([opinion, opinion], 30 * DAY, 60 * DAY, 50 * DAY).bottleneck).toBeNull();
  });
});

describe("the self-audit", () => {
  const FACTS: AuditFacts = {
    opinions: { inTime: 9, late: 1 },
    promises: { kept: 0, all: 0 },
    colleagues: { taking: 6, all: 8 },
    requests: { met: 3, unmet: 1, open: 0 },
    breadth: 2.5,
    breadthReaders: 50,
    reached: known(0.05),
    active: known(50),
    satisfaction: unknown("no-ratings"),
    groups: { all: 5, short: 2, hasAttention: true },
  };
  it("has twelve figures, and says of each that cannot be measured what is missing", () => {
    const audit = selfAudit(FACTS);
    expect(Object.keys(audit)).toHaveLength(12);
    expect(audit["opinions-in-time"]).toMatchObject({ value: 0.9 });
    expect(audit.colleagues).toMatchObject({ value: 0.75 });
    expect(audit.attention).toMatchObject({ value: 2, parts: { all: 5 } });
    expect(audit["promises-kept"]).toEqual({ tag: "missing", what: "promises" });
    expect(audit.satisfaction).toEqual({ tag: "missing", what: "ratings" });
    expect(audit["rules-consulted"]).toEqual({ tag: "missing", what: "consultations" });
  });

  it("counts requests for a book by what came of them, and how many wait for their outcome", () => {
    const asked = { purpose: "find", direction: "in" } as const;
    const states = ["answered", "referred", "not-answered", "follow-up", undefined] as const;
    expect(states.map((outcome) => requestState({ ...asked, ...(outcome && { outcome }) }))).toEqual([
      "met",
      "unmet",
      "unmet",
      "open",
      "open",
    ]);
    expect(requestState({ ...asked, purpose: "reference", outcome: "answered" })).toBeNull();
    expect(requestState({ ...asked, direction: "out" })).toBeNull();
    expect(selfAudit(FACTS)).toMatchObject({ "requests-met": { value: 0.75 }, "empty-handed": { value: 0.25 } });
    expect(selfAudit({ ...FACTS, requests: { met: 0, unmet: 0, open: 2 } })["requests-met"]).toEqual({
      tag: "missing",
      what: "outcomes",
      open: 2,
    });
    expect(selfAudit({ ...FACTS, requests: { met: 0, unmet: 0, open: 0 } })["empty-handed"]).toEqual({
      tag: "missing",
      what: "needs",
    });
  });

  it("says nothing of readers or ratings that are hidden on the sheet", () => {
    const hidden = unknown("too-few");
    expect(selfAudit({ ...FACTS, active: hidden, reached: hidden, satisfaction: hidden })).toMatchObject({
      breadth: { tag: "missing", what: "few" },
      coverage: { tag: "missing", what: "few" },
      satisfaction: { tag: "missing", what: "few" },
      colleagues: { value: 0.75 },
    });
    expect(selfAudit(FACTS)).toMatchObject({
      breadth: { value: 2.5, parts: { kinds: 125, readers: 50 } },
      coverage: { value: 0.05 },
    });
    // beside another number of readers theirs would tell the few between
    expect(selfAudit({ ...FACTS, breadthReaders: 48 }).breadth).toMatchObject({ value: 2.5, parts: {} });
    expect(selfAudit({ ...FACTS, active: known(0), breadth: null }).breadth).toEqual({ tag: "missing", what: "use" });
  });
});
