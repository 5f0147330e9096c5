/** The library's use as it is kept between two starts: few long columns, for a million rows load slowly. */
import { type ChoiceColumn, choiceColumn, type NumberColumn, numberColumn } from "#shared/analysis/reader-columns.ts";
import type { Uses } from "#shared/analysis/uses.ts";
import { isPackedTexts, type PackedTexts, packTexts, unpackTexts } from "../search/packed-texts.ts";
import { type BusyDays, type PackedBusy, packBusy, unpackBusy } from "./busy-days.ts";
import { recordOf } from "./counts.ts";
import type { ReaderFacts } from "./reader-facts.ts";
import { columnsOf, type ReaderUse, readersIn } from "./reader-use.ts";

/** Raise it when the columns or what they mean change. */
const FORMAT = 2;

type Columns = Omit<Uses, "readers">;

export interface PackedUse {
  readonly format: number;
  readonly ids: PackedTexts;
  readonly texts: Readonly<Record<TextFact, ChoiceColumn>>;
  readonly numbers: Readonly<Record<NumberFact, NumberColumn>>;
  /** A bit for each of `FLAGS`. */
  readonly flags: Uint8Array;
  readonly uses: Columns;
  readonly contacts: Columns;
  readonly minutes: Columns;
  readonly busy: PackedBusy;
}

const TEXTS = ["branch", "owner", "category", "gender", "ageBand", "source", "group", "leavingReason"] as const;
type TextFact = (typeof TEXTS)[number];
const NUMBERS = ["birth", "metOn", "enrolledOn", "leavingOn"] as const;
type NumberFact = (typeof NUMBERS)[number];
const FLAGS = ["hasCard", "isOfOrganisation", "hasNeeds", "hasPhone", "isOneReader"] as const;

export function packUse({ readers, busy }: { readonly readers: readonly ReaderUse[]; readonly busy: BusyDays }): PackedUse {
  const { uses, contacts, minutes } = columnsOf(readers);
  const facts = readers.map((reader) => reader.facts);
  return {
    format: FORMAT,
    ids: packTexts(uses.readers),
    texts: recordOf(TEXTS, (name) => choiceColumn(facts.map(OF[name]))),
    numbers: recordOf(NUMBERS, (name) => numberColumn(facts.map(OF[name]))),
    flags: Uint8Array.from(facts, (of) => FLAGS.reduce((bits, name, bit) => bits | (OF[name](of) ? 1 << bit : 0), 0)),
    uses: bare(uses),
    contacts: bare(contacts),
    minutes: bare(minutes),
    busy: packBusy(busy),
  };
}

export function unpackUse(packed: PackedUse): { readonly readers: readonly ReaderUse[]; readonly busy: BusyDays } {
  const ids = unpackTexts(packed.ids);
  const factsAt = factsIn(packed);
  const facts = ids.map((_, place) => factsAt(place));
  const of = (columns: Columns): Uses => ({ readers: ids, ...columns });
  return { readers: readersIn({ uses: of(packed.uses), contacts: of(packed.contacts), minutes: of(packed.minutes) }, facts), busy: unpackBusy(packed.busy) };
}

/** Whether a kept pack is whole and of this program: a damaged one must not be counted. */
export function isPackedUse(value: unknown): value is PackedUse {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== FORMAT) return false;
  // written only by this program in this format: what a disk can do to it is to cut it off
  const { ids, texts, numbers, flags, uses, contacts, minutes, busy } = value as Partial<PackedUse>;
  if (!isPackedTexts(ids) || flags === undefined || busy === undefined) return false;
  const count = ids.starts.length - 1;
  return (
    flags.length === count &&
    TEXTS.every((name) => texts?.[name]?.codes.length === count) &&
    NUMBERS.every((name) => numbers?.[name]?.numbers.length === count) &&
    [uses, contacts, minutes].every((columns) => columns !== undefined && isWhole(columns, count)) &&
    busy.counts.length === busy.days.length * 24 &&
    busy.branches.codes.length === busy.days.length
  );
}

function isWhole({ starts, days, kinds, amounts }: Columns, count: number): boolean {
  const size = days.length;
  return (
    starts.length === count + 1 && starts[0] === 0 && starts[count] === size && kinds.length === size && amounts.length === size && starts.every((start, place) => start >= (starts[place - 1] ?? 0))
  );
}

const bare = ({ starts, days, kinds, amounts }: Uses): Columns => ({ starts, days, kinds, amounts });

/** One look-up for each column: spreading a hundred thousand facts takes longer than all of them. */
const OF: { readonly [N in TextFact]: (facts: ReaderFacts) => string | undefined } & { readonly [N in NumberFact]: (facts: ReaderFacts) => number | undefined } & {
  readonly [N in (typeof FLAGS)[number]]: (facts: ReaderFacts) => boolean;
} = {
  branch: ({ branch }) => branch,
  owner: ({ owner }) => owner,
  category: ({ category }) => category,
  gender: ({ gender }) => gender,
  ageBand: ({ ageBand }) => ageBand,
  source: ({ source }) => source,
  group: ({ group }) => group,
  leavingReason: ({ life }) => life.leaving?.reason,
  birth: ({ birth }) => birth,
  metOn: ({ metOn }) => metOn,
  enrolledOn: ({ life }) => life.enrolledOn,
  leavingOn: ({ life }) => life.leaving?.on,
  hasCard: ({ life }) => life.hasCard,
  isOfOrganisation: ({ isOfOrganisation }) => isOfOrganisation,
  hasNeeds: ({ hasNeeds }) => hasNeeds,
  hasPhone: ({ hasPhone }) => hasPhone,
  isOneReader: ({ isOneReader }) => isOneReader,
};

/** One literal, so that all facts have one shape in memory. */
function factsIn({ texts, numbers, flags }: PackedUse): (place: number) => ReaderFacts {
  const text = ({ values, codes }: ChoiceColumn, place: number): string | undefined => values[(codes[place] ?? 0) - 1];
  const number = ({ numbers: all }: NumberColumn, place: number): number | undefined => {
    const found = all[place] ?? Number.NaN;
    return Number.isNaN(found) ? undefined : found;
  };
  const [hasCard, isOfOrganisation, hasNeeds, hasPhone, isOneReader] = FLAGS.map((_, bit) => 1 << bit) as [number, number, number, number, number]; // as many as flags
  return (place) => {
    const bits = flags[place] ?? 0;
    const [reason, on] = [text(texts.leavingReason, place), number(numbers.leavingOn, place)];
    return {
      life: { hasCard: (bits & hasCard) !== 0, enrolledOn: number(numbers.enrolledOn, place), leaving: reason === undefined || on === undefined ? undefined : { reason, on } },
      branch: text(texts.branch, place),
      owner: text(texts.owner, place),
      birth: number(numbers.birth, place),
      isOfOrganisation: (bits & isOfOrganisation) !== 0,
      hasNeeds: (bits & hasNeeds) !== 0,
      hasPhone: (bits & hasPhone) !== 0,
      category: text(texts.category, place),
      gender: text(texts.gender, place),
      ageBand: text(texts.ageBand, place),
      source: text(texts.source, place),
      group: text(texts.group, place),
      metOn: number(numbers.metOn, place),
      isOneReader: (bits & isOneReader) !== 0,
    };
  };
}
