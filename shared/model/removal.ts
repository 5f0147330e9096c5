/**
 * A computer that was removed from the library, or retired because nobody has used it for long: up to which batch
 * of its stream counts. Each removal is a record of its own and is never taken back; of several for one stream
 * the smallest number counts.
 */
import * as v from "valibot";
import { defineRecord, instant, one, type RecordOptions } from "./record.ts";
import { refersTo } from "./reference.ts";

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The start of a hash, as in a batch's name; empty where no batch counts. */
const hash = v.pipe(v.string(), v.regex(/^([0-9a-f]{12})?$/));

/** Removed: stolen or given away; a new library key follows. Retired: the same without a new key. */
export const REMOVAL_WAYS = ["removed", "retired"] as const;
export type RemovalWay = (typeof REMOVAL_WAYS)[number];

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: false, timesMove: false };

export const removal = defineRecord("removal", kept, {
  /** Absent where nobody goes: a new library code alone. */
  stream: one(refersTo("stream"), "latest"),
  /** The last batch that counts, its hash, and the last entry in it. */
  no: one(number, "latest"),
  hash: one(hash, "latest"),
  seq: one(number, "latest"),
  way: one(v.picklist(REMOVAL_WAYS), "latest"),
  /** The new epoch and the id of its key; absent for a retirement. */
  epoch: one(number, "latest"),
  key: one(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), "latest"),
  at: one(instant, "latest"),
  by: one(refersTo("staff"), "latest"),
});

/** Of a record that makes a new library code and takes nobody out. */
export const newCodeId = (key: string): string => `code-${key.slice(0, 16)}`;

/** @param key id of the new key, where there is one: two desks that remove one computer make two records */
export const removalId = (stream: string, no: number, key: string | null): string =>
  `${stream}-${no}-${key === null ? "retired" : key.slice(0, 16)}`;
