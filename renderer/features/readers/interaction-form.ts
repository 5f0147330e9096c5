/** What can be corrected of a service record, as it stands in its form. */
import type { OUTCOMES } from "#shared/model/interaction.ts";
import type { Row } from "../../db/database.ts";
import type { Change } from "../../db/write/changes.ts";
import { type OpenedForm, openForm, saveForm } from "../../db/write/opened-form.ts";

export interface InteractionForm {
  readonly question: string;
  readonly answer: string;
  readonly minutes: string;
  readonly effort: string;
  readonly outcome: (typeof OUTCOMES)[number] | "";
}

export type OpenedInteraction = OpenedForm<"interaction">;

export const openInteraction = (row: Row<"interaction">): OpenedInteraction =>
  openForm("interaction", row, ["question", "answer", "minutes", "effort", "outcome"]);

export const formOfInteraction = ({ values }: OpenedInteraction): InteractionForm => ({
  question: values.question ?? "",
  answer: values.answer ?? "",
  minutes: values.minutes?.toString() ?? "",
  effort: values.effort?.toString() ?? "",
  outcome: values.outcome ?? "",
});

/** @returns null for an empty field, undefined where it is no whole number */
export function readMinutes(typed: string): number | null | undefined {
  const text = typed.normalize("NFKC").trim();
  return text === "" ? null : /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** @returns null where the minutes cannot be read: nothing is saved then */
export function editInteraction(opened: OpenedInteraction, form: InteractionForm): readonly Change[] | null {
  const minutes = readMinutes(form.minutes);
  if (minutes === undefined) return null;
  return saveForm(opened, {
    question: form.question.trim() || null,
    answer: form.answer.trim() || null,
    minutes,
    effort: form.effort === "" ? null : Number(form.effort),
    outcome: form.outcome === "" ? null : form.outcome,
  });
}
