import { expect, test } from "vitest";
import { byUrgency, countViews, inView, VIEWS } from "#shared/analysis/lists/inbox-views.ts";
import type { Feedback, FeedbackStatus } from "#shared/model/feedback.ts";
import { dueState } from "../../../../../renderer/features/opinions/opinion-due.ts";
import {
  headline,
  keepPlace,
  opinionHistory,
  stepsTaken,
} from "../../../../../renderer/features/opinions/opinion-views.ts";

const at = { today: "2026-11-24", staff: "chen" };

test("counts what waits for an owner, what is mine, late, and answered without being told", () => {
  const rows = [
    { status: "registered" as const, due: "2026-11-20" },
    { status: "in-progress" as const, owner: "chen", due: "2026-11-28" },
    { status: "answered" as const, owner: "zhou" },
    { status: "answered" as const, owner: "chen", steps: { told: { at: 1 } } },
    { status: "closed" as const, owner: "chen", due: "2026-01-01" },
  ];
  expect(countViews(rows, at)).toEqual({ unassigned: 1, mine: 2, late: 1, untold: 1 });
  // who was asked first stays responsible until another accepts
  const asked = { status: "registered" as const, firstAsked: "chen" };
  const mine = (row: Parameters<typeof inView>[1]): boolean => inView("mine", row, at);
  expect(
    [asked, { ...asked, owner: "zhou" }, { ...asked, firstAsked: "zhou" }, { ...asked, status: "closed" as const }].map(
      mine,
    ),
  ).toEqual([true, false, false, false]);
});

test("what was closed before its reader was told stays to be told, by whoever answered it or was asked first", () => {
  const closed = { status: "closed" as const, publicReply: "六月起开到九点", reader: "zhang" };
  const stands = (row: Parameters<typeof inView>[1]): readonly string[] =>
    VIEWS.filter((view) => view !== "all" && inView(view, row, at));
  expect(stands({ ...closed, owner: "chen" })).toEqual(["mine", "untold"]);
  expect(stands({ ...closed, owner: "chen", noReply: true })).toEqual([]);
  expect(stands({ ...closed, status: "answered", owner: "chen", noReply: true })).toEqual(["mine"]);
  expect(stands({ ...closed, firstAsked: "chen" })).toEqual(["mine", "untold"]);
  expect(stands({ ...closed, owner: "zhou", firstAsked: "chen" })).toEqual(["untold"]);
  const { reader: _, ...nobody } = closed;
  expect(stands({ ...nobody, contact: { name: "王先生" } })).toEqual(["untold"]);
  // nobody is there to be told, there is nothing to tell, or it was told
  for (const row of [nobody, { ...closed, publicReply: undefined }, { ...closed, steps: { told: { at: 1 } } }])
    expect(stands({ ...row, owner: "chen" } as Parameters<typeof inView>[1])).toEqual([]);
});

test("of answers that nobody has decided between each stands with who gave it and when", () => {
  const steps = { registered: { at: 1, by: "zhou" }, answered: { at: 30, by: "lin" } };
  const undecided = [
    { at: 20, by: "chen", text: "甲的答复" },
    { at: 30, by: "lin", text: "乙的答复" },
  ];
  expect(opinionHistory({ steps }, undecided).map(({ at, by, step, text }) => [at, by, step, text])).toEqual([
    [30, "lin", "answered", "乙的答复"],
    [20, "chen", "answered", "甲的答复"],
    [1, "zhou", "registered", undefined],
  ]);
  // put right after the closing, they were no step of their own
  expect(opinionHistory({ steps: { answered: { at: 5, by: "lin" } } }, undecided)).toHaveLength(3);
});

test("hides a snoozed opinion until its day, but never a late one", () => {
  const snoozed = { status: "registered" as const, snoozedUntil: "2026-11-25" };
  expect(inView("unassigned", snoozed, at)).toBe(false);
  expect(inView("unassigned", snoozed, { ...at, today: "2026-11-25" })).toBe(true);
  expect(inView("late", { ...snoozed, due: "2026-11-23" }, at)).toBe(true);
});

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

test("says how late or how near a deadline is, and once it is answered whether it was kept", () => {
  expect(dueState({ status: "accepted", due: "2026-11-22" }, at.today, dayOf)).toEqual({
    tag: "late",
    days: 2,
    day: "2026-11-22",
  });
  expect(dueState({ status: "accepted", due: "2026-11-24" }, at.today, dayOf)).toEqual({
    tag: "soon",
    days: 0,
    day: "2026-11-24",
  });
  expect(dueState({ status: "accepted", due: "2026-12-08" }, at.today, dayOf)).toEqual({
    tag: "later",
    day: "2026-12-08",
  });
  const answered = (day: string) => ({
    status: "closed" as const,
    due: "2026-11-22",
    steps: { answered: { at: Date.parse(`${day}T10:00Z`) }, closed: { at: Date.parse("2026-11-24T10:00Z") } },
  });
  expect(dueState(answered("2026-11-22"), at.today, dayOf)).toEqual({ tag: "kept", day: "2026-11-22" });
  expect(dueState(answered("2026-11-23"), at.today, dayOf)).toEqual({ tag: "missed", day: "2026-11-22" });
  // nobody has dated the answer
  expect(dueState({ status: "answered", due: "2026-11-22" }, at.today, dayOf).tag).toBe("undated");
});

test("lets an external order's deadline override our own", () => {
  expect(
    dueState(
      { status: "accepted", due: "2026-12-30", externalOrder: { system: "12345", number: "1", due: "2026-11-23" } },
      at.today,
      dayOf,
    ).tag,
  ).toBe("late");
});

test("puts the earliest deadline first and those without one last", () => {
  const rows = [{ receivedAt: 3 }, { due: "2026-11-30" }, { due: "2026-11-20" }, { receivedAt: 9 }];
  expect(rows.toSorted(byUrgency)).toEqual([
    { due: "2026-11-20" },
    { due: "2026-11-30" },
    { receivedAt: 9 },
    { receivedAt: 3 },
  ]);
});

test("tells steps and notes as one history, newest first", () => {
  const lines = opinionHistory({
    steps: { registered: { at: 1, by: "lin" }, accepted: { at: 5 } },
    notes: { "3": { text: "电工周四来", by: "zhou" } },
  });
  expect(lines.map(({ at: when, step, text }) => [when, step ?? text])).toEqual([
    [5, "accepted"],
    [3, "电工周四来"],
    [1, "registered"],
  ]);
});

test("tells to whom a step gave it, and nothing of that where an older program or desk wrote it", () => {
  const steps = {
    registered: { at: 1, by: "lin" },
    accepted: { at: 2, by: "lin", to: "zhou" },
    "forwarded-3": { at: 3, by: "zhou", department: "reading" },
  };
  expect(opinionHistory({ steps }).map(({ step, to, department }) => [step, to, department])).toEqual([
    ["forwarded-3", undefined, "reading"],
    ["accepted", "zhou", undefined],
    ["registered", undefined, undefined],
  ]);
});

test("tells of one moment the later step first", () => {
  const { steps } = { steps: { answered: { at: 5 }, closed: { at: 5 }, registered: { at: 1 } } };
  expect(opinionHistory({ steps }).map(({ step }) => step)).toEqual(["closed", "answered", "registered"]);
});

test("ticks only the steps that were taken", () => {
  const at = (status: FeedbackStatus, steps: Feedback["steps"] = {}, publicReply?: string) => [
    ...stepsTaken({ status, steps, ...(publicReply !== undefined && { publicReply }) }),
  ];
  expect(at("registered")).toEqual([]);
  expect(at("in-progress", { registered: { at: 1 }, "in-progress": { at: 2 } })).toEqual(["registered"]);
  expect(at("closed", { registered: { at: 1 }, closed: { at: 2 } })).toEqual(["registered", "closed"]);
  expect(at("closed", { registered: { at: 1 }, accepted: { at: 2 }, closed: { at: 3 } }, "已修好")).toEqual([
    "registered",
    "accepted",
    "answered",
    "closed",
  ]);
  // opened again: what was once closed is not closed now
  expect(at("accepted", { closed: { at: 3 }, answered: { at: 2 } })).toEqual(["registered"]);
});

test("stays at the same opinion while rows come and go, and at its place when it leaves the view", () => {
  expect(keepPlace(["new", "a", "b", "c"], "b", 1)).toEqual({ id: "b", index: 2 });
  expect(keepPlace(["a", "c"], "b", 1)).toEqual({ id: "c", index: 1 });
  expect(keepPlace(["a"], "b", 1)).toEqual({ id: "a", index: 0 });
  expect(keepPlace([], "b", 1)).toEqual({ id: null, index: 0 });
});

test("heads an opinion without a title by its first sentence", () => {
  expect(headline({ text: "“二楼饮水机晚上没有热水。我们几个老同志要吃药”" })).toBe("二楼饮水机晚上没有热水");
  expect(headline({ title: "停水", text: "别的" })).toBe("停水");
});
