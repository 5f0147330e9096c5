import { type Change, edit } from "../../db/write/changes.ts";

/**
 * Whoever was to be told by the call, message or letter of another, and may not be by the time it is made, stands for
 * herself from then on: what is said to the other is not said to her.
 * @param untold recipients
 */
export const untied = (untold: readonly string[]): readonly Change[] =>
  untold.map((id) => edit("recipient", id, { with: null }));
