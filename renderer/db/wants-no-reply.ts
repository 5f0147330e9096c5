/**
 * Readers who want no reply to what they asked: their last opinion says so. An outreach that answers (a call after a
 * complaint) asks this of everybody, as its purpose is stopped by nothing else that a reader can say.
 */
import type { Row } from "./database.ts";

/** @param mainOf the id under which a reader counts whose records were merged */
export function wantNoReply(
  opinions: readonly Pick<Row<"feedback">, "reader" | "receivedAt" | "noReply" | "gone">[],
  mainOf: (id: string) => string,
): ReadonlySet<string> {
  const last = new Map<string, { readonly at: number; readonly noReply: boolean }>();
  for (const { reader, receivedAt = 0, noReply, gone } of opinions) {
    if (reader === undefined || gone === 1 || receivedAt < (last.get(mainOf(reader))?.at ?? 0)) continue;
    last.set(mainOf(reader), { at: receivedAt, noReply: noReply === true });
  }
  return new Set([...last].flatMap(([reader, said]) => (said.noReply ? [reader] : [])));
}
