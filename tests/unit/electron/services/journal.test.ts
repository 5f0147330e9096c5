import { randomBytes } from "node:crypto";
import { appendFile, cp, open, readdir, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { type FileSystem, nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { createJournal, type Journal } from "../../../../electron/services/journal.ts";
import { type Faults, faultyFileSystem } from "../../../support/faulty-file-system.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const STREAM = "0123456789abcdef";
const KEY = new Uint8Array(32).fill(7);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const entry = (seq: number, text = `entry ${seq}`): { seq: number; text: string } => ({ seq, text });
const run = (from: number, count: number): { seq: number; text: string }[] =>
  Array.from({ length: count }, (_, index) => entry(from + index));

function journalIn(
  dataFolder: string,
  more: { fs?: FileSystem; key?: Uint8Array; minFreeBytes?: number; segmentBytes?: number } = {},
): Journal {
  const journal = createJournal({ fs: nodeFileSystem, dataFolder, key: KEY, random, minFreeBytes: 0, ...more });
  onTestFinished(() => journal.close());
  return journal;
}

async function readAll(journal: Journal, fromSeq = 1): Promise<Json[]> {
  const all: Json[] = [];
  for (;;) {
    const read = await journal.read(STREAM, fromSeq + all.length, 1_000);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    all.push(...read.value.entries);
    if (read.value.entries.length === 0) return all;
  }
}

const segmentsIn = async (dataFolder: string): Promise<string[]> =>
  (await readdir(join(dataFolder, "journal", STREAM))).sort().map((name) => join(dataFolder, "journal", STREAM, name));

async function flip(path: string, offset: number): Promise<void> {
  const file = await open(path, "r+");
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, offset);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, offset);
  await file.close();
}

describe("the number rule", () => {
  test("an empty stream stands at 0 and takes number 1", async () => {
    const journal = journalIn(await temporaryFolder());
    expect(await journal.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 0 } });
    expect(await journal.append(STREAM, 1, [entry(1), entry(2)])).toEqual({ ok: true, value: { lastSeq: 2 } });
    expect(await readAll(journal)).toEqual([entry(1), entry(2)]);
  });

  test.each([0, 1, 2, 4, 100])("expecting %i where 3 is next is refused and writes nothing", async (expected) => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 2));
    const sizes = await Promise.all((await segmentsIn(folder)).map(async (path) => (await stat(path)).size));
    expect(await journal.append(STREAM, expected, [entry(expected)])).toEqual({
      ok: false,
      error: { tag: "journal-mismatch", lastSeq: 2 },
    });
    expect(await Promise.all((await segmentsIn(folder)).map(async (path) => (await stat(path)).size))).toEqual(sizes);
    expect(await readAll(journal)).toEqual(run(1, 2));
  });

  test("of two appends that expect one number, one is refused", async () => {
    const journal = journalIn(await temporaryFolder());
    const both = await Promise.all([
      journal.append(STREAM, 1, [entry(1, "a")]),
      journal.append(STREAM, 1, [entry(1, "b")]),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await readAll(journal)).toEqual([entry(1, "a")]);
  });

  test("streams count apart", async () => {
    const journal = journalIn(await temporaryFolder());
    await journal.append(STREAM, 1, run(1, 3));
    expect(await journal.state("fedcba9876543210")).toEqual({ ok: true, value: { lastSeq: 0 } });
  });
});

describe("reopening", () => {
  test("any sequence of appends, reopenings and segment sizes reads back as written", async () => {
    const folder = await temporaryFolder();
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 100, max: 2_000 }),
        async (sizes, segmentBytes) => {
          round += 1;
          const own = join(folder, String(round));
          let next = 1;
          for (const size of sizes) {
            const journal = journalIn(own, { segmentBytes });
            expect(await journal.append(STREAM, next, run(next, size))).toEqual({
              ok: true,
              value: { lastSeq: next + size - 1 },
            });
            next += size;
            await journal.close();
          }
          expect(await readAll(journalIn(own, { segmentBytes }))).toEqual(run(1, next - 1));
        },
      ),
      { numRuns: 25 },
    );
  });

  test("reads from any number, at least one entry, about as many bytes as asked for", async () => {
    const journal = journalIn(await temporaryFolder(), { segmentBytes: 500 });
    for (let seq = 1; seq <= 60; seq += 3) await journal.append(STREAM, seq, run(seq, 3));
    for (const from of [1, 2, 30, 59, 60]) expect(await readAll(journal, from)).toEqual(run(from, 61 - from));
    const one = await journal.read(STREAM, 5, 1);
    expect(one.ok && one.value.entries).toEqual([entry(5), entry(6)]);
    expect(await journal.read(STREAM, 61, 1_000)).toEqual({ ok: true, value: { entries: [], lastSeq: 60 } });
  });

  test("100,000 entries open and read within seconds", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    for (let seq = 1; seq <= 100_000; seq += 500) await journal.append(STREAM, seq, run(seq, 500));
    await journal.close();
    const startedAt = performance.now();
    const again = journalIn(folder);
    expect(await again.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 100_000 } });
    const opened = performance.now() - startedAt;
    const last = await again.read(STREAM, 99_999, 1);
    expect(last.ok && last.value.entries).toEqual(run(99_999, 2));
    expect(opened).toBeLessThan(3_000);
  });
});

describe("what a crash leaves", () => {
  test("a record torn at any byte is cut off, and what was answered before is there", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 3));
    const [path = ""] = await segmentsIn(folder);
    const whole = (await stat(path)).size;
    await journal.append(STREAM, 4, [entry(4)]);
    await journal.close();
    const bytes = await readFile(path);
    for (let size = whole; size < bytes.length; size++) {
      await writeFile(path, bytes.subarray(0, size));
      const again = journalIn(folder);
      expect(await again.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 3 } });
      expect(await again.append(STREAM, 4, [entry(4, "again")])).toEqual({ ok: true, value: { lastSeq: 4 } });
      expect(await readAll(again)).toEqual([...run(1, 3), entry(4, "again")]);
      await again.close();
    }
  });

  test.each([
    ["zeros", Buffer.alloc(300)],
    ["rubbish", randomBytes(300)],
  ])("%s at the end are cut off", async (_name, rubbish) => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 3));
    await journal.close();
    const [path = ""] = await segmentsIn(folder);
    const { size } = await stat(path);
    await appendFile(path, rubbish);
    const again = journalIn(folder);
    expect(await readAll(again)).toEqual(run(1, 3));
    expect((await stat(path)).size).toBe(size);
  });

  test("a segment whose header was torn is made anew", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder, { segmentBytes: 100 });
    await journal.append(STREAM, 1, run(1, 3));
    await journal.append(STREAM, 4, [entry(4)]);
    await journal.close();
    const [, second = ""] = await segmentsIn(folder);
    await truncate(second, 20);
    const again = journalIn(folder);
    expect(await again.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 3 } });
    expect(await again.append(STREAM, 4, [entry(4)])).toEqual({ ok: true, value: { lastSeq: 4 } });
    expect(await readAll(again)).toEqual(run(1, 4));
  });
});

describe("damage", () => {
  test("a flipped bit in the middle is named by its numbers, and the rest is read and appended to", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 2));
    const [path = ""] = await segmentsIn(folder);
    const { size } = await stat(path);
    await journal.append(STREAM, 3, run(3, 2));
    await journal.append(STREAM, 5, run(5, 2));
    await journal.close();
    await flip(path, size + 50);
    const again = journalIn(folder);
    expect(await again.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 6 } });
    const before = await again.read(STREAM, 1, 10_000);
    expect(before.ok && before.value.entries).toEqual(run(1, 2));
    expect(await again.read(STREAM, 3, 10_000)).toEqual({
      ok: false,
      error: { tag: "journal-damaged", fromSeq: 3, nextSeq: 5 },
    });
    expect(await again.append(STREAM, 7, [entry(7)])).toEqual({ ok: true, value: { lastSeq: 7 } });
    expect(await readAll(again, 5)).toEqual(run(5, 3));
  });

  test("a segment that is gone is named, and the ones around it are read", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder, { segmentBytes: 100 });
    for (let seq = 1; seq <= 9; seq += 3) await journal.append(STREAM, seq, run(seq, 3));
    await journal.close();
    const [, second = ""] = await segmentsIn(folder);
    await rm(second);
    const again = journalIn(folder);
    expect(await again.read(STREAM, 4, 10_000)).toEqual({
      ok: false,
      error: { tag: "journal-damaged", fromSeq: 4, nextSeq: 7 },
    });
    expect(await readAll(again, 7)).toEqual(run(7, 3));
  });

  test("another key opens nothing, and cuts nothing off", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 3));
    await journal.close();
    const stranger = journalIn(folder, { key: new Uint8Array(32).fill(8) });
    expect(await stranger.state(STREAM)).toMatchObject({ ok: false, error: { tag: "io", code: "EBADMSG" } });
    expect(await stranger.append(STREAM, 1, [entry(1)])).toMatchObject({
      ok: false,
      error: { tag: "io", code: "EBADMSG" },
    });
    expect(await readAll(journalIn(folder))).toEqual(run(1, 3));
  });

  test("nothing of an entry stands on the disk in clear", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, [entry(1, "canary-欧阳娜娜")]);
    const [path = ""] = await segmentsIn(folder);
    const bytes = await readFile(path);
    expect(bytes.includes("canary")).toBe(false);
    expect(bytes.includes(Buffer.from("欧阳娜娜"))).toBe(false);
  });
});

describe("a disk that refuses", () => {
  const faulty = async (faults: Faults): Promise<{ folder: string; journal: Journal }> => {
    const folder = await temporaryFolder();
    return { folder, journal: journalIn(folder, { fs: faultyFileSystem(faults) }) };
  };

  test("full at any write, with any part written: refused whole, and goes on when there is space again", async () => {
    for (let failing = 1; failing <= 6; failing++) {
      for (const written of [0, 1, 17, 40]) {
        const { folder, journal } = await faulty({
          write: (count) => (count === failing ? { code: "ENOSPC", written } : null),
        });
        let next = 1;
        for (let attempt = 0; attempt < 7; attempt++) {
          const result = await journal.append(STREAM, next, run(next, 2));
          if (result.ok) next += 2;
          else expect(result.error.tag).toBe("disk-full");
          expect(await journal.state(STREAM)).toEqual({ ok: true, value: { lastSeq: next - 1 } });
        }
        expect(next).toBe(13);
        expect(await readAll(journal)).toEqual(run(1, 12));
        await journal.close();
        expect(await readAll(journalIn(folder))).toEqual(run(1, 12));
      }
    }
  });

  test("full and not to be cut back: a new segment takes over, and the torn end never counts", async () => {
    const { folder, journal } = await faulty({
      write: (count) => (count === 3 ? { code: "ENOSPC", written: 30 } : null),
      truncate: () => "EIO",
    });
    await journal.append(STREAM, 1, [entry(1)]);
    expect(await journal.append(STREAM, 2, [entry(2)])).toMatchObject({ ok: false, error: { tag: "disk-full" } });
    expect(await journal.append(STREAM, 2, [entry(2)])).toMatchObject({ ok: true });
    expect(await segmentsIn(folder)).toHaveLength(2);
    await journal.close();
    expect(await readAll(journalIn(folder))).toEqual(run(1, 2));
  });

  test("a failed sync is not tried again on its handle: what follows goes to a new segment and wins", async () => {
    // 1: header, 2: first record, 3: second record
    const { folder, journal } = await faulty({ sync: (count) => (count === 3 ? "EIO" : null) });
    await journal.append(STREAM, 1, [entry(1)]);
    expect(await journal.append(STREAM, 2, [entry(2, "unknown fate")])).toMatchObject({
      ok: false,
      error: { tag: "io", code: "EIO" },
    });
    expect(await journal.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 1 } });
    expect(await journal.append(STREAM, 2, [entry(2, "second try")])).toMatchObject({ ok: true });
    expect(await segmentsIn(folder)).toHaveLength(2);
    expect(await readAll(journal)).toEqual([entry(1), entry(2, "second try")]);
    await journal.close();
    expect(await readAll(journalIn(folder))).toEqual([entry(1), entry(2, "second try")]);
  });

  test("with less free space than is kept back, nothing is written", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder, { fs: faultyFileSystem({ freeBytes: 99 }), minFreeBytes: 100 });
    expect(await journal.append(STREAM, 1, [entry(1)])).toEqual({
      ok: false,
      error: { tag: "disk-full", freeBytes: 99 },
    });
    expect(await segmentsIn(folder)).toEqual([]);
  });
});

describe("a folder that is replaced under the open file", () => {
  test("confirms nothing that does not stand under its name, and goes on from what the folder there holds", async () => {
    const folder = await temporaryFolder();
    const journal = journalIn(folder);
    await journal.append(STREAM, 1, run(1, 2));
    await cp(folder, `${folder}.copy`, { recursive: true });
    onTestFinished(() => rm(`${folder}.old`, { recursive: true, force: true }));
    await journal.append(STREAM, 3, [entry(3)]);
    // as when a disk is changed for its copy of yesterday: the open file goes along with the old one
    await rename(folder, `${folder}.old`);
    await rename(`${folder}.copy`, folder);
    expect(await journal.append(STREAM, 4, [entry(4)])).toMatchObject({ ok: false, error: { tag: "io" } });
    expect(await journal.append(STREAM, 4, [entry(4)])).toEqual({
      ok: false,
      error: { tag: "journal-mismatch", lastSeq: 2 },
    });
    expect(await journal.append(STREAM, 3, [entry(3), entry(4)])).toEqual({ ok: true, value: { lastSeq: 4 } });
    // asked of the disk by another process, not of this one's memory
    expect(await readAll(journalIn(folder))).toEqual(run(1, 4));
  });
});
