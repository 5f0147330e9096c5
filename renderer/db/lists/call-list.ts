/**
 * A call list as it stands: its outreach, everybody who was drawn for the channel, and the parts that were dealt out.
 * Names only; no number is read here.
 */
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { type Callee, calleesOf } from "#shared/outreach/call-queue.ts";
import { callState } from "#shared/outreach/call-state.ts";
import { isListed } from "#shared/outreach/list-standing.ts";
import type { DeskDb, Row } from "../database.ts";
import { readMergedReaders } from "../reader-class.ts";

export interface CallList {
  readonly outreach: Row<"outreach">;
  readonly callees: readonly Callee[];
  /** Ids of those told by the call of another, by that one's reader. */
  readonly toldWith: ReadonlyMap<string, readonly string[]>;
  readonly parts: ReadonlyMap<string, Row<"outreach-part">>;
  /** Readers who are held back, and whom a colleague spoke to since all the same. */
  readonly heldBack: { readonly people: number; readonly spokenTo: readonly string[] };
}

/** Null: there is no such outreach here. */
export async function readCallList(db: DeskDb, id: string, channel: ContactChannel): Promise<CallList | null> {
  const [outreach, rows, parts, { mainOf }] = await Promise.all([
    db.outreach.get(id),
    db.recipient.where("outreach").equals(id).toArray(),
    db["outreach-part"].toArray(),
    readMergedReaders(db),
  ]);
  if (outreach === undefined || outreach.gone === 1) return null;
  const here = rows.filter((row) => row.gone !== 1 && row.reader !== undefined);
  const personOf = ({ reader = "" }: Row<"recipient">): string => mainOf(reader);
  const told = here.filter((row) => isListed(row) && row.channel === channel);
  const leads = told.filter((row) => row.with === undefined);
  const readerOfLead = new Map(leads.map((row) => [row.id, personOf(row)]));
  const toldWith = new Map<string, string[]>();
  for (const row of told) {
    const lead = readerOfLead.get(row.with ?? "");
    const reader = personOf(row);
    if (lead === undefined || lead === reader) continue;
    toldWith.set(lead, [...new Set([...(toldWith.get(lead) ?? []), reader])]);
  }
  // whoever was left without the one by whose call she was to be told is called herself
  const ended = new Set(leads.flatMap((row) => (callState(row) === "gone" ? [row.id] : [])));
  const orphans = told.filter((row) => row.with !== undefined && (!readerOfLead.has(row.with) || ended.has(row.with)));
  return {
    outreach,
    callees: calleesOf([...leads, ...orphans].map((row) => ({ row, reader: personOf(row) }))),
    toldWith,
    parts: new Map(parts.flatMap((row) => (row.gone === 1 || row.outreach !== id ? [] : [[row.id, row] as const]))),
    heldBack: await readHeldBack(
      db,
      here.filter(({ notContacted }) => notContacted === "held-back").map(personOf),
      outreach,
    ),
  };
}

async function readHeldBack(
  db: DeskDb,
  readers: readonly string[],
  { madeAt }: Row<"outreach">,
): Promise<CallList["heldBack"]> {
  if (readers.length === 0 || madeAt === undefined) return { people: readers.length, spokenTo: [] };
  const since = await Promise.all(
    readers.map((reader) =>
      db.interaction
        .where("[reader+at]")
        .between([reader, madeAt], [reader, Number.POSITIVE_INFINITY])
        .filter((row) => row.gone !== 1 && row.direction === "out")
        .count(),
    ),
  );
  return { people: readers.length, spokenTo: readers.filter((_, place) => (since[place] ?? 0) > 0) };
}
