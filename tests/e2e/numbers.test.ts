/**
 * Every number of the desk, the lists, the statistics, the reports, the last sync and the backups of the trial library opens its rows, as many as
 * it says, and is come back to; or it says that there are none. `npm test` draws a screen and every ninth of its
 * doors, a proof goes through all of them. It takes long, as each figure is opened and left as a person does.
 *
 * A number inside a sentence is asked where it is a door, and not where it is text: what a tile says of its own table
 * stands there as doors; a model's estimate, a trial of it, and what is short of a target are of nobody in particular;
 * cells of a form and figures left out of a brief are not rows, and are named beside their number; the brief itself is
 * drawn as its paper, and says on which page its rows open.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { proofCalls, proofDraw } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { deskAtHand } from "./desk-at-hand.ts";
import { backUp, scanBox } from "./desk-page.ts";
import { walkNumbers } from "./numbers-walk.ts";
import { prepareFolder } from "./share-page.ts";

const atHand = deskAtHand(["--demo"], (page) => scanBox(page).waitFor({ timeout: 60_000 }));

interface Place {
  readonly name: string;
  readonly open: (page: Page) => Promise<unknown>;
}

const byPalette = async (page: Page, command: string): Promise<void> => {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(command);
  await page.locator(".palette [role=option]").first().click();
};
const tabOf =
  (screen: string, tab: string, shown: string): Place["open"] =>
  async (page) => {
    await byPalette(page, screen);
    await page.locator("main").getByRole("link", { name: tab, exact: true }).click();
    await page.locator(shown).first().waitFor();
  };
const report = (tab: string, shown: string): Place["open"] => tabOf("统计报表", tab, shown);
const statistics = (tab: string): Place["open"] => tabOf("统计分析", tab, ".stats .tile");

const PLACES: readonly Place[] = [
  { name: "readers", open: (page) => page.keyboard.press("Control+2") },
  {
    name: "duplicates",
    open: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator('main a[href="/readers/duplicates"]').click();
      await page.getByRole("table").waitFor();
    },
  },
  { name: "opinions", open: (page) => page.keyboard.press("Control+3") },
  { name: "tasks", open: (page) => byPalette(page, "待办与承诺") },
  { name: "day log", open: (page) => byPalette(page, "工作日志") },
  {
    name: "today",
    open: async (page) => {
      await page.keyboard.press("Control+1");
      await page.locator("main [data-row]").first().waitFor();
    },
  },
  {
    name: "reader",
    open: async (page) => {
      await page.keyboard.press("Control+2");
      await page.locator(".grid-row").nth(2).dblclick();
      await page.locator("main [role=tab]").first().waitFor();
    },
  },
  {
    name: "handover",
    open: async (page) => {
      await byPalette(page, "交班本");
      await page.locator("main h2").first().waitFor();
    },
  },
  { name: "statistics: overview", open: statistics("五步总览") },
  { name: "statistics: readers", open: statistics("读者") },
  { name: "statistics: keep", open: statistics("留住") },
  {
    name: "outreach: result",
    open: async (page) => {
      await page.locator('nav a[href="/outreach"]').click();
      // the last one is at its end
      await page.locator("main table th button").last().click();
      await page.getByRole("button", { name: "结果" }).first().click();
      await page.locator(".stats .tile li").first().waitFor();
    },
  },
  { name: "report: sheet", open: report("指标", ".report-table") },
  { name: "report: work", open: report("工作量与办理", ".report-table") },
  { name: "report: branches", open: report("分馆比较", ".report-table") },
  { name: "report: audit", open: report("读者自查", ".report-table") },
  { name: "report: closing", open: report("月报定稿", ".report-typed") },
  {
    name: "sync",
    open: async (page) => {
      await prepareFolder(page, await temporaryFolder());
      await byPalette(page, "同步");
      await page.locator(".run").waitFor();
    },
  },
  { name: "backups", open: backUp },
  { name: "report: paper", open: report("馆长简报", ".report-paper") },
];

const { first, each } = proofCalls(9);

test.each(proofDraw(PLACES))("every number of $name opens its rows", { timeout: 400_000 }, async ({ open }) => {
  const { page } = atHand.opened;
  await open(page);
  const walked = await walkNumbers(page, (index) => (index + first) % each === 0 || index === 0);
  expect(walked.faults).toEqual([]);
  expect(walked.figures).toBeGreaterThan(0);
});
