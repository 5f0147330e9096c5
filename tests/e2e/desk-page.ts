/** What a person does and sees at the desk, by role and visible text; and the database as the browser holds it. */
import type { Locator, Page } from "playwright-core";

type Row = Readonly<Record<string, unknown>>;

export const NAMES = {
  library: "城东图书馆",
  branch: "城东馆",
  branchCode: "城东",
  desk: "一楼服务台",
  person: "陈雨桐",
} as const;

/** The three screens of a new library, then the desk. @returns the library code as shown */
export async function foundLibrary(
  page: Page,
  names: Readonly<Record<keyof typeof NAMES, string>> = NAMES,
): Promise<string> {
  await page.getByRole("button", { name: /建立新的图书馆/ }).click();
  for (const [field, value] of Object.entries(names)) await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: "建立图书馆" }).click();
  const open = page.getByRole("button", { name: "进入服务台" });
  await open.waitFor();
  const code = (await page.locator("main .mono").textContent()) ?? "";
  await open.click();
  await deskIsOpen(page);
  return code;
}

export async function joinLibrary(page: Page, folder: string, code: string, desk: string): Promise<void> {
  await page.getByRole("button", { name: /加入已有的图书馆/ }).click();
  for (const [field, value] of Object.entries({ folder, code, branch: "城东馆", desk }))
    await page.locator(`[name=${field}]`).fill(value);
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await page.getByRole("button", { name: "进入服务台" }).click();
  await deskIsOpen(page);
}

/** In any language: the only search field of the frame. */
export const scanBox = (page: Page): Locator => page.locator(".scan input");

export async function deskIsOpen(page: Page): Promise<void> {
  await scanBox(page).waitFor();
}

/** A window that was closed or killed a moment ago may still hold the desk: this one takes it. */
export async function comeBack(page: Page): Promise<void> {
  const takeOver = page.getByRole("button", { name: "改用这个窗口" });
  await takeOver.or(scanBox(page)).first().waitFor();
  // it may open by itself meanwhile, and the button is gone
  if (await takeOver.isVisible()) await takeOver.click({ timeout: 2_000 }).catch(() => undefined);
  await deskIsOpen(page);
}

/** Logs by one preset and waits until the toast confirms it. */
export async function logConfirmed(page: Page, digit: number, timeout = 30_000): Promise<void> {
  const name = PRESETS[digit - 1] ?? "";
  await page.keyboard.press(`Alt+Digit${digit}`);
  await page.locator(".toast[data-tone=done]", { hasText: `已记录：${name}` }).waitFor({ timeout });
}
const PRESETS = ["指引", "咨询", "找书", "办证", "设备·打印", "数字资源"];

/** All rows of a table, as IndexedDB holds them, of a trial's database and of that behind it; with `where`, those whose fields have these values. */
export async function rowsOf(page: Page, table: string, where: Row = {}): Promise<readonly Row[]> {
  return (await page.evaluate(readRows, { tables: [table], where, counted: false }))[table] ?? [];
}

/** Of many tables, in one look: to open the database anew for each takes longer than to read it. */
export async function rowsOfAll(
  page: Page,
  tables: readonly string[],
): Promise<Readonly<Record<string, readonly Row[]>>> {
  return await page.evaluate(readRows, { tables, where: {}, counted: false });
}

export async function liveRows(page: Page, table: string, where: Row = {}): Promise<readonly Row[]> {
  return (await rowsOf(page, table, where)).filter((row) => row.gone !== 1);
}

/** As `liveRows`, where only their number is wanted: thousands of rows take seconds to leave the page. */
export async function countLive(page: Page, table: string): Promise<number> {
  return (await page.evaluate(readRows, { tables: [table], where: {}, counted: true }))[table]?.length ?? 0;
}

/** Runs in the page. @param counted keeps nothing of live rows but their number */
async function readRows({
  tables,
  where,
  counted,
}: {
  tables: readonly string[];
  where: Row;
  counted: boolean;
}): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith("reader-desk-") !== true) continue;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    try {
      const transaction = db.transaction(tables);
      const read = async (table: string): Promise<void> => {
        const rows = await new Promise<Record<string, unknown>[]>((resolve, reject) => {
          const request = transaction.objectStore(table).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const wanted = rows.filter((row) => Object.entries(where).every(([field, value]) => row[field] === value));
        const shown = counted ? wanted.filter((row) => row.gone !== 1).map(() => ({})) : wanted;
        found[table] = [...(found[table] ?? []), ...shown];
      };
      await Promise.all(tables.map(read));
    } finally {
      db.close();
    }
  }
  return found;
}

/** Number of the last entry in the page's own change log. */
export async function lastEntry(page: Page): Promise<number> {
  return Math.max(0, ...(await rowsOf(page, "log")).map(({ seq }) => Number(seq)));
}

/** By hand, from any screen, until it is verified; its page stands there then. */
export async function backUp(page: Page): Promise<void> {
  await page.getByRole("contentinfo").getByRole("button", { name: /备份/ }).click();
  await page.getByRole("heading", { name: "备份", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".toast", { hasText: "已备份，核对无误" }).waitFor();
  await page
    .getByRole("row", { name: /核对无误/ })
    .first()
    .waitFor();
}
