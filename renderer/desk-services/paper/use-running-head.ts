/**
 * What stands at the foot of every sheet of a paper, by whom and when it was printed, and at the head of every one but
 * the first: of which library, branch, time and subject it is. The style of the page takes it from the root.
 */
import { useEffect } from "react";

/** A page that has its own head says more than the window's. */
const HEADS = ["body:not(:has(.dialog[data-open])) .stage .paper-head p", ".app > .paper-head p"];
const SUBJECTS = [".dialog[data-open] h2", ".stage .paper-head h1", ".stage h1"];
const FEET = ["body:not(:has(.dialog[data-open])) .stage .paper-foot", ".app > .paper-foot"];

const lineOf = (element: Element | null | undefined): string =>
  // a name and its reading are two
  [...(element?.childNodes ?? [])]
    .map((part) => part.textContent ?? "")
    .join(" ")
    .replaceAll(/\s+/gu, " ")
    .trim();
const firstOf = (places: readonly string[]): Element | undefined =>
  places.map((place) => document.querySelector(place)).find((element) => element !== null) ?? undefined;
/** A slip, and a sheet that is made to hang: of one sheet, which bears its foot itself. */
const SIGNED = ".code-sheet, .step-sheet, .prints-slip";
const NUMBER = 'counter(page) " / " counter(pages)';

export function useRunningHead(): void {
  useEffect(() => {
    const begin = (): void => {
      const { style, dataset } = document.documentElement;
      const head = [firstOf(HEADS), firstOf(SUBJECTS)].map(lineOf).filter((part) => part !== "");
      const own = firstOf(FEET);
      const foot = JSON.stringify(lineOf(own));
      const isSigned = document.querySelector(SIGNED) !== null || own?.classList.contains("print-only") !== true;
      style.setProperty("--paper-head", JSON.stringify(head.join(" · ")));
      style.setProperty("--paper-foot", foot);
      style.setProperty("--paper-first-foot", isSigned ? "none" : foot);
      style.setProperty("--paper-first-number", isSigned ? "none" : NUMBER);
      if (!isSigned) dataset.footRuns = "";
    };
    const end = (): void => {
      delete document.documentElement.dataset.footRuns;
    };
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
    };
  }, []);
}
