/** The records that a new library begins with: its branch, its first colleague, its code lists, its place. */
import type { Founding } from "#shared/host/device-calls.ts";
import { JURISDICTION_ID, LIBRARY_NAME_ID, USUAL_DAYS } from "#shared/model/house.ts";
import { DEFAULT_CODES } from "#shared/model/settings/default-codes.ts";
import { type Change, create } from "../../db/write/changes.ts";

export const libraryChanges = ({
  branch,
  staff,
  jurisdiction,
  library,
  branchName,
  branchCode,
  person,
}: Founding): readonly Change[] => [
  create("branch", branch, { name: branchName, code: branchCode, ...USUAL_DAYS }),
  create("staff", staff, { name: person, ...initialsOf(person), role: "admin" }),
  create("setting", JURISDICTION_ID, { name: "jurisdiction", value: jurisdiction }),
  create("setting", LIBRARY_NAME_ID, { name: "library-name", value: library }),
  ...DEFAULT_CODES.map(({ id, values }) => create("code", id, values)),
];

/** Of a name of several words; of any other the program knows them, by its pinyin or its beginning. */
function initialsOf(name: string): { readonly initials?: string } {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? { initials: words.map((word) => word.charAt(0).toUpperCase()).join("") } : {};
}
