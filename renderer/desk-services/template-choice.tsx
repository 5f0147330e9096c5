/** The library's templates where something is written: chosen from a list, each in every language that it has. */
import { useLiveQuery } from "dexie-react-hooks";
import {
  fillTemplate,
  isTemplateSetting,
  parseTemplate,
  type TemplateField,
  type TemplateUse,
  type TextTemplate,
} from "#shared/model/settings/text-templates.ts";
import type { DeskDb } from "../db/database.ts";
import { LOCALES, type Locale } from "../i18n/locale.ts";
import { useFormat, useLocale, useT } from "../i18n/use-t.ts";
import { useDeviceSettings } from "./device-settings.ts";
import { useServices } from "./services.ts";
import { useHouse } from "./use-house.ts";
import { useLibraryName } from "./use-library-name.ts";

export interface StoredTemplate extends TextTemplate {
  readonly id: string;
}

export const readTemplates = async (db: DeskDb): Promise<readonly StoredTemplate[]> =>
  (await db.setting.toArray()).flatMap(({ id, gone, value }) => {
    const template = isTemplateSetting(id) && gone !== 1 ? parseTemplate(value) : undefined;
    return template === undefined ? [] : [{ id, ...template }];
  });

export const useTemplates = (): readonly StoredTemplate[] | undefined => {
  const { db } = useServices();
  return useLiveQuery(async () => await readTemplates(db), [db]);
};

interface TemplateChoiceProps {
  readonly use: TemplateUse;
  /** Beside what every template may say: today, library, branch, colleague. */
  readonly values?: Readonly<Partial<Record<TemplateField, string | undefined>>>;
  readonly onText: (text: string) => void;
}

/** Not there where the library has none for it. */
export function TemplateChoice({ use, values = {}, onText }: TemplateChoiceProps) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { clock } = useServices();
  const { branch = "", staff = "" } = useDeviceSettings();
  const house = useHouse();
  const library = useLibraryName();
  const templates = useTemplates()?.filter((template) => template.use === use) ?? [];
  if (templates.length === 0) return null;
  const languages: readonly Locale[] = [locale, ...LOCALES.filter((each) => each !== locale)];
  const texts = templates
    .toSorted((a, b) => format.compare(a.name, b.name))
    .flatMap(({ id, name, texts: of }) =>
      languages.flatMap((language) => {
        const text = of[language];
        return text === undefined ? [] : [{ key: `${id} ${language}`, name, language, text }];
      }),
    );
  const common = {
    today: format.longDay(format.day(clock.now())),
    library: library === "" ? undefined : library,
    branch: house.branches.get(branch),
    colleague: house.staff.get(staff),
  };
  return (
    <select
      aria-label={t("words.template.use")}
      className="select template-choice"
      value=""
      onChange={({ target }) => {
        const chosen = texts.find(({ key }) => key === target.value);
        if (chosen !== undefined) onText(fillTemplate(chosen.text, { ...common, ...values }));
      }}
    >
      <option value="">{t("words.template.use")}</option>
      {texts.map(({ key, name, language }) => (
        <option key={key} value={key}>
          {language === locale ? name : t("words.template.in", { name, language: LANGUAGES[language] })}
        </option>
      ))}
    </select>
  );
}

export const LANGUAGES: Readonly<Record<Locale, string>> = { "zh-CN": "简体中文", "zh-TW": "繁體中文", en: "English" };

/** Behind what is written already. */
export const withTemplate = (written: string, text: string): string =>
  written.trim() === "" ? text : `${written.trimEnd()}\n${text}`;
