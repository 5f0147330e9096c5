/** A save that is under way is not begun again: a held key or a double click writes one record. */
import { useCallback, useLayoutEffect, useRef } from "react";

/** @returns `act`, and null at once while an earlier call has not ended */
export function useOnce<Args extends readonly unknown[], T>(
  act: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T | null> {
  const running = useRef(false);
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback(async (...args: Args) => {
    if (running.current) return null;
    running.current = true;
    try {
      return await latest.current(...args);
    } finally {
      running.current = false;
    }
  }, []);
}
