/** A round as it stands: its recipients, who they are by now, and which of them used the library in the days that count. */
import { dayToNumber } from "#shared/kernel/day.ts";
import { wasNotReached } from "#shared/model/interaction.ts";
import { type Outreach, RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { type DrawnRecipient, drawnRecipients, isHeldBack } from "#shared/outreach/drawn-recipients.ts";
import { oncePerPerson } from "#shared/outreach/list-standing.ts";
import { type ResultDays, resultDaysOf, returnedOn } from "#shared/outreach/round-result.ts";
import { textLanguageOf } from "#shared/outreach/text/spoken-language.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import { type ReaderClasses, readMergedReaders } from "../../db/reader-class.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { localDay } from "../library-use/use-rows.ts";

export interface Round {
  readonly row: Row<"outreach">;
  /** Days since 1970-01-01. */
  readonly listDay: number;
  readonly days: ResultDays;
  readonly recipients: readonly Row<"recipient">[];
  readonly drawn: readonly DrawnRecipient[];
  /** Ids of recipients who were held back, and with whom a colleague got in touch in the days that count. */
  readonly contactedAnyway: ReadonlySet<string>;
}

/** The use of every reader who was drawn, under whichever id she was drawn. */
export interface UsesOfDrawn {
  readonly of: (reader: string) => ReaderUse | undefined;
  readonly classes: ReaderClasses;
}

export async function usesOfDrawn(db: DeskDb, readers: readonly ReaderUse[]): Promise<UsesOfDrawn> {
  const classes = await readMergedReaders(db);
  const byId = new Map(readers.map((reader) => [reader.id, reader]));
  return { classes, of: (reader) => byId.get(classes.mainOf(reader)) };
}

/** @returns null where there is no such outreach, or its lists are not made */
export async function readRound(db: DeskDb, outreach: string, uses: UsesOfDrawn): Promise<Round | null> {
  const row = await db.outreach.get(outreach);
  if (row === undefined || row.gone === 1 || row.madeOn === undefined) return null;
  const listDay = dayToNumber(row.madeOn);
  const days = resultDaysOf(listDay, row.resultDays ?? RESULT_DAYS);
  const all = (await db.recipient.where("outreach").equals(outreach).toArray()).filter(
    (each) => each.gone !== 1 && each.reader !== undefined,
  );
  // whose records were merged since is one person, on the list as in its result
  const recipients = [...oncePerPerson(all, uses.classes.mainOf).values()];
  const counted = new Set(recipients.map(({ id }) => id));
  const parts = new Map((await db["outreach-part"].toArray()).map((part) => [part.id, part.desk]));
  const languages = hasSeveralLanguages(row) ? await languagesOf(db, recipients) : new Map<string, string>();
  const spoken = SPOKEN[await readJurisdiction(db)];
  const drawn = drawnRecipients(all, {
    deskOf: (part) => parts.get(part),
    questions: (row.questions ?? []).map(({ key }) => key),
    templateOf: ({ channel, reader }) =>
      templateOf(row, channel, [textLanguageOf(languages.get(reader ?? ""), spoken), spoken]),
    returnedOf(reader) {
      const use = uses.of(reader);
      return use === undefined ? undefined : returnedOn(use.useDays, days);
    },
  }).filter(({ id }) => counted.has(id));
  return { row, listDay, days, recipients, drawn, contactedAnyway: await contactedAnyway(db, recipients, days, uses) };
}

/** What is spoken where the library is. */
const SPOKEN = { mainland: "zh-CN", taiwan: "zh-TW", other: "en" } as const;

/** Of templates in several languages. */
async function languagesOf(
  db: DeskDb,
  recipients: readonly Row<"recipient">[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const ids = recipients.flatMap(({ reader, channel }) =>
    reader === undefined || channel === undefined ? [] : [reader],
  );
  return new Map((await db.reader.bulkGet(ids)).flatMap((row) => (row === undefined ? [] : [[row.id, row.language]])));
}

/** Where each channel has one text, nobody's language is asked. */
function hasSeveralLanguages({ templates = {} }: Outreach): boolean {
  const names = Object.keys(templates);
  return new Set(names.map((name) => name.split(".")[0])).size < names.length;
}

/** The name of the template by which she was told: in her language, else in that of the place, else in any. */
function templateOf({ templates = {} }: Outreach, channel: string | undefined, languages: readonly string[]): string {
  if (channel === undefined) return "";
  const names = Object.keys(templates).filter((name) => name.startsWith(`${channel}.`));
  const wanted = languages.map((language) => `${channel}.${language}`);
  return wanted.find((name) => names.includes(name)) ?? names.toSorted()[0] ?? "";
}

const DAY_MS = 86_400_000;

/** Few of the held-back were spoken to at all since: of those the records say when. */
async function contactedAnyway(
  db: DeskDb,
  recipients: readonly Row<"recipient">[],
  { from, to }: ResultDays,
  uses: UsesOfDrawn,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const row of recipients) {
    const { id, reader } = row;
    if (reader === undefined || !isHeldBack(row) || (uses.of(reader)?.lastContactedOn ?? from - 1) < from) continue;
    for (const each of uses.classes.idsOf(reader)) {
      // a day by this computer's clock begins at most a day beside that of the world's
      const span = [(from - 1) * DAY_MS, (to + 2) * DAY_MS] as const;
      const records = await db.interaction.where("[reader+at]").between([each, span[0]], [each, span[1]]).toArray();
      if (records.some((record) => isContactWithin(record, from, to))) found.add(id);
    }
  }
  return found;
}

function isContactWithin(record: Row<"interaction">, from: number, to: number): boolean {
  const { at, direction, gone } = record;
  if (at === undefined || gone === 1 || direction !== "out" || wasNotReached(record)) return false;
  const day = dayToNumber(localDay(at));
  return day >= from && day <= to;
}
