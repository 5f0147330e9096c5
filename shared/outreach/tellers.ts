/**
 * By whose call or letter everybody of a list is told today. The list was made with one for a household, or for a number;
 * where that one may not be contacted any more, has moved or has died, the next of those whom it was to tell takes its
 * place, so that they hear of it, and still by one call.
 */
import type { Recipient } from "../model/outreach/recipient.ts";

export interface ToldRow extends Pick<Recipient, "with" | "place"> {
  readonly id: string;
  /** The person as she is counted now. */
  readonly reader: string;
}

/**
 * @param told recipients that are to be contacted, several of one person too
 * @param isOut whether nobody can be told by this reader's own call
 * @returns reader → the reader by whose call she is told, often herself
 */
export function tellersOf(told: readonly ToldRow[], isOut: (reader: string) => boolean): ReadonlyMap<string, string> {
  const readerOf = new Map(told.map(({ id, reader }) => [id, reader]));
  const own = new Set(told.flatMap((row) => (row.with === undefined ? [row.reader] : [])));
  const tellers = new Map([...own].map((reader) => [reader, reader]));
  const next = new Map<string, string>();
  const inOrder = told.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0) || (a.id < b.id ? -1 : 1));
  for (const { reader, with: lead = "" } of inOrder) {
    if (tellers.has(reader)) continue;
    const first = readerOf.get(lead);
    const isThere = first !== undefined && own.has(first) && !isOut(first);
    const teller = isThere ? first : isOut(reader) ? reader : (next.get(lead) ?? reader);
    tellers.set(reader, teller);
    if (teller === reader && !isOut(reader)) next.set(lead, reader);
  }
  return tellers;
}
