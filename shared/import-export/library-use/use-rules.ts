/** What an import of use has to be told besides its columns. */
import * as v from "valibot";
import { ACTIVITY_KINDS } from "../../model/activity.ts";

export const useRulesSchema = v.object({
  /** What every row is where no column says it. */
  kind: v.nullable(v.picklist(ACTIVITY_KINDS)),
  /**
   * Which system the list comes from; blank: the library's own. Lists of one source that speak of the same day
   * do not add up: the greater count is taken. Lists of two sources do.
   */
  source: v.pipe(v.string(), v.maxLength(80)),
});
export type UseRules = v.InferOutput<typeof useRulesSchema>;

export const NO_USE_RULES: UseRules = { kind: null, source: "" };
