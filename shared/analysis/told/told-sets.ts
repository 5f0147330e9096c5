/**
 * Which sets of persons may be told of a library and of its branches: none of one to four persons, and none from
 * which, with all others that are told, sums and differences tell a set of so few, or what a set leaves of one that
 * holds it. (A sum over sets that cross, as a + b − c, can be of few too: it is a group that no tile and no word
 * names.)
 * A branch is open or closed, and all open ones tell the same sets: what is left of the whole without them is then one
 * closed branch more, so that each of them can be looked at by itself. What is told of the whole is decided first, the
 * important sets first. What is told of the whole alone adds nothing there: it would have to be a sum of what the
 * branches tell, and would be told of them.
 */
import { inverse, scale, subtract } from "./exact-vectors.ts";
import { isSmall } from "./small-cells.ts";

/** Sets that stand side by side, where one may be a part of others: a tile, or two that count the same persons. */
export interface Lens {
  readonly sets: readonly string[];
  readonly classes: readonly PersonClass[];
}

/** Persons who are in the same sets. */
export interface PersonClass {
  readonly in: ReadonlySet<string>;
  /** By branch, and of none in the last place. */
  readonly counts: readonly number[];
}

export interface ToldSets {
  /** All that were decided. */
  readonly decided: ReadonlySet<string>;
  readonly ofWhole: ReadonlySet<string>;
  /** Of each open branch. */
  readonly ofOpen: ReadonlySet<string>;
  /** Places of the branches that are open. */
  readonly open: ReadonlySet<number>;
}

export interface ToldBefore {
  /**
   * Decided elsewhere, as all of it stands there: it is told or hidden here too.
   */
  readonly given?: ToldSets;
  /**
   * Not all that is open there need be so here. Another one never is: what is hidden of it there, as of few, could be
   * worked out of what is told of it here.
   */
  readonly choosesOpen?: boolean;
  /** Sets whose persons together must not be known of a branch, or of the whole for null, however many they are. */
  readonly secret?: {
    readonly groups: readonly (readonly string[])[];
    readonly isSecretOf: (place: number | null) => boolean;
  };
  /** Whose places of persons in a branch do not add up to the whole: told of that alone. */
  readonly ofWholeOnly?: ReadonlySet<string>;
}

/** @param sets in the order in which they are told; the first one is of all */
export function toldSets(
  lenses: readonly Lens[],
  sets: readonly string[],
  { given, choosesOpen = given === undefined, ofWholeOnly = NONE, secret }: ToldBefore = {},
): ToldSets {
  const places = lenses[0]?.classes[0]?.counts.length ?? 1;
  const all = Array.from({ length: places }, (_, place) => place);
  const secretOf = (of: readonly (number | null)[]): readonly (readonly string[])[] =>
    secret !== undefined && of.some(secret.isSecretOf) ? secret.groups : [];
  const ofWhole = toldOfWhole(lenses, sets, all, given, secretOf([null]));
  const ofBranches = sets.filter((set) => ofWhole.has(set) && !ofWholeOnly.has(set));
  const ofOpen = (open: readonly number[]): ReadonlySet<string> => {
    const units = [...open.map((place) => [place]), all.filter((place) => !open.includes(place))];
    return told(lenses, ofBranches, units, given && { decided: given.decided, told: given.ofOpen }, secretOf(open));
  };
  const decided = new Set([...sets, ...(given?.decided ?? [])]);
  if (given !== undefined && !choosesOpen)
    return { decided, ofWhole, ofOpen: ofOpen([...given.open]), open: given.open };
  const sizes = all.map((place) =>
    (lenses[0]?.classes ?? []).reduce(
      (sum, { in: of, counts }) => sum + (of.has(sets[0] ?? "") ? (counts[place] ?? 0) : 0),
      0,
    ),
  );
  const mayOpen = all.slice(0, -1).filter((place) => given?.open.has(place) !== false);
  const largestFirst = mayOpen.toSorted((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  let best: Pick<ToldSets, "ofOpen" | "open"> = { ofOpen: NONE, open: new Set() };
  for (const many of largestFirst.keys()) {
    const open = largestFirst.slice(0, many + 1);
    const found = ofOpen(open);
    if (found.size * open.length >= best.ofOpen.size * best.open.size) best = { ofOpen: found, open: new Set(open) };
  }
  return { decided, ofWhole, ...best };
}

/** @param place of the branch, null for the whole */
export const isToldOf = ({ ofWhole, ofOpen, open }: ToldSets, place: number | null, set: string): boolean =>
  place === null ? ofWhole.has(set) : open.has(place) && ofOpen.has(set);

const NONE: ReadonlySet<string> = new Set();

interface Given {
  readonly decided: ReadonlySet<string>;
  readonly told: ReadonlySet<string>;
}

/** In the whole nobody is hidden who is not there: as many hidden sets as persons would mean one in each. */
function toldOfWhole(
  lenses: readonly Lens[],
  sets: readonly string[],
  all: readonly number[],
  given: ToldBefore["given"],
  secret: readonly (readonly string[])[],
): ReadonlySet<string> {
  const before = given && { decided: given.decided, told: given.ofWhole };
  for (let left = sets; ; ) {
    const found = told(lenses, left, [all], before, secret);
    const last = left.filter((set) => found.has(set) && !before?.decided.has(set)).at(-1);
    if (last === undefined || !lenses.some((lens) => countsOut(lens, found, all))) return found;
    left = left.filter((set) => set !== last);
  }
}

function told(
  lenses: readonly Lens[],
  sets: readonly string[],
  units: readonly (readonly number[])[],
  given: Given | undefined,
  secret: readonly (readonly string[])[],
): ReadonlySet<string> {
  const found = new Set<string>(given?.told);
  const knowledge = lenses.map((lens) => createKnowledge(lens, units, [...found], secret));
  for (const set of sets) {
    if (given?.decided.has(set) === true || !knowledge.every((each) => each.isSafeWith(set))) continue;
    for (const each of knowledge) each.take(set);
    found.add(set);
  }
  return found;
}

type Vector = Float64Array;
interface Row {
  readonly pivot: number;
  readonly vector: Vector;
}

interface Knowledge {
  readonly isSafeWith: (set: string) => boolean;
  readonly take: (set: string) => void;
}

/**
 * Few persons that must not be worked out, less what is known of them already, and the sets that name them: one, or one
 * without a part.
 */
interface Secret {
  readonly vector: Vector;
  readonly names: readonly (readonly string[])[];
}

/**
 * What can be worked out of the sets of a lens: a matrix in reduced echelon form, by classes.
 * @param given what is told of them already: where that alone tells a secret, nothing here may name it too
 */
function createKnowledge(
  { sets, classes }: Lens,
  units: readonly (readonly number[])[],
  given: readonly string[],
  secret: readonly (readonly string[])[],
): Knowledge {
  const own = new Set(sets);
  const persons = units.map((unit) =>
    classes.map(({ counts }) => unit.reduce((sum, place) => sum + (counts[place] ?? 0), 0)),
  );
  const isFew = (vector: Vector): boolean =>
    persons.some((counts) => isSmall(counts.reduce((sum, count, place) => sum + (vector[place] === 1 ? count : 0), 0)));
  const groups = secret.map(
    (names): Secret => ({
      vector: Float64Array.from(classes, ({ in: of }) => (names.some((name) => of.has(name)) ? 1 : 0)),
      names: [],
    }),
  );
  const toldHere = new Set<string>();
  let rows: readonly Row[] = [];
  let secrets: readonly Secret[] = [
    ...differences({ sets, classes }).filter(({ vector }) => isFew(vector)),
    ...groups.filter(({ vector }) => vector.includes(1)),
  ];
  const after = (set: string): { readonly rows: readonly Row[]; readonly secrets: readonly Secret[] } | null => {
    const vector = vectorOf(classes, set);
    for (const { pivot, vector: known } of rows) subtract(vector, known, vector[pivot] ?? 0);
    const pivot = vector.findIndex((each) => each !== 0);
    if (pivot < 0) return null;
    scale(vector, inverse(vector[pivot] ?? 1));
    const without = (of: Vector): Vector =>
      of[pivot] === 0 ? of : subtract(Float64Array.from(of), vector, of[pivot] ?? 0);
    return {
      rows: [...rows.map((row) => ({ pivot: row.pivot, vector: without(row.vector) })), { pivot, vector }],
      secrets: secrets.map((each) => ({ ...each, vector: without(each.vector) })),
    };
  };
  const take = (set: string): void => {
    if (!own.has(set)) return;
    toldHere.add(set);
    ({ rows, secrets } = after(set) ?? { rows, secrets });
  };
  for (const set of given) take(set);
  const lost = secrets.filter(isKnown);
  const fewRows = (of: readonly Row[]): readonly string[] =>
    of.filter(({ vector }) => isGroup(vector) && isFew(vector)).map(({ vector }) => vector.join());
  const lostRows = new Set(fewRows(rows));
  secrets = secrets.filter((each) => !isKnown(each));
  return {
    isSafeWith(set) {
      if (!own.has(set)) return true;
      if (
        lost.some(({ names }) =>
          names.some((pair) => pair.includes(set) && pair.every((name) => name === set || toldHere.has(name))),
        )
      )
        return false;
      const next = after(set);
      return next === null || !(fewRows(next.rows).some((row) => !lostRows.has(row)) || next.secrets.some(isKnown));
    },
    take,
  };
}

const isKnown = ({ vector }: Secret): boolean => vector.every((each) => each === 0);

const isGroup = (vector: Vector): boolean => vector.every((each) => each === 0 || each === 1);

const vectorOf = (classes: readonly PersonClass[], set: string): Vector =>
  Float64Array.from(classes, ({ in: of }) => (of.has(set) ? 1 : 0));

/** Each set, and each without one that is a part of it. */
function differences({ sets, classes }: Lens): readonly Secret[] {
  const named = sets
    .map((name) => ({ name, vector: vectorOf(classes, name) }))
    .filter(({ vector }) => vector.includes(1));
  const found = new Map<string, { readonly vector: Vector; readonly names: (readonly string[])[] }>();
  const note = (vector: Vector, names: readonly string[]): void => {
    const key = vector.join("");
    const known = found.get(key) ?? { vector, names: [] };
    known.names.push(names);
    found.set(key, known);
  };
  for (const whole of named) {
    note(whole.vector, [whole.name]);
    for (const part of named) {
      if (!part.vector.every((each, place) => each <= (whole.vector[place] ?? 0))) continue;
      const rest = whole.vector.map((each, place) => each - (part.vector[place] ?? 0));
      if (rest.includes(1)) note(rest, [whole.name, part.name]);
    }
  }
  return [...found.values()];
}

/** Whether of some group that is told so many sets beside each other are hidden that each of them has one person. */
function countsOut({ sets, classes }: Lens, found: ReadonlySet<string>, all: readonly number[]): boolean {
  const persons = classes.map(({ counts }) => all.reduce((sum, place) => sum + (counts[place] ?? 0), 0));
  const sizeOf = (vector: Vector): number =>
    persons.reduce((sum, count, place) => sum + (vector[place] === 1 ? count : 0), 0);
  const hidden = sets
    .filter((set) => !found.has(set))
    .map((set) => vectorOf(classes, set))
    .toSorted((a, b) => sizeOf(a) - sizeOf(b));
  return sets.some((set) => {
    if (!found.has(set)) return false;
    const whole = vectorOf(classes, set);
    const rest = Float64Array.from(whole);
    for (const part of sets) {
      const vector = vectorOf(classes, part);
      if (part !== set && found.has(part) && isWithin(vector, rest))
        for (const [place, each] of vector.entries()) if (each === 1) rest[place] = 0;
    }
    const size = sizeOf(rest);
    let [apart, open] = [0, Float64Array.from(rest)];
    for (const vector of hidden) {
      if (!vector.includes(1) || !isWithin(vector, open)) continue;
      apart += 1;
      open = open.map((each, place) => each - (vector[place] ?? 0));
    }
    return size > 0 && apart > 1 && apart >= size;
  });
}

const isWithin = (part: Vector, whole: Vector): boolean => part.every((each, place) => each <= (whole[place] ?? 0));
