/** What an import may do to a reader who is already here. */
import * as v from "valibot";

export const ON_MATCH = ["fill", "overwrite", "skip"] as const;

export const rulesSchema = v.object({
  onMatch: v.picklist(ON_MATCH),
  /** Fields that are overwritten although the rest only fills blanks. */
  overwrite: v.array(v.string()),
  /** Fields that are never changed. */
  protect: v.array(v.string()),
  /** A blank cell erases what is here, in fields that are overwritten. */
  blankErases: v.boolean(),
  /** A cell that cannot be read is left out and the rest of its row is written. */
  dropBadCells: v.boolean(),
  /** Same name and phone count as the same reader without asking. */
  samePhoneIsSame: v.boolean(),
});
export type ImportRules = v.InferOutput<typeof rulesSchema>;

export const DEFAULT_RULES: ImportRules = {
  onMatch: "fill",
  overwrite: [],
  protect: [],
  blankErases: false,
  dropBadCells: false,
  samePhoneIsSame: false,
};

export type FieldRule = "fill" | "overwrite" | "protect";

export const fieldRule = (rules: ImportRules, field: string): FieldRule => {
  if (rules.protect.includes(field) || rules.onMatch === "skip") return "protect";
  return rules.onMatch === "overwrite" || rules.overwrite.includes(field) ? "overwrite" : "fill";
};
