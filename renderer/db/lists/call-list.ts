/**
 * A call list as it stands: its outreach, everybody who was drawn for the channel, and the parts that were dealt out.
 * Names only; no number is read here.
 */
import type { NoContactReason } from "#shared/model/consent/may-contact.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { wasNotReached } from "#shared/model/interaction.ts";
import { type Callee, calleesOf } from "#shared/outreach/call-queue.ts";
import { callState, isAtEnd, statesOf } from "#shared/outreach/call-state.ts";
import { isHeldBack } from "#shared/outreach/drawn-recipients.ts";
import { isListed } from "#shared/outreach/list-standing.ts";
import { tellersOf } from "#shared/outreach/tellers.ts";
import type { DeskDb, Row } from "../database.ts";
import { readMergedReaders } from "../reader-class.ts";

export interface CallList {
  readonly outreach: Row<"outreach">;
  readonly callees: readonly Callee[];
  /** Ids of those told by the call of another, by that one's reader. */
  readonly toldWith: ReadonlyMap<string, readonly string[]>;
  /** Recipients who are told by the call of another, each with her reader. */
  readonly tied: readonly { readonly id: string; readonly reader: string }[];
  /** Of those whose call is not at its end, who may not be told today, and why. */
  readonly stops: ReadonlyMap<string, NoContactReason>;
  readonly parts: ReadonlyMap<string, Row<"outreach-part">>;
  /** Readers who are held back, and whom a colleague spoke to since all the same. */
  readonly heldBack: { readonly people: number; readonly spokenTo: readonly string[] };
}

/** A call list as it was drawn and worked, whoever of it may be told today. */
export interface DrawnCalls extends Pick<CallList, "outreach" | "parts" | "heldBack"> {
  /** Recipients that are to be called, each as the person she is counted as. */
  readonly told: readonly (Row<"recipient"> & { readonly reader: string })[];
  /** Readers of them whose call is not at its end. */
  readonly open: ReadonlySet<string>;
}

/** Null: there is no such outreach here. */
export async function readDrawnCalls(db: DeskDb, id: string, channel: ContactChannel): Promise<DrawnCalls | null> {
  const [outreach, rows, parts, { mainOf, idsOf }] = await Promise.all([
    db.outreach.get(id),
    db.recipient.where("outreach").equals(id).toArray(),
    db["outreach-part"].toArray(),
    readMergedReaders(db),
  ]);
  if (outreach === undefined || outreach.gone === 1) return null;
  const here = rows.filter((row) => row.gone !== 1 && row.reader !== undefined);
  const personOf = ({ reader = "" }: Row<"recipient">): string => mainOf(reader);
  const heldBack = new Map(here.filter(isHeldBack).map((row) => [personOf(row), idsOf(row.reader ?? "")]));
  const stateOf = statesOf(here);
  const told = here.flatMap((row) =>
    isListed(row) && row.channel === channel ? [{ ...row, reader: personOf(row) }] : [],
  );
  return {
    outreach,
    told,
    open: new Set(told.flatMap((row) => (isAtEnd(stateOf(row)) ? [] : [row.reader]))),
    parts: new Map(parts.flatMap((row) => (row.gone === 1 || row.outreach !== id ? [] : [[row.id, row] as const]))),
    heldBack: await readHeldBack(db, heldBack, outreach),
  };
}

/** @param stopped of any of its readers, who may not be told today, and why */
export function callListOf({ told, open, ...drawn }: DrawnCalls, stopped: CallList["stops"]): CallList {
  const stops = new Map([...stopped].filter(([reader]) => open.has(reader)));
  const gone = new Set(told.flatMap((row) => (callState(row) === "gone" ? [row.reader] : [])));
  const tellers = tellersOf(told, (reader) => stops.has(reader) || gone.has(reader));
  const toldWith = new Map<string, string[]>();
  for (const [reader, teller] of tellers)
    if (teller !== reader) toldWith.set(teller, [...(toldWith.get(teller) ?? []), reader]);
  return {
    ...drawn,
    callees: calleesOf(
      told.flatMap((row) => (tellers.get(row.reader) === row.reader ? [{ row, reader: row.reader }] : [])),
    ),
    toldWith,
    tied: told.flatMap(({ id, reader, with: teller }) => (teller === undefined ? [] : [{ id, reader }])),
    stops,
  };
}

/** @param ids of all her records, by person */
async function readHeldBack(
  db: DeskDb,
  ids: ReadonlyMap<string, readonly string[]>,
  { madeAt }: Row<"outreach">,
): Promise<CallList["heldBack"]> {
  if (ids.size === 0 || madeAt === undefined) return { people: ids.size, spokenTo: [] };
  const spokenTo = await Promise.all(
    [...ids].map(async ([person, records]) => {
      const spans = records.map((id) => [
        [id, madeAt],
        [id, Number.POSITIVE_INFINITY],
      ]) as [[string, number], [string, number]][]; // as they are written here
      const words = db.interaction
        .where("[reader+at]")
        .inAnyRange(spans)
        .filter((row) => row.gone !== 1 && row.direction === "out" && !wasNotReached(row));
      return (await words.count()) > 0 ? [person] : [];
    }),
  );
  return { people: ids.size, spokenTo: spokenTo.flat() };
}
