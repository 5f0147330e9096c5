/**
 * Walks a stream's line of batches. Each batch names the hash of the one before it, so a line is fixed by
 * its last batch; where two batches claim one number, the line tells which one is meant.
 */
import type { DeviceCard, OpenedBatch } from "../../kernel/sealed.ts";
import type { GuardedStore, Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "./batch-index.ts";
import { type BatchRef, batchName, shortHash } from "./names.ts";

/** A batch that is what its name says, or null where it is missing, damaged or not signed by its stream. */
export async function openBatch(
  run: Run,
  store: GuardedStore,
  card: DeviceCard,
  ref: BatchRef,
): Promise<{ readonly bytes: Uint8Array; readonly batch: OpenedBatch } | null> {
  const bytes = await store.get(batchName(ref));
  if (bytes === null) return null;
  const opened = await run.seal.open(ref, card.signKey, bytes);
  if (opened.ok && shortHash(opened.value.hash) === ref.hash) return { bytes, batch: opened.value };
  // a colleague may have a newer key; whether it comes is told at the end
  if (run.keys !== null && !opened.ok && opened.error.tag === "wrong-key") {
    run.log.lacksKey.set(ref.stream, card.device);
    return null;
  }
  const error = opened.ok ? ({ tag: "wrong-place" } as const) : opened.error;
  run.log.warn({ tag: "file-refused", stream: ref.stream, device: card.device, file: batchName(ref), error });
  return null;
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
): Promise<ReadonlyMap<number, string>> {
  const line = new Map<number, string>();
  let hash = tip.hash;
  const [, ...beside] = await index.at(card.stream, tip.no);
  let isParted = beside.length > 0;
  for (let no = tip.no; no >= from && no > 0; no--) {
    line.set(no, hash);
    if (no === from) break;
    const before = await index.at(card.stream, no - 1);
    const [only, ...others] = before;
    if (only === undefined) break;
    if (others.length === 0 && !isParted) {
      hash = only;
      continue;
    }
    const opened = await openBatch(run, store, card, { stream: card.stream, no, hash });
    if (opened?.batch.previous == null) break;
    hash = shortHash(opened.batch.previous);
    // what stands alone below a fork may be the other line's
    if (!before.includes(hash)) break;
    isParted = others.length > 0;
  }
  return line;
}
