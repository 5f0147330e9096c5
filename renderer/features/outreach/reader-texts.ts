/** Whom a channel's texts go to, each with her own language and what is known of her for the fields of a text. */
import { isSensitive, mainClassOf } from "#shared/analysis/interests.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { LIBRARY_PHONE_ID } from "#shared/model/house.ts";
import type { Outreach } from "#shared/model/outreach/outreach.ts";
import type { MergeValues } from "#shared/outreach/text/merge-fields.ts";
import { readerValues } from "#shared/outreach/text/reader-values.ts";
import { addresseeOf } from "#shared/outreach/text/salutation.ts";
import { textLanguageOf } from "#shared/outreach/text/spoken-language.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readLibraryLine } from "../../db/library-name.ts";
import type { House } from "../../db/read-house.ts";
import { readPeople } from "../../db/reader-class.ts";
import { readSensitiveClasses } from "../../db/write/library-setting.ts";
import { createI18n, type Translate } from "../../i18n/i18n.ts";
import { LOCALES, type Locale } from "../../i18n/locale.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import type { OutreachPiece } from "../../platform/worker/outreach-api.ts";

export interface ReaderText {
  readonly piece: OutreachPiece;
  readonly name: string;
  readonly language: Locale;
  readonly values: MergeValues;
  /** As it stands on an envelope. */
  readonly addressee: string;
}

export interface TextsOf {
  readonly today: string;
  readonly house: House;
  readonly library: string;
  /** Who writes. */
  readonly colleague: string;
  /** Of whoever's language is not known, or has no text. */
  readonly here: Locale;
}

export const templateKey = (channel: ContactChannel, language: Locale): string => `${channel}.${language}`;

/** Her own where there is a text in it, else the first that there is. */
function textLanguage(
  { templates = {} }: Pick<Outreach, "templates">,
  channel: ContactChannel,
  hers: string | undefined,
  here: Locale,
): Locale {
  const own = textLanguageOf(hers, here);
  const written = [own, here, ...LOCALES].find((each) => (templates[templateKey(channel, each)] ?? "") !== "");
  return written ?? own;
}

export async function readReaderTexts(
  db: DeskDb,
  row: Row<"outreach">,
  channel: ContactChannel,
  pieces: readonly OutreachPiece[],
  { today, house, library, colleague, here }: TextsOf,
): Promise<readonly ReaderText[]> {
  const [people, sensitive, libraryPhone] = await Promise.all([
    readPeople(
      db,
      pieces.map(({ reader }) => reader),
    ),
    readSensitiveClasses(db),
    readLibraryLine(db, LIBRARY_PHONE_ID),
  ]);
  const words = new Map<Locale, Translate>();
  const rows: ReaderText[] = [];
  for (const [place, piece] of pieces.entries()) {
    const person = people[place];
    if (person === undefined || person.gone === 1) continue;
    const language = textLanguage(row, channel, person.language, here);
    const t = words.get(language) ?? (await createI18n(language)).t;
    words.set(language, t);
    const branch = house.branches.get(person.branch ?? "");
    const usualClass = usualClassOf(person, sensitive, t);
    const facts = {
      today,
      library,
      libraryPhone: libraryPhone ?? "",
      colleague,
      toGuardian: piece.via === "guardian",
      ...(piece.lastVisitOn !== undefined && { lastVisit: piece.lastVisitOn }),
      ...(usualClass !== undefined && { usualClass }),
      ...(branch !== undefined && { branch }),
    };
    rows.push({
      piece,
      name: person.name ?? "",
      language,
      values: readerValues(person, facts, language),
      addressee: addresseeOf(person, language, facts.toGuardian),
    });
  }
  return rows;
}

/** Nobody reads in a letter what she reads on religion, politics or medicine. */
function usualClassOf(
  { interests = {} }: Row<"reader">,
  sensitive: readonly string[],
  t: Translate,
): string | undefined {
  const [best] = Object.entries(interests)
    .filter(([code, weight]) => weight > 0 && !isSensitive(code, sensitive))
    .toSorted(([, a], [, b]) => b - a);
  const main = best === undefined ? undefined : mainClassOf(best[0]);
  if (main === undefined) return undefined;
  const id = `classes.${main}`;
  const name = t(id as MessageId); // not every letter is a class; its own id comes back then
  return name === id ? undefined : name;
}
