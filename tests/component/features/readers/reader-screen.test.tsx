/** A reader's own page. It takes long, as each test has a page of a reader that nobody has touched. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { findByScan } from "../../../../renderer/db/find-by-scan.ts";
import { type Change, create, edit } from "../../../../renderer/db/write/changes.ts";
import { createSearchApi } from "../../../../renderer/worker/search/search-api.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { pullChange } from "../../../support/pull-change.ts";
import { write } from "../../../support/write.ts";
import { compose, press, pressIme } from "../../desk/keys.ts";
import { openReader, timeline } from "./open-reader.tsx";

async function partReaders(by: RegExp): Promise<void> {
  await waitFor(() => expect(screen.getByRole("tab", { name: /往来记录/ }).textContent).not.toContain("2"));
  await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "分开已合并的读者" }));
  const dialog = await screen.findByRole("dialog", { name: "分开已合并的读者" });
  expect(await within(dialog).findByText("张素芹")).toBeTruthy();
  expect(dialog.textContent).toMatch(by);
  await userEvent.click(within(dialog).getByRole("button", { name: "分开" }));
}

async function chooseDuplicate(): Promise<void> {
  await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "合并重复读者" }));
  const find = await screen.findByRole("textbox", { name: "与谁重复" });
  await userEvent.clear(find);
  await write(find, "张素芹");
  await userEvent.click(await screen.findByRole("button", { name: "选这位" }));
}

describe("the reader's page", () => {
  it("shows contacts over all channels, filtered by one with its count", async () => {
    await openReader();
    expect(await screen.findAllByRole("option")).toHaveLength(2);
    await userEvent.click(screen.getByRole("button", { name: "电话 1" }));
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    expect(screen.getByText("问老花镜")).toBeTruthy();
  });

  it("E opens the record under the cursor after recording the look, and Ctrl+S keeps the change", async () => {
    const { services } = await openReader();
    (await timeline()).focus();
    await userEvent.keyboard("je");
    const answer = await screen.findByRole("textbox", { name: "答" });
    expect(await services.db.reveal.where("about.id").equals("log-2").count()).toBe(1);
    await write(answer, "可借两小时");
    await press("s", "KeyS", { ctrl: true });
    await waitFor(async () => expect((await services.db.interaction.get("log-2"))?.answer).toBe("可借两小时"));
  });

  it("Escape closes a record that was only read, and asks before words that were changed in it are lost", async () => {
    const { services } = await openReader();
    (await timeline()).focus();
    await userEvent.keyboard("je");
    await screen.findByRole("textbox", { name: "答" });
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("e");
    await write(await screen.findByRole("textbox", { name: "答" }), "可借两小时");
    await userEvent.keyboard("{Escape}");
    const question = await screen.findByRole("alertdialog", { name: "改动还没有保存" });
    await userEvent.click(within(question).getByRole("button", { name: "接着写" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "答" }).value).toBe("可借两小时");
    await press("s", "KeyS", { ctrl: true });
    await waitFor(async () => expect((await services.db.interaction.get("log-2"))?.answer).toBe("可借两小时"));
  });

  it("minutes that are no whole number are said and not saved; what stood there stays", async () => {
    const { services } = await openReader("reader-a", [
      create("interaction", "log-0", {
        reader: "reader-a",
        at: new Date(2026, 10, 25, 12).getTime(),
        channel: "desk",
        minutes: 12,
      }),
    ]);
    (await timeline()).focus();
    await userEvent.keyboard("e");
    const minutes = await screen.findByRole("textbox", { name: "分钟" });
    await userEvent.clear(minutes);
    await write(minutes, "15分{Enter}");
    expect(await screen.findByText("请写整数")).toBeTruthy();
    expect(screen.getByRole("button", { name: "保存" }).getAttribute("aria-disabled")).toBe("true");
    expect(await services.db.interaction.get("log-0")).toMatchObject({ minutes: 12 });
    await userEvent.clear(minutes);
    await userEvent.type(minutes, "１５{Enter}");
    await waitFor(async () => expect(await services.db.interaction.get("log-0")).toMatchObject({ minutes: 15 }));
  });

  it("E notes the class that was asked about and how satisfied she was; what is no class is not kept", async () => {
    const { services } = await openReader();
    (await timeline()).focus();
    await userEvent.keyboard("e");
    const subject = await screen.findByRole("textbox", { name: "类目" });
    await write(subject, "计算机{Enter}");
    expect(await screen.findByText("请写类目号，字母开头或全是数字")).toBeTruthy();
    await userEvent.clear(subject);
    await write(subject, "tp312");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "满意度" }), "满意");
    await userEvent.click(screen.getByRole("button", { name: "保存" }));
    await waitFor(async () =>
      expect(await services.db.interaction.get("log-1")).toMatchObject({ subjectClass: "TP312", satisfaction: 4 }),
    );
  });

  it("Ctrl+P asks which parts go to paper, prints all of them whole, and protected fields only after a look that is on record", async () => {
    const { services } = await openReader();
    await timeline();
    const papers: string[] = [];
    vi.spyOn(window, "print").mockImplementation(() => {
      papers.push(document.querySelector(".print-only:not(header, footer)")?.textContent ?? "");
    });
    const ask = async (): Promise<HTMLElement> => {
      await press("p", "KeyP", { ctrl: true });
      return screen.findByRole("dialog", { name: "打印此页" });
    };
    const first = await ask();
    await userEvent.click(within(first).getByRole("checkbox", { name: "概览" }));
    await userEvent.click(within(first).getByRole("button", { name: "打印" }));
    await waitFor(() => expect(papers).toHaveLength(1));
    for (const text of ["往来记录", "彩色复印三页", "问老花镜", "意见", "资料", "城东小学", "138****5678"])
      expect(papers[0]).toContain(text);
    expect(papers[0]).not.toMatch(/概览|13812345678|放进过哪些文件/);
    expect(await services.db.reveal.count()).toBe(0);
    dispatchEvent(new Event("afterprint"));
    const second = await ask();
    await services.writer.run("test.file", [
      create("reveal", "list-1", {
        about: { kind: "reader", id: "export-of-some-csv-7" },
        readers: ["reader-a"],
        reason: "export",
        at: 1,
      }),
    ]);
    await userEvent.click(within(second).getByRole("checkbox", { name: "放进过哪些文件" }));
    await userEvent.click(within(second).getByRole("checkbox", { name: /受保护字段完整打印/ }));
    await userEvent.click(within(second).getByRole("button", { name: "打印" }));
    await waitFor(() => expect(papers).toHaveLength(2));
    expect(papers[1]).toContain("13812345678");
    expect(papers[1]).toMatch(/放进过哪些文件.+导出读者，受保护字段已遮盖 · 不用来联系 · 共 7 条/);
    expect(await services.db.reveal.where("about.id").equals("reader-a").count()).toBe(1);
  });

  it("T puts a new tag on the record", async () => {
    const { services } = await openReader();
    (await timeline()).focus();
    await userEvent.keyboard("t");
    const dialog = await screen.findByRole("dialog", { name: "加上或去掉标签" });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    await userEvent.keyboard("便民{Enter}");
    await waitFor(async () => expect((await services.db.interaction.get("log-1"))?.tags).toEqual(["便民"]));
  });

  it("Ctrl+PgDn turns to the opinions and the record", async () => {
    await openReader();
    await press("PageDown", "PageDown", { ctrl: true });
    expect((await screen.findByRole("tab", { name: /意见/ })).getAttribute("aria-selected")).toBe("true");
    await press("PageDown", "PageDown", { ctrl: true });
    expect(screen.getByRole("tab", { name: "资料" }).getAttribute("aria-selected")).toBe("true");
  });

  it("loses no focus to a tab without anything to focus", async () => {
    await openReader();
    (await timeline()).focus();
    await press("PageDown", "PageDown", { ctrl: true });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("tab", { name: /意见/ })));
    expect(screen.getByText("这位读者还没有提过意见")).toBeTruthy();
    await press("PageDown", "PageDown", { ctrl: true });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("tab", { name: "资料" })));
  });

  it("F2 edits a field in its place; Enter in a composition keeps nothing, Enter alone does", async () => {
    const { services } = await openReader();
    await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
    (await screen.findByRole("button", { name: /^单位：城东小学/ })).focus();
    await press("F2", "F2");
    const field = await screen.findByRole("textbox", { name: "单位" });
    await waitFor(() => expect(document.activeElement).toBe(field));
    await compose("chengdong");
    await pressIme("Enter");
    expect((await services.db.reader.get("reader-a"))?.organisation).toBe("城东小学");
    await userEvent.clear(field);
    await write(field, "城东退休教师协会{Enter}");
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-a"))?.organisation).toBe("城东退休教师协会"),
    );
  });

  it("Escape gives the old value back", async () => {
    const { services } = await openReader();
    await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
    await userEvent.click(await screen.findByRole("button", { name: /^单位：城东小学/ }));
    await userEvent.type(await screen.findByRole("textbox", { name: "单位" }), "别的{Escape}");
    expect(await screen.findByRole("button", { name: /^单位：城东小学/ })).toBeTruthy();
    expect((await services.db.reader.get("reader-a"))?.organisation).toBe("城东小学");
  });

  it("says what is wrong with a day and keeps what was typed", async () => {
    const { services } = await openReader();
    await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
    await userEvent.click(await screen.findByRole("button", { name: /^有效期至/ }));
    await userEvent.type(await screen.findByRole("textbox", { name: "有效期至" }), "明年{Enter}");
    expect(await screen.findByRole("alert")).toBeTruthy();
    expect((await services.db.reader.get("reader-a"))?.expiresOn).toBeUndefined();
  });

  it("hides a number that no longer works as it hides the number itself", async () => {
    const { services } = await openReader();
    await services.writer.run("test", [edit("reader", "reader-a", { badContact: { "13812345678": true } })]);
    await waitFor(() => expect(screen.getAllByText("138****5678")).toHaveLength(2));
    expect(document.body.textContent).not.toContain("13812345678");
  });

  it("shows a masked phone plain only while Ctrl+I is held, and records the look", async () => {
    const { services } = await openReader();
    expect(screen.getByText("138****5678")).toBeTruthy();
    const user = userEvent.setup();
    await user.keyboard("{Control>}{i>}");
    expect(await screen.findByText("13812345678")).toBeTruthy();
    expect(await services.db.reveal.where("about.id").equals("reader-a").count()).toBe(1);
    await user.keyboard("{/i}{/Control}");
    expect(await screen.findByText("138****5678")).toBeTruthy();
  });

  it("merges a duplicate: the chosen value stays, empty ones are filled, both histories show; undo parts them", async () => {
    const { services } = await openReader();
    await chooseDuplicate();
    await userEvent.click(await screen.findByRole("radio", { name: "城东中学" }));
    await userEvent.click(screen.getByRole("button", { name: "合并" }));
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBe("reader-a"));
    expect((await services.db.reader.get("reader-a"))?.organisation).toBe("城东中学");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(3));
    await services.writer.undo();
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBeUndefined());
    expect((await services.db.reader.get("reader-a"))?.organisation).toBe("城东小学");
  });

  it("keeps the card that the other one's takes the place of: a scan of either finds the one reader", async () => {
    const { services } = await openReader();
    await services.writer.run("test", [edit("reader", "reader-b", { card: "002104199999" })]);
    await chooseDuplicate();
    await userEvent.click(await screen.findByRole("radio", { name: "002104199999" }));
    await userEvent.click(screen.getByRole("button", { name: "合并" }));
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBe("reader-a"));
    expect(await services.db.reader.get("reader-a")).toMatchObject({
      card: "002104199999",
      otherIds: { 原证号: "002104178853" },
    });
    const search = createSearchApi(services.db);
    await search.load();
    for (const card of ["002104178853", "002104199999"])
      expect(await findByScan(card, { db: services.db, search })).toMatchObject({ tag: "reader", id: "reader-a" });
  });

  it("heads both sides of a merge with name, counts and last seen, and merges two birth dates only once a person has looked", async () => {
    const { services } = await openReader("reader-a", [
      create("feedback", "op-1", { reader: "reader-b", text: "灯坏了", status: "registered" }),
      create("task", "task-1", { text: "回电话", promisedTo: "reader-a", about: { kind: "reader", id: "reader-a" } }),
    ]);
    await services.writer.run("test", [
      edit("reader", "reader-a", { birthDate: "1958-03-04" }),
      edit("reader", "reader-b", { birthDate: "1985-06-07" }),
    ]);
    await chooseDuplicate();
    const dialog = await screen.findByRole("dialog", { name: "合并重复读者" });
    const [mine, theirs] = (await within(dialog).findAllByRole("heading", { level: 3 })).map(
      (heading) => heading.parentElement?.textContent ?? "",
    );
    expect(mine).toMatch(/张素琴.*002104178853 · 最近一次 .*往来 2 · 意见 0 · 待办 1/);
    expect(theirs).toMatch(/张素芹.*最近一次 .*往来 1 · 意见 1 · 待办 0/);
    expect(within(dialog).getByRole("alert").textContent).toContain("出生日期不同");
    const merge = within(dialog).getByRole("button", { name: "合并" });
    expect(merge.getAttribute("aria-disabled")).toBe("true");
    await userEvent.click(merge);
    expect((await services.db.reader.get("reader-b"))?.as).toBeUndefined();
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "看过证件，是同一个人" }));
    await userEvent.click(merge);
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBe("reader-a"));
  });

  it("parts what this desk has merged before its last acts, and gives back the values that the merge had taken", async () => {
    const { services } = await openReader();
    const merge: readonly Change[] = [
      { act: "cells", kind: "reader", id: "reader-b", cells: { ".alias": "reader-a" } },
      { act: "edit", kind: "reader", id: "reader-a", patch: { organisation: "城东中学" } },
    ];
    services.writer.setStaff("chen");
    await services.writer.run("reader.merge", merge);
    await services.writer.run("reader.edit", [
      { act: "edit", kind: "reader", id: "reader-a", patch: { note: "后来写的" } },
    ]);
    await partReaders(/今天 \d\d:\d\d 陈雨桐/);
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBeUndefined());
    expect(await services.db.reader.get("reader-a")).toMatchObject({ organisation: "城东小学", note: "后来写的" });
    await screen.findByText(/^已撤销：合并读者/, { selector: ".vh" });
  });

  it("parts one of several who were merged at once, and leaves the others merged", async () => {
    const { services } = await openReader("reader-a", [create("reader", "reader-c", { name: "张素勤" })]);
    const merge = (id: string): Change => ({ act: "cells", kind: "reader", id, cells: { ".alias": "reader-a" } });
    await services.writer.run("reader.merge", [merge("reader-b"), merge("reader-c")]);
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "分开已合并的读者" }));
    const line = (await screen.findByText("张素芹")).closest("li");
    if (line === null) throw new Error("she stands in no list");
    await userEvent.click(within(line).getByRole("button", { name: "分开" }));
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBeUndefined());
    expect((await services.db.reader.get("reader-c"))?.as).toBe("reader-a");
  });

  it("says who goes along with one into whom others were merged before", async () => {
    const { services } = await openReader("reader-a", [
      create("reader", "reader-c", { name: "张素勤" }),
      create("reader", "reader-d", { name: "张素清" }),
    ]);
    const merge = (id: string, into: string): Change => ({
      act: "cells",
      kind: "reader",
      id,
      cells: { ".alias": into },
    });
    await services.writer.run("reader.merge", [merge("reader-d", "reader-c")]);
    await services.writer.run("reader.merge", [merge("reader-c", "reader-b")]);
    await services.writer.run("reader.merge", [merge("reader-b", "reader-a")]);
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "分开已合并的读者" }));
    const lineOf = async (name: string): Promise<string> =>
      (await screen.findByText(name, { selector: "b > bdi" })).closest("li")?.textContent ?? "";
    expect(await lineOf("张素芹")).toMatch(/连同张素[勤清]和张素[勤清]一起分开/);
    expect(await lineOf("张素勤")).toContain("连同张素清一起分开");
    expect(await lineOf("张素清")).not.toContain("连同");
  });

  it("parts what another desk has merged, which can be undone", async () => {
    const { services } = await openReader();
    await pullChange(services, { kind: "reader", id: "reader-b", cells: { ".alias": "reader-a" } });
    await partReaders(/今天 \d\d:\d\d/);
    await waitFor(async () => expect((await services.db.reader.get("reader-b"))?.as).toBeUndefined());
    await screen.findByText("已分开：张*芹", { selector: ".vh" });
    await services.writer.undo();
    expect((await services.db.reader.get("reader-b"))?.as).toBe("reader-a");
  });

  it("deletes at once, goes back to the list, and undo brings the reader back", async () => {
    const { services, history } = await openReader();
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "删除读者" }));
    await waitFor(async () => expect((await services.db.reader.get("reader-a"))?.gone).toBe(1));
    await waitFor(() => expect(history.get().location).toBe("/readers"));
    await screen.findByText("已删除读者：张*琴", { selector: ".vh" });
    await services.writer.undo();
    expect((await services.db.reader.get("reader-a"))?.gone).toBeUndefined();
  });

  it("gives whoever has no card one from the menu, and whoever has one leaves by it with a reason", async () => {
    const names = { "zh-CN": "已退证", "zh-TW": "已註銷", en: "Gave the card back" };
    const { services } = await openReader("reader-b", [
      create("code", "c1", { list: "reason", code: "returned-card", names, order: 1 }),
    ]);
    await userEvent.click(await screen.findByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "办读者证…" }));
    await write(await screen.findByRole("textbox", { name: "读者证号" }), "０００９{Enter}");
    await waitFor(async () => expect(await services.db.reader.get("reader-b")).toMatchObject({ card: "0009" }));
    expect((await services.db.reader.get("reader-b"))?.enrolledOn).toBeDefined();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    expect(screen.queryByRole("menuitem", { name: "办读者证…" })).toBeNull();
    await userEvent.click(await screen.findByRole("menuitem", { name: "退证或离开…" }));
    await userEvent.click(await screen.findByRole("option", { name: "已退证" }));
    await waitFor(async () =>
      expect((await services.db.reader.get("reader-b"))?.leaving).toMatchObject({ reason: "returned-card" }),
    );
  });

  it("takes a promise with its day", async () => {
    const { services } = await openReader();
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "记待办或承诺" }));
    await write(await screen.findByRole("textbox", { name: "内容" }), "找到校刊就打电话");
    await userEvent.click(screen.getByRole("radio", { name: "承诺" }));
    await screen.findByRole("dialog", { name: "新承诺：张*琴" });
    await userEvent.click(screen.getByRole("button", { name: /^保存/ }));
    await waitFor(async () =>
      expect(await services.db.task.toArray()).toMatchObject([
        { text: "找到校刊就打电话", promisedTo: "reader-a", assignee: "chen" },
      ]),
    );
  });

  it("has no fault that axe knows, on any tab", async () => {
    await openReader();
    for (const tab of ["概览", /往来记录/, /意见/, "资料"]) {
      await userEvent.click(screen.getByRole("tab", { name: tab }));
      expect(await findAxeFaults()).toEqual([]);
    }
  });
});
