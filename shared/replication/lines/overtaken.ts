/**
 * Heads that were overtaken: under their number another batch stands here and is applied, and the one that they
 * announce is not on the share. They are of a line only once its batch is there; until then nobody has anything to do
 * because of them.
 */
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import type { Heads } from "../files/heads.ts";
import type { BatchRef } from "../files/names.ts";
import { appliedOf } from "../rows/vector.ts";

/** Asks the share only about heads that the local copy contradicts. */
export async function withoutOvertaken(run: Run, heads: Heads, { own, streams }: ReplicaState): Promise<Heads> {
  const [local, share] = [createBatchIndex(run.local), createBatchIndex(run.share)];
  const left = new Map<string, readonly BatchRef[]>();
  for (const [stream, list] of heads) {
    const applied = stream === own.stream ? own.sealed : appliedOf(streams, stream);
    const counted: BatchRef[] = [];
    for (const head of list) {
      const isAbove = head.no > applied.no || (head.no === applied.no && head.hash === applied.hash);
      const here = isAbove ? [] : await local.at(stream, head.no);
      const isContradicted = here.length > 0 && !here.includes(head.hash);
      const there = isContradicted ? await share.at(stream, head.no) : [];
      if (!isContradicted || there.includes(head.hash)) counted.push(head);
    }
    if (counted.length > 0) left.set(stream, counted);
  }
  return left;
}
