/** Letters and labels as PDF through the host in a browser window: its pages, its characters, and what is left of it. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressZone, ENVELOPE_WINDOWS } from "../../shared/outreach/paper/envelope-window.ts";
import { LABEL_LAYOUTS, labelPages } from "../../shared/outreach/paper/label-sheets.ts";
import { letterCode } from "../../shared/outreach/paper/letter-code.ts";
import { letterPages } from "../../shared/outreach/paper/letter-pages.ts";
import { A4, type PrintedPage } from "../../shared/outreach/paper/printed-sheet.ts";
import { sheetHtml } from "../../shared/outreach/paper/sheet-html.ts";
import { type Desk, launchDesk, openPage } from "../support/launch.ts";
import { browserIn } from "../support/own-window.ts";
import { readPdfFacts } from "../support/pdf-facts.ts";
import { hostCall } from "./host-call.ts";

let desk: Desk;
let bin = "";
const profile = (): string => join(desk.dataFolder, "printer-profile");

beforeAll(async () => {
  bin = await mkdtemp(join(tmpdir(), "reader-desk-bin-"));
  desk = await launchDesk({
    asBuilt: true,
    env: await browserIn(bin),
    fill: async (folder) => {
      // as a host leaves it that was killed while it printed
      await mkdir(join(folder, "printer-profile"));
      await writeFile(join(folder, "printer-profile", "left"), "a letter");
    },
  });
  await hostCall(desk, "lease.take", { page: "letters", force: true });
});
afterAll(async () => {
  await desk.stop();
  await rm(bin, { recursive: true });
});

const NAMES = [
  "王小明",
  "阿卜杜热合曼·阿卜杜热依木",
  "欧阳𠮷",
  "ئابدۇرېھىم",
  "<b>Mary</b> &amp; \u202EJane",
  "長".repeat(60),
];
const letters = Array.from({ length: 20 }, (_, at) => ({
  name: `${NAMES[at % NAMES.length] ?? ""} 收`,
  address: "江苏省苏州市城东区城东路 100 号\n\n幸福小区 12 幢 3 单元 501 室",
  code: letterCode(String(at)),
  subject: "欢迎回来",
  body: `${"我们很想再见到您。Come back soon, William! ".repeat(at * 5)}\n\n城东馆`,
  date: "2026年11月24日",
  no: at + 1,
  language: "zh-CN" as const,
}));
const zone = addressZone(ENVELOPE_WINDOWS["gb-dl"]);
const sender = { library: "城东区图书馆", contact: "城东路 1 号" };
const sheetOf = (pages: readonly PrintedPage[]) => ({ ...A4, title: "信", pages });

const print = async (pages: readonly PrintedPage[], page = "letters") => {
  const { bytes } = await hostCall(desk, "print.pdf", { page, job: "a run", sheet: sheetOf(pages) });
  const { $bytes } = bytes as { readonly $bytes: string }; // as the wire has bytes
  return readPdfFacts(Buffer.from($bytes, "base64"));
};

test("what a killed host has left is gone before anybody is served", () => expect(existsSync(profile())).toBe(false));

test("prints every page on A4 with every character, and leaves nothing behind", async () => {
  const before = (await readdir(desk.dataFolder)).sort();
  const pages = letters.flatMap((letter) => letterPages(letter, sender, zone, "zh-CN") ?? []);
  expect(pages.length).toBeGreaterThan(20);
  const facts = await print(pages);
  expect(facts).toEqual({ pages: pages.length, boxes: [[595, 842]], glyphs: facts.glyphs, missing: 0 });
  expect(facts.glyphs).toBeGreaterThan(2000);
  const labels = labelPages(letters, LABEL_LAYOUTS["3x8"], "zh-CN", 20);
  expect(await print(labels.pages)).toMatchObject({ pages: 2, missing: 0 });
  // no font has it: what tells so can tell
  expect(
    await print([{ language: "zh-CN", lines: [{ x: 20, y: 20, size: 11, text: "王\u{FFFFE}" }], bars: [] }]),
  ).toMatchObject({
    missing: 1,
  });
  await hostCall(desk, "print.end", { page: "letters", job: "a run" });
  expect((await readdir(desk.dataFolder)).sort()).toEqual(before);
});

test("a run that is given up ends in the middle of a file, and leaves nothing either", async () => {
  const pages = letters.flatMap((letter) => letterPages(letter, sender, zone, "zh-CN") ?? []);
  const many = Array.from({ length: 1000 }, (_, at) => pages[at % pages.length] ?? pages[0]).flatMap(
    (page) => page ?? [],
  );
  const printed = print(many);
  const given = expect(printed).rejects.toThrow("cancelled");
  await expect.poll(() => existsSync(profile())).toBe(true);
  await hostCall(desk, "print.end", { page: "letters", job: "a run" });
  await given;
  expect(existsSync(profile())).toBe(false);
});

test("prints for nobody but the page that holds the desk", async () => {
  await expect(print([{ language: "zh-CN" as const, lines: [], bars: [] }], "another")).rejects.toThrow("bad-request");
});

test("drawn, every line stays inside of its page, and of its label", async () => {
  const labels = labelPages(letters, LABEL_LAYOUTS["3x8"], "zh-CN").pages;
  const pages = letters.flatMap((letter) => letterPages(letter, sender, zone, "zh-CN") ?? []);
  const { page, close } = await openPage(desk.address);
  try {
    const paper = await page.context().newPage();
    await paper.setContent(sheetHtml(sheetOf([...labels, ...pages])));
    const over = await paper.evaluate(
      ([labelled, right]) => {
        const mm = 96 / 25.4;
        return [...document.querySelectorAll("section")].flatMap((section, no) => {
          const { left, top, right: end, bottom } = section.getBoundingClientRect();
          return [...section.querySelectorAll("p,svg")].flatMap((each) => {
            const box = each.getBoundingClientRect();
            // three labels of 63.5 and two gaps of 2.5, from 7.2 on
            const column = Math.floor(((box.left - left) / mm - 7.2) / 66);
            const edge = no < labelled ? left + (7.2 + column * 66 + 63.5) * mm : end - right * mm;
            const isOut = box.left < left || box.top < top || box.bottom > bottom + 0.5 || box.right > edge + 0.5;
            return isOut ? [`${no}: ${each.textContent ?? ""} ${box.right - edge}`] : [];
          });
        });
      },
      [labels.length, 19] as const,
    );
    expect(over).toEqual([]);
  } finally {
    await close();
  }
});
