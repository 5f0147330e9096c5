/** What can be corrected of a service record, as it stands in its form. */
import type { OUTCOMES } from "#shared/model/interaction.ts";
import { parseClass } from "#shared/model/settings/sensitive-classes.ts";
import type { Row } from "../../db/database.ts";
import type { Change } from "../../db/write/changes.ts";
import { type OpenedForm, openForm, saveForm } from "../../db/write/opened-form.ts";

export interface InteractionForm {
  /** Whom it is logged for; empty: nobody by name. */
  readonly reader: string;
  readonly question: string;
  readonly answer: string;
  readonly minutes: string;
  readonly effort: string;
  readonly outcome: (typeof OUTCOMES)[number] | "";
  /** Of what was asked about. */
  readonly subjectClass: string;
  /** 1 to 5. */
  readonly satisfaction: string;
  /** Of enquiries. */
  readonly count: string;
}

export type OpenedInteraction = OpenedForm<"interaction">;

export const openInteraction = (row: Row<"interaction">): OpenedInteraction =>
  openForm("interaction", row, [
    "reader",
    "contact",
    "question",
    "answer",
    "minutes",
    "effort",
    "outcome",
    "subjectClass",
    "satisfaction",
    "count",
  ]);

export const formOfInteraction = ({ values }: OpenedInteraction): InteractionForm => ({
  reader: values.reader ?? "",
  question: values.question ?? "",
  answer: values.answer ?? "",
  minutes: values.minutes?.toString() ?? "",
  effort: values.effort?.toString() ?? "",
  outcome: values.outcome ?? "",
  subjectClass: values.subjectClass ?? "",
  satisfaction: values.satisfaction?.toString() ?? "",
  count: (values.count ?? 1).toString(),
});

/** @returns null for an empty field, undefined where it is no whole number */
export function readMinutes(typed: string): number | null | undefined {
  const text = typed.normalize("NFKC").trim();
  return text === "" ? null : /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/** What stands there already is let be. @returns null for an empty field, undefined where it is no class */
export function readClass(
  { subjectClass: typed }: InteractionForm,
  opened: OpenedInteraction,
): string | null | undefined {
  if (typed === opened.values.subjectClass) return typed;
  return typed.trim() === "" ? null : parseClass(typed.trim());
}

/** @returns undefined where it is no whole number, or none */
export function readCount(typed: string): number | undefined {
  const count = readMinutes(typed);
  return count === null || count === undefined || count < 1 ? undefined : count;
}

/** @returns null where the minutes, the class or the count cannot be read: nothing is saved then */
export function editInteraction(opened: OpenedInteraction, form: InteractionForm): readonly Change[] | null {
  const minutes = readMinutes(form.minutes);
  const subjectClass = readClass(form, opened);
  const count = readCount(form.count);
  if (minutes === undefined || subjectClass === undefined || count === undefined) return null;
  const { reader = "", contact = null } = opened.values;
  return saveForm(opened, {
    reader: form.reader || null,
    // one person to a record
    contact: form.reader === reader ? contact : null,
    question: form.question.trim() || null,
    answer: form.answer.trim() || null,
    minutes,
    effort: form.effort === "" ? null : Number(form.effort),
    outcome: form.outcome === "" ? null : form.outcome,
    subjectClass,
    satisfaction: form.satisfaction === "" ? null : Number(form.satisfaction),
    count: count === 1 && opened.values.count === undefined ? null : count,
  });
}
