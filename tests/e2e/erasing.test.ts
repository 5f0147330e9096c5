/**
 * A reader is erased at one of two desks: nothing of her is left in either browser's database, and the desk says who
 * has erased her. It takes long, as the erasing goes to both desks and through what each has kept.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { type Desk, type OpenedPage, openPage } from "../support/launch.ts";
import { liveRows, logConfirmed, scanBox } from "./desk-page.ts";
import { launchFounded, launchNew } from "./founded.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { photographFailure } from "./place.ts";
import { eraseReader, shareFolder, sync } from "./share-page.ts";

const [NAME, CARD, PHONE] = ["金丝雀", "canary0417", "13904170417"] as const;

async function openDesk(launch: () => Promise<Desk>): Promise<OpenedPage> {
  const desk = await launch();
  const opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(30_000);
  photographFailure(opened.page);
  onTestFinished(async () => {
    await opened.close();
    await desk.stop();
  });
  return opened;
}

/** Names of the stores of the page's database in which something of her stands, log and kept index included. */
const storesWith = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    async (texts) => {
      const name =
        (await indexedDB.databases()).find((database) => database.name?.startsWith("reader-desk-"))?.name ?? "";
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const found: string[] = [];
      for (const store of db.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const request = db.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        // packed texts lie in typed arrays
        const plain = JSON.stringify(rows, (_, value) =>
          ArrayBuffer.isView(value)
            ? new TextDecoder("utf-8").decode(value) + new TextDecoder("utf-16le").decode(value)
            : value,
        );
        if (texts.some((text) => plain.includes(text))) found.push(store);
      }
      db.close();
      return found;
    },
    [NAME, CARD, PHONE],
  );

test("a reader who is erased at one desk is in no database of either, and the sync centre says that all have done it", async () => {
  const [first, second] = [await openDesk(launchFounded), await openDesk(launchNew)];
  const folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await shareFolder(first, second, folder);
  await checkFile(first.page, {
    name: "readers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名,手机\n${CARD},${NAME},${PHONE}\n0002,李强,13900000002\n`),
  });
  await writeChecked(first.page);
  for (const { page } of [first, second]) await sync(page, "同步完成");
  for (const { page } of [first, second]) await expect.poll(() => storesWith(page)).toContain("reader");

  await eraseReader(first.page, { card: CARD, name: NAME });
  // nobody of that name is served any more: what is logged now is nobody's, and stays
  await logConfirmed(first.page, 1);
  expect(await liveRows(first.page, "interaction")).toMatchObject([{ purpose: "directional" }]);
  expect((await liveRows(first.page, "interaction"))[0]).not.toHaveProperty("reader");
  await expect.poll(() => storesWith(first.page)).toEqual([]);
  await first.page.keyboard.press("Control+1");
  await scanBox(first.page).fill(CARD);
  await first.page.keyboard.press("Enter");
  await first.page
    .getByText(/没有|找不到|查无/)
    .first()
    .waitFor();

  for (const { page } of [first, second, first]) await sync(page, "同步完成");
  expect(await storesWith(second.page)).toEqual([]);
  expect(await storesWith(first.page)).toEqual([]);
  await first.page.getByRole("link", { name: /同步/ }).click();
  const section = first.page.getByRole("region", { name: /已清除的读者/ });
  await section.getByText(/所有电脑都已清除/).waitFor();
  // this window is no window of the desk's own, which could remove its files
  await section.getByText(/请在这个浏览器里删除本网址的网站数据/).waitFor();
  expect([...first.problems, ...second.problems]).toEqual([]);
});
