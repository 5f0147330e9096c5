/** What an outreach, its goal and where its group comes from are called. */
import type { Outreach } from "#shared/model/outreach/outreach.ts";
import type { House } from "../../db/read-house.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import { doorText, type OutreachDoor } from "../../platform/worker/outreach-api.ts";

export const nameOf = ({ name }: Pick<Outreach, "name">, t: Translate): string => name ?? t("outreach.unnamed");

/** What it is for; of a goal of the library's own, what it speaks to readers about. Undefined where none is chosen. */
export function goalText({ goal, purpose }: Pick<Outreach, "goal" | "purpose">, t: Translate): string | undefined {
  if (goal === "own" && purpose !== undefined) return t(`outreach.purpose-${purpose}`);
  return goal && t(`outreach.goal-${goal}`);
}

export type OutreachState = "draft" | "running" | "ended";

export const stateOf = ({ madeAt, endedOn }: Pick<Outreach, "madeAt" | "endedOn">): OutreachState =>
  endedOn !== undefined ? "ended" : madeAt === undefined ? "draft" : "running";

export function sourceText({ source }: Pick<Outreach, "source">, house: House, t: Translate, format: Format): string {
  switch (source?.by) {
    case "segment": {
      const name = house.segments.get(source.segment);
      return name === undefined ? t("outreach.source-segment-gone") : t("outreach.source-segment", { name });
    }
    case "list": {
      const day = format.shownDay(source.on);
      return source.plain === true
        ? t("outreach.source-readers", { day })
        : t("outreach.source-list", { name: source.name, day });
    }
    default:
      return t("outreach.source-hand");
  }
}

/** To the people whom a number counts. @param from where the number stands: the way back leads there */
export function doorPath(id: string, door: OutreachDoor, from = `/outreach/${id}`): string {
  const asked = new URLSearchParams({ outreach: id, of: doorText(door), from });
  return `/readers?${asked.toString()}`;
}
