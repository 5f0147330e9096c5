/**
 * The dry run over a whole file. Keeps one byte and an id per row and works the rest out again when a
 * page of a bucket is asked for, so that half a million rows fit. Never throws, whatever the rows hold.
 */
import { assert } from "../kernel/assert.ts";
import { hexToBytes } from "../kernel/bytes.ts";
import type { CharMap } from "../kernel/fold.ts";
import { uuidV8 } from "../kernel/ids.ts";
import { canonicalJson } from "../kernel/json.ts";
import { ownersOf } from "../model/named.ts";
import { derivedKey, derivedKeyOfOther } from "./derived-key.ts";
import type { Draft } from "./draft.ts";
import type { OwnKind } from "./own-format.ts";
import type { Region } from "./parse-phone.ts";
import { BUCKETS, type Bucket, type Decision, type PlannedRow, planRow, type RowQuestion, type SharedKey } from "./plan-row.ts";
import type { KnownReader, ReaderIndex } from "./reader-index.ts";
import type { ImportRules } from "./rules.ts";
import type { TableRow } from "./table.ts";

export interface PlannerDeps {
  readonly rows: readonly TableRow[];
  readonly read: (row: TableRow) => Draft;
  readonly index: ReaderIndex;
  readonly rules: ImportRules;
  readonly kind: OwnKind;
  readonly region: Region;
  readonly toSimplified: CharMap;
  /** HMAC under the library id: texts → hex digests. */
  readonly derive: (texts: readonly string[]) => Promise<readonly string[]>;
  /** A fresh id, for a row that shares its derived one with another. */
  readonly newId: () => string;
  /** Whether a record (`kind/id`) is erased. */
  readonly isErased?: (key: string) => boolean;
  /** What a person has mended and decided so far; kept when the file is planned anew. */
  readonly mended?: Mended;
}

/** By position. */
export interface Mended {
  readonly fixes: Map<number, ReadonlyMap<number, string>>;
  readonly decisions: Map<number, Decision>;
}

export const nothingMended = (): Mended => ({ fixes: new Map(), decisions: new Map() });

export type Counts = Readonly<Record<Bucket, number>> & {
  readonly cells: number;
  /** Of a list whose rows are added up to records: rows that were, and rows that say nothing or that a person has left out. */
  readonly folded?: { readonly rows: number; readonly leftOut: number };
};

export interface Planner {
  /** Plans the rows from `from` up to `to`, in order. */
  plan(from: number, to: number): Promise<void>;
  counts(): Counts;
  /** Positions of the rows of a bucket, in the order of the file. */
  positions(bucket: Bucket): readonly number[];
  row(position: number): PlannedRow;
  draft(position: number): Draft;
  /** Puts another text in place of a cell and plans the row again. */
  fix(position: number, column: number, text: string): Promise<void>;
  decide(position: number, decision: Decision): Promise<void>;
}

type Earlier = NonNullable<RowQuestion["earlier"]>;

export function createPlanner({ rows, read, index, rules, kind, region, toSimplified, derive, newId, isErased = () => false, mended = nothingMended() }: PlannerDeps): Planner {
  const buckets = new Uint8Array(rows.length).fill(BUCKETS.length);
  const ids = new Map<number, string>();
  const derived = new Map<number, KnownReader>();
  const earlier = new Map<number, Earlier>();
  const erased = new Map<number, { readonly belongs: boolean }>();
  const others = new Set<number>();
  const { fixes, decisions } = mended;
  const changed = new Map<number, number>();
  /** Key → position of the first row that has it. */
  const claims = new Map<string, number>();
  const idOwners = new Map<string, number>();

  const rowAt = (position: number): TableRow => {
    const row = rows[position];
    assert(row !== undefined, "no such row");
    const fixed = fixes.get(position);
    return fixed === undefined ? row : { ...row, cells: withFixes(row.cells, fixed), marks: {} };
  };

  const plannedAt = (position: number, draft = read(rowAt(position))): PlannedRow => {
    const [first, decision, reader, id, gone] = [earlier.get(position), decisions.get(position), derived.get(position), ids.get(position), erased.get(position)];
    const planned = planRow({
      kind,
      draft,
      index,
      rules,
      ...(first !== undefined && { earlier: first }),
      ...(decision !== undefined && { decision }),
      ...(reader !== undefined && { derived: reader }),
      ...(gone !== undefined && { erased: gone }),
    });
    if (planned.bucket !== "new" || id === undefined) return planned;
    const tag = index.isGone(id) ? "was-deleted" : others.has(position) ? "number-of-deleted" : null;
    return { ...planned, readerId: id, notices: tag === null ? planned.notices : [...planned.notices, { tag, column: null }] };
  };

  const claimed = (draft: Draft): { readonly strong: readonly string[]; readonly weak: readonly string[]; readonly known: boolean } => {
    const [found, other] = index.match(draft).sure;
    const known = found !== undefined && !index.isOther(draft, found);
    // two rows may find one reader by different keys
    const reader = known && other === undefined ? [`reader\n${found.id}`] : [];
    if (draft.id !== undefined) return { strong: [`id\n${draft.id}`, ...reader], weak: [], known };
    const keys = index.keysOf(draft);
    if (keys.strong.length > 0 || keys.weak.length > 0) return { strong: [...keys.strong, ...reader], weak: keys.weak, known };
    return { strong: reader, weak: [`row\n${canonicalJson(draft.values)}`], known };
  };

  const findEarlier = (draft: Draft, position: number): Earlier | undefined => {
    const { strong, weak, known } = claimed(draft);
    const at = (keys: readonly string[]): { readonly owner: number; readonly key: string } | undefined =>
      keys.flatMap((key) => ({ owner: claims.get(key) ?? position, key })).find(({ owner }) => owner < position);
    const same = at(strong);
    if (same !== undefined) return { row: rowAt(same.owner).row, by: sharedKey(same.key) };
    // readers who are told apart by their cards may share name and phone if both are known here
    if (known) return undefined;
    const alike = at(weak);
    return alike === undefined ? undefined : { row: rowAt(alike.owner).row, by: "words" };
  };

  const settle = (position: number, planned: PlannedRow): void => {
    buckets[position] = BUCKETS.indexOf(planned.bucket);
    if (planned.bucket === "update") changed.set(position, planned.cells.filter(({ kept }) => kept !== true).length);
    else changed.delete(position);
  };

  /** Plans one row by its keys; answers its draft where it needs a derived id. */
  const planByKeys = (position: number): Draft | null => {
    const draft = read(rowAt(position));
    const first = draft.problems.length > 0 && !rules.dropBadCells ? undefined : findEarlier(draft, position);
    if (first !== undefined) earlier.set(position, first);
    const planned = plannedAt(position, draft);
    settle(position, planned);
    if (planned.bucket === "error") return null;
    const { strong, weak } = claimed(draft);
    for (const key of [...strong, ...weak]) if (!claims.has(key)) claims.set(key, position);
    return planned.bucket === "new" ? draft : null;
  };

  const idsFrom = async (texts: readonly string[]): Promise<readonly string[]> => (texts.length === 0 ? [] : (await derive(texts)).map((digest) => uuidV8(hexToBytes(digest))));

  /** Whoever was deleted under another name is somebody else: her service records and tasks stay with her. */
  const deriveIds = async (rows: readonly (readonly [number, Draft])[]): Promise<ReadonlyMap<number, string>> => {
    const keys = rows.map(([, draft]) => derivedKey(draft, region, toSimplified));
    const ids = new Map((await idsFrom(keys)).map((id, order) => [rows[order]?.[0] ?? -1, id]));
    const strangers = rows.flatMap(([position, { values }], order) => {
      const isOther = kind === "reader" && values.name !== undefined && index.isGoneAsOther(ids.get(position) ?? "", values.name);
      return isOther ? [{ position, key: derivedKeyOfOther(keys[order] ?? "", values.name ?? "", toSimplified) }] : [];
    });
    for (const [order, id] of (await idsFrom(strangers.map(({ key }) => key))).entries()) {
      const position = strangers[order]?.position ?? -1;
      ids.set(position, id);
      others.add(position);
    }
    return ids;
  };

  const giveIds = async (fresh: readonly (readonly [number, Draft])[]): Promise<void> => {
    const unnamed = fresh.filter(([, { id }]) => id === undefined);
    const derivedIds = await deriveIds(unnamed);
    for (const [position, draft] of fresh) {
      const wanted = draft.id ?? derivedIds.get(position) ?? newId();
      const belongs = ownersOf(kind, draft.values).some(isErased);
      if (belongs || isErased(`${kind}/${wanted}`)) {
        // never dropped without a word, and never brought back without one
        erased.set(position, { belongs });
        if (!belongs && decisions.get(position) === "separate") ids.set(position, newId());
        settle(position, plannedAt(position, draft));
        continue;
      }
      const owner = idOwners.get(wanted);
      const known = index.get(wanted);
      const id = owner !== undefined && owner !== position ? newId() : wanted;
      idOwners.set(id, position);
      if (known === undefined || id !== wanted) ids.set(position, id);
      else if (decisions.get(position) === "separate") ids.set(position, newId());
      else {
        derived.set(position, known);
        settle(position, plannedAt(position, draft));
      }
    }
  };

  const planAgain = async (position: number): Promise<void> => {
    for (const [key, owner] of claims) if (owner === position) claims.delete(key);
    const { row } = rowAt(position);
    const dependents = [...earlier].filter(([, first]) => first.row === row).map(([dependent]) => dependent);
    for (const affected of [position, ...dependents]) {
      earlier.delete(affected);
      derived.delete(affected);
      erased.delete(affected);
      others.delete(affected);
      ids.delete(affected);
      const draft = planByKeys(affected);
      if (draft !== null) await giveIds([[affected, draft]]);
    }
  };

  return {
    async plan(from, to) {
      const fresh: [number, Draft][] = [];
      for (let position = from; position < Math.min(to, rows.length); position++) {
        const draft = planByKeys(position);
        if (draft !== null) fresh.push([position, draft]);
      }
      await giveIds(fresh);
    },
    counts() {
      const counts = { new: 0, update: 0, same: 0, duplicate: 0, error: 0, cells: 0 };
      for (const bucket of buckets) {
        const name = BUCKETS[bucket];
        if (name !== undefined) counts[name]++;
      }
      for (const cells of changed.values()) counts.cells += cells;
      return counts;
    },
    positions: (bucket) => {
      const wanted = BUCKETS.indexOf(bucket);
      return Array.from(buckets.keys()).filter((position) => buckets[position] === wanted);
    },
    row: (position) => plannedAt(position),
    draft: (position) => read(rowAt(position)),
    async fix(position, column, text) {
      fixes.set(position, new Map([...(fixes.get(position) ?? []), [column, text]]));
      await planAgain(position);
    },
    async decide(position, decision) {
      decisions.set(position, decision);
      await planAgain(position);
    },
  };
}

const sharedKey = (key: string): SharedKey => (key.startsWith("card\n") ? "card" : key.startsWith("reader\n") ? "reader" : "number");

export function withFixes(cells: readonly string[], fixed: ReadonlyMap<number, string>): readonly string[] {
  const length = Math.max(cells.length, ...[...fixed.keys()].map((column) => column + 1));
  return Array.from({ length }, (_, column) => fixed.get(column) ?? cells[column] ?? "");
}
