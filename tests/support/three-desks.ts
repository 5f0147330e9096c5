/** A library of three desks that know of each other, each with a reader of its own. */
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "./desks.ts";
import type { MemoryStore } from "./memory-store.ts";

export interface ThreeDesks {
  readonly clock: TestClock;
  readonly share: MemoryStore;
  readonly a: Device;
  readonly b: Device;
  readonly c: Device;
}

/** @param second name of the one that is taken out or comes back */
export async function threeDesks(second = "二楼"): Promise<ThreeDesks> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b, c] = [makeDevice("一楼", clock), makeDevice(second, clock), makeDevice("儿童馆", clock)];
  for (const device of [a, b, c]) device.write(`r-${device.name}`, { name: device.name });
  await settleAll([a, b, c], share);
  return { clock, share, a, b, c };
}
