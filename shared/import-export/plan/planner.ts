/**
 * The dry run over a whole file. Keeps one byte and an id per row and works the rest out again when a
 * page of a bucket is asked for, so that half a million rows fit. Never throws, whatever the rows hold.
 */
import { assert } from "../../kernel/assert.ts";
import type { DraftRow } from "../cells/draft.ts";
import type { FaultyPlace, Mend } from "../cells/problem-groups.ts";
import type { SettledCell } from "../cells/settled-cells.ts";
import { type TableRow, withTexts } from "../table/table.ts";
import { DUPLICATE_GROUPS, type DuplicateGroup, duplicateGroup } from "./duplicate-group.ts";
import { createEarlierRows } from "./earlier-rows.ts";
import type { ImportRules } from "./import-rules.ts";
import { createJoinedRows } from "./joined-rows.ts";
import { BUCKETS, type Bucket, type Decision, type PlannedRow, planRow } from "./plan-row.ts";
import { createRecalledCells, type SettledColumn } from "./recalled-cells.ts";
import { createRowIds, type RowIdsDeps } from "./row-ids.ts";
import { createRowMarks } from "./row-marks.ts";

export interface PlannerDeps
  extends Pick<RowIdsDeps, "kind" | "region" | "toSimplified" | "index" | "derive" | "newId"> {
  readonly rows: readonly TableRow[];
  readonly read: (row: TableRow) => DraftRow;
  readonly rules: ImportRules;
  /** Whether a record (`kind/id`) is erased. */
  readonly isErased?: (key: string) => boolean;
  readonly settled?: readonly SettledColumn[];
  /** What a person has mended and decided so far; kept when the file is planned anew. */
  readonly mended?: Mended;
}

/** By position. */
export interface Mended {
  readonly fixes: Map<number, ReadonlyMap<number, string>>;
  readonly decisions: Map<number, Decision>;
}

export const nothingMended = (): Mended => ({ fixes: new Map(), decisions: new Map() });

export type PlanCounts = Readonly<Record<Bucket, number>> & {
  readonly cells: number;
  /**
   * Of a list whose rows are added up to records: rows that were, and rows that say nothing or that a person has left
   * out.
   */
  readonly folded?: { readonly rows: number; readonly leftOut: number; readonly staying?: number };
};

export interface Planner {
  /** Plans the rows from `from` up to `to`, in order. */
  plan(from: number, to: number): Promise<void>;
  counts(): PlanCounts;
  /** Positions of the rows of a bucket, in the order of the file. */
  positions(bucket: Bucket): readonly number[];
  row(position: number): PlannedRow;
  draft(position: number): DraftRow;
  /** The rows that are not written. */
  faulty(): Iterable<FaultyPlace>;
  /** Puts other texts in place of cells and plans their rows again. */
  fix(mends: readonly Mend[]): Promise<void>;
  decide(positions: readonly number[], decision: Decision): Promise<void>;
  /** Positions of the rows about which a person may say one thing for all. */
  grouped(group: DuplicateGroup): readonly number[];
  /** Decides all of a group, in slices. @param goesOn asked after each; false: the rest stays undecided */
  decideAll(
    group: DuplicateGroup,
    decision: Decision,
    goesOn: (done: number, total: number) => Promise<boolean>,
  ): Promise<void>;
  /** Rows that a person has joined to an earlier one → that one. */
  joined(): ReadonlyMap<number, number>;
  /** Ids of the library's readers of whom the rows speak, or may speak. */
  met(): ReadonlySet<string>;
  /** What a person has mended, to be remembered with the mapping. */
  settledCells(): readonly SettledCell[];
}

const DECIDED_AT_ONCE = 2000;

export function createPlanner({
  rows,
  read,
  index,
  rules,
  kind,
  region,
  toSimplified,
  derive,
  newId,
  isErased = () => false,
  settled = [],
  mended = nothingMended(),
}: PlannerDeps): Planner {
  const buckets = createRowMarks(rows.length, BUCKETS);
  const groups = createRowMarks(rows.length, DUPLICATE_GROUPS);
  const { fixes, decisions } = mended;
  /** Rows that are taken as they were mended the last time. */
  const recalled = createRecalledCells({ columns: settled, derive, readerOf: (id) => index.get(id) });
  const changed = new Map<number, number>();
  const met = new Set<string>();
  const rowAt = (position: number): TableRow => {
    const row = rows[position];
    assert(row !== undefined, "no such row");
    const [fixed, before] = [fixes.get(position), recalled.of(position)?.cells];
    if (before !== undefined)
      return { ...row, cells: withTexts(row.cells, new Map([...before, ...(fixed ?? [])])), marks: {} };
    return fixed === undefined ? row : { ...row, cells: withTexts(row.cells, fixed), marks: {} };
  };

  const earlier = createEarlierRows({ index, read, rowAt });
  const ids = createRowIds({
    kind,
    region,
    toSimplified,
    index,
    derive,
    newId,
    isErased,
    isSeparate: (position) => decisions.get(position) === "separate",
    onFound: (position, draft) => settle(position, plannedAt(position, draft)),
  });

  const plannedAt = (position: number, draft = read(rowAt(position))): PlannedRow => {
    const [first, decision] = [earlier.of(position), decisions.get(position)];
    const { id, reader, erased: gone, isOther } = ids.of(position);
    const { reader: mended, cells: before } = recalled.of(position) ?? {};
    // her other keys come first
    const found = reader ?? (mended !== undefined && index.match(draft).sure.length === 0 ? mended : undefined);
    const planned = planRow({
      kind,
      draft:
        before === undefined
          ? draft
          : {
              ...draft,
              notices: [
                ...draft.notices,
                ...[...before.keys()].map((column) => ({ tag: "mended-before", column }) as const),
              ],
            },
      index,
      rules,
      region,
      ...(first !== undefined && {
        earlier: { ...first, ...(decision === "same" && { reader: joinedRows.readerFor(position, first.position) }) },
      }),
      ...(decision !== undefined && { decision }),
      ...(found !== undefined && { derived: found }),
      ...(gone !== undefined && { erased: gone }),
    });
    if (planned.bucket !== "new" || id === undefined) return planned;
    const tag = index.isGone(id) ? "was-deleted" : isOther ? "number-of-deleted" : null;
    return {
      ...planned,
      readerId: id,
      notices: tag === null ? planned.notices : [...planned.notices, { tag, column: null }],
    };
  };

  const joinedRows = createJoinedRows({
    decisions,
    firstOf: (position) => earlier.of(position)?.position,
    plannedAt: (position) => plannedAt(position),
    readerOf: (id) => index.get(id),
  });

  /** Rows that join a row of this file are told apart only once that has its id. */
  const settleMerged = (): void => {
    joinedRows.forget();
    for (const [position] of joinedRows.pairs()) settle(position, plannedAt(position));
  };

  const settle = (position: number, planned: PlannedRow): void => {
    if (planned.readerId !== null) met.add(planned.readerId);
    buckets.set(position, planned.bucket);
    groups.set(position, duplicateGroup(planned));
    if (planned.bucket === "update") changed.set(position, planned.cells.filter(({ kept }) => kept !== true).length);
    else changed.delete(position);
  };

  /** Plans one row by its keys; answers its draft where it needs a derived id. */
  const planByKeys = (position: number): DraftRow | null => {
    const draft = read(rowAt(position));
    const first = draft.problems.length > 0 && !rules.dropBadCells ? undefined : earlier.find(draft, position);
    const planned = plannedAt(position, draft);
    settle(position, planned);
    if (planned.bucket === "error") return null;
    earlier.claim(draft, position, first?.isOther === true);
    return planned.bucket === "new" ? draft : null;
  };

  const planAgain = async (positions: readonly number[]): Promise<void> => {
    await planAnew(positions);
    settleMerged();
  };

  /** Without the rows that a person has joined to others. */
  const planAnew = async (positions: readonly number[]): Promise<void> => {
    const moved = new Set(positions);
    joinedRows.forget();
    // a faulty row has claimed nothing, and most of those that are planned again are faulty
    if (positions.some((position) => buckets.get(position) !== "error")) earlier.release(moved);
    const fresh: [number, DraftRow][] = [];
    for (const affected of new Set([...moved, ...earlier.dependentsOf(moved)])) {
      earlier.forget(affected);
      ids.forget(affected);
      const draft = planByKeys(affected);
      if (draft !== null) fresh.push([affected, draft]);
    }
    await ids.give(fresh);
  };

  const mendedRow = (position: number, row: TableRow) => ({ position, draft: read(row), fixed: fixes.get(position) });

  /** Takes faulty cells as they were settled the last time. */
  const recall = async (positions: readonly number[]): Promise<void> => {
    const changed = await recalled.recall(positions.map((position) => mendedRow(position, rowAt(position))));
    if (changed.length > 0) await planAgain(changed);
  };

  return {
    async plan(from, to) {
      const fresh: [number, DraftRow][] = [];
      for (let position = from; position < Math.min(to, rows.length); position++) {
        const draft = planByKeys(position);
        if (draft !== null) fresh.push([position, draft]);
      }
      await ids.give(fresh);
      settleMerged();
      if (recalled.isAny) {
        const faulty = Array.from(
          { length: Math.max(0, Math.min(to, rows.length) - from) },
          (_, order) => from + order,
        ).filter((position) => buckets.get(position) === "error");
        await recall(faulty);
      }
    },
    settledCells: () =>
      [...fixes.keys()].flatMap((position) => {
        const row = rows[position];
        return row === undefined ? [] : recalled.toRemember(mendedRow(position, row), plannedAt(position).readerId);
      }),
    counts() {
      const counts = { ...buckets.counts(), cells: 0 };
      for (const cells of changed.values()) counts.cells += cells;
      return counts;
    },
    positions: buckets.positions,
    met() {
      // whoever is on a row that waits is there all the same
      for (const position of [...buckets.positions("duplicate"), ...buckets.positions("error")]) {
        const { sure, likely } = index.match(read(rowAt(position)));
        for (const { id } of [...sure, ...likely]) met.add(id);
      }
      return met;
    },
    joined: () => new Map(joinedRows.pairs()),
    row: (position) => plannedAt(position),
    draft: (position) => read(rowAt(position)),
    *faulty() {
      for (const position of buckets.positions("error")) {
        const { row, problems } = plannedAt(position);
        yield { position, row, problems };
      }
    },
    async fix(mends) {
      for (const { position, column, text } of mends)
        fixes.set(position, new Map([...(fixes.get(position) ?? []), [column, text]]));
      await planAgain(mends.map(({ position }) => position));
    },
    async decide(positions, decision) {
      for (const position of positions) decisions.set(position, decision);
      await planAgain(positions);
    },
    grouped: groups.positions,
    async decideAll(group, decision, goesOn) {
      const positions = groups.positions(group);
      for (let from = 0; from < positions.length; from += DECIDED_AT_ONCE) {
        const slice = positions.slice(from, from + DECIDED_AT_ONCE);
        for (const position of slice) decisions.set(position, decision);
        await planAnew(slice);
        if (!(await goesOn(from + slice.length, positions.length))) break;
      }
      settleMerged();
    },
  };
}
