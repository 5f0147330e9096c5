/**
 * Whom records name, by what their references mean: the owners of a belonging, with whom it is erased, and the
 * people of whom a record that stays says no more once they are erased. All of it follows from the declarations.
 */
import type { Json } from "../kernel/json.ts";
import { KINDS, type Kind, RECORDS } from "./kinds.ts";
import type { FieldSpec, Shape } from "./record.ts";
import type { Meaning, ReferencePlace } from "./reference.ts";

export interface NamingField {
  readonly kind: Kind;
  readonly field: string;
  readonly shape: Shape;
  readonly places: readonly ReferencePlace[];
}

/** The fields of all kinds with references of a meaning. */
export const fieldsThat = (...meanings: readonly Meaning[]): readonly NamingField[] =>
  KINDS.flatMap((kind) => {
    const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
    return Object.entries(fields).flatMap(([field, { shape, references }]) => {
      const places = references.filter(({ meaning }) => meanings.includes(meaning));
      return places.length > 0 ? [{ kind, field, shape, places }] : [];
    });
  });

/** The fields by which a record is somebody's own. */
export const BELONGING: readonly NamingField[] = fieldsThat("belongs");

/** The kinds that may belong to a reader, directly or through another record. */
export const BELONGING_KINDS: readonly Kind[] = [...new Set(BELONGING.map(({ kind }) => kind))];

/** An erasing names readers and what belongs to them, never a colleague. */
const isErasable = ({ to }: ReferencePlace): boolean =>
  to === null || to === "reader" || BELONGING_KINDS.some((kind) => kind === to);

/** Of records that stay, the fields that name whom an erasing may name. */
export const FORGETTING: readonly NamingField[] = fieldsThat("mentions", "outlives").filter(({ places }) =>
  places.some(isErasable),
);

const byKind = (fields: readonly NamingField[]): ReadonlyMap<string, readonly NamingField[]> =>
  new Map(fields.map(({ kind }) => [kind, fields.filter((other) => other.kind === kind)]));

const BELONGING_OF = byKind(BELONGING);
const FORGETTING_OF = byKind(FORGETTING);
const NO_FIELDS: readonly NamingField[] = [];

/** `kind/id` of the records that some values of a record name as its owners. */
export const ownersOf = (kind: string, values: Readonly<Record<string, unknown>>): readonly string[] =>
  (BELONGING_OF.get(kind) ?? NO_FIELDS).flatMap(({ field, places }) =>
    places.flatMap((place) => keysAt(values[field], place, place.path)),
  );

/** `kind/id` of whom a row, or the cells of an operation, name and would name no more after an erasing. */
export const namedIn = (kind: string, values: Readonly<Record<string, unknown>>): readonly string[] =>
  (FORGETTING_OF.get(kind) ?? NO_FIELDS).flatMap(({ field, shape, places }) =>
    valuesOf(values, field, shape).flatMap((value) => places.flatMap((place) => keysAt(value, place, place.path))),
  );

/**
 * Of a set its elements, of a map its values: in a row under the field's name, in an operation each in its own cell.
 */
function valuesOf(values: Readonly<Record<string, unknown>>, field: string, shape: Shape): readonly unknown[] {
  const whole = values[field];
  if (shape === "one") return whole === undefined ? [] : [whole];
  const cells = Object.keys(values).filter((cell) => cell.startsWith(`${field}/`));
  return [
    ...(typeof whole === "object" && whole !== null ? Object.values(whole) : []),
    ...cells.map((cell) => (shape === "set" ? cell.slice(field.length + 1) : values[cell])),
  ];
}

/** Whether a field may name somebody who can be erased. */
export const isForgetting = (kind: string, cell: string): boolean => fieldOfCell(kind, cell) !== undefined;

const fieldOfCell = (kind: string, cell: string): NamingField | undefined =>
  FORGETTING_OF.get(kind)?.find(
    ({ field, shape }) => cell === field || (shape !== "one" && cell.startsWith(`${field}/`)),
  );

/** Of records that outlive an erasing, the fields that name whom they are about. */
export const OUTLIVING: readonly NamingField[] = fieldsThat("outlives");

/** What stands in the place of an erased person: a case. How its id begins, whatever the number is. */
export const CASE_ID = "case-";
export const caseOf = (number: string) => ({ kind: "case", id: `${CASE_ID}${number}` });

/** As long as there is no number: the same on every desk. */
export const NO_CASE = caseOf("none");

/**
 * The value of a cell without whom is erased; itself where it names nobody of them, undefined where the cell's own
 * name does. It depends on the value alone, so that it makes no difference whether a write or the erasing came first.
 */
export function valueWithout(
  kind: string,
  cell: string,
  value: Json,
  isErased: (key: string) => boolean,
): Json | undefined {
  const found = fieldOfCell(kind, cell);
  if (found === undefined) return value;
  const { field, shape, places } = found;
  if (shape === "set")
    return places.some((place) => isErased(`${place.to}/${cell.slice(field.length + 1)}`)) ? undefined : value;
  return places.reduce<Json>(
    (left, place) => partWithout(left, place, place.path, isErased) ?? (place.meaning === "outlives" ? NO_CASE : null),
    value,
  );
}

/** Undefined where it is such a reference itself. */
function partWithout(
  value: Json,
  place: ReferencePlace,
  [step, ...rest]: readonly string[],
  isErased: (key: string) => boolean,
): Json | undefined {
  if (step === undefined) return keysAt(value, place, []).some(isErased) ? undefined : value;
  const without = (item: Json): Json | undefined => partWithout(item, place, rest, isErased);
  if (step === "*" && Array.isArray(value)) {
    const kept = value.flatMap((item: Json) => without(item) ?? []);
    return kept.length === value.length && kept.every((item, index) => item === value[index]) ? value : kept;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { [step]: part, ...others } = value as Readonly<Record<string, Json>>; // what is left is an object
  if (part === undefined) return value;
  const kept = without(part);
  return kept === part ? value : kept === undefined ? others : { ...others, [step]: kept };
}

/** `kind/id` of what stands at a place of a value; nothing where the value has another form. */
function keysAt(value: unknown, place: ReferencePlace, [step, ...rest]: readonly string[]): readonly string[] {
  if (step === "*") return Array.isArray(value) ? value.flatMap((item) => keysAt(item, place, rest)) : [];
  if (step !== undefined)
    return typeof value === "object" && value !== null && Object.hasOwn(value, step)
      ? keysAt((value as Readonly<Record<string, unknown>>)[step], place, rest)
      : [];
  if (place.to !== null) return typeof value === "string" ? [`${place.to}/${value}`] : [];
  return typeof value === "object" && value !== null && "kind" in value && "id" in value
    ? [`${String(value.kind)}/${String(value.id)}`]
    : [];
}
