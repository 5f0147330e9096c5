/**
 * What shows only while Ctrl+I, or a button, is held, and eight seconds at most. Letting go, leaving the
 * window or the page hides it; drawing anew in the middle of a hold does not, and a key held long comes once.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { createNewest } from "#shared/kernel/newest.ts";
import { isIme } from "../keyboard.ts";

const KEY = "KeyI";
const SHOWN_AT_MOST_MS = 8000;

export interface HeldValue<T> {
  /** The values while it is held. */
  readonly shown: T | null;
  readonly hold: () => void;
  readonly release: () => void;
}

/**
 * @param of whose values these are: those of another one never show
 * @param read fetches the values, once for each hold; undefined: there is nothing to show
 */
export function useHeld<T>(of: string, read: () => Promise<T | undefined>): HeldValue<T> {
  const [shown, setShown] = useState<{ readonly of: string; readonly values: T } | null>(null);
  const now = useRef({ of, read });
  const held = useRef(false);
  const [newest] = useState(createNewest);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    now.current = { of, read };
  });

  const release = useCallback(() => {
    held.current = false;
    newest.begin();
    clearTimeout(timer.current);
    setShown(null);
  }, [newest]);
  const hold = useCallback(() => {
    if (held.current) return;
    held.current = true;
    const wanted = now.current;
    const isNewest = newest.begin();
    void wanted.read().then((values) => {
      if (!isNewest() || values === undefined) return;
      setShown({ of: wanted.of, values });
      timer.current = setTimeout(release, SHOWN_AT_MOST_MS);
    });
  }, [release, newest]);

  useHeldKey(hold, release);
  return { shown: shown?.of === of ? shown.values : null, hold, release };
}

/** Before the first picture is painted: who reacts to what he sees is heard. */
function useHeldKey(hold: () => void, release: () => void): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isIme(event) || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.code !== KEY)
        return;
      event.preventDefault();
      if (!event.repeat) hold();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.code === KEY || event.key === "Control" || event.key === "Meta") release();
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
  }, [hold, release]);
}
