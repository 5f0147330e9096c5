/**
 * What a list holds: readers, or their use of the library. Guessed from its column names; a person may say otherwise.
 */
import { matchHeader } from "../columns/match-header.ts";
import { isTarget } from "../columns/targets.ts";
import { kindOfHeader, matchUseHeader } from "./use-column-names.ts";

export const HOLDS = ["reader", "use"] as const;
export type Holds = (typeof HOLDS)[number];

/** Only a list of readers has these, whatever else it has. */
const OF_READERS: ReadonlySet<string> = new Set(
  [
    "birthDate",
    "gender",
    "phone",
    "email",
    "wechat",
    "line",
    "address",
    "enrolledOn",
    "expiresOn",
    "status",
    "familyName",
    "givenName",
    "reading",
    "fax",
  ].filter(isTarget),
);

const LOANS: ReadonlySet<string> = new Set(["loan", "return"]);

/** A report of loans names its readers in parts. */
const NAMES: ReadonlySet<string> = new Set(["familyName", "givenName"].filter(isTarget));

/** A list of use says who and on which day; if it says who a reader is as well, it must say what she did too. */
export function guessHolds(headers: readonly string[]): Holds {
  const targets = new Set(
    headers.flatMap((header) => {
      const match = matchUseHeader(header);
      return match === null ? [] : ["target" in match ? match.target : match.withheld];
    }),
  );
  if (!(targets.has("reader") && targets.has("day"))) return "reader";
  const isOfLoans =
    targets.has("class") || targets.has("title") || headers.some((header) => LOANS.has(kindOfHeader(header) ?? ""));
  const readerColumns = headers.filter((header) => {
    const match = matchHeader(header);
    return (
      match !== null && "target" in match && OF_READERS.has(match.target) && !(isOfLoans && NAMES.has(match.target))
    );
  });
  const saysWhat = targets.has("kind") || targets.has("quantity") || targets.has("class") || targets.has("title");
  return readerColumns.length === 0 || (readerColumns.length === 1 && saysWhat) ? "use" : "reader";
}
