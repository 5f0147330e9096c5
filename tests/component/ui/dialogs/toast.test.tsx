import { act, fireEvent, render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveRegionProvider } from "../../../../renderer/ui/dialogs/live-region.tsx";
import { ReadToast } from "../../../../renderer/ui/dialogs/read-toast.ts";
import {
  type Toast,
  ToastDock,
  ToastProvider,
  type Toasts,
  usePassedToast,
  useToasts,
} from "../../../../renderer/ui/dialogs/toast.tsx";
import "../../../../renderer/styles/index.css";

const held: { toasts: Toasts | null; passed: ReturnType<typeof usePassedToast>; drawn: number } = {
  toasts: null,
  passed: null,
  drawn: 0,
};

function Reader() {
  held.toasts = useToasts();
  held.drawn += 1;
  return null;
}

function Passed() {
  held.passed = usePassedToast();
  return null;
}

function Pages() {
  const [page, setPage] = useState(1);
  const [language, setLanguage] = useState("zh-CN");
  held.toasts = useToasts();
  return (
    <>
      <ReadToast page={String(page)} language={language} />
      <button type="button" onClick={() => setPage(page + 1)}>
        下一页
      </button>
      <button type="button" onClick={() => setLanguage("en")}>
        English
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
        <Passed />
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

  it("draws nothing anew of whoever only shows toasts", async () => {
    const toasts = dock();
    const before = held.drawn;
    toasts.show({ text: "已记录" });
    await screen.findByText("已记录", { selector: ".toast b" });
    act(() => toasts.clear());
    expect(toasts.shown()).toBeNull();
    expect(held.drawn).toBe(before);
  });

  it("is heard again when the same act is done again", async () => {
    const toasts = dock();
    toasts.show({ text: "已记录" });
    await expect.poll(() => screen.getByRole("status").textContent?.trim()).toBe("已记录");
    const first = screen.getByRole("status").textContent;
    toasts.show({ text: "已记录" });
    await expect.poll(() => screen.getByRole("status").textContent).not.toBe(first);
  });

  it("keeps what it says, and what it offers beside, once Ctrl+Z takes back something later", async () => {
    const toasts = dock();
    toasts.show({
      text: "已记录",
      actions: [
        { label: "补一句", onClick: vi.fn() },
        { label: "撤销", keys: "Ctrl+Z", undo: true, onClick: vi.fn() },
      ],
    });
    await screen.findByRole("button", { name: /撤销/ });
    toasts.overtake();
    await expect.poll(() => screen.queryByRole("button", { name: /撤销/ })).toBeNull();
    expect(screen.getByText("已记录", { selector: ".toast b" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "补一句" })).toBeTruthy();
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

  it("takes no focus on a later page for an F8 that found its button covered", async () => {
    const page = (key: string, note: string | null) => (
      <LiveRegionProvider>
        <ToastProvider>
          <ToastDock key={key}>{note}</ToastDock>
          <Reader />
        </ToastProvider>
      </LiveRegionProvider>
    );
    const { rerender } = render(page("desk", "note line"));
    act(() => held.toasts?.show({ text: "已记录", actions: [{ label: "撤销", undo: true, onClick: vi.fn() }] }));
    act(() => held.toasts?.focus());
    rerender(page("readers", null));
    const undo = await screen.findByRole("button", { name: "撤销" });
    expect(document.activeElement).not.toBe(undo);
    // pressed once more, it finds it
    act(() => held.toasts?.focus());
    expect(document.activeElement).toBe(undo);
  });

  it("stays the same where it has nothing on the keys that something later has taken", () => {
    const toasts = dock();
    act(() => toasts.show({ text: "同步没有做完", actions: [{ label: "查看", onClick: vi.fn() }] }));
    const before = toasts.shown();
    act(() => toasts.overtake());
    expect(toasts.shown()).toBe(before);
  });

  it("that came unasked is covered by no other before a person has pressed something", async () => {
    const toasts = dock();
    const shown = (): string | null => document.querySelector(".dock .toast b")?.textContent ?? null;
    toasts.show({ tone: "failed", text: "1 条草稿已清除", untilSeen: true });
    await expect.poll(shown).toBe("1 条草稿已清除");
    toasts.show({ text: "同步完成" });
    await expect.poll(() => screen.getByRole("status").textContent?.trim()).toBe("同步完成");
    expect(shown()).toBe("1 条草稿已清除");
    fireEvent.keyDown(document.body, { key: "F9" });
    toasts.show({ text: "同步完成" });
    await expect.poll(shown).toBe("同步完成");
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
      { text: "未能保存", tone: "failed" },
    ] as const) {
      await show(toast);
      const before = screen.getByText(/^第/).textContent;
      await userEvent.click(next);
      await expect.poll(() => screen.getByText(/^第/).textContent).not.toBe(before);
      expect(shown()).toBe(toast.text);
    }
    // what failed at a moment that is over goes with the page, and by Escape
    const ofMoment = { tone: "failed", actions: [{ label: "关闭", onClick: vi.fn() }], ofMoment: true } as const;
    await show({ text: "扫码中断过", ...ofMoment });
    await userEvent.click(next);
    await expect.poll(shown).toBeNull();
    await show({ text: "又中断过", ...ofMoment });
    await userEvent.keyboard("{Escape}");
    await expect.poll(shown).toBeNull();
  });
});

describe("a toast where work is read", () => {
  function passingDock(): Toasts {
    render(
      <LiveRegionProvider>
        <ToastProvider>
          <ToastDock passing />
          <Reader />
          <Passed />
        </ToastProvider>
      </LiveRegionProvider>,
    );
    if (held.toasts === null) throw new Error("nothing was mounted");
    return held.toasts;
  }
  const shown = (): string | null | undefined => document.querySelector(".dock .toast b")?.textContent;
  const later = (ms: number): void => act(() => void vi.advanceTimersByTime(ms));
  const say = (toasts: Toasts, toast: Toast): void => act(() => toasts.show(toast));
  const undo = { label: "撤销", undo: true, onClick: () => undefined };

  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ["done", null],
    ["failed", "已记录撤销"],
  ] as const)("goes with the language in which it was said, unless it failed: %s", (tone, left) => {
    render(
      <LiveRegionProvider>
        <ToastProvider>
          <Pages />
        </ToastProvider>
      </LiveRegionProvider>,
    );
    act(() => held.toasts?.show({ text: "已记录", tone, actions: [{ label: "撤销", undo: true, onClick: vi.fn() }] }));
    expect(screen.getByRole("status").textContent?.trim()).toBe("已记录");
    fireEvent.click(screen.getByRole("button", { name: "English" }));
    expect(screen.getByRole("status").textContent?.trim()).toBe("");
    expect(document.querySelector(".toast")?.textContent ?? null).toBe(left);
  });

  it("passes after six seconds where it only says what was done, each with its own time, and F8 brings it back", () => {
    const toasts = passingDock();
    say(toasts, { text: "同步完成" });
    later(5000);
    say(toasts, { text: "已保存", actions: [undo] });
    later(5999);
    expect(shown()).toBe("已保存");
    later(1);
    expect(shown()).toBeUndefined();
    act(() => toasts.focus());
    expect(document.activeElement?.textContent).toContain("撤销");
    later(60_000);
    expect(shown()).toBe("已保存");
  });

  it("leaves how to take the act back at hand when it has passed, until the next act", () => {
    const toasts = passingDock();
    const more = { label: "补一句", keys: "F4", onClick: () => undefined };
    say(toasts, { text: "已记录", actions: [more, undo] });
    expect(held.passed).toBeNull();
    later(6000);
    expect(shown()).toBeUndefined();
    expect(held.passed).toEqual({ text: "已记录", undo });
    say(toasts, { text: "同步完成" });
    expect(held.passed).toBeNull();
    later(6000);
    expect(held.passed).toBeNull();
  });

  it("does not pass for one that was shown before it, though it is not drawn yet", () => {
    const toasts = passingDock();
    say(toasts, { text: "已保存", actions: [undo] });
    later(5999);
    act(() => {
      toasts.show({ text: "未能保存", tone: "failed" });
      vi.advanceTimersByTime(1);
    });
    expect(shown()).toBe("未能保存");
  });

  it("stays while the pointer is on it", () => {
    say(passingDock(), { text: "已保存" });
    const toast = document.querySelector(".dock .toast") ?? document.body;
    fireEvent.pointerEnter(toast);
    later(60_000);
    expect(shown()).toBe("已保存");
    fireEvent.pointerLeave(toast);
    later(6000);
    expect(shown()).toBeUndefined();
  });

  it.each<Toast>([
    { text: "未能保存", tone: "failed" },
    { text: "正在保存", tone: "saving" },
    { text: "读者重复", actions: [{ label: "打开", onClick: () => undefined }] },
  ])("stays where it failed, is not safe yet or asks for something: $text", (toast) => {
    say(passingDock(), toast);
    later(60_000);
    expect(shown()).toBe(toast.text);
  });

  it("stays at the desk until the next act", () => {
    say(dock(), { text: "已记录" });
    later(60_000);
    expect(shown()).toBe("已记录");
  });
});
