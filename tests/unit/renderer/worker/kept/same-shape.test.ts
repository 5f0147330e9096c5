import { expect, test } from "vitest";
import { isSameShape } from "../../../../../renderer/worker/kept/same-shape.ts";

const example = () => ({
  here: 0,
  names: new Map<string, number>(),
  dense: new Int32Array(4),
  scores: [0, 0, 0],
  deep: { count: 0, text: "" },
});

test("sums of nobody are the shape of sums of some, also when they have been kept", () => {
  const some = {
    ...example(),
    here: 7,
    names: new Map([["a", 1]]),
    dense: Int32Array.of(1, 2, 3, 4),
    scores: [1, 2, 3],
  };
  expect(isSameShape(example(), some)).toBe(true);
  expect(isSameShape(example(), structuredClone(some))).toBe(true);
});

test.each<[string, unknown]>([
  ["nothing", undefined],
  ["null", null],
  ["a text", "sums"],
  ["a part that is missing", { ...example(), deep: { count: 0 } }],
  ["a part that is new", { ...example(), more: 1 }],
  ["a part of another kind", { ...example(), here: "0" }],
  ["a list that is shorter", { ...example(), scores: [0, 0] }],
  ["an object for a map", { ...example(), names: {} }],
  ["an array for a column", { ...example(), dense: [0, 0, 0, 0] }],
  ["a column that was cut off", { ...example(), dense: new Int32Array(3) }],
  ["a column of other numbers", { ...example(), dense: new Uint32Array(4) }],
])("%s is not", (_, value) => {
  expect(isSameShape(example(), value)).toBe(false);
});
