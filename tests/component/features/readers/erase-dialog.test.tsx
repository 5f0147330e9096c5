import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { confirmingWords } from "../../../../renderer/features/readers/erase-dialog.tsx";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { openReader } from "./open-reader.tsx";

const MORE = [
  create("feedback", "op-1", { reader: "reader-a", text: "空调太冷" }),
  create("task", "task-1", { about: { kind: "feedback", id: "op-1" }, text: "回电话" }),
  create("activity", "use-1", { reader: "reader-a", on: "2026-11-01", kind: "loan" }),
];

async function openDialog(more: readonly Change[] = []) {
  const opened = await openReader("reader-a", [...MORE, ...more]);
  await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: "在所有电脑上清除…" }));
  return { ...opened, dialog: await screen.findByRole("dialog", { name: "在所有电脑上清除“张素琴”" }) };
}

describe("erasing a reader", () => {
  it("says what goes and what remains where, and acts only once the whole name is typed", async () => {
    const { dialog, services, purged } = await openDialog();
    for (const line of ["读者资料 1 份", "服务记录 2 条", "意见 1 条", "待办和承诺 1 项", "到馆与利用 1 条"])
      expect(await within(dialog).findByText(line)).toBeTruthy();
    expect(
      within(dialog).getByText(/纸张、导出的文件.*已移出或停用的电脑留在第二处的备份：请到“备份”里删除/),
    ).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
    const act = within(dialog).getByRole("button", { name: "全部清除" });
    const field = within(dialog).getByRole("textbox", { name: "请输入全名“张素琴”或证号“002104178853”以确认" });
    expect(document.activeElement).toBe(field);
    for (const tooLittle of ["张", "张素", "0"]) {
      await userEvent.type(field, `${tooLittle}{Enter}`);
      expect(act.getAttribute("aria-disabled")).toBe("true");
      expect(await services.db.erased.count()).toBe(0);
      await userEvent.clear(field);
    }
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "原因" }), "保存期已满");
    await userEvent.type(field, "张素琴{Enter}");
    await waitFor(async () =>
      expect(await services.db.erased.get("reader-a")).toMatchObject({
        reason: "retention",
        by: "chen",
        records: ["activity/use-1", "feedback/op-1", "interaction/log-1", "interaction/log-2", "task/task-1"],
      }),
    );
    await waitFor(() => expect(purged()).toBe(1));
    for (const table of [services.db.feedback, services.db.task, services.db.activity])
      expect(await table.count()).toBe(0);
    expect(await services.db.reader.toCollection().primaryKeys()).toEqual(["reader-b"]);
    expect(await services.db.interaction.toCollection().primaryKeys()).toEqual(["log-3"]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await screen.findByText(/^已在这台电脑上清除/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /撤销/ })).toBeNull();
    expect((await services.writer.undo())?.command).not.toBe("reader.erase");
  });

  it("says that who looked stays, and under which case number", async () => {
    const { services, dialog } = await openDialog([
      create("reveal", "look-1", { about: { kind: "feedback", id: "op-1" }, fields: ["text"], at: 1, staff: "chen" }),
    ]);
    expect(await within(dialog).findByText(/谁查看过受保护字段的记录 1 条。.*随机的个案编号/)).toBeTruthy();
    await userEvent.keyboard("002104178853{Enter}");
    const said = await screen.findByText(/保留在个案编号 [0-9A-Z]{4}-[0-9A-Z]{4} 下$/);
    expect(screen.getAllByText(/已在这台电脑上清除/)).toHaveLength(1);
    const [, number] = /个案编号 (\S+) 下/.exec(said.textContent ?? "") ?? [];
    await waitFor(async () =>
      expect(await services.db.reveal.toArray()).toMatchObject([
        { about: { kind: "case", id: `case-${number}` }, staff: "chen", fields: ["text"], at: 1 },
      ]),
    );
  });

  it("leaves everything as it is on Escape", async () => {
    const { services } = await openDialog();
    await userEvent.keyboard("张{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await services.db.erased.count()).toBe(0);
    expect(await services.db.reader.count()).toBe(2);
  });

  it("asks for the whole name or the card, and for four characters where neither has two", () => {
    expect(confirmingWords({ name: "欧阳晓", card: "001" } as never, "x")).toEqual(["欧阳晓", "001"]);
    expect(confirmingWords({ name: "Mary Ann Smith" } as never, "x")).toEqual(["Mary Ann Smith"]);
    expect(confirmingWords({ name: "李", card: "7" } as never, "0000-abcd")).toEqual(["abcd"]);
    expect(confirmingWords({} as never, "0000-abcd")).toEqual(["abcd"]);
  });
});
