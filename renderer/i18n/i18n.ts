/**
 * One language, loaded: turns a message id and its values into the sentence. A language is two chunks,
 * compiled when the program was built: what the desk says, and what the other screens say. The page starts
 * with the first and has the second before any of those screens is drawn.
 */
/// <reference path="./virtual-messages.d.ts" />
import { setupI18n } from "@lingui/core";
import type { CompiledMessage } from "@lingui/message-utils/compileMessage";
import { type Language, type Locale, languageTag, localeOf } from "./locale.ts";
import type { Message, MessageId, MessageValues } from "./message-id.ts";
import { pseudoMessage } from "./pseudo.ts";

export type Translate = (id: MessageId, values?: MessageValues) => string;

export interface I18n {
  readonly language: Language;
  readonly locale: Locale;
  /** For the `lang` attribute. */
  readonly tag: string;
  readonly t: Translate;
  readonly say: (message: Message) => string;
  /** Brings the sentences of the other screens; null once they are here. */
  readonly screens: () => Promise<void> | null;
}

type Catalogue = Record<string, CompiledMessage>;

type Load = () => Promise<{ messages: Catalogue }>;

const LOADERS: Record<Locale, { readonly desk: Load; readonly screens: Load }> = {
  "zh-CN": {
    desk: () => import("virtual:messages/zh-CN/desk"),
    screens: () => import("virtual:messages/zh-CN/screens"),
  },
  "zh-TW": {
    desk: () => import("virtual:messages/zh-TW/desk"),
    screens: () => import("virtual:messages/zh-TW/screens"),
  },
  en: { desk: () => import("virtual:messages/en/desk"), screens: () => import("virtual:messages/en/screens") },
};

const pseudoCatalogue = (messages: Catalogue): Catalogue =>
  Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, pseudoMessage(message)]));

/** The whole language. */
export async function createI18n(language: Language): Promise<I18n> {
  const i18n = await startI18n(language);
  await i18n.screens();
  return i18n;
}

/** The language as far as the desk speaks it. */
export async function startI18n(language: Language): Promise<I18n> {
  const locale = localeOf(language);
  const load = async (part: Load): Promise<Catalogue> => {
    const { messages } = await part();
    // a copy: what comes later is written into what came first
    return language === "pseudo" ? pseudoCatalogue(messages) : { ...messages };
  };
  const i18n = setupI18n();
  i18n.loadAndActivate({ locale: language, locales: locale, messages: await load(LOADERS[locale].desk) });
  const t: Translate = (id, values) => i18n._(id, values);
  let whole = false;
  let coming: Promise<void> | null = null;
  const bring = async (): Promise<void> => {
    i18n.load(language, await load(LOADERS[locale].screens));
    whole = true;
  };
  const screens = (): Promise<void> | null => {
    if (whole) return null;
    coming ??= bring();
    return coming;
  };
  return { language, locale, tag: languageTag(language), t, say: (message) => t(message.id, message.values), screens };
}
