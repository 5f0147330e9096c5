import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { SHEETS } from "../../../renderer/features/sync/sheets/sheet-steps.ts";
import { SHEET_IDS, SHEET_TITLES } from "../../../renderer/features/sync/sheets/sheet-titles.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { openSync } from "./open-sync.tsx";

afterEach(async () => {
  cleanup();
  await page.viewport(1366, 768);
});

describe("the sheets for what is lost", () => {
  it.each(["zh-CN", "zh-TW", "en"] as const)("stand in the sync centre, say in %s what to press by the names on the screen, and are printed alone", async (language) => {
    await openSync({ settings: { language } });
    const i18n = await createI18n(language);
    // what the first minutes of a new computer call it
    expect(i18n.t("centre.join-library")).toBe(i18n.t("first-run.join"));
    for (const sheet of SHEET_IDS) {
      const { steps } = SHEETS[sheet];
      const title = SHEET_TITLES[sheet];
      await userEvent.click(await screen.findByRole("button", { name: i18n.t(title) }));
      const dialog = await screen.findByRole("dialog", { name: i18n.t(title) });
      const items = within(dialog).getAllByRole("listitem");
      expect(items).toHaveLength(steps.length);
      for (const [index, { names }] of steps.entries()) {
        const said = items[index]?.textContent ?? "";
        expect(said).not.toMatch(/[{}]/);
        for (const name of Object.values(names)) expect(said).toContain(i18n.t(name));
      }
      expect(await findAxeFaults(document.body)).toEqual([]);
      let printed = 0;
      window.print = () => {
        printed += 1;
      };
      await userEvent.click(within(dialog).getByRole("button", { name: i18n.t("centre.print") }));
      expect(printed).toBe(1);
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }
  });

  it("have a computer that nobody knows looked for before a new code is made: its removal makes another one", () => {
    const names = SHEETS["lost-code"].steps.map((step) => Object.values(step.names));
    const looked = names.findIndex((named) => named.includes("centre.devices"));
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThan(names.findIndex((named) => named.includes("centre.new-code-do")));
  });

  it.each([
    [768, 768],
    [1093, 614],
  ])("and the code sheet have their buttons in sight at %i × %i px, however long they are", async (width, height) => {
    await page.viewport(width, height);
    await openSync({ settings: { language: "en" } });
    for (const name of ["Code sheet", "Library code lost", "Computer lost or stolen", "Share lost"]) {
      await userEvent.click(await screen.findByRole("button", { name }));
      const button = await within(await screen.findByRole("dialog")).findByRole("button", { name: "Print" });
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const inSight = [top + 2, bottom - 2].map((y) => document.elementFromPoint((left + right) / 2, y)?.closest("button"));
      expect([name, inSight]).toEqual([name, [button, button]]);
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }
  });

  it("are reached from the help sheet too, from any screen", async () => {
    await openSync({ atDesk: true });
    await userEvent.keyboard("{F1}");
    const help = await screen.findByRole("dialog");
    await userEvent.click(await within(help).findByRole("button", { name: "共享文件夹丢了" }));
    expect(await screen.findByRole("dialog", { name: "共享文件夹丢了" })).toBeTruthy();
  });
});

describe("a new library code", () => {
  it("is made after a second look, and its sheet follows the sync", async () => {
    const { services, runner } = await openSync();
    await userEvent.click(await screen.findByRole("button", { name: "加入码单" }));
    await userEvent.click(await screen.findByRole("button", { name: "新加入码…" }));
    const dialog = await screen.findByRole("alertdialog", { name: "换新的加入码" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    expect(await services.db.removal.count()).toBe(0);
    await userEvent.click(within(dialog).getByRole("button", { name: "换新码" }));
    await waitFor(() => expect(runner.started).toBe(1));
    expect(await services.db.removal.toArray()).toMatchObject([{ epoch: 2, key: "ab".repeat(32), by: "s1" }]);
    runner.finish();
    expect(await screen.findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ")).toBeTruthy();
  });
});
