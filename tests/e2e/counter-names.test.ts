/**
 * At a counter whoever stands before it, or looks over a shoulder, reads no full name of anybody who is not served: in
 * the text of the desk, in what hovering and screen readers say, of Today, its lists and whom the desk has served.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deskAtHand } from "./desk-at-hand.ts";
import { rowsOf, scanBox } from "./desk-page.ts";
import { scan } from "./keys.ts";

const atHand = deskAtHand(["--demo"], (page) => scanBox(page).waitFor({ timeout: 60_000 }));

/** Everything that the page says, to whom it may be: what is drawn, every attribute, and the tree of assistive tools. */
async function saidBy(page: Page): Promise<string> {
  const drawn = await page.evaluate(() =>
    [...document.querySelectorAll("body, body *")]
      .flatMap((element) => [
        ...[...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : "")),
        ...[...element.attributes].map(({ value }) => value),
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : "",
      ])
      .filter((text) => text !== "")
      .join("\n"),
  );
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const told = nodes.flatMap(({ name, description, value }) => [name, description, value].map((each) => each?.value));
  return [drawn, ...told].join("\n");
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly card: string;
}

async function readersOf(page: Page): Promise<readonly Named[]> {
  const staff = new Set((await rowsOf(page, "staff")).map(({ name }) => name));
  return (await rowsOf(page, "reader")).flatMap(({ id, name, card, gone }) =>
    // a colleague of the same name may be named
    typeof name === "string" && [...name].length > 1 && gone !== 1 && !staff.has(name)
      ? [{ id: String(id), name, card: String(card) }]
      : [],
  );
}

/** @param served whose names may be read */
async function namesIn(
  page: Page,
  readers: readonly Named[],
  served: readonly string[] = [],
): Promise<readonly string[]> {
  const said = await saidBy(page);
  return [...new Set(readers.map(({ name }) => name))].filter((name) => !served.includes(name) && said.includes(name));
}

test("Today, each of its rows and the list of whom was served name nobody in full", async () => {
  const { page } = atHand.opened;
  const readers = await readersOf(page);
  expect(readers.length).toBeGreaterThan(1000);
  await page.locator("main h2").first().waitFor();
  expect(await namesIn(page, readers)).toEqual([]);

  // one after another they are served, and go
  const [first, second] = readers.filter(({ card }) => /^\d{12}$/.test(card));
  if (first === undefined || second === undefined) throw new Error("nobody has a card");
  for (const { card, name } of [first, second]) {
    await scan(page, card, { gapMs: 5 });
    await page.getByRole("heading", { level: 1, name }).waitFor();
    expect(await namesIn(page, readers, [name])).toEqual([]);
    await page.keyboard.press("Alt+Digit1");
    await page.locator(".toast[data-tone=done]", { hasText: "已记录：指引" }).waitFor();
    expect(await namesIn(page, readers, [name])).toEqual([]);
    // words about her name her, also in the row of Today that they become
    await page.keyboard.press("F4");
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.insertText(`替${name}留一本 >今天`);
    await page.keyboard.press("Enter");
    await page.locator(".toast[data-tone=done]", { hasText: "已补记" }).waitFor();
  }
  await page.keyboard.press("Escape");
  await page.locator(".who").waitFor({ state: "detached" });
  await page.locator("main [data-row]", { hasText: "留一本" }).first().waitFor();
  expect(await namesIn(page, readers)).toEqual([]);

  // the reason stands on the row that has the keys, the name does not
  await page.keyboard.press("F6");
  const rows = new Set<string>();
  for (let at = await focused(page); !rows.has(at); at = await focused(page)) {
    rows.add(at);
    expect(await namesIn(page, readers)).toEqual([]);
    await page.keyboard.press("ArrowDown");
  }
  expect(rows.size).toBeGreaterThan(3);
});

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.outerHTML.slice(0, 400) ?? "");

test("an office desk names in full whom a counter does not", async () => {
  const { page } = atHand.opened;
  const readers = await readersOf(page);
  await page.keyboard.press("Control+,");
  await page.getByLabel("这台电脑放在").selectOption("office");
  await page.keyboard.press("Control+1");
  await page.locator("main h2").first().waitFor();
  await expect.poll(async () => (await namesIn(page, readers)).length).toBeGreaterThan(3);
});
