/**
 * The figures of a page: every number that stands by itself or ends a head or a door, where it leads, and how many rows stand where one has come
 * to. A figure is a door (a link, a button, a tab), or none of anything, or it says in the markup that nothing stands
 * behind it: `data-no-rows` on it or around it. A share, a change, an average or an interval may have its door beside
 * it, in the same line: the rows that it is of.
 */
import type { Page } from "playwright-core";

export interface Figure {
  readonly text: string;
  /** Rows that it promises; null where it is of rows that are counted beside it. */
  readonly count: number | null;
  /** Where it stands, for whoever reads what is wrong. */
  readonly place: string;
  /** By what it is called, among those that are called so; null where it is none. */
  readonly door: string | null;
  /** It chooses among what stands on the page, and is pressed once more to leave. */
  readonly isChoice: boolean;
  /** It leads to another screen. */
  readonly isLink: boolean;
  /** Nothing leads to its rows, and nothing says that there are none. */
  readonly isDeadEnd: boolean;
}

export interface Stand {
  /** Which screen, and which part of it. */
  readonly name: string;
  /** As the rail has it. */
  readonly module: string;
  /** The view that is chosen, where there are tabs of views. */
  readonly tab: string | null;
  readonly isBusy: boolean;
  /** In the list that stands there; null where there is none. */
  readonly rows: number | null;
  /** Numbers that the head of the list says. */
  readonly said: readonly number[];
  /** Of deeds: how many colleagues did them, none of whom is named. */
  readonly tookPart: number | null;
  /** What has the focus. */
  readonly focus: string;
  /** Its head says that Escape leads back. */
  readonly hasEscape: boolean;
}

interface Numbers {
  figures(except: string): readonly Figure[];
  stand(): Stand;
  element(door: string): HTMLElement | undefined;
}

declare global {
  interface Window {
    numbers: Numbers | undefined;
  }
}

/** Before a page is asked anything. */
export const readNumbers = (page: Page): Promise<void> => page.evaluate(bringNumbers);

/** @param except parts of the page whose figures are not asked */
export const figuresOf = (page: Page, except = ".none"): Promise<readonly Figure[]> =>
  page.evaluate((left) => window.numbers?.figures(left) ?? [], except);

export const standOf = (page: Page): Promise<Stand> =>
  page.evaluate(
    () =>
      window.numbers?.stand() ?? {
        name: "",
        module: "",
        tab: null,
        isBusy: true,
        rows: null,
        said: [],
        tookPart: null,
        focus: "",
        hasEscape: false,
      },
  );

/** Runs in the page. */
function bringNumbers(): void {
  const DOORS = "a[href], button:not([role=radio]):not([role=switch]), [role=tab]";
  /** What holds a value and not a figure: one line of a list, a head, a time, a number of a card or a telephone. */
  const NONE =
    "th, [role=columnheader], [role=row], [role=option], [role=gridcell], [role=dialog], time, kbd, svg, label, " +
    "input, select, textarea, script, style, .vh, .mono, [translate=no], [hidden], [inert], [aria-hidden=true], .print-only";
  const LINE = "tr, li, p, dl, [role=tab], section, .tile";
  const NUMBER = String.raw`[\d,]+(?:\.\d+)?`;
  const UNIT = "\\s?(?:位|条|件|人|次|项|份|组|天|分钟)?";
  const COUNT = new RegExp(`^[\\d,]+${UNIT}$`);
  const DERIVED = new RegExp(`^(?:[+−±-]?${NUMBER}%?${UNIT}|${NUMBER} / ${NUMBER})(?:（[^）]*）)?$`);
  /** "All 28", "Promised: 3": what a head or a door says before its number. */
  const LABELLED = new RegExp(`^[^\\d]{1,24}?([\\d,]+)${UNIT}$`);
  const NOTHING = /^[+−±-]?0(?:\.0)?%?(?: \/ [\d,]+)?(?:（[^）]*）)?\s?(?:位|条|件|人|次|项|份|组)?$/;
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  /** A door may be as wide as the line that it stands in. */
  const under = (element: Element): HTMLElement | null => {
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { left, top, width, height } = element.getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest<HTMLElement>(DOORS) ?? null;
  };
  const doors = (): readonly HTMLElement[] =>
    [...document.querySelectorAll<HTMLElement>(DOORS)].filter((door) => isSeen(door) && !door.matches(":disabled"));
  const asNumber = (text: string): number => Number(text.replaceAll(/[^\d.]/g, ""));
  /** What stands for a number on paper alone comes and goes while the page is there. */
  const words = (element: Element | null | undefined): string => {
    const onPaper = [...(element?.querySelectorAll(".print-only") ?? [])].map((each) => each.textContent);
    const all = onPaper.reduce((text, each) => text.replace(each, ""), element?.textContent ?? "");
    return all.replaceAll(/\s+/g, " ").trim().slice(0, 40);
  };
  const nameOf = (element: Element | null): string => {
    if (element === null || element === document.body) return "the page itself";
    const same = [...document.querySelectorAll(element.tagName)].filter(
      (other) =>
        other.getAttribute("aria-label") === element.getAttribute("aria-label") && words(other) === words(element),
    );
    const label = element.getAttribute("aria-label") ?? words(element);
    return `<${element.tagName.toLowerCase()}> “${label.slice(0, 60)}” ${same.indexOf(element) + 1}`;
  };
  const scopeNow = (): Element =>
    [...document.querySelectorAll("[role=dialog]")].findLast(isSeen) ??
    document.querySelector("main")?.closest(".stage") ??
    document.body;
  /** How many lines the list of the screen has, drawn or not. */
  const listed = (): number | null => {
    const list = [...scopeNow().querySelectorAll("[role=grid], [role=listbox]")].find(isSeen);
    // a tile whose lines lead further has the focus itself where one has come to see it
    const tile = document.activeElement?.matches("section.tile") === true ? document.activeElement : null;
    if (tile !== null) return tile.querySelectorAll("tbody .line-door").length;
    const rows = document.activeElement?.closest("section")?.querySelectorAll("[data-row]").length ?? 0;
    if (list === undefined && rows > 0) return rows;
    // of a reader's own things, which are few
    if (list === undefined) return document.querySelector("[role=tabpanel] ul.list")?.children.length ?? null;
    const rowCount = list.getAttribute("aria-rowcount");
    if (rowCount !== null) return Number(rowCount) - 1;
    const options = [...list.querySelectorAll("[role=option]")];
    return Number(options[0]?.getAttribute("aria-setsize") ?? options.length);
  };
  const saidByHead = (scope: Element): readonly number[] =>
    [...scope.querySelectorAll("header, .page-head, [aria-live], h1, h2, caption")]
      .filter(isSeen)
      .flatMap((part) => (part.textContent ?? "").match(/[\d,]+/g) ?? [])
      .map(asNumber);
  /** In the head of a part that has the rows themselves, or a door to as many. */
  const isHere = (element: Element, count: number): boolean => {
    const rows = listed();
    // a line may be more than one of what is counted: then the list says how many there are
    if (rows === count || (rows !== null && saidByHead(scopeNow()).includes(count))) return true;
    const head = element.closest("h1, h2, h3, header, .section-head, caption");
    const part = element.closest("section, .tile") ?? head?.parentElement;
    if (part == null) return false;
    const says = [...part.querySelectorAll(DOORS)].some((door) =>
      words(door.closest(".line-door") ?? door)
        .match(/[\d,]+/g)
        ?.map(asNumber)
        .includes(count),
    );
    if (head === null) return says;
    const lines = ["li", "tbody tr", "[role=option]", "[data-row]"].map((each) => part.querySelectorAll(each).length);
    return says || lines.includes(count);
  };
  const placeOf = (element: Element): string => {
    const line = element.closest("tr, li, p, dl") ?? element.parentElement;
    const around = element.closest("section, table, aside, nav, footer, .tile");
    const head = around?.querySelector("h2, h3, caption") ?? null;
    const label = around?.getAttribute("aria-label") ?? words(head);
    return `“${words(line)}”${label === "" ? "" : ` in “${label}”`}`;
  };

  window.numbers = {
    figures: (except) => {
      const found = new Map<Element, Figure>();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const element = node.parentElement;
        if (element === null || !/\d/.test(node.textContent ?? "")) continue;
        if (element.closest(`${NONE}, ${except}`) !== null || !isSeen(element)) continue;
        const text = (element.textContent ?? "").replaceAll(/\s+/g, " ").trim();
        const labelled = element.matches("h2, h3, a[href], .link, .link-button") ? LABELLED.exec(text)?.[1] : undefined;
        if ((labelled === undefined && !DERIVED.test(text)) || found.has(element)) continue;
        const isCount = labelled !== undefined || COUNT.test(text);
        const counted = asNumber(labelled ?? text);
        const around = element.closest<HTMLElement>(DOORS) ?? under(element);
        const own = around?.matches(":disabled") === true ? null : around;
        const besides = isCount ? null : element.closest(LINE)?.querySelector(DOORS);
        found.set(element, {
          text,
          count: isCount ? counted : null,
          place: placeOf(element),
          door: own === null ? null : nameOf(own),
          isChoice: own?.matches("[aria-pressed], [role=tab], button.tab, [aria-current=page]") === true,
          isLink: own?.matches("a[href]") === true,
          isDeadEnd:
            own === null &&
            besides == null &&
            !NOTHING.test(labelled ?? text) &&
            element.closest("[data-no-rows]") === null &&
            !(isCount && isHere(element, counted)),
        });
      }
      return [...found.values()];
    },
    stand: () => {
      const scope = scopeNow();
      const rows = listed();
      const chosen = [...scope.querySelectorAll("[aria-selected=true][role=tab], [aria-current=page]")].map((tab) =>
        words(tab).replaceAll(/[\d,]+/g, ""),
      );
      const chosenTab = scope.querySelector("[aria-selected=true][role=tab], button.tab[aria-current]");
      const tookPart = /([\d,]+) 位馆员参与/.exec(words(scope.querySelector(".page-head [aria-live]")))?.[1];
      const name = [words(scope.querySelector("h1, h2")).replaceAll(/[\d,]+/g, ""), ...chosen].join(" / ");
      return {
        name,
        tab: chosenTab == null ? null : nameOf(chosenTab),
        module: words(document.querySelector(".rail [aria-current=page]")).replaceAll(/[\d,]+/g, ""),
        isBusy:
          scope.querySelector("[aria-busy=true]") !== null || document.querySelector("main[aria-busy=true]") !== null,
        rows,
        said: saidByHead(scope),
        tookPart: tookPart === undefined ? null : asNumber(tookPart),
        focus: nameOf(document.activeElement),
        hasEscape: [...scope.querySelectorAll("header kbd")].some((key) => key.textContent === "Esc"),
      };
    },
    element: (door) => doors().find((each) => nameOf(each) === door),
  };
}
