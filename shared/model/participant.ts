/**
 * A participant 参与读者: a reader who took part in a service record beside the one it was logged for (a family, a
 * class). The record's count is of enquiries, not of people: a family that asks one thing is one.
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
