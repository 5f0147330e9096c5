/** An outreach from a key press to its rows: begun from a list, fallen through its reasons, made and taken back. */
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { offerScan } from "../../../../renderer/ui/hooks/use-scans-inside.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { write } from "../../../support/write.ts";
import { findToast } from "../../desk/open-desk.tsx";
import { openOutreach } from "./open-outreach.tsx";

const ALL = ["ann", "bo", "cai", "dan", "eve"];
const ON_THE_MAINLAND = create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "mainland" });
const DRAFT = create("outreach", "o", {
  name: "邀请近期少来的读者回馆",
  goal: "invite-back",
  source: { by: "list", name: "近期少来", on: "2026-11-25" },
  listed: ALL,
  channels: ["phone", "sms"],
  quietDays: 30,
});
const door = (name: string): Promise<HTMLElement> => screen.findByRole("button", { name });
const press = async (keys: string): Promise<void> => {
  await userEvent.keyboard(keys);
};

describe("an outreach", () => {
  it("takes the keyboard from the empty scan box: Enter opens the first", async () => {
    await openOutreach({ more: [create("outreach", "o1", { name: "秋天", goal: "invite-back", madeAt: 1 })] });
    const first = await screen.findByRole("button", { name: "秋天" });
    await waitFor(() => expect(document.activeElement).toBe(first));
  });

  it("is begun by hand with keys alone: found, its goal chosen, counted, and its lists made", async () => {
    const { services, container } = await openOutreach({ more: [ON_THE_MAINLAND] });
    await screen.findByText(/^还没有联络/);
    expect(await findAxeFaults(container)).toEqual([]);
    await press("{Control>}n{/Control}");
    await findToast("已起草联络，还没有名称");
    await screen.findByText(/^这个读者群里现在没有人/);
    await userEvent.type(await screen.findByRole("textbox", { name: "名称" }), "回访{Enter}");
    const find = screen.getByRole("textbox", { name: "加入读者" });
    await write(find, "张素琴");
    await screen.findByRole("button", { name: "加入读者" });
    await press("{Enter}");
    await screen.findByRole("button", { name: "张素琴：取消" });
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "目的" }), "邀请回馆");
    await screen.findByText(/没有问过的，一律不联系/);
    await door("本次联系：1 位");
    await press("{Control>}{Enter}{/Control}");
    await findToast("已生成名单：1 位");
    // what comes next is at hand
    const calls = await screen.findByRole("button", { name: "打开拨打名单" });
    await waitFor(() => expect(document.activeElement).toBe(calls));
    const [row] = await services.db.outreach.toArray();
    expect(row).toMatchObject({ name: "回访", goal: "invite-back", pinned: ["ann"] });
    // a reader who agreed to one channel alone is in it
    expect(row?.channels?.toSorted()).toEqual(offeredIn("mainland", CONTACT_CHANNELS).toSorted());
    expect(row?.madeAt).toBeDefined();
    const [recipient] = await services.db.recipient.toArray();
    expect(recipient).toMatchObject({ outreach: row?.id, reader: "ann", channel: "phone", via: "reader", place: 0 });
  });

  it("keeps a name that is typed, and each choice of keys that come faster than they are written", async () => {
    const { services } = await openOutreach({ more: [ON_THE_MAINLAND] });
    await press("{Control>}n{/Control}");
    const name = await screen.findByRole("textbox", { name: "名称" });
    const goal = screen.getByRole("combobox", { name: "目的" });
    fireEvent.change(name, { target: { value: "冬日一问" } });
    fireEvent.blur(name);
    fireEvent.change(goal, { target: { value: "welcome" } });
    expect(goal).toHaveProperty("value", "welcome");
    fireEvent.change(goal, { target: { value: "invite-back" } });
    await press("{Control>}{PageDown}{/Control}");
    // what was turned to has the keyboard
    await waitFor(() => expect(document.activeElement?.closest("section[aria-label=排除]")).not.toBeNull());
    for (const channel of ["微信", "邮件"])
      fireEvent.click(await screen.findByRole("button", { name: `${channel}：不用` }));
    await waitFor(async () => {
      const [row] = await services.db.outreach.toArray();
      expect(row).toMatchObject({
        name: "冬日一问",
        goal: "invite-back",
        channels: ["phone", "sms", "letter"],
      });
    });
  });

  it("calls the second of one goal on one day by another name than the first", async () => {
    const { services } = await openOutreach();
    const begin = async (): Promise<void> => {
      await press("{Control>}n{/Control}");
      await userEvent.selectOptions(await screen.findByRole("combobox", { name: "目的" }), "邀请回馆");
    };
    const names = async () => (await services.db.outreach.toArray()).map(({ name }) => name).toSorted();
    await begin();
    await screen.findByRole("heading", { level: 1, name: /^邀请回馆 \d{4}-\d\d-\d\d$/ });
    const [first] = await names();
    await userEvent.click(screen.getByRole("button", { name: "联络" }));
    await screen.findByRole("button", { name: first ?? "" });
    await begin();
    await screen.findByRole("heading", { level: 1, name: `${first} · 2` });
    // another goal has its own
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "目的" }), "致谢");
    await screen.findByRole("heading", { level: 1, name: /^致谢 \d{4}-\d\d-\d\d$/ });
  });

  it("adds every card that is scanned, however fast the next one comes, and names one that is nobody's", async () => {
    const { services } = await openOutreach({ path: "/outreach/o?step=group", more: [DRAFT] });
    const field = await screen.findByRole("textbox", { name: "加入读者" });
    await door("本次联系：3 位");
    const scan = (code: string): boolean => offerScan(field, code, true);
    expect(["001", "002", "003", "001"].map(scan)).toEqual([true, true, true, true]);
    await screen.findByText("张素琴已经在里面");
    expect((await services.db.outreach.get("o"))?.pinned).toEqual(["ann", "bo", "cai"]);
    scan("004");
    await screen.findByText("已加入：赵强");
    scan("999");
    await screen.findByText("没有读者用证号999，没有加");
    expect((await services.db.outreach.get("o"))?.pinned).toEqual(["ann", "bo", "cai", "dan"]);
    // a command of the screen is one in a field that has an Enter of its own
    await userEvent.click(field);
    await press("{Control>}{Enter}{/Control}");
    await findToast("已生成名单：3 位");
  });

  it("says why each of its group is not contacted, and opens them by every number", async () => {
    const { services, history, container } = await openOutreach({ path: "/outreach/o?step=exclude", more: [DRAFT] });
    await door("读者群：5 位");
    expect(screen.getByText("排除 2 + 对照 0 + 联系 3 = 5")).toBeTruthy();
    await door("没有同意联系：1 位");
    await door("已退证、已故：1 位");
    expect((await screen.findByRole("button", { name: "电话 2" })).textContent).toBe("电话 2");
    expect(screen.getByRole("button", { name: "短信 1" })).toBeTruthy();
    expect(await findAxeFaults(container)).toEqual([]);
    await userEvent.click(await door("没有同意联系：1 位"));
    await screen.findByRole("heading", { name: "邀请近期少来的读者回馆：没有同意联系" });
    await screen.findByRole("row", { name: /赵强/ });
    await press("{Escape}");
    await waitFor(() => expect(history.get().location).toBe("/outreach/o?step=exclude"));
    // who has asked nothing is not without consent: there is nothing to reply to
    await services.writer.run("test", [edit("outreach", "o", { goal: "after-complaint" })]);
    await door("不用联系：5 位");
    await door("没有同意联系：0 位");
  });

  it("makes nothing of figures that were counted before the last choice", async () => {
    await openOutreach({ path: "/outreach/o?step=exclude", more: [DRAFT] });
    await door("本次联系：3 位");
    await userEvent.click(screen.getByRole("button", { name: "电话：不用" }));
    // at once, as fast as the keys come
    expect(screen.getByRole("button", { name: "生成名单" }).ariaDisabled).toBe("true");
    await press("{Control>}{Enter}{/Control}");
    await findToast("已生成名单：1 位");
  });

  it("makes no list of nobody, however fast it is asked for after the choice that leaves nobody", async () => {
    const { services } = await openOutreach({ path: "/outreach/o?step=group", more: [DRAFT] });
    await door("本次联系：3 位");
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "目的" }), "新书推荐");
    await press("{Control>}{Enter}{/Control}");
    await screen.findByText("没有一位可以联系，不生成名单");
    expect(screen.queryByText(/^已生成名单/)).toBeNull();
    expect((await services.db.outreach.get("o"))?.madeAt).toBeUndefined();
  });

  it("makes nothing of what is chosen after it was asked for", async () => {
    let counting = Promise.resolve();
    let made = 0;
    const { services } = await openOutreach({
      path: "/outreach/o?step=exclude",
      more: [DRAFT],
      before: async (asked) => {
        if (asked === "make") made += 1;
        else await counting;
      },
    });
    await door("读者群：5 位");
    let counted = (): void => undefined;
    counting = new Promise((resolve) => {
      counted = resolve;
    });
    await userEvent.click(screen.getByRole("button", { name: "电话：不用" }));
    await press("{Control>}{Enter}{/Control}");
    await userEvent.click(screen.getByRole("checkbox", { name: /一户/ }));
    await expect.poll(async () => (await services.db.outreach.get("o"))?.perHousehold).toBe(true);
    counted();
    await waitFor(() => expect(document.getElementById("main")?.getAttribute("aria-busy")).toBe("false"));
    // as long as it takes to write, and to be seen
    await services.writer.run("test", [edit("outreach", "o", { name: "另一个名字" })]);
    await screen.findByRole("heading", { name: /另一个名字/ });
    expect(made).toBe(0);
  });

  it("leaves out by hand with undo, tries channels in their order, and holds back by lot where that may be", async () => {
    const { services } = await openOutreach({ path: "/outreach/o?step=exclude", more: [DRAFT] });
    await door("本次联系：3 位");
    await userEvent.click(screen.getByRole("button", { name: "短信：提前" }));
    await waitFor(async () => expect((await services.db.outreach.get("o"))?.channels).toEqual(["sms", "phone"]));
    await userEvent.type(screen.getByRole("textbox", { name: "人工排除一位" }), "王芳");
    await screen.findByRole("button", { name: "人工排除一位" });
    await press("{Enter}");
    await door("人工排除：1 位");
    await userEvent.click(screen.getByRole("button", { name: "王芳：取消" }));
    await door("本次联系：3 位");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "对照组（这次不联系）" }), "50%");
    await screen.findByText(/^要看得出这样的差别，需要联系/);
    await door("对照组：2 位");
    expect(screen.getByText("排除 2 + 对照 2 + 联系 1 = 5")).toBeTruthy();
    // whoever has one number with another is drawn with her, and the two say as much as one
    expect(screen.queryByText(/^同一家人、同一个号码一起抽/)).toBeNull();
    const [ann] = (await services.db.reader.get("ann"))?.phones ?? [];
    await services.writer.run("test", [edit("reader", "bo", { phones: [ann ?? ""] })]);
    await screen.findByText("同一家人、同一个号码一起抽，相当于逐位抽的 1 位和 1 位");
    // a goal of which everybody is told has none, and loses the one it had
    await press("{Control>}{PageUp}{/Control}");
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "目的" }), "证件将到期");
    await waitFor(async () => expect((await services.db.outreach.get("o"))?.heldBack).toBeUndefined());
    await press("{Control>}{PageDown}{/Control}");
    await screen.findByText("证件到期要通知到每一位，不设对照组");
  });

  it("keeps who withdraws after the lists were made apart, and is a draft again when the making is taken back", async () => {
    const { services } = await openOutreach({ path: "/outreach/o", more: [DRAFT] });
    await door("本次联系：3 位");
    await press("{Control>}{Enter}{/Control}");
    await findToast("已生成名单：3 位");
    await services.writer.run("test", [
      edit("reader", "bo", { consents: { "phone.invite-back": { given: false, at: 1 } } }),
    ]);
    await door("名单生成后不能再联系：1 位");
    expect(screen.getByText("排除 2 + 后来不能联系 1 + 对照 0 + 联系 2 = 5")).toBeTruthy();
    screen.getByText("排除 2 位");
    await userEvent.click(screen.getByRole("button", { name: /^撤销/ }));
    await findToast("已撤销：生成名单“邀请近期少来的读者回馆”");
    expect((await services.db.outreach.get("o"))?.madeAt).toBeUndefined();
    expect((await services.db.recipient.toArray()).filter(({ gone }) => gone !== 1)).toEqual([]);
    // made once more, with those who may be contacted now
    await door("本次联系：2 位");
    await press("{Control>}{Enter}{/Control}");
    await findToast("已生成名单：2 位");
    expect((await services.db.recipient.toArray()).filter(({ gone }) => gone !== 1)).toHaveLength(5);
  });

  it("inserts fields into a text by a slash, shows whom a missing value stops, and keeps all that is set", async () => {
    const { services, history } = await openOutreach({ path: "/outreach/o", more: [DRAFT] });
    (await screen.findByRole("button", { name: /^3\s*模板/ })).focus();
    await press("{Enter}");
    const text = await screen.findByRole("textbox", { name: "电话，简体中文" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    expect(text).toHaveProperty("value", "");
    await userEvent.type(text, "您好");
    await press("/");
    await screen.findByRole("dialog", { name: "插入字段" });
    await waitFor(() => expect(document.activeElement).toBeInstanceOf(HTMLInputElement));
    await press("上次到馆{Enter}");
    await waitFor(() => expect(text).toHaveProperty("value", "您好{上次到馆}"));
    await screen.findByText("缺上次到馆，不发");
    await screen.findByText("没有一位读者有这项资料：上次到馆");
    await userEvent.tab();
    await waitFor(async () =>
      expect((await services.db.outreach.get("o"))?.templates).toEqual({ "phone.zh-CN": "您好{上次到馆}" }),
    );
    expect(screen.getByText("2 位里 2 位缺资料，不发")).toBeTruthy();
    // and each choice for the calls, however soon the next one comes
    const question = (no: number): HTMLElement => screen.getByRole("textbox", { name: `第 ${no} 问` });
    fireEvent.click(screen.getByRole("button", { name: "加一个问题" }));
    fireEvent.change(question(1), { target: { value: "常来哪个馆？" } });
    fireEvent.blur(question(1));
    fireEvent.click(screen.getByRole("button", { name: "加一个问题" }));
    for (const name of ["只在这些日子和时间拨打", "周五", "周四"])
      fireEvent.click(screen.getByRole("checkbox", { name }));
    await waitFor(async () =>
      expect(await services.db.outreach.get("o")).toMatchObject({
        questions: [{ text: "常来哪个馆？" }, { text: "?" }],
        calling: { weekdays: [1, 2, 3] },
      }),
    );
    // whoever comes back from a reader finds the channel that was open
    await userEvent.click(screen.getByRole("button", { name: "短信" }));
    await screen.findByRole("textbox", { name: "短信，简体中文" });
    expect(history.get().location).toBe("/outreach/o?step=templates&channel=sms");
  });
});

it("says beside making the lists which channels have no text, and makes them all the same", async () => {
  const { services } = await openOutreach({ path: "/outreach/o", more: [DRAFT] });
  const make = await screen.findByRole("button", { name: "生成名单" });
  const said = (): string => document.querySelector("#why-not-made")?.textContent ?? "";
  await waitFor(() => expect(said()).toContain("短信还没有文字，出文件前请写好"));
  expect(said()).not.toContain("电话还没有");
  await services.writer.run("test", [edit("outreach", "o", { templates: { "sms.en": "Hello" } })]);
  await waitFor(() => expect(said()).not.toContain("还没有文字"));
  await services.writer.run("test", [edit("outreach", "o", { templates: { "sms.en": null } })]);
  await waitFor(() => expect(said()).toContain("还没有文字"));
  await userEvent.click(make);
  await waitFor(async () => expect((await services.db.outreach.get("o"))?.madeAt).toBeDefined());
});

describe("the journeys", () => {
  it("are switched on by name, and each step that is due is an outreach at a press", async () => {
    const enrolled = create("reader", "fay", {
      name: "周周",
      card: "006",
      birthDate: "1990-03-01",
      enrolledOn: "2026-11-24",
    });
    const { services, history } = await openOutreach({ more: [enrolled] });
    await screen.findByText(/^没有打开/);
    await userEvent.click(screen.getByRole("button", { name: "选择…" }));
    // the second before the first is kept
    (await screen.findByRole<HTMLInputElement>("checkbox", { name: "欢迎新读者" })).click();
    screen.getByRole<HTMLInputElement>("checkbox", { name: "欢迎回来" }).click();
    await waitFor(async () =>
      expect(await services.db.setting.get("setting-journeys")).toMatchObject({ value: ["welcome", "welcome-back"] }),
    );
    await press("{Escape}");
    // its number opens whom it counts, and the way back leads here
    await userEvent.click(await screen.findByRole("link", { name: "1 位" }));
    await screen.findByRole("heading", { name: "到期的步骤：欢迎新读者，第 1 步" });
    await screen.findByRole("row", { name: /周周/ });
    expect(screen.queryByRole("row", { name: /张素琴|王芳|赵强/ })).toBeNull();
    await act(async () => history.navigate("/outreach"));
    await userEvent.click(await screen.findByRole("button", { name: "起草：欢迎新读者，第 1 步" }));
    await findToast("已起草联络：欢迎新读者，第 1 步");
    const [row] = await services.db.outreach.toArray();
    expect(row).toMatchObject({ goal: "welcome", step: "welcome.0", listed: ["fay"] });
  });

  it("reach with a later step whoever the step before has reached", async () => {
    const greeted = Date.parse("2026-11-10T02:00:00Z");
    const { services } = await openOutreach({
      more: [
        create("setting", "setting-journeys", { name: "journeys", value: ["welcome"] }),
        create("reader", "fay", {
          name: "周周",
          card: "006",
          birthDate: "1990-03-01",
          phones: ["13800138006"],
          consents: { "phone.event": { given: true, at: greeted } },
          enrolledOn: "2026-11-10",
        }),
        create("interaction", "greeted", {
          at: greeted,
          reader: "fay",
          purpose: "other",
          channel: "phone",
          direction: "out",
        }),
      ],
    });
    await userEvent.click(await screen.findByRole("button", { name: "起草：欢迎新读者，第 2 步" }));
    await door("本次联系：1 位");
    expect((await services.db.outreach.toArray()).map(({ step }) => step)).toEqual(["welcome.1"]);
  });
});

describe("the list of readers", () => {
  it("leads to an outreach to all of them, and to one to those who are selected", async () => {
    const { services } = await openOutreach({ path: "/readers" });
    await screen.findByRole("row", { name: /赵强/ });
    await userEvent.click(screen.getByRole("button", { name: "发起联络…" }));
    await findToast("已起草联络，还没有名称");
    const [row] = await services.db.outreach.toArray();
    expect(row?.listed?.toSorted()).toEqual(ALL);
    expect(row).toMatchObject({ source: { by: "list", name: "读者", plain: true }, createdBy: "chen" });
    await screen.findByText(/^\d{4}-\d\d-\d\d 的读者名单/);
    expect(await screen.findByText("还没选目的，不能生成")).toBeTruthy();
    // what it is for and the day tell it from the next one
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "目的" }), "活动邀请");
    await screen.findByDisplayValue(/^活动邀请 \d{4}-\d\d-\d\d$/u);
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "目的" }), "邀请回馆");
    await screen.findByDisplayValue(/^邀请回馆 \d{4}-\d\d-\d\d$/u);
    // a goal of the library's own says its purpose too
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "目的" }), "其他");
    expect(await screen.findByText("还没选联系事由，不能生成")).toBeTruthy();
    expect(await screen.findAllByText("请先选联系事由")).not.toEqual([]);
  });
});
