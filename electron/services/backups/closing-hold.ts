/** A window that closes waits for calls under way: this one lasts until a backup is made, or its time is over. */
import { ok } from "#shared/kernel/result.ts";

type Released = { readonly ok: true; readonly value: null };

export function createHold(): { take(forMs: number): Promise<Released>; release(): Released } {
  let held: (() => void)[] = [];
  return {
    take: (forMs) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(ok(null)), forMs);
        held.push(() => {
          clearTimeout(timer);
          resolve(ok(null));
        });
      }),
    release: () => {
      for (const end of held) end();
      held = [];
      return ok(null);
    },
  };
}
