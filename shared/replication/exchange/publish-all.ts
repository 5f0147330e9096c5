import { lastToErase } from "../erasing/erased-out.ts";
import type { Cards } from "../files/cards.ts";
import { type Heads, newestHead } from "../files/heads.ts";
import { streamsOut } from "../lines/known-removals.ts";
import type { StreamId } from "../rows/entry.ts";
import type { Indexes } from "./acknowledge.ts";
import type { ReplicaState } from "./ports.ts";
import { publishStream } from "./publish.ts";
import type { Run } from "./sync-run.ts";

/**
 * @param carries false: own batches only
 * @returns the state that was published
 */
export async function publishAll(
  run: Run,
  { share, local }: Indexes,
  cards: Cards,
  heads: Heads,
  carries: boolean,
): Promise<ReplicaState> {
  run.log.enter("write");
  const state = await run.replica.state();
  const { own, streams } = state;
  const out = state.erasure.size > 0 ? await streamsOut(run) : new Set<StreamId>();
  const erased = lastToErase(state, out);
  for (const [stream, applied] of [[own.stream, own.sealed] as const, ...Object.entries(streams)]) {
    const isOwn = stream === own.stream;
    if (!isOwn && (!carries || (newestHead(heads, stream)?.no ?? 0) >= applied.no)) continue;
    const card = await cards.get(stream);
    if (card === null) continue;
    const floor = isOwn ? own.floor : Math.max(streams[stream]?.floor ?? 1, (erased[stream] ?? 0) + 1);
    if (floor > applied.no) continue;
    await publishStream(run, share, local, heads, {
      card,
      applied,
      floor,
      own: isOwn,
      records: isOwn ? Math.max(0, own.sealed.seq - own.published) : 0,
    });
  }
  return state;
}
