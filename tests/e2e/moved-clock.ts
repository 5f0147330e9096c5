/** A page whose clock can be set wrong. */
import type { Page } from "playwright-core";
import type { Desk } from "../support/launch.ts";
import { hostCall } from "./host-call.ts";

/** The page's clock goes by so much, over its reloads too. */
const SKEW = "test-skew";
export const moveClock = (page: Page, ms: number): Promise<void> =>
  page.evaluate(([key, value]) => sessionStorage.setItem(key, value), [SKEW, String(ms)] as const);

/** Before the page is opened. What the clock jumps over is no absence: the desk does not cover itself for it. */
export async function letClockBeMoved(page: Page, desk: Desk): Promise<void> {
  const held = { page: "moved-clock" };
  await hostCall(desk, "lease.take", { ...held, force: true });
  await hostCall(desk, "settings.write", { ...held, idleLockMinutes: 0 });
  await hostCall(desk, "lease.release", held);
  await page.addInitScript((key) => {
    const Real = Date;
    const now = (): number => Real.now() + Number(sessionStorage.getItem(key) ?? 0);
    const Moved = new Proxy(Real, {
      construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
      get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
    });
    Reflect.set(globalThis, "Date", Moved);
  }, SKEW);
}
