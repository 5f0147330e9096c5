/**
 * The lists of the library system over a built desk and a real folder: found once, known from then on, taken in two
 * keys, by itself, and because a program outside of the window has asked. It takes long, mostly waiting: each new list
 * has to stand still for ten seconds before the desk takes it.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rename, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { folderOfFile } from "../support/temporary-folder.ts";
import { foundedAtHand } from "./desk-at-hand.ts";
import { rowsOf } from "./desk-page.ts";
import { type Screen, walkInTurn } from "./screens-walk.ts";

const SCRIPT = fileURLToPath(new URL("../../build/scripts/refresh.ts", import.meta.url));

const atHand = foundedAtHand();

const readers = (count: number): string =>
  [
    "读者证号,姓名,手机,单位",
    ...Array.from({ length: count }, (_, no) => `R${1000 + no},读者${no},${13_800_000_000 + no},第一中学`),
  ].join("\r\n");

/** As an export does it, in one go. */
async function put(folder: string, name: string, text: string, seconds: number): Promise<void> {
  await writeFile(join(folder, "..", "export.part"), text);
  await utimes(join(folder, "..", "export.part"), seconds, seconds);
  await rename(join(folder, "..", "export.part"), join(folder, name));
}

async function byPalette(page: Page, command: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(command);
  await page.locator(".palette [role=option]").first().click();
}

const standing = async (page: Page): Promise<number> =>
  (await rowsOf(page, "reader")).filter(({ gone }) => gone !== 1).length;

/** A file has to stand still for ten seconds, on a busy machine. */
const TAKEN = { timeout: 90_000 };

test("a list is settled once, then known and taken in two keys, by itself and when a program asks; one that shrank asks", {
  timeout: 400_000,
}, async () => {
  const { desk, opened } = atHand;
  const { page } = opened;
  const folder = join(await folderOfFile(), "lists");
  await mkdir(folder);
  await put(folder, "读者.csv", readers(100), 1_700_000_000);

  await byPalette(page, "从业务系统更新");
  await page.getByRole("button", { name: "指定… 读者" }).click();
  await page.getByRole("textbox", { name: "文件或文件夹的位置" }).fill(folder);
  await page.keyboard.press("Enter");
  await page.getByRole("cell", { name: folder }).waitFor();
  await page.getByRole("button", { name: "查看不同" }).click();
  await page.getByRole("button", { name: "核对列的对应" }).click(TAKEN);
  // columns, rules, check
  for (const name of ["下一步", "下一步", "开始检查"]) await page.getByRole("button", { name }).last().click();
  await page.getByRole("button", { name: /^写入 / }).click();
  await page.getByRole("heading", { name: /^写入了/ }).waitFor();
  expect(await standing(page)).toBe(100);

  // two keys, whatever the file is called
  await put(folder, "读者(3).csv", readers(103), 1_700_000_100);
  await byPalette(page, "从业务系统更新");
  await page.getByRole("button", { name: "查看不同" }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator("button:focus", { hasText: "更新 3 条" }).waitFor(TAKEN);
  await page.keyboard.press("Enter");
  await page.getByText("读者(3).csv 已更新：新增 3，更新 0").waitFor();
  expect(await standing(page)).toBe(103);

  // one that became shorter by six in a hundred
  await put(folder, "读者.csv", readers(96), 1_700_000_200);
  await page.getByRole("button", { name: "查看不同" }).click();
  await page.getByRole("checkbox", { name: /上次有 103 行，这次只有 96 行/ }).waitFor(TAKEN);
  await page.getByText("R1096").waitFor();
  expect(await standing(page)).toBe(103);

  const stay = async (): Promise<void> => undefined;
  const opens: Screen["open"] = async (at, words) => byPalette(at, words["commands.refresh"] ?? "");
  const looks: Screen["open"] = async (at) => {
    await at.locator(".foot-bar .btn-primary").click();
    await at.locator("form input[type=checkbox]").waitFor(TAKEN);
  };
  expect(
    await walkInTurn(page, [
      { name: "refresh", open: opens, leave: stay },
      { name: "refresh-asks", open: looks },
    ]),
  ).toEqual([]);

  // by itself only what does not ask
  await byPalette(page, "从业务系统更新");
  await page.getByRole("checkbox", { name: "名单有了新文件，就自动更新" }).check();
  await page.getByText("读者没有更新：文件有疑问，要先核对").first().waitFor(TAKEN);
  expect(await standing(page)).toBe(103);
  await page.keyboard.press("Control+1");
  await put(folder, "读者.csv", readers(105), 1_700_000_300);
  await page.getByText("读者已从业务系统更新").first().waitFor(TAKEN);
  expect(await standing(page)).toBe(105);

  // what a program asks for is taken up by the open window
  await byPalette(page, "从业务系统更新");
  await page.getByRole("checkbox", { name: "名单有了新文件，就自动更新" }).uncheck();
  await page.keyboard.press("Control+1");
  await put(folder, "读者.csv", readers(106), 1_700_000_400);
  expect(await askFrom(desk.dataFolder)).toBe(0);
  await expect.poll(() => standing(page), TAKEN).toBe(106);
});

/** @returns what the program ends with */
async function askFrom(dataFolder: string): Promise<unknown> {
  const asking = spawn(process.execPath, ["--import", "tsx", SCRIPT, "--data", dataFolder], { stdio: "ignore" });
  const [code] = await once(asking, "exit");
  return code;
}
