/**
 * A computer for which the key of an epoch is wrapped: whoever begins the epoch names all computers that she knows, and
 * of one whose card was made under an older key a person says later that it may have the new one. Never taken back:
 * a computer goes by its removal.
 */
import { defineRecord, instant, one, type RecordOptions } from "./record.ts";
import { refersTo } from "./reference.ts";

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: false, timesMove: false };

export const admission = defineRecord("admission", kept, {
  at: one(instant, "latest"),
  by: one(refersTo("staff"), "latest"),
});

const SHORT_KEY = 16;

/** What is admitted stands in the id, which nobody can write anew. @param key id of the epoch's key, 64 hex digits */
export const admissionId = (stream: string, key: string): string => `${stream}-${key.slice(0, SHORT_KEY)}`;

/** The stream that a record admits to this key; null where it speaks of another key. */
export const admittedBy = (id: string, key: string): string | null => {
  const ending = `-${key.slice(0, SHORT_KEY)}`;
  return id.endsWith(ending) ? id.slice(0, -ending.length) : null;
};
