import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { readHasReaders } from "../../../renderer/db/has-readers.ts";
import { dayOfInstant } from "../../../renderer/db/lists/records-of-day.ts";
import { readTodayWork, todayKey } from "../../../renderer/db/lists/today-work.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { expectAnswer } from "../../../renderer/desk-services/shared-query.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { press, scan } from "./keys.ts";
import { findToast, openDesk, ZHANG_CARD } from "./open-desk.tsx";
import { openToday } from "./open-today.tsx";

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("the desk as a whole", () => {
  test("axe finds nothing on the empty desk, with a card, in the note line and in the sheet", async () => {
    await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("test.rows", [create("task", "t1", { text: "回电", due: "2026-11-20" })])),
    });
    await screen.findByRole("checkbox", { name: /回电/ });
    expect(await findAxeFaults()).toEqual([]);
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await press("5", "Digit5", { alt: true });
    await findToast(/已记录/);
    expect(await findAxeFaults()).toEqual([]);
    await press("F4", "F4");
    await screen.findByRole("textbox", { name: "补一句" });
    expect(await findAxeFaults()).toEqual([]);
    await press("Escape", "Escape");
    await press("7", "Digit7", { alt: true });
    await screen.findByRole("dialog");
    expect(await findAxeFaults()).toEqual([]);
  });

  test("leads to the import while the library has no readers, and no further than that", async () => {
    const { services } = await openDesk({ prepare: async ({ db }) => db.reader.clear() });
    await screen.findByText(/^还没有读者/);
    expect(await findAxeFaults()).toEqual([]);
    expect(screen.getByRole("button", { name: "导入读者" })).toBeTruthy();
    await services.writer.run("reader.create", [create("reader", "first", { name: "王芳" })]);
    await screen.findByText(/^扫描读者证/);
    expect(screen.queryByRole("button", { name: "导入读者" })).toBeNull();
  });

  test("reads the day's records once Today stands, not before it", async () => {
    const asked = vi.spyOn(IDBIndex.prototype, "getAll");
    const readsOfDay = (): number =>
      asked.mock.contexts.filter(
        (index) => index instanceof IDBIndex && index.name === "at" && index.objectStore.name === "interaction",
      ).length;
    let before: number | null = null;
    const watch = new MutationObserver(() => {
      if (document.querySelector("[data-row]") !== null) before ??= readsOfDay();
    });
    watch.observe(document, { subtree: true, childList: true });
    await openToday({
      // as at a start, which has read both by then
      prepare: async ({ db, start, clock }) => {
        const key = todayKey(dayOfInstant(clock.now()), start.settings.staff);
        expectAnswer(db, readHasReaders, "", await readHasReaders(db));
        expectAnswer(db, readTodayWork, key, await readTodayWork(db, key));
      },
    });
    await waitFor(() => expect(readsOfDay()).toBeGreaterThan(0));
    watch.disconnect();
    expect(before).toBe(0);
  });

  test("axe finds nothing in the found list", async () => {
    await openDesk();
    await press("张", "KeyZ");
    await screen.findByRole("option", { name: /张素琴/ });
    expect(await findAxeFaults()).toEqual([]);
  });

  test("Ctrl+P prints the slip of what was logged: headed by the library and its branch, masked, alone on the paper, and gone afterwards", async () => {
    const paper: string[] = [];
    vi.spyOn(window, "print").mockImplementation(() => paper.push(document.querySelector(".slip")?.textContent ?? ""));
    await openDesk({
      prepare: async ({ writer }) => {
        await writer.run("test", [create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" })]);
      },
    });
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await press("5", "Digit5", { alt: true });
    await findToast(/已记录/);
    await press("p", "KeyP", { ctrl: true });
    await waitFor(() => expect(paper).toHaveLength(1));
    expect(paper[0]).toMatch(/^城东图书馆 · 城东馆/);
    expect(paper[0]).toContain("设备·打印");
    expect(paper[0]).toContain("张*琴");
    expect(paper[0]).toContain("陈雨桐");
    expect(paper[0]).not.toContain("张素琴");
    await waitFor(() => expect(document.querySelector(".slip")).toBeNull());
    expect(document.body.classList.contains("prints-slip")).toBe(false);
  });
});
