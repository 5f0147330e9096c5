/**
 * One language, loaded: turns a message id and its values into the sentence. Each catalogue is a chunk of
 * its own, compiled when the program was built, so that nothing is parsed at the desk.
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
}

type Catalogue = Record<string, CompiledMessage>;

const LOADERS: Record<Locale, () => Promise<{ messages: Catalogue }>> = {
  "zh-CN": () => import("virtual:messages/zh-CN"),
  "zh-TW": () => import("virtual:messages/zh-TW"),
  en: () => import("virtual:messages/en"),
};

const pseudoCatalogue = (messages: Catalogue): Catalogue => Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, pseudoMessage(message)]));

export async function createI18n(language: Language): Promise<I18n> {
  const locale = localeOf(language);
  const { messages } = await LOADERS[locale]();
  const i18n = setupI18n();
  i18n.loadAndActivate({ locale: language, locales: locale, messages: language === "pseudo" ? pseudoCatalogue(messages) : messages });
  const t: Translate = (id, values) => i18n._(id, values);
  return { language, locale, tag: languageTag(language), t, say: (message) => t(message.id, message.values) };
}
