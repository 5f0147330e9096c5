/**
 * The trial: invented readers in a data folder of their own. It is entered from a desk that has no library yet, behind
 * the same window; the page is loaded again and finds the other desk. Who leaves it deletes it.
 */
import * as v from "valibot";
import { call } from "./define.ts";

const page = v.optional(v.string());

/** The folder of the trial holds something that no trial has written. */
export interface NotATrial {
  readonly tag: "not-a-trial";
  readonly path: string;
}

/** Entered where a library is, or in the trial itself; left where none is. */
export interface NotHere {
  readonly tag: "not-here";
}

export const trialCalls = {
  "trial.enter": call(v.object({ page }))<null, NotHere | NotATrial | { readonly tag: "trial-in-use" }>(),
  /**
   * From here on the trial is over, whatever happens, and its folder goes; what cannot go now does at the next start.
   * `end`: it was started by itself, and the program ends with it.
   */
  "trial.leave": call(v.object({ page }))<{ readonly next: "desk" | "end" }, NotHere | NotATrial>(),
};
