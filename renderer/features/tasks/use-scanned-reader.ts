/** A card that is scanned into a form of tasks says who waits. Answers that come when the form is gone change nothing. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { findByScan } from "../../db/find-by-scan.ts";
import { useServices } from "../../desk-services/services.ts";
import { useScansInside } from "../../ui/hooks/use-scans-inside.ts";

/** Whether the card that was scanned last is somebody's; null while none is looked up. */
export type LookingUp = RefObject<Promise<boolean> | null>;

/**
 * @param place any part of the form's dialog
 * @param onReader null: the form has somebody, and the desk gets the card
 * @returns the code that is nobody's, if the last was
 */
export function useScannedReader(
  place: RefObject<Element | null>,
  lookingUp: LookingUp,
  onReader: ((reader: string) => void) | null,
): string | null {
  const services = useServices();
  const [unknown, setUnknown] = useState<string | null>(null);
  const take = useRef(onReader);
  useEffect(() => {
    take.current = onReader;
    return () => {
      take.current = null;
    };
  });
  useScansInside(
    place,
    onReader &&
      ((code) => {
        const before = lookingUp.current ?? Promise.resolve(true);
        const looked = before
          .then(() => findByScan(code, services))
          .then((found) => (found.tag === "reader" ? found.id : null))
          .catch(() => null)
          .then((reader) => {
            if (lookingUp.current === looked) lookingUp.current = null;
            setUnknown(reader === null ? code : null);
            if (reader !== null) take.current?.(reader);
            return reader !== null;
          });
        lookingUp.current = looked;
      }),
  );
  return unknown;
}
