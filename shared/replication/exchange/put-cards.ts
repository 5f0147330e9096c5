/**
 * The descriptors of streams on the share: without its own nobody can read a stream. One that is gone or spoilt
 * there is put back from the copy here.
 */
import type { Cards } from "../files/cards.ts";
import type { StreamId } from "../rows/entry.ts";
import { putCard } from "./publish.ts";
import type { Run } from "./sync-run.ts";

export async function putCards(run: Run, cards: Cards, streams: readonly StreamId[]): Promise<void> {
  for (const stream of streams) {
    const card = await cards.get(stream);
    if (card !== null) await putCard(run, card);
  }
}
