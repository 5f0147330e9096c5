/**
 * The keyboard is never nowhere. Where what had the focus is gone — a screen, a row, the place from which a dialog was
 * opened — and no screen has taken it, it goes back to what had it before in the main part, or to its heading. Only
 * behind the last stop of the page, where Tab itself has led, it may be nowhere: Tab goes on from there.
 */
import { useEffect } from "react";
import { isIme } from "../ui/keyboard.ts";

/** As long as a screen that has just come, or a dialog that has just gone, may take to place the focus itself. */
const PLACING_MS = 100;

/** @param off while something else holds the keyboard: the privacy screen */
export function useKeptFocus(off: boolean): void {
  useEffect(() => {
    if (off) return;
    let last: HTMLElement | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    /** The heading of the page behind whose last stop it is. */
    let behind: Element | null = null;
    const onFocus = ({ target }: FocusEvent): void => {
      behind = null;
      if (target instanceof HTMLElement && target.closest("main") !== null) last = target;
    };
    const onKey = (event: KeyboardEvent): void => {
      const stop = document.activeElement;
      if (isIme(event) || event.key !== "Tab" || isNowhere()) return;
      // the browser moves the focus once every listener has had the key
      setTimeout(() => {
        if (isNowhere() && !event.defaultPrevented && stop?.isConnected === true) behind = mainHeading();
      }, 0);
    };
    const place = (): void => {
      if (!isNowhere() || behind?.isConnected === true || isAbove()) return;
      if (last?.isConnected === true) last.focus({ preventScroll: true });
      if (isNowhere()) focusMain();
    };
    const look = (): void => {
      if (!isNowhere()) return;
      clearTimeout(timer);
      timer = setTimeout(place, PLACING_MS);
    };
    // the removal of what has the focus is told by no event
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", onFocus);
    document.addEventListener("keydown", onKey, true);
    look();
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("keydown", onKey, true);
    };
  }, [off]);
}

/** The heading, from which the next Tab goes on; a ring around the whole page would say nothing. */
export function focusMain(): void {
  const place = mainHeading();
  place?.setAttribute("tabindex", "-1");
  place?.focus({ preventScroll: true });
}

function mainHeading(): HTMLElement | null {
  const main = document.getElementById("main");
  return [...(main?.querySelectorAll<HTMLElement>("h1, h2") ?? [])].find((each) => each.checkVisibility()) ?? main;
}

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** A dialog or a menu that is open will take the keyboard, or has it in a moment. */
const isAbove = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"], dialog[open]')].some((each) =>
    each.checkVisibility(),
  );
