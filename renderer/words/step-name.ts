/** What a journey's step is called, where it is proposed and above the readers for whom it is due. */
import { JOURNEY_STEPS, type Journey } from "#shared/outreach/journey.ts";
import type { Translate } from "../i18n/i18n.ts";

interface Placed {
  readonly journey: Journey;
  /** Its place, from 0. */
  readonly step: number;
}

export const stepName = ({ journey, step }: Placed, t: Translate): string =>
  JOURNEY_STEPS[journey].length === 1
    ? t(`outreach.goal-${journey}`)
    : t("words.journey-step", { journey: t(`outreach.goal-${journey}`), no: step + 1 });
