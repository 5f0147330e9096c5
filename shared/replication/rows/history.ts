/** What happened to a record, as far as the entries at hand tell: one step per operation on it. */
import type { Hlc } from "../../kernel/hlc.ts";
import type { Json } from "../../kernel/json.ts";
import type { Entry, StreamId } from "./entry.ts";

export interface HistoryStep {
  /** Where it stands now; a copied desk's entries were made anew in another stream than they began in. */
  readonly stream: StreamId;
  readonly seq: number;
  readonly hlc: Hlc;
  readonly staff: string;
  readonly command: string;
  /** Of the class of one record, the one that was written. */
  readonly id: string;
  /** As written; null empties a cell. */
  readonly cells: Readonly<Record<string, Json>>;
  /** It took back, or did again, something of the same desk. */
  readonly back: "undo" | "redo" | null;
  /** Part of an import or another chain. */
  readonly batchId: string | null;
}

/** @param ids of one record and of those that were merged into it */
export function stepsOf(
  stream: StreamId,
  entries: readonly Entry[],
  kind: string,
  ids: ReadonlySet<string>,
): readonly HistoryStep[] {
  return entries.flatMap((entry) =>
    entry.ops
      .filter((op) => op.kind === kind && ids.has(op.id))
      .map(({ id, cells }) => ({
        stream,
        seq: entry.seq,
        hlc: entry.hlc,
        staff: entry.staff,
        command: entry.command,
        id,
        cells,
        back: entry.undoes !== undefined ? ("undo" as const) : entry.redoes !== undefined ? ("redo" as const) : null,
        batchId: entry.batchId ?? null,
      })),
  );
}

/** Newest first; of one time the order of streams and numbers, so that it is the same on every desk. */
export const newestFirst = (a: HistoryStep, b: HistoryStep): number =>
  a.hlc !== b.hlc ? (a.hlc < b.hlc ? 1 : -1) : a.stream !== b.stream ? (a.stream < b.stream ? -1 : 1) : b.seq - a.seq;
