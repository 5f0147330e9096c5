/**
 * A toast that only says what was done has been read when a person opens another page: it goes then. One with
 * something to press, or of what failed or is not safe yet, stays until the next act, unless it is of the moment.
 */
import { useEffect, useRef } from "react";
import { isIme } from "../keyboard.ts";
import { useAnnounce } from "./live-region.tsx";
import { useShownToast, useToasts } from "./toast.tsx";

const INPUTS = ["keydown", "pointerdown"] as const;

interface ReadToastProps {
  /** Where the window is. */
  readonly page: string;
  /** What was done goes with the language in which it was said, and is taken back as before. */
  readonly language: string;
}

/** Draws nothing, and by itself: a toast that comes or goes draws nothing else of the frame anew. */
export function ReadToast({ page, language }: ReadToastProps): null {
  const { clear } = useToasts();
  const toast = useShownToast();
  const announce = useAnnounce();
  /**
   * Whether a person has done something since the toast came: an act may open a page itself, to which its toast
   * belongs.
   */
  const hasActed = useRef(false);
  useEffect(() => {
    hasActed.current = false;
    if (toast === null) return;
    const onInput = (event: Event): void => {
      hasActed.current = true;
      if (toast.ofMoment !== true || !(event instanceof KeyboardEvent) || isIme(event)) return;
      if (event.key === "Escape") clear();
    };
    for (const input of INPUTS) window.addEventListener(input, onInput, true);
    return () => {
      for (const input of INPUTS) window.removeEventListener(input, onInput, true);
    };
  }, [toast, clear]);
  const shownOn = useRef(page);
  useEffect(() => {
    if (shownOn.current === page) return;
    shownOn.current = page;
    const onlySays = (toast?.tone ?? "done") === "done" && (toast?.actions ?? []).length === 0;
    if (hasActed.current && (onlySays || toast?.ofMoment === true)) clear();
  }, [page, toast, clear]);
  const saidIn = useRef(language);
  useEffect(() => {
    if (saidIn.current === language) return;
    saidIn.current = language;
    announce("");
    if ((toast?.tone ?? "done") === "done") clear();
  }, [language, toast, clear, announce]);
  return null;
}
