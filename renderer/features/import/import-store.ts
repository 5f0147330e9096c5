/** The conversation of an import: which step, what was found and decided so far. Facts stay in the worker. */
import { createStore, type StoreApi } from "zustand";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { Mapping } from "#shared/import-export/columns/mapping.ts";
import type { UseMapping } from "#shared/import-export/library-use/use-mapping.ts";
import { NO_USE_RULES, type UseRules } from "#shared/import-export/library-use/use-rules.ts";
import { DEFAULT_RULES, type ImportRules } from "#shared/import-export/plan/import-rules.ts";
import type { Bucket } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import type { FilePreview, PlanFailure, WriteFailure, WriteOutcome } from "../../platform/worker/import-api.ts";

export const STEPS = ["file", "mapping", "rules", "check", "write", "result"] as const;
export type Step = (typeof STEPS)[number];

export interface Job {
  readonly what: "reading" | "checking" | "mending" | "deciding" | "keeping" | "writing" | "undoing" | "erasing";
  readonly done: number;
  readonly total: number;
  /** The journal answers slowly. */
  readonly waiting: boolean;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

export type ImportFailure = FileFailure | PlanFailure | WriteFailure;

export interface ImportState {
  readonly step: Step;
  /** Put down on the window, and not opened yet. */
  readonly dropped: File | null;
  /** The list of the library system whose file this is; null: it was brought here by hand. */
  readonly list: RefreshList | null;
  readonly preview: FilePreview | null;
  readonly mapping: Mapping;
  readonly rules: ImportRules;
  /** The same for a list of use. */
  readonly useMapping: UseMapping;
  readonly useRules: UseRules;
  readonly job: Job | null;
  readonly failure: ImportFailure | null;
  /** Of the dry run, as far as it went. */
  readonly counts: PlanCounts | null;
  /** The dry run went through all rows. */
  readonly checked: boolean;
  /** Counts up with each change of the plan, so that lists ask again. */
  readonly version: number;
  readonly bucket: Bucket;
  readonly paused: boolean;
  /** The backup that comes before writing; null where the last one holds all there was. */
  readonly backup: "made" | "failed" | null;
  readonly outcome: WriteOutcome | null;
}

export type ImportStore = StoreApi<ImportState>;

export const AT_START: ImportState = {
  step: "file",
  dropped: null,
  list: null,
  preview: null,
  mapping: { columns: [] },
  rules: DEFAULT_RULES,
  useMapping: { columns: [] },
  useRules: NO_USE_RULES,
  job: null,
  failure: null,
  counts: null,
  checked: false,
  version: 0,
  bucket: "new",
  paused: false,
  backup: null,
  outcome: null,
};

export const createImportStore = (): ImportStore => createStore<ImportState>(() => AT_START);
