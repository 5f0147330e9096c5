/** What components ask of the language: sentences, formats, and the language itself. */
import type { ReactNode } from "react";
import type { Calendar } from "./calendar.ts";
import type { Format } from "./format.ts";
import type { I18n, Translate } from "./i18n.ts";
import { useSpoken } from "./i18n-provider.tsx";
import type { Language, Locale } from "./locale.ts";
import type { MessageId } from "./message-id.ts";
import { fillNodes } from "./rich.ts";

/** `t("desk.logged", { kind })`: the sentence in the language of the screen. */
export const useT = (): Translate => useSpoken().i18n.t;

/** Turns a `Message` that a store or command handed over into its sentence. */
export const useSay = (): I18n["say"] => useSpoken().i18n.say;

export const useLocale = (): Locale => useSpoken().i18n.locale;

export const useFormat = (): Format => useSpoken().format;

export function useLanguage(): readonly [Language, (language: Language) => Promise<void>] {
  const { i18n, setLanguage } = useSpoken();
  return [i18n.language, setLanguage];
}

/** Sets in which calendar days are shown. */
export const useSetCalendar = (): ((calendar: Calendar) => void) => useSpoken().setCalendar;

/** Like `useT`, for sentences with elements in them: `rich("desk.for", { name: <b>…</b> })`. */
export function useRich(): (id: MessageId, nodes: Readonly<Record<string, ReactNode>>) => ReactNode {
  const t = useT();
  return (id, nodes) => fillNodes(nodes, (values) => t(id, values));
}
