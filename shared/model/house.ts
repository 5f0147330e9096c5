/** The library's own records: staff, branches, settings and the code lists that it edits. */
import * as v from "valibot";
import { count, defineRecord, line, map, one, type RecordOptions, set, type ValuesOf, word } from "./record.ts";
import { refersTo } from "./reference.ts";

const kept: RecordOptions = { rows: "few", indexes: [], inbox: true, restored: true, timesMove: true };

export const staff = defineRecord("staff", kept, {
  name: one(line),
  initials: one(line),
  role: one(v.picklist(["desk", "lead", "admin", "director"])),
  /** A code of the list `department`. */
  department: one(line),
  /** What is derived from the PIN; whoever sets it last, sets it. */
  pin: one(v.object({ salt: line, hash: line }), "latest"),
  hidden: one(v.boolean()),
});
export type Staff = ValuesOf<typeof staff>;

export const branch = defineRecord("branch", kept, {
  name: one(line),
  /** Short, for register numbers. */
  code: one(line),
  /** Weekdays that are working days, 1 = Monday … 7 = Sunday, as text. */
  workingDays: set(word),
  openDays: set(word),
  /** Weekday → from when to when, as in `08:30-20:30`. */
  hours: map(line),
  /** Day → whether the doors are open, where that differs from its weekday: closures, and days opened beside. */
  exceptions: map(v.picklist(["open", "closed"])),
  /** Day → whether it is worked, where that differs from its weekday: holidays, and days exchanged for them (调休). */
  workdays: map(v.picklist(["work", "rest"])),
  /** Days on which the house is open and its readers are elsewhere: a school's vacation. */
  vacations: map(v.picklist(["away"])),
  /** Day → what it is called: the holiday, why it is closed. */
  dayNames: map(line, "latest"),
  population: one(count),
  /** Of the population, by community and age band; see `servedKey`. */
  served: map(count),
  hidden: one(v.boolean()),
});
export type Branch = ValuesOf<typeof branch>;

/** Days of a branch of which nothing else is said, Monday first. */
export const USUAL_DAYS = {
  workingDays: ["1", "2", "3", "4", "5"],
  openDays: ["1", "2", "3", "4", "5", "6", "7"],
} as const;

/** A value of the whole library, or of one desk, under a name. */
export const setting = defineRecord("setting", kept, {
  name: one(line, "latest"),
  /** Installation id; absent: the whole library. */
  desk: one(refersTo("desk"), "latest"),
  value: one(v.unknown()),
});

/** Sets classification, legal texts, forms and the rules for phones and dates; apart from language. */
export const JURISDICTIONS = ["mainland", "taiwan", "other"] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];
/** The settings of the whole library that hold it, and what the library is called. */
export const JURISDICTION_ID = "setting-jurisdiction";
export const LIBRARY_NAME_ID = "setting-library-name";
/** At which readers reach it; texts to them can name it. */
export const LIBRARY_PHONE_ID = "setting-library-phone";
/** For the sheets of an emergency: whom to call, and where the printed library code is kept; texts. */
export const EMERGENCY_CONTACT_ID = "setting-emergency-contact";
export const CODE_PLACE_ID = "setting-code-place";

export const CODE_LISTS = ["category", "topic", "purpose", "reason", "source", "department"] as const;

const names = v.object({ "zh-CN": line, "zh-TW": line, en: line });
export type CodeNames = v.InferOutput<typeof names>;

/** An entry of a code list; in use it can be hidden, not deleted. */
export const code = defineRecord("code", kept, {
  list: one(v.picklist(CODE_LISTS), "latest"),
  code: one(line, "latest"),
  names: one(names),
  order: one(count, "latest"),
  hidden: one(v.boolean(), "latest"),
});
export type Code = ValuesOf<typeof code>;
