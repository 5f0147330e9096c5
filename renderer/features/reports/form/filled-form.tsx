/** An open form: its cells, what each of them takes, and the filled copy. */
import { Download, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type FigureValue, isFigure } from "#shared/reports/figures.ts";
import { parseAddress } from "#shared/reports/form/address.ts";
import { fitsHeads } from "#shared/reports/form/column-of-head.ts";
import { FORM_UNITS } from "#shared/reports/form/unit-of-label.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { FilledCell, ReportSheet } from "../../../platform/worker/reports-api.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Select } from "../../../ui/select.tsx";
import type { PageProps } from "../asked.ts";
import { FigureDoor } from "../figure-door.tsx";
import { useSaveBytes } from "../report-table.ts";
import { useFigureText } from "../use-figure-text.ts";
import { usePeriodName } from "../use-period-name.ts";
import { useReport } from "../use-report.ts";
import { AssignCell } from "./assign-cell.tsx";
import { FormGrid } from "./form-grid.tsx";
import { formValue, inUnit, scopesOf } from "./form-values.ts";
import type { FormAtHand } from "./use-form-mapping.ts";
import { type Assigned, useFormMapping } from "./use-form-mapping.ts";

interface FormValue extends Assigned {
  readonly value: FigureValue | undefined;
  /** Not where it was chosen under another kind of period and the heads say otherwise now. */
  readonly fits: boolean;
}

interface FilledFormProps extends FormAtHand, Pick<PageProps, "asked" | "onGo"> {}

export function FilledForm({ asked: { branch, period }, onGo, name, bytes, form }: FilledFormProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const text = useFigureText();
  const nameOf = usePeriodName();
  const save = useSaveBytes();
  const { worker } = useServices();
  const { assigned, assign } = useFormMapping(form.fingerprint, name);
  const [place, setPlace] = useState({ sheet: 1, address: "" });
  const [left, setLeft] = useState<string | null>(null);
  const scopes = scopesOf(
    branch,
    (assigned ?? []).map(({ cell }) => cell),
  );
  const sheets = useReport(`${scopes.join()} ${period.span} ${period.month}`, async (reports, onProgress) => {
    const found = new Map<string | null, ReportSheet>();
    for (const scope of scopes) found.set(scope, await reports.sheet({ branch: scope, period }, onProgress));
    return found;
  });
  const values = (assigned ?? []).map(
    (each): FormValue => ({
      ...each,
      value: sheets.value === undefined ? undefined : formValue(sheets.value, branch, each.cell),
      fits: holds(each),
    }),
  );
  const misfits = values.filter(({ fits }) => !fits);
  const fitting = values.filter(({ fits }) => fits);
  const fillable = fitting.flatMap(({ sheet, address, cell, value }): readonly FilledCell[] =>
    value?.tag === "known" ? [{ sheet, address, value: inUnit(value.value, cell) }] : [],
  );
  const hidden = fitting.filter(({ value }) => value?.tag === "unknown" && value.why === "too-few").length;
  const skipped = fitting.length - fillable.length - hidden;
  const sheet = form.sheets[place.sheet - 1];
  const fill = async (): Promise<void> => {
    const filled = await worker.reports.fillForm(bytes, fillable);
    if (!filled.ok) return;
    setLeft(filled.value.left.length === 0 ? null : format.list(filled.value.left.map(({ cell }) => cell.address)));
    await save(name.replace(/(\.\w+)?$/, ` ${nameOf(period)}$1`), filled.value.bytes, t("reports.form-saved"));
  };
  if (assigned === undefined) return null;
  return (
    <>
      <section className="report-block">
        <p>{assigned.length > 0 ? t("reports.form-known", { count: assigned.length }) : t("reports.form-new")}</p>
        {form.sheets.length > 1 && (
          <Select
            aria-label={t("reports.form-sheet")}
            value={String(place.sheet)}
            options={form.sheets.map((each, index) => ({ value: String(index + 1), label: each.name }))}
            onChange={(next) => setPlace({ sheet: Number(next), address: "" })}
          />
        )}
        <AssignCell
          sheet={sheet}
          span={period.span}
          address={place.address}
          assigned={
            new Map(assigned.filter((each) => each.sheet === place.sheet).map(({ address, cell }) => [address, cell]))
          }
          misfits={new Set(misfits.filter((each) => each.sheet === place.sheet).map(({ address }) => address))}
          onAddress={(address) => setPlace({ ...place, address })}
          onAssign={(address, cell) => assign(place.sheet, address, cell)}
        />
        {sheet !== undefined && form.sheets.length > 1 && <h2 className="print-only">{sheet.name}</h2>}
        {sheet !== undefined && (
          <FormGrid
            sheet={sheet}
            chosen={place.address}
            filled={
              new Map(fitting.filter((each) => each.sheet === place.sheet).map((each) => [each.address, shown(each)]))
            }
            onChoose={(address) => setPlace({ ...place, address })}
          />
        )}
      </section>
      <section className="report-block">
        <h2>{t("reports.form-assigned")}</h2>
        {values.length === 0 ? (
          <p>{t("reports.form-none")}</p>
        ) : (
          <table className="report-table">
            <thead>
              <tr>
                <th scope="col">{t("reports.form-address")}</th>
                <th scope="col">{t("reports.form-figure")}</th>
                <th scope="col">{t("reports.form-which")}</th>
                <th scope="col">{t("reports.form-scope")}</th>
                <th scope="col">{t("reports.form-per")}</th>
                <th scope="col" className="nums">
                  {t("reports.form-value")}
                </th>
                <th scope="col" />
              </tr>
            </thead>
            <tbody>
              {values.map((each) => (
                <tr key={each.key}>
                  <th scope="row">
                    {form.sheets.length > 1 ? `${form.sheets[each.sheet - 1]?.name ?? each.sheet} · ` : ""}
                    {each.address}
                  </th>
                  <td>{isFigure(each.cell.figure) ? t(`reports.name-${each.cell.figure}`) : each.cell.figure}</td>
                  <td>{t(`reports.${each.cell.of}`)}</td>
                  <td>
                    {each.cell.branch === undefined
                      ? t("reports.form-scope-asked")
                      : (house.branches.get(each.cell.branch) ?? each.cell.branch)}
                  </td>
                  <td>{t(`reports.form-per-${FORM_UNITS.find((unit) => unit === each.cell.per) ?? 1}`)}</td>
                  <td className="nums">{doorOf(each)}</td>
                  <td>
                    <IconButton
                      icon={X}
                      label={t("reports.form-remove", { address: each.address })}
                      onClick={() => void assign(each.sheet, each.address, null)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {misfits.length > 0 && (
          <p role="alert">
            {t("reports.form-other-span", { list: format.list(misfits.map(({ address }) => address)) })}
          </p>
        )}
        {skipped > 0 && sheets.value !== undefined && <p>{t("reports.form-skipped", { count: skipped })}</p>}
        {hidden > 0 && <p>{t("reports.form-hidden", { count: hidden })}</p>}
        {left !== null && <p role="alert">{t("reports.form-left", { list: left })}</p>}
        <p className="field-hint">{t("reports.form-save-note")}</p>
        <Button kind="primary" icon={Download} disabled={fillable.length === 0} onClick={() => void fill()}>
          {t("reports.form-save")}
        </Button>
      </section>
    </>
  );

  function holds({ sheet: at, address, cell }: Assigned): boolean {
    const where = parseAddress(address);
    return where === null || fitsHeads(form.sheets[at - 1]?.cells ?? [], where, cell, period.span);
  }

  function doorOf(each: FormValue): ReactNode {
    const { cell, value, fits } = each;
    if (!fits || value === undefined || !isFigure(cell.figure)) return shown(each);
    return (
      <FigureDoor
        figure={cell.figure}
        value={value}
        of={cell.of}
        shown={shown(each)}
        onGo={(next) => onGo({ ...next, ...(cell.branch !== undefined && { branch: cell.branch }) })}
      />
    );
  }

  function shown({ cell, value, fits }: FormValue): string {
    if (!fits) return t("reports.form-choose-again");
    if (value === undefined || !isFigure(cell.figure)) return "…";
    if (value.tag === "unknown") return text.shortOf(cell.figure, value);
    return format.exactly(inUnit(value.value, cell));
  }
}
