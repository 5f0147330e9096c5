/**
 * Whoever comes back to a screen is where she left it: the number, the name or the button that led away has the
 * keyboard again, and stands in sight. A screen that comes late is waited for, until a key or a click says otherwise.
 */
import { useEffect } from "react";
import type { DeskHistory } from "./desk-history.ts";

/** Longer than a slow machine takes to count its statistics anew; a key or a click ends it. */
const WAIT_MS = 60_000;
/** As many places as a morning leaves behind. */
const KEPT = 50;

/** What can be found again in a screen that is drawn anew. */
interface LeftAt {
  readonly selector: string;
  readonly label: string | null;
  readonly text: string;
  /** Of those that are alike. */
  readonly nth: number;
}

export function useReturnedFocus(history: DeskHistory): void {
  useEffect(() => {
    const left = new Map<string, LeftAt>();
    let { location } = history.get();
    let stop = (): void => undefined;
    const unsubscribe = history.store.subscribe((state) => {
      if (state.location === location) return;
      stop();
      const at = leftAt();
      left.delete(location);
      if (at !== null) left.set(location, at);
      for (const oldest of [...left.keys()].slice(0, -KEPT)) left.delete(oldest);
      ({ location } = state);
      const wanted = state.isReturn ? left.get(location) : undefined;
      if (wanted !== undefined) stop = giveBack(wanted);
    });
    return () => {
      unsubscribe();
      stop();
    };
  }, [history]);
}

/** What a figure shows beside its name may still be on its way. */
const alike = ({ selector, label, text }: Omit<LeftAt, "nth">): readonly HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>(`.stage ${selector}`)].filter(
    (each) => each.getAttribute("aria-label") === label && (label !== null || wordsOf(each) === text),
  );

/** What stands for a number on paper alone comes and goes while the page is there. */
function wordsOf(element: HTMLElement): string {
  const onPaper = [...element.querySelectorAll(".print-only")].map((each) => each.textContent);
  return onPaper.reduce((words, each) => words.replace(each, ""), element.textContent);
}

/** What of a screen can have had the keyboard; the box that finds in a list gives it to the list. */
const PLACES =
  "a[href], button, [role=grid], [role=listbox], :is(input:not([type=search]), select, textarea):not(search *)";

/** Null where the keyboard is in no part of the screen that could be named: the rail, a dialog. */
function leftAt(): LeftAt | null {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !active.matches(`.stage :is(${PLACES})`)) return null;
  const found = {
    selector: active.role === null ? active.tagName.toLowerCase() : `[role=${active.role}]`,
    label: active.getAttribute("aria-label"),
    text: wordsOf(active),
  };
  return { ...found, nth: alike(found).indexOf(active) };
}

/** @returns stops waiting */
function giveBack(wanted: LeftAt): () => void {
  const place = (): void => {
    const found = alike(wanted)[wanted.nth];
    if (found === undefined) return;
    stop();
    // after whatever the screen does with the keyboard as it comes
    requestAnimationFrame(() => {
      found.focus({ preventScroll: true });
      found.scrollIntoView({ block: "nearest" });
    });
  };
  const observer = new MutationObserver(place);
  const timer = setTimeout(() => stop(), WAIT_MS);
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const name of ["keydown", "pointerdown"]) document.removeEventListener(name, stop, true);
  };
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  for (const name of ["keydown", "pointerdown"]) document.addEventListener(name, stop, true);
  return stop;
}
