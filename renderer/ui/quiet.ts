/**
 * Waits for a silence of the keyboard. A page that was busy when the time was up listens once more, because keys
 * may stand in line that were pressed in time.
 */

/** Runs an act after so many milliseconds. @returns how to call it off */
export type Quiet = (ms: number, run: () => void) => () => void;

const LATE_MS = 20;

export const afterQuiet: Quiet = (ms, run) => {
  const due = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - due <= LATE_MS) run();
    else timer = setTimeout(run, LATE_MS);
  }, ms);
  return () => clearTimeout(timer);
};
