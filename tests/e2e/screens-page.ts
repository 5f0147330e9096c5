/** What can be wrong with a screen as it stands: for axe, in its layout, in its words. Answers are short lines. */

import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type axe from "axe-core";
import type { Page } from "playwright-core";

export type Words = Readonly<Record<string, string>>;

const CATALOGUES = "renderer/i18n/messages";
const TAGS = { type: "tag" as const, values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };
/** Only faults are told of: to describe what is right takes half the time. */
const QUICK = { resultTypes: ["violations" as const], preload: false };
const RULES = {
  all: { ...QUICK, runOnly: TAGS },
  structure: {
    ...QUICK,
    runOnly: TAGS,
    rules: { "color-contrast": { enabled: false }, "link-in-text-block": { enabled: false } },
  },
  /**
   * What other words can change in a structure that was asked in one language: that everything has a name, and how
   * large it is.
   */
  words: {
    ...QUICK,
    runOnly: {
      type: "rule" as const,
      values: [
        ...[
          "button-name",
          "link-name",
          "label",
          "select-name",
          "image-alt",
          "input-button-name",
          "summary-name",
          "role-img-alt",
          "svg-img-alt",
        ],
        ...[
          "aria-command-name",
          "aria-input-field-name",
          "aria-tab-name",
          "aria-meter-name",
          "aria-progressbar-name",
          "aria-toggle-field-name",
          "aria-tooltip-name",
        ],
        ...[
          "document-title",
          "html-has-lang",
          "html-lang-valid",
          "valid-lang",
          "scrollable-region-focusable",
          "target-size",
        ],
      ],
    },
  },
  colours: { ...QUICK, runOnly: { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] } },
};

/** All messages of a language, as they stand in the catalogues. */
export async function wordsOf(locale: string): Promise<Words> {
  const files = await readdir(`${CATALOGUES}/${locale}`);
  const texts = await Promise.all(files.map((file) => readFile(`${CATALOGUES}/${locale}/${file}`, "utf8")));
  return Object.assign({}, ...texts.map((text) => JSON.parse(text)));
}

/** Once per page; through the debugger, as the policy lets no script in. */
export async function bringAxe(page: Page): Promise<void> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
}

export async function axeFaults(page: Page, rules: keyof typeof RULES): Promise<readonly string[]> {
  return await page.evaluate(async (options) => {
    const { violations } = await (Reflect.get(globalThis, "axe") as typeof axe).run(document, options); // put there by bringAxe
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id}: ${target.join(" ")} ${(failureSummary ?? "").replaceAll(/\s+/g, " ").slice(0, 160)}`,
      ),
    );
  }, RULES[rules]);
}

/** What is wider than its place. Text that may be shortened with an ellipsis says so by its class `clip`. */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() => {
    const faults: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > window.innerWidth)
      faults.push(`the page is ${root.scrollWidth} wide in ${window.innerWidth}`);
    const status = document.querySelector(".status");
    if (status !== null && status.scrollWidth > status.clientWidth)
      faults.push(`the status bar is ${status.scrollWidth} wide in ${status.clientWidth}`);
    for (const element of document.querySelectorAll<HTMLElement>(
      "button, [role=tab], .tab, .pill, h1, h2, h3, kbd, legend, th, td, [role=columnheader], .chip, label, .steps li",
    )) {
      if (
        element.closest(".clip, .vh, [hidden], [inert]") !== null ||
        element.querySelector(".clip") !== null ||
        element.clientWidth === 0
      )
        continue;
      if (element.scrollWidth > element.clientWidth + 1)
        faults.push(
          `cut: <${element.tagName.toLowerCase()}> “${element.textContent.slice(0, 40)}” ${element.scrollWidth} in ${element.clientWidth}`,
        );
    }
    return faults;
  });
}

/**
 * In a window as narrow as a zoomed one: what runs out of it sideways, heads of columns whose letters stand below each
 * other, and lists that draw more than is in sight. What is wider than the page and moves by itself, as a wide table
 * does, is none.
 */
export async function narrowFaults(page: Page): Promise<readonly string[]> {
  return await page.evaluate((mostRows) => {
    const faults: string[] = [];
    const own = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        // the frame and the page are what must not move
        if (at.matches("body, .window, .window-inner, .app, .stage, main, .work, .report, .dialog, .dialog-body"))
          return false;
        if (overflowX !== "visible") return true;
      }
      return false;
    };
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (element.closest(".vh, [hidden], [inert], .skip, .print-only") !== null) continue;
      const { right, width, left, height } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || (right <= window.innerWidth + 1 && left >= -1) || own(element)) continue;
      if (getComputedStyle(element).visibility === "hidden") continue;
      const { className, tagName } = element;
      const name = `<${tagName.toLowerCase()} ${typeof className === "string" ? className : ""}>`;
      faults.push(
        `sideways: ${name} “${element.textContent.slice(0, 30)}” to ${Math.round(right)} of ${window.innerWidth}`,
      );
      if (faults.length >= 4) break;
    }
    for (const head of document.querySelectorAll("main th")) {
      const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
      for (let at = texts.nextNode(); at !== null; at = texts.nextNode()) {
        const words = (at.nodeValue ?? "").trim();
        if (at.parentElement?.closest(".vh") != null || !/^[A-Za-z][A-Za-z’, ]*$/.test(words)) continue;
        const text = document.createRange();
        text.selectNodeContents(at);
        const lines = new Set(Array.from(text.getClientRects(), ({ top }) => Math.round(top))).size;
        if (lines > words.split(/\s+/).length) faults.push(`broken: <th> “${words}” in ${lines} lines`);
      }
    }
    for (const list of document.querySelectorAll("[role=grid], [role=listbox].virtual-list")) {
      const drawn = list.querySelectorAll("[role=row], [role=option]").length;
      if (drawn > mostRows) faults.push(`a list draws ${drawn} rows`);
    }
    return faults;
  }, MOST_ROWS);
}

/** A window of 341 × 720 shows no more of the lowest ones, with what is drawn ahead. */
const MOST_ROWS = 60;

/** Where the keys go, and whether a person whose computer has its own few colours sees where that is. */
export async function focusFaults(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: "active" });
  const faults = await page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return ["the focus is on the body"];
    if (!at.matches(":focus-visible")) return [];
    // of a list or a field with a list the line that is meant is marked
    const marked = [at, ...at.querySelectorAll("[data-active], [data-active] *, [aria-selected=true]")];
    const isSeen = marked.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    const isDialog = at.matches("[role=dialog], [role=alertdialog]");
    return isSeen || isDialog ? [] : [`nobody sees the focus on <${at.tagName.toLowerCase()} ${at.className}>`];
  });
  await page.emulateMedia({ forcedColors: "none" });
  return faults;
}

/**
 * Message ids where words should be, and placeholders that nothing filled: but for what is marked as to be typed so,
 * the fields of a template.
 */
export async function wordFaults(page: Page, words: Words): Promise<readonly string[]> {
  const shown = await page.evaluate(() => [
    [...document.querySelectorAll<HTMLElement>("[translate=no]")].reduce(
      // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
      (text, { innerText }) => text.replace(innerText, ""),
      // biome-ignore lint/performance/useDomNodeTextContent: only what is laid out counts
      document.body.innerText,
    ),
    ...[...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((element) =>
      ["aria-label", "title", "placeholder"].map((name) => element.getAttribute(name) ?? ""),
    ),
  ]);
  const text = shown.join("\n");
  const ids = (text.match(/\b[a-z]+(?:-[a-z]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*\b/g) ?? []).filter((word) =>
    Object.hasOwn(words, word),
  );
  return [
    ...ids.map((id) => `not translated: ${id}`),
    ...(text.match(/\{\w+[,}]/g) ?? []).map((place) => `not filled: ${place}`),
  ];
}
