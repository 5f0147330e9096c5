/**
 * Applies from the local copy alone, without any share: after the database was lost or is stale, and
 * where a line that had been applied must not stay.
 */
import { err, ok } from "../kernel/result.ts";
import { createBatchIndex } from "./batch-index.ts";
import { createCards } from "./cards.ts";
import { localStreams } from "./device-lines.ts";
import type { Vector } from "./entry.ts";
import type { SyncPorts } from "./ports.ts";
import { pullLocal } from "./pull.ts";
import type { SyncStop } from "./sync-report.ts";
import { type Attempt, createRun, type Run, type SyncOptions } from "./sync-run.ts";
import { covers } from "./vector.ts";

/**
 * Applies other streams' batches until `needed` is covered, or as far as they go. Own entries that have
 * seen others' are applied after this.
 */
export async function applyFromCopy(ports: Omit<SyncPorts, "share" | "memory">, needed: Vector): Attempt<null> {
  return applyNeeded(createRun({ ...ports, share: NO_SHARE, memory: NO_MEMORY }, {}), needed);
}

async function applyNeeded(run: Run, needed: Vector): Attempt<null> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  if (covers({ ...state.value.streams, [state.value.own.stream]: { ...state.value.own.sealed, seq: state.value.own.journaled } }, needed)) return ok(null);
  const streams = await localStreams(run);
  if (!streams.ok) return streams;
  const pulled = await pullLocal({ run, local: createBatchIndex(run.local), cards: createCards(run, false) }, streams.value, state.value, needed);
  return pulled.ok ? ok(null) : pulled;
}

export async function rebuildFromCopy(ports: SyncPorts, onProgress: SyncOptions["onProgress"]): Attempt<null> {
  const run = createRun(ports, onProgress === undefined ? {} : { onProgress });
  let stop: SyncStop | null = null;
  const rebuilt = await run.replica.rebuild(async (needed) => {
    const applied = await applyNeeded(run, needed);
    if (!applied.ok) {
      stop = applied.error;
      throw new Error(applied.error.tag);
    }
  });
  if (rebuilt.ok) return ok(null);
  return err(stop ?? rebuilt.error);
}

const NO_SHARE: SyncPorts["share"] = {
  list: async () => err({ tag: "no-folder" }),
  get: async () => err({ tag: "no-folder" }),
  put: async () => err({ tag: "no-folder" }),
  delete: async () => err({ tag: "no-folder" }),
};

const NO_MEMORY: SyncPorts["memory"] = { read: async () => ({}), write: async () => undefined };
