/** How a host call is declared: the schema of its arguments, and the types of its value and its errors. */
import type * as v from "valibot";
import type { Result } from "../kernel/result.ts";

export interface CallSpec<A extends v.GenericSchema = v.GenericSchema, T = unknown, E = unknown> {
  readonly args: A;
  /** Only for the type checker. */
  readonly result?: Result<T, E | CommonError>;
}

/** What any call can meet. */
export type CommonError =
  /** The arguments do not fit the schema: a bug, or not our page. */
  | { readonly tag: "bad-request"; readonly issue: string }
  /**
   * No answer from the host: closed, crashed, or away. `unproved`: somebody answers there, but the page and they do not
   * hold one launch key, as after a new start.
   */
  | { readonly tag: "host-away"; readonly unproved?: true }
  /** The disk refused, with its own code (EACCES, EIO …). */
  | { readonly tag: "io"; readonly code: string; readonly name: string }
  | { readonly tag: "disk-full"; readonly freeBytes: number }
  /** The data folder is not where it was, or may not be entered any more; `code` is the system's. */
  | { readonly tag: "folder-away"; readonly path: string; readonly code: string };

/** @example call(v.object({ path: v.string() }))<Bytes, { tag: "missing" }>() */
export const call =
  <A extends v.GenericSchema>(args: A) =>
  <T, E = never>(): CallSpec<A, T, E> => ({ args });
