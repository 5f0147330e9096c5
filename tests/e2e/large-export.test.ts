/**
 * Readers whose file is larger than one call to the host may carry are given out by the browser window: as CSV and as a
 * workbook. In `npm test` few readers with long notes make it so large; the long run takes 150,000 of the usual size.
 */
import { open, stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Download, Page } from "playwright-core";
import { expect, test } from "vitest";
import { proofScale } from "../support/proof-scale.ts";
import { foundedAtHand } from "./desk-at-hand.ts";

const READERS = proofScale(1_000, 150_000);
/** Of three bytes each. */
const NOTE_CHARS = proofScale(12_000, 75);
const WITHIN_MS = proofScale(60_000, 900_000);
/** Of a call over the socket. */
const MOST_CALL_BYTES = 32 * 1024 * 1024;

const atHand = foundedAtHand();

test(`${READERS} readers with more than 32 MiB leave the browser window whole`, {
  timeout: proofScale(120_000, 1_800_000),
}, async () => {
  const { page } = atHand.opened;
  await page.evaluate(putReaders, { readers: READERS, chars: NOTE_CHARS });
  const csv = await exported(page, /CSV/);
  expect((await stat(csv)).size).toBeGreaterThan(MOST_CALL_BYTES);
  const file = await open(csv);
  const lines: string[] = [];
  let whole = 0;
  for await (const line of createInterface({ input: file.createReadStream() })) {
    if (line.endsWith("。尾")) whole++;
    if (lines.length < 2) lines.push(line.slice(0, 80));
  }
  await file.close();
  expect(whole).toBe(READERS);
  expect(lines[1]).toMatch(/^many-000000,读者0,/);

  const workbook = await exported(page, /XLSX/);
  const bytes = Buffer.alloc(4);
  const book = await open(workbook);
  await book.read(bytes, 0, 4, 0);
  await book.close();
  expect(bytes.toString("latin1")).toBe("PK\u0003\u0004");
});

/** @returns where the browser has put it */
async function exported(page: Page, format: RegExp): Promise<string> {
  await page.keyboard.press("Control+2");
  await page.getByRole("button", { name: "导出…" }).click();
  await page.getByRole("radio", { name: format }).check();
  await page.getByRole("checkbox", { name: /不遮盖/ }).check();
  const [download]: [Download, unknown] = await Promise.all([
    page.waitForEvent("download", { timeout: WITHIN_MS }),
    page.getByRole("button", { name: "导出", exact: true }).click(),
  ]);
  await page.locator(".toast", { hasText: `已导出 ${READERS.toLocaleString("en")} 条` }).waitFor();
  return await download.path();
}

/** Runs in the page: rows as the database keeps them, a few thousand at a time. */
async function putReaders({ readers, chars }: { readers: number; chars: number }): Promise<void> {
  const name = (await indexedDB.databases()).find((database) => database.name?.startsWith("reader-desk-"))?.name ?? "";
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const note = `${"常来看报，喜欢地方史。".repeat(Math.ceil(chars / 11)).slice(0, chars)}。尾`;
  for (let from = 0; from < readers; from += 5_000) {
    await new Promise<void>((resolve, reject) => {
      const writing = db.transaction("reader", "readwrite");
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(writing.error);
      for (let at = from; at < Math.min(readers, from + 5_000); at++) {
        const no = String(at).padStart(6, "0");
        writing
          .objectStore("reader")
          .put({ id: `many-${no}`, name: `读者${at}`, card: no, phones: [`13900${no}`], note });
      }
    });
  }
  db.close();
}
