/**
 * What is said to her, or written: the outreach's text for the channel, in her language, with what is known of her. A
 * text that lacks something is never said with a gap.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { numberToDay } from "#shared/kernel/day.ts";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { MERGE_NAMES, type OutreachField } from "#shared/outreach/text/merge-fields.ts";
import { fillMergeText, parseMergeText } from "#shared/outreach/text/merge-text.ts";
import type { CalleeRows } from "../../../db/lists/callee.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useLibraryName } from "../../../desk-services/use-library-name.ts";
import { useLocale } from "../../../i18n/use-t.ts";
import type { FigureReader } from "../../../platform/worker/statistics-api.ts";
import { readReaderTexts, templateKey } from "../reader-texts.ts";
import type { CallListView } from "./use-call-list.ts";

export type WhatToSay =
  | { readonly tag: "text"; readonly text: string }
  | { readonly tag: "unread" }
  /** There is no text for this channel. */
  | { readonly tag: "none" }
  /** Of her nothing is known of these fields, or in the text something stands in braces that is no field. */
  | { readonly tag: "missing"; readonly fields: readonly string[] };

const UNREAD: WhatToSay = { tag: "unread" };

export function useWhatToSay(
  { outreach, now: { on: today } }: CallListView,
  rows: CalleeRows | undefined,
  channel: ContactChannel,
  figure: FigureReader | null,
): WhatToSay {
  const { db } = useServices();
  const here = useLocale();
  const house = useHouse();
  const library = useLibraryName();
  const { staff = "" } = useDeviceSettings();
  const colleague = house.staff.get(staff) ?? "";
  const reader = rows?.reader.id;
  const via = rows?.isForGuardian === true ? "guardian" : "reader";
  const lastVisitOn = lastVisitOf(figure);
  const found = useLiveQuery(async () => {
    if (reader === undefined) return undefined;
    const piece = { recipient: undefined, reader, via, to: "", lastVisitOn } as const;
    const [text] = await readReaderTexts(db, outreach, channel, [piece], { today, house, library, colleague, here });
    const written = text === undefined ? "" : (outreach.templates?.[templateKey(channel, text.language)] ?? "");
    if (text === undefined || written.trim() === "") return { of: reader, say: { tag: "none" } as const };
    const filled = fillMergeText(parseMergeText(written), text.values);
    if (filled.ok) return { of: reader, say: { tag: "text", text: filled.text } as const };
    const named = (field: OutreachField): string => MERGE_NAMES[field][here];
    return { of: reader, say: { tag: "missing", fields: [...filled.missing.map(named), ...filled.unknown] } as const };
  }, [db, reader, via, lastVisitOn, outreach, channel, today, house, library, colleague, here]);
  return found?.of === reader ? (found?.say ?? UNREAD) : UNREAD;
}

/** As far as her place in the life cycle names the day. */
function lastVisitOf(figure: FigureReader | null): string | undefined {
  switch (figure?.cause.because) {
    case "absence":
      return numberToDay(figure.cause.lastVisit);
    case "last-use":
      return numberToDay(figure.cause.lastUse);
    default:
      return undefined;
  }
}
