/** Which pair is in hand: it stays so until somebody decides it or moves on, whatever the list does. */
import { describe, expect, it } from "vitest";
import {
  bringBack,
  decidePair,
  goTo,
  inHand,
  inOrder,
  putOff,
  START,
  settlePlace,
} from "../../../../../renderer/features/readers/duplicates/pair-place.ts";

const LIST = ["a", "b", "c"];
const at = (key: string) => goTo(START, LIST, LIST.indexOf(key));

describe("the pair in hand", () => {
  it("is the first, and stays so when others come before it", () => {
    const place = settlePlace(START, LIST);
    expect(inHand(LIST, place)).toEqual({ key: "a", index: 0, isGone: false });
    expect(inHand(["x", ...LIST], place)).toEqual({ key: "a", index: 1, isGone: false });
    expect(inHand([], START)).toEqual({ key: null, index: 0, isGone: false });
  });

  it("is the next one from the moment in which it is decided, also the first where it was the last", () => {
    expect(inHand(LIST, decidePair(at("b"), LIST, "b")).key).toBe("c");
    expect(inHand(["a", "c"], decidePair(at("b"), LIST, "b")).key).toBe("c");
    expect(inHand(LIST, decidePair(at("c"), LIST, "c")).key).toBe("a");
    expect(inHand([], decidePair(at("c"), LIST, "c")).key).toBeNull();
  });

  it("is not one whose own answer is awaited", () => {
    const both = decidePair(decidePair(at("a"), LIST, "a"), LIST, "b");
    expect(inHand(LIST, both).key).toBe("c");
  });

  it("stays in hand, and is said to be gone, where somebody else took it away", () => {
    expect(inHand(["a", "c"], at("b"))).toEqual({ key: "b", index: 1, isGone: true });
    expect(settlePlace(at("b"), ["a", "c"])).toEqual(at("b"));
  });

  it("is in hand again where it could not be written, or was taken back", () => {
    const decided = decidePair(at("b"), LIST, "b");
    expect(inHand(LIST, bringBack(decided, "b")).key).toBe("b");
    const settled = settlePlace(decided, ["a", "c"]);
    expect(settled.decided).toEqual([]);
    expect(inHand(LIST, bringBack(settled, "b")).key).toBe("b");
  });
});

describe("what is put off", () => {
  it("stands behind all others in its order, and the next one is in hand", () => {
    const once = putOff(at("a"), LIST, "a");
    expect([inOrder(LIST, once), inHand(inOrder(LIST, once), once).key]).toEqual([["b", "c", "a"], "b"]);
    const twice = putOff(once, inOrder(LIST, once), "b");
    expect([inOrder(LIST, twice), inHand(inOrder(LIST, twice), twice).key]).toEqual([["c", "a", "b"], "c"]);
    expect(inOrder(["b", "c"], twice)).toEqual(["c", "b"]);
  });

  it("leads to the first where it was the last, and is where it was once it is brought back", () => {
    const last = putOff(at("c"), LIST, "c");
    expect(inHand(inOrder(LIST, last), last).key).toBe("a");
    expect(inOrder(LIST, bringBack(last, "c"))).toEqual(LIST);
  });
});
