/**
 * What the host itself has recorded: looks, exports and files of outreaches as they were journaled, each time that the library code was
 * given to a page, and each colleague who came in by it.
 */
import * as v from "valibot";
import { call } from "./define.ts";

export interface CodeShown {
  /** On the host's clock, epoch milliseconds. */
  readonly at: number;
  /** The colleague who was at the desk, as the page said; empty for nobody. */
  readonly staff: string;
  readonly epoch: number;
}

/** In the place of a forgotten PIN. */
export interface CodeUsed {
  /** On the host's clock, epoch milliseconds. */
  readonly at: number;
  /** Whom it let in. */
  readonly staff: string;
}

export interface Trail {
  /** Looks and exports that were chained. */
  readonly looks: number;
  /** Of them those that the journal does not hold any more, or holds otherwise. */
  readonly missing: number;
  /** Whether every line is there and names the one before it. */
  readonly isWhole: boolean;
  /** Oldest first. */
  readonly codes: readonly CodeShown[];
  /** Oldest first. */
  readonly entered: readonly CodeUsed[];
}

export const trailCalls = {
  "trail.prove": call(v.object({}))<Trail>(),
};
