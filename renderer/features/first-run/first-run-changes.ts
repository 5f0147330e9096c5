/** The records that a new library begins with: its branch, its first colleague, its code lists, its place. */
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { DEFAULT_CODES } from "#shared/model/default-codes.ts";
import { JURISDICTION_ID, type Jurisdiction } from "#shared/model/house.ts";
import { type Change, create } from "../../db/changes.ts";

export interface LibraryAnswers {
  readonly way: "new" | "join";
  readonly jurisdiction: Jurisdiction;
  readonly library: string;
  readonly branch: string;
  readonly branchCode: string;
  readonly person: string;
  readonly nowMs: number;
  readonly random: RandomBytes;
}

export interface LibraryChanges {
  readonly changes: readonly Change[];
  readonly branch: string | null;
  readonly staff: string | null;
}

/** Whoever joins brings nothing: the library's records come with the first sync. */
export function libraryChanges({ way, jurisdiction, library, branch, branchCode, person, nowMs, random }: LibraryAnswers): LibraryChanges {
  if (way === "join") return { changes: [], branch: null, staff: null };
  const branchId = uuidV7(nowMs, random);
  const staffId = uuidV7(nowMs, random);
  return {
    branch: branchId,
    staff: staffId,
    changes: [
      create("branch", branchId, { name: branch, code: branchCode, workingDays: ["1", "2", "3", "4", "5"], openDays: ["1", "2", "3", "4", "5", "6", "7"] }),
      create("staff", staffId, { name: person, initials: initialsOf(person), role: "admin" }),
      create("setting", JURISDICTION_ID, { name: "jurisdiction", value: jurisdiction }),
      create("setting", "setting-library-name", { name: "library-name", value: library }),
      ...DEFAULT_CODES.map(({ id, values }) => create("code", id, values)),
    ],
  };
}

/** The family name of a Han name, the first letters of a Latin one. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (words.length > 1) return words.map((word) => word.charAt(0).toUpperCase()).join("");
  const [first = ""] = new Intl.Segmenter().segment(name.trim());
  return typeof first === "string" ? first : first.segment;
}
