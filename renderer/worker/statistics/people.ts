/** Every reader with facts, use and life history; who has not changed since is the same object as before. */
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

export type PeopleOf = (use: LibraryUse, branches: readonly Row<"branch">[]) => readonly Person[];

/** A reader without a branch goes by the only one there is, else by a house that is always open. */
export function createPeople(): PeopleOf {
  let known: { readonly use: LibraryUse | null; readonly branches: string; readonly people: readonly Person[] } = { use: null, branches: "", people: [] };
  return (use, rows) => {
    const branches = JSON.stringify(rows);
    if (known.use === use && known.branches === branches) return known.people;
    const before = new Map(known.branches === branches ? known.people.map((person) => [person.id, person]) : []);
    known = { use, branches, people: before.size === 0 ? allOf(use, rows) : changedOf(use, rows, before) };
    return known.people;
  };
}

function allOf({ readers, uses }: LibraryUse, branches: readonly Row<"branch">[]): readonly Person[] {
  const calendarOf = calendars(branches);
  return uses.readers.flatMap((id, index) => {
    const facts = readers.get(id);
    return facts === undefined ? [] : [personOf(id, facts, usesOf(uses, index), calendarOf(facts))];
  });
}

/** The facts of a reader are read together with the uses: other facts, other uses. */
function changedOf({ readers, uses }: LibraryUse, branches: readonly Row<"branch">[], before: ReadonlyMap<string, Person>): readonly Person[] {
  const calendarOf = calendars(branches);
  return uses.readers.flatMap((id, index) => {
    const facts = readers.get(id);
    if (facts === undefined) return [];
    const person = before.get(id);
    if (person?.facts === facts) return [person];
    // a copy of the few rows, so that they do not keep the columns of the whole library
    const { days, kinds, amounts } = usesOf(uses, index);
    return [personOf(id, facts, { days: days.slice(), kinds: kinds.slice(), amounts: amounts.slice() }, calendarOf(facts))];
  });
}

const personOf = (id: string, facts: ReaderFacts, uses: ReaderUses, open: OpenDays): Person => ({ id, facts, uses, history: lifeHistory(facts.life, uses, open) });

function calendars(branches: readonly Row<"branch">[]): (facts: ReaderFacts) => OpenDays {
  const byBranch = new Map(branches.map((branch) => [branch.id, createOpenDays(branch)]));
  const usual: OpenDays = (branches.length === 1 ? byBranch.get(branches[0]?.id ?? "") : undefined) ?? createOpenDays();
  return ({ branch }) => byBranch.get(branch ?? "") ?? usual;
}
