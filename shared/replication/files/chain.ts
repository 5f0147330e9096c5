/**
 * Walks a stream's line of batches. Each batch names the hash of the one before it, so a line is fixed by
 * its last batch; where two batches claim one number, the line tells which one is meant.
 */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard, OpenedBatch } from "../../kernel/sealed.ts";
import type { Attempt, GuardedStore, Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "./batch-index.ts";
import { type BatchRef, batchName, shortHash } from "./names.ts";

/** A batch that is what its name says, or null where it is missing, damaged or not signed by its stream. */
export async function openBatch(
  run: Run,
  store: GuardedStore,
  card: DeviceCard,
  ref: BatchRef,
): Attempt<{ readonly bytes: Uint8Array; readonly batch: OpenedBatch } | null> {
  const bytes = await store.get(batchName(ref));
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  const opened = await run.seal.open(ref, card.signKey, bytes.value);
  if (!opened.ok) return opened;
  if (opened.value.ok && shortHash(opened.value.value.hash) === ref.hash)
    return ok({ bytes: bytes.value, batch: opened.value.value });
  // a colleague may have a newer key; whether it comes is told at the end
  if (run.keys !== null && !opened.value.ok && opened.value.error.tag === "wrong-key") {
    run.log.lacksKey.set(ref.stream, card.device);
    return ok(null);
  }
  const error = opened.value.ok ? ({ tag: "wrong-place" } as const) : opened.value.error;
  run.log.warn({ tag: "file-refused", stream: ref.stream, device: card.device, file: batchName(ref), error });
  return ok(null);
}

/**
 * The names of a line in one store, from its tip down to `from`, as far as it can be followed.
 * @returns by number; a number that is not in it breaks the line there
 */
export async function streamLine(
  run: Run,
  store: GuardedStore,
  index: BatchIndex,
  card: DeviceCard,
  tip: { readonly no: number; readonly hash: string },
  from: number,
): Attempt<ReadonlyMap<number, string>> {
  const line = new Map<number, string>();
  let hash = tip.hash;
  let isParted = false;
  for (let no = tip.no; no >= from && no > 0; no--) {
    line.set(no, hash);
    if (no === from) break;
    const before = await index.at(card.stream, no - 1);
    if (!before.ok) return before;
    const [only, ...others] = before.value;
    if (only === undefined) break;
    if (others.length === 0 && !isParted) {
      hash = only;
      continue;
    }
    const opened = await openBatch(run, store, card, { stream: card.stream, no, hash });
    if (!opened.ok) return opened;
    if (opened.value?.batch.previous == null) break;
    hash = shortHash(opened.value.batch.previous);
    // what stands alone below a fork may be the other line's
    if (!before.value.includes(hash)) break;
    isParted = others.length > 0;
  }
  return ok(line);
}
