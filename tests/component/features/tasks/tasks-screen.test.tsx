import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { TasksScreen } from "../../../../renderer/features/tasks/tasks-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { write } from "../../../support/write.ts";
import { hold, press } from "../../desk/keys.ts";

async function open(path = "/tasks") {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林致远" }),
    create("reader", "reader-a", { name: "张素琴" }),
    create("task", "call", { text: "找到校刊就打电话", due: "2026-11-20", assignee: "lin", promisedTo: "reader-a" }),
    create("task", "order", { text: "订大字本", assignee: "chen" }),
  ]);
  await renderWithServices(
    <ScreenKeys>
      <TasksScreen />
    </ScreenKeys>,
    { services, path },
  );
  await screen.findByText("找到校刊就打电话");
  return services;
}

const OTHER = "b".repeat(16);
const LINE = { out: null, replacedBy: null, lastAt: null, waitsFor: [] } as const;
const OWN_LINE = (stream: string) => ({ ...LINE, stream, own: true, device: "一楼服务台" });
const OTHER_LINE = { ...LINE, stream: OTHER, own: false, device: "少儿馆" };

const grid = (): HTMLElement => screen.getByRole("grid", { name: "待办与承诺" });

describe("the list of tasks", () => {
  it("puts the late promise first and says who is waiting", async () => {
    await open();
    expect(screen.getByText("2026-11-20 逾期")).toBeTruthy();
    expect(await screen.findByRole("link", { name: "张素琴" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "我的 1" })).toBeTruthy();
  });

  it("shows its days in the years of the place, and in western ones where this desk wants them", async () => {
    const services = await createTestServices({ settings: { staff: "chen" } });
    await services.writer.run("test", [
      create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" }),
      create("task", "call", { text: "找到校刊就打電話", due: "2026-11-20", assignee: "chen" }),
      create("task", "order", { text: "訂大字本", due: "2027-01-05", assignee: "chen" }),
    ]);
    const shown = () =>
      screen.getAllByRole("gridcell").flatMap((cell) => /\d+\D\d\d\D\d\d/.exec(cell.textContent ?? "") ?? []);
    const rendered = await renderWithServices(<TasksScreen />, { services, path: "/tasks", language: "zh-TW" });
    await waitFor(() => expect(shown()).toEqual(["115/11/20", "116/01/05"]));
    // and where one is typed
    screen.getByRole("grid").focus();
    await press("Enter", "Enter");
    const due = await screen.findByRole<HTMLInputElement>("textbox", { name: "期限" });
    expect(due.value).toBe("115/11/20");
    rendered.unmount();
    const start = { ...services.start, settings: { ...services.start.settings, calendar: "western" as const } };
    await renderWithServices(<TasksScreen />, { services: { ...services, start }, path: "/tasks", language: "zh-TW" });
    await waitFor(() => expect(shown()).toEqual(["2026-11-20", "2027-01-05"]));
  });

  it("opens at the promises that a number of the statistics counted, and only at them", async () => {
    await open("/tasks?view=promised-late");
    expect(screen.getByRole("button", { name: "已过期的承诺 1" }).getAttribute("aria-current")).toBe("page");
    expect(screen.queryByText("订大字本")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "全部未办 2" }));
    expect(await screen.findByText("订大字本")).toBeTruthy();
  });

  it("says of a view without tasks how many there are elsewhere, and Escape shows them", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "今天到期的承诺 0" }));
    expect(await screen.findByText("这里没有，别处还有未办的待办 2 件")).toBeTruthy();
    // the key is there as soon as the words are drawn, but not in the same moment
    await waitFor(async () => {
      await press("Escape", "Escape");
      expect(screen.queryByText("订大字本")).toBeTruthy();
    });
    await waitFor(() => expect(document.activeElement).toBe(grid()));
  });

  it("writes a template of the library into a task, behind its words", async () => {
    const services = await open();
    await services.writer.run("test", [
      create("setting", "template/a", {
        name: "template",
        value: { use: "task", name: "回电", texts: { "zh-CN": "{期限}前回电，{同事}" } },
      }),
    ]);
    grid().focus();
    await press("F2", "F2");
    const dialog = within(await screen.findByRole("dialog"));
    const box = await dialog.findByRole<HTMLTextAreaElement>("textbox", { name: "内容" });
    await userEvent.selectOptions(await dialog.findByRole("combobox", { name: "用模板…" }), "回电");
    expect(box.value).toBe("找到校刊就打电话\n2026年11月20日前回电，陈雨桐");
  });

  it("Space ticks the task under the cursor, and undo opens it again", async () => {
    const services = await open();
    grid().focus();
    await press(" ", "Space");
    await waitFor(async () => expect(await services.db.task.get("call")).toMatchObject({ doneBy: "chen" }));
    await screen.findByRole("button", { name: "全部未办 1" });
    await services.writer.undo();
    await screen.findByRole("button", { name: "全部未办 2" });
    expect(screen.getByText("找到校刊就打电话")).toBeTruthy();
  });

  it("E completes as it does on Today, and a second E neither opens it again nor touches another", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("e");
    await screen.findByRole("button", { name: "全部未办 1" });
    await userEvent.keyboard("ee");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(await services.db.task.get("call")).toMatchObject({ doneBy: "chen" });
    expect(await services.db.task.get("order")).not.toHaveProperty("done");
  });

  it("a held Space ticks it once", async () => {
    const services = await open();
    grid().focus();
    await hold(" ", "Space", async () => screen.findByRole("button", { name: "全部未办 1" }));
    await services.writer.run("test", [edit("task", "order", { due: "2026-12-01" })]);
    expect((await services.db.log.toArray()).map(({ entry }) => entry.command)).not.toContain("task.reopen");
  });

  it("stays at a task that is done: a second Space opens it again and touches no other, and whoever moves on leaves it", async () => {
    const services = await open();
    grid().focus();
    await press(" ", "Space");
    await screen.findByRole("button", { name: "全部未办 1" });
    await press(" ", "Space");
    await waitFor(async () => expect(await services.db.task.get("call")).not.toHaveProperty("done"));
    expect(await services.db.task.get("order")).not.toHaveProperty("done");
    await press(" ", "Space");
    await screen.findByRole("button", { name: "全部未办 1" });
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(screen.queryByText("找到校刊就打电话")).toBeNull());
    expect(await services.db.task.get("order")).not.toHaveProperty("done");
  });

  it("a task that a colleague gave is accepted with Y, or goes back to the giver with R; only by whom it was given to", async () => {
    const services = await open();
    await services.writer.run("test", [
      create("task", "given", {
        text: "给张老师打电话",
        due: "2026-11-19",
        assignee: "chen",
        origin: { by: "person", id: "lin" },
      }),
    ]);
    await screen.findByText("待接收");
    screen.getByText(/^林致远（首问）→ 陈/);
    grid().focus();
    await userEvent.keyboard("{ArrowUp}y");
    await waitFor(async () => expect(await services.db.task.get("given")).toMatchObject({ accepted: "accepted" }));
    await waitFor(() => expect(screen.queryByText("待接收")).toBeNull());
    expect(screen.queryByText(/首问/)).toBeNull();
    await userEvent.keyboard("r");
    await screen.findByText("已退回给林致远");
    expect(await services.db.task.get("given")).toMatchObject({ accepted: "returned", assignee: "lin" });
    await userEvent.keyboard("{ArrowDown}y");
    await screen.findByText("只有承办人可以接收或退回这件待办");
    expect(await services.db.task.get("call")).not.toHaveProperty("accepted");
  });

  it("says of a task for a colleague which other computer has not told that it has it, and nothing once it has", async () => {
    const services = await open();
    const { db } = services;
    const [own] = (await db.streams.toArray()).filter((row) => row.own === 1);
    if (own === undefined) throw new Error("no own stream");
    // one computer alone: nobody else could fetch it
    expect(screen.queryByText(/还没有取到/)).toBeNull();
    await db.meta.put({
      name: "sync-log",
      value: [{ report: { devices: [OWN_LINE(own.stream), OTHER_LINE] }, folder: null }],
    });
    const { own: _, ...rest } = own;
    const cursor = { ...rest, stream: OTHER };
    await db.streams.put({ ...cursor, told: { [own.stream]: { no: 1, hash: "", seq: own.seq - 1 } } });
    const mark = await screen.findByText("对方电脑还没有取到");
    expect(mark.closest("[title]")?.getAttribute("title")).toBe("少儿馆");
    expect(screen.getAllByText(/还没有取到/)).toHaveLength(1);
    await db.streams.put({ ...cursor, told: { [own.stream]: { no: 1, hash: "", seq: own.seq } } });
    await waitFor(() => expect(screen.queryByText(/还没有取到/)).toBeNull());
    // given on, it is another entry
    await services.writer.run("test", [edit("task", "order", { assignee: "lin" })]);
    await screen.findByText("对方电脑还没有取到");
    // a colleague who works at this very desk finds it here
    services.writer.setStaff("lin");
    await services.writer.run("test", [edit("task", "order", { text: "订大字本两册" })]);
    await waitFor(() => expect(screen.queryByText(/还没有取到/)).toBeNull());
  });

  it("A hands the task to a colleague", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("{ArrowDown}a");
    await screen.findByRole("dialog", { name: "交给谁" });
    await userEvent.keyboard("林{Enter}");
    await waitFor(async () => expect((await services.db.task.get("order"))?.assignee).toBe("lin"));
  });

  it("hands nothing to a colleague who has left, and still says who has it", async () => {
    const services = await open();
    await services.writer.run("test", [edit("staff", "lin", { hidden: true })]);
    const offered = async (key: string): Promise<readonly (string | null)[]> => {
      grid().focus();
      await userEvent.keyboard(key);
      const dialog = within(await screen.findByRole("dialog", { name: "交给谁" }));
      const names = dialog.getAllByRole("option").map(({ textContent }) => textContent);
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      return names;
    };
    await waitFor(async () => expect(await offered("{End}a")).not.toContain("林致远"));
    expect(await offered("{Home}a")).toContain("林致远");
    await press("n", "KeyN", { ctrl: true });
    const assignee = within(await screen.findByRole("dialog", { name: "新待办" })).getByRole("combobox", {
      name: "承办人",
    });
    const choices = within(assignee).getAllByRole("option");
    expect(choices.map(({ textContent }) => textContent)).toEqual(["—", "陈雨桐"]);
  });

  it("Ctrl+N takes a new one, F2 opens it again", async () => {
    const services = await open();
    await press("n", "KeyN", { ctrl: true });
    const text = await screen.findByRole("textbox", { name: "内容" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    await userEvent.keyboard("整理报架{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await screen.findByText("整理报架");
    expect(await services.db.task.count()).toBe(3);
    grid().focus();
    await userEvent.keyboard("{F2}");
    expect(await screen.findByDisplayValue("找到校刊就打电话")).toBeTruthy();
    expect(await services.db.reveal.where("about.id").equals("call").count()).toBe(1);
  });

  it("reads day, colleague and priority out of the words, as a note at the desk does, and leaves a colleague it does not know", async () => {
    const { db } = await open();
    await press("n", "KeyN", { ctrl: true });
    const sheet = await screen.findByRole("dialog", { name: "新待办" });
    await write(within(sheet).getByRole("textbox", { name: "内容" }), "送书 >12-04 @林 !高 @火星人 #打印");
    await within(sheet).findByText(/12月4日/);
    await within(sheet).findByText("交给 林致远");
    await within(sheet).findByText("急");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await db.task.toArray()).find(({ text }) => text?.startsWith("送书"))).toMatchObject({
      text: "送书 @火星人 #打印",
      due: "2026-12-04",
      assignee: "lin",
      priority: "high",
    });
  });

  it("saves no task whose words name a day that is none, says so and keeps them", async () => {
    const { db } = await open();
    await press("n", "KeyN", { ctrl: true });
    const sheet = await screen.findByRole("dialog", { name: "新待办" });
    const words = within(sheet).getByRole("textbox", { name: "内容" });
    await write(words, "送书 >31.2.2027");
    await within(sheet).findByText("看不懂“>31.2.2027”这个日期，请写成 2026-12-02 或 明天、周五");
    await userEvent.keyboard("{Enter}");
    await within(sheet).findByText("这不是日期");
    expect(await db.task.count()).toBe(2);
    await userEvent.clear(words);
    await write(words, "送书 >28.2");
    await userEvent.keyboard("{Enter}");
    expect(await db.task.count()).toBe(2);
    await userEvent.clear(words);
    await write(words, "送书 >2027-02-28");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await db.task.toArray()).find(({ text }) => text === "送书")?.due).toBe("2027-02-28");
  });

  it("reads the day as the desk does, says what is none, and ticks a promise off", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    const due = await screen.findByRole("textbox", { name: "期限" });
    // the form takes the focus once it stands
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "内容" })));
    await userEvent.clear(due);
    await userEvent.type(due, "以后");
    expect(await screen.findByText("这不是日期")).toBeTruthy();
    expect(screen.getByRole("button", { name: "保存" }).getAttribute("aria-disabled")).toBe("true");
    await userEvent.clear(due);
    await userEvent.type(due, "周五");
    expect(await screen.findByText("2026-11-27")).toBeTruthy();
    await userEvent.click(screen.getByRole("checkbox", { name: /承诺/ }));
    await userEvent.type(due, "{Enter}");
    await waitFor(async () => expect(await services.db.task.get("call")).toMatchObject({ due: "2026-11-27" }));
    expect((await services.db.task.get("call"))?.promisedTo).toBeUndefined();
    await waitFor(() => expect(document.activeElement).toBe(grid()));
  });

  it("Escape closes a task that was only read, and asks before words that were changed in it are lost", async () => {
    const { db } = await open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    const text = await screen.findByRole("textbox", { name: "内容" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("{Enter}");
    await write(await screen.findByRole("textbox", { name: "内容" }), "，并留一本");
    await userEvent.keyboard("{Escape}");
    const question = await screen.findByRole("alertdialog", { name: "改动还没有保存" });
    expect(document.activeElement).toBe(within(question).getByRole("button", { name: "接着写" }));
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    const kept = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内容" });
    expect(kept.value).toBe("找到校刊就打电话，并留一本");
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: "放弃改动" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await db.task.get("call"))?.text).toBe("找到校刊就打电话");
  });

  it("done in its form, a task keeps what was changed there; a double click says nothing of it, and undo takes both back", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    await write(await screen.findByRole("textbox", { name: "内容" }), "，并留一本");
    await userEvent.dblClick(screen.getByRole("button", { name: "完成" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await services.db.task.get("call")).toMatchObject({ text: "找到校刊就打电话，并留一本", doneBy: "chen" });
    expect(screen.queryByText(/已经完成了这件待办/)).toBeNull();
    await services.writer.undo();
    const before = await services.db.task.get("call");
    expect(before).toMatchObject({ text: "找到校刊就打电话" });
    expect(before).not.toHaveProperty("done");
  });

  it("is not done with a day that is none, and what a colleague has done meanwhile keeps the words that were changed", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    const due = await screen.findByRole("textbox", { name: "期限" });
    const done = screen.getByRole("button", { name: "完成" });
    await userEvent.clear(due);
    await userEvent.type(due, "以后");
    await screen.findByText("这不是日期");
    expect(done.getAttribute("aria-disabled")).toBe("true");
    await userEvent.clear(due);
    await userEvent.type(due, "周五");
    await services.writer.run("test", [edit("task", "call", { done: 7, doneBy: "lin" })]);
    await userEvent.click(done);
    await screen.findByText("林致远已经完成了这件待办，没有再改", { selector: ".vh" });
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "期限" }).value).toBe("周五");
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () =>
      expect(await services.db.task.get("call")).toMatchObject({ done: 7, doneBy: "lin", due: "2026-11-27" }),
    );
  });

  /** The form of a task is being saved, over a journal that does not answer yet. @returns its answer */
  async function saveSlowly({ testHost }: Awaited<ReturnType<typeof open>>): Promise<() => void> {
    const { journal } = testHost;
    grid().focus();
    await userEvent.keyboard("{Enter}");
    await write(await screen.findByRole("textbox", { name: "内容" }), "，留一本");
    const slow: (() => void)[] = [];
    journal.slow = slow;
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(() => expect(slow).toHaveLength(1));
    return () => {
      journal.slow = null;
      slow[0]?.();
    };
  }

  it("an answer that comes late closes no other form than its own", async () => {
    const services = await open();
    const answer = await saveSlowly(services);
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: "放弃改动" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await press("n", "KeyN", { ctrl: true });
    const text = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "内容" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    await userEvent.keyboard("整理报架");
    answer();
    await screen.findByText("已存待办", { selector: ".vh" });
    expect(text.isConnected && text.value).toBe("整理报架");
    expect(document.activeElement).toBe(text);
  });

  it("saves what is typed while it is saved, where the key comes again before the answer", async () => {
    const services = await open();
    const answer = await saveSlowly(services);
    await userEvent.keyboard("给她");
    await press("Enter", "Enter", { ctrl: true });
    answer();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const row = await services.db.task.get("call");
    expect(row?.text).toBe("找到校刊就打电话，留一本给她");
    expect(row?.f?.text).toHaveLength(1);
  });

  it("saves nothing that was given up after the key came again", async () => {
    const services = await open();
    const answer = await saveSlowly(services);
    await userEvent.keyboard("给她");
    await press("Enter", "Enter", { ctrl: true });
    await userEvent.keyboard("{Escape}");
    await userEvent.click(await screen.findByRole("button", { name: "放弃改动" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    answer();
    await screen.findByText("已存待办", { selector: ".vh" });
    await services.writer.run("test", [edit("task", "call", { due: "2026-11-27" })]);
    expect(await services.db.task.get("call")).toMatchObject({ text: "找到校刊就打电话，留一本", due: "2026-11-27" });
  });

  it("saves once where nothing was typed before the key comes again", async () => {
    const services = await open();
    const answer = await saveSlowly(services);
    await press("Enter", "Enter", { ctrl: true });
    answer();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await services.writer.undo();
    expect(await services.db.task.get("call")).toMatchObject({ text: "找到校刊就打电话" });
  });

  it("keeps what is typed while it is saved; saved once more it stands against nothing", async () => {
    const services = await open();
    const answer = await saveSlowly(services);
    await userEvent.keyboard("给她");
    answer();
    await screen.findByText("已存待办", { selector: ".vh" });
    const text = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内容" });
    expect(text.value).toBe("找到校刊就打电话，留一本给她");
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const row = await services.db.task.get("call");
    expect(row?.text).toBe("找到校刊就打电话，留一本给她");
    expect(row?.f?.text).toHaveLength(1);
  });

  it("says who has done it meanwhile, and leaves it as it was", async () => {
    const services = await open();
    grid().focus();
    await userEvent.keyboard("{Enter}");
    const done = await screen.findByRole("button", { name: "完成" });
    await services.writer.run("test", [edit("task", "call", { done: 7, doneBy: "lin" })]);
    await userEvent.click(done);
    await screen.findByText("林致远已经完成了这件待办，没有再改", { selector: ".vh" });
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await services.db.task.get("call")).toMatchObject({ done: 7, doneBy: "lin" });
  });

  it("a view that is chosen gives its list the keyboard", async () => {
    await open();
    await userEvent.click(screen.getByRole("button", { name: "我的 1" }));
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.click(screen.getByRole("button", { name: "全部未办 2" }));
    await waitFor(() => expect(document.activeElement).toBe(grid()));
  });

  it("has no fault that axe knows", async () => {
    await open();
    await screen.findByRole("link", { name: "张素琴" });
    expect(await findAxeFaults()).toEqual([]);
  });
});
