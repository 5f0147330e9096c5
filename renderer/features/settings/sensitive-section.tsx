/**
 * Classes by which nobody is known: one that is added or taken away holds at once, for earlier records too, and can be
 * undone.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type FormEvent, useState } from "react";
import { mainClassOf } from "#shared/analysis/interests.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { isMainClass } from "#shared/model/main-classes.ts";
import {
  DECIMAL_SUBJECTS,
  parseClass,
  SENSITIVE_CLASSES_ID,
  sensitiveClassesOf,
  usualSensitiveClasses,
  withClass,
} from "#shared/model/settings/sensitive-classes.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { useAct } from "../../acts/use-acts.ts";
import { readSetting, setSetting } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import type { Said } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { classText } from "../../words/class-words.ts";

export function SensitiveSection() {
  const t = useT();
  const act = useAct();
  const { db } = useServices();
  const { place } = useHouse();
  const stored = useLiveQuery(async () => await readSetting(db, SENSITIVE_CLASSES_ID), [db]);
  const [inTurn] = useState(oneAtATime);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  if (stored === undefined) return null;
  const classes = sensitiveClassesOf(settingValue(stored), place);
  const usual = usualSensitiveClasses(place);
  /** What stands there when its turn comes: what is drawn may lack the change before. */
  const write = (next: (before: readonly string[]) => readonly string[], said: Said): Promise<boolean> =>
    inTurn(async () => {
      const now = await readSetting(db, SENSITIVE_CLASSES_ID);
      const value = next(sensitiveClassesOf(settingValue(now), place));
      const changes = setSetting(now, SENSITIVE_CLASSES_ID, "sensitive-classes", value);
      return await act({ command: "setting.sensitive-classes", changes, said });
    });
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const code = parseClass(typed);
    const above = code === undefined ? undefined : classes.find((each) => code.startsWith(each));
    setFault(
      code === undefined
        ? t("settings.sensitive-wrong")
        : above === undefined
          ? null
          : t("settings.sensitive-there", { code: above }),
    );
    if (code === undefined || above !== undefined) return;
    if (await write((before) => withClass(before, code), { id: "settings.did-sensitive-add", values: { code } }))
      setTyped((now) => (now === typed ? "" : now));
  };
  const nameOf = (code: string): string => {
    const subject = DECIMAL_SUBJECTS.get(code);
    if (subject !== undefined) return t("settings.sensitive-decimal", { code, subject, place });
    const main = mainClassOf(code) ?? code;
    return code === main || !isMainClass(main)
      ? classText(code, t, place)
      : t("settings.sensitive-in", { code, main: classText(main, t, place) });
  };
  return (
    <>
      <p className="field-hint">{t("settings.sensitive-hint")}</p>
      {classes.length === 0 && <p>{t("settings.sensitive-none")}</p>}
      <ul className="list" aria-label={t("settings.sensitive")}>
        {classes.map((code) => (
          <li key={code} className="line">
            <span className="grow">{nameOf(code)}</span>
            <Button
              size="small"
              aria-label={t("settings.sensitive-remove", { code })}
              onClick={() =>
                void write((before) => before.filter((each) => each !== code), {
                  id: "settings.did-sensitive-remove",
                  values: { code },
                })
              }
            >
              {t("settings.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={(event) => void add(event)}>
        <Field label={t("settings.sensitive-class", { place })} {...(fault !== null && { error: fault })}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={40}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setFault(null);
              }}
            />
          )}
        </Field>
        <div className="row">
          <Button type="submit" size="small" disabled={typed.trim() === ""}>
            {t("settings.sensitive-add")}
          </Button>
          <Button
            size="small"
            disabled={classes.join() === usual.join()}
            onClick={() => void write(() => usual, { id: "settings.did-sensitive-default" })}
          >
            {t("settings.sensitive-default")}
          </Button>
        </div>
      </form>
    </>
  );
}
