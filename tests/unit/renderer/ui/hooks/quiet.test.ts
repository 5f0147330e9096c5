import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { afterQuiet } from "../../../../../renderer/ui/hooks/quiet.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

describe("the silence after a key", () => {
  it("is over after its time, and not before", () => {
    const run = vi.fn();
    afterQuiet(100, run);
    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledOnce();
  });

  it("can be called off, however much of it is over", () => {
    const run = vi.fn();
    const callOff = afterQuiet(100, run);
    vi.advanceTimersByTime(80);
    callOff();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });

  it("does not count the time in which the page was busy", () => {
    const run = vi.fn();
    afterQuiet(100, run);
    const now = vi.spyOn(performance, "now");
    const busyUntil = performance.now() + 400;
    now.mockImplementation(() => busyUntil);
    vi.advanceTimersByTime(25);
    now.mockRestore();
    vi.advanceTimersByTime(75);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(25);
    expect(run).toHaveBeenCalledOnce();
  });

  it("is over at last on a machine that never rests", () => {
    const run = vi.fn();
    const real = performance.now.bind(performance);
    let asked = 0;
    vi.spyOn(performance, "now").mockImplementation(() => {
      asked++;
      return real() + asked * 20;
    });
    afterQuiet(100, run);
    vi.advanceTimersByTime(300);
    expect(run).toHaveBeenCalledOnce();
  });
});
