/** The number of an outreach that the list of readers is behind, as it stands in the address. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { useSearch } from "wouter";
import { useOutreachParts } from "../../../desk-services/figures/use-outreach-parts.ts";
import { useServices } from "../../../desk-services/services.ts";
import { fromOf } from "../../../desk-services/way-back.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { doorOf, type OutreachDoor, type OutreachPeople } from "../../../platform/worker/outreach-api.ts";
import { channelText } from "../../../words/contact-words.ts";
import { stepName } from "../../../words/step-name.ts";

export interface ListOutreach {
  readonly asked: OutreachPeople;
  readonly text: string;
  /** Where the number stands. */
  readonly from: string;
}

export function useListOutreach(): ListOutreach | null {
  const t = useT();
  const search = useSearch();
  const { db } = useServices();
  const partName = useOutreachParts();
  const asked = useMemo((): OutreachPeople | null => {
    const said = new URLSearchParams(search);
    const of = doorOf(said.get("of") ?? "");
    const id = said.get("outreach");
    return id === null || of === null ? null : { id, of };
  }, [search]);
  const id = asked?.id ?? "";
  const row = useLiveQuery(async () => await db.outreach.get(id), [db, id]);
  if (asked === null) return null;
  const name = row?.name ?? t("readers.outreach-unnamed");
  if (asked.of.tag === "step")
    return {
      asked,
      text: t("readers.outreach-step", { step: stepName(asked.of.step, t) }),
      from: fromOf(search, "/outreach") ?? "/outreach",
    };
  return {
    asked,
    text: t("readers.outreach-list", { name, what: doorWords(asked.of, partName, t) }),
    from: fromOf(search, "/outreach") ?? `/outreach/${asked.id}`,
  };
}

function doorWords(
  door: Exclude<OutreachDoor, { tag: "step" }>,
  partName: ReturnType<typeof useOutreachParts>,
  t: Translate,
): string {
  switch (door.tag) {
    case "bar":
      return t(`words.not-told-bar.${door.bar}`);
    case "channel":
      return channelText(door.channel, t);
    case "state":
      return t(`words.call-state.${door.state}`);
    case "result": {
      const { who, of } = door.readers;
      const name = t(`figures.outreach-${who}`);
      return of === undefined ? name : t("figures.outreach-part", { group: name, part: partName(of.by, of.value) });
    }
    default:
      return t(`readers.outreach-${door.tag}`);
  }
}
