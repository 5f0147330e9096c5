/** What the author of an entry that was made anew counts as having seen of the stream she left. */
import { describe, expect, it } from "vitest";
import type { Entry, Vector } from "#shared/replication/rows/entry.ts";
import { originOf, seenAfter, seenBy } from "#shared/replication/rows/seen.ts";
import { NOTHING } from "#shared/replication/rows/vector.ts";

const FORK = { no: 3, hash: "0123456789ab", seq: 5 };
const OTHER = { no: 2, hash: "ba9876543210", seq: 4 };

/** The first two own entries behind the fork, as they stand in the new stream. */
const madeAnew = (seq: number, seen: Vector = { other: OTHER }): Pick<Entry, "seq" | "first"> => ({
  seq,
  first: originOf("left", { seq: FORK.seq + seq }, seen, FORK, 1),
});

describe("R15: an entry that was made anew", () => {
  it("has seen its old stream up to where it was left, what it had seen of others, and the entries made anew before it", () => {
    const seen = seenBy("new", madeAnew(2), {});
    expect([
      seen("left", 5),
      seen("left", 6),
      seen("other", 4),
      seen("other", 5),
      seen("new", 1),
      seen("new", 2),
    ]).toEqual([true, false, true, false, true, false]);
  });

  it("has seen nothing of its old stream where that line was excluded: under those numbers stand others' entries", () => {
    const { seq, first } = madeAnew(1);
    if (first === undefined) throw new Error("it names its origin");
    const seen = seenBy("new", { seq, first: { ...first, seen: { ...first.seen, left: NOTHING } } }, {});
    expect([seen("left", 1), seen("left", 5), seen("other", 4)]).toEqual([false, false, true]);
  });

  it("keeps all that when it is made anew a second time", () => {
    const again = { seq: 1, first: originOf("new", madeAnew(1), {}, { no: 1, hash: "abcdefabcdef", seq: 0 }, 1) };
    expect(again.first.seen).toEqual({ other: OTHER, left: FORK, new: { no: 1, hash: "abcdefabcdef", seq: 0 } });
  });

  it("of an older version, which does not name that batch, has seen its old stream up to its own first number", () => {
    const seen = seenBy("new", { seq: 2, first: { stream: "left", seq: 7, seen: {}, from: 1 } }, {});
    expect([seen("left", 5), seen("left", 6)]).toEqual([true, false]);
  });
});

describe("the whole vector of an entry", () => {
  const before = { other: { no: 10, hash: "0123456789ab", seq: 24 } };

  it("goes on where a stream has grown, batches without entries included", () => {
    const seen = { other: { no: 11, hash: "ba9876543210", seq: 24 }, third: OTHER };
    expect(seenAfter(before, { seen })).toEqual(seen);
  });

  it("never goes back: what lies further back on a stream lies on another line of it", () => {
    // number 6 with 13 entries cannot lie on the line on which number 10 closes 24
    expect(seenAfter(before, { seen: { other: { no: 6, hash: "ba9876543210", seq: 13 }, third: OTHER } })).toEqual({
      ...before,
      third: OTHER,
    });
    // nor can number 7 with 30
    expect(seenAfter(before, { seen: { other: { no: 7, hash: "ba9876543210", seq: 30 } } })).toEqual(before);
  });
});
