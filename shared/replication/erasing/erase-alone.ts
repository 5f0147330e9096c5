/**
 * Erasing in the local copy of a desk that has no share: its backups have sealed batches there, and no exchange
 * will ever come to clear them. A checkpoint without what was erased is made, and the batches that it stands for go.
 */

import { err, ok, type Result } from "../../kernel/result.ts";
import { CHECKPOINT_RULE } from "../checkpoints/checkpoint-due.ts";
import { keepCheckpoint } from "../checkpoints/checkpoint-step.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { Store, SyncPorts } from "../exchange/ports.ts";
import { previousHash, sealEntries, takeUpSealed } from "../exchange/sealing.ts";
import { Stopped, untilStopped } from "../exchange/stopped.ts";
import type { SyncStop } from "../exchange/sync-report.ts";
import { createRun } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { streamsOut } from "../lines/known-removals.ts";
import { eraseCopies, lookThrough } from "./erase-step.ts";

/** Must not run beside an exchange or a backup. */
export const eraseAlone = (ports: Omit<SyncPorts, "share" | "memory">): Promise<Result<void, SyncStop>> =>
  untilStopped(() => clearAlone(ports));

async function clearAlone(ports: Omit<SyncPorts, "share" | "memory">): Promise<void> {
  const run = createRun({ ...ports, share: NOWHERE, memory: NO_MEMORY }, {});
  const [share, local, cards] = [createBatchIndex(run.share), createBatchIndex(run.local), createCards(run, false)];
  const { own, erasure, unfinished } = await run.replica.state();
  if (
    unfinished ||
    erasure.size === 0 ||
    (erasure.looked === erasure.size &&
      Object.entries(erasure.tainted).every(([stream, no]) => no <= (erasure.cleared[stream] ?? 0)))
  )
    return;
  const card = await cards.get(own.stream);
  if (card === null) throw new Stopped({ tag: "local-store", code: "no-card" });
  const taken = await takeUpSealed(run, local, card);
  const previous = await previousHash(run, taken);
  // a line that cannot be followed is left by an exchange only
  if (previous === "lost") return;
  const sealed = await sealEntries(run, local, taken, previous);
  await lookThrough(run, local, cards);
  await keepCheckpoint({ run, share, local, cards, rule: CHECKPOINT_RULE }, card, sealed, false);
  const out = await streamsOut(run);
  await eraseCopies({ run, share, local, cards, out }, card, true);
}

/** Nothing stands there, and whatever is put there is as good as kept: the local copy is all that counts. */
const NOWHERE: Store = {
  list: async (folder) => (folder === "" ? ok([]) : err({ tag: "missing" })),
  get: async () => err({ tag: "missing" }),
  put: async () => ok(null),
  delete: async () => ok(null),
};
