/**
 * Pairs of readers who may be one person, each with its reasons as words and no score. A pair is what two facts say
 * together (one name and one phone), or one that belongs to one person only (a card, a student's number). People of one
 * household share a phone by nature: for them it is no reason. A value that many share (a school's phone) says nothing
 * of anybody. Whoever is compared first does not matter, and the order of the pairs depends on the readers alone.
 */
/** In the order in which they are said. */
export const DUPLICATE_REASONS = [
  "same-card",
  "same-number",
  "card-changed",
  "same-name",
  "same-name-script",
  "same-sound",
  "same-phone",
  "same-birth-date",
] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** What is compared of a person; everything folded, so that two writings of one thing are one text. */
export interface PersonFacts {
  /** Of the record under which all that were merged into it stand. */
  readonly id: string;
  /** When the record was made, in epoch milliseconds. */
  readonly madeAt: number;
  /** Null for somebody without a name. */
  readonly name: string | null;
  /** The name with its own script: traditional characters are not simplified ones. */
  readonly written: string | null;
  readonly phones: readonly string[];
  readonly birthDate?: string;
  /** Other numbers with their scheme: a student's, the library system's. */
  readonly numbers: readonly string[];
  readonly card?: string;
  readonly formerCards: readonly string[];
  readonly organisation?: string;
  /** Days between which the card is good. */
  readonly enrolledOn?: string;
  readonly overOn?: string;
  /** Ids of her household and guardian. */
  readonly kin: readonly string[];
}

export interface DuplicatePair {
  /** The smaller one first. */
  readonly first: string;
  readonly second: string;
  readonly reasons: readonly DuplicateReason[];
  /** When the later of the two was made, in epoch milliseconds. */
  readonly since: number;
}

/** A value that more persons share than this is a house's or a school's. A family of three generations is below it. */
export const MOST_SHARING = 8;
/** Persons, or candidates, between two pauses. */
const AT_ONCE = 1000;

/**
 * Gives the share done now and then, so that whoever runs it can let others go first; its return is the answer, the
 * newest pairs first.
 * @param soundOf how a name is read, asked only where two share a phone; null where it is not known
 */
export function* findDuplicates(
  people: readonly PersonFacts[],
  soundOf: (person: PersonFacts) => string | null,
): Generator<number, readonly DuplicatePair[]> {
  const shared = crowdedPhones(people);
  const buckets = new Map<string, PersonFacts[]>();
  for (const [place, person] of people.entries()) {
    for (const key of keysOf(person, shared)) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [person]);
      else if (bucket.length <= MOST_SHARING) bucket.push(person);
    }
    if (place % AT_ONCE === AT_ONCE - 1) yield place / (2 * people.length);
  }
  const houseOf = households(people);
  const pairs = new Map<string, DuplicatePair>();
  const looked = new Set<string>();
  let place = 0;
  for (const bucket of buckets.values()) {
    if (++place % AT_ONCE === 0) yield (1 + place / buckets.size) / 2;
    if (bucket.length < 2 || bucket.length > MOST_SHARING) continue;
    for (const [a, b] of couples(bucket)) {
      const key = `${a.id}\n${b.id}`;
      if (looked.has(key)) continue;
      looked.add(key);
      const isKin = houseOf(a.id) === houseOf(b.id);
      const reasons = reasonsFor(a, b, { shared, soundOf });
      if (isPair(new Set(reasons), isKin))
        pairs.set(key, { first: a.id, second: b.id, reasons, since: Math.max(a.madeAt, b.madeAt) });
    }
  }
  return [...pairs.values()].toSorted(
    (a, b) => b.since - a.since || inOrder(a.first, b.first) || inOrder(a.second, b.second),
  );
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether two know different birth dates: most likely two people, a mother and her child, say. */
export const birthDatesDiffer = (a: { readonly birthDate?: string }, b: { readonly birthDate?: string }): boolean =>
  a.birthDate !== undefined && b.birthDate !== undefined && a.birthDate !== b.birthDate;

function crowdedPhones(people: readonly PersonFacts[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { phones } of people) for (const phone of new Set(phones)) counts.set(phone, (counts.get(phone) ?? 0) + 1);
  return new Set([...counts].flatMap(([phone, count]) => (count > MOST_SHARING ? [phone] : [])));
}

function* keysOf(person: PersonFacts, shared: ReadonlySet<string>): Generator<string> {
  const { name, phones, birthDate, numbers, card, formerCards, organisation } = person;
  for (const number of new Set(numbers)) yield `number\n${number}`;
  for (const one of new Set(card === undefined ? formerCards : [card, ...formerCards])) yield `card\n${one}`;
  for (const phone of new Set(phones)) if (!shared.has(phone)) yield `phone\n${phone}`;
  if (name === null) return;
  if (birthDate !== undefined) yield `born\n${name}\n${birthDate}`;
  if (organisation !== undefined) yield `place\n${name}\n${organisation}`;
}

function* couples(bucket: readonly PersonFacts[]): Generator<readonly [PersonFacts, PersonFacts]> {
  for (const [place, one] of bucket.entries())
    for (const other of bucket.slice(place + 1)) {
      if (one.id !== other.id) yield one.id < other.id ? [one, other] : [other, one];
    }
}

function reasonsFor(
  a: PersonFacts,
  b: PersonFacts,
  {
    shared,
    soundOf,
  }: { readonly shared: ReadonlySet<string>; readonly soundOf: (person: PersonFacts) => string | null },
): readonly DuplicateReason[] {
  const isName = a.name !== null && a.name === b.name;
  const isPhone = a.phones.some((phone) => !shared.has(phone) && b.phones.includes(phone));
  const sound = isPhone && !isName ? soundOf(a) : null;
  const holds: Readonly<Record<DuplicateReason, boolean>> = {
    "same-card": a.card !== undefined && a.card === b.card,
    "same-number": a.numbers.some((number) => b.numbers.includes(number)),
    "card-changed": hasFormerCard(a, b) || hasFormerCard(b, a) || followed(a, b) || followed(b, a),
    "same-name": isName && a.written === b.written,
    "same-name-script": isName && a.written !== b.written,
    "same-sound": sound !== null && sound === soundOf(b),
    "same-phone": isPhone,
    "same-birth-date": a.birthDate !== undefined && a.birthDate === b.birthDate,
  };
  return DUPLICATE_REASONS.filter((reason) => holds[reason]);
}

const hasFormerCard = ({ formerCards }: PersonFacts, { card, formerCards: others }: PersonFacts): boolean =>
  formerCards.some((former) => former === card || others.includes(former));

/** One's card was over when the other's, of the same name and place, was given out. */
const followed = (before: PersonFacts, after: PersonFacts): boolean =>
  before.name !== null &&
  before.name === after.name &&
  before.organisation !== undefined &&
  before.organisation === after.organisation &&
  before.overOn !== undefined &&
  after.enrolledOn !== undefined &&
  before.overOn <= after.enrolledOn &&
  !birthDatesDiffer(before, after);

function isPair(reasons: ReadonlySet<DuplicateReason>, isKin: boolean): boolean {
  if (reasons.has("same-card") || reasons.has("same-number") || reasons.has("card-changed")) return true;
  const [isPhone, isBorn] = [reasons.has("same-phone"), reasons.has("same-birth-date")];
  if (reasons.has("same-name") || reasons.has("same-name-script")) return isPhone || isBorn;
  return isPhone && !isKin && (isBorn || reasons.has("same-sound"));
}

/** Who lives together, directly or by somebody else; a guardian counts as one of the house. */
function households(people: readonly PersonFacts[]): (id: string) => string {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let at = id;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) at = next;
    return at;
  };
  for (const { id, kin } of people)
    for (const other of kin) {
      const [root, of] = [rootOf(id), rootOf(other)];
      if (root !== of) parents.set(root, of);
    }
  return rootOf;
}
