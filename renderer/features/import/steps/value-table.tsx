/** The values of a column that refers to a list, and what each is taken for; unknown ones are settled here at once. */
import { type ReactNode, useRef } from "react";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ColumnValueCount } from "../../../platform/worker/import-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import styles from "../import.module.css";
import type { ListEntry } from "../import-queries.ts";

const UNKNOWN = " unknown";
const BLANK = " blank";

export interface ValueTableProps {
  /** Name of the column. */
  readonly header: string;
  readonly values: readonly ColumnValueCount[];
  readonly entries: readonly ListEntry[];
  /** What a person has chosen so far: value → code, or null for nothing. */
  readonly chosen: Readonly<Record<string, string | null>>;
  readonly onChoose: (picked: Readonly<Record<string, string | null>>) => void;
  /** After one button has settled all unknown ones and goes away. */
  readonly onSettled: () => void;
  /** That a value stands in no list. */
  readonly unknown?: string;
  /** What it means that a value stands for nothing, of one and of all unknown ones. */
  readonly blank: string;
  readonly allBlank: string;
  /** More ways to settle all unknown ones. */
  readonly more?: (unknown: readonly string[]) => ReactNode;
  /** The entry that an unknown value may well be, for one press. */
  readonly near?: (value: string) => ListEntry | undefined;
  /** More ways to settle one. */
  readonly extra?: (value: string) => readonly ListEntry[];
}

export function ValueTable({
  header,
  values,
  entries,
  chosen,
  onChoose,
  onSettled,
  unknown: notListed,
  blank,
  allBlank,
  more,
  near,
  extra,
}: ValueTableProps) {
  const t = useT();
  const table = useRef<HTMLTableElement>(null);
  const format = useFormat();
  const unknown = values.flatMap(({ value, fits }) => (fits === null && !Object.hasOwn(chosen, value) ? [value] : []));
  const isOffered = (code: string, value: string): boolean =>
    [...entries, ...(extra?.(value) ?? [])].some((entry) => entry.code === code);
  const shown = (value: string, fits: string | null): string => {
    const code = chosen[value];
    if (code === null) return BLANK;
    // what was to be made the last time is there by now
    if (code !== undefined && isOffered(code, value)) return code;
    return fits === "" ? BLANK : (fits ?? UNKNOWN);
  };
  /** The proposal goes away with its press: the keys go on to the next one, or past the table. */
  const take = (value: string, code: string, pressed: HTMLElement): void => {
    const proposals = [...(table.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const next = proposals[proposals.indexOf(pressed) + 1];
    onChoose({ [value]: code });
    if (next === undefined) onSettled();
    else next.focus();
  };
  return (
    <section className={styles.values} aria-label={t("import.values-title", { column: header })}>
      <div className="section-head">
        <h3>{t("import.values-title", { column: header })}</h3>
        {unknown.length > 0 && (
          <span className="row push">
            <Button
              size="small"
              onClick={() => {
                onChoose(Object.fromEntries(unknown.map((value) => [value, null])));
                onSettled();
              }}
            >
              {allBlank}
            </Button>
            {more?.(unknown)}
          </span>
        )}
      </div>
      <table ref={table}>
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
                {unknown.includes(value) && (
                  <Proposal entry={near?.(value)} onTake={(code, pressed) => take(value, code, pressed)} />
                )}
                <Select
                  aria-label={`${t("import.values-as")}: ${value}`}
                  value={shown(value, fits)}
                  onChange={(code) => onChoose({ [value]: code === BLANK ? null : code })}
                  options={[
                    { value: UNKNOWN, label: notListed ?? t("import.values-unknown"), disabled: true },
                    ...entries.map(({ code, label }) => ({ value: code, label })),
                    ...(extra?.(value) ?? []).map(({ code, label }) => ({ value: code, label })),
                    { value: BLANK, label: blank },
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

function Proposal({
  entry,
  onTake,
}: {
  readonly entry: ListEntry | undefined;
  readonly onTake: (code: string, pressed: HTMLElement) => void;
}) {
  const t = useT();
  return entry === undefined ? null : (
    <Button size="small" onClick={(event) => onTake(entry.code, event.currentTarget)}>
      {t("import.fix-near", { name: entry.label })}
    </Button>
  );
}
