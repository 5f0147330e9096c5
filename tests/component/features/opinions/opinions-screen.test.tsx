/** The inbox of opinions. It takes long, as each of its keys is tried on an inbox that nobody has touched. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import type { Values } from "#shared/model/kinds.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { keepOpinionDraft } from "../../../../renderer/features/opinions/opinion-drafts.ts";
import { OpinionsScreen } from "../../../../renderer/features/opinions/opinions-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { pullChange } from "../../../support/pull-change.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { write } from "../../../support/write.ts";
import { compose, press, pressIme } from "../../desk/keys.ts";

const OPINIONS: readonly (readonly [string, Values<"feedback">])[] = [
  [
    "water",
    {
      title: "二楼饮水机晚上停水",
      text: "晚上七点后没有热水",
      type: "complaint",
      status: "registered",
      receivedAt: 300,
      due: "2026-11-20",
      channel: "desk",
      reader: "reader-a",
    },
  ],
  [
    "lens",
    {
      title: "希望阅览桌配放大镜",
      text: "看地图册看不清",
      type: "suggestion",
      status: "in-progress",
      receivedAt: 200,
      due: "2026-11-30",
      owner: "chen",
    },
  ],
  ["thanks", { title: "谢谢林老师", text: "找到了校刊", type: "praise", status: "registered", receivedAt: 100 }],
];

const TOPIC = create("code", "code-topic-facilities", {
  list: "topic",
  code: "facilities",
  names: { "zh-CN": "设施设备", "zh-TW": "設施設備", en: "Facilities and equipment" },
  order: 0,
});

const DEPARTMENT = create("code", "code-department-collection", {
  list: "department",
  code: "collection",
  names: { "zh-CN": "采编部", "zh-TW": "採編組", en: "Cataloguing" },
  order: 0,
});

async function open(settings: DeviceSettings = { staff: "chen" }): Promise<TestServices> {
  const services = await createTestServices({ settings });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "zhou", { name: "周建平" }),
    create("reader", "reader-a", { name: "张素琴" }),
    TOPIC,
    DEPARTMENT,
    ...OPINIONS.map(([id, values]) => create("feedback", id, values)),
  ]);
  await renderWithServices(
    <ScreenKeys>
      <OpinionsScreen />
      <ToastDock />
    </ScreenKeys>,
    { services },
  );
  (await screen.findByRole("listbox", { name: "意见列表" })).focus();
  return services;
}

const keys = (text: string): Promise<unknown> => userEvent.keyboard(text);
const row = async ({ db }: TestServices, id: string): Promise<Values<"feedback">> => (await db.feedback.get(id)) ?? {};

/** After what was written in a box is saved. */
const listHasFocus = (): Promise<void> =>
  waitFor(() => expect(document.activeElement).toBe(screen.getByRole("listbox", { name: "意见列表" })));

describe("the inbox", () => {
  it("counts its views and opens the late one", async () => {
    await open();
    expect(await screen.findByRole("button", { name: "逾期 1" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "待分办 2" }));
    expect(await screen.findAllByRole("option")).toHaveLength(2);
    expect(await screen.findByText("逾期 5 天")).toBeTruthy();
  });

  it("leaves what was in hand behind when another view is chosen, also one with nothing in it", async () => {
    await open();
    expect(await screen.findAllByRole("option")).toHaveLength(OPINIONS.length);
    await keys("j");
    for (const view of ["逾期", "我的", "已答复未告知", "待分办"]) {
      const door = screen.getByRole("button", { name: new RegExp(`^${view} \\d`) });
      await userEvent.click(door);
      const count = Number(/\d+$/.exec(door.textContent ?? "")?.[0]);
      await waitFor(() => expect(screen.queryAllByRole("option")).toHaveLength(count));
    }
  });

  it("calls a reader who was deleted that, and one who was merged by the name of the person she is", async () => {
    const { writer } = await open();
    await writer.run("test", [
      create("reader", "reader-b", { name: "张素勤" }),
      create("feedback", "lamp", {
        title: "换盏灯",
        type: "suggestion",
        status: "registered",
        receivedAt: 50,
        due: "2026-11-20",
        reader: "reader-b",
      }),
    ]);
    await writer.run("test", [
      { act: "cells", kind: "reader", id: "reader-b", cells: joinRecords("reader", "reader-a", "reader-b").op.cells },
    ]);
    await userEvent.click(await screen.findByRole("button", { name: "逾期 2" }));
    const lines = (): (string | null)[] => screen.getAllByRole("option").map(({ textContent }) => textContent);
    await waitFor(() => expect(lines()).toEqual([expect.stringContaining("张*琴"), expect.stringContaining("张*琴")]));
    await writer.run("test", [remove("reader", "reader-a"), remove("reader", "reader-b")]);
    await waitFor(() =>
      expect(lines()).toEqual([expect.stringContaining("已删除的读者"), expect.stringContaining("已删除的读者")]),
    );
    expect(screen.getByRole("link", { name: "已删除的读者" })).toBeTruthy();
    expect(document.body.textContent).not.toContain("张素");
  });

  it.each([
    ["counter", "张*琴", "刘*生"],
    ["office", "张素琴", "刘*生"],
  ] as const)("calls people at a desk that is a %s as %s and %s", async (deskPlace, reader, stranger) => {
    const { writer } = await open({ staff: "chen", deskPlace });
    await writer.run("test", [
      create("feedback", "lamp", {
        title: "换盏灯",
        type: "suggestion",
        status: "registered",
        receivedAt: 50,
        contact: { name: "刘先生" },
      }),
      create("feedback", "mailed", {
        title: "九张照片",
        type: "suggestion",
        status: "registered",
        receivedAt: 45,
        contact: { email: "many@example.com" },
      }),
      create("feedback", "told", {
        title: "张素琴要求回电",
        text: "张素琴说，最好上午打给她",
        type: "suggestion",
        status: "registered",
        receivedAt: 40,
        reader: "reader-a",
      }),
    ]);
    await userEvent.click(await screen.findByRole("button", { name: "待分办 5" }));
    const line = async (title: RegExp): Promise<string | null> =>
      (await screen.findByRole("option", { name: title })).textContent;
    await waitFor(async () => expect(await line(/饮水机/)).toContain(reader));
    expect(await line(/换盏灯/)).toContain(stranger);
    // an address is somebody's
    expect(await line(/九张照片/)).toContain("没有读者证的人");
    // what colleagues wrote often names her
    expect(await line(/要求回电/)).toContain(`${reader}要求回电${reader}说，最好上午打给她`);
  });

  it("marks in the list an opinion whose reply was begun, for whoever began it, until it is saved", async () => {
    const services = await open();
    const marked = (): string[] =>
      screen
        .getAllByRole("option")
        .filter(({ textContent }) => textContent.includes("草稿"))
        .map((line) => line.querySelector("b")?.textContent ?? "");
    await write(await screen.findByRole("textbox", { name: /答复/ }), "已经报修");
    await waitFor(() => expect(marked()).toEqual(["二楼饮水机晚上停水"]));
    await keepOpinionDraft(services.db, "thanks", "zhou", { note: "写给周建平的" });
    await keys("{Control>}{Enter}{/Control}");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ publicReply: "已经报修" }));
    await waitFor(() => expect(marked()).toEqual([]));
  });

  it("J and K move, and the opinion on the right follows", async () => {
    await open();
    expect(await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" })).toBeTruthy();
    await keys("j");
    expect(await screen.findByRole("heading", { level: 1, name: "希望阅览桌配放大镜" })).toBeTruthy();
    await keys("k");
    expect(await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" })).toBeTruthy();
  });

  it("A assigns by a part of the name, which also accepts the opinion", async () => {
    const services = await open();
    await keys("a");
    await screen.findByRole("dialog", { name: "分办给" });
    await keys("周{Enter}");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ owner: "zhou", status: "accepted" }),
    );
  });

  it("assigns to nobody who has left", async () => {
    const services = await open();
    await services.writer.run("test", [edit("staff", "zhou", { hidden: true })]);
    await keys("a");
    const dialog = within(await screen.findByRole("dialog", { name: "分办给" }));
    await waitFor(() =>
      expect(dialog.getAllByRole("option").filter(({ textContent }) => textContent?.startsWith("周"))).toEqual([]),
    );
    expect(dialog.getByRole("option", { name: /^陈雨桐/ })).toBeTruthy();
  });

  it("Enter that confirms a composition assigns nobody", async () => {
    const services = await open();
    await keys("a");
    const field = await screen.findByRole("combobox", { name: "输入以查找" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await compose("zhou");
    await pressIme("Enter");
    expect(screen.getByRole("dialog", { name: "分办给" })).toBeTruthy();
    expect(await row(services, "water")).not.toHaveProperty("owner");
  });

  it("S, P, L and H set status, priority, tag and the day to come back", async () => {
    const services = await open();
    for (const [key, answer] of [
      ["s", "办理中{Enter}"],
      ["p", "急{Enter}"],
      ["l", "设施{Enter}"],
      ["h", "2026-12-24{Enter}"],
    ] as const) {
      await keys(key);
      await screen.findByRole("dialog");
      await keys(answer);
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
    }
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({
        status: "in-progress",
        priority: "high",
        tags: ["设施"],
        snoozedUntil: "2026-12-24",
      }),
    );
  });

  it("D, T and O set the due date, the type and the topic; a day is typed as at the desk", async () => {
    const services = await open();
    for (const [key, title, answer] of [
      ["d", "改办理期限", "下周五{Enter}"],
      ["t", "改类型", "询问{Enter}"],
      ["o", "改主题", "设施{Enter}"],
    ] as const) {
      await keys(key);
      const asked = await screen.findByRole("dialog", { name: title });
      await waitFor(() => expect(asked.contains(document.activeElement)).toBe(true));
      await keys(answer);
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
    }
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ due: "2026-12-04", type: "question", topic: "facilities" }),
    );
    await keys("d");
    const due = await screen.findByRole("dialog", { name: "改办理期限" });
    await waitFor(() => expect(due.contains(document.activeElement)).toBe(true));
    await keys("不设{Enter}");
    await waitFor(async () => expect(await row(services, "water")).not.toHaveProperty("due"));
    await keys("u");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ due: "2026-12-04" }));
  });

  it("notes how satisfied the reader is with the handling, from the menu, and takes it away again", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    const pick = async (line: string): Promise<void> => {
      await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
      await userEvent.click(await screen.findByRole("menuitem", { name: "对办理的满意度" }));
      await screen.findByRole("dialog", { name: "读者对办理满意吗" });
      await userEvent.click(await screen.findByRole("option", { name: line }));
    };
    await pick("很满意");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ satisfaction: 5 }));
    expect(await screen.findByText("很满意", { selector: "dd" })).toBeTruthy();
    await pick("去掉评分");
    await waitFor(async () => expect(await row(services, "water")).not.toHaveProperty("satisfaction"));
  });

  it("G gives the opinion to a department, which stands beside its owner, and takes it off again", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    const pick = async (answer: string): Promise<void> => {
      await keys("g");
      const asked = await screen.findByRole("dialog", { name: "交给哪个部门" });
      await waitFor(() => expect(asked.contains(document.activeElement)).toBe(true));
      await keys(answer);
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    };
    await pick("采编{Enter}");
    await screen.findByText("已交给采编部：二楼饮水机晚上停水", { selector: ".toast *" });
    expect(await row(services, "water")).toMatchObject({ department: "collection" });
    await screen.findByText("— · 采编部");
    await screen.findByText("采编部 · 待分办");
    await screen.findByText("陈雨桐 · 转办，交采编部");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
    await pick("未指定{Enter}");
    await waitFor(async () => expect(await row(services, "water")).not.toHaveProperty("department"));
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
    await keys("u");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ department: "collection" }));
  });

  it("fills a template into the reply, with what is known of the opinion, behind what is written", async () => {
    const services = await open();
    await services.writer.run("test", [
      edit("feedback", "water", { registerNo: "CD-A-2026-0007" }),
      create("setting", "template/a", {
        name: "template",
        value: {
          use: "reply",
          name: "受理",
          texts: { "zh-CN": "意见{登记号}已受理，{期限}前答复。{分馆}", en: "{number}" },
        },
      }),
      create("setting", "template/b", {
        name: "template",
        value: { use: "task", name: "回电", texts: { "zh-CN": "回电" } },
      }),
    ]);
    const choice = await screen.findByRole<HTMLSelectElement>("combobox", { name: "用模板…" });
    await expect
      .poll(() => [...choice.options].map(({ text }) => text))
      .toEqual(["用模板…", "受理", "受理（English）"]);
    const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "给读者的答复" });
    await write(box, "您好：");
    await userEvent.selectOptions(choice, "受理");
    expect(box.value).toBe("您好：\n意见CD-A-2026-0007已受理，2026年11月20日前答复。____");
    await userEvent.selectOptions(choice, "受理（English）");
    expect(box.value).toMatch(/____\nCD-A-2026-0007$/);
  });

  it("F notes the external order, whose deadline counts, and where the paper lies", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("f");
    await screen.findByRole("dialog", { name: "外来工单与纸质材料" });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "来自哪个系统" })));
    await keys("12345");
    expect(await screen.findByText("系统和工单号要一起填")).toBeTruthy();
    await write(screen.getByRole("textbox", { name: "工单号" }), "GD-0071");
    await write(screen.getByRole("textbox", { name: "纸质材料" }), "三号柜");
    await userEvent.type(screen.getByRole("textbox", { name: "工单期限" }), "周五{Enter}");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({
        externalOrder: { system: "12345", number: "GD-0071", due: "2026-11-27" },
        paperRef: "三号柜",
        due: "2026-11-20",
      }),
    );
    expect(await screen.findByText("12345 · GD-0071 · 工单期限2026-11-27 · 本馆原定 2026-11-20")).toBeTruthy();
    // that it is an order, and its own day, stand in the list too
    expect(await screen.findByRole("option", { name: /12345工单11-27到期 · 晚上七点后没有热水/ })).toBeTruthy();
    expect(await screen.findByRole("button", { name: "逾期 0" })).toBeTruthy();
    await keys("f");
    for (const name of ["来自哪个系统", "工单号", "工单期限"])
      await userEvent.clear(await screen.findByRole("textbox", { name }));
    await userEvent.click(screen.getByRole("button", { name: "保存" }));
    await waitFor(async () => expect(await row(services, "water")).not.toHaveProperty("externalOrder"));
    expect(await row(services, "water")).toMatchObject({ paperRef: "三号柜" });
  });

  it("W enters a step of an outside order, whose granted day counts, and one undo takes all of it back", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("w");
    expect(screen.queryByRole("dialog")).toBeNull();
    const order = { system: "12345", number: "GD-0071", signedOn: "2026-11-18", due: "2026-11-20" };
    const asked = { "400": { step: "extension-asked", on: "2026-11-19", until: "2026-12-02" } } as const;
    await services.writer.run("test", [edit("feedback", "water", { externalOrder: order, orderSteps: asked })]);
    expect(await screen.findByText("申请延期 · 到2026-12-02")).toBeTruthy();
    screen.getByRole("listbox", { name: "意见列表" }).focus();
    await keys("w");
    const list = within(await screen.findByRole("dialog", { name: "记工单进度" }));
    expect(list.getAllByRole("option").map(({ textContent }) => textContent)).toEqual([
      "同意延期",
      "不同意延期",
      "已回复来文方",
      "已回访",
      "退回：不属本馆",
    ]);
    // which is not said of what is looked for and not there
    await keys("xyz");
    expect(await list.findByText("没有符合的")).toBeTruthy();
    await keys("{Backspace}{Backspace}{Backspace}{Enter}");
    const form = within(await screen.findByRole("dialog", { name: "同意延期" }));
    const on = form.getByRole("textbox", { name: "哪一天" });
    await userEvent.clear(on);
    await write(on, "11-18");
    const until = form.getByRole("textbox", { name: "延到哪一天" });
    await write(until, "11-20");
    form.getByText("2027-11-20");
    await userEvent.clear(until);
    await write(until, "12-02{Enter}");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ externalOrder: { ...order, due: "2026-12-02" } }),
    );
    expect(await screen.findByText("同意延期 · 到2026-12-02 · 陈雨桐")).toBeTruthy();
    expect(Object.values((await row(services, "water")).orderSteps ?? {}).map(({ on }) => on)).toContain("2026-11-18");
    await listHasFocus();
    await keys("u");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ externalOrder: order, orderSteps: asked }),
    );
    expect(Object.keys((await row(services, "water")).orderSteps ?? {})).toEqual(["400"]);
    await screen.findByText("已撤销：同意延期", { selector: ".toast *" });
    // a judgement is none before it is chosen
    await keys("w");
    await userEvent.click(await screen.findByRole("option", { name: "已回访" }));
    const call = within(await screen.findByRole("dialog", { name: "已回访" }));
    expect(call.getByRole("button", { name: "保存" }).getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(call.getByRole("combobox", { name: "评价" }), "不满意");
    await userEvent.click(call.getByRole("button", { name: "保存" }));
    await waitFor(async () =>
      expect(Object.values((await row(services, "water")).orderSteps ?? {})).toContainEqual(
        expect.objectContaining({ step: "called-back", verdict: "not-satisfied" }),
      ),
    );
  });

  it("N writes a promise about the opinion, which then stands with it", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    // awaited as a whole: the form is fetched when first asked for
    await act(async () => keys("n"));
    await write(await screen.findByRole("textbox", { name: "内容" }), "修好后打电话");
    await userEvent.click(screen.getByRole("radio", { name: "承诺" }));
    await userEvent.click(screen.getByRole("button", { name: "保存" }));
    expect(await screen.findByRole("button", { name: "修好后打电话" })).toBeTruthy();
    expect(await services.db.task.toArray()).toMatchObject([
      { about: { kind: "feedback", id: "water" }, promisedTo: "reader-a", assignee: "chen" },
    ]);
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
  });

  it("E asks for a line before it closes what nobody has answered, and U takes it back", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("e");
    const asked = await screen.findByRole("dialog", { name: "办结 1 条意见" });
    expect(within(asked).getByText("这条意见还没有答复")).toBeTruthy();
    expect(within(asked).getByText("二楼饮水机晚上停水")).toBeTruthy();
    const line = within(asked).getByRole("textbox", { name: "为什么不答复就办结" });
    await waitFor(() => expect(document.activeElement).toBe(line));
    await keys("{Enter}");
    expect(await row(services, "water")).toMatchObject({ status: "registered" });
    await write(line, "读者当面说不用了");
    await userEvent.selectOptions(within(asked).getByRole("combobox", { name: "由谁办结" }), "读者自己撤回");
    await userEvent.type(line, "{Enter}");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({
        status: "closed",
        closedBy: "reader",
        steps: { closed: { by: "chen" } },
      }),
    );
    expect(Object.values((await row(services, "water")).notes ?? {})).toEqual([
      { text: "读者当面说不用了", by: "chen" },
    ]);
    // steps that nobody took have no tick
    const track = await screen.findByRole("list", { name: "办理进度" });
    await waitFor(() => expect(within(track).getAllByText("没有记录")).toHaveLength(3));
    await listHasFocus();
    await keys("u");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ status: "registered" }));
  });

  it("gives an opinion back to be assigned, with a reason that may be left out, and tells both in its history", async () => {
    const services = await open();
    await keys("a");
    await userEvent.click(await screen.findByRole("option", { name: /周建平/ }));
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ status: "accepted", owner: "zhou" }),
    );
    const history = within(await screen.findByRole("region", { name: "办理经过" }));
    await history.findByText("陈雨桐 · 已受理，交周建平");
    await listHasFocus();
    // forwarded, it says to whom, and the step before keeps whose it was
    await keys("a");
    await userEvent.click(await screen.findByRole("option", { name: /陈雨桐/ }));
    await history.findByText("陈雨桐 · 转办，交陈雨桐");
    expect(history.getByText("陈雨桐 · 已受理，交周建平")).toBeTruthy();
    await listHasFocus();
    await keys("u");
    await waitFor(async () => expect((await row(services, "water")).owner).toBe("zhou"));
    await waitFor(() => expect(history.queryByText(/转办/)).toBeNull());
    await listHasFocus();
    await keys("a");
    await userEvent.click(await screen.findByRole("option", { name: "待分办" }));
    const dialog = within(await screen.findByRole("dialog", { name: "退回 1 件意见待分办" }));
    const why = dialog.getByRole("textbox", { name: "为什么退回" });
    await waitFor(() => expect(document.activeElement).toBe(why));
    await write(why, "不归本组{Enter}");
    await history.findByText("陈雨桐 · 退回待分办");
    expect(history.getByText("陈雨桐：不归本组")).toBeTruthy();
    expect(history.getByText("陈雨桐 · 已受理，交周建平")).toBeTruthy();
    const after = await row(services, "water");
    expect([after.status, after.owner]).toEqual(["registered", undefined]);
    await listHasFocus();
    await keys("u");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({ status: "accepted", owner: "zhou" }),
    );
  });

  it("says of a step that an older program wrote whose the opinion is now", async () => {
    const services = await open();
    const steps = { accepted: { at: services.clock.now(), by: "chen" } };
    await services.writer.run("test", [edit("feedback", "water", { owner: "zhou", status: "accepted", steps })]);
    const history = within(await screen.findByRole("region", { name: "办理经过" }));
    await history.findByText("陈雨桐 · 已受理，现由周建平承办");
  });

  it("stays at an answered opinion that has left its view: the next key closes that one and no other", async () => {
    const services = await open();
    await userEvent.click(screen.getByRole("button", { name: "待分办 2" }));
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(2));
    screen.getByRole("listbox", { name: "意见列表" }).focus();
    await keys("r");
    const reply = await screen.findByRole("textbox", { name: "给读者的答复" });
    await waitFor(() => expect(document.activeElement).toBe(reply));
    await write(reply, "已修好");
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ status: "answered" }));
    await screen.findByRole("button", { name: "待分办 1" });
    await listHasFocus();
    expect(screen.getByRole("heading", { level: 1, name: "二楼饮水机晚上停水" })).toBeTruthy();
    expect(screen.getAllByRole("option")).toHaveLength(2);
    // nobody has told the reader: it asks once, and Escape leaves everything as it is
    await keys("e");
    expect(within(await screen.findByRole("dialog")).getByRole("button", { name: "仍然办结" })).toBeTruthy();
    await keys("{Escape}");
    await listHasFocus();
    expect(await row(services, "water")).toMatchObject({ status: "answered" });
    await keys("e");
    const told = within(await screen.findByRole("dialog")).getByRole("checkbox", { name: "已经告知，一并记下" });
    await waitFor(() => expect(document.activeElement).toBe(told));
    await keys(" {Enter}");
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({
        status: "closed",
        steps: { told: { by: "chen" }, closed: { by: "chen" } },
      }),
    );
    await listHasFocus();
    expect(await row(services, "thanks")).toMatchObject({ status: "registered" });
    // drawn as closed by now
    await screen.findByText("已办结：二楼饮水机晚上停水", { selector: ".toast *" });
    await keys("e");
    await screen.findByText("已经办结了：二楼饮水机晚上停水", { selector: ".toast *" });
    expect(await row(services, "thanks")).toMatchObject({ status: "registered" });
    // whoever moves on leaves it behind
    await keys("j");
    expect(await screen.findByRole("heading", { level: 1, name: "谢谢林老师" })).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
  });

  it("acts on nothing once a colleague has taken the opinion away that was read", async () => {
    const services = await open();
    await keys("j");
    await screen.findByRole("heading", { level: 1, name: "希望阅览桌配放大镜" });
    await pullChange(services, { kind: "feedback", id: "lens", cells: { ".deleted": true } });
    await screen.findByText("从左边选一条意见");
    await keys("e");
    await keys("p");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(await row(services, "thanks")).toMatchObject({ status: "registered" });
  });

  it("Ctrl+Shift+Enter answers and closes in one act, which one undo takes back", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("r");
    const reply = await screen.findByRole("textbox", { name: "给读者的答复" });
    await waitFor(() => expect(document.activeElement).toBe(reply));
    await press("Enter", "Enter", { ctrl: true, shift: true });
    expect(await row(services, "water")).toMatchObject({ status: "registered" });
    await write(reply, "已修好");
    expect(screen.getByRole("button", { name: /答复并办结/ })).toBeTruthy();
    await press("Enter", "Enter", { ctrl: true, shift: true });
    await waitFor(async () =>
      expect(await row(services, "water")).toMatchObject({
        status: "closed",
        publicReply: "已修好",
        steps: { answered: { by: "chen" }, closed: { by: "chen" } },
      }),
    );
    await listHasFocus();
    await keys("u");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ status: "registered" }));
    expect(await row(services, "water")).not.toHaveProperty("publicReply");
  });

  it("names what an act on several will touch before it does it, and touches those and no other", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("x{Shift>}{ArrowDown}{/Shift}");
    await screen.findByText("已选 2 条");
    await keys("p");
    const picker = await screen.findByRole("dialog");
    expect(within(picker).getByText("将改动：2 条意见（“二楼饮水机晚上停水”、“希望阅览桌配放大镜”）")).toBeTruthy();
    await keys("{Escape}");
    await listHasFocus();
    await keys("e");
    const asked = await screen.findByRole("dialog", { name: "办结 1 条意见" });
    expect(within(asked).getByText("二楼饮水机晚上停水")).toBeTruthy();
    expect(within(asked).getByText("另有 1 条建议还没有公开答复，不会办结")).toBeTruthy();
    await write(within(asked).getByRole("textbox", { name: "为什么不答复就办结" }), "合并处理{Enter}");
    await waitFor(async () =>
      expect([
        (await row(services, "water")).status,
        (await row(services, "lens")).status,
        (await row(services, "thanks")).status,
      ]).toEqual(["closed", "in-progress", "registered"]),
    );
  });

  it("names one that is selected while another is read", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("xjj");
    await screen.findByRole("heading", { level: 1, name: "谢谢林老师" });
    await keys("p");
    expect(within(await screen.findByRole("dialog")).getByText("将改动：二楼饮水机晚上停水")).toBeTruthy();
    await keys("急{Enter}");
    await waitFor(async () => expect(await row(services, "water")).toMatchObject({ priority: "high" }));
    expect(await row(services, "thanks")).not.toHaveProperty("priority");
  });

  it("U names the act that it took back, and the field that a colleague has changed since", async () => {
    const services = await open();
    const toast = (text: RegExp): Promise<HTMLElement> => screen.findByText(text, { selector: ".toast *" });
    await keys("p");
    await screen.findByRole("dialog");
    await keys("急{Enter}");
    await toast(/^已改为/);
    await listHasFocus();
    await pullChange(services, { kind: "feedback", id: "water", cells: { priority: "low" } });
    await keys("u");
    await toast(/^没有撤销：修改读者意见$/);
    // whom it was about stands before it
    await toast(/· 1 处同事已改过，保留：缓急$/);
    expect(await row(services, "water")).toMatchObject({ priority: "low" });
  });

  it("undo in the toast says what was taken back in the words of the act, and names what was left", async () => {
    const services = await open();
    await keys("a");
    await screen.findByRole("dialog", { name: "分办给" });
    await keys("周{Enter}");
    const undo = await screen.findByRole("button", { name: "撤销" });
    await pullChange(services, { kind: "feedback", id: "water", cells: { owner: "chen" } });
    await userEvent.click(undo);
    await screen.findByText(/^已撤销：已分办给.*周建平/, { selector: ".toast *" });
    await screen.findByText(/^1 处同事已改过，保留：承办人$/, { selector: ".toast *" });
    expect(await row(services, "water")).toMatchObject({ owner: "chen", status: "registered" });
  });

  it("acts on the opinion that the cursor has just reached, however quickly the keys follow", async () => {
    const services = await open();
    await keys("jje");
    await write(within(await screen.findByRole("dialog")).getByRole("textbox"), "只是致谢{Enter}");
    await waitFor(async () => expect(await row(services, "thanks")).toMatchObject({ status: "closed" }));
    expect([(await row(services, "water")).status, (await row(services, "lens")).status]).toEqual([
      "registered",
      "in-progress",
    ]);
  });

  it("keeps a suggestion open until it has its public reply, and then closes it", async () => {
    const services = await open();
    await keys("j");
    await screen.findByRole("heading", { level: 1, name: "希望阅览桌配放大镜" });
    await keys("e");
    const box = await screen.findByRole("textbox", { name: "给读者的答复" });
    await waitFor(() => expect(document.activeElement).toBe(box));
    expect(await row(services, "lens")).toMatchObject({ status: "in-progress" });
    await write(box, "已配放大镜");
    await press("Enter", "Enter", { ctrl: true });
    await waitFor(async () =>
      expect(await row(services, "lens")).toMatchObject({
        status: "answered",
        publicReply: "已配放大镜",
        listPublicly: true,
      }),
    );
    await screen.findByText("已答复：希望阅览桌配放大镜", { selector: ".vh" });
    await listHasFocus();
    await keys("e");
    await waitFor(async () => expect(await row(services, "lens")).toMatchObject({ status: "closed" }));
  });

  it("R goes to the reply, Ctrl+S saves the note for colleagues, and drafts stay with their opinion", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("r");
    const reply = await screen.findByRole("textbox", { name: "给读者的答复" });
    await waitFor(() => expect(document.activeElement).toBe(reply));
    await write(reply, "正在修");
    await write(screen.getByRole("textbox", { name: "内部备注" }), "电工周四来");
    await press("s", "KeyS", { ctrl: true });
    await waitFor(async () =>
      expect(Object.values((await row(services, "water")).notes ?? {})).toMatchObject([
        { text: "电工周四来", by: "chen" },
      ]),
    );
    expect(await row(services, "water")).not.toHaveProperty("publicReply");
    await listHasFocus();
    await keys("jk");
    await waitFor(() =>
      expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "给读者的答复" }).value).toBe("正在修"),
    );
  });

  it("X and Shift+↓ select several; one act changes them all, one undo takes it back", async () => {
    const services = await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    await keys("x{Shift>}{ArrowDown}{/Shift}");
    const bar = await screen.findByRole("region", { name: "已选中的意见" });
    expect(within(bar).getByText("已选 2 条")).toBeTruthy();
    await keys("p");
    await screen.findByRole("dialog");
    await keys("急{Enter}");
    await waitFor(async () =>
      expect([(await row(services, "water")).priority, (await row(services, "lens")).priority]).toEqual([
        "high",
        "high",
      ]),
    );
    await userEvent.click(within(bar).getByRole("button", { name: "撤销" }));
    await waitFor(async () =>
      expect([(await row(services, "water")).priority, (await row(services, "lens")).priority]).toEqual([
        undefined,
        undefined,
      ]),
    );
  });

  it("stays at its opinion when a newer one arrives above it", async () => {
    const services = await open();
    await keys("j");
    await screen.findByRole("heading", { level: 1, name: "希望阅览桌配放大镜" });
    await services.writer.run("test", [
      create("feedback", "new", { title: "新来的", type: "question", status: "registered", receivedAt: 999 }),
    ]);
    await screen.findByText("新来的");
    expect(screen.getByRole("heading", { level: 1, name: "希望阅览桌配放大镜" })).toBeTruthy();
  });

  it("leaves single letters alone where a person has turned them off", async () => {
    const services = await open({ staff: "chen", singleKeys: false });
    await keys("ej");
    expect(await row(services, "water")).toMatchObject({ status: "registered" });
    expect(screen.getByRole("heading", { level: 1, name: "二楼饮水机晚上停水" })).toBeTruthy();
  });

  it("has no fault that axe knows", async () => {
    await open();
    await screen.findByRole("heading", { level: 1, name: "二楼饮水机晚上停水" });
    expect(await findAxeFaults()).toEqual([]);
  });
});
