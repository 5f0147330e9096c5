/** The library's own lists: names in three languages, hidden when no longer wanted, because old records use them. */
import { useState } from "react";
import { CODE_LISTS, type CodeNames } from "#shared/model/house.ts";
import { useNewId } from "../../acts/use-new-id.ts";
import type { Row } from "../../db/database.ts";
import { create, edit } from "../../db/write/changes.ts";
import { LANGUAGES } from "../../desk-services/template-choice.tsx";
import { LOCALES, type Locale } from "../../i18n/locale.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isEnter } from "../../ui/keyboard.ts";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import styles from "./code-lists.module.css";
import { Changing } from "./of-role.tsx";
import { type CodeList, useCodes } from "./settings-queries.ts";
import { useSave } from "./use-save.ts";

const LIST_LABELS: Readonly<Record<CodeList, MessageId>> = {
  category: "settings.list-category",
  topic: "settings.list-topic",
  purpose: "settings.list-purpose",
  reason: "settings.list-reason",
  source: "settings.list-source",
  department: "settings.list-department",
};

export function CodeListsSection() {
  const t = useT();
  const locale = useLocale();
  const newId = useNewId();
  const { shared } = useSave();
  const [list, setList] = useState<CodeList>("category");
  const rows = useCodes(list);

  const rename = (row: Row<"code">, language: Locale, text: string): void => {
    const name = text.trim();
    const names: CodeNames = { "zh-CN": "", "zh-TW": "", en: "", ...row.names };
    if (name !== "" && name !== names[language])
      void shared("code.rename", [edit("code", row.id, { names: { ...names, [language]: name } })]);
  };
  const add = useOnce(async (field: HTMLInputElement): Promise<void> => {
    const name = field.value.trim();
    if (name === "") return;
    const id = newId.get();
    const order = Math.max(0, ...rows.map((row) => row.order ?? 0)) + 1;
    // until somebody translates it, one name stands for all three
    if (
      !(await shared("code.add", [
        create("code", id, { list, code: id, names: { "zh-CN": name, "zh-TW": name, en: name }, order }),
      ]))
    )
      return;
    newId.next();
    if (field.value.trim() === name) field.value = "";
  });

  return (
    <>
      <Field label={t("settings.which-list")}>
        {(control) => (
          <Select
            {...control}
            options={CODE_LISTS.map((value) => ({ value, label: t(LIST_LABELS[value]) }))}
            value={list}
            onChange={setList}
          />
        )}
      </Field>
      <Changing>
        <ul className={`list ${styles.codes}`}>
          {/* each field says its language itself */}
          <li className={`meta ${styles.heads}`} aria-hidden="true">
            {LOCALES.map((language) => (
              <span key={language} lang={language}>
                {LANGUAGES[language]}
              </span>
            ))}
          </li>
          {rows.map((row) => (
            <li key={row.id} className={`line ${styles.entry}`}>
              {LOCALES.map((language) => (
                <TextInput
                  key={`${language}-${row.names?.[language]}`}
                  lang={language}
                  aria-label={t("settings.name-in", {
                    name: row.names?.[locale] ?? row.code ?? "",
                    language: LANGUAGES[language],
                  })}
                  defaultValue={row.names?.[language]}
                  onBlur={(event) => rename(row, language, event.currentTarget.value)}
                />
              ))}
              <Button
                size="small"
                onClick={() => void shared("code.hide", [edit("code", row.id, { hidden: row.hidden !== true })])}
              >
                {t(row.hidden ? "settings.show-again" : "settings.hide")}
              </Button>
            </li>
          ))}
        </ul>
        <TextInput
          key={list}
          aria-label={t("settings.new-entry")}
          placeholder={t("settings.new-entry")}
          onKeyDown={(event) => {
            if (!isEnter(event)) return;
            void add(event.currentTarget);
          }}
        />
      </Changing>
    </>
  );
}
