/** A whole number as it is typed. An emptied field is no number, which fits nothing. */
import type { ComponentProps } from "react";
import { TextInput } from "../../ui/text-input.tsx";

interface NumberInputProps
  extends Pick<ComponentProps<typeof TextInput>, "id" | "aria-label" | "aria-describedby" | "aria-invalid"> {
  readonly value: number;
  readonly onValue: (value: number) => void;
}

export function NumberInput({ value, onValue, ...rest }: NumberInputProps) {
  return (
    <TextInput
      {...rest}
      type="number"
      min={0}
      inputMode="numeric"
      value={Number.isNaN(value) ? "" : String(value)}
      onChange={(event) => onValue(event.currentTarget.valueAsNumber)}
    />
  );
}
