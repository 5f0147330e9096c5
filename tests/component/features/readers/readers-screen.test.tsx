import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";
import { compose, press, pressIme } from "../../desk/keys.ts";

afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
});

async function open(count = 400) {
  const services = await createTestServices();
  const rows = Array.from({ length: count }, (_, index) =>
    create("reader", `reader-${String(index).padStart(4, "0")}`, {
      name: `读者${index}`,
      card: `0021${String(index).padStart(6, "0")}`,
      phones: ["13812345678"],
    }),
  );
  if (rows.length > 0) await services.writer.run("test", rows);
  const rendered = await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 700 }}>
        <ReadersScreen />
      </div>
    </ScreenKeys>,
    { services: { ...services, ...workerInPage(services) }, path: "/readers" },
  );
  return { ...rendered, services };
}

describe("the list of readers", () => {
  it("leads to their export, where people look for it", async () => {
    const { history } = await open(1);
    await userEvent.click(await screen.findByRole("button", { name: "导出…" }));
    expect(history.get().location).toBe("/export");
  });

  it("draws only the rows in view, with masked phones, and goes to the end in one key", async () => {
    await open();
    const grid = await screen.findByRole("grid", { name: "读者" });
    await screen.findByText("读者0");
    expect(grid.getAttribute("aria-rowcount")).toBe("401");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(screen.getAllByText("138****5678").length).toBeGreaterThan(5);
    grid.focus();
    await press("End", "End", { ctrl: true });
    expect(await screen.findByText("读者399")).toBeTruthy();
  });

  it("shows a person whose records were merged with the card that only the other record has", async () => {
    const { services } = await open(3);
    await services.writer.run("test", [edit("reader", "reader-0000", { card: null })]);
    await services.writer.run("test", [
      { act: "cells", kind: "reader", id: "reader-0001", cells: { ".alias": "reader-0000" } },
    ]);
    const row = (await screen.findByText("读者0")).closest<HTMLElement>('[role="row"]');
    await waitFor(() => expect(row?.textContent).toContain("0021 0000 01"));
  });

  it("follows a reader who is added and one who is renamed", async () => {
    const { services } = await open(100);
    await screen.findByText("100 位");
    await services.writer.run("test", [create("reader", "reader-9999", { name: "新读者" })]);
    await screen.findByText("101 位");
    await services.writer.run("test", [edit("reader", "reader-0003", { name: "改名" })]);
    await screen.findByText("改名");
    screen.getByRole("grid", { name: "读者" }).focus();
    await press("End", "End", { ctrl: true });
    expect(await screen.findByText("新读者")).toBeTruthy();
  });

  it("opens the last reader before its row has come", async () => {
    const { history } = await open();
    await screen.findByText("读者0");
    screen.getByRole("grid", { name: "读者" }).focus();
    await userEvent.keyboard("{Control>}{End}{/Control}{Enter}");
    await waitFor(() => expect(history.get().location).toBe("/readers/reader-0399"));
  });

  it("puts every heading over its column", async () => {
    await open(40);
    const cell = await screen.findByText("读者0");
    const row = cell.closest('[role="row"]');
    const lefts = (of: Element | null | undefined): readonly number[] =>
      [...(of?.children ?? [])].map((child) => Math.round(child.getBoundingClientRect().left));
    expect(lefts(row)).toHaveLength(7);
    expect(lefts(screen.getAllByRole("row")[0])).toEqual(lefts(row));
  });

  it("Ctrl+F narrows the list, Enter opens the first, Escape shows all again", async () => {
    const { history } = await open();
    await screen.findByText("读者0");
    await press("f", "KeyF", { ctrl: true });
    const find = screen.getByRole("textbox", { name: "在列表中查找" });
    await waitFor(() => expect(document.activeElement).toBe(find));
    await write(find, "读者123");
    expect(await screen.findByText("1 位")).toBeTruthy();
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText("400 位")).toBeTruthy();
    await write(find, "读者123");
    await screen.findByText("1 位");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(history.get().location).toBe("/readers/reader-0123"));
  });

  it("Enter that confirms a composition opens nobody", async () => {
    const { history } = await open();
    await screen.findByText("读者0");
    const find = screen.getByRole("textbox", { name: "在列表中查找" });
    find.focus();
    await compose("duzhe");
    await pressIme("Enter");
    expect(history.get().location).toBe("/readers");
  });

  it("Enter in the list opens the reader under the cursor", async () => {
    const { history } = await open();
    await screen.findByText("读者0");
    screen.getByRole("grid", { name: "读者" }).focus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await waitFor(() => expect(history.get().location).toBe("/readers/reader-0002"));
  });

  it("Ctrl+P prints what is listed, masked", async () => {
    await open();
    await screen.findByText("读者0");
    const print = vi
      .spyOn(window, "print")
      .mockClear()
      .mockImplementation(() => undefined);
    await write(screen.getByRole("textbox", { name: "在列表中查找" }), "读者39");
    await screen.findByText("11 位");
    await press("p", "KeyP", { ctrl: true });
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(document.querySelectorAll(".print-only tbody tr")).toHaveLength(11);
    expect(document.querySelector(".print-only")?.textContent).not.toContain("13812345678");
    expect(document.querySelector(".print-only footer")?.textContent).toMatch(/打印于 2026-11-25\s\d\d:\d\d$/);
  });

  it("a long list says first how many pages it fills, and is printed whole only then", async () => {
    await open();
    await screen.findByText("读者0");
    const print = vi
      .spyOn(window, "print")
      .mockClear()
      .mockImplementation(() => undefined);
    const total = Number((await screen.findByText(/^[\d,]+ 位$/)).textContent?.replace(/\D/g, ""));
    expect(total).toBeGreaterThan(90);
    await press("p", "KeyP", { ctrl: true });
    const dialog = await screen.findByRole("dialog", { name: "打印" });
    // 45 lines a page
    expect(dialog.textContent).toContain(`约 ${Math.ceil(total / 45)} 页`);
    expect(print).not.toHaveBeenCalled();
    await userEvent.click(within(dialog).getByRole("button", { name: "打印" }));
    await waitFor(() => expect(print).toHaveBeenCalledOnce());
    expect(screen.queryByRole("dialog", { name: "打印" })).toBeNull();
    expect(document.querySelectorAll(".print-only tbody tr")).toHaveLength(total);
  });

  it("says what to do in a library without readers, and has no fault that axe knows", async () => {
    await open(0);
    expect(await screen.findByText(/还没有读者/)).toBeTruthy();
    expect(await findAxeFaults()).toEqual([]);
  });

  it("has no fault that axe knows with rows in it", async () => {
    await open(40);
    await screen.findByText("读者0");
    expect(await findAxeFaults()).toEqual([]);
  });
});
