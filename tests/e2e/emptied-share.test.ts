/**
 * The shared folder is emptied by somebody else while two desks are open: nothing is lost and nothing is written
 * unasked; one button, pressed twice, makes it what it was, byte for byte. It takes long, as both desks are opened,
 * joined and synced anew around each emptying.
 */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Desk, type OpenedPage, openPage } from "../support/launch.ts";
import { countLive, logConfirmed } from "./desk-page.ts";
import { launchFounded, launchNew } from "./founded.ts";
import { photographFailure } from "./place.ts";
import { shareFolder, sync } from "./share-page.ts";

const desks: Desk[] = [];
const pages: OpenedPage[] = [];
const folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));

afterAll(async () => {
  for (const page of pages) await page.close();
  for (const desk of desks) await desk.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const { page } of pages) photographFailure(page);
});

async function openDesk(launch: () => Promise<Desk>): Promise<OpenedPage> {
  const desk = await launch();
  desks.push(desk);
  const opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(60_000);
  pages.push(opened);
  return opened;
}

/** Every file by its name, with the hash of its bytes. */
async function filesOf(root: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const hashed = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [
      path.slice(root.length + 1),
      createHash("sha256")
        .update(await readFile(path))
        .digest("hex"),
    ] as const;
  });
  return new Map((await Promise.all(hashed)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A folder that is filled anew is another store: what was seen of the old one is not expected of it. */
const isOfStore = (name: string): boolean => name.startsWith("reader-desk.store-");
const withoutStore = (files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
  [...files].filter(([name]) => !isOfStore(name));

test("a share that is emptied while desks are open is rebuilt byte for byte by one button, and nothing is lost", async () => {
  const [first, second] = [await openDesk(launchFounded), await openDesk(launchNew)];
  await shareFolder(first, second, folder);
  await sync(second.page, "同步完成");
  await logConfirmed(first.page, 1);
  await logConfirmed(second.page, 2);
  for (const { page } of [first, second, first, second]) await sync(page, /同步完成|已是最新/);
  expect(await countLive(first.page, "interaction")).toBe(2);
  const before = await filesOf(folder);
  expect([...before.keys()].filter((name) => name.endsWith(".batch")).length).toBeGreaterThanOrEqual(2);

  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
  await sync(first.page, /^共享文件夹是空的/);
  expect(await readdir(folder)).toEqual([]);
  // work goes on meanwhile, at both
  expect(await countLive(first.page, "interaction")).toBe(2);
  expect(await countLive(second.page, "interaction")).toBe(2);

  await first.page.locator(".toast").getByRole("button", { name: "查看" }).click();
  const notice = first.page.getByRole("group", { name: /^共享文件夹是空的/ });
  await notice.waitFor();
  expect(await notice.getByRole("button").count()).toBe(1);
  await notice.getByRole("button").click();
  const question = first.page.getByRole("alertdialog");
  await question.waitFor();
  expect(await readdir(folder)).toEqual([]);
  await question.getByRole("button", { name: "建立共享" }).click();
  await first.page.locator(".toast b", { hasText: "同步完成" }).waitFor();
  const after = await filesOf(folder);
  expect(withoutStore(after)).toEqual(withoutStore(before));

  await logConfirmed(second.page, 3);
  await sync(second.page, "同步完成");
  await sync(first.page, "同步完成");
  for (const { page } of [first, second]) expect(await countLive(page, "interaction")).toBe(3);
});
