/**
 * From which age somebody agrees for herself, and for whom a guardian must. Mainland: 14, PIPL 31. Taiwan: 18, the full
 * age of 民法 12, below which 民法 77 and 79 ask for the guardian. Elsewhere: 16, GDPR 8(1), the highest age that its
 * states may set.
 *
 * Worked examples. Born on 2012-12-01 she is of age on the mainland from 2026-12-01, her fourteenth birthday, in Taiwan
 * from 2030-12-01. Born on 2012-02-29 she is so from 2026-03-01. Of the band 7-17 nobody on the mainland knows, but in
 * Taiwan she is under age; of 18-34 she is of age everywhere.
 */
import type { Jurisdiction } from "../house.ts";
import type { Reader } from "../reader.ts";

/** In whole years. */
export const AGE_OF_CONSENT: Readonly<Record<Jurisdiction, number>> = { mainland: 14, taiwan: 18, other: 16 };

/** `unclear`: the record does not say, but says something of a child: her band, her kind of card, her guardian. */
export type ConsentAge = "of-age" | "under-age" | "unclear" | "unknown";

type Asked = Pick<Reader, "birthDate" | "ageBand" | "category" | "guardian">;

/** A code of the list `category`. */
const CHILD = "child";

/** @param day YYYY-MM-DD */
export function consentAgeOn(reader: Asked, day: string, place: Jurisdiction): ConsentAge {
  const years = AGE_OF_CONSENT[place];
  if (reader.birthDate !== undefined) return isOlder(reader.birthDate, day, years) ? "of-age" : "under-age";
  const band = bandOf(reader.ageBand);
  if (band !== undefined && band.from >= years) return "of-age";
  if (band !== undefined && band.to < years) return "under-age";
  return band !== undefined || reader.category === CHILD || reader.guardian !== undefined ? "unclear" : "unknown";
}

/** Days as text are in order, and 29 February is before 1 March also where it does not exist. */
const isOlder = (birthDate: string, day: string, years: number): boolean =>
  `${String(Number(birthDate.slice(0, 4)) + years).padStart(4, "0")}${birthDate.slice(4)}` <= day;

/** `7-17`, `60-`, `60+`; in whole years, both included. */
function bandOf(text: string | undefined): { readonly from: number; readonly to: number } | undefined {
  const [, from, to] = /^(\d{1,3})\s*[-–—~～至到+]\s*(\d{1,3})?/u.exec(text?.normalize("NFKC").trim() ?? "") ?? [];
  return from === undefined
    ? undefined
    : { from: Number(from), to: to === undefined ? Number.POSITIVE_INFINITY : Number(to) };
}
