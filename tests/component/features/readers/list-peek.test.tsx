import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { create, remove } from "../../../../renderer/db/write/changes.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { press } from "../../desk/keys.ts";

afterEach(cleanup);

const NOON = new Date(2026, 10, 20, 12).getTime();

async function open() {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await (
    await services.writer.run("test", [
      create("staff", "chen", { name: "陈雨桐" }),
      create("code", "code-purpose-search", {
        list: "purpose",
        code: "search",
        names: { "zh-CN": "找书", "zh-TW": "找書", en: "Finding" },
        order: 1,
      }),
      create("reader", "r1", {
        name: "迪丽努尔·阿不都热合曼",
        card: "1",
        phones: ["15012343036"],
        keepInTouchDays: 30,
      }),
      create("reader", "r2", { name: "乙", card: "2", owner: "chen" }),
      create("interaction", "i1", { reader: "r1", at: NOON, purpose: "search", channel: "desk", direction: "in" }),
      create("task", "t1", { text: "讲座录音答应给她", about: { kind: "reader", id: "r1" }, due: "2026-12-04" }),
    ])
  ).confirmed;
  const rendered = await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 600, width: 1280 }}>
        <ReadersScreen />
      </div>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, path: "/readers" },
  );
  await screen.findByText("乙");
  const grid = screen.getByRole("grid");
  grid.focus();
  return { ...rendered, services, grid };
}
const pane = () => within(screen.getByRole("complementary", { name: "速览" }));

describe("a look from the list of readers", () => {
  it("comes and goes with Space, moves with the arrows, goes with Escape, and leaves the focus in the list", async () => {
    const { grid } = await open();
    expect(screen.getByText("迪丽努尔·阿不都热合曼").textContent).toBe("迪丽努尔·阿不都热合曼");
    await press(" ", "Space");
    await waitFor(() => expect(pane().getByRole("heading", { name: "迪丽努尔·阿不都热合曼" })).toBeTruthy());
    await waitFor(() => expect(pane().getByText("讲座录音答应给她")).toBeTruthy());
    expect(pane().getByText(/找书/)).toBeTruthy();
    expect(pane().getByText("150****3036")).toBeTruthy();
    expect(await findAxeFaults()).toEqual([]);
    await userEvent.keyboard("{ArrowDown}");
    await waitFor(() => expect(pane().getByRole("heading", { name: "乙" })).toBeTruthy());
    expect(document.activeElement).toBe(grid);
    await press("x", "KeyX");
    await screen.findByText("已选 1 位");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("complementary")).toBeNull());
    // the selection stays: Escape was the look's
    expect(screen.getByText("已选 1 位")).toBeTruthy();
    expect([document.activeElement, document.querySelector(".grid-row[data-active] b")?.textContent]).toEqual([
      grid,
      "乙",
    ]);
  });
});

describe("a contact noted in the list", () => {
  it("is one record with what came of it, one undo, and the focus stays in the list", async () => {
    const { services, grid } = await open();
    await press("c", "KeyC");
    const dialog = within(await screen.findByRole("dialog", { name: "记一次联络：1 位读者" }));
    await waitFor(() => expect(document.activeElement).toBe(dialog.getByRole("textbox", { name: "说了什么" })));
    await userEvent.click(dialog.getByRole("radio", { name: "未接" }));
    await userEvent.click(dialog.getByRole("textbox", { name: "说了什么" }));
    await userEvent.keyboard("{Enter}");
    await waitFor(async () => expect(await services.db.interaction.count()).toBe(2));
    const made = (await services.db.interaction.toArray()).find(({ id }) => id !== "i1");
    expect(made).toMatchObject({
      reader: "r1",
      direction: "out",
      channel: "phone",
      outcome: "not-answered",
      staff: "chen",
    });
    await waitFor(() => expect(document.activeElement).toBe(grid));
    await services.writer.undo();
    await waitFor(async () => expect((await services.db.interaction.get(made?.id ?? ""))?.gone).toBe(1));
  });

  it("is one for each of the selected, says who is no reader any more, and ends the rhythm of whoever declined", async () => {
    const { services } = await open();
    await press("a", "KeyA", { ctrl: true });
    await screen.findByText("已选 2 位");
    await services.writer.run("test", [remove("reader", "r2")]);
    await press("c", "KeyC");
    const dialog = within(await screen.findByRole("dialog", { name: "记一次联络：2 位读者" }));
    await userEvent.click(dialog.getByRole("radio", { name: "谢绝" }));
    await userEvent.click(dialog.getByRole("textbox", { name: "说了什么" }));
    await userEvent.keyboard("{Enter}");
    await waitFor(() =>
      expect(document.querySelector(".toast")?.textContent).toContain("已记联络 1 位；1 位已不在读者名单上，没有记"),
    );
    expect((await services.db.reader.get("r1"))?.keepInTouchDays).toBeUndefined();
  });

  it("says why somebody will not come any more, and will not be kept without it", async () => {
    const { services } = await open();
    const names = { "zh-CN": "不满意", "zh-TW": "不滿意", en: "Not satisfied" };
    await services.writer.run("test", [create("code", "c1", { list: "reason", code: "unsatisfied", names, order: 1 })]);
    await press("c", "KeyC");
    const dialog = within(await screen.findByRole("dialog", { name: "记一次联络：1 位读者" }));
    await userEvent.click(dialog.getByRole("radio", { name: "不再来了" }));
    await userEvent.click(dialog.getByRole("button", { name: "保存" }));
    expect(await dialog.findByText("请选一个原因")).toBeTruthy();
    await userEvent.selectOptions(dialog.getByRole("combobox", { name: "为什么不来了" }), "不满意");
    await userEvent.click(dialog.getByRole("button", { name: "保存" }));
    await waitFor(async () =>
      expect((await services.db.reader.get("r1"))?.leaving).toMatchObject({ reason: "unsatisfied" }),
    );
    await services.writer.undo();
    expect((await services.db.reader.get("r1"))?.leaving).toBeUndefined();
  });
});
