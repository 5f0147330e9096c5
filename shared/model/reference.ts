/**
 * References from one record to another, each with what it means to the person to whom it leads. An id that stands
 * in a field without a meaning does not compile: its schema is not given out. Erasing, a person's file and the
 * lookups of the database read the meanings from the declarations.
 */
import * as v from "valibot";

export type Meaning =
  /** The record is hers, and is erased with her. */
  | "belongs"
  /** Shown empty once she is erased; the record stays. */
  | "mentions"
  /** It says what was done about her, and stays: a random case number takes her place. */
  | "outlives"
  /** A place, a rule, a colleague who answers for an act: no erasing touches it. */
  | "stays";

export interface Reference {
  /** Kind that is named; null where the value says it itself: `{ kind, id }`. */
  readonly to: string | null;
  readonly meaning: Meaning;
}

/**
 * Where in a field's value (of a set an element, of a map an entry's value) a reference stands; `*` is each item of a
 * list.
 */
export interface ReferencePlace extends Reference {
  readonly path: readonly string[];
}

/** The id of another record. */
const ref = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
/** A record of any kind. */
const anyRecord = v.object({ kind: ref, id: ref });

const meaning = <T>(schema: v.GenericSchema<T>, to: string | null, means: Meaning): v.GenericSchema<T> =>
  v.pipe(schema, v.metadata({ reference: { to, meaning: means } satisfies Reference }));

/** One of these in a record makes it a belonging. Only as the whole value of a field, so that it can be found. */
export const belongsTo = (kind: "reader" | "interaction" | "attachment") => meaning(ref, kind, "belongs");
export const belongsToAny = () => meaning(anyRecord, null, "belongs");

/** A person whom a record that is not hers names. */
export const mentions = (kind: "reader" | "staff") => meaning(ref, kind, "mentions");

/** Only as the whole value of a field. */
export const outlivesAny = () => meaning(anyRecord, null, "outlives");

/** @param what a kind of record, or in words what else has ids: a desk, a stream, a rule */
export const refersTo = (what: string) => meaning(ref, what, "stays");

/** All references that values of a schema may hold. */
export const placesIn = (schema: v.GenericSchema): readonly ReferencePlace[] =>
  leavesIn(schema).flatMap(({ path, reference }) => (reference === null ? [] : [{ path, ...reference }]));

/** What a schema ends in: a reference, or a part that has no parts. */
export interface Leaf {
  readonly path: readonly string[];
  readonly schema: v.GenericSchema;
  readonly reference: Reference | null;
}

export function leavesIn(schema: v.GenericSchema, path: readonly string[] = []): readonly Leaf[] {
  const { reference = null } = v.getMetadata(schema) as { readonly reference?: Reference }; // written only above
  const parts = reference === null ? partsOf(schema) : [];
  if (parts.length === 0) return [{ path, schema, reference }];
  return parts.flatMap(([step, part]) => leavesIn(part, step === null ? path : [...path, step]));
}

type Part = readonly [step: string | null, schema: v.GenericSchema];

/** What a schema is made of, by valibot's own names. */
function partsOf(schema: v.GenericSchema): readonly Part[] {
  const { entries, item, items, value, wrapped, options } = schema as unknown as Parts; // each kind of schema has some of these
  return [
    ...Object.entries(entries ?? {}),
    ...[item, value].flatMap((part): readonly Part[] => (isSchema(part) ? [["*", part]] : [])),
    ...(items ?? []).map((part): Part => ["*", part]),
    ...[wrapped, ...(Array.isArray(options) ? options : [])].flatMap((part): readonly Part[] =>
      isSchema(part) ? [[null, part]] : [],
    ),
  ];
}

interface Parts {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: unknown;
  readonly items?: readonly v.GenericSchema[];
  readonly value?: unknown;
  readonly wrapped?: unknown;
  readonly options?: unknown;
}

const isSchema = (part: unknown): part is v.GenericSchema =>
  typeof part === "object" && part !== null && "kind" in part && part.kind === "schema";
