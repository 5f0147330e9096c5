/**
 * Computers that are out. What a removed stream holds behind its number counts as applied and empty, on every
 * device: so vectors go on to mean the same, nobody waits, and the state does not depend on who learned of the
 * removal when. Only removals and admissions in it still count, lest two who remove each other leave two libraries
 * behind.
 */

import type { StreamState } from "../exchange/cursor.ts";
import { isStreamId } from "../files/names.ts";
import type { Entry, StreamId } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import type { Unseen } from "../rows/seen.ts";

export const REMOVAL = "removal";
export const ADMISSION = "admission";

/**
 * What a computer says of others counts though it is out itself, lest two who remove each other leave two libraries
 * behind.
 */
export const countsThoughOut = (kind: string): boolean => kind === REMOVAL || kind === ADMISSION;

export interface Removal {
  readonly stream: StreamId;
  /** The last batch that counts, the start of its hash, and the last entry in it. */
  readonly no: number;
  readonly hash: string;
  readonly seq: number;
  readonly way: "removed" | "retired";
  /** When, on the clock of the desk that did it; null where it does not say. */
  readonly at: number | null;
  /** Ids of the keys that the removals of this stream began. */
  readonly keys: readonly string[];
}

/** By stream: the smallest number, and removed where anybody has removed it. */
export type Removals = ReadonlyMap<StreamId, Removal>;

/** @param rows all records of the kind; one that somebody has deleted counts as before */
export function removalsOf(rows: readonly AnyRow[]): Removals {
  const removals = new Map<StreamId, Removal>();
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const one = readRemoval(row);
    const known = one === null ? undefined : removals.get(one.stream);
    if (one !== null) removals.set(one.stream, known === undefined ? one : bothOf(known, one));
  }
  return removals;
}

function bothOf(a: Removal, b: Removal): Removal {
  const counts = b.no < a.no ? b : a;
  return { ...counts, way: a.way === "removed" ? a.way : b.way, keys: [...a.keys, ...b.keys] };
}

function readRemoval({ stream, no, hash, seq, way, at, key }: AnyRow): Removal | null {
  if (
    typeof stream !== "string" ||
    !isStreamId(stream) ||
    typeof no !== "number" ||
    typeof hash !== "string" ||
    typeof seq !== "number"
  )
    return null;
  if (way !== "removed" && way !== "retired") return null;
  return {
    stream,
    no,
    hash,
    seq,
    way,
    at: typeof at === "number" ? at : null,
    keys: typeof key === "string" ? [key] : [],
  };
}

/**
 * Whether a computer is out and stays out: who was removed and has been given the new code holds the key that its own
 * removal began, and comes back; so does who is retired.
 * @param own its removal; undefined where it is in
 * @param held ids of the keys that it holds
 */
export const staysOut = (own: Removal | undefined, held: readonly string[]): boolean =>
  own?.way === "removed" && !own.keys.some((key) => held.includes(key));

/** Both, for one that is known before the rows say so. */
export function mergedRemovals(a: Removals, b: Removals): Removals {
  const merged = new Map(a);
  for (const [stream, removal] of b) {
    const known = merged.get(stream);
    merged.set(stream, known === undefined ? removal : bothOf(known, removal));
  }
  return merged;
}

/** Whether a batch lies behind the number that counts. */
export const isRefused = (removals: Removals, stream: StreamId, no: number): boolean =>
  no > (removals.get(stream)?.no ?? Number.POSITIVE_INFINITY);

/**
 * Where this computer itself is out: who has heard of it has seen its later batches only as empty ones, and what stands
 * in them is made anew under a new stream, which nobody has seen.
 */
export function unseenOf(removals: Removals, own: StreamId): { readonly unseen?: Unseen } {
  const removal = removals.get(own);
  return removal === undefined ? {} : { unseen: { stream: own, after: removal.seq } };
}

/** What of refused entries counts. */
export const withoutRefused = (entries: readonly Entry[]): readonly Entry[] =>
  entries.map((entry) => ({ ...entry, ops: entry.ops.filter(({ kind }) => countsThoughOut(kind)) }));

/**
 * Whether a stream was applied as if its removal stood elsewhere: then all is to be applied anew, with what is
 * known now. Where the remover stood on another line under the same number, its last entry tells nothing of this one.
 */
function isAmiss(
  removals: Removals,
  stream: StreamId,
  { no, hash, seq, refusedFrom }: Pick<StreamState, "no" | "hash" | "seq" | "refusedFrom">,
): boolean {
  const removal = removals.get(stream);
  if (refusedFrom !== undefined) return refusedFrom !== (removal?.no ?? -1) + 1;
  return (
    removal !== undefined && (no > removal.no || (no === removal.no && hash === removal.hash && seq > removal.seq))
  );
}

/** Whether anything of these streams was. */
export const areAmiss = (
  removals: Removals,
  streams: Readonly<Record<StreamId, Pick<StreamState, "no" | "hash" | "seq" | "refusedFrom">>>,
): boolean => Object.entries(streams).some(([stream, state]) => isAmiss(removals, stream, state));

/**
 * Whether a checkpoint with these streams holds anything that does not count. Where its writer knew of a removal that
 * is not known here, or of one that lies further back, it stands in its rows, and the writer was right.
 */
export const holdsRefused = (
  removals: Removals,
  streams: Readonly<Record<StreamId, Pick<StreamState, "no" | "hash" | "seq" | "refusedFrom">>>,
): boolean =>
  Object.entries(streams).some(([stream, state]) => {
    const removal = removals.get(stream);
    if (removal === undefined) return false;
    return state.refusedFrom !== undefined ? state.refusedFrom > removal.no + 1 : isAmiss(removals, stream, state);
  });

/** The highest epoch that a removal has begun; 1 where none has. */
export const newestEpoch = (rows: readonly AnyRow[]): number =>
  rows.reduce((newest, { epoch }) => (typeof epoch === "number" ? Math.max(newest, epoch) : newest), 1);

const RETIRED_AFTER_MS = 365 * 24 * 60 * 60_000;

/** Nobody has used it for a year: it is proposed to retire it. */
export const isRetirementDue = (lastAt: number | null, now: number): boolean =>
  lastAt !== null && now - lastAt >= RETIRED_AFTER_MS;
