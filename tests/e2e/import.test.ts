/**
 * Readers from files, through the wizard: two real exports of other systems, every fault with its sentence, undo, and
 * our own export read again. The real files stand beside the repository, in ../shared/data; without them their tests
 * say so and pass. It takes long, as files of thousands of rows go through the wizard.
 */
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { proofDraw } from "../support/proof-scale.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { foundedAtHand } from "./desk-at-hand.ts";
import { comeBack, countLive, logConfirmed, rowsOf, scanBox } from "./desk-page.ts";
import { checkFile, countOf, openWizard, type Picked, pickFile, writeChecked } from "./import-page.ts";

const atHand = foundedAtHand();

const REAL = "../shared/data";
const readers = (): Promise<number> => countLive(atHand.opened.page, "reader");

function realFile(name: string): string | null {
  const path = join(REAL, name);
  if (existsSync(path)) return path;
  console.log(`${path} is not here: nothing was imported from it.`);
  return null;
}

/** Every row that will not be written is counted in the list of faults, each line with a reason in words. */
async function expectReasons(): Promise<void> {
  const { page } = atHand.opened;
  const errors = await countOf(page, "错误");
  const list = page.getByRole("region", { name: /^错误/ });
  while (await list.getByRole("button", { name: /^还有/ }).isVisible())
    await list.getByRole("button", { name: /^还有/ }).click();
  const lines = list.locator(".fix");
  const faults = await lines.evaluateAll((items) =>
    items.map((item) => ({
      rows: item.firstElementChild?.textContent ?? "",
      why: item.querySelector(".why")?.textContent ?? "",
    })),
  );
  // 第 5 行 is one row, 12 行 are twelve that say the same; a row may have more than one fault
  const count = faults.reduce(
    (sum, { rows }) => sum + (rows.startsWith("第") ? 1 : Number(rows.replace(/\D/g, ""))),
    0,
  );
  expect(count).toBeGreaterThanOrEqual(errors);
  for (const { why } of faults) expect(why).toMatch(/\p{Script=Han}{4,}/u);
}

/** Checked, every fault with its reason: how many rows are new, doubtful, faulty. */
async function dryRun(file: Picked): Promise<readonly [fresh: number, suspects: number, errors: number]> {
  const { page } = atHand.opened;
  await checkFile(page, file);
  await expectReasons();
  return [await countOf(page, "新增"), await countOf(page, "疑似重复"), await countOf(page, "错误")];
}

/** The same file again has nothing to write. */
async function expectNothingNew(file: Picked, rows: number): Promise<void> {
  const { page } = atHand.opened;
  await checkFile(page, file);
  expect([await countOf(page, "新增"), await countOf(page, "更新"), await countOf(page, "无变化")]).toEqual([
    0,
    0,
    rows,
  ]);
  await page.getByRole("button", { name: "没有要写入的" }).waitFor();
}

async function find(text: string, name: RegExp): Promise<void> {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+1");
  await scanBox(page).fill(text);
  await page.getByRole("option", { name }).first().waitFor();
}

describe("a real file", () => {
  async function ofUsers(): Promise<void> {
    const file = realFile("folio-users.jsonl");
    if (file === null) return;
    const { page } = atHand.opened;
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "").length;
    expect(await dryRun(file)).toEqual([lines, 0, 0]);
    expect(await writeChecked(page)).toBe(lines);
    expect(await readers()).toBe(lines);
    await find("Hilll", /Hilll/);
    await scanBox(page).fill("344058867767195");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Justen Else Hilll" }).waitFor();
    // the page's own writer goes on behind the worker's
    await logConfirmed(page, 1);
    expect(await rowsOf(page, "interaction")).toHaveLength(1);
    await page.keyboard.press("Control+z");
    await page.locator(".toast", { hasText: /撤销/ }).waitFor();

    await openWizard(page);
    await page.getByRole("button", { name: "撤销本次导入" }).click();
    await page.getByRole("button", { name: "撤销导入" }).click();
    await page.locator(".toast", { hasText: "导入已撤销" }).waitFor();
    expect(await readers()).toBe(0);

    await checkFile(page, file);
    expect(await writeChecked(page)).toBe(lines);
    await expectNothingNew(file, lines);
  }

  async function ofMembers(): Promise<void> {
    const file = realFile("shakespeare-members.csv");
    if (file === null) return;
    const { page } = atHand.opened;
    const before = await readers();
    expect(await dryRun(file)).toEqual([5235, 0, 0]);
    expect(await writeChecked(page)).toBe(5235);
    expect(await readers()).toBe(before + 5235);
    await find("Berenice", /Berenice Abbott/);
    await page.keyboard.press("Escape");
    await expectNothingNew(file, 5235);
  }

  test.each(
    proofDraw([
      ["of FOLIO users is imported whole, found at the desk, taken back, and the same the next time", ofUsers],
      ["of five thousand members is imported beside them, and each row that is not has its reason", ofMembers],
    ] as const),
  )("%s", (_name, imported) => imported());
});

describe("a file that cannot be read says so and changes nothing:", () => {
  test.each([
    {
      name: "photo.png",
      bytes: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
      sentence: /“photo\.png”不是表格文件/,
    },
    {
      name: "report.pdf",
      bytes: Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n", "latin1"),
      sentence: /不是表格文件/,
    },
    { name: "empty.csv", bytes: Buffer.alloc(0), sentence: /文件是空的/ },
    { name: "names.csv", bytes: Buffer.from("读者证号,姓名,电话\r\n"), sentence: /只有列名/ },
    { name: "broken.xlsx", bytes: Buffer.from("PK\u0003\u0004 and no more"), sentence: /工作簿已损坏|不是表格文件/ },
  ])("$name", async ({ name, bytes, sentence }) => {
    const { page } = atHand.opened;
    const before = await readers();
    await pickFile(page, { name, mimeType: "application/octet-stream", buffer: bytes });
    await page.getByText(sentence).first().waitFor();
    expect(await readers()).toBe(before);
  });

  test("200 megabytes", async () => {
    const { page } = atHand.opened;
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
  const { page } = atHand.opened;
  const before = await readers();
  const rows = [
    "读者证号,姓名,电话,有效期至",
    "900000000001,程一,13800000001,2027-01-31",
    "1.10105E+17,程二,13800000002,2027-01-31",
    "900000000003,程三,12,2027-01-31",
    "900000000004,程四,13800000004,2027-02-30",
    ",,13800000005,",
    "900000000006,𠮷野㛃,13800000006,",
    "900000000007,=1+1,13800000007,",
    ",,,",
  ];
  await checkFile(page, { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) });
  await expectReasons();
  await page.getByText("电子表格已丢掉后几位").first().waitFor();
  await page.getByText("只有 2 位").first().waitFor();
  await page.getByText("没有这一天").first().waitFor();
  expect(await writeChecked(page)).toBe(4);
  expect(await readers()).toBe(before + 4);
});

test.each(proofDraw(["XLSX", "CSV"]))(
  "our own %s reads again and changes nothing, in a page that was opened anew",
  async (form) => {
    const { page } = atHand.opened;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "输入命令、姓名或证号" }).fill("导出");
    await page.keyboard.press("Enter");
    await page.getByRole("radio", { name: new RegExp(form) }).check();
    await page.getByRole("checkbox", { name: /不遮盖/ }).check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "导出", exact: true }).click(),
    ]);
    const path = join(await temporaryFolder(), download.suggestedFilename());
    await download.saveAs(path);
    // a mark that tells spreadsheets how the text is encoded; a workbook is a zip
    expect((await readFile(path)).subarray(0, 3)).toEqual(
      form === "CSV" ? Buffer.from([0xef, 0xbb, 0xbf]) : Buffer.from("PK\u0003"),
    );
    await page.reload();
    await comeBack(page);
    const all = await readers();
    await checkFile(page, path);
    expect([await countOf(page, "新增"), await countOf(page, "更新"), await countOf(page, "错误")]).toEqual([0, 0, 0]);
    expect(await countOf(page, "无变化")).toBe(all);
  },
);
