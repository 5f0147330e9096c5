/** How letters and labels are to be laid out: envelope, sheet, own measure, where a begun run or sheet goes on. */
import type { SenderSetting } from "#shared/model/settings/letter-sender.ts";
import { ENVELOPES, type Envelope } from "#shared/outreach/paper/envelope-window.ts";
import {
  LABEL_LAYOUTS,
  LABEL_SHEETS,
  type LabelLayout,
  type LabelSheet,
  labelFault,
} from "#shared/outreach/paper/label-sheets.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import styles from "./files.module.css";

/** As it is being chosen; numbers as they are typed. */
export interface PaperChoice {
  readonly envelope: Envelope | "none";
  readonly contact: string;
  readonly from: string;
  readonly sheet: LabelSheet | "own";
  readonly own: Readonly<Record<keyof LabelLayout, string>>;
  readonly used: string;
  readonly withCode: boolean;
}

/** What was chosen the last time, as far as it is kept. */
export const usualPaper = ({ contact, labels }: SenderSetting): PaperChoice => {
  const own = labels ?? LABEL_LAYOUTS["2x7"];
  const text = (value: number): string => String(value);
  return {
    envelope: "gb-dl",
    contact: contact ?? "",
    from: "1",
    sheet: labels === undefined ? "3x8" : "own",
    own: {
      rows: text(own.rows),
      columns: text(own.columns),
      width: text(own.width),
      height: text(own.height),
      left: text(own.left),
      top: text(own.top),
      gapX: text(own.gapX),
      gapY: text(own.gapY),
    },
    used: "0",
    withCode: true,
  };
};

interface PaperFieldsProps {
  readonly choice: PaperChoice;
  readonly onChange: (changed: Partial<PaperChoice>) => void;
}

/** From `least` on; undefined for what is no such number. */
export function countOf(text: string, least: number): number | undefined {
  const count = Number(text.normalize("NFKC").trim());
  return text.trim() !== "" && Number.isInteger(count) && count >= least ? count : undefined;
}

export function LetterFields({ choice, onChange }: PaperFieldsProps) {
  const t = useT();
  return (
    <>
      <Field label={t("out-files.envelope")} hint={t("out-files.envelope-hint")}>
        {(control) => (
          <Select
            {...control}
            value={choice.envelope}
            onChange={(envelope) => onChange({ envelope })}
            options={(["none", ...ENVELOPES] as const).map((value) => ({
              value,
              label: t(`out-files.envelope-${value}`),
            }))}
          />
        )}
      </Field>
      <Field label={t("out-files.contact")} hint={t("out-files.contact-hint")}>
        {(control) => (
          <TextInput
            {...control}
            value={choice.contact}
            maxLength={120}
            onChange={(event) => onChange({ contact: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t("out-files.from")}
        hint={t("out-files.from-hint")}
        {...(countOf(choice.from, 1) === undefined && { error: t("out-files.not-a-count") })}
      >
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            value={choice.from}
            onChange={(event) => onChange({ from: event.target.value })}
          />
        )}
      </Field>
      <CodeBox choice={choice} onChange={onChange} />
    </>
  );
}

function CodeBox({ choice, onChange }: PaperFieldsProps) {
  const t = useT();
  return (
    <div>
      <Checkbox checked={choice.withCode} onChange={(event) => onChange({ withCode: event.target.checked })}>
        {t("out-files.with-code")}
      </Checkbox>
      <p className="field-hint">{t("out-files.with-code-hint")}</p>
    </div>
  );
}

const MEASURES = ["columns", "rows", "width", "height", "left", "top", "gapX", "gapY"] as const;

export function layoutOf(sheet: PaperChoice["sheet"], own: PaperChoice["own"]): LabelLayout {
  if (sheet !== "own") return LABEL_LAYOUTS[sheet];
  const read = (name: keyof LabelLayout): number => {
    const text = own[name].normalize("NFKC").trim();
    return text === "" ? Number.NaN : Number(text);
  };
  return {
    columns: read("columns"),
    rows: read("rows"),
    width: read("width"),
    height: read("height"),
    left: read("left"),
    top: read("top"),
    gapX: read("gapX"),
    gapY: read("gapY"),
  };
}

export function LabelFields({ choice, onChange }: PaperFieldsProps) {
  const t = useT();
  const fault = useLabelFault(choice);
  return (
    <>
      <Field label={t("out-files.sheet")}>
        {(control) => (
          <Select
            {...control}
            value={choice.sheet}
            onChange={(sheet) => onChange({ sheet })}
            options={([...LABEL_SHEETS, "own"] as const).map((value) => ({
              value,
              label: t(`out-files.sheet-${value}`),
            }))}
          />
        )}
      </Field>
      {choice.sheet === "own" && (
        <fieldset className={styles.measures}>
          <legend className="field-label">{t("out-files.measures")}</legend>
          {MEASURES.map((name) => (
            <Field key={name} label={t(`out-files.measure-${name}`)}>
              {(control) => (
                <TextInput
                  {...control}
                  inputMode="decimal"
                  value={choice.own[name]}
                  onChange={(event) => onChange({ own: { ...choice.own, [name]: event.target.value } })}
                />
              )}
            </Field>
          ))}
          {fault !== undefined && (
            <p className="field-error" role="status">
              {fault}
            </p>
          )}
        </fieldset>
      )}
      <Field
        label={t("out-files.used")}
        hint={t("out-files.used-hint")}
        {...(countOf(choice.used, 0) === undefined && { error: t("out-files.not-a-count") })}
      >
        {(control) => (
          <TextInput
            {...control}
            inputMode="numeric"
            value={choice.used}
            onChange={(event) => onChange({ used: event.target.value })}
          />
        )}
      </Field>
      <CodeBox choice={choice} onChange={onChange} />
    </>
  );
}

/** What is wrong with labels of an own measure, as a sentence. */
export function useLabelFault({ sheet, own }: PaperChoice): string | undefined {
  const t = useT();
  const { number } = useFormat();
  const fault = sheet === "own" ? labelFault(layoutOf(sheet, own)) : undefined;
  if (fault === undefined) return undefined;
  return "by" in fault
    ? t(`out-files.labels-${fault.tag}`, { by: number(fault.by) })
    : t(`out-files.labels-${fault.tag}`);
}
