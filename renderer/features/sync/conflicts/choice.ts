/** What a person chose for one conflict before deciding, and the change that it becomes. */
import { assertNever } from "#shared/kernel/assert.ts";
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import {
  bothValues,
  type Conflict,
  decide,
  decideDeletion,
  decideMerges,
  type ValueConflict,
} from "#shared/replication/rows/conflict-view.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { Change } from "../../../db/write/changes.ts";

/** Number of a side, or both in one. Of a deletion: 0 keeps the record, 1 deletes it. */
export type ChosenSide = number | "both";

export const conflictKey = (conflict: Conflict): string =>
  `${conflict.id}/${conflict.tag === "values" ? conflict.cell : `.${conflict.tag}`}`;

/** Differs when other writes stand against each other, though in the same cell. */
export const conflictToken = (conflict: Conflict): string => {
  const writes = conflict.tag === "deleted" ? conflict.deletions : conflict.sides;
  return [conflictKey(conflict), ...writes.map(({ by: [stream, seq] }) => `${stream}-${seq}`)].join(" ");
};

/** The value in use, and of a deletion the record itself, until somebody decides. */
export const usualChoice = (conflict: Conflict): ChosenSide =>
  conflict.tag === "deleted"
    ? 0
    : Math.max(
        0,
        conflict.sides.findIndex(({ inUse }) => inUse),
      );

/** Whether the choice can be made here. */
export function canChoose(conflict: Conflict, choice: ChosenSide): boolean {
  if (conflict.tag === "deleted") return choice === 0 || choice === 1;
  if (conflict.tag === "merges")
    return choice === "both"
      ? conflict.sides.filter(({ into }) => into !== null).length > 1
      : choice < conflict.sides.length;
  return choice === "both" ? bothOf(conflict) !== null : choice < conflict.sides.length;
}

/** Both values in one, or null where that has no sense. */
export const bothOf = (conflict: ValueConflict): Json => bothValues(conflict.sides, holdsLines(conflict));

/** Whether a field takes a text of several lines: only then can two texts follow one another in it. */
export const holdsLines = ({ kind, place, sides }: ValueConflict): boolean =>
  sides.every(({ value }) => typeof value === "string") && fitsField(kind, place.field, "x".repeat(2000));

/** A value that a person can type: a text, or one that is empty on some side. */
export const isTypable = (conflict: Conflict): conflict is ValueConflict =>
  conflict.tag === "values" &&
  conflict.place.shape !== "set" &&
  conflict.sides.every(({ value }) => value === null || typeof value === "string") &&
  conflict.sides.some(({ value }) => value !== null);

/** @param firstOf whoever somebody is merged into by now */
export function changesFor(conflict: Conflict, choice: ChosenSide, firstOf: (id: string) => string): readonly Change[] {
  switch (conflict.tag) {
    case "deleted":
      return [asChange(decideDeletion(conflict, choice !== 1))];
    case "merges":
      return decideMerges(conflict, choice, firstOf).map(asChange);
    case "values":
      return [
        asChange(decide(conflict, choice === "both" ? bothOf(conflict) : (conflict.sides[choice]?.value ?? null))),
      ];
    default:
      return assertNever(conflict);
  }
}

export const handChange = (conflict: ValueConflict, value: string | null): Change => asChange(decide(conflict, value));

const asChange = ({ kind, id, cells }: Op): Change => ({ act: "cells", kind: kind as Kind, id, cells }); // conflicts come from tables of known kinds
