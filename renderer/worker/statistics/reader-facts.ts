/** Of a reader's record, what the figures need; nothing that is protected but the year and day of birth. */

import { type LifeFacts, lifeFacts } from "#shared/analysis/life-state.ts";
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
}

export const factsOf = (row: Row<"reader">): ReaderFacts => ({
  life: lifeFacts(row),
  branch: row.branch,
  owner: row.owner,
  birth: row.birthDate === undefined ? undefined : dayToNumber(row.birthDate),
  isOfOrganisation: row.organisation !== undefined && row.organisation !== "",
  hasNeeds: (row.serviceNeeds?.length ?? 0) > 0,
  hasPhone: (row.phones?.length ?? 0) > 0 && !(row.badContact ?? []).includes("phone"),
});
