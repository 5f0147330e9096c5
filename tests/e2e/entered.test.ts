/**
 * What is counted can be entered: the fields of figures, rules and reports that the other walks leave out are entered
 * here, each in its own place on the screens. What all walks have entered is compared at the end of the stage. It takes
 * long, as each of thirty fields is reached as a person reaches it, on one desk.
 */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { foundedAtHand } from "./desk-at-hand.ts";
import { liveRows, logConfirmed } from "./desk-page.ts";
import { checkFile, writeChecked } from "./import-page.ts";
import { scan } from "./keys.ts";

const atHand = foundedAtHand();

const [MOTHER, SON, OTHER_SON] = ["002104178853", "002104170001", "002104170009"];
/** Of one number. */
const [HUSBAND, WIFE] = ["002104170020", "002104170021"];
const PHONE = "13800002764";
/** In no zone a day to come. */
const LATELY = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
const READERS = {
  name: "读者.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    [
      "读者证号,姓名,surname,firstname,手机,出生日期,办证日期,愿意接到电话：邀请回馆,LINE",
      `${MOTHER},张素琴,张,素琴`,
      `${SON},李雷,李,雷`,
      `${OTHER_SON},李雷,,,,2015-01-02,,,lei-l`,
      `${HUSBAND},孙国强,,,${PHONE},1960-01-02,${LATELY},是`,
      `${WIFE},周桂兰,,,${PHONE},1961-03-04,${LATELY},是`,
    ].join("\r\n"),
  ),
};

type Row = Readonly<Record<string, unknown>>;
const only = async (page: Page, table: string, where: Row = {}): Promise<Row> =>
  (await liveRows(page, table, where))[0] ?? {};
const reader = (page: Page): Promise<Row> => only(page, "reader", { card: MOTHER });
const card = async (page: Page, number: string, name: string): Promise<void> => {
  await scan(page, number, { gapMs: 10 });
  await page.getByRole("heading", { level: 1, name }).waitFor();
};
const toReader = async (page: Page, tab: string | RegExp, number = MOTHER, name = "张素琴"): Promise<void> => {
  const isThere = page.locator(".reader-head", { hasText: name }).and(page.locator(":visible"));
  const isOpen = page.getByRole("tab", { name: tab, selected: true });
  if ((await isThere.count()) > 0 && (await isOpen.count()) > 0) return;
  await page.keyboard.press("Control+1");
  // her name heads her own page too
  await page.locator(".work.desk").waitFor();
  await card(page, number, name);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("tab", { name: tab }).click();
};
const byPalette = async (page: Page, text: string, option: string | RegExp): Promise<void> => {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").fill(text);
  await page.getByRole("option", { name: option }).first().click();
};
const typeField = async (page: Page, label: string, typed: string): Promise<void> => {
  await page
    .getByRole("button", { name: new RegExp(`^${label}：`) })
    .first()
    .click();
  const box = page.getByRole("textbox", { name: label });
  await box.fill(typed);
  await box.press("Enter");
};
const section = (page: Page, id: string): Locator => page.locator(`section[aria-labelledby=settings-${id}]`);

test("whoever founds the library stands in the trail of the code that was shown", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+,");
  await section(page, "trail")
    .getByText(/陈雨桐$/)
    .waitFor();
});

test("a family's enquiry is one record of three, with what it took and how it ended, and a promise", async () => {
  const { page } = atHand.opened;
  await checkFile(page, READERS);
  expect(await writeChecked(page)).toBe(5);
  await page.keyboard.press("Control+1");
  await card(page, MOTHER, "张素琴");
  await logConfirmed(page, 2);
  await page.keyboard.press("F4");
  await page.getByRole("textbox", { name: "补一句" }).fill("找到后打电话 >明天");
  await page.getByRole("checkbox", { name: "已答应读者" }).check();
  await page.getByRole("button", { name: "参与读者…" }).click();
  const form = page.getByRole("dialog", { name: "修改服务记录" });
  await form.waitFor();
  await scan(page, SON, { gapMs: 10 });
  await form.getByRole("list", { name: "参与读者" }).getByText("李雷").waitFor();
  await form.getByLabel("次数").fill("3");
  await form.getByLabel("难度").selectOption("4");
  await form.getByLabel("满意度").selectOption("5");
  await form.getByLabel("次数").press("Control+s");
  await form.waitFor({ state: "detached" });
  await page.getByRole("textbox", { name: "补一句" }).press("Enter");
  await expect
    .poll(() => only(page, "interaction"))
    .toMatchObject({ count: 3, effort: 4, satisfaction: 5, outcome: "follow-up" });
  const [mother, son] = [await reader(page), await only(page, "reader", { card: SON })];
  expect(await only(page, "participant")).toMatchObject({ reader: son.id });
  expect(await only(page, "task")).toMatchObject({ promisedTo: mother.id });
  await card(page, SON, "李雷");
  await page.getByRole("region", { name: "最近五条服务记录" }).getByText("参与").waitFor();
});

test("all are given a tag in the list of readers, and the promise is kept", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+2");
  await page.locator(".grid-row").first().waitFor();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+a");
  await page.getByText("已选 5 位").waitFor();
  await page.keyboard.press("l");
  await page.getByRole("dialog").getByRole("textbox", { name: "标签" }).fill("亲子");
  await page.keyboard.press("Enter");
  await page.locator(".toast[data-tone=done]", { hasText: "加标签 #亲子：已更改 5 位" }).waitFor();
  expect(await reader(page)).toMatchObject({ tags: ["亲子"] });
  await byPalette(page, "待办与承诺", /待办与承诺/);
  await page.getByRole("grid", { name: "待办与承诺" }).focus();
  await page.getByText("找到后打电话").waitFor();
  await page.keyboard.press("Space");
  await expect.poll(async () => (await only(page, "task")).doneBy).toBeDefined();
});

test("an order from outside stands with a reader's complaint", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+1");
  await card(page, MOTHER, "张素琴");
  await page.keyboard.press("Alt+Digit7");
  const sheet = page.getByRole("dialog", { name: "登记读者意见：投诉" });
  await sheet.getByRole("textbox", { name: "原话" }).fill("空调太冷。");
  await page.keyboard.press("Control+Enter");
  await page.locator(".toast[data-tone=done]", { hasText: "已登记投诉" }).waitFor();
  await page.keyboard.press("Control+3");
  await page.getByRole("option", { name: /空调太冷/ }).click();
  await page.keyboard.press("f");
  const papers = page.getByRole("dialog", { name: "外来工单与纸质材料" });
  await papers.getByRole("textbox", { name: "来自哪个系统" }).fill("12345");
  await papers.getByRole("textbox", { name: "工单号" }).fill("GD-0071");
  await papers.getByRole("textbox", { name: "工单号" }).press("Enter");
  await papers.waitFor({ state: "detached" });
  const { id } = await reader(page);
  await expect
    .poll(() => only(page, "feedback"))
    .toMatchObject({ reader: id, externalOrder: { system: "12345", number: "GD-0071" } });
});

test.each([
  ["年龄段", "ageBand", "中年"],
  ["语言", "language", "吴语"],
  ["班级、科室", "unit", "三年级"],
  ["微信", "wechat", "zhang"],
  ["电子邮箱", "email", "zhang@example.org"],
  ["单位", "organisation", "城东小学"],
  ["地址", "address", "城东路 5 号"],
  ["出生日期", "birthDate", "1980-05-06"],
  ["办证日期", "enrolledOn", "2026-01-05"],
  ["失效联系方式", "badContact", "email"],
  ["服务需要", "serviceNeeds", "轮椅"],
  ["能给图书馆的", "offers", "讲故事"],
  ["联系间隔（天）", "keepInTouchDays", "30"],
  ["暂缓联系到", "contactFrom", "2099-01-05"],
  ["责任馆员的计划", "plan", "约看新书"],
])("%s of a reader is typed on her page", async (label, field, typed) => {
  const { page } = atHand.opened;
  await toReader(page, "资料");
  await typeField(page, label, typed);
  await expect.poll(async () => (await reader(page))[field]).toBeDefined();
});

test.each([
  ["责任馆员", "owner"],
  ["分馆", "branch"],
  ["希望的联系方式", "preferredChannel"],
  ["来源", "source"],
  ["希望的载体", "preferredForm"],
])("%s of a reader is chosen on her page", async (label, field) => {
  const { page } = atHand.opened;
  await toReader(page, "资料");
  await page
    .getByRole("button", { name: new RegExp(`^${label}：`) })
    .first()
    .click();
  const box = page.getByRole("combobox", { name: label });
  await box.selectOption({ index: 1 });
  await box.press("Enter");
  await expect.poll(async () => (await reader(page))[field]).toBeDefined();
});

test("what a reader agrees to, is interested in, and why she left, stand on her page", async () => {
  const { page } = atHand.opened;
  await toReader(page, "资料");
  await page.getByRole("button", { name: "未问" }).first().click();
  await page.getByRole("radio", { name: "同意", exact: true }).check();
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect.poll(async () => (await reader(page)).consents).toBeDefined();
  await page.getByRole("button", { name: "加类目" }).click();
  await page.getByRole("option", { name: /^I 文学/ }).click();
  await expect.poll(async () => (await reader(page)).interests).toBeDefined();
  await page.getByRole("button", { name: /^提醒：/ }).click();
  const alert = page.getByRole("group", { name: "提醒" });
  await alert.getByRole("textbox").first().fill("有预约");
  await alert.getByRole("button", { name: "保存" }).click();
  await expect.poll(async () => (await reader(page)).alert).toBeDefined();
  await page.getByRole("button", { name: /^离开：/ }).click();
  const left = page.getByRole("group", { name: "离开" });
  await left.getByRole("combobox").selectOption({ index: 1 });
  await left.getByRole("button", { name: "保存" }).click();
  await expect.poll(async () => (await reader(page)).leaving).toBeDefined();
});

test("a step of the welcome that is due is drafted from the list of those whom it names", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+5");
  await page.getByRole("region", { name: "分步联络" }).getByRole("button", { name: "选择…" }).click();
  const journeys = page.getByRole("dialog", { name: "分步联络" });
  await journeys.getByRole("checkbox", { name: "欢迎新读者" }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "起草：欢迎新读者，第 1 步" }).click();
  await page.getByRole("heading", { level: 1, name: "欢迎新读者，第 1 步" }).waitFor();
  const ids = await Promise.all([HUSBAND, WIFE].map(async (card) => (await only(page, "reader", { card })).id));
  expect(await only(page, "outreach")).toMatchObject({ step: "welcome.0", listed: expect.arrayContaining(ids) });
});

test("whom a call list leaves out, tells together and asks is set; a reader says no, and is left in peace", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+5");
  await page.getByRole("button", { name: /^新建联络/ }).waitFor();
  await page.keyboard.press("Control+n");
  await page.getByRole("textbox", { name: "名称" }).fill("请他们回来");
  // as fast as keys come: the name is kept, and each arrow goes one further
  await page.keyboard.press("Tab");
  for (const _ of ["欢迎新读者", "欢迎回来", "邀请回馆"]) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  for (const [number, who] of [
    [MOTHER, "张素琴"],
    [WIFE, "周桂兰"],
    [HUSBAND, "孙国强"],
  ] as const) {
    await scan(page, number, { gapMs: 10 });
    await page.getByText(`已加入：${who}`).waitFor();
  }
  await page.getByRole("heading", { level: 1, name: "请他们回来" }).waitFor();
  await page.keyboard.press("Control+PageDown");
  await page.getByRole("checkbox", { name: /^一户只打/ }).check();
  await page.getByRole("combobox", { name: /^对照组/ }).selectOption("10");
  await page.getByRole("textbox", { name: "人工排除一位" }).focus();
  await scan(page, MOTHER, { gapMs: 10 });
  await page.getByText("已排除：张素琴").waitFor();
  await page.getByRole("button", { name: /^生成名单/, disabled: false }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "打开拨打名单" }).waitFor();
  expect((await liveRows(page, "recipient")).filter((row) => row.notContacted ?? row.with)).toHaveLength(2);
  // into the step from wherever the keys were
  await page.keyboard.press("Control+PageUp");
  await page.getByRole("textbox", { name: /^电话/ }).fill("我们很想再见到您。");
  await page.getByRole("button", { name: "加一个问题" }).click();
  await page.getByRole("textbox", { name: "第 1 问", exact: true }).waitFor();
  await page.keyboard.press("Control+PageDown");
  await page.getByRole("button", { name: "打开拨打名单" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  // one call for the two: whose, no order of theirs says
  await page.getByRole("heading", { level: 1, name: /^(孙国强|周桂兰)/ }).waitFor();
  await page.getByText("138 0000 2764").waitFor();
  await page.keyboard.press("3");
  await page.getByRole("button", { name: /谢绝/, pressed: true }).waitFor();
  await page.keyboard.press("Enter");
  for (const number of [HUSBAND, WIFE])
    await expect
      .poll(async () => (await only(page, "reader", { card: number })).declined)
      .toMatchObject({ "invite-back": expect.any(String) });
  // both were reached, as the result has it
  await page.keyboard.press("Control+5");
  await page.getByRole("button", { name: "请他们回来" }).press("Enter");
  await page.getByRole("button", { name: "谢绝：2 位" }).waitFor();
  await page.getByRole("button", { name: "更多", exact: true }).click();
  await page.getByRole("menuitem", { name: "结束这次联络" }).click();
  await page.locator(".toast[data-tone=done]", { hasText: "已结束" }).waitFor();
  await page.keyboard.press("Control+PageDown");
  await page.getByRole("button", { name: "电话 · 联系到 2" }).waitFor();
  const minutes = page.getByRole("textbox", { name: /^准备用了几分钟/ });
  await minutes.fill("25");
  await minutes.press("Enter");
  await expect.poll(async () => (await liveRows(page, "outreach")).map((row) => row.minutes)).toContain(25);
});

test("two of one name and birth date are told apart", async () => {
  const { page } = atHand.opened;
  await toReader(page, "资料", SON, "李雷");
  await typeField(page, "出生日期", "2015-01-02");
  await expect.poll(async () => (await only(page, "reader", { card: SON })).birthDate).toBe("2015-01-02");
  await page.keyboard.press("Control+2");
  await page.locator('main a[href="/readers/duplicates"]').click();
  await page.getByRole("listbox", { name: "疑似重复的读者" }).focus();
  await page.getByRole("table", { name: /李雷/ }).waitFor();
  await page.keyboard.press("n");
  await expect
    .poll(() => only(page, "not-same"))
    .toMatchObject({ first: expect.any(String), second: expect.any(String) });
});

test("a child's family and guardian stand on his page, and that nobody is to contact him", async () => {
  const { page } = atHand.opened;
  await toReader(page, "资料", SON, "李雷");
  for (const [label, field] of [
    ["家庭", "household"],
    ["监护人", "guardian"],
  ] as const) {
    await page.getByRole("button", { name: new RegExp(`^${label}：`) }).click();
    await page.getByRole("textbox", { name: label }).fill("张素琴");
    await page.getByRole("button", { name: "选这位" }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await only(page, "reader", { card: SON }))[field]).toBeDefined();
  }
  await page.getByRole("checkbox", { name: "不要联系" }).click();
  const asked = page.getByRole("dialog", { name: "不要联系" });
  await asked.getByRole("textbox", { name: "读者的原话" }).fill("别再打电话了");
  await asked.getByRole("button", { name: "保存" }).click();
  await asked.waitFor({ state: "detached" });
  await expect
    .poll(async () => (await only(page, "reader", { card: SON })).doNotContact)
    .toMatchObject({ words: "别再打电话了" });
});

test("an opinion is taken on and put off, and what is to be done about it given to a colleague, who comes next", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+,");
  const colleagues = section(page, "colleagues");
  await colleagues.getByRole("textbox", { name: "姓名" }).last().fill("周明");
  await colleagues.getByRole("button", { name: "添加同事" }).click();
  await expect.poll(async () => (await liveRows(page, "staff")).length).toBe(2);
  await page.keyboard.press("Control+3");
  await page.getByRole("option", { name: /空调太冷/ }).click();
  await page.keyboard.press("n");
  const sheet = page.getByRole("dialog", { name: /^新(待办|承诺)/ });
  await sheet.getByRole("textbox", { name: "内容" }).fill("请师傅来看 >明天 !高");
  await sheet.getByRole("combobox", { name: "承办人" }).selectOption({ label: "周明" });
  await sheet.getByRole("button", { name: "保存" }).click();
  await expect
    .poll(() => only(page, "task", { priority: "high" }))
    .toMatchObject({ about: { kind: "feedback" }, due: expect.any(String) });
  await page.getByRole("option", { name: /空调太冷/ }).click();
  await page.keyboard.press("a");
  await page.getByRole("dialog").getByRole("combobox").fill("陈雨桐");
  await page.getByRole("dialog").getByRole("combobox").press("Enter");
  await expect.poll(async () => (await only(page, "feedback")).owner).toBeDefined();
  await page.getByRole("option", { name: /空调太冷/ }).click();
  await page.keyboard.press("h");
  await page.getByRole("dialog").getByRole("combobox").press("Enter");
  await expect.poll(async () => (await only(page, "feedback")).snoozedUntil).toBeDefined();

  await byPalette(page, "交班", /^交班(?!本)/);
  const shift = page.getByRole("dialog", { name: "交班" });
  await shift.getByRole("textbox", { name: "留给下一班的话" }).fill("三楼打印机等人修");
  await shift.getByRole("textbox", { name: "拾到的物品" }).fill("蓝色水杯，左边柜子");
  await shift.getByRole("button", { name: "交班并锁定" }).click();
  const comes = async (name: string): Promise<void> => {
    await page.getByRole("combobox", { name: "姓名或首字母" }).fill(name);
    await page.getByRole("option", { name }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator("dialog.lock").waitFor({ state: "detached" });
  };
  await comes("周明");
  const left = page.getByRole("dialog", { name: "上一班留下的话" });
  await left.getByRole("button", { name: "已接" }).click();
  await left.waitFor({ state: "detached" });
  await expect.poll(async () => (await liveRows(page, "handover")).filter(({ takenAt }) => takenAt).length).toBe(1);
  await byPalette(page, "待办与承诺", /待办与承诺/);
  await page.getByText("请师傅来看").waitFor();
  await page.getByRole("grid", { name: "待办与承诺" }).focus();
  await page.keyboard.press("y");
  await expect.poll(async () => (await only(page, "task", { priority: "high" })).accepted).toBe("accepted");
  // its words are protected: whoever reads them is on record
  await page.keyboard.press("F2");
  const words = page.getByRole("dialog", { name: "修改待办" });
  await words.getByRole("textbox", { name: "内容" }).waitFor();
  await expect.poll(async () => (await liveRows(page, "reveal")).length).toBeGreaterThan(0);
  await page.keyboard.press("Escape");
  await words.waitFor({ state: "detached" });
  await page.keyboard.press("Space");
  await expect.poll(async () => (await only(page, "task", { priority: "high" })).done).toBeDefined();
  await page.keyboard.press("Control+l");
  await comes("陈雨桐");
});

test("somebody without a card is promised a call", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+1");
  await page.locator(".work.desk").waitFor();
  await page.keyboard.press("F4");
  const composer = page.getByRole("dialog");
  await composer.getByRole("radio", { name: "回电" }).check();
  await composer.getByRole("textbox", { name: "称呼" }).fill("顾先生");
  await composer.getByRole("textbox", { name: "电话" }).fill("13900000046");
  await composer.getByRole("textbox", { name: "电话" }).press("Control+Enter");
  await composer.waitFor({ state: "detached" });
  await expect.poll(async () => (await liveRows(page, "task")).some(({ contact }) => contact !== undefined)).toBe(true);
});

test("somebody without a card complains, can be called, and then wants no reply", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+1");
  await page.locator(".work.desk").waitFor();
  await page.keyboard.press("Alt+Digit7");
  const sheet = page.getByRole("dialog", { name: "登记读者意见：投诉" });
  await sheet.getByRole("radio", { name: "没有读者证的人" }).check();
  await sheet.getByRole("textbox", { name: "称呼" }).fill("王阿姨");
  await sheet.getByRole("textbox", { name: "电话" }).fill("13800001111");
  await sheet.getByRole("textbox", { name: "原话" }).fill("门口台阶太滑。");
  await page.keyboard.press("F4");
  await page.keyboard.press("Control+Enter");
  await sheet.waitFor({ state: "detached" });
  await expect
    .poll(async () => (await liveRows(page, "interaction")).some(({ contact }) => contact !== undefined))
    .toBe(true);
  // and says at the door that nobody need call her
  await page.keyboard.press("Control+3");
  await page.getByRole("option", { name: /台阶太滑/ }).click();
  await byPalette(page, "不需回复", /不需回复/);
  await expect.poll(async () => (await liveRows(page, "feedback")).some(({ noReply }) => noReply === true)).toBe(true);
  await expect.poll(async () => (await liveRows(page, "task")).some(({ noReply }) => noReply === true)).toBe(true);
  // what was done stands for all to read
  await page.getByRole("textbox", { name: "给读者的答复" }).fill("台阶已装防滑条");
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(async () => (await liveRows(page, "feedback")).some(({ publicReply }) => publicReply !== undefined))
    .toBe(true);
});

test("the house says whom it serves, when it is closed, and what is no more", async () => {
  const { page } = atHand.opened;
  const branch = (): Promise<Row> => only(page, "branch", { name: "城东馆" });
  await page.keyboard.press("Control+,");
  const served = section(page, "population");
  await served.getByRole("textbox", { name: "社区" }).fill("西门");
  await served.getByRole("textbox", { name: "社区" }).press("Enter");
  await served.getByRole("spinbutton", { name: "西门，7–17 岁" }).fill("1200");
  await served.getByRole("spinbutton", { name: "西门，7–17 岁" }).press("Tab");
  await expect.poll(async () => (await branch()).served).toEqual({ "7-17 西门": 1200 });

  await page.getByRole("textbox", { name: "周一开门" }).fill("8:30");
  await page.getByRole("textbox", { name: "周一关门" }).fill("20");
  await page.getByRole("textbox", { name: "周一关门" }).press("Enter");
  await expect.poll(async () => (await branch()).hours).toEqual({ 1: "08:30-20:00" });

  const calendar = section(page, "calendar");
  const foot = calendar.getByRole("region", { name: "更改选中的日子" });
  const set = async (day: number, as: string, name: string): Promise<void> => {
    await calendar.getByRole("gridcell", { name: new RegExp(`^1月${day}日`) }).click();
    await foot.getByRole("combobox", { name: "设为" }).selectOption(as);
    await foot.getByRole("textbox", { name: "名称或原因" }).fill(name);
    await foot.getByRole("textbox", { name: "名称或原因" }).press("Enter");
  };
  await set(8, "放假并闭馆", "馆庆");
  await expect
    .poll(branch)
    .toMatchObject({ workdays: expect.anything(), exceptions: expect.anything(), dayNames: expect.anything() });
  await set(15, "学校假期（开放）", "寒假");
  await expect.poll(async () => (await branch()).vacations).toBeDefined();

  const branches = section(page, "branches");
  await branches.getByRole("textbox", { name: "分馆名称" }).last().fill("西馆");
  await branches.getByRole("textbox", { name: "分馆简称" }).last().fill("XG");
  await branches.getByRole("textbox", { name: "分馆简称" }).last().press("Enter");
  await expect.poll(async () => (await liveRows(page, "branch")).length).toBe(2);
  // the one that has the readers, and back again
  await branches.getByRole("listitem").first().getByRole("button", { name: "停用" }).click();
  await page.getByRole("button", { name: /^停用并转/ }).click();
  await page.getByRole("button", { name: "以后再说" }).last().click();
  expect((await reader(page)).formerBranches).toBeDefined();
  await page.getByRole("button", { name: /^撤销/ }).click();
  await expect.poll(async () => (await reader(page)).formerBranches).toBeUndefined();
  await branches.getByRole("listitem").nth(1).getByRole("button", { name: "停用" }).click();
  await expect.poll(async () => (await liveRows(page, "branch", { hidden: true })).length).toBe(1);

  const colleagues = section(page, "colleagues");
  await colleagues.getByRole("listitem").nth(1).getByRole("button", { name: "停用" }).waitFor();
  await colleagues.getByRole("listitem").last().getByRole("button", { name: "停用" }).click();
  await expect.poll(async () => (await liveRows(page, "staff", { hidden: true })).length).toBe(1);
});

test("what the house serves in all, and what was counted elsewhere, is typed where a month is closed", async () => {
  const { page } = atHand.opened;
  await page.keyboard.press("Control+k");
  await page.keyboard.type("报表");
  await page.getByRole("option", { name: /报表/ }).first().click();
  await page
    .getByRole("link", { name: "月报定稿" })
    .or(page.getByRole("tab", { name: "月报定稿" }))
    .first()
    .click();
  await page.getByRole("combobox", { name: "分馆" }).selectOption("城东馆");
  await page.getByRole("textbox", { name: "组织读者活动场次：数字" }).fill("6");
  await page.getByRole("textbox", { name: "组织读者活动场次：来源" }).fill("活动登记");
  await page.getByRole("button", { name: "保存填报" }).click();
  const { id } = await only(page, "branch", { name: "城东馆" });
  await expect.poll(() => only(page, "month-figures")).toMatchObject({ branch: id, figures: expect.anything() });
  await page.getByLabel("城东馆：服务人口").fill("12000");
  await page.getByRole("button", { name: "保存基础数据" }).click();
  // the last act of all: it is in the journal
  await page.locator(".toast[data-tone=done]", { hasText: "已保存基础数据" }).waitFor();
  expect((await only(page, "branch", { name: "城东馆" })).population).toBe(12000);
});
