/** The code sheet is printed with the library's present name, and only of the code by which one joins now. */
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { CHILDREN, device, NOON, OWN, openSync, reportOf } from "./open-sync.tsx";

async function openSheet(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: "加入码打印单" }));
  return screen.findByRole("dialog", { name: "加入码" });
}

it("bears the name that the library has now, not that of its founding", async () => {
  await openSync({
    prepare: ({ writer }) =>
      writer
        .run("settings.change", [create("setting", LIBRARY_NAME_ID, { value: "城东区图书馆" })])
        .then(() => undefined),
  });
  const sheet = await openSheet();
  await within(sheet).findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ");
  expect(within(sheet).getByText("城东区图书馆")).toBeTruthy();
  expect(within(sheet).queryByText("城东图书馆")).toBeNull();
  // no head of the window is printed with it
  expect(sheet.textContent).toContain("城东馆 · 一楼服务台");
});

describe("of a code that colleagues have replaced", () => {
  const NEW_KEY = "ef".repeat(32);
  const HELD_KEY = "cd".repeat(32);
  const own = (asks: string | null) => device(OWN, "一楼服务台", NOON, { own: true, asks });
  const keyMissing = { tag: "key-missing", stream: CHILDREN, device: "儿童馆-2" } as const;
  /** After an exchange, and one that could not look. */
  const openAfter = (report: Partial<SyncReport>) =>
    openSync({
      prepare: async ({ db }) => {
        await addToSyncLog(db, { report: reportOf(report), folder: "x" });
        const outcome = { tag: "stopped", step: "look", stop: { tag: "no-folder" } } as const;
        await addToSyncLog(db, { report: reportOf({ outcome, devices: [] }), folder: "x" });
      },
    });

  it.each([
    ["waits to be let in", { devices: [own(NEW_KEY)] }],
    ["could not open what they have sealed", { devices: [own(null)], warnings: [keyMissing] }],
  ] as const)("none is shown where this computer %s, and it is said what brings the present one", async (_, report) => {
    await openAfter(report);
    const dialog = await openSheet();
    await within(dialog).findByText(/^图书馆已经换了新的加入码，这台电脑还没有拿到.*“准许加入…”/);
    expect(within(dialog).queryByRole("button", { name: /^打印/ })).toBeNull();
    expect(dialog.textContent).not.toContain("ABCD");
    expect(within(dialog).getByRole("button", { name: /^立即同步/ })).toBeTruthy();
    await userEvent.click(within(dialog).getByRole("button", { name: "用新加入码再次加入" }));
    expect(await screen.findByRole("dialog", { name: "用新加入码再次加入" })).toBeTruthy();
  });

  it.each([
    ["the key it asked for has come since", { devices: [own(HELD_KEY)] }],
    [
      "it is a stranger who seals under a key of his own",
      { devices: [own(null), device(CHILDREN, "儿童馆-2", NOON, { asks: HELD_KEY })], warnings: [keyMissing] },
    ],
    [
      "it is a removed computer that does",
      {
        devices: [own(null), device(CHILDREN, "儿童馆-2", NOON, { out: { way: "removed", at: NOON } })],
        warnings: [keyMissing],
      },
    ],
  ] as const)("not so where %s", async (_, report) => {
    await openAfter(report);
    await within(await openSheet()).findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ");
  });

  it("an emergency sheet does not name it either", async () => {
    await openAfter({ devices: [own(NEW_KEY)] });
    await userEvent.click(await screen.findByRole("button", { name: "加入码丢了" }));
    const dialog = await screen.findByRole("dialog", { name: "加入码丢了" });
    expect(await within(dialog).findByText(/打印于\s[\d-]+\s[\d:]+$/, { selector: ".meta" })).toBeTruthy();
    expect(dialog.textContent).not.toMatch(/第 \d+ 号加入码/);
  });
});
