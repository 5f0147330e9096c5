/**
 * One stream's journal: segments that are only appended to, each named by its ordinal and its first number.
 * An append is on the disk before it is answered, whole or not at all. Where two segments hold one number,
 * the later segment counts: the earlier could not be synced, and was left for good.
 */
import { basename, join } from "node:path";
import type { JournalDamaged, JournalMismatch } from "#shared/host/journal-calls.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { Json } from "#shared/kernel/json.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Ledger } from "#shared/replication/erasing/ledger.ts";
import { type DiskError, diskError, onDisk } from "./disk-errors.ts";
import type { FileSystem, OpenFile } from "./file-system.ts";
import {
  makeSegmentHeader,
  openRecord,
  openSegmentHeader,
  type RecordPlace,
  SEGMENT_HEADER_BYTES,
  scanSegment,
  sealRecord,
} from "./journal-record.ts";
import { scrubSegment } from "./journal-scrub.ts";
import { replaceFile } from "./replace-file.ts";

export interface JournalStream {
  lastSeq(): number;
  /** The folder was moved or replaced under the open file: only opening it anew tells what stands there. */
  isStale(): boolean;
  append(
    expectedSeq: number,
    entries: readonly unknown[],
  ): Promise<Result<{ lastSeq: number }, JournalMismatch | DiskError>>;
  read(
    fromSeq: number,
    maxBytes: number,
  ): Promise<Result<{ entries: readonly Json[]; lastSeq: number }, JournalDamaged | DiskError>>;
  /** Takes operations on these records out of the entries, which keep their numbers. */
  erase(records: Ledger): Promise<Result<{ entries: number }, DiskError>>;
  close(): Promise<void>;
}

export interface JournalStreamDeps {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly stream: string;
  readonly key: Uint8Array;
  readonly random: RandomBytes;
  /** Appends are refused while the disk has less. */
  readonly minFreeBytes: number;
  /** A segment that has reached it is left, and a new one begun. */
  readonly segmentBytes: number;
}

interface Segment {
  readonly path: string;
  readonly ordinal: number;
  readonly firstSeq: number;
  /** Null until it is first read. */
  index: { readonly key: Uint8Array; readonly places: RecordPlace[] } | "unreadable" | null;
}

/** The segment that is written to. */
interface Tail {
  readonly segment: Segment;
  readonly file: OpenFile;
  readonly key: Uint8Array;
  readonly places: RecordPlace[];
  end: number;
}

const NAME = /^(\d{8})-(\d{15})\.segment$/;
const nameOf = (ordinal: number, firstSeq: number): string =>
  `${String(ordinal).padStart(8, "0")}-${String(firstSeq).padStart(15, "0")}.segment`;

/** @throws Node's error where the folder cannot be read; a last segment under another key is EBADMSG. */
export async function openJournalStream(deps: JournalStreamDeps): Promise<JournalStream> {
  const { fs, folder } = deps;
  await fs.makeFolder(folder);
  const segments = listSegments(folder, await fs.list(folder));
  let tail = await openTail(deps, segments);
  let lastSeq = lastNumber(segments, tail);
  let lastOrdinal = segments.at(-1)?.ordinal ?? 0;
  let stale = false;
  const exclusive = oneAtATime();

  const beginSegment = async (): Promise<Tail> => {
    lastOrdinal += 1;
    const begun = await createSegment(deps, lastOrdinal, lastSeq + 1);
    segments.push(begun.segment);
    return begun;
  };

  /** Never touches a handle again whose sync has failed: the system may have dropped what it could not write. */
  const leave = async (left: Tail): Promise<void> => {
    tail = null;
    await left.file.close().catch(() => undefined);
  };

  const append: JournalStream["append"] = async (expectedSeq, entries) => {
    if (expectedSeq !== lastSeq + 1) return err({ tag: "journal-mismatch", lastSeq });
    if (entries.length === 0) return ok({ lastSeq });
    try {
      const freeBytes = await fs.freeBytes(folder);
      if (freeBytes < deps.minFreeBytes) return err({ tag: "disk-full", freeBytes });
      if (tail !== null && tail.end >= deps.segmentBytes) await leave(tail);
      tail ??= await beginSegment();
    } catch (error) {
      return err(await diskError(fs, folder, error));
    }
    const current = tail;
    const record = sealRecord(current.key, expectedSeq, entries, deps.random);
    try {
      await current.file.write(record, current.end);
    } catch (error) {
      await current.file.truncate(current.end).catch(() => leave(current));
      return err(await diskError(fs, current.segment.path, error));
    }
    try {
      await current.file.sync();
    } catch (error) {
      await leave(current);
      return err(await diskError(fs, current.segment.path, error));
    }
    // synced into a file that nobody finds under its name is not on the disk
    if (!(await current.file.isAt(current.segment.path))) {
      stale = true;
      await leave(current);
      return err({ tag: "io", code: "ENOENT", name: basename(current.segment.path) });
    }
    current.places.push({ firstSeq: expectedSeq, count: entries.length, offset: current.end, length: record.length });
    current.end += record.length;
    lastSeq += entries.length;
    return ok({ lastSeq });
  };

  const read: JournalStream["read"] = async (fromSeq, maxBytes) => {
    const entries: Json[] = [];
    let bytes = 0;
    for (let seq = Math.max(1, fromSeq); seq <= lastSeq && (bytes < maxBytes || entries.length === 0); ) {
      const at = segments.findLastIndex((segment) => segment.firstSeq <= seq);
      const segment = segments[at];
      const before = (segments[at + 1]?.firstSeq ?? lastSeq + 1) - 1;
      try {
        const found = segment === undefined ? null : await readRecord(deps, segment, seq);
        if (found === null) {
          if (entries.length > 0) break;
          const following =
            segment === undefined
              ? undefined
              : placesOf(segment).find((place) => place.firstSeq > seq && place.firstSeq <= before);
          return err({
            tag: "journal-damaged",
            fromSeq: seq,
            nextSeq:
              following?.firstSeq ?? (segment === undefined ? (segments[0]?.firstSeq ?? lastSeq + 1) : before + 1),
          });
        }
        const wanted = found.entries.slice(seq - found.place.firstSeq, before + 1 - found.place.firstSeq);
        entries.push(...wanted);
        bytes += found.place.length;
        seq += wanted.length;
      } catch (error) {
        return err(await diskError(fs, segment?.path ?? folder, error));
      }
    }
    return ok({ entries, lastSeq });
  };

  const erase: JournalStream["erase"] = async (records) => {
    let entries = 0;
    for (const segment of segments) {
      const scrubbed = await onDisk(fs, segment.path, async () =>
        scrubSegment(deps, await fs.readFile(segment.path), records),
      );
      if (!scrubbed.ok) return scrubbed;
      if (scrubbed.value === null) continue;
      const { bytes } = scrubbed.value;
      // what is appended next goes into a segment of its own: this file is another one from now on
      if (tail?.segment === segment) await leave(tail);
      const replaced = await onDisk(fs, segment.path, () => replaceFile(fs, segment.path, bytes));
      segment.index = null;
      if (!replaced.ok) return replaced;
      entries += scrubbed.value.entries;
    }
    return ok({ entries });
  };

  return {
    lastSeq: () => lastSeq,
    isStale: () => stale,
    erase: (records) => exclusive(() => erase(records)),
    append: (expectedSeq, entries) => exclusive(() => append(expectedSeq, entries)),
    read: (fromSeq, maxBytes) => exclusive(() => read(fromSeq, maxBytes)),
    close: () => exclusive(async () => (tail === null ? undefined : leave(tail))),
  };
}

function listSegments(folder: string, names: readonly string[]): Segment[] {
  return names
    .flatMap((name): Segment[] => {
      const [, ordinal, firstSeq] = NAME.exec(name) ?? [];
      return ordinal === undefined || firstSeq === undefined
        ? []
        : [{ path: join(folder, name), ordinal: Number(ordinal), firstSeq: Number(firstSeq), index: null }];
    })
    .sort((a, b) => a.ordinal - b.ordinal);
}

const placesOf = (segment: Segment): readonly RecordPlace[] =>
  segment.index === null || segment.index === "unreadable" ? [] : segment.index.places;

function lastNumber(segments: readonly Segment[], tail: Tail | null): number {
  const place = tail?.places.at(-1);
  if (place !== undefined) return place.firstSeq + place.count - 1;
  return (segments.at(-1)?.firstSeq ?? 1) - 1;
}

/** Opens the last segment for appending and cuts off what a crash left torn at its end. */
async function openTail({ fs, key: journalKey, stream }: JournalStreamDeps, segments: Segment[]): Promise<Tail | null> {
  for (let segment = segments.at(-1); segment !== undefined; segment = segments.at(-1)) {
    const bytes = await fs.readFile(segment.path);
    if (bytes.length <= SEGMENT_HEADER_BYTES && openSegmentHeader(journalKey, stream, bytes) === null) {
      // the crash came while it was made: records follow only once the header is on the disk
      await fs.remove(segment.path);
      segments.pop();
      continue;
    }
    const key = openSegmentHeader(journalKey, stream, bytes);
    if (key === null) throw Object.assign(new Error("the journal's last segment does not open"), { code: "EBADMSG" });
    const { places, end } = scanSegment(key, bytes);
    const file = await fs.open(segment.path, "write");
    if (end < bytes.length) await file.truncate(end);
    // what was found may have been written and not yet synced
    await file.sync();
    const index = { key, places: [...places] };
    segment.index = index;
    return { segment, file, key, places: index.places, end };
  }
  return null;
}

async function createSegment(
  { fs, folder, key: journalKey, stream, random }: JournalStreamDeps,
  ordinal: number,
  firstSeq: number,
): Promise<Tail> {
  const path = join(folder, nameOf(ordinal, firstSeq));
  const { header, key } = makeSegmentHeader(journalKey, stream, random);
  const file = await fs.open(path, "create");
  try {
    await file.write(header, 0);
    await file.sync();
    await fs.syncFolder(folder);
  } catch (error) {
    await file.close().catch(() => undefined);
    await fs.remove(path).catch(() => undefined);
    throw error;
  }
  const places: RecordPlace[] = [];
  return { segment: { path, ordinal, firstSeq, index: { key, places } }, file, key, places, end: header.length };
}

/** The record that holds `seq`, or null where it does not open. */
async function readRecord(
  { fs, key: journalKey, stream }: JournalStreamDeps,
  segment: Segment,
  seq: number,
): Promise<{ place: RecordPlace; entries: readonly Json[] } | null> {
  if (segment.index === null) {
    const bytes = await fs.readFile(segment.path);
    const key = openSegmentHeader(journalKey, stream, bytes);
    segment.index = key === null ? "unreadable" : { key, places: [...scanSegment(key, bytes).places] };
  }
  if (segment.index === "unreadable") return null;
  const { key, places } = segment.index;
  const place = findPlace(places, seq);
  if (place === undefined) return null;
  const file = await fs.open(segment.path, "read");
  try {
    const record = openRecord(key, await file.read(place.offset, place.length), 0);
    return record === null ? null : { place, entries: record.entries };
  } finally {
    await file.close();
  }
}

function findPlace(places: readonly RecordPlace[], seq: number): RecordPlace | undefined {
  let low = 0;
  let high = places.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const place = places[middle];
    if (place === undefined) return undefined;
    if (seq < place.firstSeq) high = middle - 1;
    else if (seq >= place.firstSeq + place.count) low = middle + 1;
    else return place;
  }
  return undefined;
}
