/**
 * Which figure the chosen cell takes, proposed as its labels say; the cell may be typed too. Words that stand in it are
 * replaced only when asked about.
 */
import { useState } from "react";
import { FORM_COLUMNS, type FormCell } from "#shared/model/reports/report-form.ts";
import { FIGURES, type FigureId, isFigure } from "#shared/reports/figures.ts";
import { addressOf, parseAddress } from "#shared/reports/form/address.ts";
import { branchOfCell } from "#shared/reports/form/branch-of-label.ts";
import { columnOfCell } from "#shared/reports/form/column-of-head.ts";
import { figureOfCell } from "#shared/reports/form/figure-of-label.ts";
import { cellAt, isText } from "#shared/reports/form/labels-of-cell.ts";
import { FORM_UNITS, unitOfCell } from "#shared/reports/form/unit-of-label.ts";
import type { Span } from "#shared/reports/period.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FormSheet } from "../../../platform/worker/reports-api.ts";
import { Button } from "../../../ui/button.tsx";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";

interface AssignCellProps {
  readonly sheet: FormSheet | undefined;
  /** Of what the report is. */
  readonly span: Span;
  readonly address: string;
  /** What cells of this sheet take already, by address. */
  readonly assigned: ReadonlyMap<string, FormCell>;
  /** Which of them were chosen under another kind of period, and do not hold for this one. */
  readonly misfits: ReadonlySet<string>;
  readonly onAddress: (address: string) => void;
  readonly onAssign: (address: string, cell: FormCell) => Promise<boolean>;
}

/** Empty where nothing is proposed and nobody has chosen yet. */
interface Choice {
  readonly figure: FigureId | "";
  readonly of: FormCell["of"] | "";
  readonly unit: number | "";
  readonly branch: string;
}

export function AssignCell({ sheet, span, address, assigned, misfits, onAddress, onAssign }: AssignCellProps) {
  const t = useT();
  const house = useHouse();
  // as long as nobody has chosen another one, what the cell's labels say
  const [chosen, setChosen] = useState<{ readonly address: string; readonly choice: Partial<Choice> } | null>(null);
  const [isAsking, setAsking] = useState(false);
  const cells = sheet?.cells ?? [];
  const place = parseAddress(address);
  const named = place === null ? "" : addressOf(place);
  const standing = place === null ? undefined : cellAt(cells, place);
  const isFormula = standing?.isFormula === true;
  const words =
    standing !== undefined && !isFormula && !assigned.has(named) && isText(standing.text) ? standing.text.trim() : "";
  const column = place === null ? "now" : columnOfCell(cells, place, span);
  const stored = assigned.get(named);
  const present = stored !== undefined && isFigure(stored.figure) ? t(`reports.name-${stored.figure}`) : "";
  const proposed = (): Choice => {
    const of = FORM_COLUMNS.find((each) => each === column) ?? "";
    if (stored !== undefined)
      return {
        figure: isFigure(stored.figure) ? stored.figure : "",
        of: misfits.has(named) ? of : stored.of,
        unit: stored.per ?? 1,
        branch: stored.branch ?? "",
      };
    if (place === null) return { figure: "", of, unit: 1, branch: "" };
    return {
      figure: words === "" && !isFormula ? (figureOfCell(cells, place) ?? "") : "",
      of,
      unit: unitOfCell(cells, place) ?? "",
      branch: branchOfCell(cells, place, house.branches) ?? "",
    };
  };
  const choice = { ...proposed(), ...(chosen?.address === address && chosen.choice) };
  const choose = (next: Partial<Choice>): void =>
    setChosen({ address, choice: { ...(chosen?.address === address && chosen.choice), ...next } });
  const { figure, of, unit, branch } = choice;
  const isReady = place !== null && !isFormula && figure !== "" && of !== "" && unit !== "";
  const error =
    address === ""
      ? undefined
      : place === null
        ? t("reports.form-bad-address")
        : isFormula
          ? t("reports.form-is-formula", { address: named })
          : undefined;
  const hint =
    words !== ""
      ? t("reports.form-has-words", { address: named, words })
      : present !== ""
        ? t("reports.form-has-figure", { address: named, figure: present })
        : undefined;
  const assign = (): void => {
    setAsking(false);
    if (isReady)
      void onAssign(named, {
        figure,
        of,
        ...(of !== column && { span }),
        ...(branch !== "" && { branch }),
        ...(unit !== 1 && { per: unit }),
      });
  };
  const press = (): void => (isReady && words !== "" ? setAsking(true) : assign());
  const toChoose = { value: "", label: t("reports.form-choose") } as const;
  return (
    <div className="report-assign">
      <Field
        label={t("reports.form-address")}
        {...(error !== undefined && { error })}
        {...(hint !== undefined && { hint: hint })}
      >
        {(control) => (
          <TextInput {...control} value={address} onChange={(event) => onAddress(event.target.value)} onEnter={press} />
        )}
      </Field>
      <Field label={t("reports.form-figure")}>
        {(control) => (
          <Select<Choice["figure"]>
            {...control}
            value={figure}
            options={[
              ...(figure === "" ? [toChoose] : []),
              ...FIGURES.map((value) => ({ value, label: t(`reports.name-${value}`) })),
            ]}
            onChange={(next) => choose({ figure: next })}
          />
        )}
      </Field>
      <Field
        label={t("reports.form-which")}
        {...(of === "" && { hint: t(column === "so-far" ? "reports.form-no-so-far" : "reports.form-other-period") })}
      >
        {(control) => (
          <Select<Choice["of"]>
            {...control}
            value={of}
            options={[
              ...(of === "" ? [toChoose] : []),
              ...FORM_COLUMNS.map((value) => ({ value, label: t(`reports.${value}`) })),
            ]}
            onChange={(next) => choose({ of: next })}
          />
        )}
      </Field>
      <Field label={t("reports.form-scope")}>
        {(control) => (
          <Select
            {...control}
            value={branch}
            options={[
              { value: "", label: t("reports.form-scope-asked") },
              ...[...house.branches].map(([value, label]) => ({ value, label })),
            ]}
            onChange={(next) => choose({ branch: next })}
          />
        )}
      </Field>
      <Field label={t("reports.form-per")} {...(unit === "" && { hint: t("reports.form-other-unit") })}>
        {(control) => (
          <Select
            {...control}
            value={String(unit)}
            options={[
              ...(unit === "" ? [toChoose] : []),
              ...FORM_UNITS.map((each) => ({ value: String(each), label: t(`reports.form-per-${each}`) })),
            ]}
            onChange={(next) => choose({ unit: FORM_UNITS.find((each) => String(each) === next) ?? 1 })}
          />
        )}
      </Field>
      <Button kind="primary" disabled={!isReady} onClick={press}>
        {t("reports.form-assign")}
      </Button>
      <AlertDialog
        open={isAsking}
        title={t("reports.form-ask-words", { address: named })}
        act={t("reports.form-replace-words")}
        cancel={t("reports.cancel")}
        danger
        onAct={assign}
        onCancel={() => setAsking(false)}
      >
        <p>{t("reports.form-ask-words-body", { words })}</p>
      </AlertDialog>
    </div>
  );
}
