/**
 * The host's own trail: what happened on this computer that nobody at the page may take away. Each look, each export and
 * each file of an outreach as it goes into the journal, each time that the library code was given to a page, each
 * colleague whom it let in without a PIN, each taking of erased records out of the journal. A line is on the disk before
 * what it tells of happens, names the one before it by its hash, and no call removes one.
 *
 * Of a look a line keeps the hash of what stays of it for ever: who, when, where, which fields, why. Whom it was of is
 * left out of the hash: after an erasing that cell is gone from the journal, and the line still finds its look there.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { CodeShown, CodeUsed, Trail as TrailTold } from "#shared/host/trail-calls.ts";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import { canonicalJson, isObject, type Json } from "#shared/kernel/json.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, diskError } from "../disk-errors.ts";
import type { FileSystem } from "../file-system.ts";
import type { Journal } from "../journal.ts";
import { type JournalStream, openJournalStream } from "../journal-stream.ts";

export type TrailFact =
  | { readonly what: "look"; readonly stream: string; readonly seq: number; readonly form: string }
  | { readonly what: "code"; readonly staff: string; readonly epoch: number }
  | { readonly what: "entered"; readonly staff: string }
  | { readonly what: "erase"; readonly records: number };

export interface HostTrail {
  /** Counts once it is on the disk. */
  add(facts: readonly TrailFact[]): Promise<Result<null, DiskError>>;
  /** Reads all of it, proves the chain, and holds its looks against the journal. */
  prove(journal: Pick<Journal, "read">): Promise<Result<TrailTold, DiskError>>;
  /** What is told afterwards goes into the files that stand there then, though it was told before. */
  close(): Promise<void>;
}

export interface TrailDeps {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  readonly key: Uint8Array;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly minFreeBytes: number;
}

type Line = TrailFact & { readonly at: number; readonly link: string };

const SEGMENT_BYTES = 8 * 1024 * 1024;
const READ_BYTES = 4 * 1024 * 1024;
const FIRST_LINK = "";
/** What stays when a reader is erased of a look, of an export, and of a file, letters or labels for the readers of a list. */
const KEPT_CELLS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["reveal", ["fields", "at", "staff", "desk", "reason"]],
  ["outreach-file", ["outreach", "made", "channel", "purpose", "people", "by", "at"]],
]);

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");
const linkOf = (before: string, { link: _, ...line }: Line): string => sha256(`${before}\n${canonicalJson(line)}`);

export function openTrail({ fs, dataFolder, key, random, clock, minFreeBytes }: TrailDeps): HostTrail {
  const folder = join(dataFolder, "trail");
  const exclusive = oneAtATime();
  let opened: { readonly stream: JournalStream; link: string } | null = null;
  /** By stream and number, what this process has written: an append that is tried again is one look. */
  const written = new Map<string, string>();

  const open = async (): Promise<{ readonly stream: JournalStream; link: string }> => {
    if (opened !== null) return opened;
    const stream = await openJournalStream({
      fs,
      folder,
      stream: "trail",
      key,
      random,
      minFreeBytes,
      segmentBytes: SEGMENT_BYTES,
    });
    const last = stream.lastSeq() === 0 ? null : await stream.read(stream.lastSeq(), 1);
    const line = last?.ok === true ? (last.value.entries.at(-1) as Line | undefined) : undefined; // sealed, written only below
    opened = { stream, link: line?.link ?? FIRST_LINK };
    return opened;
  };

  const add = async (facts: readonly TrailFact[]): Promise<Result<null, DiskError>> => {
    const fresh = facts.filter(
      (fact) => fact.what !== "look" || written.get(`${fact.stream}/${fact.seq}`) !== fact.form,
    );
    if (fresh.length === 0) return ok(null);
    try {
      const trail = await open();
      let { link } = trail;
      const lines = fresh.map((fact): Line => {
        const line = { ...fact, at: clock.now(), link: "" };
        link = linkOf(link, line);
        return { ...line, link };
      });
      const appended = await trail.stream.append(trail.stream.lastSeq() + 1, lines);
      if (!appended.ok) {
        // nobody else appends; after a failed sync the next call opens the folder anew
        opened = null;
        await trail.stream.close();
        return appended.error.tag === "journal-mismatch"
          ? { ok: false, error: { tag: "io", code: "EBUSY", name: folder } }
          : { ok: false, error: appended.error };
      }
      trail.link = link;
      for (const fact of fresh) if (fact.what === "look") written.set(`${fact.stream}/${fact.seq}`, fact.form);
      return ok(null);
    } catch (error) {
      return { ok: false, error: await diskError(fs, folder, error) };
    }
  };

  return {
    add: (facts) => exclusive(() => add(facts)),
    prove: async (journal) => {
      const read = await exclusive(async (): Promise<Result<Lines, DiskError>> => {
        try {
          return ok(await readLines((await open()).stream));
        } catch (error) {
          return { ok: false, error: await diskError(fs, folder, error) };
        }
      });
      if (!read.ok) return read;
      const { lines, isWhole } = read.value;
      const looks = new Map(
        lines.flatMap((line) => (line.what === "look" ? [[`${line.stream}/${line.seq}`, line] as const] : [])),
      );
      let missing = 0;
      for (const { stream, seq, form } of looks.values()) {
        const found = await journal.read(stream, seq, 1);
        if (!found.ok && found.error.tag !== "journal-damaged") return { ok: false, error: found.error };
        // a process that ended between line and entry: the page brings the entry again
        if (found.ok && seq > found.value.lastSeq) continue;
        if (!found.ok || lookForm(found.value.entries[0]) !== form) missing += 1;
      }
      const codes = lines.flatMap((line): readonly CodeShown[] =>
        line.what === "code" ? [{ at: line.at, staff: line.staff, epoch: line.epoch }] : [],
      );
      const entered = lines.flatMap((line): readonly CodeUsed[] =>
        line.what === "entered" ? [{ at: line.at, staff: line.staff }] : [],
      );
      return ok({ looks: looks.size, missing, isWhole, codes, entered });
    },
    close: () =>
      exclusive(async () => {
        const left = opened;
        opened = null;
        written.clear();
        await left?.stream.close();
      }),
  };
}

interface Lines {
  readonly lines: readonly Line[];
  /** Every line opens and names the one before it. */
  readonly isWhole: boolean;
}

async function readLines(stream: JournalStream): Promise<Lines> {
  const lines: Line[] = [];
  let isWhole = true;
  let link = FIRST_LINK;
  for (let seq = 1; seq <= stream.lastSeq(); ) {
    const read = await stream.read(seq, READ_BYTES);
    if (!read.ok) {
      if (read.error.tag !== "journal-damaged")
        throw Object.assign(new Error("the trail cannot be read"), { code: "EIO" });
      isWhole = false;
      seq = read.error.nextSeq;
      continue;
    }
    for (const line of read.value.entries as unknown as readonly Line[]) {
      // sealed, written only by `add`
      isWhole &&= linkOf(link, line) === line.link;
      link = line.link;
      lines.push(line);
    }
    seq += read.value.entries.length;
  }
  return { lines, isWhole };
}

/** The looks, exports and files of outreaches in entries that are about to be journaled. */
export const looksIn = (stream: string, entries: readonly unknown[]): readonly TrailFact[] =>
  entries.flatMap((entry): readonly TrailFact[] => {
    const form = lookForm(entry);
    return form === null || !isObject(entry) ? [] : [{ what: "look", stream, seq: Number(entry.seq), form }];
  });

/** The hash of what stays of an entry's looks for ever; null where it holds none. */
function lookForm(entry: unknown): string | null {
  if (!isObject(entry) || !Array.isArray(entry.ops)) return null;
  const looks = entry.ops
    .flatMap((op: unknown) => {
      if (!isObject(op) || !isObject(op.cells)) return [];
      const kept = KEPT_CELLS.get(op.kind);
      return kept === undefined ? [] : [[String(op.id), keptCells(op.cells, kept)] as const];
    })
    .filter(isLook);
  if (looks.length === 0) return null;
  return sha256(canonicalJson([entry.seq, entry.staff, looks]));
}

/** A case number in the place of whom it was of is none. */
const isLook = ([, kept]: readonly [string, Json]): boolean => Object.keys(kept as object).length > 0;

const keptCells = (cells: Readonly<Record<string, unknown>>, kept: readonly string[]): Json =>
  Object.fromEntries(kept.flatMap((cell) => (cell in cells ? [[cell, cells[cell] as Json]] : []))); // of a parsed call, or of the journal
