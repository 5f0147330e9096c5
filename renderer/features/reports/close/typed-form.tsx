/**
 * The month's figures that other systems own, each with its source; saved together, so that one undo takes them back.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type ClipboardEvent, type FormEvent, useState } from "react";
import {
  type MonthFigures,
  monthFiguresId,
  TYPED_FIGURES,
  type TypedFigure,
} from "#shared/model/reports/month-figures.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import { create, edit } from "../../../db/write/changes.ts";
import { type SeenCells, seenCells } from "../../../db/write/opened-form.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { TableHead } from "../../../ui/table-head.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { monthText } from "../../../words/things-named.ts";
import { FigureFile } from "./figure-file.tsx";
import { type PastedFigure, pastedFigures } from "./pasted-figures.ts";
import { parseTyped } from "./typed-number.ts";

interface TypedDraft {
  readonly value: string;
  readonly source: string;
}

interface Draft {
  readonly fields: Readonly<Partial<Record<TypedFigure, TypedDraft>>>;
  /** What the record said when the typing began. */
  readonly openedOn: SeenCells;
}

type Fault = "reports.typed-bad" | "reports.typed-no-source";

const NONE: Draft = { fields: {}, openedOn: {} };

export function TypedForm({
  month,
  branch,
  recorded,
}: {
  month: string;
  branch: string | null;
  recorded: Readonly<Partial<Record<TypedFigure, number>>>;
}) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const { db } = useServices();
  const id = monthFiguresId(month, branch);
  const stored = useLiveQuery(async () => (await db["month-figures"].get(id)) ?? null, [db, id]);
  const [draft, setDraft] = useState<Draft>(NONE);
  if (stored === undefined) return null;
  const row = stored?.gone === 1 ? null : stored;
  const shown = (figure: TypedFigure): TypedDraft => draft.fields[figure] ?? fieldOf(row, figure);
  const faults = new Map(
    TYPED_FIGURES.flatMap((figure) =>
      draft.fields[figure] === undefined ? [] : faultOf(shown(figure)).map((fault) => [figure, fault] as const),
    ),
  );
  const isChanged = Object.keys(draft.fields).length > 0;
  const type = (figure: TypedFigure, typed: Partial<TypedDraft>): void =>
    setDraft({
      fields: { ...draft.fields, [figure]: { ...shown(figure), ...typed } },
      openedOn: isChanged ? draft.openedOn : seenOf(row),
    });
  const paste = (event: ClipboardEvent<HTMLInputElement>, into: TypedFigure): void => {
    const pasted = pastedFigures(event.clipboardData.getData("text/plain"), into, (figure) =>
      t(`reports.name-${figure}`),
    );
    if (pasted === null) return;
    event.preventDefault();
    take(pasted);
  };
  const take = (figures: readonly PastedFigure[]): void => {
    const fields = Object.fromEntries(
      figures.map(({ figure, value, source }) => [figure, { value, source: source ?? shown(figure).source }]),
    );
    setDraft({ fields: { ...draft.fields, ...fields }, openedOn: isChanged ? draft.openedOn : seenOf(row) });
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isChanged || faults.size > 0) return;
    const typed = TYPED_FIGURES.flatMap((figure) =>
      draft.fields[figure] === undefined ? [] : [[figure, valueOfField(shown(figure))] as const],
    );
    const place = { month, ...(branch !== null && { branch }) };
    const change =
      row === null
        ? create("month-figures", id, {
            ...place,
            figures: Object.fromEntries(
              typed.flatMap(([figure, value]) => (value === null ? [] : [[figure, value] as const])),
            ),
          })
        : edit("month-figures", id, { ...place, figures: Object.fromEntries(typed) }, draft.openedOn);
    if (
      await act({
        command: "report.type",
        changes: [change],
        said: { id: "reports.did-type", values: { month: monthText(month, t) } },
      })
    )
      setDraft(NONE);
  };
  return (
    <form className="report-block" onSubmit={(event) => void save(event)}>
      <h2>{t("reports.typed-title")}</h2>
      <p className="field-hint">{t("reports.typed-hint")}</p>
      <FigureFile onFigures={take} />
      <table className="report-table report-typed">
        <TableHead
          cells={[t("reports.figure"), t("reports.typed-value"), t("reports.typed-source"), t("reports.typed-counted")]}
          nums={[3]}
        />
        <tbody>
          {TYPED_FIGURES.map((figure) => {
            const name = t(`reports.name-${figure}`);
            const fault = faults.get(figure);
            const here = recorded[figure];
            return (
              <tr key={figure}>
                <th scope="row">{name}</th>
                <td>
                  <TextInput
                    aria-label={t("reports.typed-value-of", { figure: name })}
                    aria-invalid={fault === "reports.typed-bad" || undefined}
                    inputMode="decimal"
                    value={shown(figure).value}
                    onPaste={(event) => paste(event, figure)}
                    onChange={(event) => type(figure, { value: event.target.value })}
                  />
                  {fault === "reports.typed-bad" && <span className="field-error">{t(fault)}</span>}
                </td>
                <td>
                  <TextInput
                    aria-label={t("reports.typed-source-of", { figure: name })}
                    aria-invalid={fault === "reports.typed-no-source" || undefined}
                    value={shown(figure).source}
                    onChange={(event) => type(figure, { source: event.target.value })}
                  />
                  {fault === "reports.typed-no-source" && <span className="field-error">{t(fault)}</span>}
                </td>
                <td className="nums">{here === undefined ? "–" : format.number(here)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <Button type="submit" kind="primary" disabled={!isChanged || faults.size > 0}>
        {t("reports.typed-save")}
      </Button>
    </form>
  );
}

function fieldOf(row: MonthFigures | null, figure: TypedFigure): TypedDraft {
  const found = row?.figures?.[figure];
  return found === undefined ? { value: "", source: "" } : { value: String(found.value), source: found.source };
}

/** Both empty takes the figure away. */
const isEmpty = ({ value, source }: TypedDraft): boolean => value.trim() === "" && source.trim() === "";

function faultOf(field: TypedDraft): readonly Fault[] {
  if (isEmpty(field)) return [];
  if (parseTyped(field.value) === undefined) return ["reports.typed-bad"];
  return field.source.trim() === "" ? ["reports.typed-no-source"] : [];
}

function valueOfField(field: TypedDraft): { readonly value: number; readonly source: string } | null {
  const value = parseTyped(field.value);
  return value === undefined || isEmpty(field) ? null : { value, source: field.source.trim() };
}

const seenOf = (row: Row<"month-figures"> | null): SeenCells =>
  row === null
    ? {}
    : seenCells(
        "month-figures",
        row,
        TYPED_FIGURES.map((figure) => `figures/${figure}`),
      );
