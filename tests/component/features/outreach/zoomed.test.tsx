/**
 * The screens of outreach at 400 %, in the longest language: all of it in one column, nothing beside the window; and on
 * one that is merely small.
 */
import { screen } from "@testing-library/react";
import { expect, onTestFinished, test } from "vitest";
import { page } from "vitest/browser";
import { addDays } from "#shared/kernel/day.ts";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { DESK_DAY } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { AGREED, inHand, openCalls, readerOf } from "./open-calls.tsx";
import { openOutreach } from "./open-outreach.tsx";
import { openResultOf, PICTURE, roundOf } from "./open-result.tsx";

const WIDTHS = [341, 320];
const WILLING = Object.fromEntries(
  ["sms", "letter", "email", "wechat"].map((channel) => [`${channel}.event`, AGREED["phone.invite-back"]]),
);

/** As the window has it, which is what its narrow looks depend on. */
function asWindow(container: HTMLElement, height = 720): void {
  container.className = "window";
  container.style.height = `${height}px`;
}

async function besideWindow(container: HTMLElement, width: number): Promise<readonly string[]> {
  await page.viewport(width, 720);
  onTestFinished(() => page.viewport(1366, 768));
  return [...container.querySelectorAll("span, b, p, dd, li, h1, button, input, textarea")].flatMap((element) => {
    const { left, right, width: own } = element.getBoundingClientRect();
    const isOut = own > 0 && (left < -1 || right > width + 1) && element.closest(".vh") === null;
    return isOut ? [`${width}: “${(element.textContent ?? "").slice(0, 30)}” to ${Math.round(right)}`] : [];
  });
}

test("a call: name, number, what she agreed to, the sums, and the button that passes her over", async () => {
  const { container } = await openCalls({
    language: "en",
    prepare: ({ writer }) =>
      writer.run("test", [
        create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "mainland" }),
        edit("reader", readerOf(0), { category: "adult", birthDate: "1980-05-01", consents: WILLING }),
      ]),
  });
  asWindow(container);
  const name = await inHand("王小明");
  await screen.findByText("138 0000 1000");
  for (const width of WIDTHS) {
    expect(await besideWindow(container, width)).toEqual([]);
    // with how it is read behind it, not a letter below the other
    expect(name.getBoundingClientRect().height).toBeLessThan(100);
  }
});

test("a draft: its foot says what will be made, above the buttons", async () => {
  const { container } = await openOutreach({
    language: "en",
    path: "/outreach/o",
    more: [
      create("outreach", "o", {
        name: "Autumn",
        goal: "invite-back",
        source: { by: "list", name: "autumn", on: "2026-11-25" },
        listed: ["ann", "bo"],
        channels: ["phone", "sms"],
      }),
    ],
  });
  asWindow(container);
  await screen.findByText(/^Then: /);
  const foot = screen.getByRole("button", { name: /^Make the lists/ }).closest("footer");
  for (const width of WIDTHS) {
    expect(await besideWindow(container, width)).toEqual([]);
    expect(foot?.getBoundingClientRect().height).toBeLessThan(180);
  }
});

test("the list of all: no word and no number of it is cut, and each number has its word", async () => {
  const { container } = await openOutreach({
    language: "en",
    more: [
      create("outreach", "o", {
        name: "Readers who have not been seen lately, invited back in autumn",
        goal: "invite-back",
        source: { by: "list", name: "autumn", on: "2026-11-25" },
        listed: ["ann", "bo"],
        channels: ["phone"],
      }),
    ],
  });
  asWindow(container);
  const group = await screen.findByRole("button", { name: "To contact: 2 readers" });
  for (const width of WIDTHS) {
    expect(await besideWindow(container, width)).toEqual([]);
    const cut = [...container.querySelectorAll("tbody :is(th, td)")].filter((cell) => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return words.getBoundingClientRect().width > cell.getBoundingClientRect().width;
    });
    expect(cut.map(({ textContent }) => textContent)).toEqual([]);
    // its name has a line of its own
    const name = container.querySelector("tbody th")?.getBoundingClientRect().width;
    expect(name).toBeGreaterThan(width - 60);
    const cell = group.closest("td");
    expect(cell === null ? "" : getComputedStyle(cell, "::before").content).toContain("To contact");
  }
});

test("a call that does not fit: the keys move it, though she has no record and nothing open", async () => {
  const { container } = await openCalls();
  asWindow(container, 420);
  container.style.display = "grid";
  await inHand("王小明");
  await screen.findByText("138 0000 1000");
  await page.viewport(1024, 420);
  onTestFinished(() => page.viewport(1366, 768));
  const call = screen.getByRole("article");
  expect(call.scrollHeight).toBeGreaterThan(call.clientHeight);
  expect(await findAxeFaults(container)).toEqual([]);
});

test("a call on a zoomed screen: the name of its list stands in full beside a shorter bar", async () => {
  const called = "邀请近期少来的读者在秋天回馆看书听讲座";
  const { container } = await openCalls({ language: "en", outreach: { name: called } });
  asWindow(container);
  await page.viewport(1061, 614);
  onTestFinished(() => page.viewport(1366, 768));
  const name = await screen.findByRole("heading", { name: called });
  // to the part of a pixel: less is an ellipsis
  const text = document.createRange();
  text.selectNodeContents(name);
  expect(name.getBoundingClientRect().width).toBeGreaterThanOrEqual(text.getBoundingClientRect().width);
});

const MADE = addDays(DESK_DAY, -40);

test.each(["zh-CN", "zh-TW"] as const)(
  "a result in %s: each number is large enough to be pressed",
  async (language) => {
    const { container } = await openResultOf(roundOf(PICTURE, MADE), language);
    asWindow(container);
    await screen.findByRole("img");
    await page.viewport(320, 720);
    onTestFinished(() => page.viewport(1366, 768));
    expect(await findAxeFaults(container)).toEqual([]);
    // and ends where those of its column do that open nothing
    const endOf = (cell: Element): number => {
      const words = document.createRange();
      words.selectNodeContents(cell.querySelector("button, span") ?? cell);
      return Math.round(words.getBoundingClientRect().right);
    };
    for (const table of container.querySelectorAll("table")) {
      const ends = [...table.querySelectorAll("tr")].map((row) =>
        [...row.querySelectorAll(":is(tbody, tfoot) .nums")].filter(({ textContent }) => textContent !== "").map(endOf),
      );
      const [first = [], ...others] = ends.filter(({ length }) => length > 0);
      for (const other of others) if (other.length === first.length) expect(other).toEqual(first);
    }
  },
);

test("a result on the usual screen: its head says all of its days", async () => {
  const { container } = await openResultOf(roundOf(PICTURE, MADE), "en");
  asWindow(container);
  const said = await screen.findAllByText(/any use/);
  const [days] = said.filter((each) => each.closest(".page-head") !== null);
  // without what stands beside it
  await page.viewport(1290, 768);
  onTestFinished(() => page.viewport(1366, 768));
  expect(days?.clientWidth).toBeGreaterThan(0);
  expect(days?.scrollWidth).toBeLessThanOrEqual(days?.clientWidth ?? 0);
});
