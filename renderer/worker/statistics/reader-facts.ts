/** Of a reader's record, what the figures need; nothing that is protected but the year and day of birth. */

import { type LifeFacts, lifeFacts } from "#shared/analysis/life-state.ts";
import { hasValue } from "#shared/analysis/value.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { Row } from "../../db/database.ts";

export interface ReaderFacts {
  readonly life: LifeFacts;
  readonly branch: string | undefined;
  readonly owner: string | undefined;
  readonly birth: number | undefined;
  readonly isOfOrganisation: boolean;
  readonly hasNeeds: boolean;
  /** A telephone that is not marked as wrong. */
  readonly hasPhone: boolean;
  readonly category: string | undefined;
  readonly gender: string | undefined;
  /** As written, for readers whose day of birth is not known. */
  readonly ageBand: string | undefined;
  readonly source: string | undefined;
  /** Class, unit or organisation: those who come and stay away together. */
  readonly group: string | undefined;
  /** Whether the card is one reader's: others have no use value. */
  readonly isOneReader: boolean;
}

export const factsOf = (row: Row<"reader">): ReaderFacts => ({
  life: lifeFacts(row),
  branch: row.branch,
  owner: row.owner,
  birth: row.birthDate === undefined ? undefined : dayToNumber(row.birthDate),
  isOfOrganisation: isSaid(row.organisation),
  hasNeeds: (row.serviceNeeds?.length ?? 0) > 0,
  hasPhone: (row.phones?.length ?? 0) > 0 && !(row.badContact ?? []).includes("phone"),
  category: row.category,
  gender: row.gender,
  ageBand: row.ageBand,
  source: row.source,
  group: isSaid(row.organisation) || isSaid(row.unit) ? `${row.organisation ?? ""}/${row.unit ?? ""}` : undefined,
  isOneReader: hasValue(row),
});

const isSaid = (text: string | undefined): boolean => text !== undefined && text !== "";
