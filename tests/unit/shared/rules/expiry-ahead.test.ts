import { describe, expect, test } from "vitest";
import { EXPIRY_SETTINGS, expiryAhead } from "#shared/rules/expiry-ahead.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { shapeSettingId, storedShape, usualShape } from "#shared/rules/thresholds.ts";

const shaped = (ahead: number) => {
  const usual = usualShape("card-expires");
  return { value: storedShape("card-expires", { ...usual, thresholds: { ...usual.thresholds, ahead } }) };
};

describe("from when a card's end is said", () => {
  test("is thirty days before it, where nobody has set the rule", () => {
    expect(expiryAhead([undefined, undefined])).toBe(30);
  });

  test("is as the rule has it, where that is on", () => {
    expect(EXPIRY_SETTINGS).toEqual([ruleSettingId("card-expires"), shapeSettingId("card-expires")]);
    expect(expiryAhead([undefined, shaped(60)])).toBe(60);
    expect(expiryAhead([{ value: true }, shaped(7)])).toBe(7);
  });

  test("is as usual, where the rule is off", () => {
    expect(expiryAhead([{ value: false }, shaped(60)])).toBe(30);
    expect(expiryAhead([{ value: false, gone: 1 }, shaped(60)])).toBe(60);
  });
});
