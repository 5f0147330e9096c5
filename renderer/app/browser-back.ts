/**
 * A browser's own Back stays inside the program and goes back one place of the window, as its own key does. The window
 * keeps its places in memory: without this a browser would leave the page, and with it everything half-written.
 */
import { useEffect } from "react";
import type { DeskHistory } from "./desk-history.ts";

/** The entry that the page stands on; the one below it is where a browser's Back leads, and is left again at once. */
const TOP = "reader-desk";

/** @param isOn not where the shell has no such button */
export function useBrowserBack(history: DeskHistory, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    // browsers pass over an entry that was made before anybody touched the page
    const stand = (): void => {
      for (const name of ["keydown", "pointerdown"]) document.removeEventListener(name, stand, true);
      if (window.history.state !== TOP) window.history.pushState(TOP, "");
    };
    const onPop = ({ state }: PopStateEvent): void => {
      if (state === TOP) return;
      window.history.forward();
      history.back();
    };
    for (const name of ["keydown", "pointerdown"]) document.addEventListener(name, stand, true);
    window.addEventListener("popstate", onPop);
    return () => {
      for (const name of ["keydown", "pointerdown"]) document.removeEventListener(name, stand, true);
      window.removeEventListener("popstate", onPop);
    };
  }, [history, isOn]);
}
