/** What the choices of the day log are called, and in which order they stand. */
import { useMemo } from "react";
import { type LogDay, type LogGroup, type LoggedValues, NOT_SAID } from "#shared/analysis/day-log.ts";
import { CHANNELS } from "#shared/model/interaction.ts";
import { isPurpose, PURPOSES } from "#shared/model/purpose.ts";
import { codeName, codesOf, type House } from "../../db/read-house.ts";
import { useColleagues } from "../../desk-services/known-colleagues.ts";
import { useOpenBranches } from "../../desk-services/library/use-open-branches.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { channelText } from "../../words/contact-words.ts";

/** In this order at the side; the hours stand above the list too. */
export const CHIP_GROUPS = ["staff", "channel", "purpose", "branch", "who"] as const satisfies readonly LogGroup[];
type ChipGroup = (typeof CHIP_GROUPS)[number];

/** Always to be chosen from: those that a key at the desk gives. */
const KEY_CHANNELS: readonly string[] = ["desk", "phone", "fax", "letter", "web"];
/** The hours that are drawn of a day on which nothing was logged earlier or later. */
const USUAL_HOURS = { from: 8, to: 20 } as const;

export interface LogWords {
  readonly nameOf: (group: LogGroup, key: string) => string;
  /** The keys of a group that are offered: those of the day, and those that could have been. */
  readonly choices: (group: ChipGroup, day: LogDay<LoggedValues>) => readonly string[];
}

export function useLogWords(): LogWords {
  const t = useT();
  const locale = useLocale();
  const { compare } = useFormat();
  const house = useHouse();
  const colleagues = useColleagues();
  const branches = useOpenBranches();
  const open = branches.map(({ id }) => id).join();
  return useMemo(() => {
    const purposes = purposesOf(house);
    const said = (name: string | undefined): string =>
      name === undefined || name === "" ? t("day-log.not-said") : name;
    const nameOf = (group: LogGroup, key: string): string => {
      switch (group) {
        case "hour":
          return t("day-log.hour", { hour: Number(key) });
        case "staff":
          return said(colleagues.get(key)?.name);
        case "channel":
          return said(isChannel(key) ? channelText(key, t) : key);
        case "purpose":
          return isPurpose(key) ? t(`desk.purpose.${key}`) : codeName(house, "purpose", key, locale);
        case "branch":
          return said(house.branches.get(key));
        case "who":
          return t(key === "named" ? "day-log.named" : "day-log.anonymous");
      }
    };
    const byPlace = (order: readonly string[]) => (a: string, b: string) => placeIn(order, a) - placeIn(order, b);
    const byName = (group: LogGroup) => (a: string, b: string) =>
      Number(a === NOT_SAID) - Number(b === NOT_SAID) || compare(nameOf(group, a), nameOf(group, b));
    const choices = (group: ChipGroup, day: LogDay<LoggedValues>): readonly string[] => {
      const met = [...day.groups[group].keys()];
      switch (group) {
        case "staff":
          return met.toSorted(byName(group));
        case "channel":
          return [...new Set([...KEY_CHANNELS, ...met])].toSorted(byPlace(CHANNELS));
        case "purpose":
          return [...new Set([...purposes, ...met])].toSorted(byPlace(purposes));
        case "branch":
          return [...new Set([...(open === "" ? [] : open.split(",")), ...met])].toSorted(byName(group));
        case "who":
          return ["named", "anonymous"];
      }
    };
    return { nameOf, choices };
  }, [t, locale, compare, house, colleagues, open]);
}

/** Those that every library starts with, too, where its own list has not come yet. */
export const purposesOf = (house: House): readonly string[] => [
  ...new Set([...codesOf(house, "purpose"), ...PURPOSES]),
];

/** From the first hour of the day's work, or of its records, to the last. */
export function hoursShown(day: LogDay<LoggedValues>): readonly number[] {
  const met = [...day.groups.hour.keys()].map(Number);
  const [from, to] = [Math.min(USUAL_HOURS.from, ...met), Math.max(USUAL_HOURS.to, ...met)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const isChannel = (key: string): key is (typeof CHANNELS)[number] => (CHANNELS as readonly string[]).includes(key); // widened only to ask

const placeIn = (order: readonly string[], key: string): number => {
  const place = order.indexOf(key);
  return place === -1 ? order.length : place;
};
