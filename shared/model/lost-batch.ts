/**
 * Batches of one stream that no store and no device can supply, as a person has declared: they count as
 * applied and empty, so that what follows them can come. Where one turns up after all, it counts as it stands.
 */
import * as v from "valibot";
import { defineRecord, one, type RecordOptions } from "./record.ts";
import { refersTo } from "./reference.ts";

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** The start of a hash, as in a batch's name. */
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{12}$/));

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: false, timesMove: false };

export const lostBatch = defineRecord("lost-batch", kept, {
  stream: one(refersTo("stream"), "latest"),
  /** The first and the last batch of the gap, and the last one's hash. */
  first: one(number, "latest"),
  no: one(number, "latest"),
  hash: one(hash, "latest"),
  /** The last entry in it; absent where nothing tells. */
  lastSeq: one(number, "max"),
});
