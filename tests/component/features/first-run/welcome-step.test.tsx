import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { WelcomeStep } from "../../../../renderer/features/first-run/welcome-step.tsx";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import type { Message } from "../../../../renderer/i18n/message-id.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  await page.viewport(1366, 768);
});

async function open(language: "zh-CN" | "zh-TW" | "en" = "zh-CN") {
  const onChoose = vi.fn();
  const onTrial = vi.fn(async (): Promise<Message | null> => null);
  await renderWithServices(<WelcomeStep onChoose={onChoose} onTrial={onTrial} />, { language });
  const { t } = await createI18n(language);
  return { onChoose, onTrial, t };
}

describe("the first screen", () => {
  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
    "says in %s what this is and promises, with the trial first and in focus, and is without a fault that axe can find",
    async (language) => {
      const { t } = await open(language);
      expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(t("first-run.product"));
      expect(screen.getByText(t("first-run.promise"))).toBeTruthy();
      const group = screen.getByRole("group", { name: t("first-run.choice") });
      const ways = within(group).getAllByRole("button");
      expect(ways.map((way) => way.querySelector("b")?.textContent)).toEqual([
        t("first-run.trial"),
        t("first-run.new"),
        t("first-run.join"),
      ]);
      expect(document.activeElement).toBe(ways[0]);
      expect(await findAxeFaults(document.body)).toEqual([]);
    },
  );

  it("is chosen from by digit, whatever has the focus, and by the link for a lost computer", async () => {
    const { onChoose } = await open();
    await userEvent.click(screen.getByRole("button", { name: "暂停" }));
    await userEvent.keyboard("2");
    expect(onChoose.mock.calls).toEqual([["new"]]);
    await userEvent.keyboard("3");
    await userEvent.keyboard("4");
    await userEvent.keyboard("{Control>}2{/Control}");
    await userEvent.click(screen.getByRole("button", { name: "用备份恢复…" }));
    expect(onChoose.mock.calls).toEqual([["new"], ["join"], ["restore"]]);
  });

  it("goes over to the trial at a press, says so, takes no second press meanwhile, and says why where it cannot", async () => {
    const { onTrial, onChoose, t } = await open();
    let answer: (fault: Message | null) => void = () => undefined;
    onTrial.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
    await userEvent.keyboard("1");
    await screen.findByText(t("first-run.trial-opening"));
    await userEvent.keyboard("12");
    await userEvent.click(screen.getByRole("button", { name: /用示例数据/ }));
    expect([onTrial.mock.calls.length, onChoose.mock.calls]).toEqual([1, []]);
    act(() => answer({ id: "first-run.trial-open" }));
    expect((await screen.findByRole("alert")).textContent).toBe(t("first-run.trial-open"));
    expect(screen.queryByText(t("first-run.trial-opening"))).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /用示例数据/ }));
    expect(onTrial).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("speaks another language at once, also in the picture of the desk", async () => {
    await open();
    const picture = (): string => document.querySelector("[inert]")?.textContent ?? "";
    expect(picture()).toContain("张素琴");
    await userEvent.click(screen.getByRole("radio", { name: "繁體中文" }));
    await screen.findByRole("heading", { name: "讀者台" });
    expect(picture()).toContain("張素琴");
    expect(picture()).toContain("設備·列印");
  });

  it("shows the desk in small scene by scene, and stands still when asked", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await open();
    const current = (): string => document.querySelector("[aria-current=step] b")?.firstChild?.textContent ?? "";
    const later = (): Promise<void> => act(async () => void vi.advanceTimersByTime(4_000));
    expect(current()).toBe("扫一张证");
    await later();
    expect(current()).toBe("按一个键");
    expect(document.querySelector("[inert] .toast")?.textContent).toContain("已记录：设备·打印");
    act(() => screen.getByRole("button", { name: "暂停" }).click());
    await later();
    expect(current()).toBe("按一个键");
    act(() => screen.getByRole("button", { name: "继续" }).click());
    await later();
    expect(current()).toBe("按错了");
    await later();
    expect(current()).toBe("扫一张证");
  });

  it.each([
    [1366, 768],
    [1093, 614],
  ])("has all of it in sight at %i × %i px, in the longest language too", async (width, height) => {
    await page.viewport(width, height);
    for (const language of ["zh-CN", "en"] as const) {
      await open(language);
      await waitFor(() => expect(document.querySelector("[inert]")).not.toBeNull());
      const below = [...document.querySelectorAll("main button, main label, section > div")]
        .filter((part) => part.getBoundingClientRect().bottom > height || part.getBoundingClientRect().right > width)
        .map((part) => part.textContent?.slice(0, 20));
      expect([language, below]).toEqual([language, []]);
      cleanup();
    }
  });
});
