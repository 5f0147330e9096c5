/**
 * A chord that acts while it is held: Ctrl and a letter, by its place. Letting go of either key, leaving
 * the window or unmounting ends it; `hold` comes once however long the key repeats.
 */
import { useEffect } from "react";
import { isIme } from "./keyboard.ts";

/** @param code as in `KeyI`; `hold` and `release` must keep their identity between renders */
export function useHeldChord(code: string, hold: () => void, release: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event) || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== code) return;
      event.preventDefault();
      if (!event.repeat) hold();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code === code || event.key === "Control" || event.key === "Meta") release();
    };
    window.addEventListener("keydown", onKeyDown);
    window.addEventListener("keyup", onKeyUp);
    window.addEventListener("blur", release);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      window.removeEventListener("keyup", onKeyUp);
      window.removeEventListener("blur", release);
      release();
    };
  }, [code, hold, release]);
}
