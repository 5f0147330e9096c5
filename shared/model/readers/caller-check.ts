/**
 * Whether whoever calls is the reader: her card number and one thing more that is recorded of her, her birth date, a
 * phone or an e-mail address. The answer is right or wrong as a whole: it never says which of the two was wrong, what is
 * recorded, or how near a guess came.
 */
import { normalizeCard } from "../input/card-number.ts";
import { readWholeDay } from "../input/whole-day.ts";
import type { Reader } from "../reader.ts";

type Asked = Pick<Reader, "card" | "otherIds" | "birthDate" | "phones" | "email">;

export interface CallerAnswers {
  readonly card: string;
  readonly more: string;
}

/** Something more than the card is recorded that a caller can be asked for. */
export const canCheckCaller = ({ birthDate, phones = [], email }: Asked): boolean =>
  birthDate !== undefined || email !== undefined || phones.some((phone) => digitsOf(phone).length >= SHORTEST);

/** Of a phone: fewer digits are an extension, and guessed. */
const SHORTEST = 7;

export function isCallerRight(reader: Asked, { card, more }: CallerAnswers): boolean {
  const said = normalizeCard(card).toUpperCase();
  const isCard = said !== "" && reader.card !== undefined && normalizeCard(reader.card).toUpperCase() === said;
  return isCard && isRecorded(reader, more.normalize("NFKC").trim());
}

function isRecorded({ birthDate, phones = [], email }: Asked, said: string): boolean {
  if (said === "") return false;
  if (email !== undefined && email.normalize("NFKC").trim().toLowerCase() === said.toLowerCase()) return true;
  if (birthDate !== undefined && readWholeDay(said) === birthDate) return true;
  const digits = digitsOf(said);
  return (
    digits.length >= SHORTEST &&
    /^[\d\s()+#-]+$/.test(said) &&
    phones.some((phone) => isSamePhone(digitsOf(phone), digits))
  );
}

const digitsOf = (text: string): string => text.normalize("NFKC").replace(/\D/g, "");

/** The country's code may be said or left out, with the zero that stands in its place. */
const isSamePhone = (recorded: string, said: string): boolean => withoutCountry(recorded) === withoutCountry(said);

const withoutCountry = (digits: string): string =>
  digits.replace(/^(?:00)?(?:886|86)(?=\d{8,})/, "").replace(/^0(?=9\d{8}$)/, "");
