/**
 * Adds the rows of a list up: one record for each reader, day, kind and main class, in typed columns, so that
 * a million fit. The order of the rows changes nothing but the order of the records.
 */
import { assert } from "../../kernel/assert.ts";
import { dayToNumber, numberToDay } from "../../kernel/day.ts";
import { ACTIVITY_KINDS } from "../../model/activity.ts";
import { longer } from "./longer.ts";
import { MOST_USES, type Use } from "./read-use.ts";

export interface FoldedUse extends Use {
  /** The first row of the file that speaks of it, as the file counts. */
  readonly row: number;
}

export interface FoldedUses {
  /** @returns the place of the record that the use belongs to */
  add(use: Use, row: number): number;
  size(): number;
  at(place: number): FoldedUse;
}

/** Days of the years 1800 to 2200 lie within. */
const DAY_SPAN = 2 ** 18;
const DAY_SHIFT = 2 ** 17;
/** Letters, and hundreds of a decimal scheme; the first stands for none. */
const MOST_CLASSES = 64;

export function createFoldedUses(): FoldedUses {
  const places = new Map<number, number>();
  const classes = createNames();
  const branches = createNames();
  let room = 1024;
  let size = 0;
  let readers = new Uint32Array(room);
  let days = new Int32Array(room);
  let kinds = new Uint8Array(room);
  let classNumbers = new Uint8Array(room);
  let branchNumbers = new Uint16Array(room);
  let quantities = new Uint32Array(room);
  let rows = new Uint32Array(room);

  const grow = (): void => {
    room *= 2;
    readers = longer(readers, new Uint32Array(room));
    days = longer(days, new Int32Array(room));
    kinds = longer(kinds, new Uint8Array(room));
    classNumbers = longer(classNumbers, new Uint8Array(room));
    branchNumbers = longer(branchNumbers, new Uint16Array(room));
    quantities = longer(quantities, new Uint32Array(room));
    rows = longer(rows, new Uint32Array(room));
  };

  return {
    size: () => size,
    add({ who, on, kind, quantity, mainClass, branch }, row) {
      const day = dayToNumber(on);
      const kindNumber = ACTIVITY_KINDS.indexOf(kind);
      const classNumber = classes.numberOf(mainClass);
      assert(classNumber < MOST_CLASSES, "more main classes than any scheme has");
      const key =
        ((who * ACTIVITY_KINDS.length + kindNumber) * MOST_CLASSES + classNumber) * DAY_SPAN + day + DAY_SHIFT;
      const known = places.get(key);
      const branchNumber = branches.numberOf(branch);
      if (known !== undefined) {
        quantities[known] = Math.min(MOST_USES, (quantities[known] ?? 0) + quantity);
        rows[known] = Math.min(rows[known] ?? row, row);
        const other = branches.nameOf(branchNumbers[known] ?? 0);
        // two branches in one day: the smaller id, whichever row comes first
        if (branch !== undefined && (other === undefined || branch < other)) branchNumbers[known] = branchNumber;
        return known;
      }
      if (size === room) grow();
      const place = size++;
      places.set(key, place);
      readers[place] = who;
      days[place] = day;
      kinds[place] = kindNumber;
      classNumbers[place] = classNumber;
      branchNumbers[place] = branchNumber;
      quantities[place] = quantity;
      rows[place] = row;
      return place;
    },
    at(place) {
      assert(place < size, "no such record");
      return {
        who: readers[place] ?? 0,
        on: numberToDay(days[place] ?? 0),
        kind: ACTIVITY_KINDS[kinds[place] ?? 0] ?? "visit",
        quantity: quantities[place] ?? 0,
        mainClass: classes.nameOf(classNumbers[place] ?? 0),
        branch: branches.nameOf(branchNumbers[place] ?? 0),
        row: rows[place] ?? 0,
      };
    },
  };
}

/** Few names, numbered as they come; none has the number 0. */
function createNames(): {
  readonly numberOf: (name: string | undefined) => number;
  readonly nameOf: (number: number) => string | undefined;
} {
  const numbers = new Map<string, number>();
  const names: (string | undefined)[] = [undefined];
  return {
    numberOf(name) {
      if (name === undefined) return 0;
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    nameOf: (number) => names[number],
  };
}
