/** Every kind of record that this version knows. A kind it does not know is kept and passed on. */
import { activity } from "./activity.ts";
import { admission } from "./admission.ts";
import { attachment } from "./attachments/attachment.ts";
import { attachmentPart } from "./attachments/attachment-part.ts";
import { erased } from "./erased.ts";
import { feedback } from "./feedback.ts";
import { handover } from "./handover.ts";
import { branch, code, setting, staff } from "./house.ts";
import { interaction } from "./interaction.ts";
import { lostBatch } from "./lost-batch.ts";
import { notSame } from "./not-same.ts";
import { outreach } from "./outreach/outreach.ts";
import { outreachFile } from "./outreach/outreach-file.ts";
import { outreachPart } from "./outreach/outreach-part.ts";
import { recipient } from "./outreach/recipient.ts";
import { participant } from "./participant.ts";
import { reader } from "./reader.ts";
import type { FieldSpec, RecordSpec, ValuesOf } from "./record.ts";
import { removal } from "./removal.ts";
import { monthFigures } from "./reports/month-figures.ts";
import { monthSeal } from "./reports/month-seal.ts";
import { reportForm } from "./reports/report-form.ts";
import { reveal } from "./reveal.ts";
import { segment } from "./segment.ts";
import { task } from "./task.ts";

export const RECORDS = {
  reader,
  activity,
  interaction,
  participant,
  feedback,
  task,
  staff,
  branch,
  setting,
  code,
  reveal,
  "lost-batch": lostBatch,
  removal,
  admission,
  erased,
  segment,
  "month-figures": monthFigures,
  "month-seal": monthSeal,
  "report-form": reportForm,
  handover,
  "not-same": notSame,
  outreach,
  recipient,
  "outreach-part": outreachPart,
  "outreach-file": outreachFile,
  attachment,
  "attachment-part": attachmentPart,
} as const;

export type Kind = keyof typeof RECORDS;
export type Values<K extends Kind> = ValuesOf<(typeof RECORDS)[K]>;

export const KINDS = Object.keys(RECORDS) as readonly Kind[]; // the keys of a const object are its kinds

/** Of rows that are read in runs: as many at once as usual, or a few where each is as large as a file. */
export const rowsAtOnce = (kind: Kind, usual: number): number => (RECORDS[kind].rows === "large" ? 8 : usual);

export const isKind = (kind: string): kind is Kind => Object.hasOwn(RECORDS, kind);

const UNKNOWN_FIELD: Pick<FieldSpec, "shape" | "merge"> = { shape: "one", merge: "ask" };

/** The declaration of a kind, or undefined where this version does not know it. */
export const recordSpec = (kind: string): RecordSpec | undefined => (isKind(kind) ? RECORDS[kind] : undefined);

/** Shape and merge of a field; a field from a newer version counts as one asked value and is kept. */
export const fieldSpec = (kind: string, field: string): Pick<FieldSpec, "shape" | "merge"> => {
  const fields: Readonly<Record<string, FieldSpec>> | undefined = recordSpec(kind)?.fields;
  return fields !== undefined && Object.hasOwn(fields, field) ? (fields[field] ?? UNKNOWN_FIELD) : UNKNOWN_FIELD;
};

/** Kinds and fields with their shapes, merges and what they name as one text: another text, another knowledge. */
export const declarations = (): string =>
  KINDS.map((kind) => {
    const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
    return `${kind}(${Object.entries(fields)
      .map(([field, { shape, merge, references }]) =>
        [field, shape, merge, ...references.map(({ meaning }) => meaning)].join(":"),
      )
      .join(" ")})`;
  }).join(" ");
