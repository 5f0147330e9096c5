/**
 * The person whose turn it is: what is to be known before she is called, and whether she may be. Asked anew each time
 * that anything of it changes, because she may withdraw while her number is on the screen.
 */
import { consentAgeOn } from "#shared/model/consent/age-of-consent.ts";
import { type ContactAnswer, mayContact, type NoContactReason, type Where } from "#shared/model/consent/may-contact.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { Outreach } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import type { DeskDb, Row } from "../database.ts";
import { readPeople, readReaderClass } from "../reader-class.ts";
import { repliesWanted } from "../replies-wanted.ts";
import { type ReaderCardRows, readReaderCard } from "./reader-card-rows.ts";

export type MayCall =
  /** @property holder in whose record the number or address stands */
  | { readonly may: true; readonly of: "reader" | "guardian"; readonly holder: string; readonly isAgeUnknown: boolean }
  | { readonly may: false; readonly reason: NoContactReason };

export interface CalleeRows extends ReaderCardRows {
  readonly mayCall: MayCall;
  /** Whoever answers for her is asked for, and told. */
  readonly isForGuardian: boolean;
  /** By name, where her record names who that is. */
  readonly guardian: string | undefined;
  /** Whom this call tells too. */
  readonly toldWith: readonly { readonly id: string; readonly name: string; readonly may: boolean }[];
}

export interface CalleeAsked extends Where {
  readonly reader: string;
  readonly toldWith: readonly string[];
  readonly channel: ContactChannel;
  readonly outreach: Pick<Outreach, "goal" | "purpose">;
}

/** Null: she is not here any more. */
export async function readCallee(db: DeskDb, asked: CalleeAsked): Promise<CalleeRows | null> {
  // in one transaction: each of several would wait anew for what a sync writes
  const [card, answer, others] = await db.transaction(
    "r",
    [db.reader, db.interaction, db.participant, db.feedback, db.task],
    async () =>
      await Promise.all([
        readReaderCard(db, asked.reader, { today: asked.today, place: asked.place }),
        readMayCall(db, asked),
        Promise.all(asked.toldWith.map((reader) => readMayCall(db, { ...asked, reader }))),
      ]),
  );
  if (card === null || answer === null) return null;
  const isForGuardian = answer.mayCall.may && asksForGuardian(answer, asked);
  return {
    ...card,
    mayCall: answer.mayCall,
    isForGuardian,
    guardian: isForGuardian ? answer.guardian?.name : undefined,
    toldWith: others.flatMap((other) =>
      other === null ? [] : [{ id: other.reader.id, name: other.reader.name ?? "", may: other.mayCall.may }],
    ),
  };
}

/**
 * Who of a whole list may not be told today, and why.
 * @returns by reader; whoever may is not in it
 */
export async function readStops(
  db: DeskDb,
  readers: readonly string[],
  { channel, outreach, today, place }: Omit<CalleeAsked, "toldWith" | "reader">,
): Promise<ReadonlyMap<string, NoContactReason>> {
  const purpose = purposeOf(outreach);
  // whether a reply is wanted is asked of each when she is in hand
  if (purpose === undefined || purpose === "reply") return new Map();
  const people = await readPeople(db, readers);
  const guardians = await readPeople(
    db,
    people.map((person) => person?.guardian ?? ""),
  );
  return new Map(
    readers.flatMap((id, at) => {
      const reader = people[at];
      if (reader === undefined) return [];
      const answer = mayContact({ reader, guardian: guardians[at], channel, today, place, purpose });
      return answer.may ? [] : [[id, answer.reason] as const];
    }),
  );
}

interface MayCallRows {
  readonly reader: Row<"reader">;
  readonly guardian: Row<"reader"> | undefined;
  readonly mayCall: MayCall;
  /** The number or address: shown only after a look was recorded. */
  readonly to: string | undefined;
}

/** A child's number may be all that is known, and is then her family's; what a child has asked herself is told to her. */
function asksForGuardian({ reader, mayCall }: MayCallRows, { outreach, today, place }: CalleeAsked): boolean {
  if (mayCall.may && mayCall.of === "guardian") return true;
  return purposeOf(outreach) !== "reply" && consentAgeOn(reader, today, place) === "under-age";
}

/** @param ids of all her records @returns null where she asked nothing */
async function readReplyWanted(db: DeskDb, ids: readonly string[]): Promise<{ readonly noReply: boolean } | null> {
  const [opinions, promises] = await Promise.all([
    db.feedback.where("reader").anyOf(ids).toArray(),
    db.task.where("promisedTo").anyOf(ids).toArray(),
  ]);
  return repliesWanted({ opinions, promises }, () => "").get("") ?? null;
}

/** Asked when she is shown, and again when a key says what came of it. Null: she is not here any more. */
export async function readMayCall(
  db: DeskDb,
  { reader, channel, outreach, today, place }: Omit<CalleeAsked, "toldWith">,
): Promise<MayCallRows | null> {
  const person = await readReaderClass(db, reader);
  if (person === undefined) return null;
  const guardian = person.reader.guardian === undefined ? undefined : await readReaderClass(db, person.reader.guardian);
  const question = { reader: person.reader, guardian: guardian?.reader, channel, today, place };
  const purpose = purposeOf(outreach);
  const asked = purpose === "reply" ? await readReplyWanted(db, person.ids) : null;
  const answer: ContactAnswer =
    purpose === undefined
      ? { may: false, reason: "no-consent" }
      : purpose === "reply"
        ? mayContact({ ...question, purpose, asked })
        : mayContact({ ...question, purpose });
  const holder = (answer.may && answer.of === "guardian" ? guardian : person)?.reader.id ?? person.reader.id;
  return {
    reader: person.reader,
    guardian: guardian?.reader,
    to: answer.may ? answer.to : undefined,
    mayCall: answer.may ? { may: true, of: answer.of, holder, isAgeUnknown: answer.isAgeUnknown } : answer,
  };
}
