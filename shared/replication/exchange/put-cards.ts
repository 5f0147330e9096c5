/**
 * The descriptors of streams on the share: without its own nobody can read a stream. One that is gone or spoilt
 * there is put back from the copy here.
 */
import { ok } from "../../kernel/result.ts";
import type { Cards } from "../files/cards.ts";
import type { StreamId } from "../rows/entry.ts";
import { putCard } from "./publish.ts";
import type { Attempt, Run } from "./sync-run.ts";

export async function putCards(run: Run, cards: Cards, streams: readonly StreamId[]): Attempt<null> {
  for (const stream of streams) {
    const card = await cards.get(stream);
    if (!card.ok) return card;
    const put = card.value === null ? ok(null) : await putCard(run, card.value);
    if (!put.ok) return put;
  }
  return ok(null);
}
