/** Why something written here is not, or not yet, confirmed by the journal. */
export type SaveFailure =
  /** No answer for ten seconds: kept here, not confirmed; forms keep their text. */
  | { readonly tag: "journal-silent" }
  | { readonly tag: "disk-full"; readonly freeBytes: number }
  | { readonly tag: "journal-refused"; readonly reason: string }
  /** The data folder takes nothing: read-only, or its right taken away; `code` is the system's. */
  | { readonly tag: "disk-refused"; readonly code: string }
  /** Kept here, and brought to the journal once the data folder is back. */
  | { readonly tag: "folder-away"; readonly path: string; readonly code: string }
  /** The database was emptied or thrown away: it stands nowhere, unless the journal has it. */
  | { readonly tag: "database-gone" };
