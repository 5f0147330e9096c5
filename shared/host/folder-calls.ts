/** A data folder that vanished under a running desk, made anew at its path from what host and window hold. */
import * as v from "valibot";
import { call } from "./define.ts";
import type { LeaseLost } from "./journal-calls.ts";

/** Something stands at the path: the folder itself again, or another one, which is never written into. */
export interface FolderStands {
  readonly tag: "folder-stands";
  readonly path: string;
}

/** The journal does not hold all that the window had. */
export interface FolderNotWhole {
  readonly tag: "not-whole";
  readonly lastSeq: number;
}

/** Sent by the page that holds the lease, and by no other. */
const page = v.optional(v.string());

export const folderCalls = {
  /**
   * Makes the folder anew, with an empty journal, where none stands. The page then appends its log from number 1.
   * Asked again after an error it goes on.
   */
  "folder.rebuild": call(v.object({ lastSeq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)), page }))<
    null,
    LeaseLost | FolderStands | { readonly tag: "no-library" }
  >(),
  /** The journal is whole again, which the host checks; with `anyway` a person goes on without what is missing. */
  "folder.rebuilt": call(v.object({ anyway: v.optional(v.boolean()), page }))<null, LeaseLost | FolderNotWhole>(),
};
