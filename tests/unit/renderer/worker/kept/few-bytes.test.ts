/** Packed numbers are the same when they come back, in as few bytes as they need. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allDays, fewDays, inFewBytes } from "../../../../../renderer/worker/kept/few-bytes.ts";

describe("numbers in few bytes", () => {
  it("take one byte up to 255, two up to 65,535 and else four", () => {
    expect(inFewBytes([0, 255])).toBeInstanceOf(Uint8Array);
    expect(inFewBytes([256])).toBeInstanceOf(Uint16Array);
    expect(inFewBytes([65_535])).toBeInstanceOf(Uint16Array);
    expect(inFewBytes([65_536])).toBeInstanceOf(Uint32Array);
    expect([...inFewBytes([4_294_967_295, 0])]).toEqual([4_294_967_295, 0]);
    expect([...inFewBytes([])]).toEqual([]);
  });

  it("days come back as they were, however far apart and however early", () => {
    const day = fc.integer({ min: -719_162, max: 2_932_896 });
    fc.assert(
      fc.property(fc.array(day), (days) => {
        expect([...allDays(fewDays(Int32Array.from(days)))]).toEqual(days);
      }),
    );
    // 1970-01-01 is day 0: two years of days take two bytes each, two hundred days one
    expect(fewDays(Int32Array.of(20_000, 20_730)).after).toBeInstanceOf(Uint16Array);
    expect(fewDays(Int32Array.of(-5, 195)).after).toBeInstanceOf(Uint8Array);
  });
});
