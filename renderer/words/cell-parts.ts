/** What stands in a record for something else (an id, a step, a moment), as a person says it: never as it is kept. */
import type { Json } from "#shared/kernel/json.ts";
import { FEEDBACK_STATUSES, isAnsweredApartStep, isForwardedStep } from "#shared/model/feedback.ts";
import { KINDS } from "#shared/model/kinds.ts";
import type { FieldSpec } from "#shared/model/record.ts";
import type { CellPlace } from "#shared/replication/rows/merge-cells.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { badWayText } from "./contact-words.ts";
import type { Words } from "./words.ts";

/** What is named by an id: by its name, else by the word for what it is. A computer has no name here. */
export function referenceText(to: string | null, id: string, { t, house, readers }: Words): string {
  const known = KINDS.find((kind) => kind === to);
  const called =
    to === "branch"
      ? house.branches.get(id)
      : to === "reader"
        ? readers?.get(id)
        : to === "segment"
          ? house.segments.get(id)
          : house.staff.get(id);
  return called || (known === undefined ? "—" : t(`words.kind.${known}`));
}

/** The record that a value names as a whole, or that one part of it names; null where it names none. */
export const referenceAt = (spec: FieldSpec | undefined, part: string | null): string | null | undefined =>
  spec?.references.find(({ path }) => path.join() === (part ?? ""))?.to;

/** A value that says itself what it names: of which kind, and its id. */
export function anyReferenceText({ kind, id }: { readonly kind: Json; readonly id: Json }, words: Words): string {
  const known = KINDS.find((item) => item === kind);
  if (known === undefined || typeof id !== "string") return "—";
  const [what, name] = [words.t(`words.kind.${known}`), referenceText(known, id, words)];
  return what === name ? what : `${what} · ${name}`;
}

export const momentText = (instant: number, { format }: Words): string =>
  `${format.shownDay(instant)} ${format.time(instant)}`;

/** The key of a cell of a set or a map; null for one that says nothing to anybody. */
export function elementText({ field, element }: CellPlace, spec: FieldSpec | undefined, words: Words): string | null {
  if (element === null) return null;
  const { t, format } = words;
  const to = spec?.shape === "set" ? referenceAt(spec, null) : undefined;
  if (to !== undefined) return referenceText(to, element, words);
  switch (field) {
    case "steps": {
      const status = FEEDBACK_STATUSES.find((step) => step === element);
      if (status !== undefined) return t(`words.status.${status}`);
      if (isForwardedStep(element)) return t("words.step-forwarded");
      if (isAnsweredApartStep(element)) return t("words.step-answered-apart");
      return element === "told" || element === "returned" ? t(`words.step-${element}`) : null;
    }
    case "notes":
    case "orderSteps":
      return Number.isSafeInteger(Number(element)) ? momentText(Number(element), words) : null;
    case "badContact":
      return badWayText(element, t);
    case "exceptions":
    case "workdays":
    case "vacations":
    case "dayNames":
      return format.shownDay(element);
    default:
      return element;
  }
}

/** Of one of a closed list whose every value has its word, where these stand. */
export const wordOf = (family: string, value: string, { t }: Words): string =>
  t(`words.${family}.${value}` as MessageId);
