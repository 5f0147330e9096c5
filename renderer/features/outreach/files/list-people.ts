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
  readonly with: readonly { readonly recipient: string; readonly reader: string }[];
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
        with: others.flatMap((at) => {
          const row = rows[at];
          return row?.reader === undefined ? [] : [{ recipient: row.id, reader: row.reader }];
        }),
        holdersWith: others.flatMap((at) => holderAt(at) ?? []),
      },
    ];
  });
}

/** By recipient: the service records of what was sent to her, where they still stand; of two desks that sent it, both. */
export async function readSentRecords(
  db: DeskDb,
  listed: readonly Pick<InList, "recipient">[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const sent = listed.map(({ recipient }) => ({
    recipient: recipient.id,
    records: attemptsOf(recipient).flatMap(({ outcome, record }) =>
      outcome === "sent" && record !== undefined ? [record] : [],
    ),
  }));
  const rows = await db.interaction.bulkGet(sent.flatMap(({ records }) => records));
  const standing = new Set(rows.flatMap((row) => (row !== undefined && isThere(row) ? [row.id] : [])));
  return new Map(sent.map(({ recipient, records }) => [recipient, records.filter((id) => standing.has(id))]));
}

/** In a file, and nobody has said yet that it was sent. */
export const isUnsent = ({ recipient }: InList): boolean => isInFile(recipient) && callState(recipient) === "waiting";
const isInFile = ({ files = {} }: Row<"recipient">): boolean => Object.keys(files).length > 0;

/** Who stands in a file that has not gone out: nobody of it was marked as sent. */
export function inFilesToCome(some: readonly InList[], listed: readonly InList[]): readonly InList[] {
  const filesOf = ({ recipient }: InList): readonly string[] => Object.keys(recipient.files ?? {});
  const gone = new Set(listed.filter((each) => callState(each.recipient) !== "waiting").flatMap(filesOf));
  return some.filter((each) => filesOf(each).some((file) => !gone.has(file)));
}

/** By every number that the message may have gone to. */
export const sentMessagesOf = (listed: readonly InList[]): readonly SentMessage[] =>
  listed.flatMap(({ recipient, holder }) => (holder.phones ?? []).map((phone) => ({ id: recipient.id, phone })));

/** Of every outreach: a letter comes back when it does. */
export async function readReturned(db: DeskDb, code: string): Promise<readonly InList[]> {
  const letters = (await db.recipient.toArray()).filter((row) => isThere(row) && row.channel === "letter");
  return listedOf(db, recipientsOfCode(code, letters), letters);
}
