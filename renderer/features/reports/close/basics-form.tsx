/** What the formulas need beside the records: the hourly rate, and whom each branch serves. Kept until it is saved. */
import { useLiveQuery } from "dexie-react-hooks";
import { type FormEvent, useState } from "react";
import { parseHourRate, REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { peopleServed } from "#shared/model/settings/served.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { readSetting, setSetting } from "../../../db/write/library-setting.ts";
import { type SeenCells, seenCells } from "../../../db/write/opened-form.ts";
import { inBranchOrder } from "../../../desk-services/library/use-open-branches.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import type { ClosingField } from "../asked.ts";
import { type BasicsDraft, keepBasicsDraft, readBasicsDraft } from "./figure-drafts.ts";
import { takeField } from "./take-field.ts";
import { parseTyped } from "./typed-number.ts";

const RATE = "rate";

interface BasicsFormProps {
  /** Null for all. */
  readonly branch: string | null;
  readonly enters: ClosingField | undefined;
}

export function BasicsForm({ branch, enters }: BasicsFormProps) {
  const t = useT();
  const act = useAct();
  const format = useFormat();
  const { db } = useServices();
  const refused = useMay().refusal("figures");
  const stored = useLiveQuery(async () => {
    const [rate, branches] = await Promise.all([readSetting(db, REPORT_RATE_ID), db.branch.toArray()]);
    return { rate, branches: branches.filter((row) => row.gone !== 1 && row.hidden !== true) };
  }, [db]);
  const kept = useLiveQuery(async () => await readBasicsDraft(db), [db]);
  const [typedHere, setTypedHere] = useState<BasicsDraft | null>(null);
  if (stored === undefined || kept === undefined) return null;
  const { rate } = stored;
  const branches = inBranchOrder(stored.branches, format.compare);
  const unserved = branch ?? (branches.find(({ population }) => population === undefined) ?? branches[0])?.id;
  const draft = typedHere ?? kept;
  const setDraft = (next: BasicsDraft): void => {
    setTypedHere(next);
    void keepBasicsDraft(db, next);
  };
  /** Texts by branch, and of the rate. */
  const typed: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(draft).map(([id, { text }]) => [id, text]),
  );
  /** @param said what stands there; typed back so there is nothing to save */
  const type = (id: string, text: string, said: string, seen: () => SeenCells): void => {
    const { [id]: before, ...others } = draft;
    const [cell = []] = before === undefined ? Object.values(seen()) : [before.seen];
    setDraft(text === said ? others : { ...others, [id]: { text, seen: cell } });
  };
  const saidRate = String(parseHourRate(settingValue(rate)) ?? "");
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
      draft[id] === undefined
        ? []
        : [edit("branch", id, { population: parseTyped(draft[id].text) ?? null }, { population: draft[id].seen })],
    );
    if (typed[RATE] !== undefined) {
      const value = parseTyped(typed[RATE]) ?? null;
      if (rate === null || rate.gone === 1) changes.push(...setSetting(rate, REPORT_RATE_ID, "report-rate", value));
      else changes.push(edit("setting", REPORT_RATE_ID, { value }, { value: draft[RATE]?.seen ?? [] }));
    }
    if (await act({ command: "report.basics", changes, said: { id: "reports.did-basics" } })) setDraft({});
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
                ref={enters === RATE ? takeField : undefined}
                inputMode="decimal"
                value={typed[RATE] ?? saidRate}
                onChange={(event) =>
                  type(RATE, event.target.value, saidRate, () =>
                    rate === null ? {} : seenCells("setting", rate, ["value"]),
                  )
                }
              />
            )}
          </Field>
          {branches.map((row) => {
            const { id, name = "", population, served } = row;
            return (
              <Field
                key={id}
                label={t("reports.basics-population", { branch: name })}
                {...hintOf(peopleServed(served === undefined ? {} : { served }), population)}
                {...(isBadCount(typed[id]) && { error: t("reports.typed-bad") })}
              >
                {(control) => (
                  <TextInput
                    {...control}
                    ref={enters === "population" && id === unserved ? takeField : undefined}
                    inputMode="numeric"
                    value={typed[id] ?? population ?? ""}
                    onChange={(event) =>
                      type(id, event.target.value, String(population ?? ""), () =>
                        seenCells("branch", row, ["population"]),
                      )
                    }
                  />
                )}
              </Field>
            );
          })}
        </div>
      </fieldset>
      {Object.keys(typed).length > 0 && <p className="meta">{t("reports.typed-kept")}</p>}
      <Button type="submit" disabled={refused !== undefined || hasFault || Object.keys(typed).length === 0}>
        {t("reports.basics-save")}
      </Button>
    </form>
  );
}
