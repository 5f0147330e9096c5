import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, onTestFinished, test } from "vitest";
import { DEADLINES_ID, DEFAULT_DEADLINES } from "#shared/model/settings/deadline-days.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { pause, press, scan, typeText } from "./keys.ts";
import { findToast, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const alive = <T extends { readonly gone?: 1 }>(rows: readonly T[]): readonly T[] =>
  rows.filter((row) => row.gone !== 1);
const opinions = async ({ services }: Desk) => alive(await services.db.feedback.toArray());
const logs = async ({ services }: Desk) => alive(await services.db.interaction.toArray());
const write = async (text: string): Promise<void> => {
  for (const char of text) await press(char, "KeyA");
  await pause(200);
};
const openSheet = async (digit: string): Promise<HTMLElement> => {
  await press(digit, `Digit${digit}`, { alt: true });
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("textbox", { name: "原话" })));
  return dialog;
};

describe("the one sheet for complaint, suggestion and praise", () => {
  test("counts the library's own deadline over a holiday, and through a closure", async () => {
    const desk = await openDesk();
    await desk.services.writer.run("test", [
      create("setting", DEADLINES_ID, { name: "deadlines", value: { ...DEFAULT_DEADLINES, complaint: 3 } }),
      edit("branch", "b1", {
        workdays: { "2026-11-27": "rest", "2026-11-28": "work" },
        exceptions: { "2026-11-26": "closed", "2026-11-30": "closed" },
      }),
    ]);
    await openSheet("7");
    await write("等不到座位");
    // Thu 26 though it is closed, Sat 28 in exchange, Mon 30
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () => expect((await opinions(desk)).map(({ due }) => due)).toEqual(["2026-11-30"]));
  });

  test("is sent by its keys from its foot too, where the key alone would put it off", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("7");
    await write("空调太冷");
    within(dialog)
      .getByRole("button", { name: /^以后再写/ })
      .focus();
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () => expect((await opinions(desk)).map(({ text }) => text)).toEqual(["空调太冷"]));
  });

  test("can be read in the dark with a call back, on its own colour", async () => {
    document.documentElement.dataset.theme = "dark";
    onTestFinished(() => void delete document.documentElement.dataset.theme);
    await openDesk();
    const dialog = await openSheet("7");
    await press("F4", "F4");
    await within(dialog).findByRole("textbox", { name: "回电要说什么" });
    expect(await findAxeFaults(dialog)).toEqual([]);
  });

  test("takes a call back to somebody without a card with it, in one entry, by F4", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("7");
    await write("台阶绊了一跤");
    await press("F4", "F4");
    const name = within(dialog).getByRole("textbox", { name: "称呼" });
    await waitFor(() => expect(document.activeElement).toBe(name));
    // nobody could be called back
    await press("Enter", "Enter", { ctrl: true });
    await within(dialog).findByText("写下称呼或电话才能回电");
    expect(await opinions(desk)).toEqual([]);
    await write("梁女士");
    within(dialog).getByRole("textbox", { name: "电话" }).focus();
    await write("13700005210");
    await press("F4", "F4");
    const words = within(dialog).getByRole("textbox", { name: "回电要说什么" });
    await waitFor(() => expect(document.activeElement).toBe(words));
    await write("看过台阶后回电 >周五");
    await within(dialog).findByText(/跟进 .*11月27日/);
    const before = desk.services.testHost.entries.length;
    await press("Enter", "Enter", { ctrl: true });
    await findToast(/已登记投诉/);
    await waitFor(() => expect(desk.services.testHost.entries).toHaveLength(before + 1));
    const contact = { name: "梁女士", phone: "13700005210" };
    const [opinion] = await opinions(desk);
    expect(opinion).toMatchObject({ type: "complaint", contact });
    expect(await desk.services.db.task.toArray()).toMatchObject([
      {
        text: "看过台阶后回电",
        due: "2026-11-27",
        assignee: "s1",
        contact,
        about: { kind: "feedback", id: opinion?.id },
      },
    ]);
  });

  test("keeps that no reply is wanted, or that a call back was promised, and never both", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("9");
    await write("谢谢帮忙");
    const box = (name: RegExp): HTMLInputElement | null =>
      within(dialog).queryByRole<HTMLInputElement>("checkbox", { name });
    // of nobody by name there is nobody who could want none
    expect(box(/^不需回复/)).toBeNull();
    await press("F4", "F4");
    await waitFor(() => expect(box(/^承诺回电/)?.checked).toBe(true));
    box(/^不需回复/)?.click();
    await waitFor(() => expect([box(/^不需回复/)?.checked, box(/^承诺回电/)?.checked]).toEqual([true, false]));
    within(dialog).getByRole("textbox", { name: "称呼" }).focus();
    await write("梁女士");
    await press("Enter", "Enter", { ctrl: true });
    await findToast(/已登记表扬/);
    expect(await opinions(desk)).toMatchObject([{ noReply: true, contact: { name: "梁女士" } }]);
    expect(await desk.services.db.task.count()).toBe(0);
  });

  test("is meant for her responsible colleague, and says so, and a call back too", async () => {
    const desk = await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("test", [
          create("staff", "s2", { name: "林致远" }),
          edit("reader", ZHANG, { owner: "s2" }),
        ])),
    });
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    const dialog = await openSheet("7");
    await waitFor(() =>
      expect(within(dialog).getByRole<HTMLSelectElement>("combobox", { name: "承办人" }).value).toBe("s2"),
    );
    await write("空调太冷");
    await press("F4", "F4");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记投诉：张*琴");
    expect(await opinions(desk)).toMatchObject([{ owner: "s2", reader: ZHANG }]);
    expect(await desk.services.db.task.toArray()).toMatchObject([
      { text: "回电", promisedTo: ZHANG, assignee: "s2", due: "2026-11-26" },
    ]);
  });

  test("writes one opinion and one service record in one entry, and undo takes both back", async () => {
    const desk = await openDesk();
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await openSheet("7");
    expect(await logs(desk)).toHaveLength(0);
    await write("二楼饮水机晚上停水");
    const before = desk.services.testHost.entries.length;
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记投诉：张*琴");
    // the toast may still be the pale one
    await waitFor(() => expect(desk.services.testHost.entries).toHaveLength(before + 1));
    expect(
      desk.services.testHost.entries
        .at(-1)
        ?.ops.map(({ kind }) => kind)
        .sort(),
    ).toEqual(["feedback", "interaction"]);
    const [opinion] = await opinions(desk);
    const [log] = await logs(desk);
    // Wednesday 25 November, five working days
    expect(opinion).toMatchObject({
      type: "complaint",
      reader: ZHANG,
      text: "二楼饮水机晚上停水",
      channel: "desk",
      due: "2026-12-02",
      status: "registered",
      registerNo: "CD-A-2026-0001",
      firstAsked: "s1",
      branch: "b1",
    });
    expect(log).toMatchObject({ purpose: "complaint", reader: ZHANG, feedback: opinion?.id });
    await press("z", "KeyZ", { ctrl: true });
    await findToast("已撤销：读者意见登记");
    expect(await opinions(desk)).toEqual([]);
    expect(await logs(desk)).toEqual([]);
  });

  test("a complaint by telephone from a person without a card needs no second sheet", async () => {
    const desk = await openDesk();
    await press("F12", "F12");
    await screen.findByText("来电");
    const dialog = await openSheet("7");
    await write("电话打不进来");
    within(dialog).getByRole("textbox", { name: "称呼" }).focus();
    await write("王女士");
    within(dialog).getByRole("textbox", { name: "电话" }).focus();
    await typeText("13900001111");
    await pause(200);
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记投诉：没有读者证的人");
    expect(await opinions(desk)).toMatchObject([
      { contact: { name: "王女士", phone: "13900001111" }, channel: "phone" },
    ]);
    expect(await logs(desk)).toMatchObject([
      { contact: { name: "王女士", phone: "13900001111" }, channel: "phone", purpose: "complaint" },
    ]);
  });

  test("register numbers count up, and an undone one is never given again", async () => {
    const desk = await openDesk();
    await openSheet("8");
    await write("加放大镜");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记建议：匿名");
    await press("z", "KeyZ", { ctrl: true });
    await findToast("已撤销：读者意见登记");
    await openSheet("9");
    await write("谢谢");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记表扬：匿名");
    expect(await opinions(desk)).toMatchObject([{ type: "praise", registerNo: "CD-A-2026-0002" }]);
    expect((await opinions(desk))[0]?.due).toBeUndefined();
  });

  test("a double click on Save registers one opinion", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("8");
    await write("加放大镜");
    const saving = within(dialog).getByRole("button", { name: /登记/ });
    saving.click();
    saving.click();
    await findToast("已登记建议：匿名");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await opinions(desk)).toHaveLength(1);
    expect(await logs(desk)).toHaveLength(1);
  });

  test("nothing is written without words, and the sheet says so", async () => {
    const desk = await openDesk();
    await openSheet("7");
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByText("请写下读者说的话");
    expect(await opinions(desk)).toEqual([]);
  });

  test("a card scanned into the sheet says whose it is, and the words stay as they were", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("8");
    await write("阅览桌加灯");
    await scan(ZHANG_CARD, 20);
    await within(dialog).findByRole("radio", { name: "读者 张*琴" });
    expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "原话" }).value).toBe("阅览桌加灯");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记建议：张*琴");
    expect(await opinions(desk)).toMatchObject([{ reader: ZHANG, text: "阅览桌加灯" }]);
    // the next who has no card begins with nothing of this one
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("heading", { level: 1, name: /张素琴/ })).toBeNull());
    const next = await openSheet("8");
    expect(within(next).getByRole<HTMLTextAreaElement>("textbox", { name: "原话" }).value).toBe("");
  });

  test("puts what waits of hers behind what was written when her card is scanned", async () => {
    const desk = await openDesk();
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await openSheet("8");
    await write("多买绘本");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("heading", { level: 1, name: /张素琴/ })).toBeNull());
    const dialog = await openSheet("8");
    await write("阅览桌加灯");
    await scan(ZHANG_CARD, 20);
    await within(dialog).findByRole("radio", { name: "读者 张*琴" });
    const words = within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "原话" });
    expect(words.value).toBe("阅览桌加灯\n多买绘本");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已登记建议：张*琴");
    expect(await opinions(desk)).toMatchObject([{ reader: ZHANG, text: "阅览桌加灯\n多买绘本" }]);
  });

  test("closed without saving it is a draft, and opens again with its words", async () => {
    const desk = await openDesk();
    await openSheet("8");
    await write("还没想好");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await opinions(desk)).toEqual([]);
    const dialog = await openSheet("8");
    expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "原话" }).value).toBe("还没想好");
  });

  test("keeps its words and says so while the journal does not answer", async () => {
    const desk = await openDesk();
    const dialog = await openSheet("7");
    await write("停水");
    Object.defineProperty(desk.services.writer.health, "get", { value: () => "silent" });
    await press("Enter", "Enter", { ctrl: true });
    await findToast("未能保存");
    expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "原话" }).value).toBe("停水");
    expect(await opinions(desk)).toEqual([]);
  });
});
