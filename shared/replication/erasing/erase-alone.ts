/**
 * Erasing in the local copy of a desk that has no share: its backups have sealed batches there, and no exchange
 * will ever come to clear them. A checkpoint without what was erased is made, and the batches that it stands for go.
 */
import { err, ok } from "../../kernel/result.ts";
import { CHECKPOINT_RULE } from "../checkpoints/checkpoint-due.ts";
import { keepCheckpoint } from "../checkpoints/checkpoint-step.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { Store, SyncPorts } from "../exchange/ports.ts";
import { previousHash, sealEntries, takeUpSealed } from "../exchange/sealing.ts";
import { type Attempt, createRun } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { streamsOut } from "../lines/known-removals.ts";
import { eraseCopies, lookThrough } from "./erase-step.ts";

/** Must not run beside an exchange or a backup. */
export async function eraseAlone(ports: Omit<SyncPorts, "share" | "memory">): Attempt<null> {
  const run = createRun({ ...ports, share: NOWHERE, memory: NO_MEMORY }, {});
  const [share, local, cards] = [createBatchIndex(run.share), createBatchIndex(run.local), createCards(run, false)];
  const state = await run.replica.state();
  if (!state.ok) return state;
  const { own, erasure, unfinished } = state.value;
  if (
    unfinished ||
    erasure.size === 0 ||
    (erasure.looked === erasure.size &&
      Object.entries(erasure.tainted).every(([stream, no]) => no <= (erasure.cleared[stream] ?? 0)))
  )
    return ok(null);
  const card = await cards.get(own.stream);
  if (!card.ok) return card;
  if (card.value === null) return err({ tag: "local-store", code: "no-card" });
  const taken = await takeUpSealed(run, local, card.value);
  if (!taken.ok) return taken;
  const previous = await previousHash(run, taken.value);
  if (!previous.ok) return previous;
  // a line that cannot be followed is left by an exchange only
  if (previous.value === "lost") return ok(null);
  const sealed = await sealEntries(run, local, taken.value, previous.value);
  if (!sealed.ok) return sealed;
  const looked = await lookThrough(run, local, cards);
  if (!looked.ok) return looked;
  const kept = await keepCheckpoint(
    { run, share, local, cards, rule: CHECKPOINT_RULE },
    card.value,
    sealed.value,
    false,
  );
  if (!kept.ok) return kept;
  const out = await streamsOut(run);
  if (!out.ok) return out;
  const cleared = await eraseCopies({ run, share, local, cards, out: out.value }, card.value, true);
  return cleared.ok ? ok(null) : cleared;
}

/** Nothing stands there, and whatever is put there is as good as kept: the local copy is all that counts. */
const NOWHERE: Store = {
  list: async (folder) => (folder === "" ? ok([]) : err({ tag: "missing" })),
  get: async () => err({ tag: "missing" }),
  put: async () => ok(null),
  delete: async () => ok(null),
};
