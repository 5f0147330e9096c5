/** One choice of a long list, found by typing. Enter while an input method composes chooses nothing. */
import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { type ReactNode, useId } from "react";
import { isIme } from "./keyboard.ts";

export interface ComboboxItem {
  readonly value: string;
  readonly label: string;
}

export interface ComboboxProps {
  readonly label: ReactNode;
  readonly items: readonly ComboboxItem[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** Said when nothing matches. */
  readonly empty: string;
  readonly placeholder?: string;
}

export function Combobox({ label, items, value, onChange, empty, placeholder }: ComboboxProps) {
  const id = useId();
  const chosen = items.find((item) => item.value === value) ?? null;
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <BaseCombobox.Root
        items={items}
        value={chosen}
        onValueChange={(item: ComboboxItem | null) => onChange(item?.value ?? null)}
        autoHighlight
      >
        <BaseCombobox.Input
          id={id}
          className="input"
          spellCheck={false}
          placeholder={placeholder}
          onKeyDown={(event) => isIme(event) && event.preventBaseUIHandler()}
        />
        <BaseCombobox.Portal>
          <BaseCombobox.Positioner className="floating" sideOffset={4} align="start">
            <BaseCombobox.Popup className="menu">
              <BaseCombobox.Empty>
                <p className="menu-empty">{empty}</p>
              </BaseCombobox.Empty>
              <BaseCombobox.List>
                {(item: ComboboxItem) => (
                  <BaseCombobox.Item key={item.value} value={item} className="menu-item">
                    {item.label}
                  </BaseCombobox.Item>
                )}
              </BaseCombobox.List>
            </BaseCombobox.Popup>
          </BaseCombobox.Positioner>
        </BaseCombobox.Portal>
      </BaseCombobox.Root>
    </div>
  );
}
