/** The host's log of errors that nobody expected: a few lines without anybody's data, bounded in size. */
import * as v from "valibot";
import { defectSchema } from "./defect.ts";
import { call } from "./define.ts";

const MOST_LINES = 50;

export const logCalls = {
  /** Never an error of the disk: what cannot be written now is kept in memory and written later. */
  "log.append": call(v.object({ defects: v.pipe(v.array(defectSchema), v.maxLength(MOST_LINES)) }))<null>(),
  /** All of it, oldest first, as it is shown to a person before it is saved. */
  "log.read": call(v.object({}))<{ text: string }>(),
};
