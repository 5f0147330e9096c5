/** Of a reader's record, what figures and segments ask: no name, no number, no address. */

import { type LifeFacts, lifeFacts } from "#shared/analysis/life/life-state.ts";
import { hasValue } from "#shared/analysis/value.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { madeAt } from "#shared/kernel/ids.ts";
import { contactWay } from "#shared/model/consent/contact-way.ts";
import type { Row } from "../../db/database.ts";
import { formerBranchesText } from "./former-branches.ts";
import { localDay } from "./use-rows.ts";

export interface ReaderFacts {
  readonly life: LifeFacts;
  readonly branch: string | undefined;
  /** Of branches since closed, as `formerBranchesText` writes them. */
  readonly formerBranches: string | undefined;
  readonly owner: string | undefined;
  readonly birth: number | undefined;
  readonly isOfOrganisation: boolean;
  /** A telephone that is not marked as wrong. */
  readonly hasPhone: boolean;
  readonly category: string | undefined;
  readonly gender: string | undefined;
  /** As written, for readers whose day of birth is not known. */
  readonly ageBand: string | undefined;
  readonly source: string | undefined;
  /** Organisation and unit, with the separator between: those who come and stay away together. */
  readonly group: string | undefined;
  /** The day on which the record was made: its id says so, unless an import made it. */
  readonly metOn: number | undefined;
  /** Of the card; without an end it has none. */
  readonly expiresOn: number | undefined;
  /** Whether the card is one reader's: others have no use value. */
  readonly isOneReader: boolean;
  readonly language: string | undefined;
  readonly preferredChannel: string | undefined;
  /** Several of each, as `listText` writes them. Classes that weigh something. */
  readonly interests: string | undefined;
  /** `channel.purpose` of consents that are given. */
  readonly consents: string | undefined;
  readonly tags: string | undefined;
  readonly serviceNeeds: string | undefined;
  readonly offers: string | undefined;
}

/** No name has it in it: control characters are stripped from what people write. */
export const GROUP_SEPARATOR = "\u001f";

/** One text for a list: most readers share theirs, so a column of them has few values. Undefined where it is empty. */
const listText = (values: readonly string[] = []): string | undefined =>
  values.length === 0 ? undefined : values.join(GROUP_SEPARATOR);
export const listIn = (text: string): readonly string[] => text.split(GROUP_SEPARATOR);

export const factsOf = (row: Row<"reader">): ReaderFacts => ({
  life: lifeFacts(row),
  branch: row.branch,
  formerBranches: formerBranchesText(row.formerBranches),
  owner: row.owner,
  birth: row.birthDate === undefined ? undefined : dayToNumber(row.birthDate),
  isOfOrganisation: isSaid(row.organisation),
  hasPhone: contactWay(row, "phone", "other").tag === "works",
  category: row.category,
  gender: row.gender,
  ageBand: row.ageBand,
  source: row.source,
  group:
    isSaid(row.organisation) || isSaid(row.unit)
      ? `${row.organisation ?? ""}${GROUP_SEPARATOR}${row.unit ?? ""}`
      : undefined,
  metOn: metOn(row.id),
  expiresOn: row.expiresOn === undefined ? undefined : dayToNumber(row.expiresOn),
  isOneReader: hasValue(row),
  language: row.language,
  preferredChannel: row.preferredChannel,
  interests: listText(Object.entries(row.interests ?? {}).flatMap(([code, weight]) => (weight > 0 ? [code] : []))),
  consents: listText(Object.entries(row.consents ?? {}).flatMap(([key, { given }]) => (given ? [key] : []))),
  tags: listText(row.tags),
  serviceNeeds: listText(row.serviceNeeds),
  offers: listText(offersOf(row)),
});

/** As a colleague writes them, one after the other. */
const offersOf = ({ offers = "" }: Pick<Row<"reader">, "offers">): readonly string[] => [
  ...new Set(
    offers
      .split(/[、，,；;\n]/u)
      .map((offer) => offer.trim())
      .filter((offer) => offer !== ""),
  ),
];

/** Days since 1970-01-01. */
function metOn(id: string): number | undefined {
  const at = madeAt(id);
  return at === undefined ? undefined : dayToNumber(localDay(at));
}

const isSaid = (text: string | undefined): boolean => text !== undefined && text !== "";
