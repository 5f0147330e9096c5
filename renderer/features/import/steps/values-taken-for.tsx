/** What the values of a column of categories, branches or genders are taken for. */
import { useCallback, useEffect, useState } from "react";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { ColumnValueCount } from "../../../platform/worker/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { useColumnName } from "../column-name.ts";
import { useEntryNames } from "../entry-names.ts";
import { useLists } from "../import-queries.ts";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { ValueTable } from "./value-table.tsx";

const GENDERS = ["female", "male", "other"] as const;

/** @param onSettled the button that has settled all unknown values goes away, and the focus needs another place */
export function ColumnValues({ column, onSettled }: { readonly column: number; readonly onSettled: () => void }) {
  const t = useT();
  const flow = useImportFlow();
  const { worker } = useServices();
  const mapping = useImportState((state) => state.mapping);
  const { categories, branches } = useLists();
  const header = useColumnName()(column);
  const values = useValues(useCallback(() => worker.imports.values(column, mapping), [worker, column, mapping]));
  const rule = mapping.columns[column];
  const entries =
    rule?.target === "category"
      ? categories
      : rule?.target === "branch"
        ? branches
        : GENDERS.map((code) => ({ code, label: t(`words.gender.${code}`) }));
  const { isListed, nearBranch } = useEntryNames(
    entries,
    values.map(({ value }) => value),
  );
  if (rule === undefined || rule.target === null || values.length === 0) return null;

  const choose = (picked: Readonly<Record<string, string | null>>): void =>
    flow.setMapping({
      columns: mapping.columns.map((before, at) =>
        at === column ? { ...before, values: { ...before.values, ...picked } } : before,
      ),
    });

  return (
    <ValueTable
      header={header}
      values={values}
      entries={entries}
      chosen={rule.values ?? {}}
      onChoose={choose}
      onSettled={onSettled}
      {...(rule.target === "branch" && { unknown: t("import.values-unknown-branch"), near: nearBranch })}
      blank={t("import.values-blank")}
      allBlank={t("import.values-all-blank")}
      {...(rule.target !== "gender" && {
        more: (unknown: readonly string[]) => (
          <Button
            size="small"
            onClick={() => {
              choose(Object.fromEntries(unknown.map((value) => [value, NEW_ENTRY])));
              onSettled();
            }}
          >
            {t("import.values-all-new")}
          </Button>
        ),
        extra: (value: string) =>
          isListed(value) ? [] : [{ code: NEW_ENTRY, label: t("import.values-new", { name: value }) }],
      })}
    />
  );
}

/** The answer to the last question, which is asked anew whenever it is another. */
export function useValues(ask: () => Promise<readonly ColumnValueCount[]>): readonly ColumnValueCount[] {
  const [values, setValues] = useState<readonly ColumnValueCount[]>([]);
  useEffect(() => {
    let wanted = true;
    void ask().then((found) => {
      if (wanted) setValues(found);
    });
    return () => {
      wanted = false;
    };
  }, [ask]);
  return values;
}
