/**
 * Scans for a form that takes them itself: whatever inside of its dialog has the focus, each scanned code is the form's,
 * and neither a field nor the desk gets it. A modal window's are all that are scanned while it is there.
 */
import { type RefObject, useEffect, useRef } from "react";

const SCANNED = "desk-scanned";
/** Its end, or what came before, is missing: it may be half of another's number. */
const SCANNED_IN_PART = "desk-scanned-in-part";

interface Offered {
  readonly code: string;
  readonly rest: string | undefined;
}

/**
 * @param rest of a doubtful one what is left without single keys that came before
 * @returns whether somebody around `place` has taken the code
 */
export const offerScan = (place: Element | null, code: string, isWhole: boolean, rest?: string): boolean =>
  place?.dispatchEvent(
    new CustomEvent<Offered>(isWhole ? SCANNED : SCANNED_IN_PART, {
      detail: { code, rest },
      bubbles: true,
      cancelable: true,
    }),
  ) === false;

/** A part of a screen whose every scan is its own, as if it were a dialog: `<main {...SCANS_HERE}>`. */
export const SCANS_HERE = { "data-scans-here": "" };

/**
 * @param inside any part of the dialog
 * @param onScan null: the desk gets what is scanned
 * @param onPart the same of a scan of which a part is missing; it stays where it is without
 */
export function useScansInside(
  inside: RefObject<Element | null>,
  onScan: ((code: string) => void) | null,
  onPart: ((code: string, rest?: string) => void) | null = null,
): void {
  const current = useRef({ onScan, onPart });
  useEffect(() => {
    current.current = { onScan, onPart };
  });
  useEffect(() => {
    const place = inside.current;
    const around = place instanceof HTMLDialogElement ? window : place?.closest("[role=dialog], [data-scans-here]");
    const hear = (event: Event): void => {
      const take = event.type === SCANNED ? current.current.onScan : current.current.onPart;
      if (take === null || !(event instanceof CustomEvent)) return;
      const { code, rest } = event.detail as Offered; // of our own event
      event.preventDefault();
      take(code, rest);
    };
    for (const type of [SCANNED, SCANNED_IN_PART]) around?.addEventListener(type, hear);
    return () => {
      for (const type of [SCANNED, SCANNED_IN_PART]) around?.removeEventListener(type, hear);
    };
  }, [inside]);
}
