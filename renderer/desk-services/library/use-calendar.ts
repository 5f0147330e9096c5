/**
 * Days in the years that the place counts: an undertaking of Taiwan writes 民國 115 年 in all that it files, so a library
 * there sees its days so on a screen in its own language, unless this desk says otherwise.
 */
import { useLayoutEffect } from "react";
import type { Jurisdiction } from "#shared/model/house.ts";
import type { Calendar } from "../../i18n/calendar.ts";
import type { Locale } from "../../i18n/locale.ts";
import { useLocale, useSetCalendar } from "../../i18n/use-t.ts";
import { useDeviceSettings } from "../device-settings.ts";
import { useHousePlace } from "../use-house.ts";

/** Undefined where there is nothing to choose. */
export function useCalendarChosen(): Calendar | undefined {
  const place = useHousePlace();
  const locale = useLocale();
  const { calendar = "minguo" } = useDeviceSettings();
  return hasOwnYears(place, locale) ? calendar : undefined;
}

/** Shows days so. */
export function useCalendar(): void {
  useShown(useCalendarChosen() ?? "western");
}

/** The same for a library that is only being founded. */
export function useCalendarOf(place: Jurisdiction): void {
  const locale = useLocale();
  useShown(hasOwnYears(place, locale) ? "minguo" : "western");
}

const hasOwnYears = (place: Jurisdiction, locale: Locale): boolean => place === "taiwan" && locale === "zh-TW";

function useShown(calendar: Calendar): void {
  const set = useSetCalendar();
  useLayoutEffect(() => set(calendar), [calendar, set]);
}
