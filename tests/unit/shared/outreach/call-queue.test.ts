import { describe, expect, it } from "vitest";
import type { Attempt } from "#shared/model/outreach/recipient.ts";
import {
  calleesOf,
  callSums,
  inTurn,
  type Listed,
  minutesLeft,
  type QueueAsked,
  turnOf,
} from "#shared/outreach/call-queue.ts";

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const NOW = Date.UTC(2026, 11, 4, 10);
const asking: QueueAsked = { now: { on: "2026-12-04", minute: 600 }, dayOf, partOf: () => "work" };

const tried = (at: number, outcome: Attempt["outcome"], minutes = 2): Attempt => ({ at, outcome, minutes });
const row = (id: string, place: number, more: Partial<Listed> = {}) => ({ row: { id, place, ...more }, reader: id });
const turns = (rows: Parameters<typeof calleesOf>[0], of: QueueAsked = asking) =>
  Object.fromEntries(calleesOf(rows).map((callee) => [callee.id, turnOf(callee, of)]));

describe("whose turn it is", () => {
  it("is in the order of the list, and whoever asked for this time comes first", () => {
    const rows = [row("c", 2), row("b", 1), row("a", 0), row("d", 3, { later: { on: "2026-12-04", minute: 590 } })];
    expect(inTurn(calleesOf(rows), asking).map(({ id }) => id)).toEqual(["d", "a", "b", "c"]);
  });

  it("comes again on another day for whom nobody answered, and not a fourth time", () => {
    const [today, before] = [tried(NOW - 60_000, "no-answer"), tried(NOW - DAY, "left-message")];
    expect(
      turns([
        row("today", 0, { attempts: { x: today } }),
        row("before", 1, { attempts: { x: before } }),
        row("thrice", 2, { attempts: { x: before, y: before, z: before } }),
        row("no", 3, { attempts: { x: tried(NOW - DAY, "declined") } }),
      ]),
    ).toEqual({ today: "other-day", before: "now", thrice: "end", no: "end" });
  });

  it("waits for the day and the minute that she named, also on the day of a call", () => {
    const attempts = { x: tried(NOW - 60_000, "left-message") };
    expect(
      turns([
        row("soon", 0, { attempts, later: { on: "2026-12-04", minute: 601 } }),
        row("due", 1, { attempts, later: { on: "2026-12-04", minute: 600 } }),
        row("any", 2, { later: { on: "2026-12-04" } }),
        row("morrow", 3, { later: { on: "2026-12-05", minute: 0 } }),
      ]),
    ).toEqual({ soon: "later", due: "now", any: "now", morrow: "other-day" });
  });

  it("is nobody's of a part that another desk holds", () => {
    const of: QueueAsked = {
      ...asking,
      partOf: (part) => (part === "mine" ? "work" : part === undefined ? "take" : "theirs"),
    };
    expect(turns([row("a", 0, { part: "mine" }), row("b", 1, { part: "east" }), row("c", 2)], of)).toEqual({
      a: "now",
      b: "theirs",
      c: "take",
    });
  });
});

describe("one person with two records on the list", () => {
  const attempts = { x: tried(NOW - DAY, "reached") };
  const twice = [
    { row: { id: "second", place: 4, attempts }, reader: "her" },
    { row: { id: "first", place: 1 }, reader: "her" },
  ];
  it("is called once, at her first place, and not again after the other was reached", () => {
    expect(calleesOf(twice)).toMatchObject([{ id: "first", place: 1, state: "reached", isDouble: false }]);
    const [callee] = calleesOf([
      ...twice,
      { row: { id: "third", place: 5, attempts: { y: attempts.x } }, reader: "her" },
    ]);
    expect(callee).toMatchObject({ isDouble: true });
  });
});

describe("the sums of a list", () => {
  const rows = [
    row("a", 0, { attempts: { x: tried(1, "no-answer"), y: tried(2, "reached", 6) } }),
    row("b", 1, { attempts: { x: tried(1, "no-answer") } }),
    row("c", 2, { attempts: { x: tried(1, "declined", 1) } }),
    row("d", 3, { attempts: { x: tried(1, "wrong-number", 1) } }),
    row("e", 4),
  ];
  it("tell attempts, who was reached and whose call is at its end apart, over everybody", () => {
    expect(callSums(calleesOf(rows))).toEqual({ people: 5, tried: 4, attempts: 5, reached: 2, ended: 3 });
  });

  it("say by the middle call how long it takes, once there are five", () => {
    // minutes 1, 1, 2, 2, 6: the median is 2, and two people are left
    expect(minutesLeft(calleesOf(rows))).toBe(4);
    expect(minutesLeft(calleesOf(rows.slice(1)))).toBeUndefined();
  });
});
