/**
 * Whether whoever calls is the reader: her card number and one thing more that is recorded of her, her birth date, a
 * phone or an e-mail address. The answer is right or wrong as a whole: it never says which of the two was wrong, what is
 * recorded, or how near a guess came.
 */
import { type Reachable, waysThatWork } from "../consent/contact-way.ts";
import type { Jurisdiction } from "../house.ts";
import { normalizeCard } from "../input/card-number.ts";
import { readWholeDay } from "../input/whole-day.ts";
import type { Reader } from "../reader.ts";

type Asked = Reachable & Pick<Reader, "card" | "birthDate">;

export interface CallerAnswers {
  readonly card: string;
  readonly more: string;
}

/** Something more than the card is recorded that a caller can be asked for. */
export const canCheckCaller = (reader: Asked, place: Jurisdiction): boolean =>
  reader.birthDate !== undefined ||
  waysThatWork(reader, "email", place).length > 0 ||
  waysThatWork(reader, "phone", place).some((phone) => digitsOf(phone).length >= SHORTEST);

/** Of a phone: fewer digits are an extension, and guessed. */
const SHORTEST = 7;

/**
 * What is marked as wrong is somebody else's by now, and proves nothing.
 * @param place in Taiwan short years are of the Minguo calendar
 */
export function isCallerRight(reader: Asked, { card, more }: CallerAnswers, place: Jurisdiction): boolean {
  const said = normalizeCard(card).toUpperCase();
  const isCard = said !== "" && reader.card !== undefined && normalizeCard(reader.card).toUpperCase() === said;
  return isCard && isRecorded(reader, more.normalize("NFKC").trim(), place);
}

function isRecorded(reader: Asked, said: string, place: Jurisdiction): boolean {
  const { birthDate } = reader;
  if (said === "") return false;
  const [email] = waysThatWork(reader, "email", place);
  if (email?.normalize("NFKC").trim().toLowerCase() === said.toLowerCase()) return true;
  if (birthDate !== undefined && daysSaid(said, place).includes(birthDate)) return true;
  const digits = digitsOf(said);
  return (
    digits.length >= SHORTEST &&
    /^[\d\s()+#-]+$/.test(said) &&
    waysThatWork(reader, "phone", place).some((phone) => isSamePhone(digitsOf(phone), digits))
  );
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** As it is written down while somebody says it, in English too: 12 March 1962, March 12, 1962, and 12/3/1962 either way. */
function daysSaid(said: string, place: Jurisdiction): readonly string[] {
  const whole = readWholeDay(said, place);
  if (whole !== null) return [whole];
  const [, first = "", second = "", year = ""] = /^(\w+)[\s./-]+(\w+)[\s,./-]+(\d{4})$/u.exec(said) ?? [];
  return [
    [first, second],
    [second, first],
  ].flatMap(([day = "", month = ""]) => {
    const named = MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1;
    return readWholeDay(`${year}-${named === 0 ? month : named}-${day.replace(/(?<=\d)(?:st|nd|rd|th)$/iu, "")}`) ?? [];
  });
}

const digitsOf = (text: string): string => text.normalize("NFKC").replace(/\D/g, "");

/** The country's code may be said or left out, with the zero that stands in its place. */
const isSamePhone = (recorded: string, said: string): boolean => withoutCountry(recorded) === withoutCountry(said);

const withoutCountry = (digits: string): string =>
  digits.replace(/^(?:00)?(?:886|86)(?=\d{8,})/, "").replace(/^0(?=9\d{8}$)/, "");
