/** What a conflict of values is called, and its values: of a setting its name, and only what differs. */
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { ValueConflict } from "#shared/replication/rows/conflict-view.ts";
import { cellName, cellValue } from "../../../words/record-words.ts";
import { settingName } from "../../../words/setting-name.ts";
import { differenceOf } from "../../../words/setting-words.ts";
import type { Words } from "../../../words/words.ts";

const isOfSetting = (kind: Kind, { place }: ValueConflict): boolean => kind === "setting" && place.field === "value";

export const conflictName = (kind: Kind, conflict: ValueConflict, words: Words): string =>
  isOfSetting(kind, conflict) ? settingName(conflict.id, words.t) : cellName(kind, conflict.place, words);

/** @param plain protected values as they are */
export function valueTexts(kind: Kind, conflict: ValueConflict, plain: boolean, words: Words): (value: Json) => string {
  const { id, place, sides } = conflict;
  if (!isOfSetting(kind, conflict)) return (value) => cellValue(kind, place.field, value, plain, words);
  const values = sides.map(({ value }) => value);
  return differenceOf(id, values, words);
}
