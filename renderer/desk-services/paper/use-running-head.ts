/**
 * What the second sheet of a paper and every further one bear at the head and at the foot: of which library, branch, time
 * and subject it is, and by whom and when it was printed. The style of the page takes it from the root.
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
/** @returns the line in the first of the places that there is */
const firstOf = (places: readonly string[]): string =>
  lineOf(places.map((place) => document.querySelector(place)).find((element) => element !== null));

export function useRunningHead(): void {
  useEffect(() => {
    const begin = (): void => {
      const { style } = document.documentElement;
      const head = [firstOf(HEADS), firstOf(SUBJECTS)].filter((part) => part !== "").join(" · ");
      style.setProperty("--paper-head", JSON.stringify(head));
      style.setProperty("--paper-foot", JSON.stringify(firstOf(FEET)));
    };
    addEventListener("beforeprint", begin);
    return () => removeEventListener("beforeprint", begin);
  }, []);
}
