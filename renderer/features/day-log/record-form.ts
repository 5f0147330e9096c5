/** What the log changes of a record in its place, as it stands in the row's form. */
import type { Row } from "../../db/database.ts";
import type { Change } from "../../db/write/changes.ts";
import { type OpenedForm, openForm, saveForm } from "../../db/write/opened-form.ts";

export interface RecordForm {
  readonly purpose: string;
  readonly question: string;
  readonly answer: string;
  readonly minutes: string;
}

export type OpenedRecord = OpenedForm<"interaction">;

export const openLogged = (row: Row<"interaction">): OpenedRecord =>
  openForm("interaction", row, ["purpose", "question", "answer", "minutes"]);

export const formOfRecord = ({ values }: OpenedRecord): RecordForm => ({
  purpose: values.purpose ?? "",
  question: values.question ?? "",
  answer: values.answer ?? "",
  minutes: values.minutes?.toString() ?? "",
});

/** @returns null where the minutes are no whole number: nothing is saved then */
export function recordChanges(opened: OpenedRecord, form: RecordForm): readonly Change[] | null {
  const minutes = form.minutes.normalize("NFKC").trim();
  if (minutes !== "" && !/^\d{1,4}$/.test(minutes)) return null;
  return saveForm(opened, {
    purpose: form.purpose === "" ? null : form.purpose,
    question: form.question.trim() || null,
    answer: form.answer.trim() || null,
    minutes: minutes === "" ? null : Number(minutes),
  });
}
