import { describe, expect, test } from "vitest";
import { DEFAULT_CODES } from "#shared/model/settings/default-codes.ts";
import { DEFAULT_PRESETS, parsePresets, presetIndex, presetKey } from "#shared/model/settings/quick-log-presets.ts";

describe("quick-log keys", () => {
  test("the ten defaults are codes of the library's list of purposes", () => {
    const purposes = DEFAULT_CODES.filter(({ values }) => values.list === "purpose").map(({ values }) => values.code);
    expect(DEFAULT_PRESETS.map(({ purpose }) => purpose)).toEqual(purposes);
  });

  test("the top row counts 1 to 9, then 0; the keypad does not count", () => {
    expect([presetIndex("Digit1"), presetIndex("Digit9"), presetIndex("Digit0")]).toEqual([0, 8, 9]);
    expect([presetIndex("Numpad1"), presetIndex("KeyA"), presetIndex("Digit10")]).toEqual([null, null, null]);
    expect([presetKey(0), presetKey(8), presetKey(9)]).toEqual(["1", "9", "0"]);
  });

  test("a setting that is no list of purposes counts as not set", () => {
    expect(parsePresets([{ purpose: "find" }])).toEqual([{ purpose: "find" }]);
    expect(parsePresets([])).toBe(DEFAULT_PRESETS);
    expect(parsePresets("find")).toBe(DEFAULT_PRESETS);
    expect(parsePresets(undefined)).toBe(DEFAULT_PRESETS);
  });
});
