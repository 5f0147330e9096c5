/** Step 2: the file's columns at the left, the fields they fill at the right, what is left out in plain sight. */
import type { ColumnRule, Mapping } from "#shared/exchange/mapping.ts";
import { TARGET_IDS, type Target, targetSpec } from "#shared/exchange/targets.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FilePreview } from "../../../platform/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { type Option, Select } from "../../../ui/select.tsx";
import { useColumnName } from "../column-name.ts";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { ColumnValues } from "./column-values.tsx";

const ORDERS = ["ymd", "dmy", "mdy", "unknown"] as const;
const NONE = "";

export function MappingStep() {
  const t = useT();
  const flow = useImportFlow();
  const preview = useImportState((state) => state.preview);
  const mapping = useImportState((state) => state.mapping);
  if (preview === null) return null;
  const mapped = mapping.columns.filter(({ target }) => target !== null).length;
  const own = preview.own !== null;
  return (
    <>
      <div className={styles.body}>
        <div className="section-head">
          <h2>
            {t("import.map-title")} <span className="count">{own ? t("import.own-file") : t("import.map-count", { mapped, left: mapping.columns.length - mapped })}</span>
          </h2>
        </div>
        {!own && (
          <div className={styles.two}>
            <Columns preview={preview} mapping={mapping} />
            <div>
              {mapping.columns.map((rule, column) =>
                rule.target !== null && ["category", "branch", "gender"].includes(targetSpec(rule.target).reading) ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
                  <ColumnValues key={column} column={column} />
                ) : null,
              )}
            </div>
          </div>
        )}
      </div>
      <FootBar during="reading">
        <Button keys="Esc" onClick={() => flow.goTo("file")}>
          {t("import.back")}
        </Button>
        <Button kind="primary" autoFocus keys="Enter" onClick={() => flow.goTo("rules")}>
          {t("import.next")}
        </Button>
      </FootBar>
    </>
  );
}

function Columns({ preview, mapping }: { readonly preview: FilePreview; readonly mapping: Mapping }) {
  const t = useT();
  const flow = useImportFlow();
  const columnName = useColumnName();
  const setRule = (column: number, rule: ColumnRule): void => flow.setMapping({ columns: mapping.columns.map((before, at) => (at === column ? rule : before)) });
  const options: readonly Option<Target | typeof NONE>[] = [{ value: NONE, label: t("import.map-none") }, ...TARGET_IDS.map((id) => ({ value: id, label: t(`import.target-${id}`) }))];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("import.map-column")}</th>
          <th scope="col">{t("import.map-samples")}</th>
          <th scope="col">{t("import.map-field")}</th>
        </tr>
      </thead>
      <tbody>
        {preview.columns.map(({ samples, withheld }, column) => {
          const rule = mapping.columns[column] ?? { target: null };
          const name = columnName(column);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place
            <tr key={column}>
              <th scope="row">{name}</th>
              <td className="soft">{samples.length === 0 ? t("import.map-empty") : samples.slice(0, 3).map(short).join(" · ")}</td>
              <td>
                <span className="row">
                  {withheld === "password" || withheld === "forbidden-name" ? (
                    t("import.map-none")
                  ) : (
                    <Select aria-label={`${t("import.map-field")}: ${name}`} options={options} value={rule.target ?? NONE} onChange={(value) => setRule(column, toRule(value, rule))} />
                  )}
                  {rule.target !== null && targetSpec(rule.target).reading === "day" && (
                    <Select
                      aria-label={`${t("import.date-order")}: ${name}`}
                      options={ORDERS.map((value) => ({ value, label: t(`import.date-order-${value}`) }))}
                      value={rule.dateOrder ?? "unknown"}
                      onChange={(dateOrder) => setRule(column, { ...rule, dateOrder })}
                    />
                  )}
                </span>
                {withheld !== null && rule.target === null && <p className="field-hint">{t(`import.withheld-${withheld}`, { name })}</p>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const short = (text: string): string => (text.length > 24 ? `${[...text].slice(0, 24).join("")}…` : text);

const toRule = (value: Target | typeof NONE, before: ColumnRule): ColumnRule => (value === NONE ? { target: null } : { ...before, target: value });
