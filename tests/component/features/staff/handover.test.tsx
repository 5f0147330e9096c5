import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { LOST_AND_FOUND } from "#shared/model/handover.ts";
import { App } from "../../../../renderer/app/app.tsx";
import type { Change } from "../../../../renderer/db/write/changes.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import "../../../../renderer/styles/index.css";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";

/** 25 November 2026, 15:20, at the desk of one branch of two. */
async function openDesk(rows: (now: number) => readonly Change[] = () => []) {
  const services = await createTestServices({ settings: { staff: "chen", branch: "b1" } });
  await services.writer.run("test.rows", [
    create("staff", "chen", { name: "陈雨桐", initials: "cyt" }),
    create("staff", "lin", { name: "林知远", initials: "lzy" }),
    create("branch", "b1", { name: "城东馆" }),
    create("branch", "b2", { name: "河西馆" }),
    create("reader", "zhang", { name: "张素琴", branch: "b1" }),
    create("reader", "li", { name: "李雷", branch: "b2" }),
    ...rows(services.clock.now()),
  ]);
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  await screen.findByRole("combobox", { name: "扫描或查找读者" });
  return services;
}

const isCovered = (): boolean => document.querySelector("dialog.lock") !== null;

async function comeBack(initials: string): Promise<void> {
  const input = await screen.findByRole("combobox", { name: "姓名或首字母" });
  await waitFor(() => expect(document.querySelectorAll(".lock-list [role=option]")).toHaveLength(2));
  await userEvent.type(input, `${initials}{Enter}`);
  await waitFor(() => expect(isCovered()).toBe(false));
}

const openSheet = async (): Promise<HTMLElement> => {
  await userEvent.keyboard("{Control>}{Shift>}[KeyL]{/Shift}{/Control}");
  return screen.findByRole("dialog", { name: "交班" });
};

async function toBook(): Promise<void> {
  await userEvent.keyboard("{Control>}k{/Control}");
  await write(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "交班本");
  await userEvent.click(await screen.findByRole("option", { name: /交班本/ }));
  await screen.findByRole("heading", { level: 1, name: "交班本" });
}

describe("the end of a shift", () => {
  it("lists what is open, promised and found at this branch, and nothing of another or of what is done", async () => {
    const said = { type: "complaint", channel: "desk" } as const;
    await openDesk((now) => [
      create("feedback", "f1", { ...said, branch: "b1", title: "饮水机没有水", status: "registered", receivedAt: now }),
      create("feedback", "f2", { ...said, branch: "b1", title: "已经答复的", status: "answered", receivedAt: now }),
      create("feedback", "f3", { ...said, branch: "b2", title: "别馆的", status: "registered", receivedAt: now }),
      create("feedback", "f4", { ...said, branch: "b1", title: "上周的", status: "registered", receivedAt: now - 7e8 }),
      create("task", "t1", { text: "送大字本", promisedTo: "zhang", due: "2026-11-24" }),
      create("task", "t2", { text: "明天到书", promisedTo: "zhang", due: "2026-11-26" }),
      create("task", "t3", { text: "后天的事", promisedTo: "zhang", due: "2026-11-27" }),
      create("task", "t4", { text: "河西的承诺", promisedTo: "li", due: "2026-11-25" }),
      create("task", "t6", { text: "回电", promisedTo: "zhang" }),
      create("task", "t7", { text: "没答应谁，也没有期限" }),
      create("task", "t5", { text: "没答应谁", due: "2026-11-25" }),
      create("interaction", "i1", { branch: "b1", at: now, purpose: LOST_AND_FOUND, question: "黑色雨伞" }),
      create("handover", "h1", { branch: "b1", at: now, found: "蓝色水杯" }),
      create("handover", "h2", { branch: "b2", at: now, found: "别馆的" }),
      create("interaction", "i2", { branch: "b1", at: now, purpose: "reference", question: "问路" }),
    ]);
    const sheet = await openSheet();
    await within(sheet).findByRole("heading", { name: "当天登记、尚未答复的意见：1" });
    const listed = (): (string | null)[] =>
      within(sheet)
        .getAllByRole("listitem")
        .map((row) => row.firstElementChild?.textContent ?? null);
    await expect.poll(listed).toEqual(["饮水机没有水", "送大字本", "明天到书", "回电", "黑色雨伞", "蓝色水杯"]);
    within(sheet).getByRole("heading", { name: "到次日为止到期和没有期限的承诺：3" });
    expect(within(sheet).getByText("没有期限")).toBeTruthy();
    expect(within(sheet).getByText("待受理")).toBeTruthy();
    await expect.poll(() => within(sheet).getAllByText("张素琴")).toHaveLength(3);
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("writes the line and what was found, covers the desk, and shows the next colleague once until it is taken over", async () => {
    const { db } = await openDesk();
    const sheet = await openSheet();
    await write(within(sheet).getByRole("textbox", { name: "拾到的物品" }), "一串钥匙，左边柜子");
    await write(within(sheet).getByRole("textbox", { name: "留给下一班的话" }), "三楼打印机等人修{Enter}");
    // not before the lists have been passed
    expect(document.activeElement).toBe(within(sheet).getByRole("textbox", { name: "拾到的物品" }));
    await userEvent.keyboard("{Enter}");
    expect(document.activeElement).toBe(within(sheet).getByRole("button", { name: "交班并锁定" }));
    expect([isCovered(), await db.handover.count()]).toEqual([false, 0]);
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(isCovered()).toBe(true));
    const written = (await db.handover.toArray()).map(({ branch, staff, text, found }) => [branch, staff, text, found]);
    expect(written).toEqual([
      ["b1", "chen", "三楼打印机等人修", undefined],
      ["b1", "chen", undefined, "一串钥匙，左边柜子"],
    ]);
    // it is no service to a reader
    expect(await db.interaction.count()).toBe(0);

    // whoever wrote it is not told of it
    await comeBack("cyt");
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    expect(screen.queryByRole("dialog")).toBeNull();

    await userEvent.keyboard("{Control>}l{/Control}");
    await comeBack("lzy");
    const left = await screen.findByRole("dialog", { name: "上一班留下的话" });
    within(left).getByText("三楼打印机等人修");
    await within(left).findByText("一串钥匙，左边柜子");
    // one Enter too many at the lock takes over nothing that nobody has read
    const clock = vi.spyOn(performance, "now").mockReturnValue(0);
    await userEvent.keyboard("{Enter}");
    clock.mockRestore();
    expect((await db.handover.toArray()).every(({ takenBy }) => takenBy === undefined)).toBe(true);
    expect(screen.queryByRole("dialog")).not.toBeNull();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());

    // later: it comes again with the next coming, and no more once it is taken over
    await userEvent.keyboard("{Control>}l{/Control}");
    await comeBack("lzy");
    await userEvent.click(
      within(await screen.findByRole("dialog", { name: "上一班留下的话" })).getByRole("button", { name: "已接" }),
    );
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await db.handover.toArray()).map(({ takenBy }) => takenBy)).toEqual(["lin", undefined]);
    await userEvent.keyboard("{Control>}l{/Control}");
    await comeBack("lzy");
    await toBook();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect((await screen.findByText(/林知远已接/)).textContent).toContain("陈雨桐");
  });

  it("names readers at a counter as they are called out in what opens by itself, also in what colleagues wrote", async () => {
    await openDesk((now) => [
      create("task", "t1", { text: "给张素琴送大字本", promisedTo: "zhang", due: "2026-11-24" }),
      create("feedback", "f1", {
        type: "complaint",
        channel: "desk",
        branch: "b1",
        title: "张素琴说没有水",
        reader: "zhang",
        status: "registered",
        receivedAt: now,
      }),
      create("reader", "aili", { name: "艾力·艾合买提" }),
      create("task", "t2", { text: "给艾力•艾合买提回电", promisedTo: "aili", due: "2026-11-24" }),
      create("handover", "h1", { branch: "b1", staff: "lin", at: now, text: "三楼打印机等人修" }),
    ]);
    const left = await screen.findByRole("dialog", { name: "上一班留下的话" });
    await within(left).findByText("给张*琴送大字本");
    await within(left).findByText("张*琴说没有水");
    // with another middle dot than her name has
    await within(left).findByText("给艾力·*回电");
    expect(left.innerHTML).not.toContain("张素琴");
  });

  it("has nothing to ask where nothing is written: it covers the desk, and leaves no record", async () => {
    const { db } = await openDesk();
    const sheet = await openSheet();
    await userEvent.click(within(sheet).getByRole("button", { name: "交班并锁定" }));
    await waitFor(() => expect(isCovered()).toBe(true));
    expect(await db.handover.count()).toBe(0);
  });

  it("keeps the line for whoever wrote it where the desk was covered meanwhile", async () => {
    const { db } = await openDesk();
    const sheet = await openSheet();
    await write(within(sheet).getByRole("textbox", { name: "留给下一班的话" }), "还没写完");
    await userEvent.keyboard("{Control>}l{/Control}");
    await waitFor(() => expect(isCovered()).toBe(true));
    expect(await db.handover.count()).toBe(0);
    await comeBack("cyt");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "留给下一班的话" }).value).toBe("还没写完");
  });
});

describe("a line to the next colleague", () => {
  const line = (): HTMLTextAreaElement => screen.getByRole("textbox", { name: "留给下一班的话" });

  it("is left with Ctrl+Enter from each field, and the desk stays as it is", async () => {
    const { db } = await openDesk();
    const texts = async () => (await db.handover.toArray()).map(({ text, found }) => text ?? found);
    await openSheet();
    // nothing is written, and nothing is left
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await write(line(), "三楼打印机等人修");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([isCovered(), await texts()]).toEqual([false, ["三楼打印机等人修"]]);
    const sheet = await openSheet();
    expect(line().value).toBe("");
    await write(within(sheet).getByRole("textbox", { name: "拾到的物品" }), "一串钥匙");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect([isCovered(), (await texts()).toSorted()]).toEqual([false, ["一串钥匙", "三楼打印机等人修"].toSorted()]);
  });

  it("is a draft while it is not saved, for whoever began it, and taken up from the list of drafts", async () => {
    const { db } = await openDesk();
    await openSheet();
    await write(line(), "还没写完");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await screen.findAllByText("已存为草稿，再打开时还在");
    // another colleague has begun nothing
    await userEvent.keyboard("{Control>}l{/Control}");
    await comeBack("lzy");
    await openSheet();
    expect(line().value).toBe("");
    await userEvent.keyboard("{Escape}{Control>}l{/Control}");
    await comeBack("cyt");
    await userEvent.click(await within(await screen.findByRole("contentinfo")).findByRole("button", { name: /草稿/ }));
    await userEvent.click(await screen.findByRole("button", { name: /还没写完/ }));
    await screen.findByRole("dialog", { name: "交班" });
    await waitFor(() => expect(line().value).toBe("还没写完"));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await db.handover.toArray()).map(({ text }) => text)).toEqual(["还没写完"]);
    await openSheet();
    expect(line().value).toBe("");
  });
});

describe("the handover book", () => {
  it("has the days before, and says of none of another branch", async () => {
    await openDesk((now) => [
      create("handover", "h1", { branch: "b1", staff: "lin", at: now - 86_400_000, text: "昨天的话", takenAt: now }),
      create("handover", "h2", { branch: "b2", staff: "lin", at: now - 86_400_000, text: "别馆的话", takenAt: now }),
    ]);
    await toBook();
    await screen.findByText("这一天没有留言");
    expect(screen.getByText(/11月25日.* · 城东馆$/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "后一天" }).getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: "前一天" }));
    await screen.findByText("昨天的话");
    expect(screen.queryByText("别馆的话")).toBeNull();
    expect(await findAxeFaults()).toEqual([]);
  });
});
