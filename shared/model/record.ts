/**
 * How a record kind is declared: once, with the schema, the merge and the privacy of every field.
 * Tables, the change codec, importers, forms and analyses read the declaration.
 */
import * as v from "valibot";

/**
 * How two writes that have not seen each other are shown:
 * `ask` keeps both as a conflict, `latest` shows the later silently, `max` the greater,
 * `withdrawn` any withdrawal of a consent.
 */
export type Merge = "ask" | "latest" | "max" | "withdrawn";

/** `one` value in one cell; a `set` has a cell per element, a `map` a cell per key (`field/key`). */
export type Shape = "one" | "set" | "map";

export interface FieldSpec {
  readonly shape: Shape;
  readonly merge: Merge;
  /** Of the whole value for `one`, of an element for `set`, of an entry's value for `map`. */
  readonly schema: v.GenericSchema;
  /** Says something about a person. */
  readonly personal: boolean;
  /** Shown masked until revealed: phones, address, birth date, identity numbers, e-mail, notes. */
  readonly masked: boolean;
}

interface Privacy {
  readonly personal?: boolean;
  readonly masked?: boolean;
}

export interface Field<T, S extends Shape> extends FieldSpec {
  readonly shape: S;
  /** Only for the type checker. */
  readonly type?: T;
}

const spec = <T, S extends Shape>(shape: S, schema: v.GenericSchema, merge: Merge, privacy: Privacy): Field<T, S> => ({
  shape,
  schema,
  merge,
  personal: privacy.personal ?? privacy.masked ?? false,
  masked: privacy.masked ?? false,
});

export const one = <T>(schema: v.GenericSchema<unknown, T>, merge: Merge = "ask", privacy: Privacy = {}): Field<T, "one"> => spec("one", schema, merge, privacy);

/** Elements are texts; adding wins over a removal that has not seen it. */
export const set = (privacy: Privacy = {}): Field<readonly string[], "set"> => spec("set", v.string(), "latest", privacy);

export const map = <T>(schema: v.GenericSchema<unknown, T>, merge: Merge = "ask", privacy: Privacy = {}): Field<Readonly<Record<string, T>>, "map"> => spec("map", schema, merge, privacy);

export interface RecordSpec<F extends Readonly<Record<string, FieldSpec>> = Readonly<Record<string, FieldSpec>>> {
  readonly kind: string;
  readonly fields: F;
}

export const defineRecord = <const F extends Readonly<Record<string, FieldSpec>>>(kind: string, fields: F): RecordSpec<F> => ({ kind, fields });

/** The values of a record; a field that was never filled, or was cleared, is absent. */
export type ValuesOf<R> = R extends RecordSpec<infer F> ? { readonly [K in keyof F]?: F[K] extends Field<infer T, Shape> ? T : never } : never;

/** Long enough for a name of fifty characters and more, short enough for one screen line of an error. */
const NAME_MAX = 200;
const TEXT_MAX = 20_000;

/** C0 and C1 controls, which no field may hold (line breaks and tabs are allowed in long texts). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, keeping tab and line feed
const CONTROLS_IN_TEXT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** One line: a name, a code, a number kept as text. Controls are stripped, both ends trimmed. */
export const line = v.pipe(
  v.string(),
  v.transform((text) => text.replace(CONTROLS, "").trim()),
  v.minLength(1),
  v.maxLength(NAME_MAX),
);

/** Several lines in a person's own words. */
export const text = v.pipe(
  v.string(),
  v.transform((value) => value.replace(CONTROLS_IN_TEXT, "").trim()),
  v.minLength(1),
  v.maxLength(TEXT_MAX),
);

/** An instant in epoch milliseconds. */
export const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A calendar day, `YYYY-MM-DD`. */
export const day = v.pipe(v.string(), v.isoDate());

/** The id of another record. */
export const ref = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A count or a number of minutes. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
