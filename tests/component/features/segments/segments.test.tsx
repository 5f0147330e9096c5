/**
 * Groups of readers: rules, counts, changes for all. It takes long, as each group is made on the screen, part by part.
 */
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { write } from "../../../support/write.ts";
import { findToast } from "../../desk/open-desk.tsx";
import { openSegments } from "./open-segments.tsx";

const ADULTS = create("segment", "s", {
  name: "成人",
  rule: {
    match: "all",
    groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values: ["adult"] }] }],
  },
});
const counted = (text: string): Promise<HTMLElement> => screen.findByText(text, { selector: "[role=status] b" });

/** A key that comes while it opens would go elsewhere. */
const writesIn = async (dialog: string): Promise<void> => {
  await screen.findByRole("dialog", { name: dialog });
  await waitFor(() =>
    expect(
      document.activeElement?.closest("[role=dialog]") !== null && document.activeElement instanceof HTMLInputElement,
    ).toBe(true),
  );
};
const rowOf = (name: string): Promise<HTMLElement> => screen.findByRole("row", { name: new RegExp(name) });

describe("the segments", () => {
  it("begin with ten ready-made ones, each with its rule in words", async () => {
    const { history } = await openSegments();
    const ready = within(screen.getByRole("region", { name: "现成的读者群" }));
    expect(ready.getAllByRole("listitem")).toHaveLength(10);
    expect(ready.getByText("有效期至：今后 30 天内，并且生命周期：不是 已退证 / 已迁出 / 已故")).toBeTruthy();
    await screen.findByText(/^还没有读者群/);
    await userEvent.click(ready.getByRole("button", { name: "采用：30 天内到期的证" }));
    await counted("1 位，共 3 位读者");
    expect((await rowOf("张素琴")).textContent).toContain("有效期至：2026-12-10 · 生命周期：已办证未使用");
    expect(history.get().location).toContain("/readers/segments/new");
  });

  it("are listed by name with who is in now, and deleted with undo", async () => {
    const { services } = await openSegments({ more: [ADULTS] });
    const saved = within(await screen.findByRole("region", { name: "已保存的读者群" }));
    const line = await saved.findByRole("listitem");
    await within(line).findByText("2");
    expect(line.textContent).toContain("读者类型：成人读者");
    await userEvent.click(saved.getByRole("button", { name: "编辑读者群：成人" }));
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "更多" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "删除读者群" }));
    await findToast("已删除读者群：成人");
    await screen.findByText(/^还没有读者群/);
    await services.writer.undo();
    await screen.findByRole("region", { name: "已保存的读者群" });
  });
});

describe("a segment", () => {
  it("is built by keys alone: field, condition, value; counted, kept, and found again", async () => {
    const { services, container } = await openSegments({ path: "/readers/segments/new" });
    expect(await screen.findByText("有的条件还没有值，写完以后再数")).toBeTruthy();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("名称");
    // the second row is the new one: choose the field by typing
    screen.getByRole("button", { name: "字段：读者类型" }).focus();
    await userEvent.keyboard("{Enter}");
    await writesIn("按什么选");
    await userEvent.keyboard("责任馆员{Enter}");
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "条件：责任馆员" }), "没有记录");
    await counted("2 位，共 3 位读者");
    screen.getByRole("button", { name: "加条件" }).focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("字段：读者类型"));
    // past the condition, to the value
    await userEvent.keyboard("{Tab}{Tab}{Enter}");
    await writesIn("读者类型");
    await userEvent.keyboard("成人{Enter}");
    await counted("1 位，共 3 位读者");
    const rule = within(screen.getByRole("region", { name: "条件" }));
    expect(rule.getAllByText(/^单独/).map((each) => each.textContent)).toEqual(["单独 3 位", "单独 2 位", "单独 2 位"]);
    expect((await rowOf("王芳")).textContent).toContain("责任馆员：没有记录 · 读者类型：成人读者");
    expect(await findAxeFaults(container)).toEqual([]);

    await write(screen.getByRole("textbox", { name: "名称" }), "没有责任馆员的成人");
    await userEvent.keyboard("{Control>}s{/Control}");
    await findToast("已保存读者群：没有责任馆员的成人");
    const [row] = await services.db.segment.toArray();
    expect(row).toMatchObject({
      name: "没有责任馆员的成人",
      rule: {
        match: "all",
        groups: [
          {
            match: "all",
            conditions: [
              { field: "lifeState" },
              { field: "owner", is: "unknown" },
              { field: "category", values: ["adult"] },
            ],
          },
        ],
      },
    });
  });

  it("keeps what is being written while a reader is looked at", async () => {
    const { history } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "去掉成人读者" }));
    await userEvent.click(screen.getByRole("button", { name: "选择值：读者类型" }));
    await writesIn("读者类型");
    await userEvent.keyboard("少儿{Enter}");
    await counted("1 位，共 3 位读者");
    await userEvent.dblClick(await rowOf("李小明"));
    await screen.findByText("elsewhere");
    history.back();
    await counted("1 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "放弃修改" }));
    await counted("2 位，共 3 位读者");
  });

  it("without a row has nobody, and says so", async () => {
    await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "去掉这一条：读者类型" }));
    expect(await screen.findByText("没有条件，所以一位读者也没有。加一个条件")).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
  });

  it("takes readers in and out by P and X, says so in the reason, and Ctrl+Z would have them back", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.click(await rowOf("王芳"));
    screen.getByRole("grid").focus();
    await userEvent.keyboard("x");
    await counted("1 位，共 3 位读者");
    await findToast("已排除：王*");
    await userEvent.click(screen.getByRole("button", { name: "手动加入 0 · 排除 1" }));
    await writesIn("手动加入和排除的读者");
    const dialog = within(screen.getByRole("dialog"));
    await userEvent.keyboard("李小明");
    await dialog.findByText(
      (_, element) => element?.matches(".clip") === true && element.textContent === "李小明 · 002",
    );
    await userEvent.keyboard("{Enter}");
    await dialog.findByRole("button", { name: "取消：李小明" });
    await userEvent.click(dialog.getByRole("button", { name: "取消：王芳" }));
    await userEvent.keyboard("{Escape}");
    await counted("3 位，共 3 位读者");
    expect((await rowOf("李小明")).textContent).toContain("手动加入");
    expect(await services.db.segment.get("s")).toMatchObject({ pinned: ["bo"] });
    await services.writer.undo();
    await counted("2 位，共 3 位读者");
  });

  it("says whom it takes in and out as she is called out at the desk, and of somebody who is gone that she is", async () => {
    await openSegments({
      path: "/readers/segments/s",
      more: [
        ADULTS,
        create("reader", "xia", { name: "夏侯平", familyName: "夏", category: "adult" }),
        { act: "cells", kind: "segment", id: "s", cells: { "pinned/nobody-now": true } },
      ],
    });
    await userEvent.click(await rowOf("夏侯平"));
    screen.getByRole("grid").focus();
    await userEvent.keyboard("x");
    await findToast("已排除：夏*平");
    await userEvent.click(await screen.findByRole("button", { name: "手动加入 1 · 排除 1" }));
    await userEvent.click(await screen.findByRole("button", { name: "取消：已不在" }));
    await findToast("不再手动加入：已不在");
  });

  it("keeps everybody who was put in, however quickly one follows the other", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    const grid = screen.getByRole("grid");
    grid.focus();
    for (const [key, code] of [
      ["p", "KeyP"],
      ["ArrowDown", "ArrowDown"],
      ["p", "KeyP"],
    ] as const)
      fireEvent.keyDown(grid, { key, code });
    await expect
      .poll(async () => [...((await services.db.segment.get("s"))?.pinned ?? [])].sort())
      .toEqual(["ann", "cai"]);
  });

  it("has its list fixed on a day and let go again", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "名单" }), "fixed");
    await findToast("已固定成今天的名单，2 位");
    await services.writer.run("test", [{ act: "edit", kind: "reader", id: "bo", patch: { category: "adult" } }]);
    await within(await rowOf("张素琴")).findByText("在固定名单上");
    await counted("2 位，共 3 位读者");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "名单" }), "live");
    await counted("3 位，共 3 位读者");
  });

  it("says who came and who went since an earlier day", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await screen.findByText("今天第一次看，以后可以比较");
    cleanup();
    await services.writer.run("test", [
      { act: "edit", kind: "reader", id: "bo", patch: { category: "adult" } },
      { act: "edit", kind: "reader", id: "cai", patch: { category: null } },
    ]);
    await openSegments({ path: "/readers/segments/s", services, daysLater: 4 });
    await screen.findByText("与 2026-11-25 相比");
    expect(screen.getByRole("button", { name: "减少 1 位" })).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "新增 1 位" }));
    await screen.findByRole("button", { name: "李小明 · 002" });
  });

  it("changes everybody at once after a count, and takes it back by Ctrl+Z", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "批量更改" }));
    const dialog = within(await screen.findByRole("dialog", { name: "给 2 位读者" }));
    await write(dialog.getByRole("textbox", { name: "标签" }), "读书会");
    await userEvent.click(dialog.getByRole("button", { name: "更改 2 位" }));
    await findToast("加标签 #读书会：已更改 2 位");
    expect(await services.db.reader.filter(({ tags = [] }) => tags.includes("读书会")).primaryKeys()).toEqual([
      "ann",
      "cai",
    ]);
    await userEvent.keyboard("{Control>}z{/Control}");
    await findToast("已撤销：加标签 #读书会");
    expect(await services.db.reader.filter(({ tags = [] }) => tags.length > 0).count()).toBe(0);
  });

  it("says when a change of all broke off, and takes back what was written", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    const { run } = services.writer;
    vi.spyOn(services.writer, "run").mockImplementationOnce(async (...args) => {
      await run(...args);
      throw new Error("closed");
    });
    await userEvent.click(screen.getByRole("button", { name: "批量更改" }));
    const dialog = within(await screen.findByRole("dialog", { name: "给 2 位读者" }));
    await write(dialog.getByRole("textbox", { name: "标签" }), "读书会");
    await userEvent.click(dialog.getByRole("button", { name: "更改 2 位" }));
    await findToast("加标签 #读书会：没有改完");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.keyboard("{Control>}z{/Control}");
    await findToast("已撤销：加标签 #读书会");
    expect(await services.db.reader.filter(({ tags = [] }) => tags.length > 0).count()).toBe(0);
  });

  it("says when taking back broke off, and goes on where it stopped", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "批量更改" }));
    const dialog = within(await screen.findByRole("dialog", { name: "给 2 位读者" }));
    await write(dialog.getByRole("textbox", { name: "标签" }), "读书会");
    await userEvent.click(dialog.getByRole("button", { name: "更改 2 位" }));
    await findToast("加标签 #读书会：已更改 2 位");
    vi.spyOn(services.writer, "undoBatch").mockRejectedValueOnce(new Error("closed"));
    await userEvent.keyboard("{Control>}z{/Control}");
    await findToast("没有全部撤销：加标签 #读书会");
    expect(screen.getAllByText(/没有丢失。请再按“撤销”/).length).toBeGreaterThan(0);
    expect(await services.db.reader.filter(({ tags = [] }) => tags.includes("读书会")).count()).toBe(2);
    await userEvent.click(screen.getByRole("button", { name: /^撤销/ }));
    await findToast("已撤销：加标签 #读书会");
    expect(await services.db.reader.filter(({ tags = [] }) => tags.length > 0).count()).toBe(0);
  });

  it("has the last change of all taken back from its menu after another screen", async () => {
    const { services } = await openSegments({ path: "/readers/segments/s", more: [ADULTS] });
    await services.writer.run(
      "segment.add-tag",
      [{ act: "cells", kind: "reader", id: "ann", cells: { "tags/误": true } }],
      { batchId: "b", undoable: false },
    );
    await services.db.meta.put({
      name: "segment-batch",
      value: { batchId: "b", act: { tag: "add-tag", value: "误" } },
    });
    cleanup();
    await openSegments({ path: "/readers/segments/s", services });
    await counted("2 位，共 3 位读者");
    await userEvent.click(screen.getByRole("button", { name: "更多" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "撤销批量更改" }));
    await findToast("已撤销：加标签 #误");
    expect((await services.db.reader.get("ann"))?.tags ?? []).toEqual([]);
  });

  it("goes out as a file, masked, and on paper, without what somebody is worth to us", async () => {
    const scored = create("segment", "v", {
      name: "常用/读者",
      rule: {
        match: "all",
        groups: [
          {
            match: "all",
            conditions: [
              { field: "value", is: "at-least", number: 0 },
              { field: "owner", is: "known" },
            ],
          },
        ],
      },
    });
    const { saved } = await openSegments({ path: "/readers/segments/v", more: [scored] });
    expect((await rowOf("张素琴")).textContent).toContain("利用度：0 · 责任馆员：陈雨桐");
    await userEvent.click(screen.getByRole("button", { name: "更多" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "导出CSV" }));
    await findToast("已导出 1 位，电话和地址等已遮盖");
    expect(saved.map(({ suggestedName }) => suggestedName)).toEqual(["常用 读者 2026-11-25.csv"]);
    expect(new TextDecoder().decode(saved[0]?.bytes)).toContain("138****8000");
    const print = vi.spyOn(window, "print").mockClear().mockReturnValue();
    await userEvent.keyboard("{Control>}p{/Control}");
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(document.querySelector(".print-only tbody")?.textContent).toBe("张素琴001责任馆员：陈雨桐");
  });
});
