/**
 * One field of the record, edited in its place: Enter or F2 opens, Enter keeps (not while an input method
 * composes), Escape gives the old value back. A protected value is shown plain only after the look is recorded.
 */
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { frontierOf } from "#shared/replication/cells.ts";
import type { WriteRef } from "#shared/replication/entry.ts";
import { useAct } from "../../db/acts.ts";
import { edit } from "../../db/changes.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { type FieldPlan, fromTyped, toTyped } from "./reader-fields.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface InlineFieldProps {
  readonly reader: string;
  readonly plan: FieldPlan;
  readonly label: string;
  /** As shown when not edited. */
  readonly shown: string;
  readonly value: unknown;
  readonly masked: boolean;
  readonly choices: readonly Choice[] | undefined;
}

interface Editing {
  readonly before: string;
  /** What the form had seen of the cell (R10). */
  readonly openedOn: readonly WriteRef[];
}

export function InlineField({ reader, plan, label, shown, value, masked, choices }: InlineFieldProps) {
  const t = useT();
  const act = useAct();
  const services = useServices();
  const { staff } = useDeviceSettings();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [refused, setRefused] = useState(false);
  const place = useRef<HTMLButtonElement>(null);
  const control = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null);

  const open = async (): Promise<void> => {
    const row = await services.db.reader.get(reader);
    if (row === undefined) return;
    const plain = masked && value !== undefined ? (await reveal(services, staff, { kind: "reader", id: reader, fields: [plan.field] }))?.[plan.field] : value;
    const openedOn = frontierOf("reader", { ...row }, plan.field).map(({ by }): WriteRef => [by[0], by[1]]);
    setRefused(false);
    setEditing({ before: toTyped(plain), openedOn });
  };
  const leave = (): void => {
    setEditing(null);
    // after the button is back in the page
    requestAnimationFrame(() => place.current?.focus());
  };
  const keep = async (typed: string): Promise<void> => {
    if (editing === null) return;
    if (typed.trim() === editing.before.trim()) return leave();
    const result = fromTyped(plan, typed);
    if (!result.ok) {
      setRefused(true);
      control.current?.focus();
      return;
    }
    const change = edit("reader", reader, { [plan.field]: result.value }, { [plan.field]: editing.openedOn });
    if (await act({ command: "reader.edit", changes: [change], said: { id: "readers.did-edit", values: { field: label } } })) leave();
  };

  if (editing === null) {
    return (
      <div className="field-row">
        <dt>{label}</dt>
        <dd>
          <button
            ref={place}
            type="button"
            className="field-value"
            aria-label={t("readers.edit-field", { field: label, value: shown === "" ? t("readers.empty") : shown })}
            onClick={() => void open()}
            onKeyDown={(event) => {
              if (!matchKeys(event, "F2")) return;
              event.preventDefault();
              event.stopPropagation();
              void open();
            }}
          >
            {shown === "" ? <span className="soft">—</span> : shown}
          </button>
        </dd>
      </div>
    );
  }
  return (
    <div className="field-row">
      <dt>{label}</dt>
      <dd>
        <Control plan={plan} label={label} before={editing.before} choices={choices} refused={refused} control={control} onKeep={(typed) => void keep(typed)} onRevert={leave} />
        {refused && (
          <p className="field-error" role="alert">
            {t(plan.kind === "day" ? "readers.not-a-day" : plan.kind === "number" ? "readers.not-a-number" : "readers.does-not-fit")}
          </p>
        )}
      </dd>
    </div>
  );
}

interface ControlProps {
  readonly plan: FieldPlan;
  readonly label: string;
  readonly before: string;
  readonly choices: readonly Choice[] | undefined;
  readonly refused: boolean;
  readonly control: RefObject<(HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement) | null>;
  readonly onKeep: (typed: string) => void;
  readonly onRevert: () => void;
}

function Control({ plan, label, before, choices, refused, control, onKeep, onRevert }: ControlProps) {
  const common = { ref: control, "aria-label": label, "aria-invalid": refused || undefined, defaultValue: before, autoFocus: true };
  const keepCurrent = (): void => onKeep(control.current?.value ?? before);
  if (choices !== undefined) {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event) || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") keepCurrent();
      else onRevert();
    };
    return (
      <select {...common} className="select" onKeyDown={onKeyDown}>
        <option value="">—</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    );
  }
  return plan.kind === "text" ? (
    <TextArea {...common} rows={3} onEnter={keepCurrent} onEscape={onRevert} />
  ) : (
    <TextInput {...common} onEnter={keepCurrent} onEscape={onRevert} onFocus={(event) => event.target.select()} />
  );
}
