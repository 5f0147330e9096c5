import { expect, test } from "vitest";
import { createLease, LEASE_MS } from "../../../../electron/services/lease.ts";

function leaseAt(): { lease: ReturnType<typeof createLease>; pass: (ms: number) => void } {
  let now = 1_000;
  return {
    lease: createLease({ now: () => now }),
    pass: (ms) => {
      now += ms;
    },
  };
}

test("one page holds the lease, a second one is told for how long", () => {
  const { lease, pass } = leaseAt();
  expect(lease.take("a", false)).toEqual({ ok: true, value: { page: "a" } });
  pass(7_000);
  expect(lease.take("b", false)).toEqual({ ok: false, error: { tag: "held", sinceMs: 7_000 } });
});

test("renewed every 5 seconds it stays; 15 seconds after the last renewal it is free", () => {
  const { lease, pass } = leaseAt();
  lease.take("a", false);
  for (let i = 0; i < 10; i++) {
    pass(5_000);
    expect(lease.renew("a")).toEqual({ ok: true, value: null });
  }
  pass(LEASE_MS - 1);
  expect(lease.take("b", false).ok).toBe(false);
  pass(1);
  expect(lease.take("b", false).ok).toBe(true);
  expect(lease.renew("a")).toEqual({ ok: false, error: { tag: "lost" } });
});

test("an expired lease that nobody took is still its page's", () => {
  const { lease, pass } = leaseAt();
  lease.take("a", false);
  pass(60_000);
  expect(lease.renew("a").ok).toBe(true);
  expect(lease.take("b", false).ok).toBe(false);
});

test("taken by force, the former page hears it at its renewal", () => {
  const { lease } = leaseAt();
  lease.take("a", false);
  expect(lease.take("b", true).ok).toBe(true);
  expect(lease.renew("a")).toEqual({ ok: false, error: { tag: "lost" } });
});

test("released it is free at once, and nobody releases another's", () => {
  const { lease } = leaseAt();
  lease.take("a", false);
  lease.release("b");
  expect(lease.take("b", false).ok).toBe(false);
  lease.release("a");
  expect(lease.take("b", false).ok).toBe(true);
});
