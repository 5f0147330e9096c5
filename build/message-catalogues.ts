/**
 * Reads the catalogues of all languages and judges them: every message compiles, every language has every
 * id, and a placeholder is in all of them or in none. The build and the tests stand on the same judgement.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledMessage, compileMessageOrThrow } from "@lingui/message-utils/compileMessage";

export const MESSAGE_LOCALES = ["zh-CN", "zh-TW", "en"] as const;
export type MessageLocale = (typeof MESSAGE_LOCALES)[number];

/**
 * Areas that only screens speak from which are fetched when first shown: they come after the desk. What the
 * frame says of such a screen (a command, a badge) is in the areas of the frame.
 */
export const SCREEN_AREAS = [
  "backups",
  "batch",
  "calendar",
  "care",
  "calls",
  "centre",
  "classes",
  "clock",
  "conditions",
  "day-log",
  "diagnostics",
  "duplicates",
  "export",
  "figures",
  "first-run",
  "handover",
  "guide",
  "history",
  "import",
  "keep",
  "life",
  "lists",
  "mail",
  "notices",
  "opinions",
  "outreach",
  "out-files",
  "practice",
  "readers",
  "reports",
  "result",
  "rules",
  "segments",
  "settings",
  "sheets",
  "statistics",
  "tasks",
  "waiting",
  // the names of fields, and of what stands in fields that the desk does not show
  "words.activity",
  "words.attachment-part",
  "words.branch",
  "words.call-state",
  "words.cell",
  "words.code",
  "words.consent",
  "words.exceptions",
  "words.file",
  "words.feedback",
  "words.form",
  "words.gender",
  "words.handover",
  "words.how",
  "words.interaction",
  "words.month-figures",
  "words.month-seal",
  "words.no-contact",
  "words.not-same",
  "words.not-told-bar",
  "words.outcome",
  "words.participant",
  "words.reader",
  "words.report-form",
  "words.segment",
  "words.setting",
  "words.staff",
  "words.template",
  "words.typed",
  "words.vacations",
  "words.workdays",
] as const;

export const isOfScreen = (id: string): boolean => SCREEN_AREAS.some((area) => id.startsWith(`${area}.`));

export type Texts = Readonly<Record<string, string>>;
export type Catalogues = Readonly<Record<MessageLocale, Texts>>;

export interface Compiled {
  readonly messages: Readonly<Record<MessageLocale, Readonly<Record<string, CompiledMessage>>>>;
  /** Sentences for whoever builds; empty when all is well. */
  readonly problems: readonly string[];
}

export const catalogueFiles = (folder: string, locale: MessageLocale): string[] =>
  readdirSync(join(folder, locale))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(folder, locale, name));

/** @param folder that holds a folder per locale, with a flat JSON file per area */
export function readCatalogues(folder: string): { texts: Catalogues; problems: string[] } {
  const problems: string[] = [];
  const texts: Record<MessageLocale, Record<string, string>> = { "zh-CN": {}, "zh-TW": {}, en: {} };
  for (const locale of MESSAGE_LOCALES) {
    for (const file of catalogueFiles(folder, locale)) {
      for (const [id, text] of entriesOf(file, problems)) {
        if (id in texts[locale]) problems.push(`${file}: ${id} is in two catalogues`);
        texts[locale][id] = text;
      }
    }
  }
  return { texts, problems };
}

function entriesOf(file: string, problems: string[]): [string, string][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
  if (typeof parsed !== "object" || parsed === null) return [];
  return Object.entries(parsed).flatMap(([id, text]): [string, string][] => {
    if (typeof text === "string" && text !== "") return [[id, text]];
    problems.push(`${file}: ${id} is not a text`);
    return [];
  });
}

export function compileCatalogues(texts: Catalogues): Compiled {
  const problems: string[] = [];
  const messages: Record<MessageLocale, Record<string, CompiledMessage>> = { "zh-CN": {}, "zh-TW": {}, en: {} };
  for (const locale of MESSAGE_LOCALES) {
    for (const [id, text] of Object.entries(texts[locale])) {
      try {
        messages[locale][id] = compileMessageOrThrow(text);
      } catch (error) {
        problems.push(`${locale} ${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return { messages, problems: [...problems, ...differences(messages)] };
}

function differences(messages: Compiled["messages"]): string[] {
  const ids = new Set(MESSAGE_LOCALES.flatMap((locale) => Object.keys(messages[locale])));
  const problems: string[] = [];
  for (const id of ids) {
    const wanted = messages.en[id] && placeholders(messages.en[id]).join(", ");
    for (const locale of MESSAGE_LOCALES) {
      const message = messages[locale][id];
      if (message === undefined) problems.push(`${locale}: ${id} is missing`);
      else if (wanted !== undefined && placeholders(message).join(", ") !== wanted) {
        problems.push(
          `${locale}: ${id} has placeholders {${placeholders(message).join(", ")}} where English has {${wanted}}`,
        );
      }
    }
  }
  return problems;
}

/** The names of a message's placeholders, sorted, those inside of plurals too. */
export function placeholders(message: CompiledMessage): string[] {
  const names = new Set<string>();
  const collect = (tokens: CompiledMessage): void => {
    for (const token of tokens) {
      if (typeof token === "string") continue;
      const [name, , format] = token;
      if (name !== "#") names.add(name);
      if (typeof format !== "object" || format === null) continue;
      for (const choice of Object.values(format)) if (Array.isArray(choice)) collect(choice);
    }
  };
  collect(message);
  return [...names].sort();
}
