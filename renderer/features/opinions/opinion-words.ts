/** How an opinion's facts read on screen: its state in time, its owner, its type's colour. */
import { inView } from "#shared/analysis/lists/inbox-views.ts";
import {
  FEEDBACK_STATUSES,
  type FeedbackType,
  isAnsweredApartStep,
  isForwardedStep,
  isOpen,
  TOLD_STEP,
} from "#shared/model/feedback.ts";
import { codeName, type House } from "../../db/read-house.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Locale } from "../../i18n/locale.ts";
import type { PillProps } from "../../ui/pill.tsx";
import type { DueState } from "./opinion-due.ts";
import type { OpinionRow } from "./opinion-queries.ts";
import { type HistoryLine, headline, RETURNED_STEP } from "./opinion-views.ts";

/** Of an opinion that is no reader's: whoever left an address alone can be answered, and is not anonymous. */
export const senderName = ({ contact }: Pick<OpinionRow, "contact">, t: Translate): string =>
  contact?.name ?? t(contact === undefined ? "words.anonymous" : "words.no-card");

export const TONES: Readonly<Record<FeedbackType, NonNullable<PillProps["tone"]>>> = {
  complaint: "danger",
  suggestion: "info",
  praise: "ok",
  question: "neutral",
  "personal-information": "warn",
};

const TITLES_SAID = 3;

/** One by its title, several by how many and the first titles: said before and after an act on them. */
export function titlesOf(rows: readonly OpinionRow[], t: Translate): string {
  const [first] = rows;
  if (first !== undefined && rows.length === 1) return headline(first);
  const titles = rows.slice(0, TITLES_SAID).map((row) => t("opinions.quoted", { title: headline(row) }));
  return t("opinions.several", {
    count: rows.length,
    titles: titles.join(t("opinions.between-titles")),
    more: rows.length > TITLES_SAID ? "yes" : "no",
  });
}

/** A calendar day as an instant at noon, so that no time zone moves it. */
export const dayToInstant = (day: string): number => Date.parse(`${day}T12:00:00`);

export function dueText(state: DueState, t: Translate, format: Format, now: number): string {
  switch (state.tag) {
    case "none":
    case "undated":
      return "";
    case "kept":
    case "missed":
      return t(`opinions.due-${state.tag}`);
    case "late":
      return t("opinions.late", { days: state.days });
    case "soon":
      return state.days === 0 ? t("opinions.due-today") : t("opinions.due-in", { days: state.days });
    case "later":
      return t("opinions.due-on", { day: format.shortDay(dayToInstant(state.day), now) });
  }
}

function stepText(step: string, t: Translate): string {
  if (step === TOLD_STEP) return t("words.step-told");
  const known = FEEDBACK_STATUSES.find((name) => name === step);
  if (step === RETURNED_STEP) return t("words.step-returned");
  if (isForwardedStep(step)) return t("words.step-forwarded");
  if (isAnsweredApartStep(step)) return t("words.step-answered-apart");
  return known === undefined ? step : t(`words.status.${known}`);
}

/**
 * What a line of its history says. To whom it was given stands in the step; of older ones it is known only whose it is
 * now, and is said so.
 * @param holder the department and the colleague whose it is; empty for nobody
 * @param given those to whom it was given by this step
 */
export function historyText({ step, text = "" }: HistoryLine, holder: string, given: string, t: Translate): string {
  if (step === undefined) return text;
  if (isAnsweredApartStep(step) && text !== "") return t("opinions.answered-apart", { text });
  const said = stepText(step, t);
  if (text !== "") return t("opinions.step-said", { step: said, text });
  if (given !== "") return t("opinions.step-given", { step: said, holder: given });
  return step === "accepted" && holder !== "" ? t("opinions.step-now-with", { step: said, holder }) : said;
}

/** What stands in the place of an owner: what is to be assigned, in that view; nothing where all is done. */
export const unownedText = (row: OpinionRow, today: string, t: Translate): string =>
  inView("unassigned", row, { today, staff: undefined })
    ? t("words.unassigned")
    : isOpen(row)
      ? t("words.feedback.snoozedUntil")
      : "";

/** The department and the colleague whose an opinion is. */
export const holderOf = (
  { department, owner }: { readonly department?: string | undefined; readonly owner?: string | undefined },
  house: House,
  locale: Locale,
): string =>
  [department && codeName(house, "department", department, locale), owner && house.staff.get(owner)]
    .filter(Boolean)
    .join(" ");
