/**
 * A list that was checked against the library, whatever it holds: what the screen asks of it, and how it is written.
 */

import type { FaultyPlace, Mend } from "#shared/import-export/cells/problem-groups.ts";
import type { DaysReached } from "#shared/import-export/library-use/days-reached.ts";
import type { DuplicateGroup } from "#shared/import-export/plan/duplicate-group.ts";
import type { Bucket, Decision } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { KnownReader } from "#shared/import-export/plan/reader-index.ts";
import type { Change } from "../../db/write/changes.ts";
import type { BucketPage, ImportKind, NewBranch } from "../../platform/worker/import-api.ts";
import type { Leftover } from "./faulty-rows.ts";
import type { RowsToWrite } from "./write-chunks.ts";

/** Whom a list of readers speaks of. */
export interface MetReaders {
  /** The library's readers as they stood when the list was checked, by id. */
  readonly library: readonly KnownReader[];
  /** Ids of those of whom its rows speak, or may speak. */
  readonly met: ReadonlySet<string>;
}

export interface CheckedList {
  readonly kind: ImportKind;
  counts(): PlanCounts;
  page(bucket: Bucket, from: number, count: number, field?: string): Promise<BucketPage>;
  /** The rows that are not written, with what is wrong with each. */
  faulty(): Iterable<FaultyPlace>;
  fix(mends: readonly Mend[]): Promise<void>;
  decide(positions: readonly number[], decision: Decision): Promise<void>;
  /** Of a list of readers. */
  decideAll?(
    group: DuplicateGroup,
    decision: Decision,
    goesOn: (done: number, total: number) => Promise<boolean>,
  ): Promise<void>;
  /** Of a list of readers. */
  met?(): MetReaders;
  /** Of a list of readers. */
  readonly newBranches?: readonly NewBranch[];
  toWrite(importId: string): RowsToWrite;
  /** Of use: which days it reaches. */
  until?(today: string): DaysReached;
  /** The rows that are not written. */
  leftover(): Leftover;
  /** What makes the next list of these columns need no questions; null where it never does. */
  remember(): Promise<Change | null>;
}
