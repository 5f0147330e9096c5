/**
 * What a store may answer apart from success. Only `missing` is knowledge: the parent was listed and the
 * name was not in it. Everything else stops the step, and nothing follows from it (R1).
 */
export type StoreError =
  | { readonly tag: "missing" }
  /** The store's own root is not there: share away, stick pulled, folder renamed. */
  | { readonly tag: "no-folder" }
  | Unreadable
  /** No proof either way, with the system's code (EIO, EACCES, ETIMEDOUT …). */
  | { readonly tag: "unknown"; readonly code: string };

/**
 * Something stands under this name that is no file of ours, while the folder around it answers: a folder, a file
 * longer than any of ours, or one that may not be opened. It says nothing of any other name.
 */
export interface Unreadable {
  readonly tag: "unreadable";
  readonly what: "folder" | "too-large" | "refused";
}

export type PutError =
  | Exclude<StoreError, { readonly tag: "missing" | "unreadable" }>
  /** Another content stands under this name; it was not replaced (R2). */
  | { readonly tag: "other-content" }
  | { readonly tag: "read-only" }
  | { readonly tag: "full" };
