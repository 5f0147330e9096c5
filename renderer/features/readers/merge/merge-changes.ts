/** What a merge of two records asks about, and what it writes: the join, and of the values whichever were chosen. */
import { comparableValue, type Json } from "#shared/kernel/json.ts";
import { type Reader, reader as readerSpec } from "#shared/model/reader.ts";
import { formerCardName } from "#shared/model/readers/former-card.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { type Change, edit } from "../../../db/write/changes.ts";

export type Merged = Reader & { readonly id: string };

/** Fields with one value; maps are shown united. */
export const SINGLE_FIELDS = Object.entries(readerSpec.fields).flatMap(([field, spec]) =>
  spec.shape === "one" ? [field as keyof Reader] : [],
); // keys of the declaration

/** Fields that both records fill differently, the birth date first. Who wants no contact says so under either record. */
export const differingFields = (mine: Reader, yours: Reader): readonly (keyof Reader)[] =>
  SINGLE_FIELDS.filter(
    (field) =>
      readerSpec.fields[field].merge !== "withdrawn" &&
      mine[field] !== undefined &&
      yours[field] !== undefined &&
      comparableValue(mine[field] as Json) !== comparableValue(yours[field] as Json),
  ).toSorted((a, b) => Number(b === "birthDate") - Number(a === "birthDate")); // field values are JSON

/**
 * @param theirs of the differing fields those in which the second record's value was chosen
 * @param locale names the number of a card that is kept beside the chosen one
 * @returns under which id they are one, and the changes of one act
 */
export function mergeChanges(
  mine: Merged,
  yours: Merged,
  theirs: ReadonlySet<string>,
  locale: string,
): { readonly main: string; readonly changes: readonly Change[] } {
  const { main, op } = joinRecords("reader", mine.id, yours.id);
  const [shown, loser] = main === mine.id ? [mine, yours] : [yours, mine];
  const keepsLoser = (field: string): boolean => (loser === yours) === theirs.has(field);
  const patch: Record<string, unknown> = Object.fromEntries(
    differingFields(mine, yours)
      .filter(keepsLoser)
      .map((field) => [field, loser[field]]),
  );
  // the loser's own card and name go on to mean her by themselves; these would be written over
  if ("card" in patch && shown.card !== undefined)
    patch.otherIds = { [formerCardName(locale, { ...loser.otherIds, ...shown.otherIds })]: shown.card };
  if ("name" in patch && shown.name !== undefined) patch.formerNames = { [shown.name]: true };
  return {
    main,
    changes: [
      { act: "cells", kind: "reader", id: op.id, cells: op.cells },
      ...(Object.keys(patch).length > 0 ? [edit("reader", main, patch)] : []),
    ],
  };
}
