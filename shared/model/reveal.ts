/**
 * One look at protected fields of a reader: who, when, at which desk, which fields. An ordinary replicated
 * record, so that it is signed and chained by its batch and a reader can be told who looked (safety.md). It outlives
 * an erasing: a random case number stands in her place then, and nothing says whose it is.
 */
import * as v from "valibot";
import type { RandomBytes } from "../kernel/clock.ts";
import { type ConsentPurpose, type ContactChannel, consentKey } from "./consent/purposes.ts";
import { defineRecord, instant, line, one, type RecordOptions } from "./record.ts";
import { mentions, outlivesAny, refersTo } from "./reference.ts";

/** How the id begins of what an export is about: every record of its kind, or those of a list. */
export const EXPORT_OF_ALL = "export-";
export const EXPORT_OF_SOME = "export-of-some-";
/** So many readers stand in one record; a longer list has several of them, under one id and time. */
export const MOST_IN_FILE_RECORD = 5000;

export interface ExportMade {
  readonly isOfAll: boolean;
  readonly format: "xlsx" | "csv";
  /** Lines of the file. */
  readonly records: number;
  /** Where it was made to contact its readers. */
  readonly aim?: { readonly channel: ContactChannel; readonly purpose: ConsentPurpose };
}

/** What an export is about. */
export const exportId = ({ isOfAll, format, records, aim }: ExportMade): string =>
  `${isOfAll ? EXPORT_OF_ALL : EXPORT_OF_SOME}${format}-${records}${aim === undefined ? "" : `-${consentKey(aim.channel, aim.purpose)}`}`;

const EXPORT = /^export-(of-some-)?(xlsx|csv)-(\d+)(?:-([a-z]+)\.([a-z-]+))?$/;

/** Undefined for what no export is called. The words of channel and purpose are as they were written: a newer desk may have others. */
export function parseExportId(id: string):
  | (Pick<ExportMade, "isOfAll" | "records"> & {
      readonly aim?: { readonly channel: string; readonly purpose: string };
    })
  | undefined {
  const [found, some, , records, channel, purpose] = EXPORT.exec(id) ?? [];
  if (found === undefined) return undefined;
  return {
    isOfAll: some === undefined,
    records: Number(records),
    ...(channel !== undefined && purpose !== undefined && { aim: { channel, purpose } }),
  };
}

const kept: RecordOptions = {
  rows: "many",
  indexes: ["at", "about.id", "*readers"],
  inbox: false,
  restored: false,
  timesMove: false,
};

export const reveal = defineRecord("reveal", kept, {
  /** The record that was looked at: a reader, or an opinion or service record with a contact. */
  about: one(outlivesAny(), "latest", { personal: true }),
  /** Of a file with some readers who they are, for the question of one of them. */
  readers: one(v.pipe(v.array(mentions("reader")), v.maxLength(MOST_IN_FILE_RECORD)), "latest", { personal: true }),
  fields: one(v.array(line), "latest"),
  at: one(instant, "latest"),
  staff: one(refersTo("staff"), "latest"),
  desk: one(refersTo("desk"), "latest"),
  reason: one(line, "latest"),
});

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Under which looks go on after an erasing: forty random bits, as they are read out and written down: `7K2M-Q9XD`. */
export function caseNumber(random: RandomBytes): string {
  const letters = Array.from(random(8), (byte) => LETTERS[byte % LETTERS.length]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
