/**
 * The digest of a state: per kind the number of records and the sum of the hashes of their canonical
 * lines. Equal on every device that has applied the same entries, whatever the order: it covers shown
 * values and open siblings, nothing that depends on arrival or that a sweep may drop. Being a sum, it
 * follows a change without looking at other rows. Digests are compared, never adopted.
 */
import { canonicalJson } from "../../kernel/json.ts";
import { fieldSpec } from "../../model/kinds.ts";
import type { StreamId } from "./entry.ts";
import { cellsOf, frontierOf, isMeta } from "./merge-cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";

export interface TableDigest {
  /** Records that are shown and have a value. */
  readonly records: number;
  /** Sum of the SHA-256 of their lines: eight numbers modulo 2^32, as 64 hex digits. */
  readonly sum: string;
}

/** By kind; a kind without records is absent. */
export type StateDigest = Readonly<Record<string, TableDigest>>;

/** A digest and the state it is of. */
export interface DigestAt {
  /** Last applied entry of every stream, the own one too; streams without any are absent. */
  readonly at: Readonly<Record<StreamId, number>>;
  /** Operations that were set aside: who knows other fields sets aside others, and may show another state. */
  readonly aside: number;
  readonly tables: StateDigest;
}

/** SHA-256 of a text's UTF-8. Not a promise: it runs inside database transactions. */
export type HashText = (text: string) => Uint8Array;

export interface RowChange {
  readonly kind: string;
  readonly before: AnyRow | undefined;
  readonly after: AnyRow | undefined;
}

/** The canonical text of a record; null for one that is deleted or has no value. */
export function digestLine(kind: string, row: AnyRow): string | null {
  if (row.gone === 1) return null;
  return row.f === undefined ? freshLine(kind, row) : touchedLine(kind, row);
}

/** Of a record that only one write has made: the same text by a shorter way, for an import makes nothing else. */
function freshLine(kind: string, row: AnyRow): string | null {
  const cells: (readonly [cell: string, text: string])[] = [];
  for (const field in row) {
    const value = row[field];
    if (isMeta(field) || value === undefined || value === null || value === false) continue;
    const shape = typeof value === "object" ? fieldSpec(kind, field).shape : "one";
    if (shape === "set" && Array.isArray(value))
      for (const element of value) cells.push([`${field}/${String(element)}`, "true"]);
    else if (shape === "map")
      for (const [key, item] of Object.entries(value)) cells.push([`${field}/${key}`, canonicalJson(item)]);
    else cells.push([field, typeof value === "object" ? canonicalJson(value) : JSON.stringify(value)]);
  }
  const kept = cells.filter(([, text]) => text !== "null" && text !== "false").sort(([a], [b]) => (a < b ? -1 : 1));
  return kept.length === 0
    ? null
    : `[${JSON.stringify(kind)},${JSON.stringify(row.id)},[${kept.map(([cell, text]) => `[${JSON.stringify(cell)},[${text}]]`).join(",")}]]`;
}

function touchedLine(kind: string, row: AnyRow): string | null {
  const cells = cellsOf(kind, row)
    .map((cell) => [cell, frontierOf(kind, row, cell).toSorted(byStamp)] as const)
    .filter(([, writes]) => writes.some(({ v }) => v !== null && v !== false))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, writes]) => [cell, writes.map(({ v = null }) => v)]);
  return cells.length === 0 ? null : canonicalJson([kind, row.id, cells]);
}

/** Made-anew entries keep their stamp's time, so even one stream may have two of one time. */
const byStamp = ({ by: a }: FrontierWrite, { by: b }: FrontierWrite): number =>
  a[2] !== b[2] ? (a[2] < b[2] ? -1 : 1) : a[0] !== b[0] ? (a[0] < b[0] ? -1 : 1) : a[1] - b[1];

/** Digest of all rows, from nothing. */
export function digestOf(rows: Iterable<readonly [kind: string, row: AnyRow]>, hash: HashText): StateDigest {
  const sums = new Sums({}, hash);
  for (const [kind, row] of rows) sums.count(kind, row, 1);
  return sums.digest();
}

/** The digest after some rows have changed. */
export function changeDigest(before: StateDigest, changes: Iterable<RowChange>, hash: HashText): StateDigest {
  const sums = new Sums(before, hash);
  for (const change of changes) {
    if (change.before !== undefined) sums.count(change.kind, change.before, -1);
    if (change.after !== undefined) sums.count(change.kind, change.after, 1);
  }
  return sums.digest();
}

/** Kinds in which two digests differ, in order. */
export const differingKinds = (a: StateDigest, b: StateDigest): readonly string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((kind) => a[kind]?.records !== b[kind]?.records || a[kind]?.sum !== b[kind]?.sum)
    .sort();

/** Whether both stand at exactly the same entries, and set aside as many of them. */
export const isSamePlace = (a: Omit<DigestAt, "tables">, b: Omit<DigestAt, "tables">): boolean =>
  a.aside === b.aside && canonicalJson(a.at) === canonicalJson(b.at);

class Sums {
  readonly #tables: Map<string, { records: number; sum: Uint32Array }>;

  constructor(
    before: StateDigest,
    readonly hash: HashText,
  ) {
    this.#tables = new Map(
      Object.entries(before).map(([kind, { records, sum }]) => [kind, { records, sum: wordsOf(sum) }]),
    );
  }

  count(kind: string, row: AnyRow, times: 1 | -1): void {
    const line = digestLine(kind, row);
    if (line === null) return;
    const table = this.#tables.get(kind) ?? { records: 0, sum: new Uint32Array(WORDS) };
    this.#tables.set(kind, table);
    table.records += times;
    const bytes = this.hash(line);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < WORDS; i++) table.sum[i] = (table.sum[i] ?? 0) + times * view.getUint32(i * 4);
  }

  digest(): StateDigest {
    const kept = [...this.#tables].filter(([, { records, sum }]) => records !== 0 || sum.some((word) => word !== 0));
    return Object.fromEntries(
      kept.map(([kind, { records, sum }]) => [
        kind,
        { records, sum: [...sum].map((word) => word.toString(16).padStart(8, "0")).join("") },
      ]),
    );
  }
}

const WORDS = 8;

const wordsOf = (sum: string): Uint32Array =>
  Uint32Array.from({ length: WORDS }, (_, i) => Number.parseInt(sum.slice(i * 8, i * 8 + 8), 16));
