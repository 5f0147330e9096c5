/**
 * All readers in memory, packed for one search: card, other ids, names in both scripts, pinyin, initials,
 * telephone tails. The answer depends only on which readers are in it, never on the order they came in.
 */
import type { CharMap } from "#shared/kernel/fold.ts";
import { sameCards } from "#shared/replication/rows/conflict-view.ts";
import type { NameOrder } from "../../platform/worker/reader-list-api.ts";
import type { SearchAnswer, SearchHit, SearchQuery } from "../../platform/worker/worker-api.ts";
import { createLane, isPackedLane, type PackedLane } from "./lane.ts";
import { findSlots, type Lanes, RANKS } from "./matching.ts";
import { slotsByName } from "./name-order.ts";
import { isPackedTexts, type PackedTexts, packTexts, unpackTexts } from "./packed-texts.ts";
import { firstRanked } from "./ranked.ts";
import { isMark, keysOf, MARK, type SearchedReader, withMerged } from "./reader-keys.ts";
import type { Readings } from "./readings.ts";
import { createStrokeKeys, type StrokeKeys } from "./stroke-keys.ts";

export interface SearchIndex {
  readonly size: number;
  /**
   * Adds a reader or replaces what was known of them.
   * @param merged records that were merged into hers: she is found by what they say too
   */
  put(id: string, row: SearchedReader, merged?: readonly SearchedReader[]): void;
  remove(id: string): void;
  query(query: SearchQuery): SearchAnswer;
  /** All ids in order: as names are read, with a surname as a surname, unless it is said. */
  sorted(order?: NameOrder): readonly string[];
  /** The same in steps of some milliseconds; null where somebody was written between two of them. */
  sorting(order?: NameOrder): Generator<undefined, readonly string[] | null>;
  /** Ids of readers who have one card, by what was merged into them too; two or more to a group. */
  sameCards(): readonly (readonly string[])[];
  /** A copy that later changes leave alone. */
  pack(): PackedIndex;
}

/** The index as it is kept between two starts: few long texts, for a hundred thousand short ones load slowly. */
export interface PackedIndex {
  /** By slot; an empty id is a free slot. */
  readonly ids: PackedTexts;
  readonly names: PackedTexts;
  readonly sortKeys: PackedTexts;
  readonly lanes: { readonly [L in keyof Lanes]: PackedLane };
}

/** Whether a kept index is whole; a damaged one must not answer. */
export function isPackedIndex(value: unknown): value is PackedIndex {
  if (
    typeof value !== "object" ||
    value === null ||
    !("ids" in value) ||
    !("names" in value) ||
    !("sortKeys" in value) ||
    !("lanes" in value)
  )
    return false;
  const { ids, names, sortKeys } = value;
  if (!isPackedTexts(ids) || !isPackedTexts(names) || !isPackedTexts(sortKeys)) return false;
  const slots = ids.starts.length;
  if (names.starts.length !== slots || sortKeys.starts.length !== slots) return false;
  const lanes = value.lanes as Partial<Record<string, unknown>> | null; // each is looked at
  return ["codes", "names", "readings"].every((lane) => isPackedLane(lanes?.[lane], slots - 1));
}

export function createSearchIndex(readings: Readings, toSimplified: CharMap, packed?: PackedIndex): SearchIndex {
  const lanes: Lanes = {
    codes: createLane(packed?.lanes.codes),
    names: createLane(packed?.lanes.names),
    readings: createLane(packed?.lanes.readings),
  };
  const ids = packed === undefined ? [] : unpackTexts(packed.ids);
  const names = packed === undefined ? [] : unpackTexts(packed.names);
  const sortKeys = packed === undefined ? [] : unpackTexts(packed.sortKeys);
  const slotById = new Map<string, number>();
  const free: number[] = [];
  for (const [slot, id] of ids.entries()) {
    if (id === "") free.push(slot);
    else slotById.set(id, slot);
  }
  const collator = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });
  const orders = new Map<NameOrder, readonly string[]>();
  /** Rises with every change. */
  let written = 0;
  /** Made when the order of strokes is first asked for, and kept with every change from then on. */
  let strokes: { readonly table: StrokeKeys; readonly keys: string[] } | null = null;

  const strokeKeys = (): readonly string[] => {
    if (strokes === null) {
      const table = createStrokeKeys(names);
      strokes = { table, keys: names.map((name, slot) => table.of(name, sortKeys[slot] ?? "")) };
    }
    return strokes.keys;
  };
  const keysIn = (order: NameOrder): readonly string[] => (order === "strokes" ? strokeKeys() : sortKeys);
  const comparing = (order: NameOrder): ((a: number, b: number) => number) => {
    const keys = keysIn(order);
    return (a, b) => {
      const left = keys[a] ?? "";
      const right = keys[b] ?? "";
      if (left !== right) return left < right ? -1 : 1;
      const [name, other] = [names[a] ?? "", names[b] ?? ""];
      return (name === other ? 0 : collator.compare(name, other)) || ((ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1);
    };
  };
  function* sorting(order: NameOrder): Generator<undefined, readonly string[] | null> {
    const before = written;
    const slots = slotsByName(slotById.values(), keysIn(order), comparing(order));
    while (written === before) {
      const known = orders.get(order);
      if (known !== undefined) return known;
      const step = slots.next();
      if (step.done === true)
        orders.set(
          order,
          step.value.map((slot) => ids[slot] ?? ""),
        );
      else yield;
    }
    return null;
  }

  const write = (slot: number, id: string, name: string, keys: ReturnType<typeof keysOf>): void => {
    ids[slot] = id;
    names[slot] = name;
    sortKeys[slot] = keys.sort;
    lanes.codes.set(slot, keys.codes);
    lanes.names.set(slot, keys.names);
    lanes.readings.set(slot, keys.readings);
    orders.clear();
    written++;
    if (strokes?.table.knows(name) === true) strokes.keys[slot] = strokes.table.of(name, keys.sort);
    else strokes = null;
  };

  return {
    get size() {
      return slotById.size;
    },
    put(id, row, merged = []) {
      const slot = slotById.get(id) ?? free.pop() ?? ids.length;
      slotById.set(id, slot);
      write(
        slot,
        id,
        row.name ?? "",
        withMerged(
          keysOf(row, readings, toSimplified),
          merged.map((other) => keysOf(other, readings, toSimplified)),
        ),
      );
    },
    remove(id) {
      const slot = slotById.get(id);
      if (slot === undefined) return;
      slotById.delete(id);
      free.push(slot);
      write(slot, "", "", { codes: "", names: "", readings: "", sort: "" });
    },
    query({ text, limit, seenToday, order = "reading" }) {
      const found = findSlots(lanes, text, ids.length, toSimplified);
      const seenAt = new Map(seenToday.map((id, index) => [slotById.get(id) ?? -1, index]));
      const notSeen = seenToday.length;
      const compare = comparing(order);
      const best = firstRanked(
        found.byRank,
        limit,
        (a, b) => (seenAt.get(a) ?? notSeen) - (seenAt.get(b) ?? notSeen) || compare(a, b),
      );
      const hits: SearchHit[] = [];
      for (const [index, slots] of best.entries()) {
        const rank = RANKS[index];
        if (rank !== undefined) for (const slot of slots) hits.push({ id: ids[slot] ?? "", rank });
      }
      const exact = found.exact === null ? null : (ids[found.exact] ?? null);
      return { hits, total: found.total, exact };
    },
    sorting: (order = "reading") => sorting(order),
    sorted(order = "reading") {
      const steps = sorting(order);
      for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value ?? [];
    },
    sameCards() {
      const cards: [card: string, id: string][] = [];
      lanes.codes.scan(MARK.card, (slot, text, at) => {
        let end = at + 1;
        while (!isMark(text.charCodeAt(end))) end++;
        cards.push([text.slice(at + 1, end), ids[slot] ?? ""]);
      });
      return sameCards(cards);
    },
    pack: () => ({
      ids: packTexts(ids),
      names: packTexts(names),
      sortKeys: packTexts(sortKeys),
      lanes: { codes: lanes.codes.pack(), names: lanes.names.pack(), readings: lanes.readings.pack() },
    }),
  };
}
