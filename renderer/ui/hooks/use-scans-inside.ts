/**
 * Scans for a form that takes them itself: whatever inside of its dialog has the focus, each scanned code is the form's,
 * and neither a field nor the desk gets it.
 */
import { type RefObject, useEffect, useRef } from "react";

const SCANNED = "desk-scanned";

/** @returns whether somebody around `place` has taken the code */
export const offerScan = (place: Element | null, code: string): boolean =>
  place?.dispatchEvent(new CustomEvent(SCANNED, { detail: code, bubbles: true, cancelable: true })) === false;

/** @param inside any part of the dialog @param onScan null: the desk gets what is scanned */
export function useScansInside(inside: RefObject<Element | null>, onScan: ((code: string) => void) | null): void {
  const current = useRef(onScan);
  useEffect(() => {
    current.current = onScan;
  });
  useEffect(() => {
    const dialog = inside.current?.closest("[role=dialog]");
    const hear = (event: Event): void => {
      const { current: take } = current;
      if (take === null || !(event instanceof CustomEvent) || typeof event.detail !== "string") return;
      event.preventDefault();
      take(event.detail);
    };
    dialog?.addEventListener(SCANNED, hear);
    return () => dialog?.removeEventListener(SCANNED, hear);
  }, [inside]);
}
