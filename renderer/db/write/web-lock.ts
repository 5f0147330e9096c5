/** One at a time among the page and its worker, by the browser's own lock. */
import type { Exclusive } from "../journal/journal-client.ts";

export const webLock =
  (name: string): Exclusive =>
  (run) =>
    navigator.locks.request(name, run);

export const waitMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
