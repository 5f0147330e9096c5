/**
 * One field of the record, edited in its place: Enter or F2 opens, Enter keeps (not while an input method
 * composes), Escape gives the old value back.
 */
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { isIme, matchKeys, TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextArea, TextInput } from "../../../ui/text-input.tsx";
import { EDITED_HERE } from "../../../ui/unsaved-words.ts";
import { FindReaderDialog } from "../merge/find-reader-dialog.tsx";
import { FieldText } from "./field-text.tsx";
import type { FieldChoice } from "./field-words.ts";
import { PartsForm } from "./parts-form.tsx";
import { type FieldPlan, fromTyped, toTyped } from "./reader-fields.ts";
import { type FieldAsked, type FieldEdit, useFieldEdit } from "./use-field-edit.ts";

export interface InlineFieldProps extends FieldAsked {
  readonly plan: FieldPlan;
  /** As shown when not edited. */
  readonly shown: string;
  readonly choices: readonly FieldChoice[] | undefined;
}

export function InlineField({ plan, shown, choices, ...asked }: InlineFieldProps) {
  const t = useT();
  const edit = useFieldEdit(asked);
  const { label } = asked;
  const isPerson = plan.kind === "reader";
  return (
    <div className="field-row">
      <dt>{label}</dt>
      <dd {...(edit.opened !== null && EDITED_HERE)}>
        {edit.opened === null || isPerson ? (
          <button
            ref={edit.place}
            type="button"
            className="field-value"
            aria-label={t("readers.edit-field", { field: label, value: shown === "" ? t("readers.empty") : shown })}
            onClick={() => void edit.open()}
            onKeyDown={(event) => {
              if (!matchKeys(event, "F2")) return;
              event.preventDefault();
              event.stopPropagation();
              void edit.open();
            }}
          >
            {shown === "" ? <span className="soft">—</span> : <FieldText plan={plan}>{shown}</FieldText>}
          </button>
        ) : plan.kind === "alert" || plan.kind === "leaving" ? (
          <PartsForm
            kind={plan.kind}
            label={label}
            value={edit.opened.plain}
            choices={choices ?? []}
            onKeep={(value) => void edit.keep(value)}
            onRevert={edit.leave}
          />
        ) : (
          <TypedControl plan={plan} label={label} kept={toTyped(edit.opened.plain)} choices={choices} edit={edit} />
        )}
        {edit.opened !== null && isPerson && (
          <FindReaderDialog
            title={label}
            label={label}
            without={[asked.reader]}
            onPick={(id) => void edit.keep(id)}
            onClose={edit.leave}
            {...(asked.value !== undefined && { onNobody: () => void edit.keep(null) })}
          />
        )}
      </dd>
    </div>
  );
}

interface TypedProps {
  readonly plan: FieldPlan;
  readonly label: string;
  /** The value as it is typed, a day as it is kept. */
  readonly kept: string;
  readonly choices: readonly FieldChoice[] | undefined;
  readonly edit: FieldEdit;
}

function TypedControl({ plan, label, kept, choices, edit }: TypedProps) {
  const t = useT();
  const format = useFormat();
  const today = format.day(useServices().clock.now());
  const house = useHouse();
  const before = isDay(plan) ? format.shownDay(kept) : kept;
  const [refused, setRefused] = useState(false);
  const control = useRef<HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement>(null);
  const keep = (): void => {
    const typed = control.current?.value ?? before;
    const result = fromTyped(plan, typed, today, house.place);
    if (typed.trim() === before.trim()) edit.leave();
    else if (result.ok) void edit.keep(result.value);
    else {
      setRefused(true);
      control.current?.focus();
    }
  };
  const id = useId();
  const isPairs = plan.kind === "pairs";
  const common = {
    ref: control,
    "aria-label": label,
    "aria-describedby": refused || edit.isTaken || isPairs ? id : undefined,
    "aria-invalid": refused || edit.isTaken || undefined,
    defaultValue: before,
    autoFocus: true,
  };
  return (
    <>
      <Control plan={plan} choices={choices} common={common} onKeep={keep} onRevert={edit.leave} />
      {isPairs && !refused && (
        <p className="field-hint" id={id}>
          {t("readers.pairs-hint")}
        </p>
      )}
      {edit.isTaken && !refused && (
        <p className="field-error" role="alert" id={id}>
          {t("readers.card-taken")}
        </p>
      )}
      {refused && (
        <p className="field-error" role="alert" id={id}>
          {t(refusal(plan))}
        </p>
      )}
    </>
  );
}

const isDay = ({ kind }: FieldPlan): boolean => kind === "past-day" || kind === "coming-day";

function refusal({ field, kind }: FieldPlan) {
  if (field === "phones") return "words.not-a-phone";
  switch (kind) {
    case "past-day":
      return "readers.not-a-past-day";
    case "coming-day":
      return "readers.not-a-day";
    case "number":
      return "readers.not-a-number";
    case "pairs":
      return "readers.not-pairs";
    default:
      return "readers.does-not-fit";
  }
}

interface ControlProps {
  readonly plan: FieldPlan;
  readonly choices: readonly FieldChoice[] | undefined;
  readonly common: {
    readonly ref: RefObject<(HTMLInputElement & HTMLTextAreaElement & HTMLSelectElement) | null>;
    readonly "aria-label": string;
    readonly "aria-describedby": string | undefined;
    readonly "aria-invalid": true | undefined;
    readonly defaultValue: string;
    readonly autoFocus: boolean;
  };
  readonly onKeep: () => void;
  readonly onRevert: () => void;
}

function Control({ plan, choices, common, onKeep, onRevert }: ControlProps): ReactNode {
  const format = useFormat();
  const { clock } = useServices();
  if (choices !== undefined) {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event) || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") onKeep();
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
  if (plan.kind === "text" || plan.kind === "pairs")
    return <TextArea {...common} rows={3} onEnter={onKeep} onEscape={onRevert} />;
  return (
    <TextInput
      {...common}
      {...(plan.field === "card" && TAKES_SCAN)}
      {...(isDay(plan) && { placeholder: format.shownDay(clock.now()) })}
      onEnter={onKeep}
      onEscape={onRevert}
      onFocus={(event) => event.target.select()}
    />
  );
}
