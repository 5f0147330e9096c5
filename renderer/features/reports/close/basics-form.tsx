/** What the formulas need beside the records: the hourly rate, and whom each branch serves. */
import { useLiveQuery } from "dexie-react-hooks";
import { type FormEvent, useState } from "react";
import { parseHourRate, REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { peopleServed } from "#shared/model/settings/served.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { readSetting, setSetting } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { parseTyped } from "./typed-number.ts";

const RATE = "rate";

export function BasicsForm() {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { db } = useServices();
  const refused = useMay().refusal("figures");
  const stored = useLiveQuery(async () => {
    const [rate, branches] = await Promise.all([readSetting(db, REPORT_RATE_ID), db.branch.toArray()]);
    return { rate, branches: branches.filter((row) => row.gone !== 1 && row.hidden !== true) };
  }, [db]);
  /** Texts by branch, and of the rate. */
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  if (stored === undefined) return null;
  const { rate, branches } = stored;
  /** The same number stands in the settings by community and age; where it is another, both are said. */
  const hintOf = (people: number | undefined, population: number | undefined): { readonly hint?: string } =>
    people === undefined || people === population
      ? {}
      : {
          hint: t(population === undefined ? "reports.basics-served-used" : "reports.basics-served", {
            people: format.number(people),
          }),
        };
  const isBad = (text: string | undefined): boolean =>
    text !== undefined && text.trim() !== "" && parseTyped(text) === undefined;
  const isBadCount = (text: string | undefined): boolean =>
    isBad(text) || (text !== undefined && text.trim() !== "" && !Number.isInteger(parseTyped(text)));
  const hasFault = isBad(typed[RATE]) || branches.some(({ id }) => isBadCount(typed[id]));
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (refused !== undefined || hasFault || Object.keys(typed).length === 0) return;
    const changes: Change[] = branches.flatMap(({ id }) =>
      typed[id] === undefined ? [] : [edit("branch", id, { population: parseTyped(typed[id] ?? "") ?? null })],
    );
    if (typed[RATE] !== undefined) {
      changes.push(...setSetting(rate, REPORT_RATE_ID, "report-rate", parseTyped(typed[RATE] ?? "") ?? null));
    }
    if (await act({ command: "report.basics", changes, said: { id: "reports.did-basics" } })) setTyped({});
  };
  return (
    <form className="report-block" onSubmit={(event) => void save(event)}>
      <h2>{t("reports.basics-title")}</h2>
      {refused !== undefined && <p className="field-hint">{refused}</p>}
      <fieldset disabled={refused !== undefined} className="of-role">
        <div className="settings-fields">
          <Field
            label={t("reports.basics-rate")}
            hint={t("reports.basics-rate-hint")}
            {...(isBad(typed[RATE]) && { error: t("reports.typed-bad") })}
          >
            {(control) => (
              <TextInput
                {...control}
                inputMode="decimal"
                value={typed[RATE] ?? parseHourRate(settingValue(rate)) ?? ""}
                onChange={(event) => setTyped({ ...typed, [RATE]: event.target.value })}
              />
            )}
          </Field>
          {branches.map(({ id, name = "", population, served }) => (
            <Field
              key={id}
              label={t("reports.basics-population", { branch: name })}
              {...hintOf(peopleServed(served === undefined ? {} : { served }), population)}
              {...(isBadCount(typed[id]) && { error: t("reports.typed-bad") })}
            >
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="numeric"
                  value={typed[id] ?? population ?? ""}
                  onChange={(event) => setTyped({ ...typed, [id]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <Button type="submit" disabled={refused !== undefined || hasFault || Object.keys(typed).length === 0}>
        {t("reports.basics-save")}
      </Button>
    </form>
  );
}
