/**
 * The text from which a new reader's id is derived, so that two desks which import one file make the
 * same records: kind ‖ scheme ‖ key, the key folded as it is compared.
 */
import { type CharMap, foldCode, foldName } from "../../kernel/fold.ts";
import { canonicalJson } from "../../kernel/json.ts";
import { type DraftRow, strongKeys } from "../cells/draft.ts";
import { phoneKey, type Region } from "../cells/parse-phone.ts";

export function derivedKey(draft: DraftRow, region: Region, toSimplified: CharMap): string {
  const [strongest] = strongKeys(draft);
  if (strongest !== undefined) return join(strongest.scheme, foldCode(strongest.key));
  const { name, phones } = draft.values;
  if (phones?.[0] !== undefined)
    return join("phone", phoneKey(phones[0], region), name === undefined ? "" : foldName(name, toSimplified));
  // nothing else tells the reader apart: the row itself is the key
  return join("row", canonicalJson(draft.values));
}

/** Of somebody else with a number that a deleted reader had: no row of the two becomes one with the other's. */
export const derivedKeyOfOther = (key: string, name: string, toSimplified: CharMap): string =>
  [key, "other", foldName(name, toSimplified)].join("\u001f");

const join = (...parts: readonly string[]): string => ["reader", ...parts].join("\u001f");
