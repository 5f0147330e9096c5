import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { DeviceSettings } from "#shared/host/device-calls.ts";
import { App } from "../../../../renderer/app/app.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import "../../../../renderer/styles/index.css";
import { createTestServices } from "../../../support/desk-services.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";

const MINUTE_MS = 60_000;

/** What the timer of the window looks at is looked at when the test says so. */
async function openDesk(settings: DeviceSettings = {}) {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const base = await createTestServices({ settings: { staff: "staff-chen", ...settings } });
  await base.writer.run("test.rows", [
    create("staff", "staff-chen", { name: "陈雨桐", initials: "cyt" }),
    create("staff", "staff-lin", { name: "林知远", initials: "lzy" }),
    create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
  ]);
  let shift = 0;
  let kept = false;
  const lock = { isLocked: () => kept, keep: (locked: boolean) => (kept = locked) };
  const services = { ...base, clock: { now: () => base.clock.now() + shift } };
  render(
    <App
      services={{ ...services, ...workerInPage(services) }}
      acts={base.acts}
      i18n={await createI18n("zh-CN")}
      lock={lock}
    />,
  );
  await screen.findByRole("combobox", { name: "扫描或查找读者" });
  return {
    ...services,
    pass: (minutes: number) => {
      shift += minutes * MINUTE_MS;
    },
    look: () => vi.advanceTimersByTime(5_000),
    /** Said at once, before anything is drawn. */
    isLocked: lock.isLocked,
  };
}

const isCovered = (): boolean => document.querySelector("dialog.lock") !== null;

const comeBack = async (initials: string): Promise<void> => {
  const input = await screen.findByRole("combobox", { name: "姓名或首字母" });
  await waitFor(() => expect(document.querySelectorAll(".lock-list [role=option]")).toHaveLength(2));
  await userEvent.type(input, `${initials}{Enter}`);
  await waitFor(() => expect(isCovered()).toBe(false));
};

afterEach(() => {
  vi.useRealTimers();
});

describe("a desk that was left", () => {
  it("is covered after ten minutes where nobody has chosen, counted from the last key", async () => {
    const { pass, look, isLocked } = await openDesk();
    pass(9);
    await userEvent.keyboard("{ArrowDown}");
    pass(9);
    look();
    expect(isLocked()).toBe(false);
    pass(1);
    look();
    await waitFor(() => expect(isCovered()).toBe(true));
  });

  it("is covered after as long as this computer says", async () => {
    const { pass, look } = await openDesk({ idleLockMinutes: 2 });
    pass(2);
    look();
    await waitFor(() => expect(isCovered()).toBe(true));
  });

  it("is never covered by itself where this computer says so", async () => {
    const { pass, look, isLocked } = await openDesk({ idleLockMinutes: 0 });
    pass(60 * 24);
    look();
    await userEvent.keyboard("{ArrowDown}");
    expect(isLocked()).toBe(false);
  });

  it("finds after a sleep, by its first key, that it is covered, and the key does nothing else", async () => {
    const { pass } = await openDesk();
    pass(60);
    await userEvent.keyboard("{F1}");
    await waitFor(() => expect(isCovered()).toBe(true));
    await comeBack("cyt");
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is here as long as the mouse moves, which a redrawn page under a resting one does not", async () => {
    const { pass, look, isLocked } = await openDesk();
    const move = (movementX: number): boolean =>
      window.dispatchEvent(new PointerEvent("pointermove", { movementX, bubbles: true }));
    pass(9);
    move(3);
    pass(9);
    look();
    expect(isLocked()).toBe(false);
    move(0);
    pass(1);
    look();
    await waitFor(() => expect(isCovered()).toBe(true));
  });

  it("counts anew where the clock was put back", async () => {
    const { pass, look } = await openDesk();
    pass(-300);
    look();
    pass(10);
    look();
    await waitFor(() => expect(isCovered()).toBe(true));
  });

  it("keeps what was being written for whoever wrote it, and shows another colleague none of it", async () => {
    const { pass, look } = await openDesk();
    await userEvent.type(screen.getByRole("combobox", { name: "扫描或查找读者" }), "002104178853{Enter}");
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await userEvent.keyboard("{Alt>}[Digit1]{/Alt}");
    await screen.findByText(/指引/, { selector: ".toast b" });
    await userEvent.keyboard("{F4}");
    await userEvent.type(await screen.findByRole("textbox", { name: "补一句" }), "问了三楼的自习室");
    pass(10);
    look();
    await comeBack("lzy");
    await screen.findByRole("button", { name: "林知远" });
    expect(screen.queryByText(/草稿/)).toBeNull();
    await userEvent.keyboard("{Control>}l{/Control}");
    await comeBack("cyt");
    await userEvent.click(await within(screen.getByRole("navigation", { name: "本次接待" })).findByText(/草稿/));
    expect((await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" })).value).toBe(
      "问了三楼的自习室",
    );
  });
});
