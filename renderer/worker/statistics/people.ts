/** Every reader with facts, use and life history; who has not changed since is the same object as before, at the same place. */
import type { Days } from "#shared/analysis/ascending.ts";
import { historyOf, type LifeHistory } from "#shared/analysis/life-state.ts";
import { createOpenDays, type OpenDays } from "#shared/analysis/open-days.ts";
import type { ReaderUses } from "#shared/analysis/uses.ts";
import type { Row } from "../../db/database.ts";
import type { LibraryUse } from "./held-use.ts";
import type { ReaderFacts } from "./reader-facts.ts";
import type { ReaderUse } from "./reader-use.ts";

export interface Person {
  readonly id: string;
  readonly facts: ReaderFacts;
  readonly uses: ReaderUses;
  readonly history: LifeHistory;
  /** Both of the history, without the rest of it. */
  readonly visitDays: Days;
  readonly open: OpenDays;
  /** Service records, whoever began them, and their minutes. */
  readonly contacts: ReaderUses;
  readonly minutes: ReaderUses;
}

export type PeopleOf = (use: LibraryUse, branches: readonly Row<"branch">[]) => readonly Person[];

/** A reader without a branch goes by the only one there is, else by a house that is always open. */
export function createPeople(): PeopleOf {
  let known: { readonly readers: readonly ReaderUse[]; readonly branches: string; readonly people: readonly Person[] } = { readers: [], branches: "", people: [] };
  return ({ readers }, rows) => {
    const branches = JSON.stringify(rows);
    if (known.readers === readers && known.branches === branches) return known.people;
    const calendarOf = calendars(rows);
    const before = known.branches === branches ? known : { readers: [], people: [] };
    const people = readers.map((reader, place) => (before.readers[place] === reader ? before.people[place] : undefined) ?? personOf(reader, calendarOf(reader.facts)));
    known = { readers, branches, people };
    return people;
  };
}

export const personOf = (use: ReaderUse, open: OpenDays): Person => new HeldPerson(use, open);

/** Views into the columns are made where they are asked for: to keep them would take a hundred megabytes. */
class HeldPerson implements Person {
  private readonly use: ReaderUse;
  readonly open: OpenDays;

  constructor(use: ReaderUse, open: OpenDays) {
    this.use = use;
    this.open = open;
  }

  get id(): string {
    return this.use.id;
  }
  get facts(): ReaderFacts {
    return this.use.facts;
  }
  get uses(): ReaderUses {
    return this.use.uses;
  }
  get contacts(): ReaderUses {
    return this.use.contacts;
  }
  get minutes(): ReaderUses {
    return this.use.minutes;
  }
  get visitDays(): Days {
    return this.use.visitDays;
  }
  get history(): LifeHistory {
    const { facts, useDays, visitDays } = this.use;
    return historyOf(facts.life, useDays, visitDays, this.open);
  }
}

export function calendars(branches: readonly Row<"branch">[]): (facts: ReaderFacts) => OpenDays {
  const byBranch = new Map(branches.map((branch) => [branch.id, createOpenDays(branch)]));
  const usual: OpenDays = (branches.length === 1 ? byBranch.get(branches[0]?.id ?? "") : undefined) ?? createOpenDays();
  return ({ branch }) => byBranch.get(branch ?? "") ?? usual;
}
