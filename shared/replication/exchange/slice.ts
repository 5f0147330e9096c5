/**
 * What a slice of one stream does to a replica: rows, cursor and head together (R7). Pure, so that the
 * database and the simulator's replica do exactly the same. Entries already applied are passed over (applying
 * twice is applying once).
 */

import { type Hlc, receiveHlc, ZERO_HLC } from "../../kernel/hlc.ts";
import { ownersOf } from "../../model/who-is-named.ts";
import { erasedOwners } from "../erasing/arrived-belongings.ts";
import {
  countingEntry,
  isErased,
  type Ledger,
  namedBy,
  newlyNamed,
  type RecordKey,
  speaksOf,
} from "../erasing/ledger.ts";
import { withoutRefused } from "../lines/removals.ts";
import { applyEntry, type Quarantined, type RowStore } from "../rows/apply.ts";
import type { DigestAt } from "../rows/digest.ts";
import type { Entry, Op, StreamId, Vector } from "../rows/entry.ts";
import { quarantinedWithout } from "../rows/forget.ts";
import { type Seen, seenAfter, seenBy, type Unseen } from "../rows/seen.ts";
import { mergeVectors } from "../rows/vector.ts";
import type { Cursor } from "./cursor.ts";

/** Entries of one stream, following those applied, that are applied in one transaction. */
export interface Slice {
  readonly stream: StreamId;
  readonly entries: readonly Entry[];
  /** By number, entries that had seen lines which are excluded, as they count; the journal keeps them as they are. */
  readonly counted?: ReadonlyMap<number, Entry>;
  /** The batch that ends with this slice, if one does. */
  readonly ends?: BatchEnd;
  /** These entries are of a computer that is out, and count as empty: from this batch on, unless it began before. */
  readonly refusedFrom?: number;
  /** Own writes that their authors have not seen, though their vectors say so. */
  readonly unseen?: Unseen;
}

export interface BatchEnd {
  readonly no: number;
  /** First 12 digits of its SHA-256. */
  readonly hash: string;
  /** When it was sealed, on its author's clock. */
  readonly at: number;
  readonly acked?: Vector;
  readonly digest?: DigestAt;
  /** Lowest number that its stream still kept. */
  readonly floor?: number;
  /** It stands for all from this number on, declared lost; with the last entry in them, where that is known. */
  readonly lost?: { readonly first: number; readonly lastSeq: number | null };
}

/** Where the replica itself stands: its last stamp, and how many pulls there were at the last own entry and now. */
export interface ReplicaHead {
  /** The latest stamp used or heard of. */
  readonly hlc: Hlc;
  /** Slices applied so far. */
  readonly pulls: number;
  /** `pulls` at the last own entry. */
  readonly ownPulls: number;
  /** See `ReplicaState`. */
  readonly owesAnew?: true;
}

export const START_HEAD: ReplicaHead = { hlc: ZERO_HLC, pulls: 0, ownPulls: 0 };

export interface SliceResult {
  /** Records touched, and those of them with a conflict now. */
  readonly records: number;
  readonly conflicts: number;
  /** Of each operation that was set aside, the readers whose it is; an empty id where it is no reader's. */
  readonly quarantined: readonly string[];
}

export interface AppliedSlice {
  readonly cursor: Cursor;
  readonly head: ReplicaHead;
  readonly quarantined: readonly Quarantined[];
  readonly result: SliceResult;
  /** Records that the ledger names from now on: their rows go, and whatever else is kept of them. */
  readonly erases: readonly RecordKey[];
  /** Erased records to which something that has come belongs. */
  readonly owners: readonly RecordKey[];
  /** The batch of these entries, where it spoke of what had been erased before, also if it counts as empty. */
  readonly taints: number | null;
}

export interface SliceStart {
  readonly cursor: Cursor;
  readonly head: ReplicaHead;
  readonly nowMs: number;
  /** Of what `askedFor` names in the slice, that which is erased already. */
  readonly ledger: Ledger;
  /** Of the own stream, whose entries come from the journal: it keeps more of them than rows. */
  readonly applyOwn?: (entry: Entry, seen: Seen) => void;
}

export const freshEntries = ({ entries }: Slice, { seq }: Cursor): readonly Entry[] =>
  entries.filter((entry) => entry.seq > seq);

export function runSlice(
  rows: RowStore,
  slice: Slice,
  { cursor, head, nowMs, ledger, applyOwn }: SliceStart,
): AppliedSlice {
  const { stream, ends, refusedFrom } = slice;
  const fresh = freshEntries(slice, cursor);
  const entries = (refusedFrom === undefined ? fresh : withoutRefused(fresh)).map((entry) =>
    countingEntry(entry, ledger),
  );
  const erases = [...new Set(entries.flatMap(({ ops }) => newlyNamed(ops)))];
  const erased: Ledger = erases.length > 0 ? new Set(erases) : NONE;
  const quarantined: Quarantined[] = [];
  let { seen, seq } = cursor;
  let { hlc } = head;
  for (const entry of entries) {
    const other = slice.counted?.get(entry.seq);
    const counted = other === undefined ? entry : { ...other, ops: entry.ops };
    if (applyOwn === undefined) {
      const applied = applyEntry(rows, stream, counted, seen, slice.unseen);
      seen = applied.vector;
      quarantined.push(...applied.quarantined);
    } else {
      seen = seenAfter(seen, counted);
      applyOwn(entry, seenBy(stream, counted, seen));
    }
    seq = entry.seq;
    hlc = applyOwn !== undefined ? entry.hlc : receiveHlc(hlc, entry.hlc, nowMs);
  }
  const aside = quarantinedWithout(quarantined, erased);
  if (ends?.lost !== undefined) seq = Math.max(seq, ends.lost.lastSeq ?? 0);
  const told = mergeVectors(mergeVectors(cursor.told, seen), ends?.acked ?? {});
  const ownPulls = applyOwn === undefined ? head.ownPulls : (entries.at(-1)?.pulls ?? head.ownPulls);
  return {
    cursor: {
      ...cursor,
      ...(ends !== undefined && { no: ends.no, hash: ends.hash, at: ends.at }),
      ...(ends?.digest !== undefined && { digest: ends.digest }),
      ...(ends?.floor !== undefined && ends.floor > (cursor.floor ?? 1) && { floor: ends.floor }),
      ...(ends?.lost !== undefined && { skipped: [...(cursor.skipped ?? []), [ends.lost.first, ends.no] as const] }),
      ...(refusedFrom !== undefined && cursor.refusedFrom === undefined && { refusedFrom }),
      seq,
      seen,
      told,
      ops: (cursor.ops ?? 0) + countOps(entries),
    },
    // whatever came, the next own entry says anew what it has seen
    head: { ...head, hlc, pulls: Math.max(head.pulls, ownPulls) + 1, ownPulls },
    quarantined: aside,
    result: { ...countTouched(rows, entries, erased), quarantined: aside.flatMap(({ op }) => readersOf(rows, op)) },
    erases,
    owners: entries.flatMap(({ ops }) => erasedOwners(ops, ledger)),
    taints: fresh.some((entry) => speaksOf(entry, ledger)) ? (ends?.no ?? cursor.no + 1) : null,
  };
}

const NONE: Ledger = new Set();

/** By the record as it stands, and by what the operation says of it: at least one. */
function readersOf(rows: RowStore, { kind, id, cells }: Op): readonly string[] {
  const owners =
    kind === "reader" ? [`reader/${id}`] : [...ownersOf(kind, rows.get(kind, id) ?? {}), ...ownersOf(kind, cells)];
  const readers = new Set(owners.map(namedBy).flatMap((owner) => (owner.kind === "reader" ? [owner.id] : [])));
  return readers.size === 0 ? [""] : [...readers];
}

export const countOps = (entries: readonly Entry[]): number => entries.reduce((sum, { ops }) => sum + ops.length, 0);

function countTouched(
  rows: RowStore,
  entries: readonly Entry[],
  erased: Ledger,
): Pick<SliceResult, "records" | "conflicts"> {
  const touched = new Map<string, Op>();
  for (const { ops } of entries)
    for (const op of ops) if (!isErased(erased, op)) touched.set(`${op.kind}/${op.id}`, op);
  let conflicts = 0;
  for (const { kind, id } of touched.values()) if (rows.get(kind, id)?.open === 1) conflicts += 1;
  return { records: touched.size, conflicts };
}
