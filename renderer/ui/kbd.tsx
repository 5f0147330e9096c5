/** A key hint, written as the platform writes it. Decoration: the control itself carries `aria-keyshortcuts`. */
import { keyLabel } from "./keyboard.ts";

export function Kbd({ keys }: { keys: string }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd never takes the focus
  return <kbd aria-hidden="true">{keyLabel(keys)}</kbd>;
}
