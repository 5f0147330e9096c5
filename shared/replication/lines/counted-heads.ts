/**
 * Heads that count: without those of lines that a fork has excluded, which stand on the store for ever and are news to
 * nobody.
 */
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import type { Heads } from "../files/heads.ts";
import type { BatchRef } from "../files/names.ts";
import { appliedOf } from "../rows/vector.ts";
import { isExcluded } from "./fork.ts";
import { isJudged } from "./own-line.ts";

/** Asks the local copy only where a head is not the one that is applied here. */
export async function countedHeads(run: Run, heads: Heads, { own, streams }: ReplicaState): Promise<Heads> {
  const local = createBatchIndex(run.local);
  const cards = createCards(run, false);
  const counted = new Map<string, readonly BatchRef[]>();
  for (const [stream, list] of heads) {
    const applied = stream === own.stream ? own.sealed : appliedOf(streams, stream);
    const left: BatchRef[] = [];
    for (const head of list) {
      const isNews = head.no !== applied.no || head.hash !== applied.hash;
      const card = isNews && stream !== own.stream && applied.no > 0 ? await cards.get(stream) : null;
      const excluded = !isNews
        ? false
        : stream === own.stream
          ? await isJudged(run, head)
          : card === null
            ? false
            : await isExcluded(run, local, card, applied, head);
      if (!excluded) left.push(head);
    }
    if (left.length > 0) counted.set(stream, left);
  }
  return counted;
}
