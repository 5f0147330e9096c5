/** What a person has in hand: where the keys are, and on which line of which list, by the line's own words. */
import type { Page } from "playwright-core";

export interface Hand {
  /** Null where the keys are nowhere. */
  readonly focus: string | null;
  /** The longest of the words of the line in hand: they stay while its state changes; null where no list has the keys. */
  readonly item: string | null;
  /** Of the line below it, which has its place once it is gone; of the one above where it is the last. */
  readonly next: string | null;
  /** All words of the line in hand. */
  readonly words: string;
  readonly isAsked: boolean;
}

export const handOf = (page: Page): Promise<Hand> => page.evaluate(readHand);

/** Runs in the page. */
function readHand(): Hand {
  const active = document.activeElement;
  const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true });
  const isAsked = [...document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]")].some(isSeen);
  const isNowhere = active === null || active === document.body || active === document.documentElement;
  const nameOf = (row: Element | null | undefined): string | null => {
    if (row == null) return null;
    // what was done with it may be said at greater length than what it is called
    const id = row.getAttribute("data-row");
    if (id !== null) return id;
    const texts: string[] = [];
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      texts.push((node.nodeValue ?? "").trim());
    // by when, which changes with what is done
    const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d/.test(text);
    return texts.toSorted((a, b) => Number(isDay(a)) - Number(isDay(b)) || b.length - a.length)[0] ?? null;
  };
  const LINES = "[data-row], [role=grid] [aria-rowindex]:not(.grid-head), [role=option]";
  const pointed = document.getElementById(active?.getAttribute("aria-activedescendant") ?? "");
  const row = pointed?.closest(LINES) ?? active?.closest(LINES);
  const list = row?.closest("[role=grid], [role=listbox], main");
  const lines = list == null ? [] : [...list.querySelectorAll(LINES)];
  const at = row == null ? -1 : lines.indexOf(row);
  return {
    focus: isNowhere
      ? null
      : `<${active.tagName.toLowerCase()}> ${active.getAttribute("aria-label") ?? active.textContent.slice(0, 30)}`,
    item: nameOf(row),
    next: at === -1 ? null : nameOf(lines[at + 1] ?? lines[at - 1]),
    words: `${row?.getAttribute("data-row") ?? ""} ${row?.textContent ?? ""}`,
    isAsked,
  };
}
