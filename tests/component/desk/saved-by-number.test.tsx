/** What is called saved stands in the journal under its own number, whatever else is answered meanwhile. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { moveStream } from "../../../renderer/db/journal/move-stream.ts";
import { press, scan } from "./keys.ts";
import { findToast, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const alt = (digit: string): Promise<void> => press(digit, `Digit${digit}`, { alt: true });

/** Every toast there was, in order. */
function toasts(): readonly string[] {
  const told: string[] = [];
  const look = (): void => {
    const toast = document.querySelector<HTMLElement>(".toast");
    const text = toast === null ? "" : `${toast.dataset.tone} ${toast.querySelector("b")?.textContent}`;
    if (text !== "" && told.at(-1) !== text) told.push(text);
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return told;
}

describe("two logs that wait", () => {
  test("are confirmed each by its number: the first is in, the second has no room on the disk", async () => {
    const desk = await openDesk();
    const told = toasts();
    const { testHost, db, writer } = desk.services;
    const slow: (() => void)[] = [];
    testHost.journal.slow = slow;
    await alt("1");
    // the first is on its way alone before there is a second
    await waitFor(() => expect(slow).toHaveLength(1));
    await alt("2");
    await waitFor(async () => expect(await db.interaction.count()).toBe(2));
    await findToast("尚未保存妥当：“已记录：咨询 → 匿名”");
    testHost.journal.mostEntries = testHost.entries.length + 1;
    testHost.journal.slow = null;
    slow[0]?.();
    await waitFor(() => expect(writer.health.get()).toBe("full"));
    const [first] = testHost.entries.slice(-1);
    expect(first?.ops[0]?.cells).toMatchObject({ purpose: "directional" });
    expect(told.filter((toast) => toast.startsWith("done"))).toEqual(["done 已记录：指引 → 匿名"]);
    testHost.journal.mostEntries = Number.POSITIVE_INFINITY;
    await findToast("已记录：咨询 → 匿名");
    expect(testHost.entries.at(-1)?.ops[0]?.cells).toMatchObject({ purpose: "reference" });
  });
});

describe("the sheet of a new reader", () => {
  test("that is not safe keeps its text, and pressed again makes nobody twice", async () => {
    const desk = await openDesk();
    await scan("999000111222", 5);
    await userEvent.click(await screen.findByRole("button", { name: /新读者/ }));
    const sheet = await screen.findByRole("dialog");
    const name = within(sheet).getByRole<HTMLInputElement>("textbox", { name: "姓名" });
    await userEvent.type(name, "王小明");
    desk.services.testHost.away = true;
    await press("Enter", "Enter", { ctrl: true });
    await findToast(/^尚未保存妥当/);
    expect(name.value).toBe("王小明");
    await press("Enter", "Enter", { ctrl: true });
    await findToast("未能保存");
    desk.services.testHost.away = false;
    await waitFor(() => expect(desk.services.writer.health.get()).toBe("ok"));
    await userEvent.type(name, "儿");
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByRole("heading", { level: 1, name: /王小明儿/ });
    expect(await desk.services.db.reader.filter((row) => (row.name ?? "").startsWith("王小明")).count()).toBe(1);
  });
});

describe("a desk that a sync has moved to another stream", () => {
  test.each([
    ["a log", () => alt("1")],
    ["an undo", () => press("z", "KeyZ", { ctrl: true })],
    ["a renewal", async () => userEvent.click(await screen.findByRole("button", { name: "续期" }))],
  ])("says of %s that nothing was written", async (_what, act) => {
    const desk = await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("reader.edit", [
          { act: "edit", kind: "reader", id: ZHANG, patch: { expiresOn: "2026-11-30" } },
        ])),
    });
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await moveStream(
      desk.services.db,
      "a".repeat(16),
      "b".repeat(16),
      { no: 0, hash: "", seq: 0 },
      async (seen) => seen,
    );
    const before = await desk.services.db.log.count();
    await act();
    await findToast("未能保存");
    expect(screen.getByText(/换了新的编号/, { selector: ".toast *" })).toBeTruthy();
    expect(await desk.services.db.log.count()).toBe(before);
  });
});
