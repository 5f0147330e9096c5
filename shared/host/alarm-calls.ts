/** What an exchange met that a person must know of: kept in the data folder until somebody has acknowledged it. */
import * as v from "valibot";
import { call } from "./define.ts";

const cause = v.object({
  kind: v.picklist(["not-verified", "went-back", "fork", "refused-file", "old-code", "new-code", "digest-differs"]),
  /** Whose files are concerned; empty for those of nobody, and for what concerns the library. */
  stream: v.pipe(v.string(), v.maxLength(16)),
  /**
   * The file, the place of a fork, or the kinds of which records differ, a space between; empty for what happens and is
   * over.
   */
  name: v.pipe(v.string(), v.maxLength(90)),
  /** What that computer was called. */
  device: v.nullable(v.pipe(v.string(), v.maxLength(200))),
  /** What is wrong with a file. */
  reason: v.optional(v.picklist(["folder", "too-large", "closed", "damaged", "forged", "newer", "marker"])),
});
export type AlarmCause = v.InferOutput<typeof cause>;

/** The identity of an alarm. */
const key = v.pick(cause, ["kind", "stream", "name"]);
export type AlarmKey = v.InferOutput<typeof key>;

const acknowledged = v.object({
  at: v.number(),
  /** Id of a colleague; empty where nobody had said who serves. */
  by: v.pipe(v.string(), v.maxLength(64)),
});

const alarm = v.object({
  ...cause.entries,
  /** Epoch milliseconds of the exchanges that met it first and last. */
  first: v.number(),
  last: v.number(),
  acknowledged: v.optional(acknowledged),
  /** Of an acknowledged one: when an exchange looked and met it no more. When it comes back it is another one. */
  over: v.optional(v.number()),
});
export type Alarm = v.InferOutput<typeof alarm>;
export const alarmList = v.array(alarm);

export const alarmCalls = {
  /** Latest first. */
  "alarms.read": call(v.object({}))<readonly Alarm[]>(),
  /** What one exchange has met, and at what it has looked without meeting it; answers all. */
  "alarms.note": call(
    v.object({
      causes: v.pipe(v.array(cause), v.maxLength(1000)),
      over: v.pipe(v.array(key), v.maxLength(1000)),
      at: v.number(),
    }),
  )<readonly Alarm[]>(),
  "alarms.acknowledge": call(v.object({ ...key.entries, ...acknowledged.entries }))<readonly Alarm[]>(),
};
