/**
 * A part of an outreach's list, dealt out to one desk, with the day on which it lapses. Until then its holder works it
 * without a network, and nobody else calls these readers; afterwards it stops unless it has synced since and still
 * holds it, and others may take it: so that no reader is called by two desks that know nothing of each other.
 */
import { day, defineRecord, instant, one, type RecordOptions, type ValuesOf } from "../record.ts";
import { refersTo } from "../reference.ts";

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: true, timesMove: true };

export const outreachPart = defineRecord("outreach-part", kept, {
  outreach: one(refersTo("outreach"), "latest"),
  desk: one(refersTo("desk"), "latest"),
  staff: one(refersTo("staff"), "latest"),
  dealtAt: one(instant, "latest"),
  /** An open day of the branch: the last on which its holder works it alone. */
  lapsesOn: one(day, "latest"),
  /** By its holder, before that day. */
  givenBackAt: one(instant, "first"),
});
export type OutreachPart = ValuesOf<typeof outreachPart>;
