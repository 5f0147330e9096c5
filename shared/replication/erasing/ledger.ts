/**
 * What the ledger of erased readers does to operations, entries and rows. It is a set of records that only
 * grows, and every desk drops exactly what it names: so the state does not depend on what came first.
 */
import { canonicalJson, type Json } from "../../kernel/json.ts";
import { namedIn } from "../../model/who-is-named.ts";
import { ALIAS, DELETED, type Entry, type Op } from "../rows/entry.ts";
import { opWithout } from "../rows/forget.ts";
import type { RowMeta } from "../rows/row.ts";
import { opFault } from "../rows/validate-op.ts";

export const LEDGER = "erased";
const RECORDS = "records/";

/** `kind/id` */
export type RecordKey = string;
export type Ledger = ReadonlySet<RecordKey>;

interface Named {
  readonly kind: string;
  readonly id: string;
}

export const recordKey = ({ kind, id }: Named): RecordKey => `${kind}/${id}`;

export function namedBy(key: RecordKey): Named {
  const slash = key.indexOf("/");
  return { kind: key.slice(0, slash), id: key.slice(slash + 1) };
}

/** One of the ledger's own rows; its values are of any version. */
export interface LedgerRow extends RowMeta {
  readonly records?: unknown;
  readonly at?: unknown;
  readonly by?: unknown;
  readonly reason?: unknown;
}

/** Whether a record, or an operation on it, is erased. The ledger itself never is. */
export const isErased = (ledger: Ledger, { kind, id }: Named): boolean =>
  kind !== LEDGER && ledger.has(`${kind}/${id}`);

/** The records that some rows of the ledger name, each reader first. */
export const ledgerOf = (rows: Iterable<LedgerRow>): Ledger => new Set([...rows].flatMap(recordsOf));

/** What one row of the ledger names. */
export const recordsOf = ({ id, records }: Pick<LedgerRow, "id" | "records">): readonly RecordKey[] => [
  `reader/${id}`,
  ...(Array.isArray(records) ? records.map(String).filter(isRecord) : []),
];

/** What operations add to the ledger. */
export const newlyNamed = (ops: readonly Op[]): readonly RecordKey[] =>
  ops.flatMap((op) => {
    const { kind, id, cells } = op;
    if (kind !== LEDGER || opFault(op) !== null) return [];
    const records = Object.keys(cells).flatMap((cell) =>
      cell.startsWith(RECORDS) && cells[cell] === true ? [cell.slice(RECORDS.length)] : [],
    );
    return [`reader/${id}`, ...records.filter(isRecord)];
  });

const isRecord = (key: string): boolean => key.indexOf("/") > 0 && !key.startsWith(`${LEDGER}/`);

/** The cells by which a record goes with a reader. */
export const recordCells = (records: Iterable<RecordKey>): Op["cells"] =>
  Object.fromEntries([...records].map((key): readonly [string, Json] => [`${RECORDS}${key}`, true]));

/**
 * What of some operations counts: none on what is erased, nobody erased whom others name, and nothing that would take
 * something out of the ledger.
 */
export function countingOps(ops: readonly Op[], ledger: Ledger): readonly Op[] {
  if (ops.every((op) => op.kind !== LEDGER && !speaksOfAny(op, ledger))) return ops;
  return ops.flatMap((op) =>
    op.kind === LEDGER ? growing(op) : ledger.has(recordKey(op)) ? [] : [opWithout(op, ledger)],
  );
}

/** Whether an operation is on what is erased, or names it. */
const speaksOfAny = (op: Op, ledger: Ledger): boolean =>
  ledger.size > 0 && (isErased(ledger, op) || namedIn(op.kind, op.cells).some((key) => ledger.has(key)));

function growing(op: Op): readonly Op[] {
  const cells = Object.entries(op.cells).filter(
    ([cell, value]) => cell !== DELETED && cell !== ALIAS && value !== null && value !== false,
  );
  if (cells.length === Object.keys(op.cells).length) return [op];
  return cells.length > 0 ? [{ ...op, cells: Object.fromEntries(cells) }] : [];
}

/** An entry as it counts; itself where all of it does. */
export function countingEntry(entry: Entry, ledger: Ledger): Entry {
  const ops = countingOps(entry.ops, ledger);
  return ops === entry.ops ? entry : { ...entry, ops };
}

/** Whether an entry speaks of what is erased. */
export const speaksOf = ({ ops }: Pick<Entry, "ops">, ledger: Ledger): boolean =>
  ops.some((op) => speaksOfAny(op, ledger));

/** An entry without what is erased, as it is kept from then on; itself where it says nothing of it. */
export const scrubbed = <E extends Pick<Entry, "ops">>(entry: E, ledger: Ledger): E =>
  speaksOf(entry, ledger)
    ? { ...entry, ops: entry.ops.flatMap((op) => (isErased(ledger, op) ? [] : [opWithout(op, ledger)])) }
    : entry;

/** Whether two are one entry, perhaps one of them with what was erased and the other without. */
export function isSameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (canonicalJson(a) === canonicalJson(b)) return true;
  if (canonicalJson({ ...a, ops: [] }) !== canonicalJson({ ...b, ops: [] })) return false;
  return isLeftOf(a, b) || isLeftOf(b, a);
}

/** Whether one is what is left of the other without all of which it does not speak. */
function isLeftOf(left: Entry, whole: Entry): boolean {
  const kept = new Set(left.ops.flatMap(spokenOf));
  return (
    canonicalJson(scrubbed(whole, new Set(whole.ops.flatMap(spokenOf).filter((key) => !kept.has(key)))).ops) ===
    canonicalJson(left.ops)
  );
}

const spokenOf = (op: Op): readonly RecordKey[] => [recordKey(op), ...namedIn(op.kind, op.cells)];
