import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { placeWindow, SMALLEST, type WindowBounds } from "../../../../electron/windows/window-bounds.ts";

const laptop: WindowBounds = { x: 0, y: 0, width: 1366, height: 728 };
const monitor: WindowBounds = { x: 1366, y: -200, width: 1920, height: 1040 };

describe("a window's place", () => {
  test("is the middle of the primary screen at the first start", () => {
    expect(placeWindow(null, [laptop])).toEqual({ x: 43, y: 0, width: 1280, height: 728 });
  });

  test("is kept where it still fits", () => {
    const saved = { x: 1500, y: 0, width: 1000, height: 700 };
    expect(placeWindow(saved, [laptop, monitor])).toEqual(saved);
  });

  test("moves onto the laptop when the second monitor was unplugged", () => {
    expect(placeWindow({ x: 1500, y: 0, width: 1000, height: 700 }, [laptop])).toEqual({
      x: 366,
      y: 0,
      width: 1000,
      height: 700,
    });
  });

  test("shrinks to a screen with a smaller resolution", () => {
    expect(placeWindow({ x: 0, y: 0, width: 2560, height: 1400 }, [laptop])).toEqual(laptop);
  });

  test("goes back to the screen that shows most of it", () => {
    expect(placeWindow({ x: 1300, y: 0, width: 1000, height: 700 }, [laptop, monitor]).x).toBe(1366);
  });

  test("lies wholly on one of today's screens, wherever it was", () => {
    const side = fc.integer({ min: 1, max: 8000 });
    const place = fc.integer({ min: -20_000, max: 20_000 });
    const bounds = fc.record({ x: place, y: place, width: side, height: side });
    const screens = fc.array(
      fc.record({
        x: place,
        y: place,
        width: fc.integer({ min: 320, max: 4000 }),
        height: fc.integer({ min: 240, max: 3000 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(bounds, screens, (saved, [first, ...others]) => {
        if (first === undefined) return;
        const placed = placeWindow(saved, [first, ...others]);
        const on = [first, ...others].some(
          (area) =>
            placed.x >= area.x &&
            placed.y >= area.y &&
            placed.x + placed.width <= area.x + area.width &&
            placed.y + placed.height <= area.y + area.height &&
            placed.width >= Math.min(SMALLEST.width, area.width),
        );
        expect(on).toBe(true);
      }),
    );
  });
});
