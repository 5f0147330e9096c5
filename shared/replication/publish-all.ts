import type { Indexes } from "./acknowledge.ts";
import type { Cards } from "./cards.ts";
import { type Heads, newestHead } from "./heads.ts";
import type { ReplicaState } from "./ports.ts";
import { publishStream } from "./publish.ts";
import type { Attempt, Run } from "./sync-run.ts";

/**
 * @param carries false: own batches only
 * @returns the state that was published
 */
export async function publishAll(run: Run, { share, local }: Indexes, cards: Cards, heads: Heads, carries: boolean): Attempt<ReplicaState> {
  run.log.enter("write");
  const state = await run.replica.state();
  if (!state.ok) return state;
  const { own, streams } = state.value;
  for (const [stream, applied] of [[own.stream, own.sealed] as const, ...Object.entries(streams)]) {
    const isOwn = stream === own.stream;
    if (!isOwn && (!carries || (newestHead(heads, stream)?.no ?? 0) >= applied.no)) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (card.value === null) continue;
    const floor = isOwn ? own.floor : (streams[stream]?.floor ?? 1);
    const published = await publishStream(run, share, local, heads, { card: card.value, applied, floor, own: isOwn, records: isOwn ? Math.max(0, own.sealed.seq - own.published) : 0 });
    if (!published.ok) return published;
  }
  return state;
}
