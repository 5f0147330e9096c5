/** Taking erased records out of the journal: what is left reads on, and a crash at any step costs nothing. */
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Entry, Op } from "#shared/replication/rows/entry.ts";
import { openErasedLedger } from "../../../../electron/services/erased-ledger.ts";
import { type FileSystem, nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { createJournal, type Journal } from "../../../../electron/services/journal.ts";
import { openRecord, openSegmentHeader, scanSegment } from "../../../../electron/services/journal-record.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const [NOW, OLD] = ["a".repeat(16), "b".repeat(16)];
const KEY = new Uint8Array(32).fill(7);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const CANARY = "金丝雀-张伟";
const ERASED = new Set(["reader/r1", "interaction/i1"]);

const set = (kind: string, id: string, name: string): Op => ({ kind, id, cells: { name } });
/** Every third entry speaks of the reader, every third of her and of somebody else. */
const entry = (seq: number): Entry => ({
  seq,
  hlc: seq.toString(16).padStart(16, "0"),
  pulls: 0,
  staff: "s",
  command: "test",
  ops:
    [
      [set("reader", "r2", `其他 ${seq}`)],
      [set("reader", "r1", CANARY)],
      [set("interaction", "i1", CANARY), set("reader", "r3", "别人")],
    ][seq % 3] ?? [],
});
const without = ({ ops, ...rest }: Entry): Entry => ({
  ...rest,
  ops: ops.filter(({ kind, id }) => !ERASED.has(`${kind}/${id}`)),
});
const entries = (count: number): readonly Entry[] => Array.from({ length: count }, (_, index) => entry(index + 1));

function journalIn(dataFolder: string, fs: FileSystem = nodeFileSystem): Journal {
  const journal = createJournal({ fs, dataFolder, key: KEY, random, minFreeBytes: 0, segmentBytes: 1500 });
  onTestFinished(() => journal.close());
  return journal;
}

async function filled(dataFolder: string, count = 24): Promise<void> {
  const journal = journalIn(dataFolder);
  for (const stream of [OLD, NOW])
    for (let at = 0; at < count; at += 3)
      expect((await journal.append(stream, at + 1, entries(count).slice(at, at + 3))).ok).toBe(true);
  await journal.close();
}

async function readAll(journal: Journal, stream: string): Promise<unknown[]> {
  const all: unknown[] = [];
  for (;;) {
    const read = await journal.read(stream, all.length + 1, 1_000);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    all.push(...read.value.entries);
    if (read.value.entries.length === 0) return all;
  }
}

/** All that the journal's files give to whoever has its key. */
async function plainOf(dataFolder: string): Promise<string> {
  const plain: string[] = [];
  for (const stream of [OLD, NOW]) {
    const folder = join(dataFolder, "journal", stream);
    for (const name of await readdir(folder)) {
      const bytes = new Uint8Array(await readFile(join(folder, name)));
      const key = openSegmentHeader(KEY, stream, bytes);
      if (key === null) continue;
      for (const { offset } of scanSegment(key, bytes).places)
        plain.push(JSON.stringify(openRecord(key, bytes, offset)?.entries));
    }
  }
  return plain.join("\n");
}

/** Works until the n-th call that changes something on the disk, and never again. */
function dyingAt(n: number): { readonly fs: FileSystem; readonly calls: () => number } {
  let calls = 0;
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (calls >= n) throw Object.assign(new Error("gone"), { code: "EIO" });
    return call();
  };
  const fs: FileSystem = {
    ...nodeFileSystem,
    open: async (path, mode) => {
      const file =
        mode === "read" ? await nodeFileSystem.open(path, mode) : await alive(() => nodeFileSystem.open(path, mode));
      return {
        ...file,
        write: (bytes, position) => alive(() => file.write(bytes, position)),
        sync: () => alive(() => file.sync()),
        truncate: (length) => alive(() => file.truncate(length)),
      };
    },
    rename: (from, to) => alive(() => nodeFileSystem.rename(from, to)),
    remove: (path) => alive(() => nodeFileSystem.remove(path)),
  };
  return { fs, calls: () => calls };
}

describe("taking erased records out of the journal", () => {
  test("check 5: leaves nothing of them in any stream, keeps every number and all else, and takes the next entry", async () => {
    const folder = await temporaryFolder();
    await filled(folder);
    expect(await plainOf(folder)).toContain(CANARY);
    const journal = journalIn(folder);
    expect(await journal.erase(ERASED)).toEqual({ ok: true, value: { entries: 32 } });
    expect(await plainOf(folder)).not.toContain(CANARY);
    for (const stream of [OLD, NOW]) expect(await readAll(journal, stream)).toEqual(entries(24).map(without));
    expect(await journal.append(NOW, 25, [entry(27)])).toEqual({ ok: true, value: { lastSeq: 25 } });
    await journal.close();
    const again = journalIn(folder);
    expect(await again.state(NOW)).toEqual({ ok: true, value: { lastSeq: 25 } });
    expect((await readAll(again, NOW)).slice(0, 24)).toEqual(entries(24).map(without));
  });

  test("touches no segment that speaks of none of them, and does nothing the second time", async () => {
    const folder = await temporaryFolder();
    await filled(folder);
    const journal = journalIn(folder);
    expect(await journal.erase(new Set(["reader/nobody"]))).toEqual({ ok: true, value: { entries: 0 } });
    await journal.erase(ERASED);
    expect(await journal.erase(ERASED)).toEqual({ ok: true, value: { entries: 0 } });
  });

  test("a crash at any step loses no entry, and asked again it ends", async () => {
    const whole = await temporaryFolder();
    await filled(whole, 9);
    const counting = dyingAt(Number.POSITIVE_INFINITY);
    await journalIn(whole, counting.fs).erase(ERASED);
    expect(counting.calls()).toBeGreaterThan(10);
    for (let n = 1; n <= counting.calls(); n++) {
      const folder = await temporaryFolder();
      await filled(folder, 9);
      const dying = journalIn(folder, dyingAt(n).fs);
      expect((await dying.erase(ERASED)).ok, `call ${n}`).toBe(false);
      await dying.close();
      const journal = journalIn(folder);
      for (const stream of [OLD, NOW]) {
        const read = await readAll(journal, stream);
        expect(read.length, `call ${n}`).toBe(9);
        for (const [index, each] of read.entries())
          expect([entry(index + 1), without(entry(index + 1))]).toContainEqual(each);
      }
      expect((await journal.erase(ERASED)).ok).toBe(true);
      expect(await plainOf(folder)).not.toContain(CANARY);
      expect(await readAll(journal, NOW)).toEqual(entries(9).map(without));
    }
  });
});

describe("the ledger's own file", () => {
  test("only grows, and is there at the next start", async () => {
    const folder = await temporaryFolder();
    const open = async () => {
      const opened = await openErasedLedger(nodeFileSystem, folder);
      if (!opened.ok) throw new Error(opened.error.tag);
      return opened.value;
    };
    const ledger = await open();
    await ledger.add([{ id: "r1", records: ["interaction/i1"], at: 5, reason: "request" }]);
    await ledger.add([
      { id: "r1", records: ["task/t1"], at: 9 },
      { id: "r2", records: [] },
    ]);
    const lines = [
      { id: "r1", records: ["interaction/i1", "task/t1"], at: 5, reason: "request" },
      { id: "r2", records: [] },
    ];
    expect(ledger.read()).toEqual(lines);
    expect((await open()).read()).toEqual(lines);
  });
});
