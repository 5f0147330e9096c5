import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchTouches } from "../../../renderer/platform/touches.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("waits until nobody has pressed a key or clicked for so long, and not at all where nobody did", async () => {
  const touches = watchTouches();
  const ended: string[] = [];
  const wait = (name: string): void => void touches.untilQuiet(600).then(() => ended.push(name));
  wait("before");
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toEqual(["before"]);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "1" }));
  wait("after a key");
  await vi.advanceTimersByTimeAsync(500);
  window.dispatchEvent(new PointerEvent("pointerdown"));
  await vi.advanceTimersByTimeAsync(599);
  expect([touches.quietMs(), ended]).toEqual([599, ["before"]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toEqual(["before", "after a key"]);
  touches.stop();
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "1" }));
  expect(touches.quietMs()).toBe(600);
});
