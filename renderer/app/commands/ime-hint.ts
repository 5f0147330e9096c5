/**
 * Whether an input method seems to be on: the last key in a text field went to one, or did not. Only a hint,
 * so that nobody wonders whether scanning works now.
 */
import { useEffect, useState } from "react";
import { isIme, takesText } from "../../ui/keyboard.ts";

export function useImeHint(): boolean {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!takesText(event.target)) return;
      if (isIme(event)) setOn(true);
      else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) setOn(false);
    };
    // before any handler may stop the key
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, []);
  return on;
}
