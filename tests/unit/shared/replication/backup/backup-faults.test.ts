/**
 * A fault or a crash at every single call while a backup is written, a disk that fills up, and any bit of any
 * file spoilt: what stood before stands, what is wrong is named, and the desk goes on as if nothing had been.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { err } from "#shared/kernel/result.ts";
import { checkBackup } from "#shared/replication/backup/backup-open.ts";
import { writeBackup } from "#shared/replication/backup/backup-write.ts";
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { sha256 } from "../../../../../electron/services/sealing/signatures.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../../support/desks.ts";
import { withFault } from "../../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";
import { proofCalls } from "../../../../support/proof-scale.ts";

const CALLS = proofCalls(29);

const LONG = { timeout: 180_000 };
const SMALL_PARTS: CheckpointRule = { ...CHECKPOINT_RULE, partBytes: 700 };
const NEVER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 1e9, tailOps: 1e9 };
const hash = (text: string): Uint8Array => sha256(new TextEncoder().encode(text));

interface Scene {
  readonly share: MemoryStore;
  readonly a: Device;
  readonly b: Device;
}

const copyOf = ({ share, a, b }: Scene): Scene => ({
  share: createMemoryStore(new Map(share.files)),
  a: a.clone(),
  b: b.clone(),
});

/** a has taken in what b wrote, and has something that is on no share yet. */
async function scene(): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
  for (let n = 0; n < 8; n++) a.write(`r${n}`, { name: `reader ${n}` });
  b.write("r1", { note: "of b" });
  for (const device of [a, b, a]) await device.sync(share, { checkpoints: NEVER });
  for (let n = 0; n < 4; n++) a.write(`late${n}`, { name: `late ${n}` });
  return { share, a, b };
}

const written = async (device: Device): Promise<MemoryStore> => {
  const target = createMemoryStore();
  expect((await writeBackup(device.ports(target), target, { rule: SMALL_PARTS })).ok).toBe(true);
  return target;
};

const check = (device: Device, target: Store): ReturnType<typeof checkBackup> =>
  checkBackup(device.ports(target).seal, target, hash);

async function expectGoesOn({ share, a, b }: Scene): Promise<void> {
  const target = await written(a);
  expect((await check(a, target)).ok).toBe(true);
  a.write("again", { name: "later" });
  await settleAll([a, b], share);
  expect(b.replica.lines()).toEqual(a.replica.lines());
  // one more, beside a checkpoint of the exchange: no number is given twice
  await a.sync(share, { checkpoints: { ...SMALL_PARTS, tailBatches: 0, tailOps: 0 } });
  const states = [target, await written(a), a.local].map(
    (store) => new Set([...store.files.keys()].flatMap((name) => /state-[0-9a-f]{8}/.exec(name) ?? [])),
  );
  const all = states.flatMap((names) => [...names]);
  expect(new Set(all).size).toBe(all.length);
}

describe.each([
  ["before", true],
  ["before", false],
  ["after", true],
  ["after", false],
] as const)("a fault %s any call (everything after it fails too: %s)", (mode, lasting) => {
  it("while a backup is written leaves the desk as it was, and those before it alone", LONG, async () => {
    const start = await scene();
    const earlier = await written(start.a);
    const before = new Map(earlier.files);
    let failed = 0;
    for (let at = CALLS.first; ; at += CALLS.each) {
      const tried = copyOf(start);
      const target = createMemoryStore();
      const { ports, calls } = withFault(tried.a.ports(target), { at, mode, lasting });
      const result = await writeBackup(ports, ports.share, { rule: SMALL_PARTS });
      if (result.ok) expect((await check(tried.a, target)).ok).toBe(true);
      else failed += 1;
      expect(earlier.files).toEqual(before);
      expect(tried.a.replica.lines()).toEqual(start.a.replica.lines());
      await expectGoesOn(tried);
      if (calls() < at) break;
      expect(at).toBeLessThan(200);
    }
    expect(failed).toBeGreaterThan(20 / CALLS.each);
  });
});

it("a disk that is full at the n-th file is named as that", LONG, async () => {
  const start = await scene();
  for (let room = 0; ; room++) {
    const tried = copyOf(start);
    const target = createMemoryStore();
    let left = room;
    const small: Store = {
      ...target,
      put: async (name, bytes) => (left-- > 0 ? target.put(name, bytes) : err({ tag: "full" })),
    };
    const result = await writeBackup(tried.a.ports(small), small, { rule: SMALL_PARTS });
    if (result.ok) break;
    expect(result).toEqual({ ok: false, error: { tag: "full" } });
    await expectGoesOn(tried);
  }
});

it("a cancel at any point leaves a desk that goes on", LONG, async () => {
  const start = await scene();
  for (let at = CALLS.first; ; at += CALLS.each) {
    const tried = copyOf(start);
    const target = createMemoryStore();
    let asked = 0;
    const result = await writeBackup(tried.a.ports(target), target, {
      rule: SMALL_PARTS,
      isCancelled: () => ++asked >= at,
    });
    if (result.ok) break;
    expect(result).toEqual({ ok: false, error: { tag: "cancelled" } });
    await expectGoesOn(tried);
  }
});

it("a flipped bit anywhere, a cut, or a missing file is found, and its name told", LONG, async () => {
  const { a } = await scene();
  const target = await written(a);
  const sealed = [...target.files.keys()].filter((name) =>
    ["part", "manifest", "device"].includes(parseName(name)?.tag ?? ""),
  );
  const own = a.replica.stream;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sealed),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.integer({ min: 0, max: 7 }),
      fc.constantFrom("flip", "cut", "gone"),
      async (name, where, bit, how) => {
        const files = new Map(target.files);
        const bytes = Uint8Array.from(files.get(name) ?? []);
        const at = Math.floor(where * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        if (how === "gone") files.delete(name);
        else files.set(name, how === "cut" ? bytes.subarray(0, at) : bytes);
        const result = await check(a, createMemoryStore(files));
        // without the card of a colleague the state is whole all the same
        if (how === "gone" && name.endsWith("/device") && !name.includes(own)) {
          expect(result.ok).toBe(true);
          return;
        }
        expect(result.ok).toBe(false);
        // a bit of the version's digit makes it one of the future
        if (!result.ok) expect(["damaged", "newer-format"]).toContain(result.error.tag);
        if (!result.ok && result.error.tag === "damaged" && how !== "gone") expect(result.error.file).toBe(name);
      },
    ),
    { numRuns: 300 },
  );
});

it("parts of one backup in the place of another's are refused", LONG, async () => {
  const { a } = await scene();
  const first = await written(a);
  a.write("r1", { name: "since" });
  const second = await written(a);
  const rename = (name: string, of: MemoryStore): string =>
    name.replace(
      /state-[0-9a-f]{8}/,
      [...of.files.keys()].flatMap((other) => /state-[0-9a-f]{8}/.exec(other) ?? [])[0] ?? "",
    );
  const mixed = new Map(second.files);
  for (const [name, bytes] of first.files) if (name.endsWith(".part")) mixed.set(rename(name, second), bytes);
  expect(await check(a, createMemoryStore(mixed))).toMatchObject({ ok: false, error: { tag: "damaged" } });
});
