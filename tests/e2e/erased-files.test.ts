/**
 * Whoever was erased stands in no file of this computer once the desk has been started again: its browser's profile
 * and its data folder, whole. It takes long, mostly waiting: the desk closes its own window, opens another profile and
 * starts again, and nothing less shows what is left on the disk.
 */
import type { Page } from "playwright-core";
import { expect, onTestFailed, onTestFinished, test } from "vitest";
import { freePort, openPage } from "../support/launch.ts";
import { findInFiles } from "../support/profile-search.ts";
import { proofScale } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { foundLibrary, logConfirmed } from "./desk-page.ts";
import { launchFounded } from "./founded.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { openedDesk, ownWindow, startWithWindow } from "./own-window.ts";
import { eraseReader, openReader, shareFolder, sync } from "./share-page.ts";

const READERS = proofScale(300, 100_000);
const RESTARTS = proofScale(1, 3);

/** Texts that stand nowhere else. */
const ERASED = [1, 2, 3].map((no) => ({ card: `CANARY-${no}-0417`, name: `金丝雀${no}号`, phone: `1390417000${no}` }));
/** Of an import that is taken back. */
const UNDONE = [4, 5].map((no) => ({ card: `CANARY-${no}-0417`, name: `误导入${no}号`, phone: `1390417000${no}` }));
const MISTAKEN = "mistaken.csv";

/** On the sheet of what was written. */
async function eraseUndone(page: Page): Promise<void> {
  await page.getByRole("button", { name: `撤销本次导入 ${MISTAKEN}` }).click();
  await page.getByRole("button", { name: "撤销导入" }).click();
  await page.locator(".toast", { hasText: "导入已撤销" }).waitFor();
  await page.getByRole("button", { name: `清除残留… ${MISTAKEN}` }).click();
  const dialog = page.getByRole("dialog", { name: `清除“${MISTAKEN}”留下的读者资料` });
  await dialog.getByRole("textbox").fill(MISTAKEN);
  await dialog.getByRole("button", { name: "全部清除" }).click();
  await page.locator(".toast", { hasText: "已清除 2 位读者" }).waitFor();
}

test(`three of ${READERS} readers are erased, and two of an import that is taken back: after ${RESTARTS} starts they stand in no file`, {
  timeout: proofScale(240_000, 3_000_000),
}, async () => {
  const place = { folder: await temporaryFolder(), port: await freePort() };
  let desk = await startWithWindow(place);
  onTestFailed(() => console.log(desk.output()));
  let window = await ownWindow(desk);
  await foundLibrary(window.page);
  const rows = Array.from(
    { length: READERS - ERASED.length },
    (_, index) => `R${String(index).padStart(7, "0")},读者${index},139${String(index).padStart(8, "0")}`,
  );
  for (const [index, { card, name, phone }] of ERASED.entries())
    rows.splice(Math.floor((rows.length * (index + 1)) / 4), 0, `${card},${name},${phone}`);
  await checkFile(window.page, {
    name: "readers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名,手机\n${rows.join("\n")}\n`),
  });
  await writeChecked(window.page, proofScale(60_000, 600_000));
  await checkFile(window.page, {
    name: MISTAKEN,
    mimeType: "text/csv",
    buffer: Buffer.from(
      `读者证号,姓名,手机\n${UNDONE.map(({ card, name, phone }) => `${card},${name},${phone}`).join("\n")}\n`,
    ),
  });
  // a backup of all comes first
  await writeChecked(window.page, proofScale(60_000, 600_000));
  const texts = [...ERASED, ...UNDONE].flatMap(({ card, name, phone }) => [card, name, phone]);
  const stood = await findInFiles(place.folder, texts);
  // else the search is blind
  for (const text of texts) expect(stood.filter((found) => found.text === text).length, text).toBeGreaterThan(0);
  await eraseUndone(window.page);
  for (const reader of ERASED) await eraseReader(window.page, reader);
  await window.page.getByRole("link", { name: /同步/ }).click();
  await window.page
    .getByRole("region", { name: /已清除的读者/ })
    .getByText(/下次启动读者台时在这里删除/)
    .waitFor();

  for (let start = 0; start < RESTARTS; start++) {
    await window.letGo();
    await desk.stop();
    desk = await startWithWindow(place);
    window = await openedDesk(desk, proofScale(60_000, 600_000));
  }
  await window.page.getByRole("link", { name: /同步/ }).click();
  await window.page.getByRole("region", { name: /已清除的读者/ }).waitFor();
  expect(await window.page.getByText(/下次启动读者台时在这里删除/).count()).toBe(0);
  await window.letGo();
  await desk.stop();
  const left = await findInFiles(place.folder, texts);
  expect(left).toEqual([]);
});

test(`whoever is erased at another desk stands in no file here either, after ${RESTARTS} starts behind the exchange that brought it`, {
  timeout: 240_000,
}, async () => {
  const place = { folder: await temporaryFolder(), port: await freePort() };
  const elsewhere = await launchFounded();
  const first = await openPage(elsewhere.address);
  first.page.setDefaultTimeout(30_000);
  onTestFinished(async () => {
    await first.close();
    await elsewhere.stop();
  });
  let desk = await startWithWindow(place);
  onTestFailed(() => console.log(desk.output()));
  let window = await ownWindow(desk);
  await shareFolder(first, window, await temporaryFolder());
  const rows = Array.from(
    { length: 300 },
    (_, index) => `R${String(index).padStart(7, "0")},读者${index},139${String(index).padStart(8, "0")}`,
  );
  for (const [index, { card, name, phone }] of ERASED.entries())
    rows.splice(70 * (index + 1), 0, `${card},${name},${phone}`);
  await checkFile(first.page, {
    name: "readers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`读者证号,姓名,手机\n${rows.join("\n")}\n`),
  });
  await writeChecked(first.page);
  for (const page of [first.page, window.page]) await sync(page, "同步完成");
  // served here, so that more of her than her record stands here
  await openReader(window.page, ERASED[0]?.card ?? "");
  await window.page.keyboard.press("Control+1");
  await logConfirmed(window.page, 1);
  const texts = ERASED.flatMap(({ card, name, phone }) => [card, name, phone]);
  const stood = await findInFiles(place.folder, texts);
  // else the search is blind
  for (const text of texts) expect(stood.filter((found) => found.text === text).length, text).toBeGreaterThan(0);

  for (const page of [window.page, first.page]) await sync(page, "同步完成");
  for (const reader of ERASED) await eraseReader(first.page, reader);
  for (const page of [first.page, window.page]) await sync(page, "同步完成");
  for (let start = 0; start < RESTARTS; start++) {
    await window.letGo();
    await desk.stop();
    desk = await startWithWindow(place);
    window = await openedDesk(desk, 60_000);
  }
  await window.letGo();
  await desk.stop();
  expect(await findInFiles(place.folder, texts)).toEqual([]);
});
