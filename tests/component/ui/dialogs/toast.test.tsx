import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import { LiveRegionProvider } from "../../../../renderer/ui/dialogs/live-region.tsx";
import { useReadToast } from "../../../../renderer/ui/dialogs/read-toast.ts";
import { type Toast, ToastDock, ToastProvider, type Toasts, useToasts } from "../../../../renderer/ui/dialogs/toast.tsx";
import "../../../../renderer/styles/index.css";

const held: { toasts: Toasts | null } = { toasts: null };

function Reader() {
  held.toasts = useToasts();
  return null;
}

function Pages() {
  const [page, setPage] = useState(1);
  useReadToast(String(page));
  held.toasts = useToasts();
  return (
    <>
      <button type="button" onClick={() => setPage(page + 1)}>
        下一页
      </button>
      <p>第 {page} 页</p>
      <ToastDock />
    </>
  );
}

function dock(): Toasts {
  render(
    <LiveRegionProvider>
      <ToastProvider>
        <ToastDock />
        <Reader />
      </ToastProvider>
    </LiveRegionProvider>,
  );
  if (held.toasts === null) throw new Error("nothing was mounted");
  return held.toasts;
}

describe("the toast", () => {
  it("stays in its row, and is said once by the page's one voice", async () => {
    dock().show({ text: "已记录：设备·打印", detail: "到馆" });
    await expect.poll(() => screen.getByRole("status").textContent?.trim()).toBe("已记录：设备·打印 到馆");
    expect(document.querySelector(".dock .toast")?.textContent).toContain("已记录");
  });

  it("is heard again when the same act is done again", async () => {
    const toasts = dock();
    toasts.show({ text: "已记录" });
    await expect.poll(() => screen.getByRole("status").textContent?.trim()).toBe("已记录");
    const first = screen.getByRole("status").textContent;
    toasts.show({ text: "已记录" });
    await expect.poll(() => screen.getByRole("status").textContent).not.toBe(first);
  });

  it("gives the focus to its last button, which is Undo", async () => {
    const onUndo = vi.fn();
    const toasts = dock();
    toasts.show({
      text: "已记录",
      actions: [
        { label: "补一句", onClick: vi.fn() },
        { label: "撤销", undo: true, onClick: onUndo },
      ],
    });
    await screen.findByRole("button", { name: "撤销" });
    toasts.focus();
    expect(document.activeElement?.textContent).toBe("撤销");
  });

  it("goes with the next page that a person opens where it only says what was done, and not with the page that its act opens", async () => {
    render(
      <LiveRegionProvider>
        <ToastProvider>
          <Pages />
        </ToastProvider>
      </LiveRegionProvider>,
    );
    const shown = (): string | null => document.querySelector(".dock .toast b")?.textContent ?? null;
    const show = async (toast: Toast): Promise<void> => {
      held.toasts?.show(toast);
      await expect.poll(shown).toBe(toast.text);
    };
    const next = screen.getByRole("button", { name: "下一页" });
    // opened by the act itself: nobody has touched anything since
    await show({ text: "已建立" });
    next.click();
    await screen.findByText("第 2 页");
    expect(shown()).toBe("已建立");
    await userEvent.click(next);
    await screen.findByText("第 3 页");
    await expect.poll(shown).toBeNull();
    // what can be pressed, and what failed, stays
    for (const toast of [
      { text: "已记录", actions: [{ label: "撤销", undo: true, onClick: vi.fn() }] },
      { text: "没有保存", tone: "failed" },
    ] as const) {
      await show(toast);
      const before = screen.getByText(/^第/).textContent;
      await userEvent.click(next);
      await expect.poll(() => screen.getByText(/^第/).textContent).not.toBe(before);
      expect(shown()).toBe(toast.text);
    }
  });
});
