/** The values of a column that refers to a list, and what each is taken for; unknown ones are settled here at once. */
import { useEffect, useState } from "react";
import { NEW_CATEGORY } from "#shared/exchange/mapping.ts";
import { useServices } from "../../../db/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ValueCount } from "../../../platform/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import { useColumnName } from "../column-name.ts";
import styles from "../import.module.css";
import { useLists } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";

const UNKNOWN = " unknown";
const BLANK = " blank";
const GENDERS = ["female", "male", "other"] as const;

export function ColumnValues({ column }: { readonly column: number }) {
  const t = useT();
  const format = useFormat();
  const flow = useImportFlow();
  const { worker } = useServices();
  const mapping = useImportState((state) => state.mapping);
  const { categories, branches } = useLists();
  const header = useColumnName()(column);
  const [values, setValues] = useState<readonly ValueCount[]>([]);
  const rule = mapping.columns[column];
  useEffect(() => {
    let wanted = true;
    void worker.imports.values(column, mapping).then((found) => {
      if (wanted) setValues(found);
    });
    return () => {
      wanted = false;
    };
  }, [worker, column, mapping]);
  if (rule === undefined || rule.target === null || values.length === 0) return null;

  const isCategory = rule.target === "category";
  const entries = isCategory ? categories : rule.target === "branch" ? branches : GENDERS.map((code) => ({ code, label: t(`words.gender.${code}`) }));
  const chosen = rule.values ?? {};
  const unknown = values.filter(({ value, fits }) => fits === null && !Object.hasOwn(chosen, value));
  const choose = (picked: Readonly<Record<string, string | null>>): void =>
    flow.setMapping({ columns: mapping.columns.map((before, at) => (at === column ? { ...before, values: { ...before.values, ...picked } } : before)) });
  const chooseAll = (code: string | null): void => choose(Object.fromEntries(unknown.map(({ value }) => [value, code])));
  const shown = (value: string, fits: string | null): string => (Object.hasOwn(chosen, value) ? (chosen[value] ?? BLANK) : (fits ?? UNKNOWN));

  return (
    <section className={styles.values} aria-label={t("import.values-title", { column: header })}>
      <div className="section-head">
        <h3>{t("import.values-title", { column: header })}</h3>
        {unknown.length > 0 && (
          <span className="row push">
            <Button size="small" onClick={() => chooseAll(null)}>
              {t("import.values-all-blank")}
            </Button>
            {isCategory && (
              <Button size="small" onClick={() => chooseAll(NEW_CATEGORY)}>
                {t("import.values-all-new")}
              </Button>
            )}
          </span>
        )}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("import.values-value")}</th>
            <th scope="col" className="nums">
              {t("import.values-rows")}
            </th>
            <th scope="col">{t("import.values-as")}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ value, count, fits }) => (
            <tr key={value}>
              <th scope="row">{value}</th>
              <td className="nums">{format.number(count)}</td>
              <td>
                <Select
                  aria-label={`${t("import.values-as")}: ${value}`}
                  value={shown(value, fits)}
                  onChange={(code) => choose({ [value]: code === BLANK ? null : code })}
                  options={[
                    { value: UNKNOWN, label: t("import.values-unknown"), disabled: true },
                    ...entries.map(({ code, label }) => ({ value: code, label })),
                    ...(isCategory ? [{ value: NEW_CATEGORY, label: t("import.values-new", { name: value }) }] : []),
                    { value: BLANK, label: t("import.values-blank") },
                  ]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
