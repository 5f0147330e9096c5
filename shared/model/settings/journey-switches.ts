/**
 * The setting of the whole library that says which journeys 分步联络 it makes: none until somebody wants one, so that no
 * library finds a morning's work that it has not asked for.
 */
import * as v from "valibot";
import { line } from "../record.ts";

export const JOURNEYS_ID = "setting-journeys";

const setting = v.pipe(v.array(line), v.maxLength(50));

/** Their names as `shared/outreach/journey.ts` has them; one that only a newer version knows is kept among them. */
export function journeySwitchesOf(value: unknown): readonly string[] {
  const parsed = v.safeParse(setting, value);
  return parsed.success ? parsed.output : [];
}
