/** The composer in the window: a record, a task, a promise and a call-back, and whoever it is for stays where she is. */
import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { App } from "../../../renderer/app/app.tsx";
import { DESK_DRAFTS, OPINION_DRAFT } from "../../../renderer/db/erasing/erased-drafts.ts";
import { create, edit, remove } from "../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import "../../../renderer/styles/index.css";
import { createTestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { createGate } from "../../support/gate.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { write } from "../../support/write.ts";
import { pause, press, scan, typeText } from "../desk/keys.ts";
import { findToast } from "../desk/open-desk.tsx";

const CARD = "002104178853";
const LI_CARD = "002104170001";

/** @param lookUp what the search finds by a number that is no card */
async function open(lookUp?: (text: string) => Promise<string | null>) {
  const made = await createTestServices({ settings: { staff: "chen", branch: "b1" } });
  const query: typeof made.search.query = async (asked) => {
    const found = await made.search.query(asked);
    return lookUp === undefined ? found : { ...found, exact: found.exact ?? (await lookUp(asked.text)) };
  };
  const services = { ...made, search: { ...made.search, query } };
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林致远" }),
    create("branch", "b1", { name: "城东馆" }),
    create("reader", "zhang", { name: "张素琴", card: CARD, owner: "lin" }),
    create("reader", "li", { name: "李雷", card: LI_CARD }),
  ]);
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "扫描或查找读者" });
  await waitFor(() => expect(document.activeElement).toBe(box));
  return { ...services, box };
}

async function openHerPage() {
  const desk = await open();
  await scan(CARD, 5);
  await screen.findByRole("button", { name: /记给.*张\*琴/ });
  await press("Enter", "Enter", { ctrl: true });
  await screen.findByRole("tablist");
  return desk;
}

const words = (): Promise<HTMLElement> => screen.findByRole("textbox", { name: "内容" });
const inWords = async (): Promise<void> => {
  const field = await words();
  await waitFor(() => expect(document.activeElement).toBe(field));
};

it("says of whoever wants no contact that what is promised now is her own request", async () => {
  const quiet = "这位读者不要联系。现在是读者自己要的，可以照办。";
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await userEvent.click(screen.getByRole("radio", { name: "承诺" }));
  expect(screen.queryByText(quiet)).toBeNull();
  await desk.writer.run("test", [edit("reader", "zhang", { doNotContact: { since: "2026-11-01" } })]);
  await screen.findByText(quiet);
  await userEvent.click(screen.getByRole("radio", { name: "待办" }));
  expect(screen.queryByText(quiet)).toBeNull();
});

/** On her page a composer is opened, written in and left: a draft. */
async function beginForHer(text: string): Promise<void> {
  await openHerPage();
  await press("F4", "F4");
  await inWords();
  await userEvent.paste(text);
  await press("Escape", "Escape");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
}

it("F4 and Enter write a record and its task for Friday over the reader's page, which stays", async () => {
  const desk = await openHerPage();
  await press("F4", "F4");
  await screen.findByRole("dialog", { name: "登记服务记录：张*琴" });
  await inWords();
  await userEvent.paste("问校史 >周五");
  await screen.findByText(/跟进/);
  expect(await findAxeFaults()).toEqual([]);
  await press("Enter", "Enter");
  await findToast("已记录：咨询 → 张*琴");
  expect(await desk.db.interaction.toArray()).toMatchObject([
    { reader: "zhang", purpose: "reference", question: "问校史", outcome: "follow-up", staff: "chen", branch: "b1" },
  ]);
  expect(await desk.db.task.toArray()).toMatchObject([{ text: "问校史", due: "2026-11-27", assignee: "chen" }]);
  expect(screen.getByRole("tablist")).toBeTruthy();
  await desk.writer.undo();
  expect((await desk.db.interaction.toArray()).every(({ gone }) => gone === 1)).toBe(true);
  expect((await desk.db.task.toArray()).every(({ gone }) => gone === 1)).toBe(true);
});

it("right after a log F4 takes its note where the person is", async () => {
  const desk = await openHerPage();
  await press("3", "Digit3", { alt: true });
  await findToast("已记录：找书 → 张*琴");
  await press("F4", "F4");
  const line = await screen.findByRole("textbox", { name: "补一句" });
  await waitFor(() => expect(document.activeElement).toBe(line));
  await typeText("地方志");
  await press("Enter", "Enter");
  await findToast("已补记：找书");
  expect(screen.getByRole("tablist")).toBeTruthy();
  expect(await desk.db.interaction.toArray()).toMatchObject([{ purpose: "find", question: "地方志" }]);
});

it("F4 goes on to a task and a promise, which her responsible colleague is meant to keep", async () => {
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await press("F4", "F4");
  await press("F4", "F4");
  await screen.findByRole("dialog", { name: "新承诺：张*琴" });
  expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "承办人" }).value).toBe("lin");
  await screen.findByText("林致远接收前由陈雨桐负责");
  await userEvent.paste("找到校刊就告诉她");
  // from another field
  screen.getByRole("combobox", { name: "承办人" }).focus();
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () =>
    expect(await desk.db.task.toArray()).toMatchObject([
      { text: "找到校刊就告诉她", promisedTo: "zhang", assignee: "lin", origin: { by: "person", id: "chen" } },
    ]),
  );
});

it("Escape keeps what was begun, says so in one line, and it is there again; saved, it is gone", async () => {
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await userEvent.paste("问到一半");
  await press("Escape", "Escape");
  await findToast("已存为草稿，再打开时还在");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await desk.db.interaction.count()).toBe(0);
  await press("F4", "F4");
  expect((await words()).textContent).toBe("问到一半");
  await inWords();
  await press("Enter", "Enter", { ctrl: true });
  await findToast("已记录：咨询 → 张*琴");
  await press("F4", "F4");
  expect((await words()).textContent).toBe("");
});

it("takes a begun text up again behind its last word", async () => {
  await beginForHer("窗口变小");
  await press("F4", "F4");
  await inWords();
  await typeText("说到一半");
  expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内容" }).value).toBe("窗口变小说到一半");
});

it("a call-back of which no day is said is due on the next working day of the branch, as it says", async () => {
  const desk = await openHerPage();
  await desk.writer.run("test", [edit("branch", "b1", { workdays: { "2026-11-26": "rest" } })]);
  await press("F4", "F4");
  await inWords();
  for (let times = 0; times < 3; times++) await press("F4", "F4");
  await screen.findByText("没写日期，就是11月27日星期五");
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () =>
    expect(await desk.db.task.toArray()).toMatchObject([{ text: "回电", promisedTo: "zhang", due: "2026-11-27" }]),
  );
});

const valueOfWords = (): string => screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内容" }).value;
/** A person's last key is long past when a card comes. */
const scanLater = (card: string): Promise<void> => scan(card, 5, { afterMs: 350 });
const keptDrafts = async ({ db }: Awaited<ReturnType<typeof open>>): Promise<unknown> =>
  (await db.meta.get(DESK_DRAFTS))?.value ?? [];

it("a card scanned amid the words says whose they are, and leaves none of its digits in them", async () => {
  const desk = await open();
  await press("F4", "F4");
  await inWords();
  await userEvent.keyboard("问校史");
  await scanLater(CARD);
  await screen.findByRole("dialog", { name: "登记服务记录：张*琴" });
  expect(valueOfWords()).toBe("问校史");
  await userEvent.keyboard("在哪");
  await press("Enter", "Enter", { ctrl: true });
  await findToast("已记录：咨询 → 张*琴");
  expect(await desk.db.interaction.toArray()).toMatchObject([{ reader: "zhang", question: "问校史在哪" }]);
  await waitFor(async () => expect(await keptDrafts(desk)).toEqual([]));
});

it("keeps what is typed while a card is looked up, saves it for her whose card it is, and leaves no draft", async () => {
  const gate = createGate();
  const desk = await open(
    gate.through(
      async (text) => (text === "20230117" ? "zhang" : null),
      (text) => text === "20230117",
    ),
  );
  await press("F4", "F4");
  await inWords();
  await userEvent.keyboard("问校史");
  await scanLater("20230117");
  await waitFor(() => expect(gate.size()).toBe(1));
  await userEvent.keyboard("在哪");
  await press("Enter", "Enter", { ctrl: true });
  await gate.open();
  await findToast("已记录：咨询 → 张*琴");
  expect(await desk.db.interaction.toArray()).toMatchObject([{ reader: "zhang", question: "问校史在哪" }]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(async () => expect(await keptDrafts(desk)).toEqual([]));
});

it("takes up what was begun for her whose card is scanned, behind the words that are there", async () => {
  await beginForHer("写给张素琴的");
  await press("1", "Digit1", { ctrl: true });
  await press("-", "Minus", { alt: true });
  for (const [typed, words] of [
    ["", "写给张素琴的"],
    ["另一句", "另一句\n写给张素琴的"],
  ] as const) {
    await press("F4", "F4");
    await screen.findByRole("dialog", { name: "登记服务记录" });
    await inWords();
    if (typed !== "") await userEvent.keyboard(typed);
    await scanLater(CARD);
    await screen.findByRole("dialog", { name: "登记服务记录：张*琴" });
    expect(valueOfWords()).toBe(words);
    await findToast("已接上这位读者没写完的草稿");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  }
});

it("leaves the next reader's card waiting, and files what becomes another's under her alone", async () => {
  const desk = await openHerPage();
  await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "记待办或承诺" }));
  await screen.findByRole("dialog", { name: "新待办：张*琴" });
  await inWords();
  await userEvent.paste("找到校刊就说");
  await scanLater(LI_CARD);
  await findToast("扫到 0021 0417 0001，还没有打开");
  expect(valueOfWords()).toBe("找到校刊就说");
  await userEvent.click(screen.getByRole("radio", { name: "没有人在等" }));
  await scanLater(LI_CARD);
  await screen.findByRole("dialog", { name: "新待办：李*" });
  await userEvent.click(screen.getByRole("radio", { name: "承诺" }));
  // what is typed now are its words
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "内容" }));
  await press("Enter", "Enter", { ctrl: true });
  await findToast("已记承诺：李*");
  expect(await desk.db.task.toArray()).toMatchObject([{ promisedTo: "li", about: { kind: "reader", id: "li" } }]);
});

it("keeps what is typed while it is saved, and saved once more it is one record", async () => {
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await userEvent.keyboard("问校史");
  desk.testHost.journal.slow = [];
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(() => expect(desk.testHost.journal.slow).toHaveLength(1));
  await userEvent.keyboard("在哪");
  const [answer] = desk.testHost.journal.slow;
  desk.testHost.journal.slow = null;
  answer?.();
  await findToast("已记录：咨询 → 张*琴");
  expect(valueOfWords()).toBe("问校史在哪");
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(await desk.db.interaction.toArray()).toMatchObject([{ question: "问校史在哪" }]);
  await waitFor(async () => expect(await keptDrafts(desk)).toEqual([]));
});

it("promises nothing to a reader who was deleted meanwhile, says so, and keeps the words", async () => {
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await press("F4", "F4");
  await press("F4", "F4");
  await screen.findByRole("dialog", { name: "新承诺：张*琴" });
  await userEvent.paste("找到校刊就告诉她");
  await desk.writer.run("test", [remove("reader", "zhang")]);
  await press("Enter", "Enter", { ctrl: true });
  await screen.findByText(/这位读者刚刚被删除/, { selector: ".toast *" });
  expect(await desk.db.task.count()).toBe(0);
  expect(valueOfWords()).toBe("找到校刊就告诉她");
});

/** A call-back to somebody who has no card. */
async function promiseToGu() {
  const desk = await open();
  await press("F4", "F4");
  await inWords();
  for (let times = 0; times < 3; times++) await press("F4", "F4");
  await screen.findByRole("dialog", { name: /^承诺回电/ });
  const save = screen.getByRole("button", { name: "保存" });
  expect(save.getAttribute("aria-disabled")).toBe("true");
  await screen.findByText("请写称呼或电话");
  await write(screen.getByRole("textbox", { name: "称呼" }), "顾先生");
  await write(screen.getByRole("textbox", { name: "电话" }), "139 0000 0046");
  await screen.findByRole("dialog", { name: "承诺回电：顾先生" });
  (await words()).focus();
  await userEvent.keyboard(">今天");
  await press("Enter", "Enter", { ctrl: true });
  await findToast("已记承诺：顾*生");
  await screen.findByText("期限 11月25日星期三");
  expect(screen.queryByRole("dialog")).toBeNull();
  const [task] = await desk.db.task.toArray();
  expect(task).toMatchObject({
    text: "回电",
    contact: { name: "顾先生", phone: "139 0000 0046" },
    due: "2026-11-25",
    assignee: "chen",
  });
  return { ...desk, task: task?.id ?? "" };
}

it("a call-back to a person without a card stands in Today under a name that a queue may read, and is kept there", async () => {
  const desk = await promiseToGu();
  const row = await waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-row="${desk.task}"]`);
    if (found === null) throw new Error("not in Today");
    return found;
  });
  expect(row.textContent).toContain("顾*生");
  expect(row.textContent).not.toContain("顾先生");
  expect(row.textContent).not.toContain("0000");
  await userEvent.click(within(row).getByRole("checkbox", { name: "完成：回电" }));
  await waitFor(async () => expect((await desk.db.task.get(desk.task))?.done).toBeTypeOf("number"));
});

it("a call-back becomes the reader's with the card that is scanned into it", async () => {
  const desk = await promiseToGu();
  const row = await waitFor(() => document.querySelector<HTMLElement>(`[data-row="${desk.task}"] [data-opens]`));
  row?.click();
  expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "电话" })).value).toBe("139 0000 0046");
  expect(await desk.db.reveal.where("about.id").equals(desk.task).toArray()).toMatchObject([
    { fields: ["text", "contact"] },
  ]);
  await pause(350);
  await scan(CARD, 20);
  await screen.findByRole("dialog", { name: "修改承诺：张*琴" });
  await press("Enter", "Enter", { ctrl: true });
  await waitFor(async () => expect((await desk.db.task.get(desk.task))?.promisedTo).toBe("zhang"));
  expect(await desk.db.task.get(desk.task)).not.toHaveProperty("contact");
});

it("a call-back becomes hers who is registered with its number, and is nobody's again when that is taken back", async () => {
  const desk = await promiseToGu();
  await press("n", "KeyN", { ctrl: true });
  await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "顾明");
  await write(screen.getByRole("textbox", { name: "电话" }), "13900000046");
  const hers = await screen.findByRole<HTMLInputElement>("checkbox", { name: /承诺.*顾\*生/ });
  expect(hers.checked).toBe(true);
  await press("Enter", "Enter", { ctrl: true });
  await screen.findByRole("heading", { level: 1, name: /顾明/ });
  const [gu] = await desk.db.reader.filter(({ name }) => name === "顾明").toArray();
  expect(await desk.db.task.get(desk.task)).toMatchObject({ promisedTo: gu?.id });
  expect(await desk.db.task.get(desk.task)).not.toHaveProperty("contact");
  await desk.writer.undo();
  expect(await desk.db.task.get(desk.task)).toMatchObject({ contact: { name: "顾先生" } });
});

/** Words to the reader, and to somebody else, begun and left. */
async function leaveDrafts() {
  const desk = await openHerPage();
  await press("F4", "F4");
  await inWords();
  await userEvent.paste("写给张素琴的");
  await press("Escape", "Escape");
  await findToast("已存为草稿，再打开时还在");
  await press("1", "Digit1", { ctrl: true });
  await press("-", "Minus", { alt: true });
  await press("7", "Digit7", { alt: true });
  const text = await screen.findByRole("textbox", { name: "原话" });
  await waitFor(() => expect(document.activeElement).toBe(text));
  await userEvent.paste("有人说灯太暗");
  await press("Escape", "Escape");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  return desk;
}
const openDrafts = async (count: number): Promise<HTMLElement> => {
  const bar = screen.getByRole("contentinfo", { name: "状态栏" });
  await userEvent.click(await within(bar).findByRole("button", { name: `草稿 ${count}` }));
  return await screen.findByRole("dialog", { name: "草稿" });
};

it("drafts are a list in the status bar: given up, taken back, and taken up again where they belong", async () => {
  await leaveDrafts();
  const list = await openDrafts(2);
  expect(await findAxeFaults()).toEqual([]);
  const lines = (): readonly (string | null)[] =>
    within(list)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);
  expect(lines()[0]).toMatch(/^投诉.*有人说灯太暗/);
  expect(lines()[1]).toMatch(/^服务记录.*张\*琴.*写给张/);
  const when = within(list).getAllByText(/\d\d:\d\d/)[0];
  const before = document.createRange();
  before.setStart(when?.parentElement ?? list, 0);
  before.setEndBefore(when ?? list);
  expect((when?.getBoundingClientRect().left ?? 0) - before.getBoundingClientRect().right).toBeGreaterThanOrEqual(8);
  await press("Delete", "Delete");
  await waitFor(() => expect(within(list).getAllByRole("listitem")).toHaveLength(1));
  await press("z", "KeyZ", { ctrl: true });
  await waitFor(() => expect(within(list).getAllByRole("listitem")).toHaveLength(2));
  await userEvent.click(within(list).getByRole("button", { name: /服务记录/ }));
  await screen.findByRole("dialog", { name: "登记服务记录：张*琴" });
  expect((await words()).textContent).toBe("写给张素琴的");
});

it("of a reader who is erased the drafts go, which is said, and another's stays", async () => {
  const desk = await leaveDrafts();
  await desk.writer.run("reader.goes", [create("erased", "zhang", { at: 1, reason: "request", records: [] })]);
  await findToast("1 条草稿是为已清除的读者写的，已随这位读者一起清除；其余草稿都在");
  const list = await openDrafts(1);
  expect(within(list).getByRole("listitem").textContent).toContain("有人说灯太暗");
});

it("counts a reply that was begun at an opinion among the drafts of whoever began it, and leads back to it", async () => {
  const { db, writer } = await open();
  await writer.run("test", [
    create("feedback", "lens", { title: "希望配放大镜", type: "suggestion", status: "accepted" }),
  ]);
  await db.meta.put({ name: `${OPINION_DRAFT}lens/lin`, value: { note: "", reply: "写的是别人" } });
  await db.meta.put({ name: `${OPINION_DRAFT}lens/chen`, value: { note: "", reply: "已订五个" } });
  const drafts = await openDrafts(1);
  await userEvent.click(within(drafts).getByRole("button", { name: "意见的备注或答复 希望配放大镜" }));
  await screen.findByRole("heading", { level: 1, name: "希望配放大镜" });
  expect(await screen.findByDisplayValue("已订五个")).toBeTruthy();
});
