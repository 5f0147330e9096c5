/** A whole number that is kept when the field is left; another one gets a sentence and is not kept. */
import { useEffect, useState } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";

interface WholeNumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly isFixed: boolean;
  readonly onChange: (value: number) => void;
}

export function WholeNumberField({ label, hint, from, to, value, isFixed, onChange }: WholeNumberFieldProps) {
  const t = useT();
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const plain = text.normalize("NFKC").trim();
  const number = /^\d{1,6}$/.test(plain) ? Number(plain) : Number.NaN;
  const isFit = number >= from && number <= to;
  const keep = (): void => {
    if (isFit && number !== value) onChange(number);
  };
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      {...(!isFit && { error: t("outreach.whole-unfit", { from, to }) })}
    >
      {(control) => (
        <TextInput
          {...control}
          inputMode="numeric"
          disabled={isFixed}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={keep}
          onEnter={keep}
        />
      )}
    </Field>
  );
}
