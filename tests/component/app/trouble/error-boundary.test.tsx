import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ErrorBoundary } from "../../../../renderer/app/trouble/error-boundary.tsx";

beforeEach(() => void vi.spyOn(console, "error").mockImplementation(() => undefined));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Breaks as long as the database is away. */
function Part({ away, name }: { readonly away: () => boolean; readonly name: string }) {
  if (away()) throw Object.assign(new Error("closed"), { name });
  return <p>往来记录</p>;
}
const draw = (away: () => boolean, name: string): void => {
  render(
    <ErrorBoundary resetKey="a" draw={() => <p>这个页面出错了</p>}>
      <Part away={away} name={name} />
    </ErrorBoundary>,
  );
};

test.each(["InvalidStateError", "DatabaseClosedError", "OpenFailedError"])(
  "a page that broke as its database was away (%s) stands again once that is back",
  async (name) => {
    let isAway = true;
    draw(() => isAway, name);
    await screen.findByText("这个页面出错了");
    isAway = false;
    await screen.findByText("往来记录", {}, { timeout: 10_000 });
  },
);

test("one that broke by itself waits for a person", () => {
  vi.useFakeTimers();
  let times = 0;
  draw(() => ++times > 0, "TypeError");
  expect(screen.getByText("这个页面出错了")).toBeTruthy();
  const before = times;
  vi.advanceTimersByTime(60_000);
  expect(times).toBe(before);
});
