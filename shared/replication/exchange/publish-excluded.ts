/**
 * Lines that a fork has excluded stand on every store beside the kept ones. Others name their batches as seen, and
 * whoever joins can tell only from the files that those will never be applied; else it waits for them for ever.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { withoutErased } from "../erasing/erase-step.ts";
import { lastToErase } from "../erasing/erased-out.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { streamLine } from "../files/chain.ts";
import type { Heads } from "../files/heads.ts";
import { type BatchRef, batchName, MAX_BATCH_NO } from "../files/names.ts";
import { isExcluded } from "../lines/fork.ts";
import { streamsOut } from "../lines/known-removals.ts";
import type { Applied, StreamId } from "../rows/entry.ts";
import type { Indexes } from "./acknowledge.ts";
import type { ReplicaState } from "./ports.ts";
import { publishStream } from "./publish.ts";
import type { Run } from "./sync-run.ts";

/** @param heads all that stand on the store, those of excluded lines too */
export async function publishExcluded(
  run: Run,
  { share, local }: Indexes,
  cards: Cards,
  heads: Heads,
  state: ReplicaState,
): Promise<void> {
  const out = state.erasure.size > 0 ? await streamsOut(run) : new Set<StreamId>();
  const erased = lastToErase(state, out);
  for (const [stream, applied] of Object.entries(state.streams)) {
    const floor = Math.max(applied.floor ?? 1, (erased[stream] ?? 0) + 1);
    const card = await cards.get(stream);
    const lines = card === null ? [] : await excludedLines(run, local, card, applied, floor);
    for (const line of lines) {
      const [tip] = line;
      const there = (heads.get(stream) ?? []).filter(({ hash }) => line.some((ref) => ref.hash === hash));
      if (card === null || tip === undefined || there.some(({ no }) => no === tip.no)) continue;
      const names = line.map(batchName);
      // no floor of its owner will ever take it away again
      const clean = await withoutErased(run, cards, names);
      if (clean.length < names.length) continue;
      await publishStream(run, share, local, new Map([[stream, there]]), {
        card,
        applied: { ...tip, seq: 0 },
        floor,
        own: false,
        records: 0,
      });
    }
  }
}

/** What of each excluded line lies behind its fork, the last batch first. */
async function excludedLines(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  applied: Applied,
  floor: number,
): Promise<readonly (readonly BatchRef[])[]> {
  const { stream } = card;
  const kept = await local.between(stream, floor, applied.no);
  if (kept.length === new Set(kept.map(({ no }) => no)).size) return [];
  const ours = await streamLine(run, run.local, local, card, applied, floor);
  const all = await local.below(stream, MAX_BATCH_NO + 1);
  const lines: BatchRef[][] = [];
  for (const tip of all.toReversed()) {
    if (tip.no < floor || lines.flat().some((ref) => ref.hash === tip.hash)) continue;
    const excluded = await isExcluded(run, local, card, applied, tip);
    if (!excluded) continue;
    const line = await streamLine(run, run.local, local, card, tip, floor);
    lines.push([...line].flatMap(([no, hash]) => (ours.get(no) === hash ? [] : [{ stream, no, hash }])));
  }
  return lines;
}
