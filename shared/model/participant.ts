/**
 * A participant 参与读者: a reader who took part in a service record beside the one it was logged for (a family, a
 * class). The record's count says how many people there were, named or not; it is at least one more than participants.
 */
import { defineRecord, one, type RecordOptions } from "./record.ts";
import { belongsTo } from "./reference.ts";

const kept: RecordOptions = {
  rows: "many",
  indexes: ["interaction", "reader"],
  inbox: false,
  restored: true,
  timesMove: false,
};

export const participant = defineRecord("participant", kept, {
  interaction: one(belongsTo("interaction"), "latest"),
  reader: one(belongsTo("reader"), "latest", { personal: true }),
});

/** The text from which the id is derived: two desks that add one person to one record make the same participant. */
export const participantKey = (interaction: string, reader: string): string =>
  ["participant", interaction, reader].join("\u001f");

/**
 * The count of a record whose participants change. It is raised in the act that adds them, and stays when one is erased:
 * she was there. A count that named everybody follows; one that says of more people is kept, as there are others.
 */
export function countWith(count: number, before: number, after: number): number {
  return count <= before + 1 ? after + 1 : Math.max(count, after + 1);
}
