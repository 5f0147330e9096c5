/**
 * The dry run of a list of use. First every row is read and added up, then every record is compared with the
 * library; both in slices. Keeps a byte for each row and a few for each record; faulty rows are read again when
 * somebody asks for them. Never throws, whatever the rows hold.
 */
import { assert } from "../../kernel/assert.ts";
import { bytesToHex, hexToBytes } from "../../kernel/bytes.ts";
import { uuidV8 } from "../../kernel/ids.ts";
import type { Activity } from "../../model/activity.ts";
import { activityKey } from "../../model/activity-key.ts";
import type { Mend } from "../cells/problem-groups.ts";
import type { Problem } from "../cells/problems.ts";
import type { PlanCounts } from "../plan/planner.ts";
import { type TableRow, withTexts } from "../table/table.ts";
import { createFoldedUses, type FoldedUse } from "./fold-uses.ts";
import { longer } from "./longer.ts";
import type { UseReading } from "./read-use.ts";
import type { Who } from "./who.ts";

/** A record of the library under a derived id. */
export type StoredUse = Pick<Activity, "quantity" | "branch"> & { readonly gone?: 1 };

export interface UsePlannerDeps {
  readonly rows: readonly TableRow[];
  readonly read: (row: TableRow) => UseReading;
  readonly who: Who;
  readonly source: string;
  /** HMAC under the library id: texts → hex digests. */
  readonly derive: (texts: readonly string[]) => Promise<readonly string[]>;
  readonly stored: (ids: readonly string[]) => Promise<readonly (StoredUse | undefined)[]>;
  /** Whether a record (`kind/id`) is erased. */
  readonly isErased: (key: string) => boolean;
  /** Cells that a person has mended so far, by position; kept when the file is planned anew. */
  readonly fixes: Map<number, ReadonlyMap<number, string>>;
}

export interface PlannedUse extends FoldedUse {
  readonly id: string;
  /** Whose it is. */
  readonly reader: string;
  /** Quantity of the record that is there; null: there is none. */
  readonly before: number | null;
  /** Its branch is another than that of the record that is there. */
  readonly otherBranch: boolean;
  /** It was deleted here, by undoing an earlier import say, and comes back. */
  readonly comesBack: boolean;
}

export type UseBucket = "new" | "update" | "same";

export interface UsePlanner {
  /** Reads the rows from `from` up to `to`, in order. */
  read(from: number, to: number): void;
  /** How many records the rows have made so far. */
  size(): number;
  /** Compares the records from `from` up to `to` with the library, after all rows were read. */
  compare(from: number, to: number): Promise<void>;
  /** `error` counts rows of the file, the others records. */
  counts(): PlanCounts;
  /** Places of the records of a bucket. */
  places(bucket: UseBucket): readonly number[];
  use(place: number): PlannedUse;
  /** Positions of the rows that cannot be taken. */
  faulty(): readonly number[];
  problems(position: number): readonly Problem[];
  /** Puts other texts in place of faulty rows' cells. */
  fix(mends: readonly Mend[]): Promise<void>;
}

const [UNREAD, TAKEN, LEFT_OUT, FAULTY] = [0, 1, 2, 3];
const [UNSEEN, NEW, BACK, SAME, MORE, ELSEWHERE, MORE_ELSEWHERE, ERASED] = [0, 1, 2, 3, 4, 5, 6, 7];
const STATES: Readonly<Record<UseBucket, readonly number[]>> = {
  new: [NEW, BACK],
  update: [MORE, ELSEWHERE, MORE_ELSEWHERE],
  same: [SAME],
};

export function createUsePlanner({
  rows,
  read,
  who,
  source,
  derive,
  stored,
  isErased,
  fixes,
}: UsePlannerDeps): UsePlanner {
  const rowStates = new Uint8Array(rows.length);
  const rowTotals = [rows.length, 0, 0, 0];
  const folded = createFoldedUses();
  /** Of each record: what becomes of it, its id, the quantity that is there. */
  let states = new Uint8Array(0);
  const totals = [0, 0, 0, 0, 0, 0, 0, 0];
  let ids = new Uint8Array(0);
  let before = new Uint32Array(0);
  /** First rows of records that were erased with their reader. */
  const erased = new Map<number, number>();

  const rowAt = (position: number): TableRow => {
    const row = rows[position];
    assert(row !== undefined, "no such row");
    const fixed = fixes.get(position);
    return fixed === undefined ? row : { ...row, cells: withTexts(row.cells, fixed), marks: {} };
  };

  const take = (position: number): readonly number[] => {
    const row = rowAt(position);
    const reading = read(row);
    const state = reading.tag === "use" ? TAKEN : reading.tag === "left-out" ? LEFT_OUT : FAULTY;
    move(rowTotals, rowStates[position] ?? UNREAD, state);
    rowStates[position] = state;
    return reading.tag === "use" ? reading.uses.map((use) => folded.add(use, row.row)) : [];
  };

  const makeRoom = (): void => {
    if (states.length >= folded.size()) return;
    const room = Math.max(folded.size(), states.length + 1024);
    states = longer(states, new Uint8Array(room));
    ids = longer(ids, new Uint8Array(room * ID_BYTES));
    before = longer(before, new Uint32Array(room));
  };

  const compare = async (places: readonly number[]): Promise<void> => {
    makeRoom();
    const uses = places.map((place) => folded.at(place));
    const digests = await derive(uses.map((use) => activityKey({ ...use, source, reader: who.keyOf(use.who) })));
    const found = digests.map((digest) => uuidV8(hexToBytes(digest)));
    const known = await stored(found);
    for (const [order, place] of places.entries()) {
      const [use, id = "", there] = [uses[order], found[order], known[order]];
      if (use === undefined) continue;
      ids.set(hexToBytes(id.replaceAll("-", "")), place * ID_BYTES);
      before[place] = there === undefined || there.gone === 1 ? 0 : (there.quantity ?? 1);
      const gone = isErased(`activity/${id}`);
      const state = gone ? ERASED : stateOf(use, there);
      move(totals, states[place] ?? UNSEEN, state);
      states[place] = state;
      // never brought back, and never dropped without a word
      if (gone) erased.set(use.row, place);
    }
  };

  const erasedAt = (position: number): boolean =>
    rowStates[position] === TAKEN && erased.size > 0 && erased.has(rowAt(position).row);

  const idOf = (place: number): string => {
    const hex = bytesToHex(ids.subarray(place * ID_BYTES, (place + 1) * ID_BYTES));
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };

  return {
    read(from, to) {
      for (let position = from; position < Math.min(to, rows.length); position++) take(position);
    },
    size: folded.size,
    async compare(from, to) {
      const last = Math.min(to, folded.size());
      await compare(Array.from({ length: Math.max(0, last - from) }, (_, index) => from + index));
    },
    counts() {
      const totalOf = (bucket: UseBucket): number =>
        STATES[bucket].reduce((sum, state) => sum + (totals[state] ?? 0), 0);
      const update = totalOf("update");
      return {
        new: totalOf("new"),
        update,
        same: totalOf("same"),
        kept: 0,
        duplicate: 0,
        error: (rowTotals[FAULTY] ?? 0) + erased.size,
        cells: update,
        folded: { rows: rowTotals[TAKEN] ?? 0, leftOut: rowTotals[LEFT_OUT] ?? 0 },
      };
    },
    places(bucket) {
      const wanted = STATES[bucket];
      const places: number[] = [];
      for (const [place, state] of states.entries()) if (wanted.includes(state)) places.push(place);
      return places;
    },
    use(place) {
      const use = folded.at(place);
      const state = states[place] ?? UNSEEN;
      return {
        ...use,
        id: idOf(place),
        reader: who.personOf(use.who),
        before: state >= SAME ? (before[place] ?? 0) : null,
        otherBranch: state === ELSEWHERE || state === MORE_ELSEWHERE,
        comesBack: state === BACK,
      };
    },
    faulty() {
      const positions: number[] = [];
      for (const [position, state] of rowStates.entries())
        if (state === FAULTY || erasedAt(position)) positions.push(position);
      return positions;
    },
    problems(position) {
      if (erasedAt(position)) return [{ tag: "erased-use", column: null, target: null, value: "" }];
      const reading = read(rowAt(position));
      return reading.tag === "faulty" ? reading.problems : [];
    },
    async fix(mends) {
      // a row that was added up is no longer told apart
      const faulty = mends.filter(({ position }) => rowStates[position] === FAULTY);
      for (const { position, column, text } of faulty)
        fixes.set(position, new Map([...(fixes.get(position) ?? []), [column, text]]));
      const places = [...new Set(faulty.map(({ position }) => position))].flatMap(take);
      await compare([...new Set(places)]);
    },
  };
}

const ID_BYTES = 16;

/** Counting anew with each slice would take longer than the slice. */
function move(counts: number[], from: number, to: number): void {
  counts[from] = (counts[from] ?? 0) - 1;
  counts[to] = (counts[to] ?? 0) + 1;
}

/**
 * The greater quantity counts, and of two branches the smaller id: importing again changes nothing, and the order of
 * two lists neither.
 */
function stateOf({ quantity, branch }: FoldedUse, there: StoredUse | undefined): number {
  if (there === undefined) return NEW;
  if (there.gone === 1) return BACK;
  const more = quantity > (there.quantity ?? 1);
  const elsewhere = branch !== undefined && (there.branch === undefined || branch < there.branch);
  return more ? (elsewhere ? MORE_ELSEWHERE : MORE) : elsewhere ? ELSEWHERE : SAME;
}
