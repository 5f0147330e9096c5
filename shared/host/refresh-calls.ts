/**
 * Files that a library system puts somewhere again and again: where they are is said once by a person; the host looks at
 * them, and gives their bytes to the page. Nothing is ever written there.
 */
import * as v from "valibot";
import { REFRESH_LISTS, type RefreshList } from "../model/settings/refresh-lists.ts";
import { call } from "./define.ts";

const path = v.pipe(v.string(), v.maxLength(1000));
const list = v.picklist(REFRESH_LISTS);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** By list: a file, or a folder that holds it. */
export const refreshPaths = v.partial(v.object({ readers: path, visits: path, loans: path, holds: path }));

export interface ListFile {
  readonly name: string;
  readonly size: number;
  /** Epoch milliseconds, whole. */
  readonly modifiedAt: number;
  /** Its size and time have stood still for as long as a file needs that nobody is writing any more. */
  readonly still: boolean;
}

export interface RefreshLook {
  readonly path: string;
  readonly what: "file" | "folder";
  /** Latest first. */
  readonly files: readonly ListFile[];
}

/** Why there is nothing to look at. */
export type RefreshPlaceFault =
  /** Nobody has said where. */
  | { readonly tag: "no-place" }
  /** Not there, or not to be entered; `code` is the system's. */
  | { readonly tag: "place-away"; readonly path: string; readonly code: string }
  /** A link, a pipe, a device: not followed. */
  | { readonly tag: "not-plain"; readonly path: string };

/** Why a place is not taken. */
export type RefreshChoiceFault =
  | Exclude<RefreshPlaceFault, { readonly tag: "no-place" }>
  | { readonly tag: "cancelled" }
  /** By the end of its name no file that holds a table. */
  | { readonly tag: "no-table"; readonly path: string }
  /** In the data folder, the shared folder, or the folder of backups. */
  | { readonly tag: "own-folder"; readonly path: string };

export interface RefreshNext {
  /** Whose files have changed, in the order of `REFRESH_LISTS`; all that are named where somebody has asked. */
  readonly lists: readonly RefreshList[];
  /** How often somebody outside of the window has asked so far. */
  readonly asked: number;
}

/** What came of a list that was taken without anybody looking on; `asks`: a person has to look at it. */
const cameOfList = v.object({ list, came: v.picklist(["done", "nothing-new", "asks", "failed"]) });
export type CameOfList = Readonly<v.InferOutput<typeof cameOfList>>;

export const refreshCalls = {
  /** By the system's dialog, or where there is none by its path. It stands in the settings from then on. */
  "refresh.choose": call(v.object({ list, what: v.picklist(["file", "folder"]), path: v.nullable(path) }))<
    { readonly path: string; readonly paths: v.InferOutput<typeof refreshPaths> },
    RefreshChoiceFault
  >(),
  "refresh.forget": call(v.object({ list }))<{ readonly paths: v.InferOutput<typeof refreshPaths> }>(),
  "refresh.look": call(v.object({ list }))<RefreshLook, RefreshPlaceFault>(),
  /** A piece of a file as it was seen; `changed`: it is another one by now. */
  "refresh.read": call(
    v.object({ list, name: v.pipe(v.string(), v.maxLength(300)), size: count, modifiedAt: count, from: count }),
  )<{ readonly bytes: Uint8Array<ArrayBuffer> }, RefreshPlaceFault | { readonly tag: "changed" }>(),
  /**
   * Answers when there is something to take, or after a while with nothing; at once where no place is named. Null: the page has just begun, and knows of
   * nothing yet.
   * @param asked as it was answered the last time
   * @param came of the lists of that answer
   */
  "refresh.next": call(v.object({ asked: v.nullable(count), came: v.optional(v.array(cameOfList)) }))<RefreshNext>(),
};
