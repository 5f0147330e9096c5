/**
 * An Enter that was pressed once more in haste, when the first had closed a sheet already, was meant for the sheet: the list
 * that has the keyboard now would open a row by it.
 */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { isIme } from "../keyboard.ts";

/** A sheet that closes so long after Enter closes by it: it waits until all is saved. */
const CLOSES_WITHIN_MS = 2_000;
/** Whoever looks where she is has seen by then that it is closed. */
export const HASTE_MS = 500;
const MODIFIERS: ReadonlySet<string> = new Set(["Shift", "Control", "Alt", "Meta"]);

/** @returns for the sheet, whose keys it has to see */
export function useStrayEnter(isOpen: boolean): (event: KeyboardEvent) => void {
  const enteredAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!isOpen) return;
    return () => {
      if (performance.now() - enteredAt.current < CLOSES_WITHIN_MS) ignoreInLists();
    };
  }, [isOpen]);
  return (event) => {
    if (isIme(event)) return;
    enteredAt.current = event.key === "Enter" ? performance.now() : Number.NEGATIVE_INFINITY;
  };
}

/** In those that stood behind the sheet. Any other key says that a person goes on. */
function ignoreInLists(): void {
  const behind = new Set<Element | null>(document.querySelectorAll('[role="grid"]'));
  const watching = new AbortController();
  setTimeout(() => watching.abort(), HASTE_MS);
  const onKey = (event: globalThis.KeyboardEvent): void => {
    if (isIme(event) || MODIFIERS.has(event.key)) return;
    if (event.key !== "Enter") watching.abort();
    else if (behind.has(document.activeElement?.closest('[role="grid"]') ?? null)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  addEventListener("keydown", onKey, { capture: true, signal: watching.signal });
}
