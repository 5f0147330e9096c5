/** The walk by the keyboard itself: it finds each thing that a page can do wrong with its keys, and nothing on a good one. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenedPage, openPage } from "../support/launch.ts";
import { keyboardFaults } from "./keyboard-walk.ts";

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openPage("about:blank");
});
afterAll(() => opened.close());

const faultsOf = async (page: Page, body: string, script?: () => void): Promise<readonly string[]> => {
  await page.setContent(
    `<!doctype html><style>button { display: block } :focus-visible { outline: 2px solid blue }</style>
    <button>first</button>${body}<button>last</button>`,
  );
  if (script !== undefined) await page.evaluate(script);
  await page.getByRole("button", { name: "first" }).focus();
  return await keyboardFaults(page);
};

test("finds nothing on a page that is whole: fields, a day of several parts, radios of one choice, and a list with arrows", async () => {
  const faults = await faultsOf(
    opened.page,
    `<label><input type="radio" name="a"> a</label><label><input type="radio" name="a"> b</label><input><input type="datetime-local"><button disabled></button>
    <div role="listbox" tabindex="0"><div role="option" aria-selected="true">1</div><div role="option" aria-selected="false">2</div></div>`,
    () => {
      const list = document.querySelector("[role=listbox]");
      list?.addEventListener("keydown", () => {
        for (const option of list.children)
          option.setAttribute("aria-selected", String(option.getAttribute("aria-selected") === "false"));
      });
    },
  );
  expect(faults).toEqual([]);
});

test("ends the round where its first stop is gone, as the first rows of a long list are, and leaves out what has its key", async () => {
  const faults = await faultsOf(
    opened.page,
    `<div><button id="row">row</button></div><button tabindex="-1" aria-keyshortcuts="Alt+Delete">bin</button><button id="next">next</button>`,
    () =>
      document.querySelector("#next")?.addEventListener("focus", () => document.querySelector("#row")?.remove(), {
        once: true,
      }),
  );
  expect(faults).toEqual([]);
});

test.each([
  ["a button that Tab passes by", `<button tabindex="-1">x</button>`, [/^no key comes to <button> “x”/]],
  ["a stop without a ring", `<button style="outline: none">x</button>`, [/^nobody sees the focus on <button> “x”/]],
  [
    "a stop under something else",
    `<button style="position: fixed; top: 200px">x</button><div style="position: fixed; inset: 150px 0 0"></div>`,
    [/^<button> “x”.* is covered by <div>/],
  ],
  [
    "a stop out of sight",
    `<button style="position: absolute; left: -300px">x</button>`,
    [/^<button> “x”.* is out of sight/],
  ],
  ["a stop of no size", `<span tabindex="0"></span>`, [/^<span>.* has no box/]],
  [
    "a list in which no arrow moves",
    `<div role="listbox" tabindex="0"><div role="option">1</div><div role="option">2</div></div>`,
    [/^no arrow moves in <div> “12”/],
  ],
  [
    "a control in a group that no key enters",
    `<div role="toolbar"><button tabindex="-1">x</button></div>`,
    [/^no key comes to <button> “x”/],
  ],
])("finds %s", async (_, body, expected) => {
  expect(await faultsOf(opened.page, body)).toEqual(expected.map((fault) => expect.stringMatching(fault)));
});

test("finds a place that Tab does not leave", async () => {
  const faults = await faultsOf(opened.page, "<input>", () => {
    document.querySelector("input")?.addEventListener("keydown", (event) => event.preventDefault());
  });
  expect(faults).toEqual([expect.stringMatching(/^no key comes to <button> “last”/)]);
});

test("finds a focus that is lost on the way", async () => {
  const faults = await faultsOf(opened.page, "<button>x</button>", () => {
    const button = document.querySelectorAll("button")[1];
    button?.addEventListener("focus", () => button.blur());
  });
  expect(faults[0]).toBe("Tab does not come round: the page itself comes a second time");
});
