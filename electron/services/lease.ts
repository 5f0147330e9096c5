/**
 * One page at a time writes. The holder renews every 5 seconds; 15 seconds after its last sign of life
 * the lease is free. Taking it by force tells the former holder at its next renewal.
 */

import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";

export const LEASE_MS = 15_000;

export interface Lease {
  take(page: string, force: boolean): Result<{ page: string }, { tag: "held"; sinceMs: number }>;
  renew(page: string): Result<null, { tag: "lost" }>;
  release(page: string): Result<null, never>;
  /** Whether the page may write: it holds the lease, and nobody has taken it since. */
  holds(page: string | undefined): boolean;
}

/** @param clock must be monotone: a corrected wall clock frees or extends no lease */
export function createLease(clock: Clock): Lease {
  let holder: { page: string; takenAt: number; heardAt: number } | null = null;
  const live = (): typeof holder => (holder !== null && clock.now() - holder.heardAt < LEASE_MS ? holder : null);
  return {
    take: (page, force) => {
      const now = clock.now();
      const current = live();
      if (current !== null && current.page !== page && !force)
        return err({ tag: "held", sinceMs: now - current.takenAt });
      holder = { page, takenAt: current?.page === page ? current.takenAt : now, heardAt: now };
      return ok({ page });
    },
    renew: (page) => {
      // an expired lease that nobody else took is still its holder's
      if (holder?.page !== page) return err({ tag: "lost" });
      holder.heardAt = clock.now();
      return ok(null);
    },
    release: (page) => {
      if (holder?.page === page) holder = null;
      return ok(null);
    },
    holds: (page) => holder !== null && holder.page === page,
  };
}
