import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstThingsFirst, type Work } from "#shared/analysis/lists/first-things.ts";
import {
  type InHand,
  layOut,
  MOST_ROWS,
  shareRows,
} from "../../../../../renderer/features/desk/today-list/today-rows.ts";

const TODAY = "2026-11-25";
const KINDS = ["promise", "task", "opinion"] as const;
const work = (id: string, kind: Work["kind"], due?: string): Work => ({ id, kind, due });
const behind = (followers: readonly string[]) => ({ isLead: false, followers });
const ids = (rows: readonly { readonly id: string }[]): readonly string[] => rows.map(({ id }) => id);

const someWork = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 99 }).map((n) => `w${n}`),
    kind: fc.constantFrom(...KINDS),
    due: fc.option(
      fc.integer({ min: 10, max: 30 }).map((n) => `2026-11-${n}`),
      { nil: undefined },
    ),
  }),
  { selector: ({ id }) => id, maxLength: 20 },
);
const someContacts = fc.uniqueArray(
  fc.integer({ min: 0, max: 99 }).map((n) => ({ id: `c${n}` })),
  { selector: ({ id }) => id, maxLength: 20 },
);

describe("the one thing", () => {
  it("is the longest overdue promise, else what else is overdue longest, else what is due first", () => {
    const all = [
      work("undated", "opinion"),
      work("today", "promise", TODAY),
      work("task-late", "task", "2026-11-01"),
      work("opinion-late", "opinion", "2026-10-30"),
      work("promise-late", "promise", "2026-11-20"),
      work("promise-longest", "promise", "2026-11-10"),
      work("next", "task", "2026-11-27"),
    ];
    const order: string[] = [];
    for (let left: readonly Work[] = all; left.length > 0; ) {
      const [first] = firstThingsFirst(left, TODAY);
      order.push(first?.id ?? "");
      left = left.filter(({ id }) => id !== first?.id);
    }
    expect(order).toEqual(["promise-longest", "promise-late", "opinion-late", "task-late", "today", "next", "undated"]);
  });

  it("is the same whatever the order in which the rows were read", () => {
    fc.assert(
      fc.property(someWork, (items) => {
        expect(ids(firstThingsFirst(items.toReversed(), TODAY))).toEqual(ids(firstThingsFirst(items, TODAY)));
      }),
    );
  });
});

describe("the rows of Today", () => {
  it("are twelve at most, four of them contacts however much work there is, and all of one where the other is short", () => {
    expect(shareRows(50, 50)).toEqual({ work: 8, contacts: 4 });
    expect(shareRows(50, 2)).toEqual({ work: 10, contacts: 2 });
    expect(shareRows(1, 50)).toEqual({ work: 1, contacts: 11 });
    expect(shareRows(0, 0)).toEqual({ work: 0, contacts: 0 });
  });

  it("stand behind the one thing in the order in which they are to be done, whatever their kind", () => {
    const items = [
      work("o", "opinion", "2026-11-01"),
      work("p", "promise", "2026-11-20"),
      work("t", "task", "2026-11-02"),
      work("p2", "promise", "2026-11-24"),
    ];
    const rows = layOut(firstThingsFirst(items, TODAY), [], null);
    expect([rows.lead?.id, ids(rows.work)]).toEqual(["p", ["p2", "o", "t"]]);
  });

  it("keep whoever is in hand, at the place where it was, and are still no more than twelve", () => {
    fc.assert(
      fc.property(someWork, someContacts, fc.nat(), fc.boolean(), (some, contacts, pick, isGone) => {
        const items = firstThingsFirst(some, TODAY);
        const before = layOut(items, contacts, null);
        const all: readonly InHand<Work, { readonly id: string }>[] = [
          ...(before.lead === undefined ? [] : [{ part: "lead" as const, index: 0, item: before.lead }]),
          ...before.work.map((item, index) => ({ part: "work" as const, index, item })),
          ...before.contacts.map((item, index) => ({ part: "contacts" as const, index, item })),
        ];
        const held = all[pick % Math.max(1, all.length)];
        if (held === undefined) return;
        const isLeft = ({ id }: { readonly id: string }): boolean => !(isGone && id === held.item.id);
        const after = layOut(items.filter(isLeft), contacts.filter(isLeft), held);
        const shown = [...(after.lead === undefined ? [] : [after.lead]), ...after.work, ...after.contacts];
        expect(shown.length).toBeLessThanOrEqual(MOST_ROWS);
        expect(new Set(ids(shown)).size).toBe(shown.length);
        const place = held.part === "lead" ? after.lead : after[held.part][held.index];
        expect(place?.id).toBe(held.item.id);
      }),
    );
  });

  it("keep whoever has gone in front of her followers, though rows before her have gone too", () => {
    const held = { part: "contacts" as const, index: 2, item: { id: "c2" } };
    const [c1, c3, c4, c5] = ["c1", "c3", "c4", "c5"].map((id) => ({ id }));
    const left = [c3, c4, c5].flatMap((each) => each ?? []);
    expect(ids(layOut([], left, held, false, behind(["c3", "c4", "c5"])).contacts)).toEqual(["c2", "c3", "c4", "c5"]);
    expect(ids(layOut([], left.slice(1), held, false, behind(["c3", "c4", "c5"])).contacts)).toEqual([
      "c2",
      "c4",
      "c5",
    ]);
    expect(ids(layOut([], c1 ? [c1] : [], held, false, behind(["c3"])).contacts)).toEqual(["c1", "c2"]);
  });

  it("keep what was put off at its place, as it is by now, until somebody moves on", () => {
    const due = (task: string, held: string): readonly Work[] =>
      firstThingsFirst(
        ["2026-11-20", task, "2026-11-27", "2026-11-28"].map((day, n) => work(`t${n}`, "task", n === 1 ? held : day)),
        TODAY,
      );
    const before = due("2026-11-26", "2026-11-26");
    const after = due("2026-11-26", "2026-11-29");
    expect(ids(layOut(before, [], null).work)).toEqual(["t1", "t2", "t3"]);
    const held = { part: "work" as const, index: 0, item: work("t1", "task", "2026-11-26") };
    const kept = layOut(after, [], held, false, behind(["t2", "t3"])).work;
    expect(kept.map(({ id, due }) => [id, due])).toEqual([
      ["t1", "2026-11-29"],
      ["t2", "2026-11-27"],
      ["t3", "2026-11-28"],
    ]);
    expect(ids(layOut(after, [], null).work)).toEqual(["t2", "t3", "t1"]);
    // and the one thing stays the one thing, also one that has become it only now
    for (const part of ["lead", "work"] as const) {
      const held = { part, index: 0, item: work("t1", "task", "2026-11-01") };
      const lead = layOut(after, [], held, false, { isLead: true, followers: ["t0"] });
      expect([lead.lead?.id, ids(lead.work)]).toEqual(["t1", ["t0", "t2", "t3"]]);
    }
  });

  it("keep what is in hand among them though more urgent work has come in front of it", () => {
    const many = Array.from({ length: 12 }, (_, n) => work(`t${n}`, "task", `2026-11-${10 + n}`));
    const last = work("t11", "task", "2026-11-21");
    expect(layOut(many, [], null).work.at(-1)).toEqual(last);
    const more = [work("late", "promise", "2026-11-01"), ...many];
    expect(ids(layOut(more, [], { part: "work", index: 10, item: last }).work)).toContain("t11");
    expect(ids(layOut(more, [], null).work)).not.toContain("t11");
  });

  it("are all contacts once somebody has asked for them", () => {
    const contacts = Array.from({ length: 30 }, (_, n) => ({ id: `c${n}` }));
    expect(layOut([], contacts, null).contacts).toHaveLength(MOST_ROWS);
    expect(layOut([], contacts, null, true).contacts).toHaveLength(30);
  });
});
