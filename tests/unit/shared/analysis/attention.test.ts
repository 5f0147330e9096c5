import { describe, expect, test } from "vitest";
import { attentionOf } from "#shared/analysis/attention.ts";

const all = { readers: 1000, use: 20_000, minutes: 5000, contacts: 400, promisesKept: 0 };

describe("attention", () => {
  test("sets a group's share of minutes and contacts beside its share of readers and of use", () => {
    const core = attentionOf({ readers: 100, use: 12_000, minutes: 2000, contacts: 100, promisesKept: 0 }, all);
    expect(core).toEqual({
      ofReaders: 0.1,
      ofUse: 0.6,
      of: { minutes: 0.4, contacts: 0.25, promisesKept: undefined },
      shortOfReaders: [],
      shortOfUse: ["contacts"],
    });
  });

  test("names what a group gets less than half its share of, and not what is exactly half", () => {
    const notSeen = attentionOf({ readers: 200, use: 400, minutes: 500, contacts: 39, promisesKept: 0 }, all);
    expect(notSeen.shortOfReaders).toEqual(["contacts"]);
    expect(notSeen.shortOfUse).toEqual([]);
  });

  test("has no shares of nothing", () => {
    const nothing = { readers: 0, use: 0, minutes: 0, contacts: 0, promisesKept: 0 };
    expect(attentionOf(nothing, nothing)).toEqual({
      ofReaders: undefined,
      ofUse: undefined,
      of: { minutes: undefined, contacts: undefined, promisesKept: undefined },
      shortOfReaders: [],
      shortOfUse: [],
    });
    expect(attentionOf(nothing, all).shortOfReaders).toEqual([]);
  });
});
