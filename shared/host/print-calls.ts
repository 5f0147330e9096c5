/** Paper: the page itself through the system's dialog, and letters and labels as PDF. */
import * as v from "valibot";
import { printedSheet } from "../outreach/paper/printed-sheet.ts";
import { call } from "./define.ts";

/** Of one run of several files, made by the page. */
const job = v.pipe(v.string(), v.minLength(1), v.maxLength(60));

/** Why there is no PDF. */
export type PdfFault =
  /** In a browser window: none is installed where the program looks for it. */
  | { readonly tag: "no-browser" }
  /** The run was ended meanwhile. */
  | { readonly tag: "cancelled" }
  /** It ended by itself, or refused; `reason` for the log of a person who asks. */
  | { readonly tag: "not-made"; readonly reason: string };

export const printCalls = {
  "print.page": call(v.object({ title: v.pipe(v.string(), v.maxLength(120)) }))<
    null,
    { tag: "cancelled" } | { tag: "unsupported" }
  >(),
  /** One file of a run. What prints is kept for the next file of the same run, a new run ends the one before. */
  "print.pdf": call(v.object({ job, sheet: printedSheet }))<{ bytes: Uint8Array<ArrayBuffer> }, PdfFault>(),
  /** The run is over, or given up: what prints it ends at once, and nothing of it is left. */
  "print.end": call(v.object({ job }))<null>(),
};
