/** What the first run leaves to be written once the desk can write. */
import type { Change } from "./changes.ts";

export interface FirstRunResult {
  readonly changes: readonly Change[];
  /** Who is at the desk. */
  readonly staff: string;
}
