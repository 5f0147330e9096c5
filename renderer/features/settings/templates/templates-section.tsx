/** The templates of the library: what for, what they are called, and their text in each language. */
import { useState } from "react";
import {
  FIELD_NAMES,
  TEMPLATE_FIELDS,
  TEMPLATE_USES,
  type TemplateUse,
  type TextTemplate,
  templateSettingId,
  unknownFields,
} from "#shared/model/settings/text-templates.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useNewId } from "../../../acts/use-new-id.ts";
import { create, edit, remove } from "../../../db/write/changes.ts";
import { LANGUAGES, type StoredTemplate, useTemplates } from "../../../desk-services/template-choice.tsx";
import { LOCALES, type Locale } from "../../../i18n/locale.ts";
import { useFormat, useLocale, useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextArea, TextInput } from "../../../ui/text-input.tsx";
import { Changing } from "../of-role.tsx";
import { useSave } from "../use-save.ts";
import styles from "./templates.module.css";

const LONGEST_NAME = 40;
const LONGEST_TEXT = 4_000;

export function TemplatesSection() {
  const rich = useRich();
  const format = useFormat();
  const fields = useFieldList();
  const templates = useTemplates();
  if (templates === undefined) return null;
  const listed = templates.toSorted((a, b) => format.compare(a.name, b.name));
  return (
    <>
      <p className="field-hint">{rich("settings.templates-hint", { fields: <span translate="no">{fields}</span> })}</p>
      {TEMPLATE_USES.map((use) => (
        <Templates key={use} use={use} templates={listed.filter((each) => each.use === use)} />
      ))}
    </>
  );
}

/** All fields, as this language writes them. */
function useFieldList(): string {
  const locale = useLocale();
  return useFormat().list(TEMPLATE_FIELDS.map((field) => `{${FIELD_NAMES[field][locale]}}`));
}

function Templates({ use, templates }: { readonly use: TemplateUse; readonly templates: readonly StoredTemplate[] }) {
  const t = useT();
  const locale = useLocale();
  const newId = useNewId();
  const { shared } = useSave();
  const [name, setName] = useState("");
  const [opened, setOpened] = useState<string | null>(null);
  /** It was just made here: the keys belong to its first field. */
  const [made, setMade] = useState<string | null>(null);
  const add = useOnce(async (): Promise<void> => {
    if (name.trim() === "") return;
    const id = templateSettingId(newId.get());
    const value: TextTemplate = { use, name: name.trim(), texts: {} };
    if (!(await shared("setting.template", [create("setting", id, { name: "template", value })]))) return;
    newId.next();
    setName("");
    setOpened(id);
    setMade(id);
  });
  return (
    <fieldset className={styles.use}>
      <legend>{t(`settings.templates-${use}`)}</legend>
      <ul className="list">
        {templates.map((template) => (
          <li key={template.id}>
            <div className="line">
              <Button
                kind="quiet"
                size="small"
                className={styles.name ?? ""}
                aria-expanded={opened === template.id}
                onClick={() => {
                  setOpened(opened === template.id ? null : template.id);
                  setMade(null);
                }}
              >
                {template.name}
              </Button>
              <span className="meta clip" translate="no">
                {template.texts[locale] ??
                  LOCALES.map((language) => template.texts[language]).find((text) => text !== undefined) ??
                  t("settings.templates-no-text")}
              </span>
            </div>
            {opened === template.id && (
              <Changing>
                <OpenedTemplate template={template} isNew={made === template.id} />
              </Changing>
            )}
          </li>
        ))}
      </ul>
      <Changing>
        <div className="line">
          <TextInput
            aria-label={t(`settings.templates-new-${use}`)}
            placeholder={t(`settings.templates-new-${use}`)}
            className="grow"
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            onEnter={() => void add()}
          />
          <Button size="small" onClick={() => void add()}>
            {t("settings.templates-add")}
          </Button>
        </div>
      </Changing>
    </fieldset>
  );
}

function OpenedTemplate({ template, isNew }: { readonly template: StoredTemplate; readonly isNew: boolean }) {
  const t = useT();
  const act = useAct();
  const { shared } = useSave();
  const fields = useFieldList();
  const format = useFormat();
  const { id, ...value } = template;
  const [wrong, setWrong] = useState<{ readonly language: Locale; readonly names: readonly string[] } | null>(null);
  const write = (next: TextTemplate): void => void shared("setting.template", [edit("setting", id, { value: next })]);
  const left = (language: Locale, typed: string): void => {
    const names = unknownFields(typed);
    setWrong(names.length === 0 ? null : { language, names });
    const text = typed.trim();
    if (names.length > 0 || text === (value.texts[language] ?? "")) return;
    const texts = { ...value.texts, [language]: text };
    if (text === "") delete texts[language];
    write({ ...value, texts });
  };
  return (
    <div className={styles.texts}>
      <Field label={t("settings.templates-name")}>
        {(control) => (
          <TextInput
            {...control}
            key={value.name}
            autoFocus={isNew}
            maxLength={LONGEST_NAME}
            defaultValue={value.name}
            onBlur={({ currentTarget }) => {
              const name = currentTarget.value.trim();
              if (name !== "" && name !== value.name) write({ ...value, name });
            }}
          />
        )}
      </Field>
      {LOCALES.map((language) => (
        <Field
          key={language}
          label={<span lang={language}>{LANGUAGES[language]}</span>}
          {...(wrong?.language === language && {
            error: t("settings.templates-unknown", {
              names: format.list(wrong.names),
              fields,
            }),
          })}
        >
          {(control) => (
            <TextArea
              {...control}
              key={value.texts[language] ?? ""}
              lang={language}
              rows={3}
              maxLength={LONGEST_TEXT}
              defaultValue={value.texts[language] ?? ""}
              onBlur={({ currentTarget }) => left(language, currentTarget.value)}
            />
          )}
        </Field>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            void act({
              command: "setting.template",
              changes: [remove("setting", id)],
              said: { id: "settings.did-template-remove", values: { template: value.name } },
            })
          }
        >
          {t("settings.templates-remove", { name: value.name })}
        </Button>
      </div>
    </div>
  );
}
