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
import type { ClosingField } from "../asked.ts";
import { type FigureDraft, type FigureTexts, keepFigureDraft, nothingTyped, readFigureDraft } from "./figure-drafts.ts";
import { FigureFile } from "./figure-file.tsx";
import { type PastedFigure, pastedFigures } from "./pasted-figures.ts";
import { takeField } from "./take-field.ts";
import { parseTyped } from "./typed-number.ts";

type Fault = "reports.typed-bad" | "reports.typed-no-source";

/** The form, for a button that stands outside of it. */
export const TYPED_FORM = "typed-figures";

export function TypedForm({
  month,
  branch,
  recorded,
  enters,
  onRows,
}: {
  month: string;
  branch: string | null;
  recorded: Readonly<Partial<Record<TypedFigure, number>>>;
  enters: ClosingField | undefined;
  onRows: (figure: TypedFigure) => void;
}) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const { db } = useServices();
  const id = monthFiguresId(month, branch);
  const stored = useLiveQuery(async () => (await db["month-figures"].get(id)) ?? null, [db, id]);
  const kept = useLiveQuery(async () => await readFigureDraft(db, month, branch), [db, month, branch]);
  const [typedHere, setTypedHere] = useState<FigureDraft | null>(null);
  if (stored === undefined || kept === undefined) return null;
  const draft = typedHere ?? kept;
  const setDraft = (next: FigureDraft): void => {
    setTypedHere(next);
    void keepFigureDraft(db, next);
  };
  const row = stored?.gone === 1 ? null : stored;
  const shown = (figure: TypedFigure): FigureTexts => draft.fields[figure] ?? fieldOf(row, figure);
  const faults = new Map(
    TYPED_FIGURES.flatMap((figure) =>
      draft.fields[figure] === undefined ? [] : faultOf(shown(figure)).map((fault) => [figure, fault] as const),
    ),
  );
  const isChanged = Object.keys(draft.fields).length > 0;
  const write = (fields: FigureDraft["fields"]): void =>
    setDraft({ month, branch, fields, openedOn: isChanged ? draft.openedOn : seenOf(row) });
  const type = (figure: TypedFigure, typed: Partial<FigureTexts>): void => {
    const { [figure]: _, ...others } = draft.fields;
    const next = { ...shown(figure), ...typed };
    const { value, source } = fieldOf(row, figure);
    // typed back as it was: there is nothing to save
    write(next.value === value && next.source === source ? others : { ...others, [figure]: next });
  };
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
    write({ ...draft.fields, ...fields });
  };
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (faults.size > 0) return event.currentTarget.querySelector<HTMLElement>("[aria-invalid]")?.focus();
    if (!isChanged) return;
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
      setDraft(nothingTyped(month, branch));
  };
  return (
    <form id={TYPED_FORM} className="report-block" onSubmit={(event) => void save(event)}>
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
                    ref={enters === figure ? takeField : undefined}
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
                <td className="nums">
                  {here === undefined || here === 0 ? (
                    here === undefined ? (
                      "–"
                    ) : (
                      format.number(here)
                    )
                  ) : (
                    <button
                      type="button"
                      className="link nums"
                      aria-label={t("reports.open-rows-now", { figure: name, value: format.number(here) })}
                      onClick={() => onRows(figure)}
                    >
                      {format.number(here)}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {isChanged && <p className="meta">{t("reports.typed-kept")}</p>}
      <p className="row">
        <Button
          type="submit"
          kind="primary"
          disabled={!isChanged}
          {...(faults.size > 0 && { "aria-describedby": `${TYPED_FORM}-faults` })}
        >
          {t("reports.typed-save")}
        </Button>
        {faults.size > 0 && (
          <span id={`${TYPED_FORM}-faults`} className="field-error">
            {[...new Set(faults.values())].map((fault) => t(fault)).join(" · ")}
          </span>
        )}
      </p>
    </form>
  );
}

function fieldOf(row: MonthFigures | null, figure: TypedFigure): FigureTexts {
  const found = row?.figures?.[figure];
  return found === undefined ? { value: "", source: "" } : { value: String(found.value), source: found.source };
}

/** Both empty takes the figure away. */
const isEmpty = ({ value, source }: FigureTexts): boolean => value.trim() === "" && source.trim() === "";

function faultOf(field: FigureTexts): readonly Fault[] {
  if (isEmpty(field)) return [];
  if (parseTyped(field.value) === undefined) return ["reports.typed-bad"];
  return field.source.trim() === "" ? ["reports.typed-no-source"] : [];
}

function valueOfField(field: FigureTexts): { readonly value: number; readonly source: string } | null {
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
