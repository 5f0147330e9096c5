import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { press } from "../../desk/keys.ts";
import { openReader, timeline } from "./open-reader.tsx";

describe("the timeline", () => {
  it("Ctrl+F narrows it to what is typed, Escape shows all and goes back to the list", async () => {
    await openReader();
    await timeline();
    await press("f", "KeyF", { ctrl: true });
    const find = screen.getByRole("textbox", { name: "在往来记录中查找" });
    await waitFor(() => expect(document.activeElement).toBe(find));
    await userEvent.keyboard("老花镜");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(1));
    await userEvent.clear(find);
    await userEvent.keyboard("没有的词");
    expect(await screen.findByText("没有找到。Esc 看全部")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(2));
    expect(document.activeElement).toBe(await timeline());
  });

  it("keeps the item in hand by what it is, whatever is written above it or taken away", async () => {
    const { services } = await openReader();
    (await timeline()).focus();
    const inHand = () => document.querySelector("[role=option][aria-selected=true]")?.textContent;
    await waitFor(() => expect(inHand()).toContain("彩色复印三页"));
    await services.writer.run("test", [
      create("interaction", "new", {
        reader: "reader-a",
        at: new Date(2026, 10, 24, 13).getTime(),
        question: "刚记的",
      }),
    ]);
    await screen.findByText("刚记的");
    await waitFor(() => expect(inHand()).toContain("彩色复印三页"));
    await services.writer.run("test", [remove("interaction", "log-1")]);
    await waitFor(() => expect(screen.queryByText("彩色复印三页")).toBeNull());
    await press("e", "KeyE");
    expect(screen.queryByRole("dialog")).toBeNull();
    await userEvent.keyboard("{ArrowDown}");
    await press("e", "KeyE");
    expect(await screen.findByRole("dialog")).toBeTruthy();
  });

  it("says what came of a call, which answers nothing that she asked", async () => {
    const { services } = await openReader();
    await timeline();
    const at = new Date(2026, 10, 24, 13).getTime();
    await services.writer.run("test", [
      create("interaction", "call", {
        reader: "reader-a",
        at,
        channel: "phone",
        direction: "out",
        answer: "号码有误",
        outcome: "not-answered",
      }),
    ]);
    await screen.findByText("号码有误 · 未接");
  });

  it("finds by a colleague's name, and Enter goes on in the list", async () => {
    await openReader();
    await timeline();
    await press("f", "KeyF", { ctrl: true });
    await userEvent.keyboard("陈雨桐 复印{Enter}");
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("listbox"));
    expect(screen.getByText("彩色复印三页")).toBeTruthy();
    expect(screen.queryByText("问老花镜")).toBeNull();
  });

  it("has a line for an import made on another desk, dated and named by its report", async () => {
    const { services } = await openReader();
    await services.writer.run("test", [
      edit("reader", "reader-a", { imports: ["imp-1", "imp-2"] }),
      create("setting", "import-batch-imp-1", {
        name: "import.batch.imp-1",
        value: {
          importId: "imp-1",
          file: "三年级.xlsx",
          at: new Date(2026, 8, 1).getTime(),
          staff: "chen",
          written: 30,
        },
      }),
    ]);
    expect(await screen.findByText(/资料来自导入：三年级\.xlsx/)).toBeTruthy();
    expect(screen.getByRole("heading", { level: 3, name: "2026年9月" })).toBeTruthy();
    // the second import's report has not come yet, and no command of it stands in this desk's log
    expect(screen.getAllByRole("option")).toHaveLength(3);
  });
});
