/** The columns of a file with samples, and what each is imported as; the same for every kind of list. */

import { useMemo } from "react";
import { DATE_ORDERS } from "#shared/import-export/cells/parse-day.ts";
import { type ColumnInfo, type ColumnRule, lostColumns, type Mapping } from "#shared/import-export/columns/mapping.ts";
import { useT } from "../../../i18n/use-t.ts";
import { type Option, Select } from "../../../ui/select.tsx";
import { useColumnName } from "../column-name.ts";
import styles from "../import.module.css";

const NONE = "";

export interface ColumnTableProps<T extends string> {
  readonly columns: readonly ColumnInfo[];
  readonly mapping: Mapping<T>;
  readonly targets: readonly Option<T>[];
  readonly isDay: (target: T) => boolean;
  readonly onMapping: (mapping: Mapping<T>) => void;
}

export function ColumnTable<T extends string>({ columns, mapping, targets, isDay, onMapping }: ColumnTableProps<T>) {
  const t = useT();
  const columnName = useColumnName();
  const order = useOrder(columns, mapping);
  const setRule = (column: number, rule: ColumnRule<T>): void =>
    onMapping({ columns: mapping.columns.map((before, at) => (at === column ? rule : before)) });
  const options: readonly Option<T | typeof NONE>[] = [{ value: NONE, label: t("import.map-none") }, ...targets];
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
        {order.map((column) => {
          const { samples = [], withheld = null } = columns[column] ?? {};
          const rule = mapping.columns[column] ?? { target: null };
          const name = columnName(column);
          return (
            <tr key={column}>
              <th scope="row">{name}</th>
              <td className={`soft ${styles.columnSamples}`}>
                {samples.length === 0 ? t("import.map-empty") : samples.slice(0, 3).map(short).join(" · ")}
              </td>
              <td>
                <span className="row">
                  {withheld !== null && NEVER.has(withheld) ? (
                    t("import.map-none")
                  ) : (
                    <Select
                      aria-label={`${t("import.map-field")}: ${name}`}
                      options={options}
                      value={rule.target ?? NONE}
                      onChange={(value) => setRule(column, toRule(value, rule))}
                    />
                  )}
                  {rule.target !== null && isDay(rule.target) && (
                    <Select
                      aria-label={`${t("import.date-order")}: ${name}`}
                      options={DATE_ORDERS.map((value) => ({ value, label: t(`import.date-order-${value}`) }))}
                      value={rule.dateOrder ?? "unknown"}
                      onChange={(dateOrder) => setRule(column, { ...rule, dateOrder })}
                    />
                  )}
                </span>
                {withheld !== null && rule.target === null && (
                  <p className="field-hint">{t(`import.withheld-${withheld}`, { name })}</p>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Filled columns that go nowhere stand first, and every column where it stood when the list was opened. */
function useOrder<T extends string>(columns: readonly ColumnInfo[], mapping: Mapping<T>): readonly number[] {
  const order = (): readonly number[] => {
    const lost = lostColumns(columns, mapping);
    return [...columns.keys()].toSorted((a, b) => Number(lost.has(b)) - Number(lost.has(a)) || a - b);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a row that is settled stays under the hand that settles it
  return useMemo(order, [columns]);
}

/** Nothing that a person may choose to import all the same. */
const NEVER: ReadonlySet<string> = new Set<ColumnInfo["withheld"]>([
  "password",
  "forbidden-name",
  "title",
]) as ReadonlySet<string>; // without the null

const short = (text: string): string => (text.length > 24 ? `${[...text].slice(0, 24).join("")}…` : text);

const toRule = <T extends string>(value: T | typeof NONE, before: ColumnRule<T>): ColumnRule<T> =>
  value === NONE ? { target: null } : { ...before, target: value as T }; // the other one is asked for before
