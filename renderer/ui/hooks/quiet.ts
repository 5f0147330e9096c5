/**
 * Waits for a silence of the keyboard. Only time in which the page was awake counts: while it was busy, or the
 * machine was, keys may have been pressed that stand in line.
 */

/** Runs an act after so many milliseconds. @returns how to call it off */
export type Quiet = (ms: number, run: () => void) => () => void;

const PARTS = 4;
/** A part that ends later than this was not listened to. */
const LATE_MS = 10;
/** On a machine that never comes to rest, a person is heard after so many parts all the same. */
const MOST_PARTS = 12;

export const afterQuiet: Quiet = (ms, run) => {
  let heard = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listen = (parts: number): void => {
    const due = performance.now() + ms / PARTS;
    timer = setTimeout(() => {
      if (performance.now() - due <= LATE_MS) heard++;
      if (heard === PARTS || parts === MOST_PARTS) run();
      else listen(parts + 1);
    }, ms / PARTS);
  };
  listen(1);
  return () => clearTimeout(timer);
};
