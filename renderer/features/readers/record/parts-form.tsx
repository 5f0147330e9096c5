/**
 * A field with several parts, edited in its place: Enter keeps them together (not while an input method
 * composes), Escape gives the old ones back.
 */
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import type { Reader } from "#shared/model/reader.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { isIme } from "../../../ui/keyboard.ts";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { fromParts, PARTS, type PartId, type Parts, type PartsKind, toParts } from "./field-parts.ts";
import type { FieldChoice } from "./field-words.ts";

export interface PartsFormProps {
  readonly kind: PartsKind;
  readonly label: string;
  readonly value: unknown;
  /** Of the part that is chosen: levels or reasons. */
  readonly choices: readonly FieldChoice[];
  readonly onKeep: (value: unknown) => void;
  readonly onRevert: () => void;
}

export function PartsForm({ kind, label, value, choices, onKeep, onRevert }: PartsFormProps) {
  const t = useT();
  const today = useFormat().day(useServices().clock.now());
  const house = useHouse();
  const [parts, setParts] = useState<Parts>(() => toParts(kind, { [kind]: value } as Pick<Reader, PartsKind>, today)); // the value of this very field
  const [wrong, setWrong] = useState<PartId | null>(null);
  const place = useRef<HTMLFieldSetElement>(null);
  const keep = (): void => {
    const result = fromParts(kind, parts, today, house.place);
    if (result.ok) {
      onKeep(result.value);
      return;
    }
    const part = "wrong" in result ? result.wrong : (PARTS[kind][0] ?? "text");
    setWrong(part);
    place.current?.querySelector<HTMLElement>(`[name="${part}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event)) return;
    const act =
      event.key === "Escape"
        ? onRevert
        : event.key === "Enter" && !(event.target instanceof HTMLButtonElement)
          ? keep
          : undefined;
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <fieldset ref={place} className="parts" aria-label={label} onKeyDown={onKeyDown}>
      {PARTS[kind].map((part, index) => (
        <Part
          key={part}
          part={part}
          first={index === 0}
          value={parts[part] ?? ""}
          choices={
            part === "level"
              ? choices
              : part === "reason"
                ? [{ value: "", label: t("readers.still-here") }, ...choices]
                : null
          }
          wrong={part === wrong}
          today={today}
          onChange={(next) => {
            setWrong(null);
            setParts({ ...parts, [part]: next });
          }}
        />
      ))}
      <div className="row">
        <Button size="small" kind="primary" keys="Enter" onClick={keep}>
          {t("readers.save")}
        </Button>
        <Button size="small" kind="quiet" keys="Esc" onClick={onRevert}>
          {t("readers.cancel")}
        </Button>
      </div>
    </fieldset>
  );
}

interface PartProps {
  readonly part: PartId;
  readonly first: boolean;
  readonly value: string;
  readonly choices: readonly FieldChoice[] | null;
  readonly wrong: boolean;
  readonly today: string;
  readonly onChange: (value: string) => void;
}

function Part({ part, first, value, choices, wrong, today, onChange }: PartProps): ReactNode {
  const t = useT();
  const isDay = part === "until" || part === "on";
  const format = useFormat();
  const [initial] = useState(isDay ? format.shownDay(value) : value);
  return (
    <Field
      label={t(`readers.part-${part}`)}
      {...(wrong && { error: t(isDay ? "readers.not-a-day" : "readers.does-not-fit") })}
    >
      {(control) =>
        choices !== null ? (
          <Select
            {...control}
            name={part}
            autoFocus={first}
            options={choices.some((choice) => choice.value === value) ? choices : [...choices, { value, label: value }]}
            value={value}
            onChange={onChange}
          />
        ) : (
          <TextInput
            {...control}
            name={part}
            autoFocus={first}
            {...(isDay && { placeholder: format.shownDay(today) })}
            defaultValue={initial}
            onFocus={(event) => event.target.select()}
            onInput={(event) => onChange(event.currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
