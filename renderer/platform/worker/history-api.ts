/** What the page asks of its worker about the history of a record. */
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { HistoryStep } from "#shared/replication/rows/history.ts";

export interface HistoryAsked {
  readonly kind: Kind;
  /** Of the record and of those that were merged into it. */
  readonly ids: readonly string[];
}

export interface HistoryProgress {
  /** In no order; protected values masked. */
  readonly steps: readonly HistoryStep[];
  /** Batches looked through, and all that are at hand. */
  readonly done: number;
  readonly total: number;
}

export interface HistoryEnd {
  /** Names of the computers, by stream. */
  readonly devices: Readonly<Record<string, string>>;
  /** Of some computer the older batches were summed up: what was changed in them is not at hand. */
  readonly isSwept: boolean;
  readonly isCancelled: boolean;
}

export interface HistoryApi {
  of(asked: HistoryAsked, onProgress: (progress: HistoryProgress) => void): Promise<HistoryEnd>;
  cancel(): void;
  /**
   * The value that a step wrote, as it is; null where the step is not at hand any more. For writing it again, never for
   * showing it.
   */
  written(
    kind: Kind,
    step: Pick<HistoryStep, "stream" | "seq" | "id">,
    cell: string,
  ): Promise<{ readonly value: Json } | null>;
}
