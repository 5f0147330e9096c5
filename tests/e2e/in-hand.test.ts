/**
 * A day by script over desk, Today, readers, tasks, opinions, day log and duplicates: after every act the keys are
 * somewhere, no question is left open, and the line in hand is the same as before or, where the act has taken it away,
 * the next. It takes long, as sixty acts are waited for; of the lists `npm test` draws three of five.
 */
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { proofDraw, proofScale } from "../support/proof-scale.ts";
import { deskAtHand } from "./desk-at-hand.ts";
import { rowsOf, scanBox } from "./desk-page.ts";
import { type Hand, handOf } from "./hand-page.ts";
import { scan } from "./keys.ts";

const atHand = deskAtHand(["--demo"], (page) => scanBox(page).waitFor({ timeout: 60_000 }));

/** A key, or text that is typed into what has the keys by then, or one that is waited for. */
type Step = string | { readonly type: string } | { readonly wait: string };
interface Deed {
  readonly does: string;
  readonly steps: readonly Step[];
  /** It goes on to another line by itself. */
  readonly moves?: boolean;
}

const ASKED = "[role=dialog]:visible";
const picked = (key: string): readonly Step[] => [key, { wait: ASKED }, "ArrowDown", "Enter"];
const moved = (key: string): Deed => ({ does: `moves by ${key}`, steps: [key], moves: true });
const undone: Deed = { does: "takes it back", steps: ["Control+z"], moves: true };

const LISTS: readonly {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
  readonly deeds: readonly Deed[];
}[] = [
  {
    name: "the reader list",
    open: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator(".grid-row").first().waitFor();
      await page.getByRole("grid").focus();
    },
    deeds: [
      moved("ArrowDown"),
      { does: "selects", steps: ["x"] },
      moved("ArrowDown"),
      { does: "selects on", steps: ["Shift+ArrowDown"], moves: true },
      { does: "gives a tag", steps: ["l", { wait: ASKED }, { type: "常客" }, "Enter"] },
      undone,
      { does: "gives tasks", steps: ["t", { wait: ASKED }, { type: "问候" }, "Control+Enter"] },
      undone,
      { does: "asks for the owner and leaves it", steps: ["a", { wait: ASKED }, "Escape"] },
      { does: "lets go", steps: ["Escape"] },
      { does: "a task for one", steps: ["t", { wait: ASKED }, { type: "回电" }, "Control+Enter"] },
      undone,
      {
        does: "opens and comes back",
        steps: ["Enter", { wait: ".reader-head, [role=tablist]" }, "Alt+ArrowLeft", { wait: ".grid-row" }],
      },
    ],
  },
  {
    name: "tasks",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill("待办与承诺");
      await page.locator(".palette [role=option]").first().click();
      await page.locator("button.tab").nth(3).click();
      await page.locator(".grid-row").first().waitFor();
      await page.getByRole("grid").focus();
    },
    deeds: [
      moved("ArrowDown"),
      { does: "finishes", steps: ["Space"] },
      undone,
      { does: "gives to a colleague", steps: picked("a") },
      undone,
      { does: "opens and leaves", steps: ["F2", { wait: ASKED }, "Escape"] },
      moved("ArrowDown"),
      { does: "finishes the next", steps: ["Space"] },
      { does: "and one more", steps: ["Space"] },
      undone,
      undone,
      {
        does: "writes a new one",
        steps: ["Control+n", { wait: ASKED }, { type: "补书标" }, "Control+Enter"],
        moves: true,
      },
      undone,
    ],
  },
  {
    name: "opinions",
    open: async (page) => {
      await page.keyboard.press("Control+3");
      await page.locator("button.tab").last().click();
      await page.getByRole("option").first().waitFor();
      await page.getByRole("listbox").first().focus();
    },
    deeds: [
      moved("ArrowDown"),
      { does: "priority", steps: picked("p") },
      undone,
      { does: "a colleague", steps: picked("a") },
      undone,
      { does: "a tag", steps: ["l", { wait: ASKED }, "Escape"] },
      { does: "due", steps: picked("d") },
      undone,
      { does: "later", steps: picked("h") },
      undone,
      { does: "a department", steps: picked("g") },
      undone,
      { does: "selects", steps: ["x"] },
      { does: "lets go", steps: ["Escape"] },
      { does: "a task", steps: ["n", { wait: ASKED }, { type: "问后勤" }, "Control+Enter"] },
      undone,
      { does: "a type", steps: picked("t") },
      undone,
    ],
  },
  {
    name: "the day log",
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill("工作日志");
      await page.locator(".palette [role=option]").first().click();
      for (let back = 0; back < 7 && (await page.locator("main [role=grid]").count()) === 0; back++) {
        await page.keyboard.press("[");
        await page.locator("main [role=grid], main .empty").first().waitFor();
      }
      await page.getByRole("grid").focus();
    },
    deeds: [
      moved("ArrowDown"),
      { does: "opens its form and leaves it", steps: ["F2", { wait: "main form" }, "Escape"] },
      { does: "removes", steps: ["Delete"] },
      undone,
      moved("ArrowDown"),
      { does: "removes the next", steps: ["Delete"] },
      { does: "and one more", steps: ["Delete"] },
      undone,
      undone,
    ],
  },
  {
    name: "duplicates",
    open: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator('main a[href="/readers/duplicates"]').click();
      await page.getByRole("listbox").waitFor();
      await page.getByRole("listbox").focus();
    },
    deeds: [
      moved("ArrowDown"),
      moved("ArrowUp"),
      moved("End"),
      moved("Home"),
      { does: "puts off", steps: ["h"] },
      { does: "says they are two", steps: ["n"] },
      undone,
      { does: "takes all of the left", steps: ["Control+ArrowLeft"] },
    ],
  },
];

let acts = 0;

test.each(proofDraw(LISTS, { count: 3 }))(
  "in $name the item in hand stays in hand",
  { timeout: 240_000 },
  async ({ open, deeds }) => {
    const { page } = atHand.opened;
    await open(page);
    await expect.poll(async () => (await handOf(page)).item).not.toBeNull();
    const faults: string[] = [];
    for (const deed of deeds) faults.push(...(await faultsOf(page, deed)));
    expect(faults).toEqual([]);
  },
);

test("Today keeps the row in hand, and the desk the scan box", { timeout: 240_000 }, async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+1");
  // whose page was opened before stands there until she has gone
  await page.keyboard.press("F3");
  await page.keyboard.press("Escape");
  await page.locator("[data-row]").first().waitFor();
  const faults: string[] = [];
  await page.keyboard.press("F6");
  await expect.poll(async () => (await handOf(page)).item).not.toBeNull();
  for (const deed of [
    moved("ArrowDown"),
    { does: "later", steps: ["h"] },
    undone,
    { does: "finishes", steps: ["e"] },
    undone,
  ] satisfies readonly Deed[])
    faults.push(...(await faultsOf(page, deed)));
  // to the contacts
  for (let row = 0; row < 8; row++) await page.keyboard.press("ArrowDown");
  for (const deed of [
    { does: "reached", steps: ["1"] },
    undone,
    { does: "no answer", steps: ["2"] },
    undone,
    { does: "later", steps: ["h"] },
    undone,
  ] satisfies readonly Deed[])
    faults.push(...(await faultsOf(page, deed)));
  expect(faults).toEqual([]);

  const [her] = (await rowsOf(page, "reader")).filter(({ card }) => /^\d{12}$/.test(String(card)));
  await page.keyboard.press("F3");
  await scan(page, String(her?.card), { gapMs: 5 });
  const head = page.getByRole("heading", { level: 1, name: String(her?.name) });
  await head.waitFor();
  for (const steps of [
    ["Alt+Digit1"],
    ["Alt+Digit2"],
    ["F4", { type: "问了开放时间" }, "Enter"],
    ["Control+z"],
    ["Control+z"],
    ["Alt+Digit7", { wait: ASKED }, { type: "空调太冷" }, "Control+Enter"],
    ["F12"],
    ["Alt+Digit3"],
    ["Alt+Minus"],
    ["Alt+Digit1"],
  ] satisfies readonly (readonly Step[])[]) {
    faults.push(...(await faultsOf(page, { does: `desk: ${JSON.stringify(steps)}`, steps, moves: true })));
    await head.waitFor();
  }
  expect(faults).toEqual([]);
});

afterAll(() => expect(acts).toBeGreaterThanOrEqual(proofScale(40, 60)));

async function faultsOf(page: Page, { does, steps, moves = false }: Deed): Promise<readonly string[]> {
  const before = await handOf(page);
  for (const step of steps) {
    if (typeof step === "string") await page.keyboard.press(step);
    else if ("type" in step) await page.keyboard.insertText(step.type);
    else await page.locator(step.wait).first().waitFor();
  }
  acts++;
  const fits = ({ focus, item, words, isAsked }: Hand): boolean =>
    focus !== null &&
    !isAsked &&
    (before.item === null ||
      (moves ? item !== null : words.includes(before.item) || (before.next !== null && words.includes(before.next))));
  let after = await handOf(page);
  for (let tries = 0; !fits(after) && tries < 200; tries++) {
    await page.waitForTimeout(50);
    after = await handOf(page);
  }
  if (fits(after)) return [];
  const held = after.isAsked ? "a question stands open" : `in hand is “${after.item}”, the keys are on ${after.focus}`;
  // what stands open is closed, so that one fault is told once
  if (after.isAsked) await page.keyboard.press("Escape");
  return [`${does}: ${held}; before “${before.item}”, next “${before.next}”`];
}
