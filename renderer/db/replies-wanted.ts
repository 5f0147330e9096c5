/**
 * Who has asked something, and whether a reply is wanted: her last opinion says it, and a promise to her is one that was
 * asked for. An outreach that answers (a call after a complaint) asks this of everybody: it rests on her asking, so who
 * has asked nothing is told nothing by it.
 */
import type { Row } from "./database.ts";

export interface RepliesAsked {
  readonly opinions: readonly Pick<Row<"feedback">, "reader" | "receivedAt" | "noReply" | "gone">[];
  readonly promises: readonly Pick<Row<"task">, "promisedTo" | "noReply" | "gone">[];
}

/**
 * @param mainOf the id under which a reader counts whose records were merged
 * @returns by reader, as `mayContact` asks it; whoever asked nothing is not in it
 */
export function repliesWanted(
  { opinions, promises }: RepliesAsked,
  mainOf: (id: string) => string,
): ReadonlyMap<string, { readonly noReply: boolean }> {
  const last = new Map<string, { readonly at: number; readonly noReply: boolean }>();
  for (const { reader, receivedAt = 0, noReply, gone } of opinions) {
    if (reader === undefined || gone === 1 || receivedAt < (last.get(mainOf(reader))?.at ?? 0)) continue;
    last.set(mainOf(reader), { at: receivedAt, noReply: noReply === true });
  }
  for (const { promisedTo, noReply, gone } of promises)
    if (promisedTo !== undefined && gone !== 1 && !last.has(mainOf(promisedTo)))
      last.set(mainOf(promisedTo), { at: 0, noReply: noReply === true });
  return last;
}
