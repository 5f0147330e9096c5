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
