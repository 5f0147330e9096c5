import { cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { flushSync } from "react-dom";
import { describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { AlertDialog, Dialog } from "../../../../renderer/ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../../renderer/ui/dialogs/dialog-buttons.tsx";
import { PickDialog } from "../../../../renderer/ui/dialogs/pick-dialog.tsx";
import { type Platform, PlatformContext } from "../../../../renderer/ui/platform.ts";
import "../../../../renderer/styles/index.css";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { hold, press } from "../../desk/keys.ts";

/** A button of the page that opens a dialog, above which the button does not lie. */
function Opening({ onClose }: { onClose: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        打开
      </button>
      <Dialog
        open={open}
        title="加入码"
        closeLabel="关闭"
        onClose={() => {
          onClose();
          setOpen(false);
        }}
      >
        一张单子
      </Dialog>
    </>
  );
}

/** A choice for a key press. */
function Choosing({ onPick }: { onPick: (value: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        分办
      </button>
      {open && (
        <PickDialog
          title="分办给"
          closeLabel="关闭"
          filterLabel="筛选"
          empty="没有"
          items={["陈雨桐", "周建平"].map((label) => ({ value: label, label }))}
          onPick={onPick}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** A sheet that Enter closes, and the list that has the keyboard then. */
function SheetOverList({ onRow }: { onRow: () => void }) {
  const [open, setOpen] = useState(true);
  const close = (): void => {
    flushSync(() => setOpen(false));
    screen.getByRole("grid", { hidden: true }).focus();
  };
  return (
    <>
      <div role="grid" tabIndex={0} aria-label="读者" onKeyDown={({ key }) => key === "Enter" && onRow()} />
      <Dialog open={open} title="待办" closeLabel="关闭" onClose={close}>
        <input aria-label="内容" onKeyDown={({ key }) => key === "Enter" && close()} />
      </Dialog>
    </>
  );
}

describe("Dialog", () => {
  it.each([
    ["the first field that can be changed", <input key="a" aria-label="这里" />],
    ["what is chosen of several", <input key="a" type="radio" name="r" aria-label="这里" defaultChecked />],
  ])("begins at %s", async (_, field) => {
    render(
      <Dialog open title="更改" closeLabel="关闭" onClose={() => undefined}>
        <button type="button">说明</button>
        <input aria-label="还不能改" disabled />
        <input type="radio" name="r" aria-label="没选" />
        {field}
        <textarea aria-label="后面的" />
      </Dialog>,
    );
    const wanted = await screen.findByRole(/radio/.test(String(field.props.type)) ? "radio" : "textbox", {
      name: "这里",
    });
    await expect.poll(() => document.activeElement).toBe(wanted);
  });

  it.each([
    ["opens no row by an Enter that comes once more in haste", "{Enter}{Enter}", 0],
    ["lets whoever moves on open one at once", "{Enter}{ArrowDown}{Enter}", 1],
    ["leaves an Enter alone where Escape has closed it", "{Escape}{Enter}", 1],
  ])("over a list, %s", async (_, keys, opened) => {
    const onRow = vi.fn();
    render(<SheetOverList onRow={onRow} />);
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("textbox"));
    await userEvent.keyboard(keys);
    expect(onRow).toHaveBeenCalledTimes(opened);
  });

  it.each([
    ["does its first act by Ctrl+Enter", false, 1],
    ["does nothing by it while that cannot be done", true, 0],
  ])("%s, wherever the focus is", async (_, disabled, times) => {
    const save = vi.fn();
    render(
      <Dialog
        open
        title="更改"
        closeLabel="关闭"
        onClose={() => undefined}
        footer={<DialogButtons act="保存" cancel="取消" disabled={disabled} onAct={save} onCancel={() => undefined} />}
      >
        <textarea aria-label="这里" />
      </Dialog>,
    );
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("textbox"));
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    expect(save).toHaveBeenCalledTimes(times);
  });

  it("leaves the focus to a field that has taken it", async () => {
    render(
      <Dialog open title="更改" closeLabel="关闭" onClose={() => undefined}>
        <input aria-label="前面的" />
        <input aria-label="自己要的" autoFocus />
      </Dialog>,
    );
    const own = await screen.findByRole("textbox", { name: "自己要的" });
    await expect.poll(() => document.activeElement).toBe(own);
  });

  it("has the focus in its field before the next frame, and gives it back when it closes", async () => {
    const frames = vi.spyOn(window, "requestAnimationFrame").mockImplementation(() => 0);
    const onPick = vi.fn();
    try {
      render(<Choosing onPick={onPick} />);
      screen.getByRole("button", { name: "分办" }).focus();
      await userEvent.keyboard("{Enter}周{Enter}");
      expect(onPick.mock.calls).toEqual([["周建平"]]);
    } finally {
      frames.mockRestore();
    }
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("button", { name: "分办" })));
  });

  it("leaves the focus where somebody has put it before that frame", async () => {
    const later: FrameRequestCallback[] = [];
    const frames = vi.spyOn(window, "requestAnimationFrame").mockImplementation((frame) => later.push(frame));
    try {
      render(
        <Dialog open title="更改" closeLabel="关闭" onClose={() => undefined}>
          <input aria-label="前面的" />
          <input aria-label="后面的" />
        </Dialog>,
      );
      await expect.poll(() => document.activeElement).toBe(screen.getByRole("textbox", { name: "前面的" }));
      const chosen = screen.getByRole("textbox", { name: "后面的" });
      chosen.focus();
      for (const frame of later) frame(0);
      expect(document.activeElement).toBe(chosen);
    } finally {
      frames.mockRestore();
    }
  });

  it("stays open where the button that opens it is clicked twice, and closes at a press beside it", async () => {
    const onClose = vi.fn();
    render(<Opening onClose={onClose} />);
    // by the browser itself: the second press falls on what lies there by then
    await page.getByRole("button", { name: "打开" }).dblClick();
    expect(await screen.findByRole("dialog", { name: "加入码" })).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
    await userEvent.click(document.elementFromPoint(4, 4) ?? document.body);
    expect(onClose).toHaveBeenCalledOnce();
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });
});

function ask(platform: Platform, danger: boolean) {
  const onAct = vi.fn();
  const onCancel = vi.fn();
  render(
    <PlatformContext value={platform}>
      <AlertDialog
        open
        title="删除 3 条记录"
        act="删除 3 条"
        cancel="取消"
        onAct={onAct}
        onCancel={onCancel}
        danger={danger}
      >
        删除后不能恢复。
      </AlertDialog>
    </PlatformContext>,
  );
  const buttons = () =>
    within(screen.getByRole("alertdialog"))
      .getAllByRole("button")
      .map((button) => button.textContent);
  return { onAct, onCancel, buttons };
}

describe("AlertDialog", () => {
  it("puts the act first on Windows and last elsewhere", () => {
    expect(ask("windows", false).buttons()).toEqual(["删除 3 条", "取消"]);
    cleanup();
    expect(ask("mac", false).buttons()).toEqual(["取消", "删除 3 条"]);
    cleanup();
    expect(ask("linux", false).buttons()).toEqual(["取消", "删除 3 条"]);
  });

  it("gives the focus to Cancel where the act destroys, so that a hasty Enter does nothing", async () => {
    const { onAct, onCancel } = ask("windows", true);
    await expect.poll(() => document.activeElement?.textContent).toBe("取消");
    await userEvent.keyboard("{Enter}");
    expect(onAct).not.toHaveBeenCalled();
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it("gives the focus to the act where it can be taken back", async () => {
    ask("windows", false);
    await expect.poll(() => document.activeElement?.textContent).toBe("删除 3 条");
  });

  it("answers no to Escape", async () => {
    const { onAct, onCancel } = ask("windows", true);
    await expect.poll(() => document.activeElement?.textContent).toBe("取消");
    await userEvent.keyboard("{Escape}");
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onAct).not.toHaveBeenCalled();
  });

  it("answers nothing to a key that is held, nor to the second half of a double click", async () => {
    const { onAct, onCancel } = ask("windows", false);
    const act = screen.getByRole("button", { name: "删除 3 条" });
    await expect.poll(() => document.activeElement).toBe(act);
    await userEvent.dblClick(act);
    expect(onAct).toHaveBeenCalledTimes(1);
    await hold("Enter", "Enter", () => Promise.resolve());
    expect(onAct).toHaveBeenCalledTimes(2);
    await press(" ", "Space");
    expect([onAct.mock.calls.length, onCancel.mock.calls.length]).toEqual([3, 0]);
  });

  it("has no fault that axe finds", async () => {
    ask("windows", true);
    await expect.poll(() => document.activeElement?.textContent).toBe("取消");
    expect(await findAxeFaults()).toEqual([]);
  });
});
