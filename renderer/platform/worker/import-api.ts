/** What the page asks of its worker to import a file: open, map, check, fix, write, take back. */

import type { SaveFailure } from "#shared/host/save-failure.ts";
import type { ProblemChoice, ProblemGroup } from "#shared/import-export/cells/problem-groups.ts";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { ColumnInfo, Mapping } from "#shared/import-export/columns/mapping.ts";
import type { DaysReached } from "#shared/import-export/library-use/days-reached.ts";
import type { Holds } from "#shared/import-export/library-use/holds.ts";
import type { UseMapping } from "#shared/import-export/library-use/use-mapping.ts";
import type { PlannedUse } from "#shared/import-export/library-use/use-planner.ts";
import type { UseRules } from "#shared/import-export/library-use/use-rules.ts";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import type { DuplicateGroup } from "#shared/import-export/plan/duplicate-group.ts";
import type { ImportRules } from "#shared/import-export/plan/import-rules.ts";
import type { Bucket, Decision, PlannedRow } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { Delimiter } from "#shared/import-export/table/detect-table.ts";
import type { Encoding, EncodingGuess } from "#shared/import-export/table/encoding.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";

/** What a person may set differently from what was found in the file. */
export interface ParseOptions {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly sheet?: string;
  /** Row of the column names, counted from 0; -1: there is none. */
  readonly headerRow?: number;
  readonly holds?: Holds;
}

export interface FilePreview {
  readonly name: string;
  readonly bytes: number;
  readonly format: "delimited" | "workbook" | "json";
  readonly encoding: Encoding | null;
  readonly guess: EncodingGuess | null;
  readonly delimiter: Delimiter | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly headerRow: number;
  /** First rows as they stand. */
  readonly head: readonly (readonly string[])[];
  /** Rows below the column names that hold something. */
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly fingerprint: string;
  /** What the list is taken for; its other mapping and rules are only suggestions. */
  readonly holds: Holds;
  readonly mapping: Mapping;
  readonly rules: ImportRules;
  readonly useMapping: UseMapping;
  readonly useRules: UseRules;
  /** Mapping and rules were settled in an earlier import of such a file. */
  readonly remembered: boolean;
  /** The file is an export of this program: nothing is to be mapped. */
  readonly own: { readonly kind: OwnKind; readonly masked: boolean } | null;
}

/** A value of a column that refers to a list, and what it is taken for. */
export interface ColumnValueCount {
  readonly value: string;
  readonly count: number;
  /** Code, or null where nothing fits yet; blank where the value says that nothing is known. */
  readonly fits: string | null;
}

export interface PageRow extends PlannedRow {
  /** Of a row in the file; of a record in a list of use. */
  readonly position: number;
  /** In a list of use: the record that is written. */
  readonly use?: PlannedUse;
}

export interface BucketPage {
  readonly total: number;
  /** Protected fields are masked; the cells of a faulty row stand as they are in the file. */
  readonly rows: readonly PageRow[];
  /** Of likely duplicates: how many wait in each group, all of them and not only those of the page. */
  readonly groups?: Readonly<Record<DuplicateGroup, number>>;
}

/** A branch that is made with the readers who are of it. */
export interface NewBranch {
  readonly id: string;
  readonly name: string;
  /** Short, for register numbers: none of the library's branches has it. */
  readonly code: string;
}

export type PlanFailure = { readonly tag: "cancelled" } | { readonly tag: "host-away" } | { readonly tag: "no-file" };

export type WriteFailure = SaveFailure | { readonly tag: "no-file" };

/** What came of the rows that were written. */
export interface Wrote {
  readonly new: number;
  readonly update: number;
  /** Readers, say: several rows may be one. */
  readonly records: number;
}

/** What an import did; kept as a record of the library, so that every desk can list it. */
export interface ImportedBy {
  readonly staff: string;
  /** What this computer is called. */
  readonly desk: string | null;
  /** The list of the library system whose file it is: it is the measure of that list's next one. */
  readonly list?: RefreshList;
}

/** What an import writes. */
export type ImportKind = OwnKind;

export interface ImportReport {
  /** Also the batch of its commands, the tag in each reader's `imports` and the `batch` of each record of use. */
  readonly importId: string;
  readonly file: string;
  readonly kind: ImportKind;
  readonly at: number;
  readonly staff: string;
  /** What the computer was called. */
  readonly desk?: string;
  /** Rows. */
  readonly written: number;
  /** Absent until it has ended, and of imports of older versions. */
  readonly wrote?: Wrote;
  readonly counts: PlanCounts;
  readonly fingerprint: string;
  /** Stopped before its end, by a person or a failure; what is written stays. */
  readonly stopped?: true;
  /** Being written, or the program was ended while it was: how many rows are written is not known. */
  readonly unfinished?: true;
  readonly undoneAt?: number;
  /** Taken back, but for all the readers whom it had brought: somebody had worked with each. */
  readonly allStay?: true;
  /** Of a list of use that was written whole: which days it reaches. */
  readonly until?: DaysReached;
}

export interface WriteOutcome {
  readonly report: ImportReport;
  readonly failure: WriteFailure | null;
}

/** What taking an import back would do now. */
export interface UndoOutlook {
  /** Readers whom it takes away. */
  readonly readers: number;
  /** Readers who stay, since somebody has worked with them. */
  readonly held: number;
  /** Nothing where all of it stays. */
  readonly isAnything: boolean;
}

export interface UndoneImport {
  /** Cells that stay, since a colleague has changed them. */
  readonly left: number;
  /** Readers who stay, since somebody has worked with them. */
  readonly held: number;
  /** Of those whom it had brought nobody is gone. */
  readonly allStay?: true;
  /** False where the journal has not answered: it gets what was taken back later. */
  readonly saved: boolean;
}

export interface ErasedUndone {
  readonly erased: number;
  /** Worked with since, or merged: they are to be looked at one by one. */
  readonly left: number;
  /** False where the journal has not answered: it gets the rest later. */
  readonly saved: boolean;
}

export interface Rate {
  /** Where something is written: what the journal has confirmed. */
  readonly done: number;
  readonly total: number;
  /** The journal answers slowly, and is waited for. */
  readonly waiting?: boolean;
}

export interface ImportApi {
  open(file: File, onProgress: (share: number) => void): Promise<Result<FilePreview, FileFailure>>;
  /** Reads the same file otherwise. */
  reopen(options: ParseOptions, onProgress: (share: number) => void): Promise<Result<FilePreview, FileFailure>>;
  /** The values of a column, most frequent first, at most 200. */
  values(column: number, mapping: Mapping): Promise<readonly ColumnValueCount[]>;
  /** The same for a list of use: its kinds and branches. */
  valuesOfUse(column: number, mapping: UseMapping): Promise<readonly ColumnValueCount[]>;
  plan(
    mapping: Mapping,
    rules: ImportRules,
    onProgress: (rate: Rate, counts: PlanCounts) => void,
  ): Promise<Result<PlanCounts, PlanFailure>>;
  planUse(
    mapping: UseMapping,
    rules: UseRules,
    onProgress: (rate: Rate, counts: PlanCounts) => void,
  ): Promise<Result<PlanCounts, PlanFailure>>;
  /** @param field only rows that change it */
  page(bucket: Bucket, from: number, count: number, field?: string): Promise<BucketPage>;
  /** Of the checked list: the branches that it makes. */
  newBranches(): Promise<readonly NewBranch[]>;
  /** What is wrong with the rows that are not written; of each group at most so many lines. */
  problems(most: number): Promise<readonly ProblemGroup[]>;
  /**
   * Puts another text in place of the cells that are meant, without one what is suggested, and checks their rows again.
   */
  mend(choice: ProblemChoice, text: string | undefined, onProgress: (rate: Rate) => void): Promise<PlanCounts>;
  decide(positions: readonly number[], decision: Decision): Promise<PlanCounts>;
  /** Decides every row of a group, shown or not; once cancelled, the rest stays undecided. */
  decideAll(group: DuplicateGroup, decision: Decision, onProgress: (rate: Rate) => void): Promise<PlanCounts>;
  /** Writes what is new and what changes, in whole batches. */
  write(by: ImportedBy, onProgress: (rate: Rate) => void): Promise<Result<WriteOutcome, WriteFailure>>;
  pause(): void;
  resume(): void;
  /** Stops reading, checking, or writing after the batch in hand. */
  cancel(): void;
  /** The faulty rows as they stand in the file, with number and reason, as XLSX. */
  errorsFile(
    rowHeader: string,
    reasonHeader: string,
    reasons: readonly (readonly [position: number, reason: string])[],
  ): Promise<Uint8Array<ArrayBuffer>>;
  undoOutlook(importId: string): Promise<UndoOutlook>;
  /** Takes a whole import back; left is what colleagues have changed since, and whoever was worked with. */
  undo(importId: string, staff: string, onProgress: (rate: Rate) => void): Promise<UndoneImport>;
  /** How many readers an undone import has left behind, hidden but in every file. */
  undoneReaders(importId: string): Promise<number>;
  /**
   * Ids of readers whom an undone import has brought and left here, since somebody has worked with them or merged them.
   */
  stayingReaders(importId: string): Promise<readonly string[]>;
  /** Erases everywhere whom it has left behind hidden. Nobody can take it back. */
  eraseUndone(importId: string, staff: string, onProgress: (rate: Rate) => void): Promise<ErasedUndone>;
  /** Forgets the file. */
  close(): void;
}
