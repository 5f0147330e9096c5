/**
 * The fork rule for streams of others: of two valid batches under one number the line with the smaller
 * hash stays. Who had applied the other line forgets what was applied and rebuilds from the local copy.
 */
import { ok } from "../kernel/result.ts";
import type { BatchIndex } from "./batch-index.ts";
import type { Cards } from "./cards.ts";
import { lineOf, openBatch } from "./chain.ts";
import type { StreamId } from "./entry.ts";
import { shortHash } from "./names.ts";
import type { ReplicaState } from "./ports.ts";
import type { Attempt, Run } from "./sync-run.ts";

/** @returns whether a line was applied here that must not stay */
export async function hasAppliedExcluded(run: Run, local: BatchIndex, cards: Cards, state: ReplicaState, suspects: ReadonlySet<StreamId>): Attempt<boolean> {
  let excluded = false;
  for (const stream of suspects) {
    const applied = state.streams[stream];
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (applied === undefined || card.value === null) continue;
    const line = await lineOf(run, run.local, local, card.value, applied, 1);
    if (!line.ok) return line;
    for (let no = 1; no <= applied.no; no++) {
      const ours = line.value.get(no);
      const hashes = await local.at(stream, no);
      if (!hashes.ok) return hashes;
      const other = hashes.value.find((hash) => hash !== ours);
      if (ours === undefined || other === undefined) continue;
      const opened = await openBatch(run, run.local, card.value, { stream, no, hash: other });
      if (!opened.ok) return opened;
      if (opened.value === null || shortHash(opened.value.batch.previous ?? "") !== (line.value.get(no - 1) ?? "")) continue;
      const isExcluded = other < ours;
      run.log.warn({ tag: "fork", stream, device: card.value.device, no, kept: isExcluded ? other : ours, excluded: isExcluded ? ours : other });
      excluded ||= isExcluded;
      break;
    }
  }
  return ok(excluded);
}
