/** Why a reader stands where she stands, in one plain sentence with its numbers. */

import type { LifeCause } from "#shared/analysis/life/life-state.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { Translate } from "../i18n/i18n.ts";

/** What a code of the list of reasons is called in this library. */
export type ReasonName = (code: string) => string;

/** @param reasonName where why somebody left is to be said too */
export function causeText(cause: LifeCause, t: Translate, reasonName?: ReasonName): string {
  switch (cause.because) {
    case "leaving": {
      const day = numberToDay(cause.on);
      return reasonName === undefined
        ? t("life.cause-leaving", { day })
        : t("life.cause-leaving-for", { day, reason: reasonName(cause.reason) });
    }
    case "no-card":
      return t("life.cause-no-card");
    case "never-used":
      return cause.enrolledOn === undefined
        ? t("life.cause-never-used")
        : t("life.cause-never-used-since", { day: numberToDay(cause.enrolledOn) });
    case "came-back":
      return t("life.cause-came-back", { day: numberToDay(cause.on), away: cause.days });
    case "enrolled":
      return t("life.cause-enrolled", { day: numberToDay(cause.on) });
    case "absence":
      return t("life.cause-absence", {
        visits: cause.visitDays,
        away: cause.openDaysAway,
        gap: Math.round(cause.medianGap * 10) / 10,
        last: numberToDay(cause.lastVisit),
      });
    case "decline":
      return t("life.cause-decline", { recent: cause.recent, before: cause.before });
    case "last-use":
      return t("life.cause-last-use", { day: numberToDay(cause.lastUse), days: cause.days });
  }
}
