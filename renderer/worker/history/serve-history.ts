/**
 * Who changed what of a record: from the batches in the local copy, newest first, and the own entries that
 * are in no batch yet. Nothing is kept; protected values leave the worker masked.
 */
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { maskedFields, maskValue } from "#shared/model/readers/mask-row.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { type HistoryStep, stepsOf } from "#shared/replication/rows/history.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import { ownStreamOf, readSealed } from "../../db/journal/own-stream.ts";
import type { HistoryApi } from "../../platform/worker/history-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { entriesOf, type LocalStream, readableStreams } from "./local-batches.ts";

/** Steps are handed on after so many batches, or at once where there are any. */
const TELL_EVERY = 8;

export function createHistoryApi({ db, host }: Pick<WorkerDeps, "db" | "host">): HistoryApi {
  let running = 0;

  const unsealed = async (): Promise<readonly Entry[]> => {
    const { batch } = await readSealed(db);
    return (await db.log.where("seq").above(batch.seq).toArray()).map(({ entry }) => entry);
  };

  return {
    of: async ({ kind, ids }, onProgress) => {
      running += 1;
      const turn = running;
      const wanted = new Set(ids);
      const own = await ownStreamOf(db);
      const streams = await readableStreams(host);
      const total = streams.reduce((sum, { batches }) => sum + batches.length, 0);
      const fresh = own === null ? [] : stepsOf(own, await unsealed(), kind, wanted);
      let done = 0;
      onProgress({ steps: fresh.map((step) => maskStep(kind, step)), done, total });
      for (const { card, ref } of newestInTurn(streams)) {
        if (turn !== running) break;
        const steps = stepsOf(ref.stream, await entriesOf(host, card, ref), kind, wanted);
        done += 1;
        if (steps.length > 0 || done % TELL_EVERY === 0 || done === total)
          onProgress({ steps: steps.map((step) => maskStep(kind, step)), done, total });
      }
      return {
        devices: Object.fromEntries(streams.map(({ stream, card }) => [stream, card.device])),
        isSwept: streams.some(({ batches }) => (batches.at(-1)?.no ?? 1) > 1),
        isCancelled: turn !== running,
      };
    },
    cancel: () => {
      running += 1;
    },
    written: async (kind, { stream, seq, id }, cell) => {
      const valueIn = (entries: readonly Entry[]): { readonly value: Json } | null => {
        const op = entries
          .find((entry) => entry.seq === seq)
          ?.ops.find((item) => item.kind === kind && item.id === id && cell in item.cells);
        return op === undefined ? null : { value: op.cells[cell] ?? null };
      };
      const fresh = stream === (await ownStreamOf(db)) ? valueIn(await unsealed()) : null;
      if (fresh !== null) return fresh;
      const local = (await readableStreams(host)).find((item) => item.stream === stream);
      for (const ref of local?.batches ?? []) {
        const found = local === undefined ? null : valueIn(await entriesOf(host, local.card, ref));
        if (found !== null) return found;
      }
      return null;
    },
  };
}

/** One batch of each stream after the other, so that what was lately done anywhere comes first. */
function newestInTurn(
  streams: readonly LocalStream[],
): readonly { readonly card: LocalStream["card"]; readonly ref: LocalStream["batches"][number] }[] {
  const longest = Math.max(0, ...streams.map(({ batches }) => batches.length));
  return Array.from({ length: longest }, (_, at) => at).flatMap((at) =>
    streams.flatMap(({ card, batches }) => (batches[at] === undefined ? [] : [{ card, ref: batches[at] }])),
  );
}

function maskStep(kind: Kind, step: HistoryStep): HistoryStep {
  const hidden = new Set(maskedFields(kind));
  const cells = Object.entries(step.cells).map(([cell, value]) => {
    const { field } = cellPlace(kind, cell);
    return [cell, hidden.has(field) ? (maskValue(field, value) as Json) : value]; // masking keeps the shape
  });
  return { ...step, cells: Object.fromEntries(cells) };
}
