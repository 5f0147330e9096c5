/**
 * A checkpoint: the whole state at a vector, in parts, and the manifest that binds them together. Here are
 * the bodies as pure data. What is read may be hostile: every check gives a typed error, and members that this
 * version does not know are passed over.
 */
import { type Hlc, isHlc } from "../../kernel/hlc.ts";
import { isObject } from "../../kernel/json.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { OpenError } from "../../kernel/sealed.ts";
import type { Cursor } from "../exchange/cursor.ts";
import type { StateCursors } from "../exchange/ports.ts";
import { isStreamId, MAX_BATCH_NO, MAX_PART, shortHash } from "../files/names.ts";
import { announce, parseDigest } from "../files/parse-digest.ts";
import { isCount, isHash, isHashStart, isShallow } from "../files/wire-checks.ts";
import type { DigestAt } from "../rows/digest.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";
import { type StateRow, takeStateRow } from "./state-row.ts";

export interface StatePart {
  /** SHA-256 of the whole file, 64 hex digits. */
  readonly hash: string;
  readonly records: number;
}

export interface Checkpoint {
  /** When it was made, on its writer's clock. */
  readonly at: number;
  readonly cursors: StateCursors;
  /** Per stream the whole hash of its last batch: the batch that follows names it. */
  readonly hashes: Readonly<Record<StreamId, string>>;
  readonly parts: readonly StatePart[];
  /** From this part on, rows come a second time: they have been changed while the parts before were made. */
  readonly again: number;
  /** Rows by kind, deleted ones too. */
  readonly records: Readonly<Record<string, number>>;
  /** Null where its form is not known here. */
  readonly digest: DigestAt | null;
}

export const recordCount = ({ parts }: Pick<Checkpoint, "parts">): number =>
  parts.reduce((sum, { records }) => sum + records, 0);

/** Streams by their place in `names`: a vector of every stream for every stream would not fit otherwise. */
type PackedVector = readonly (readonly [stream: number, no: number, hash: string, seq: number])[];

export function manifestText({ at, cursors, hashes, parts, again, records, digest }: Checkpoint): string {
  const names: StreamId[] = [];
  const places = new Map<StreamId, number>();
  const place = (stream: StreamId): number => {
    const known = places.get(stream);
    if (known !== undefined) return known;
    places.set(stream, names.length);
    return names.push(stream) - 1;
  };
  const pack = (vector: Vector, without: Vector = {}): PackedVector =>
    Object.entries(vector)
      .filter(([stream, applied]) => !isSame(applied, without[stream]))
      .map(([stream, { no, hash, seq }]) => [place(stream), no, hash, seq]);
  const streams = Object.entries(cursors.streams).map(
    ([stream, { no, seq, at: sealedAt, ops, seen, told, floor, skipped, refusedFrom }]) => [
      place(stream),
      no,
      hashes[stream] ?? "",
      seq,
      sealedAt,
      ops ?? 0,
      pack(seen),
      pack(told, seen),
      floor ?? 1,
      skipped ?? [],
      refusedFrom ?? 0,
    ],
  );
  return JSON.stringify({
    at,
    hlc: cursors.hlc,
    names,
    streams,
    parts: parts.map(({ hash, records: count }) => [hash, count]),
    again,
    records,
    digest: digest === null ? null : announce(digest),
  });
}

const isSame = (a: Applied, b: Applied | undefined): boolean => a.no === b?.no && a.hash === b.hash && a.seq === b.seq;

export function parseManifest(text: string): Result<Checkpoint, OpenError> {
  const value = parseShallow(text);
  if (!isObject(value)) return malformed("manifest");
  const { at, hlc, names, streams, parts, again, records, digest } = value;
  if (!isCount(at, 0) || typeof hlc !== "string" || !isHlc(hlc)) return malformed("manifest time");
  if (!isList(names, isName)) return malformed("manifest names");
  if (!isList(streams, (stream) => isPackedStream(stream, names.length))) return malformed("manifest streams");
  if (!isList(parts, isPart) || parts.length > MAX_PART + 1) return malformed("manifest parts");
  if (!isCount(again, 0, parts.length)) return malformed("manifest again");
  if (!isObject(records) || !Object.values(records).every((count) => isCount(count, 0)))
    return malformed("manifest records");
  const read = readStreams(names, streams as readonly PackedStream[], hlc); // isPackedStream has looked at each
  return ok({
    at,
    ...read,
    parts: parts.map(([hash, count]) => ({ hash, records: count })),
    again,
    records: records as Checkpoint["records"], // each was checked above
    digest: parseDigest(digest),
  });
}

type PackedStream = readonly [
  stream: number,
  no: number,
  hash: string,
  seq: number,
  at: number,
  ops: number,
  seen: PackedVector,
  told: PackedVector,
  floor?: number,
  skipped?: readonly (readonly [number, number])[],
  refusedFrom?: number,
];

function readStreams(
  names: readonly StreamId[],
  packed: readonly PackedStream[],
  hlc: Hlc,
): Pick<Checkpoint, "cursors" | "hashes"> {
  const unpack = (vector: PackedVector): Vector =>
    Object.fromEntries(vector.map(([stream, no, hash, seq]) => [names[stream] ?? "", { no, hash, seq }]));
  const streams: Record<StreamId, Cursor> = {};
  const hashes: Record<StreamId, string> = {};
  for (const [place, no, hash, seq, at, ops, seen, told, floor = 1, skipped = [], refusedFrom = 0] of packed) {
    const stream = names[place] ?? "";
    const seenVector = unpack(seen);
    hashes[stream] = hash;
    streams[stream] = {
      no,
      hash: shortHash(hash),
      seq,
      at,
      ops,
      seen: seenVector,
      told: { ...seenVector, ...unpack(told) },
      floor,
      ...(skipped.length > 0 && { skipped }),
      ...(refusedFrom > 0 && { refusedFrom }),
    };
  }
  return { cursors: { hlc, streams }, hashes };
}

/** The body of a part. */
export const partText = (rows: readonly string[]): string => `[${rows.join(",")}]`;

/** One row as it stands in a part. */
export const rowText = (row: StateRow): string => JSON.stringify(row);

export function parsePart(text: string): Result<readonly StateRow[], OpenError> {
  const value = parseShallow(text);
  if (!Array.isArray(value)) return malformed("part");
  const rows: StateRow[] = [];
  for (const item of value) if (!takeStateRow(item, rows)) return malformed("row");
  return ok(rows);
}

function parseShallow(text: string): unknown {
  if (!isShallow(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isList<T>(value: unknown, fits: (item: unknown) => item is T): value is readonly T[];
function isList(value: unknown, fits: (item: unknown) => boolean): value is readonly unknown[];
function isList(value: unknown, fits: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(fits);
}

const isName = (value: unknown): value is StreamId => typeof value === "string" && isStreamId(value);

const isPart = (value: unknown): value is readonly [hash: string, count: number] =>
  Array.isArray(value) && value.length === 2 && isHash(value[0]) && isCount(value[1], 0);

const isPackedStream = (value: unknown, names: number): boolean =>
  Array.isArray(value) &&
  value.length >= 8 &&
  isCount(value[0], 0, names - 1) &&
  isCount(value[1], 1, MAX_BATCH_NO) &&
  isHash(value[2]) &&
  [value[3], value[4], value[5]].every((count) => isCount(count, 0)) &&
  (value[8] === undefined || isCount(value[8], 1, MAX_BATCH_NO)) &&
  (value[9] === undefined ||
    isList(
      value[9],
      (range) =>
        Array.isArray(range) &&
        range.length === 2 &&
        isCount(range[0], 1, MAX_BATCH_NO) &&
        isCount(range[1], range[0], MAX_BATCH_NO),
    )) &&
  (value[10] === undefined || isCount(value[10], 0, MAX_BATCH_NO)) &&
  [value[6], value[7]].every((vector) => isList(vector, (item) => isPackedApplied(item, names)));

const isPackedApplied = (value: unknown, names: number): boolean =>
  Array.isArray(value) &&
  value.length === 4 &&
  isCount(value[0], 0, names - 1) &&
  isCount(value[1], 0, MAX_BATCH_NO) &&
  isHashStart(value[2]) &&
  isCount(value[3], 0);

const malformed = (what: string): { readonly ok: false; readonly error: OpenError } => err({ tag: "malformed", what });
