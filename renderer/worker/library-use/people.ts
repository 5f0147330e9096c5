/**
 * Every reader with facts, use and life history; who has not changed since is the same object as before, at the same
 * place.
 */
import type { Days } from "#shared/analysis/ascending.ts";
import { type LifeHistory, lifeHistoryOf } from "#shared/analysis/life/life-state.ts";
import {
  createOpenDays,
  type FormerCalendar,
  type OpenCalendar,
  type OpenDays,
} from "#shared/analysis/life/open-days.ts";
import type { ReaderUses } from "#shared/analysis/uses.ts";
import type { Row } from "../../db/database.ts";
import { parseFormerBranches } from "./former-branches.ts";
import type { UseNow } from "./library-use.ts";
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
  readonly lastContactedOn: number | undefined;
}

export interface People {
  readonly now: readonly Person[];
  /** As they stand in the pack; null while there is none. */
  readonly packed: readonly Person[] | null;
}

type PeopleOf = (
  use: Pick<UseNow, "readers" | "packed">,
  branches: readonly Row<"branch">[],
  until: number | undefined,
) => People;

interface Known {
  readonly readers: readonly ReaderUse[];
  readonly branches: string;
  readonly people: readonly Person[];
}

const NOBODY: Known = { readers: [], branches: "", people: [] };

/** A reader without a branch goes by the only one there is, else by a house that is always open. */
export function createPeople(): PeopleOf {
  let [now, packed] = [NOBODY, NOBODY];
  return (use, rows, until) => {
    const branches = houseOf(rows, until);
    const bring = (readers: readonly ReaderUse[], own: Known, other: Known): Known => {
      const known = [own, other].filter((each) => each.branches === branches);
      const same = known.find((each) => each.readers === readers);
      if (same !== undefined) return same;
      const calendarOf = calendars(rows, until);
      const [first = NOBODY, second = NOBODY] = known;
      const knownAt = (reader: ReaderUse, place: number): Person | undefined =>
        first.readers[place] === reader
          ? first.people[place]
          : second.readers[place] === reader
            ? second.people[place]
            : undefined;
      return {
        readers,
        branches,
        people: readers.map((reader, place) => knownAt(reader, place) ?? personOf(reader, calendarOf(reader.facts))),
      };
    };
    packed = use.packed === null ? NOBODY : bring(use.packed.readers, packed, now);
    now = bring(use.readers, now, packed);
    return { now: now.people, packed: use.packed === null ? null : packed.people };
  };
}

/**
 * What everybody's open days go by; a branch that is named otherwise changes nobody. @param until as `housedUntil` says
 */
export const houseOf = (branches: readonly Row<"branch">[], until: number | undefined): string =>
  JSON.stringify([until ?? null, ...branches.map(openCalendarOf)]);

const openCalendarOf = ({ id, openDays, exceptions, vacations }: OpenCalendar & { readonly id: string }): unknown => [
  id,
  openDays,
  exceptions,
  vacations,
];

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
  get lastContactedOn(): number | undefined {
    return this.use.lastContactedOn;
  }
  get visitDays(): Days {
    return this.use.visitDays;
  }
  get history(): LifeHistory {
    const { facts, useDays, visitDays } = this.use;
    return lifeHistoryOf(facts.life, useDays, visitDays, this.open);
  }
}

/** Of whom a closing moved, the days before it go by the branch that closed. */
export function calendars(
  branches: readonly (OpenCalendar & { readonly id: string })[],
  until: number | undefined,
): (facts: Pick<ReaderFacts, "branch" | "formerBranches">) => OpenDays {
  const byBranch = new Map(branches.map((branch) => [branch.id, createOpenDays(branch, until)]));
  const usual: OpenDays =
    (branches.length === 1 ? byBranch.get(branches[0]?.id ?? "") : undefined) ?? createOpenDays({}, until);
  const calendarOf = (id: string | undefined): OpenCalendar =>
    branches.find((branch) => branch.id === id) ?? (branches.length === 1 ? (branches[0] ?? {}) : {});
  const moved = new Map<string, OpenDays>();
  return ({ branch, formerBranches }) => {
    if (formerBranches === undefined) return byBranch.get(branch ?? "") ?? usual;
    const key = `${branch ?? ""} ${formerBranches}`;
    const known = moved.get(key) ?? createOpenDays(calendarOf(branch), until, formerCalendars(formerBranches));
    moved.set(key, known);
    return known;
  };

  function formerCalendars(text: string): readonly FormerCalendar[] {
    return parseFormerBranches(text).map((of) => ({ calendar: calendarOf(of.branch), until: of.untilDay }));
  }
}
