/** Every reader with facts, use and life history, worked out once for what has been read. */
import { type LifeHistory, lifeHistory } from "#shared/analysis/life-state.ts";
import { createOpenDays, type OpenDays } from "#shared/analysis/open-days.ts";
import { type ReaderUses, usesOf } from "#shared/analysis/uses.ts";
import type { Row } from "../../db/database.ts";
import type { LibraryUse } from "./library-use.ts";
import type { ReaderFacts } from "./reader-facts.ts";

export interface Person {
  readonly id: string;
  readonly facts: ReaderFacts;
  readonly uses: ReaderUses;
  readonly history: LifeHistory;
}

/** A reader without a branch goes by the only one there is, else by a house that is always open. */
export function peopleOf({ readers, uses }: LibraryUse, branches: readonly Row<"branch">[]): readonly Person[] {
  const calendars = new Map(branches.map((branch) => [branch.id, createOpenDays(branch)]));
  const usual: OpenDays = (branches.length === 1 ? calendars.get(branches[0]?.id ?? "") : undefined) ?? createOpenDays();
  return uses.readers.flatMap((id, index) => {
    const facts = readers.get(id);
    if (facts === undefined) return [];
    const own = usesOf(uses, index);
    return [{ id, facts, uses: own, history: lifeHistory(facts.life, own, calendars.get(facts.branch ?? "") ?? usual) }];
  });
}
