/**
 * Readers from files, through the wizard: two real exports of other systems, every fault with its sentence,
 * undo, and our own export read again. The real files stand beside the repository, in ../shared/data;
 * without them their tests say so and pass.
 */
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Desk, launchDesk, type OpenedPage, openPage } from "../support/launch.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { countLive, foundLibrary, scanBox } from "./desk-page.ts";
import { checkFile, countOf, openWizard, pickFile, writeChecked } from "./import-page.ts";
import { photographFailure } from "./place.ts";

let desk: Desk;
let opened: OpenedPage;

beforeAll(async () => {
  desk = await launchDesk({ asBuilt: true });
  opened = await openPage(desk.address);
  opened.page.setDefaultTimeout(30_000);
  await foundLibrary(opened.page);
});
afterAll(async () => {
  await opened.close();
  await desk.stop();
});
beforeEach(() => photographFailure(opened.page));

const REAL = "../shared/data";
const readers = (): Promise<number> => countLive(opened.page, "reader");

function realFile(name: string): string | null {
  const path = join(REAL, name);
  if (existsSync(path)) return path;
  console.log(`${path} is not here: nothing was imported from it.`);
  return null;
}

/** Every row that will not be written stands in the list of faults, each with a reason in words. */
async function expectReasons(): Promise<void> {
  const { page } = opened;
  const errors = await countOf(page, "错误");
  const list = page.getByRole("region", { name: /^错误/ });
  while (await list.getByRole("button", { name: /^还有/ }).isVisible()) await list.getByRole("button", { name: /^还有/ }).click();
  const faults = await list.getByRole("listitem").evaluateAll((items) => items.map((item) => ({ row: item.firstElementChild?.textContent ?? "", why: item.querySelector(".why")?.textContent ?? "" })));
  expect(new Set(faults.map(({ row }) => row)).size).toBe(errors);
  for (const { why } of faults) expect(why).toMatch(/\p{Script=Han}{4,}/u);
}

describe("a real file", () => {
  test("of FOLIO users is imported whole, found at the desk, and taken back", async () => {
    const file = realFile("folio-users.jsonl");
    if (file === null) return;
    const { page } = opened;
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
    await checkFile(page, file);
    await expectReasons();
    const [fresh, suspects, errors] = [await countOf(page, "新增"), await countOf(page, "疑似重复"), await countOf(page, "错误")];
    expect(fresh + suspects + errors).toBe(lines.length);
    expect(fresh).toBeGreaterThan(lines.length * 0.9);
    expect(await writeChecked(page)).toBe(fresh);
    expect(await readers()).toBe(fresh);
    await page.keyboard.press("Control+1");
    await scanBox(page).fill("Hilll");
    await page.getByRole("option", { name: /Hilll/ }).first().waitFor();
    await page.keyboard.press("Escape");

    await openWizard(page);
    await page.getByRole("button", { name: "撤销本次导入" }).click();
    await page.locator(".toast", { hasText: "导入已撤销" }).waitFor();
    expect(await readers()).toBe(0);

    await checkFile(page, file);
    expect(await writeChecked(page)).toBe(fresh);
    await checkFile(page, file);
    expect([await countOf(page, "新增"), await countOf(page, "更新"), await countOf(page, "无变化")]).toEqual([0, 0, fresh]);
    await page.getByRole("button", { name: "没有要写入的" }).waitFor();
  });

  test("of five thousand members is imported, and each row that is not has its reason", async () => {
    const file = realFile("shakespeare-members.csv");
    if (file === null) return;
    const { page } = opened;
    await checkFile(page, file);
    await expectReasons();
    const [fresh, suspects, errors] = [await countOf(page, "新增"), await countOf(page, "疑似重复"), await countOf(page, "错误")];
    expect(fresh + suspects + errors).toBe(5235);
    expect(fresh).toBeGreaterThan(5000);
    const before = await readers();
    expect(await writeChecked(page)).toBe(fresh);
    expect(await readers()).toBe(before + fresh);
    await page.keyboard.press("Control+1");
    await scanBox(page).fill("Berenice");
    await page.getByRole("option", { name: /Berenice Abbott/ }).waitFor();
    await page.keyboard.press("Escape");
  });
});

describe("a file that cannot be read says so and changes nothing:", () => {
  test.each([
    { name: "photo.png", bytes: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), sentence: /“photo\.png”不是表格文件/ },
    { name: "report.pdf", bytes: Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n", "latin1"), sentence: /不是表格文件/ },
    { name: "empty.csv", bytes: Buffer.alloc(0), sentence: /文件是空的/ },
    { name: "broken.xlsx", bytes: Buffer.from("PK\u0003\u0004 and no more"), sentence: /工作簿已损坏|不是表格文件/ },
  ])("$name", async ({ name, bytes, sentence }) => {
    const { page } = opened;
    const before = await readers();
    await pickFile(page, { name, mimeType: "application/octet-stream", buffer: bytes });
    await page.getByText(sentence).first().waitFor();
    expect(await readers()).toBe(before);
  });

  test("200 megabytes", async () => {
    const { page } = opened;
    const path = join(await temporaryFolder(), "everyone.csv");
    const file = await open(path, "w");
    await file.truncate(200_000_000);
    await file.close();
    await pickFile(page, path);
    await page
      .getByText(/文件有 200 MB，最大 100 MB/)
      .first()
      .waitFor();
  });
});

test("rows that cannot be written are each named, and do not stop the rest", async () => {
  const { page } = opened;
  const before = await readers();
  const rows = [
    "读者证号,姓名,电话,有效期至",
    "900000000001,程一,13800000001,2027-01-31",
    "1.10105E+17,程二,13800000002,2027-01-31",
    "900000000003,程三,12,2027-01-31",
    "900000000004,程四,13800000004,2027-02-30",
    ",,13800000005,",
    ",,,",
  ];
  await checkFile(page, { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) });
  await expectReasons();
  await page.getByText("电子表格已丢掉后几位").first().waitFor();
  await page.getByText("只有 2 位").first().waitFor();
  await page.getByText("没有这一天").first().waitFor();
  expect(await writeChecked(page)).toBe(2);
  expect(await readers()).toBe(before + 2);
});

test("our own export reads again and changes nothing", async () => {
  const { page } = opened;
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "输入命令、姓名或证号" }).fill("导出");
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: /CSV/ }).check();
  await page.getByRole("checkbox", { name: /不打码/ }).check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "导出", exact: true }).click()]);
  const path = join(await temporaryFolder(), download.suggestedFilename());
  await download.saveAs(path);
  expect((await readFile(path)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  const all = await readers();
  await checkFile(page, path);
  expect([await countOf(page, "新增"), await countOf(page, "更新"), await countOf(page, "错误")]).toEqual([0, 0, 0]);
  expect(await countOf(page, "无变化")).toBe(all);
});
