/** Who of an outreach's lists stands where: in whose record the number or address is, and who is told by the same letter. */
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { attemptsOf, callState } from "#shared/outreach/call-state.ts";
import type { SentMessage } from "#shared/outreach/messages/delivery-report.ts";
import { recipientsOfCode } from "#shared/outreach/paper/letter-code.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { readPeople } from "../../../db/reader-class.ts";

export interface InList {
  readonly recipient: Row<"recipient">;
  readonly reader: string;
  /** Herself, or who answers for her. */
  readonly holder: Row<"reader">;
  readonly name: string;
  /** Readers of the same letter or message. */
  readonly with: readonly string[];
  /** In whose records their numbers and addresses are. */
  readonly holdersWith: readonly Row<"reader">[];
}

const isThere = ({ gone }: { readonly gone?: 1 | undefined }): boolean => gone !== 1;

/** Everybody of a channel who has a letter or message of her own, whatever came of it. */
export async function readListed(db: DeskDb, outreach: string, channel: ContactChannel): Promise<readonly InList[]> {
  const rows = (await db.recipient.where("outreach").equals(outreach).toArray()).filter(isThere);
  // whoever took the place of one who is not told any more has been written into a file of her own
  const own = rows.filter(
    (row) =>
      row.channel === channel &&
      row.notContacted === undefined &&
      (row.with === undefined || row.files !== undefined || row.attempts !== undefined),
  );
  return listedOf(db, own, rows);
}

async function listedOf(
  db: DeskDb,
  own: readonly Row<"recipient">[],
  all: readonly Row<"recipient">[],
): Promise<readonly InList[]> {
  const leads = new Set(own.map(({ id }) => id));
  const rows = [...own, ...all.filter((row) => leads.has(row.with ?? ""))];
  const people = await readPeople(
    db,
    rows.map(({ reader = "" }) => reader),
  );
  const guardians = await readPeople(
    db,
    people.map((person) => person?.guardian ?? ""),
  );
  const holderAt = (place: number): Row<"reader"> | undefined => {
    const row = rows[place]?.via === "guardian" ? guardians[place] : people[place];
    return row === undefined || row.gone === 1 ? undefined : row;
  };
  const withLead = new Map<string, number[]>();
  for (const [place, { with: lead }] of rows.entries())
    if (place >= own.length && lead !== undefined) withLead.set(lead, [...(withLead.get(lead) ?? []), place]);
  return own.flatMap((recipient, place): readonly InList[] => {
    const person = people[place];
    const holder = holderAt(place);
    if (person === undefined || person.gone === 1 || holder === undefined) return [];
    const others = withLead.get(recipient.id) ?? [];
    return [
      {
        recipient,
        reader: person.id,
        holder,
        name: person.name ?? "",
        with: others.flatMap((at) => rows[at]?.reader ?? []),
        holdersWith: others.flatMap((at) => holderAt(at) ?? []),
      },
    ];
  });
}

/** By recipient: the service record of the last that was sent to her, where it still stands. */
export async function readSentRecords(
  db: DeskDb,
  listed: readonly Pick<InList, "recipient">[],
): Promise<ReadonlyMap<string, string>> {
  const records = listed.flatMap(({ recipient }) => {
    const record = attemptsOf(recipient).findLast(({ outcome }) => outcome === "sent")?.record;
    return record === undefined ? [] : [{ recipient: recipient.id, record }];
  });
  const rows = await db.interaction.bulkGet(records.map(({ record }) => record));
  return new Map(
    records.flatMap(({ recipient, record }, at) => {
      const row = rows[at];
      return row === undefined || !isThere(row) ? [] : [[recipient, record] as const];
    }),
  );
}

/** In a file, and nobody has said yet that it was sent. */
export const isUnsent = ({ recipient }: InList): boolean => isInFile(recipient) && callState(recipient) === "waiting";
export const wasSent = ({ recipient }: InList): boolean => isInFile(recipient) && callState(recipient) !== "waiting";
const isInFile = ({ files = {} }: Row<"recipient">): boolean => Object.keys(files).length > 0;

/** By every number that the message may have gone to. */
export const sentMessagesOf = (listed: readonly InList[]): readonly SentMessage[] =>
  listed.flatMap(({ recipient, holder }) => (holder.phones ?? []).map((phone) => ({ id: recipient.id, phone })));

/** Of every outreach: a letter comes back when it does. */
export async function readReturned(db: DeskDb, code: string): Promise<readonly InList[]> {
  const letters = (await db.recipient.toArray()).filter((row) => isThere(row) && row.channel === "letter");
  return listedOf(db, recipientsOfCode(code, letters), letters);
}
