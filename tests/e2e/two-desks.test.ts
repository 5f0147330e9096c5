/**
 * A day of two desks that share a folder: readers, service records and opinions are the same on both, a file that both
 * import makes nobody twice, a conflict is decided once for both, and a folder that fails is said and costs nothing.
 * It takes long, as all is exchanged there and back, and every row compared; the two desks are founded and joined once
 * for all tests. The history of a record and a folder that fails are for a proof.
 */
import { createHash } from "node:crypto";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { canonicalJson } from "#shared/kernel/json.ts";
import { KINDS } from "#shared/model/kinds.ts";
import { digestOf } from "#shared/replication/rows/digest.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { asWritten } from "../../renderer/db/work-stages.ts";
import { type Desk, type OpenedPage, openPage } from "../support/launch.ts";
import { proofTest } from "../support/proof-scale.ts";
import { countLive, liveRows, logConfirmed, rowsOfAll } from "./desk-page.ts";
import { launchFounded, launchNew } from "./founded.ts";
import { checkFile, countOf, type Picked, writeChecked } from "./import-page.ts";
import { scan } from "./keys.ts";
import { photographFailure } from "./place.ts";
import { type Screen, walkInTurn } from "./screens-walk.ts";
import { openReader, shareFolder, sync, writeUnit } from "./share-page.ts";
import { makeReadOnly } from "./small-disk.ts";

let desks: readonly [Desk, Desk];
let first: OpenedPage;
let second: OpenedPage;
let folder: string;

beforeAll(async () => {
  desks = await Promise.all([launchFounded(), launchNew()]);
  first = await openPage(desks[0].address);
  second = await openPage(desks[1].address);
  for (const { page } of [first, second]) page.setDefaultTimeout(30_000);
  folder = await mkdtemp(join(tmpdir(), "reader-desk-share-"));
  await shareFolder(first, second, folder);
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await Promise.all(desks.map((desk) => desk.stop()));
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  for (const { page } of [first, second]) {
    photographFailure(page);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+1");
  }
});

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

/** Of the rows as they are, and that is what the desk has kept along the way. */
async function stateOf(page: Page): Promise<string> {
  const { meta = [], ...tables } = await rowsOfAll(page, [...KINDS, "meta"]);
  // rows of the product's own tables, under their kinds
  const rows = KINDS.flatMap((kind) =>
    (tables[kind] ?? []).map((row): [string, AnyRow] => [kind, asWritten(kind, row) as AnyRow]),
  );
  const counted = canonicalJson(digestOf(rows, sha256));
  const kept = meta.find((row) => row.name === "digest");
  // a desk that has read nothing yet keeps none
  expect(canonicalJson(kept?.value ?? {})).toBe(counted);
  return counted;
}

/** There and back: what each wrote is at the other. */
async function syncBoth(): Promise<void> {
  for (const { page } of [first, second, first]) await sync(page, /同步完成|已是最新/);
}

const listOf = (from: number, to: number): Picked => {
  const rows = Array.from(
    { length: to - from },
    (_, index) => `${910_000_000_000 + from + index},赵${from + index},1380000${1000 + from + index}`,
  );
  return { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(["读者证号,姓名,电话", ...rows].join("\r\n")) };
};

test("what one desk imports, logs and registers is the same at the other", async () => {
  await checkFile(first.page, listOf(0, 60));
  expect(await writeChecked(first.page)).toBe(60);
  await first.page.keyboard.press("Control+1");
  for (const digit of [1, 2, 3]) await logConfirmed(first.page, digit);
  await first.page.keyboard.press("Alt+Digit8");
  await first.page
    .getByRole("dialog", { name: "登记读者意见：建议" })
    .getByRole("textbox", { name: "原话" })
    .fill("请延长周末开放时间。");
  await first.page.keyboard.press("Control+Enter");
  await first.page.locator(".toast[data-tone=done]", { hasText: "已登记建议" }).waitFor();
  expect(await stateOf(second.page)).not.toBe(await stateOf(first.page));

  await syncBoth();
  expect([
    await countLive(second.page, "reader"),
    await countLive(second.page, "interaction"),
    await countLive(second.page, "feedback"),
  ]).toEqual([60, 4, 1]);
  expect(await stateOf(second.page)).toBe(await stateOf(first.page));
  await second.page.keyboard.press("Control+3");
  await second.page.getByText("请延长周末开放时间").first().waitFor();
});

const CALLS = "书到了";
const callList = (page: Page): Locator => page.getByRole("button", { name: "打开拨打名单" });

test("what one desk takes of a call list is at another computer for the other desk", async () => {
  const { page } = first;
  await page.keyboard.press("Control+5");
  await page.getByRole("button", { name: /^新建联络/ }).waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "名称" }).fill(CALLS);
  await page.keyboard.press("Tab");
  await page.getByRole("combobox", { name: "目的" }).selectOption("其他");
  await page.getByRole("combobox", { name: "联系事由" }).selectOption("图书到馆与借阅");
  await page.getByRole("textbox", { name: "加入读者" }).focus();
  await scan(page, "910000000007", { gapMs: 10 });
  await page.getByText("已加入：赵7").waitFor();
  await page.getByRole("button", { name: /^生成名单/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Enter");
  await callList(page).click();
  await page.getByText(/^还有 1 个电话没有分给任何电脑/).waitFor();
  await page.keyboard.press("t");
  await page.getByRole("heading", { level: 1, name: "赵7" }).waitFor();
});

test("a file that both import before they sync makes nobody twice", async () => {
  for (const { page } of [first, second]) {
    await checkFile(page, listOf(60, 100));
    expect(await countOf(page, "新增")).toBe(40);
    expect(await writeChecked(page)).toBe(40);
  }
  await syncBoth();
  // and the part that the first has taken came along
  await second.page.keyboard.press("Control+5");
  await second.page.getByRole("button", { name: CALLS }).press("Enter");
  await callList(second.page).click();
  await second.page.getByText(/^这台电脑现在没有轮到的读者：1 个在别的电脑/).waitFor();
  for (const { page } of [first, second]) expect(await countLive(page, "reader")).toBe(100);
  for (const { page } of [first, second])
    expect((await liveRows(page, "reader")).filter((row) => row.open === 1)).toEqual([]);
  expect(await stateOf(second.page)).toBe(await stateOf(first.page));
});

/** The sync centre with a share, two desks and a conflict waiting, in every language, light, dark and zoomed. */
async function whole(page: Page): Promise<void> {
  const conflict: Screen = {
    name: "sync-conflict",
    open: (at, words) => at.getByRole("link", { name: words["frame.module-sync"] ?? "" }).click(),
  };
  expect(await walkInTurn(page, [conflict])).toEqual([]);
}

test("a field that both changed is a conflict at both, decided at one and gone at both", async () => {
  const card = "910000000007";
  await writeUnit(first.page, card, "三年级");
  await writeUnit(second.page, card, "四年级");
  await syncBoth();
  const conflicts = async (page: Page): Promise<number> =>
    (await liveRows(page, "reader")).filter((row) => row.open === 1).length;
  for (const { page } of [first, second]) {
    await page.getByRole("link", { name: /同步/ }).click();
    await page.getByRole("group", { name: /班级、科室/ }).waitFor();
    expect(await conflicts(page)).toBe(1);
  }
  await whole(first.page);
  await second.page
    .getByRole("group", { name: /班级、科室/ })
    .getByRole("radio", { name: /^一楼服务台/ })
    .click();
  await second.page.keyboard.press("N");
  await second.page.locator(".toast[data-tone=done]", { hasText: "已定下：班级、科室" }).waitFor();
  await sync(second.page, "同步完成");
  await syncBoth();
  for (const { page } of [first, second]) {
    expect(await conflicts(page)).toBe(0);
    expect(await liveRows(page, "reader", { card })).toMatchObject([{ unit: "三年级" }]);
    await page.getByRole("link", { name: /同步/ }).click();
    await page.getByRole("group", { name: /班级、科室/ }).waitFor({ state: "detached" });
  }
  expect(await stateOf(second.page)).toBe(await stateOf(first.page));
});

proofTest("what happened to a record tells of both desks, and an old value comes back on both", async () => {
  const card = "910000000007";
  const { page } = second;
  const history: Screen = {
    name: "history",
    open: async (at, words) => {
      await openReader(at, card);
      await at.getByRole("button", { name: words["readers.more"] ?? "" }).click();
      await at.getByRole("menuitem", { name: words["readers.history"] ?? "" }).click();
      await at.getByRole("dialog").getByRole("listitem").nth(3).waitFor();
    },
  };
  expect(await walkInTurn(page, [history])).toEqual([]);
  await history.open(page, { "readers.more": "更多", "readers.history": "这条记录的历史…" });
  const step = (...texts: readonly string[]): Locator =>
    texts.reduce((items, hasText) => items.filter({ hasText }), page.getByRole("dialog").getByRole("listitem"));
  expect(await step().count()).toBe(4);
  for (const texts of [
    ["裁定冲突", "三年级", "儿童馆-2"],
    ["四年级", "儿童馆-2"],
    ["三年级", "一楼服务台"],
    ["导入", "赵7", "一楼服务台"],
  ])
    await step(...texts)
      .first()
      .waitFor();
  await step("四年级").getByRole("button", { name: "恢复此值：班级、科室" }).click();
  await page.locator(".toast[data-tone=done]", { hasText: "班级、科室：已恢复旧值" }).waitFor();
  await expect.poll(() => step().count()).toBe(5);
  await page.keyboard.press("Escape");
  await syncBoth();
  for (const desk of [first, second])
    expect(await liveRows(desk.page, "reader", { card })).toMatchObject([{ unit: "四年级" }]);
  expect(await stateOf(second.page)).toBe(await stateOf(first.page));
});

proofTest("a folder that is away is said in a sentence, and nothing is lost", async () => {
  await rename(folder, `${folder}-away`);
  await logConfirmed(first.page, 4);
  await sync(first.page, /找不到共享文件夹/);
  await rename(`${folder}-away`, folder);
  await syncBoth();
  expect(await stateOf(second.page)).toBe(await stateOf(first.page));
});

proofTest(
  "a folder that can only be read is said in a sentence, and what could not be sent is sent later",
  async () => {
    const makeWritable = await makeReadOnly(folder);
    if (makeWritable === null) return console.log("Writing cannot be taken away from this account: nothing was tried.");
    await logConfirmed(first.page, 5);
    try {
      await sync(first.page, /只能读，不能写/);
    } finally {
      await makeWritable();
    }
    await syncBoth();
    expect(await stateOf(second.page)).toBe(await stateOf(first.page));
  },
);

test("neither page met an error", () => {
  expect([...first.problems, ...second.problems]).toEqual([]);
});
