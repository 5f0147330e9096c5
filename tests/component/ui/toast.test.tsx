import { render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { LiveRegionProvider } from "../../../renderer/ui/live-region.tsx";
import { ToastDock, ToastProvider, type Toasts, useToasts } from "../../../renderer/ui/toast.tsx";
import "../../../renderer/styles/index.css";

const held: { toasts: Toasts | null } = { toasts: null };

function Reader() {
  held.toasts = useToasts();
  return null;
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
});
