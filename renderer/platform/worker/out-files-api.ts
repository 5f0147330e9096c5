/** What the page asks of its worker for files that go out of the house to readers, and for what comes back of them. */
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { Result } from "#shared/kernel/result.ts";

export interface OutTable {
  readonly header: readonly string[];
  /** A text stays a text: ids and phones stay whole, and nothing is a formula. */
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface PackedFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

export interface OutFilesApi {
  table(table: OutTable, format: "xlsx" | "csv"): Promise<Uint8Array<ArrayBuffer>>;
  /** As one ZIP, in their order; texts in UTF-8. */
  pack(files: readonly PackedFile[]): Promise<Uint8Array<ArrayBuffer>>;
  /** A list as it came back, in any form that an import reads. */
  read(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<ReturnedTable, FileFailure>>;
}

export interface ReturnedTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}
