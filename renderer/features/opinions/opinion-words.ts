/** How an opinion's facts read on screen: its state in time, its owner, its type's colour. */
import type { FeedbackType } from "#shared/model/feedback.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { PillProps } from "../../ui/pill.tsx";
import type { DueState } from "./opinion-due.ts";
import { TOLD } from "./opinion-views.ts";

export const TONES: Readonly<Record<FeedbackType, NonNullable<PillProps["tone"]>>> = {
  complaint: "danger",
  suggestion: "info",
  praise: "ok",
  question: "neutral",
  "personal-information": "warn",
};

/** A calendar day as an instant at noon, so that no time zone moves it. */
export const dayToInstant = (day: string): number => Date.parse(`${day}T12:00:00`);

export function dueText(state: DueState, t: Translate, format: Format, now: number): string {
  switch (state.tag) {
    case "none":
      return "";
    case "late":
      return t("opinions.late", { days: state.days });
    case "soon":
      return state.days === 0 ? t("opinions.due-today") : t("opinions.due-in", { days: state.days });
    case "later":
      return t("opinions.due-on", { day: format.shortDay(dayToInstant(state.day), now) });
  }
}

const STEPS = ["registered", "accepted", "in-progress", "answered", "closed"] as const;

export function stepText(step: string, t: Translate): string {
  if (step === TOLD) return t("opinions.step-told");
  const known = STEPS.find((name) => name === step);
  return known === undefined ? step : t(`words.status.${known}`);
}
