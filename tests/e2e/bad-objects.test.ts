/**
 * What may lie on a share that is no batch, no head and no marker of ours, between two desks as processes: what each of
 * them says, before and after its colleague has synced, and after somebody has acknowledged it.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { countLive, logConfirmed } from "./desk-page.ts";
import { photographFailure } from "./place.ts";
import { shareFolder, sync } from "./share-page.ts";

let desks: readonly Desk[];
let first: OpenedPage;
let second: OpenedPage;
let folder: string;
let written = 0;

beforeAll(async () => {
  desks = await Promise.all([1, 2].map(() => launchDesk({ asBuilt: true })));
  const [one, two] = await Promise.all(desks.map(({ address }) => openPage(address)));
  if (one === undefined || two === undefined) throw new Error("two desks");
  [first, second] = [one, two];
  for (const { page } of [first, second]) page.setDefaultTimeout(60_000);
  folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  await shareFolder(first, second, folder);
  for (const { page } of [second, first, second]) await sync(page, /同步完成|已是最新/);
});
afterAll(async () => {
  await Promise.all([first, second].map((opened) => opened.close()));
  await Promise.all(desks.map((desk) => desk.stop()));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const { page } of [first, second]) photographFailure(page);
});

const INCOMPLETE = "已同步，但不完整";

/** The batch that the second desk has just put there. */
async function newestOf(before: ReadonlySet<string>): Promise<string> {
  const fresh = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".batch") && !before.has(name));
  expect(fresh).toHaveLength(1);
  return join(folder, fresh[0] ?? "");
}

async function logAndSend(): Promise<string> {
  const before = new Set(await readdir(folder, { recursive: true }));
  await second.page.keyboard.press("Control+1");
  await logConfirmed(second.page, ++written);
  await sync(second.page, /^同步完成/);
  return newestOf(before);
}

async function acknowledgeAll({ page }: OpenedPage): Promise<void> {
  await page.getByRole("link", { name: /同步/ }).click();
  const open = page.locator(".sync-notice.alert-danger").getByRole("button", { name: "知道了" });
  await open.first().waitFor();
  for (let left = await open.count(); left > 0; left--) {
    await open.first().click();
    await expect.poll(() => open.count()).toBe(left - 1);
  }
}

const badge = ({ page }: OpenedPage): Promise<number> => page.getByRole("link", { name: /同步/ }).locator(".badge").count();

const SPOILERS: Readonly<Record<string, (path: string) => Promise<void>>> = {
  cut: (path) => truncate(path, 40),
  emptied: (path) => truncate(path, 0),
};

test.each(Object.entries(SPOILERS))("the newest batch is %s: the other desk names it, its owner puts it back with F9, and both go on", async (_, spoil) => {
  const newest = await logAndSend();
  const whole = await readFile(newest);
  await spoil(newest);
  await sync(first.page, INCOMPLETE);
  expect(await badge(first)).toBe(1);
  expect(await countLive(first.page, "interaction")).toBe(written - 1);
  await sync(second.page, INCOMPLETE);
  expect(Buffer.compare(await readFile(newest), whole)).toBe(0);
  await sync(first.page, /^同步完成/);
  expect(await countLive(first.page, "interaction")).toBe(written);
  // it is over, and stays told of until somebody has said that it is known
  expect(await badge(first)).toBe(1);
  for (const desk of [first, second]) await acknowledgeAll(desk);
  expect(await badge(first)).toBe(0);
});

test("the newest batch is replaced by a folder: its stream alone waits, its owner cannot put it back, and says so", async () => {
  const newest = await logAndSend();
  await rm(newest);
  await mkdir(newest);
  await sync(first.page, INCOMPLETE);
  await sync(second.page, INCOMPLETE);
  for (const desk of [first, second]) {
    await acknowledgeAll(desk);
    await desk.page.getByRole("group", { name: /的位置上是一个文件夹/ }).waitFor();
  }
  await sync(first.page, "同步完成，1 件已知");
  await sync(second.page, "同步完成，1 件已知");
  await rm(newest, { recursive: true });
  await sync(second.page, /^同步完成/);
  await sync(first.page, /^同步完成/);
  expect(await countLive(first.page, "interaction")).toBe(written);
});

test("an empty head that was forged is told of, accuses nobody, and is set aside", async () => {
  for (const { page } of [first, second, first, second]) await sync(page, /同步完成|已是最新/);
  const heads = join(folder, "heads");
  const [real = ""] = await readdir(heads);
  const forged = join(heads, `${real.slice(0, 16)}-000000ff-0123456789ab`);
  await writeFile(forged, "");
  for (const { page } of [first, second]) await sync(page, /同步完成|已是最新/);
  expect((await badge(first)) + (await badge(second))).toBe(0);
  // whose head it pretends to be knows better; at the other one it is told of
  for (const { page } of [first, second]) await page.getByRole("link", { name: /同步/ }).click();
  const notices = [first, second].map(({ page }) => page.getByRole("group", { name: /文件本身却取不到/ }));
  const counted = async (): Promise<number> => (await Promise.all(notices.map((notice) => notice.count()))).reduce((sum, count) => sum + count, 0);
  await expect.poll(counted).toBe(1);
  for (const notice of notices) if ((await notice.count()) === 1) await notice.getByRole("button", { name: "搁在一边" }).click();
  for (const { page } of [first, second]) await sync(page, /同步完成|已是最新/);
  for (const { page } of [first, second]) await page.getByRole("link", { name: /同步/ }).click();
  await first.page.getByRole("heading", { name: "上次同步" }).waitFor();
  await second.page.getByRole("heading", { name: "上次同步" }).waitFor();
  expect(await counted()).toBe(0);
  await rm(forged);
  for (const { page } of [first, second]) await sync(page, /同步完成|已是最新/);
  expect((await badge(first)) + (await badge(second))).toBe(0);
  expect(await countLive(first.page, "interaction")).toBe(written);
});

test("a second marker is named and stops nobody", async () => {
  const marker = join(folder, "reader-desk.library-zzzzzzzzzzzzzzzz");
  await writeFile(marker, "1");
  await second.page.keyboard.press("Control+1");
  await logConfirmed(second.page, ++written);
  await sync(second.page, INCOMPLETE);
  await sync(first.page, INCOMPLETE);
  expect(await countLive(first.page, "interaction")).toBe(written);
  await acknowledgeAll(first);
  await first.page.getByRole("group", { name: /另一个图书馆的标记/ }).waitFor();
  await rm(marker);
});

test("no page met an error", () => {
  expect([...first.problems, ...second.problems]).toEqual([]);
});
