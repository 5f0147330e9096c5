/**
 * The facts of all readers as columns: to make an object of each takes longer at a start than all that is asked of
 * them.
 */
import type { LifeFacts } from "#shared/analysis/life/life-state.ts";
import { choiceColumn } from "#shared/analysis/segments/reader-columns.ts";
import { type FewBytes, inFewBytes } from "../kept/few-bytes.ts";
import { recordOf } from "./counts.ts";
import type { ReaderFacts } from "./reader-facts.ts";

export interface PackedFacts {
  readonly texts: Readonly<Record<TextFact, PackedChoices>>;
  /** Days since 1970-01-01. */
  readonly days: Readonly<Record<DayFact, Int32Array>>;
  /** A bit for each of `FLAGS`. */
  readonly flags: Uint8Array;
}

interface PackedChoices {
  /** For each reader the place in `values` plus one; 0 where it is not known. */
  readonly codes: FewBytes;
  readonly values: readonly string[];
}

const TEXTS = [
  "branch",
  "formerBranches",
  "owner",
  "category",
  "gender",
  "ageBand",
  "source",
  "group",
  "leavingReason",
  "language",
  "preferredChannel",
  "interests",
  "consents",
  "tags",
  "serviceNeeds",
  "offers",
] as const;
type TextFact = (typeof TEXTS)[number];
const DAYS = ["birth", "metOn", "enrolledOn", "expiresOn", "leavingOn"] as const;
type DayFact = (typeof DAYS)[number];
/** No day: before every one there can be. */
const NONE = -(2 ** 31);
const FLAGS = ["hasCard", "isOfOrganisation", "hasPhone", "isOneReader"] as const;
type Flag = (typeof FLAGS)[number];
const BITS = Object.fromEntries(FLAGS.map((name, bit) => [name, 1 << bit])) as Record<Flag, number>; // one for each flag

/** One look-up for each column: spreading a hundred thousand facts takes longer than all of them. */
const OF: { readonly [N in TextFact]: (facts: ReaderFacts) => string | undefined } & {
  readonly [N in DayFact]: (facts: ReaderFacts) => number | undefined;
} & {
  readonly [N in Flag]: (facts: ReaderFacts) => boolean;
} = {
  branch: ({ branch }) => branch,
  formerBranches: ({ formerBranches }) => formerBranches,
  owner: ({ owner }) => owner,
  category: ({ category }) => category,
  gender: ({ gender }) => gender,
  ageBand: ({ ageBand }) => ageBand,
  source: ({ source }) => source,
  group: ({ group }) => group,
  leavingReason: ({ life }) => life.leaving?.reason,
  language: ({ language }) => language,
  preferredChannel: ({ preferredChannel }) => preferredChannel,
  interests: ({ interests }) => interests,
  consents: ({ consents }) => consents,
  tags: ({ tags }) => tags,
  serviceNeeds: ({ serviceNeeds }) => serviceNeeds,
  offers: ({ offers }) => offers,
  birth: ({ birth }) => birth,
  metOn: ({ metOn }) => metOn,
  enrolledOn: ({ life }) => life.enrolledOn,
  expiresOn: ({ expiresOn }) => expiresOn,
  leavingOn: ({ life }) => life.leaving?.on,
  hasCard: ({ life }) => life.hasCard,
  isOfOrganisation: ({ isOfOrganisation }) => isOfOrganisation,
  hasPhone: ({ hasPhone }) => hasPhone,
  isOneReader: ({ isOneReader }) => isOneReader,
};

export const packFacts = (facts: readonly ReaderFacts[]): PackedFacts => ({
  texts: recordOf(TEXTS, (name) => choices(facts.map(OF[name]))),
  days: recordOf(DAYS, (name) => Int32Array.from(facts, (of) => OF[name](of) ?? NONE)),
  flags: Uint8Array.from(facts, (of) => FLAGS.reduce((bits, name) => bits | (OF[name](of) ? BITS[name] : 0), 0)),
});

function choices(all: readonly (string | undefined)[]): PackedChoices {
  const { codes, values } = choiceColumn(all);
  return { codes: inFewBytes(codes), values };
}

/** Whether there are as many in each column. */
export const isOfReaders = ({ texts, days, flags }: Partial<PackedFacts>, count: number): boolean =>
  flags?.length === count &&
  TEXTS.every((name) => texts?.[name]?.codes.length === count) &&
  DAYS.every((name) => days?.[name]?.length === count);

export const factsAt = (packed: PackedFacts, place: number): ReaderFacts => new FactsView(packed, place);

/** One object is both: a second one for what the life cycle asks would be held for every reader. */
class FactsView implements ReaderFacts, LifeFacts {
  private readonly packed: PackedFacts;
  private readonly place: number;

  constructor(packed: PackedFacts, place: number) {
    this.packed = packed;
    this.place = place;
  }

  get life(): LifeFacts {
    return this;
  }
  get hasCard(): boolean {
    return this.has(BITS.hasCard);
  }
  get enrolledOn(): number | undefined {
    return this.day(this.packed.days.enrolledOn);
  }
  get leaving(): LifeFacts["leaving"] {
    const on = this.day(this.packed.days.leavingOn);
    if (on === undefined) return undefined;
    const reason = this.text(this.packed.texts.leavingReason);
    return reason === undefined ? undefined : { reason, on };
  }
  get branch(): string | undefined {
    return this.text(this.packed.texts.branch);
  }
  get formerBranches(): string | undefined {
    return this.text(this.packed.texts.formerBranches);
  }
  get owner(): string | undefined {
    return this.text(this.packed.texts.owner);
  }
  get birth(): number | undefined {
    return this.day(this.packed.days.birth);
  }
  get isOfOrganisation(): boolean {
    return this.has(BITS.isOfOrganisation);
  }
  get hasPhone(): boolean {
    return this.has(BITS.hasPhone);
  }
  get category(): string | undefined {
    return this.text(this.packed.texts.category);
  }
  get gender(): string | undefined {
    return this.text(this.packed.texts.gender);
  }
  get ageBand(): string | undefined {
    return this.text(this.packed.texts.ageBand);
  }
  get source(): string | undefined {
    return this.text(this.packed.texts.source);
  }
  get group(): string | undefined {
    return this.text(this.packed.texts.group);
  }
  get metOn(): number | undefined {
    return this.day(this.packed.days.metOn);
  }
  get expiresOn(): number | undefined {
    return this.day(this.packed.days.expiresOn);
  }
  get isOneReader(): boolean {
    return this.has(BITS.isOneReader);
  }
  get language(): string | undefined {
    return this.text(this.packed.texts.language);
  }
  get preferredChannel(): string | undefined {
    return this.text(this.packed.texts.preferredChannel);
  }
  get interests(): string | undefined {
    return this.text(this.packed.texts.interests);
  }
  get consents(): string | undefined {
    return this.text(this.packed.texts.consents);
  }
  get tags(): string | undefined {
    return this.text(this.packed.texts.tags);
  }
  get serviceNeeds(): string | undefined {
    return this.text(this.packed.texts.serviceNeeds);
  }
  get offers(): string | undefined {
    return this.text(this.packed.texts.offers);
  }

  private has(bit: number): boolean {
    return ((this.packed.flags[this.place] ?? 0) & bit) !== 0;
  }
  private text({ codes, values }: PackedChoices): string | undefined {
    const code = codes[this.place] ?? 0;
    // a place of −1 would be looked for by name
    return code === 0 ? undefined : values[code - 1];
  }
  private day(days: Int32Array): number | undefined {
    const day = days[this.place] ?? NONE;
    return day === NONE ? undefined : day;
  }
}
