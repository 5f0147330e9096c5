/**
 * The columns that segments ask, each made when a rule first asks for it, over the people as the statistics place them
 * today.
 */
import { ageBandOn, ageOn } from "#shared/analysis/age-band.ts";
import { daysUpTo, lastUpTo } from "#shared/analysis/ascending.ts";
import { servicesUsed } from "#shared/analysis/breadth.ts";
import { isSensitive, mainClassOf } from "#shared/analysis/interests.ts";
import { participationOn } from "#shared/analysis/participation.ts";
import {
  type Column,
  choiceColumn,
  dayColumn,
  numberColumn,
  SEGMENT_FIELDS,
  type SegmentField,
  setColumn,
  withValues,
} from "#shared/analysis/segments/reader-columns.ts";
import { isCore } from "#shared/analysis/value.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import { breathe } from "../breathe.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Placed } from "../library-use/placed.ts";
import { GROUP_SEPARATOR, listIn } from "../library-use/reader-facts.ts";
import type { Expectation } from "../statistics/expected-use.ts";
import type { ExtraPart, Extras } from "./reader-extras.ts";

type ValueOf = (item: Placed, place: number) => string | number | readonly string[] | undefined;

/** Which further part each field is read from. */
const PARTS: Readonly<Partial<Record<SegmentField, ExtraPart>>> = {
  mayContact: "contacts",
  openOpinions: "opinions",
  openOpinionTypes: "opinions",
  lastOpinionOn: "opinions",
};

/** What a column is made of besides the library's use. */
export interface ColumnExtras extends Extras {
  /** Classes that nobody is put into a group by. */
  readonly sensitive: readonly string[];
}

export const partsOf = (fields: Iterable<SegmentField>): ReadonlySet<ExtraPart> =>
  new Set([...fields].flatMap((field) => PARTS[field] ?? []));

/** Each takes as long as all others together: what has come to the worker meanwhile has its turn. */
const SLOW: ReadonlySet<SegmentField> = new Set(["probabilityActive", "expectedVisits"]);
const IN_A_BREATH = 2000;

/** Undefined for what the library does not record. */
export async function columnOf(
  field: SegmentField,
  view: LibraryView,
  extras: ColumnExtras,
  onProgress: OnProgress,
): Promise<Column | undefined> {
  const read = valuesOf(field, view, extras, SLOW.has(field) ? await view.expected(onProgress) : null);
  if (read === undefined) return undefined;
  const values: ReturnType<ValueOf>[] = [];
  for (const [place, item] of view.placed.entries()) {
    if (SLOW.has(field) && place % IN_A_BREATH === IN_A_BREATH - 1) await breathe();
    values.push(read(item, place));
  }
  // the kind of a field says what its values are
  switch (SEGMENT_FIELDS[field]) {
    case "choice":
      return choiceColumn(values as (string | undefined)[]);
    case "number":
      return numberColumn(values as (number | undefined)[]);
    case "day":
      return dayColumn(values as (number | undefined)[]);
    case "set":
      return setColumn(values as (readonly string[] | undefined)[]);
  }
}

/**
 * The column with the readers at these places read again; undefined where all are to be read, because one reader may
 * change what is said of the others.
 */
export function columnWith(
  field: SegmentField,
  column: Column,
  places: readonly number[],
  view: LibraryView,
  extras: ColumnExtras,
): Column | undefined {
  const read = SLOW.has(field) || field === "mayContact" ? undefined : valuesOf(field, view, extras, null);
  if (read === undefined) return undefined;
  const changes = new Map<number, ReturnType<ValueOf>>();
  for (const place of places) {
    const item = view.placed[place];
    if (item !== undefined) changes.set(place, read(item, place));
  }
  return withValues(column, changes);
}

function valuesOf(
  field: SegmentField,
  view: LibraryView,
  { contacts, opinions, sensitive }: ColumnExtras,
  expected: Expectation | null,
): ValueOf | undefined {
  const { day } = view;
  switch (field) {
    case "category":
    case "branch":
    case "gender":
    case "source":
    case "owner":
    case "language":
    case "preferredChannel":
      return ({ person }) => person.facts[field];
    case "consents":
    case "tags":
    case "serviceNeeds":
    case "offers":
      return listOf(field, listIn);
    case "interests":
      // nobody is put into a group by a class on religion, politics or medicine
      return listOf(field, (text) => [
        ...new Set(listIn(text).flatMap((code) => (isSensitive(code, sensitive) ? [] : (mainClassOf(code) ?? [])))),
      ]);
    case "mayContact":
      return ({ person }) => contacts.get(person.id);
    case "organisation":
      return ({ person }) => partOf(person.facts.group, 0);
    case "unit":
      return ({ person }) => partOf(person.facts.group, 1);
    case "expiresOn":
      return ({ person }) => person.facts.expiresOn;
    case "ageBand":
      return ({ person: { facts } }) => ageBandOn(facts.birth, day) ?? facts.ageBand;
    case "age":
      return ({ person }) => ageOn(person.facts.birth, day);
    case "lifeState":
      return ({ state }) => state;
    case "path": {
      const profiles = view.profiles();
      return (_, place) => profiles[place]?.path.step;
    }
    case "core":
      return ({ scores }) => (isCore(scores) ? "core" : undefined);
    case "r":
    case "f":
    case "v":
      // no score is no number
      return ({ scores }) => (scores[field] === 0 ? undefined : scores[field]);
    case "frequency":
    case "value":
      return ({ numbers }) => numbers[field];
    case "breadth":
      return ({ kinds }) => kinds;
    case "participation":
      return ({ person }) => participationOn(person.uses, day);
    case "services":
      return ({ person }) => servicesUsed(person.uses, day, person.open.knownOn(day));
    case "probabilityActive":
    case "expectedVisits":
      return ({ person }) => {
        const found = expected?.of(person);
        // the rows of a rule speak of twelve months
        if (found?.months !== 12) return undefined;
        return field === "expectedVisits" ? found.visits : found.coming * 100;
      };
    case "visits":
      return ({ person: { history } }) => daysUpTo(history.visitDays, day);
    case "lastVisitOn":
      return ({ person: { history } }) => lastUpTo(history.visitDays, day);
    case "lastUseOn":
      return ({ numbers }) => numbers.lastUse;
    case "enrolledOn":
      return ({ person }) => person.facts.life.enrolledOn;
    case "lastContactedOn":
      return ({ person }) => person.lastContactedOn;
    case "openOpinions":
      return ({ person }) => opinions.get(person.id)?.open ?? 0;
    case "openOpinionTypes":
      return ({ person }) => opinions.get(person.id)?.types;
    case "lastOpinionOn":
      return ({ person }) => opinions.get(person.id)?.last;
    case "answeredWaves":
      return undefined;
  }
}

/** A text that many share is taken apart once. */
function listOf(
  field: "consents" | "tags" | "serviceNeeds" | "offers" | "interests",
  take: (text: string) => readonly string[],
): ValueOf {
  const taken = new Map<string, readonly string[]>();
  return ({ person }) => {
    const text = person.facts[field];
    if (text === undefined) return undefined;
    const known = taken.get(text) ?? take(text);
    taken.set(text, known);
    return known;
  };
}

/** Of organisation and unit; nothing where it is not said. */
const partOf = (group: string | undefined, part: 0 | 1): string | undefined =>
  group?.split(GROUP_SEPARATOR)[part] || undefined;
