/** What is said to her, or written: the outreach's text for the channel, in her language. */
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import type { CalleeRows } from "../../../db/lists/callee.ts";
import { LOCALES, pickLocale } from "../../../i18n/locale.ts";
import { useLocale } from "../../../i18n/use-t.ts";
import type { CallListView } from "./use-call-list.ts";

export interface WhatToSay {
  /** Undefined where there is no text. */
  readonly text: string | undefined;
}

export function useWhatToSay(
  { outreach }: CallListView,
  rows: CalleeRows | undefined,
  channel: ContactChannel,
): WhatToSay {
  const here = useLocale();
  const hers = rows?.reader.language === undefined ? here : pickLocale([rows.reader.language]);
  const texts = outreach.templates ?? {};
  const language = [hers, here, ...LOCALES].find((locale) => (texts[`${channel}.${locale}`] ?? "") !== "");
  return { text: language === undefined ? undefined : texts[`${channel}.${language}`] };
}
