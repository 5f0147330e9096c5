/**
 * The setting of the whole library that says which classes (with what lies below them) may not be inferred for a
 * person, asked for in a segment or exported. Where none is set: religion, politics and law, medicine, in the scheme
 * that libraries of the place use. One figure is another subject in every decimal scheme: 32 is politics in Dewey's and
 * astronomy in the one of Taiwan.
 */
import * as v from "valibot";
import type { Jurisdiction } from "../house.ts";

export const SENSITIVE_CLASSES_ID = "setting-sensitive-classes";

/**
 * What figures stand for: 2 in all decimal schemes; 32, 34, 61 in Dewey's and the Universal one; 41, 57, 58 in the one
 * used in Taiwan.
 */
export const DECIMAL_SUBJECTS: ReadonlyMap<string, "religion" | "politics" | "law" | "medicine"> = new Map([
  ["2", "religion"],
  ["32", "politics"],
  ["34", "law"],
  ["41", "medicine"],
  ["57", "politics"],
  ["58", "law"],
  ["61", "medicine"],
]);
/** Those of all schemes, for a library of which it is not known which it uses. */
export const DEFAULT_SENSITIVE_CLASSES: readonly string[] = ["B9", "D", "R", ...DECIMAL_SUBJECTS.keys()];

const BY_PLACE: Readonly<Record<Jurisdiction, readonly string[]>> = {
  mainland: ["B9", "D", "R"],
  taiwan: ["2", "41", "57", "58"],
  other: DEFAULT_SENSITIVE_CLASSES,
};

/** Those of the scheme that libraries there use. */
export const usualSensitiveClasses = (place: Jurisdiction): readonly string[] => BY_PLACE[place];

const [LONGEST, MOST] = [20, 200];
const setting = v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Z0-9]+$/), v.maxLength(LONGEST))), v.maxLength(MOST));

/**
 * What is no such list leaves the classes that are usual at the place. A list that was changed once has taken those of all
 * schemes with it: those of another scheme are left out of it.
 */
export function sensitiveClassesOf(value: unknown, place: Jurisdiction): readonly string[] {
  const parsed = v.safeParse(setting, value);
  const usual = usualSensitiveClasses(place);
  if (!parsed.success) return usual;
  return parsed.output.filter((code) => usual.includes(code) || !DEFAULT_SENSITIVE_CLASSES.includes(code));
}

/** One spelling of a class, however it is written: `b9`, `B 948`, `B/9`. */
export const plainClass = (code: string): string =>
  code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s./-]/g, "");

/** As typed by a person; undefined for what is no class. */
export function parseClass(text: string): string | undefined {
  const plain = plainClass(text);
  return /^(?:[A-Z][A-Z0-9]*|[0-9]+)$/.test(plain) && plain.length <= LONGEST ? plain : undefined;
}

/** With a class more; what lies below it needs no place of its own. */
export const withClass = (classes: readonly string[], code: string): readonly string[] =>
  classes.some((each) => code.startsWith(each))
    ? classes
    : [...classes.filter((each) => !each.startsWith(code)), code].toSorted();
