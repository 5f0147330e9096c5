import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { ok } from "#shared/kernel/result.ts";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { journalHandlers } from "../../../../electron/services/handlers.ts";
import { createJournal } from "../../../../electron/services/journal.ts";
import { createLease, LEASE_MS } from "../../../../electron/services/lease.ts";
import { createErasedEvidence } from "../../../../electron/services/trust/erased-evidence.ts";
import { openTrail } from "../../../../electron/services/trust/trail.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const STREAM = "a".repeat(16);

test("only the page that holds the lease appends, also when it had slept too long to know", async () => {
  let now = 0;
  const lease = createLease({ now: () => now });
  const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
  const deps = { fs: nodeFileSystem, dataFolder: await temporaryFolder(), key: random(32), random, minFreeBytes: 0 };
  const journal = createJournal(deps);
  const trail = openTrail({ ...deps, clock: { now: () => now } });
  const handlers = journalHandlers({
    journal,
    lease,
    ledger: { read: () => [], holds: () => false, add: async () => ok(null), copyTo: async () => ok(null) },
    evidence: createErasedEvidence(),
    trail,
  });
  const append = (page: string | undefined, seq: number) =>
    handlers["journal.append"]({ stream: STREAM, expectedSeq: seq, entries: [{ seq }], page });
  const lost = { ok: false, error: { tag: "lease-lost" } };
  expect(await append("a", 1)).toEqual(lost);
  lease.take("a", false);
  expect(await append("a", 1)).toEqual({ ok: true, value: { lastSeq: 1 } });
  now += 2 * LEASE_MS;
  expect(await append("a", 2)).toEqual({ ok: true, value: { lastSeq: 2 } });
  now += 2 * LEASE_MS;
  lease.take("b", false);
  expect(await append("a", 3)).toEqual(lost);
  expect(await append(undefined, 3)).toEqual(lost);
  expect(await append("b", 3)).toEqual({ ok: true, value: { lastSeq: 3 } });
  lease.release("b");
  expect(await append("b", 4)).toEqual(lost);
  await journal.close();
});
