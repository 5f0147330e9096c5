/**
 * A row that is settled leaves its list and takes the focus with it. The control that moves up into its place
 * gets it instead, so that a list is worked through by Enter alone; behind the last one, the list itself. An act on
 * many rows leads to the first control that is left.
 */
import { type RefObject, useEffect, useRef } from "react";

export interface NextFocus<E extends HTMLElement> {
  readonly list: RefObject<E | null>;
  /** Runs what settles the row of the focused control. */
  readonly act: (run: () => Promise<void>) => void;
}

/** @param waiting the rows shown are not yet those after the act */
export function useNextFocus<E extends HTMLElement>(rows: readonly unknown[], waiting: boolean): NextFocus<E> {
  const list = useRef<E>(null);
  const place = useRef<number | null>(null);
  const controls = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>("input, select, button") ?? []),
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are the sign that the act is done
  useEffect(() => {
    if (place.current === null || waiting) return;
    const left = controls();
    (left[Math.min(place.current, left.length - 1)] ?? list.current)?.focus();
    place.current = null;
  }, [rows, waiting]);
  return {
    list,
    act: (run) => {
      const focused = document.activeElement;
      const at = focused instanceof HTMLElement ? controls().indexOf(focused) : -1;
      place.current = Math.max(at, 0);
      void run();
    },
  };
}
