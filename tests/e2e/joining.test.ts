/**
 * A third desk joins a library that has grown: it takes over the state of a colleague's computer and what came after
 * it, says so, and shows the same records; so does a desk whose browser has thrown its database away. It takes long,
 * as a checkpoint is made of more readers than a tail may have only, and two desks join one after the other.
 */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { countLive, deskIsOpen, foundLibrary, joinLibrary, logConfirmed, rowsOf } from "./desk-page.ts";
import { checkFile, type Picked, writeChecked } from "./import-page.ts";
import { photographFailure } from "./place.ts";
import { sync } from "./share-page.ts";

/** More than a tail may have. */
const READERS = 1_300;

let desks: Desk[] = [];
let pages: OpenedPage[] = [];
let folder: string;
let code: string;

const openDesk = async (): Promise<Page> => {
  const desk = await launchDesk({ asBuilt: true });
  desks.push(desk);
  const opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(60_000);
  pages.push(opened);
  return opened.page;
};

const pageAt = (index: number): Page => {
  const opened = pages[index];
  if (opened === undefined) throw new Error(`no desk ${index}`);
  return opened.page;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  const first = await openDesk();
  code = await foundLibrary(first);
  await first.keyboard.press("F9");
  await first.getByRole("dialog", { name: "共享文件夹" }).getByRole("textbox").fill(folder);
  await first.keyboard.press("Enter");
  await first.getByRole("alertdialog").getByRole("button", { name: "建立共享" }).click();
  await first.locator(".toast b", { hasText: "同步完成" }).waitFor();
});
afterAll(async () => {
  for (const page of pages) await page.close();
  for (const desk of desks) await desk.stop();
  await rm(folder, { recursive: true, force: true });
  desks = [];
  pages = [];
});
beforeEach(() => {
  for (const { page } of pages) photographFailure(page);
});

const manyReaders = (): Picked => {
  const rows = Array.from(
    { length: READERS },
    (_, index) => `${920_000_000_000 + index},钱${index},138${String(index).padStart(8, "0")}`,
  );
  return { name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(["读者证号,姓名,电话", ...rows].join("\r\n")) };
};

/** What the desk keeps of all its rows. */
const digestOf = async (page: Page): Promise<unknown> =>
  (await rowsOf(page, "meta")).find((row) => row.name === "digest")?.value;

test("a third desk takes over the state of the first, says from whom, and has what came later", async () => {
  const first = pageAt(0);
  await checkFile(first, manyReaders());
  expect(await writeChecked(first)).toBe(READERS);
  await sync(first, "同步完成");
  expect((await readdir(folder, { recursive: true })).some((name) => name.endsWith("manifest"))).toBe(true);

  const second = await openDesk();
  await joinLibrary(second, folder, code, "二楼");
  await sync(second, "同步完成");
  await logConfirmed(second, 1);
  await sync(second, "同步完成");

  const third = await openDesk();
  await joinLibrary(third, folder, code, "三楼");
  await sync(third, "同步完成");
  await third.getByRole("link", { name: /同步/ }).click();
  await third.getByText(/接手自 一楼服务台/).waitFor();
  expect(await countLive(third, "reader")).toBe(READERS);
  expect(await countLive(third, "interaction")).toBe(1);
  for (const page of [first, second, third, first, second]) await sync(page, /同步完成|已是最新/);
  const told = await digestOf(first);
  expect(told).toBeDefined();
  expect(await digestOf(second)).toEqual(told);
  expect(await digestOf(third)).toEqual(told);
});

test("a desk whose browser has thrown its database away begins with the state in its data folder, and has what followed with its next sync", async () => {
  const first = pageAt(0);
  const before = await digestOf(first);
  const rows = await countLive(first, "reader");
  const address = first.url();
  await first.evaluate(async () => {
    const databases = await indexedDB.databases();
    for (const { name } of databases) if (name !== undefined) indexedDB.deleteDatabase(name);
  });
  await first.goto(address);
  await first.reload();
  await deskIsOpen(first);
  expect(await countLive(first, "reader")).toBe(rows);
  await sync(first, /同步完成|已是最新/);
  expect(await digestOf(first)).toEqual(before);
});
