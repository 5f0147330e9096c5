/** Which figure the chosen cell takes; the cell may be typed too. */
import { useState } from "react";
import { FORM_COLUMNS, type FormCell } from "#shared/model/report-form.ts";
import { FIGURES, type FigureId } from "#shared/reports/figures.ts";
import { addressOf, parseAddress } from "#shared/reports/form/address.ts";
import { FORM_UNITS, type FormUnit, unitOfCell } from "#shared/reports/form/unit-of-label.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FormSheet } from "../../../platform/worker/reports-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";

interface AssignCellProps {
  readonly sheet: FormSheet | undefined;
  readonly address: string;
  readonly onAddress: (address: string) => void;
  readonly onAssign: (address: string, cell: FormCell) => Promise<boolean>;
}

export function AssignCell({ sheet, address, onAddress, onAssign }: AssignCellProps) {
  const t = useT();
  const house = useHouse();
  const [figure, setFigure] = useState<FigureId>("visits");
  const [of, setOf] = useState<FormCell["of"]>("now");
  const [branch, setBranch] = useState("");
  // as long as nobody has chosen another one, the unit that the cell's labels say
  const [chosenUnit, setUnit] = useState<{ readonly address: string; readonly unit: FormUnit } | null>(null);
  const place = parseAddress(address);
  const unit = chosenUnit?.address === address ? chosenUnit.unit : place === null ? 1 : unitOfCell(sheet?.cells ?? [], place);
  const isFormula = place !== null && sheet?.cells.find((cell) => cell.address === addressOf(place))?.isFormula === true;
  const error = address === "" ? undefined : place === null ? t("reports.form-bad-address") : isFormula ? t("reports.form-is-formula", { address: addressOf(place) }) : undefined;
  const assign = (): void => {
    if (place === null || isFormula) return;
    void onAssign(addressOf(place), { figure, of, ...(branch !== "" && { branch }), ...(unit !== 1 && { per: unit }) });
  };
  return (
    <div className="report-assign">
      <Field label={t("reports.form-address")} {...(error !== undefined && { error })}>
        {(control) => <TextInput {...control} value={address} onChange={(event) => onAddress(event.target.value)} onEnter={assign} />}
      </Field>
      <Field label={t("reports.form-figure")}>
        {(control) => <Select {...control} value={figure} options={FIGURES.map((value) => ({ value, label: t(`reports.name-${value}`) }))} onChange={setFigure} />}
      </Field>
      <Field label={t("reports.form-which")}>{(control) => <Select {...control} value={of} options={FORM_COLUMNS.map((value) => ({ value, label: t(`reports.${value}`) }))} onChange={setOf} />}</Field>
      <Field label={t("reports.form-scope")}>
        {(control) => (
          <Select
            {...control}
            value={branch}
            options={[{ value: "", label: t("reports.form-scope-asked") }, ...[...house.branches].map(([value, label]) => ({ value, label }))]}
            onChange={setBranch}
          />
        )}
      </Field>
      <Field label={t("reports.form-per")}>
        {(control) => (
          <Select
            {...control}
            value={String(unit)}
            options={FORM_UNITS.map((each) => ({ value: String(each), label: t(`reports.form-per-${each}`) }))}
            onChange={(next) => setUnit({ address, unit: FORM_UNITS.find((each) => String(each) === next) ?? 1 })}
          />
        )}
      </Field>
      <Button kind="primary" disabled={place === null || isFormula} onClick={assign}>
        {t("reports.form-assign")}
      </Button>
    </div>
  );
}
