/**
 * How a record kind is declared: once, with the schema, the merge and the privacy of every field, what its references
 * mean, its indexes, and how it is asked about, restored and put right. Tables, the change codec, importers, forms,
 * conflicts, erasing and analyses read the declaration.
 * What one person contributes to a shared record (backer, recipient, answer, vote, attendance) is a record of its
 * own, never an element inside the shared one: it is erased with her, and two desks never write into one value.
 */
import * as v from "valibot";
import { placesIn, type ReferencePlace } from "./reference.ts";

/**
 * How two writes that have not seen each other are shown:
 * `ask` keeps both as a conflict, `latest` shows the later silently, `max` the greater,
 * `withdrawn` any withdrawal of a consent, any no in a call and any wish not to be contacted or answered, `first` the earlier of those that say
 * something; `once` shows it too, of what is done once whoever does it, and asks where somebody else has emptied it.
 */
export type Merge = "ask" | "latest" | "max" | "withdrawn" | "first" | "once";

/** A consent that is refused; of a field that says nothing else than a refusal, whatever stands in it. */
export const isWithdrawal = (value: unknown): boolean =>
  value === true ||
  typeof value === "string" ||
  (typeof value === "object" && value !== null && !("given" in value && value.given === true));

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
  /** Records that its values name. */
  readonly references: readonly ReferencePlace[];
}

interface Privacy {
  readonly personal?: boolean;
  readonly masked?: boolean;
}

export interface RecordField<T, S extends Shape> extends FieldSpec {
  readonly shape: S;
  /** Only for the type checker. */
  readonly type?: T;
}

const spec = <T, S extends Shape>(
  shape: S,
  schema: v.GenericSchema,
  merge: Merge,
  privacy: Privacy,
): RecordField<T, S> => ({
  shape,
  schema,
  merge,
  personal: privacy.personal ?? privacy.masked ?? false,
  masked: privacy.masked ?? false,
  references: placesIn(schema),
});

export const one = <T>(
  schema: v.GenericSchema<unknown, T>,
  merge: Merge = "ask",
  privacy: Privacy = {},
): RecordField<T, "one"> => spec("one", schema, merge, privacy);

/** Elements are words, or ids with a meaning; adding wins over a removal that has not seen it. */
export const set = (
  element: v.GenericSchema<unknown, string>,
  privacy: Privacy = {},
): RecordField<readonly string[], "set"> => spec("set", element, "latest", privacy);

export const map = <T>(
  schema: v.GenericSchema<unknown, T>,
  merge: Merge = "ask",
  privacy: Privacy = {},
): RecordField<Readonly<Record<string, T>>, "map"> => spec("map", schema, merge, privacy);

/** What else the program must know of a kind. None of it has a default: it is decided where the record is declared. */
export interface RecordOptions {
  /**
   * `few`: its table is read whole; `many`: whatever is looked for has an index; `large`: so too, and a row is as large
   * as a file, so that runs over the table are short.
   */
  readonly rows: "few" | "many" | "large";
  /** Beside id and `gone`, in Dexie's words; the published migrations must come to the same. */
  readonly indexes: readonly string[];
  /** Whether its conflicts stand in the inbox: somebody edits it. */
  readonly inbox: boolean;
  /** Whether a restore turns it back; what says what was done, not how things stand, it leaves. */
  readonly restored: boolean;
  /**
   * Whether times that a wrong clock gave it are moved where the clock is put right; what says what was done keeps what
   * it says.
   */
  readonly timesMove: boolean;
}

type Fields = Readonly<Record<string, FieldSpec>>;

export interface RecordSpec<F extends Fields = Fields> extends RecordOptions {
  readonly kind: string;
  readonly fields: F;
}

export const defineRecord = <const F extends Fields>(
  kind: string,
  options: RecordOptions,
  fields: F,
): RecordSpec<F> => ({ kind, fields, ...options });

/** The values of a record; a field that was never filled, or was cleared, is absent. */
export type ValuesOf<R> =
  R extends RecordSpec<infer F>
    ? { readonly [K in keyof F]?: F[K] extends RecordField<infer T, Shape> ? T : never }
    : never;

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

/** One of a set: a tag, a code, a weekday, the number of an import. */
export const word = v.string();

/** Where any text may stand. None of them is for the id of a record, which has its meaning: `reference.ts`. */
export const WORDS: readonly v.GenericSchema[] = [line, text, word];

/** An instant in epoch milliseconds. */
export const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A calendar day, `YYYY-MM-DD`. */
export const day = v.pipe(v.string(), v.isoDate());

/** A count or a number of minutes. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
