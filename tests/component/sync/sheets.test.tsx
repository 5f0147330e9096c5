import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { EMERGENCY_CONTACT_ID, LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { SHEETS } from "../../../renderer/features/sync/sheets/sheet-steps.ts";
import { SHEET_IDS, SHEET_TITLES } from "../../../renderer/features/sync/sheets/sheet-titles.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { paperOf } from "../desk/keys.ts";
import { openSync } from "./open-sync.tsx";

afterEach(async () => {
  cleanup();
  await page.viewport(1366, 768);
});

const DESTROY = /销毁|銷毀|destroy/;
const KEEP = /旧单子先留着|舊單子先留著|Keep the old sheet/;

/** A colleague has made the second code, whose key is held here. */
const newCodeMade = async ({ writer }: TestServices): Promise<void> => {
  await writer.run("sync.new-code", [
    create("removal", "r", { epoch: 2, key: "cd".repeat(32), at: new Date(2026, 10, 20, 9).getTime() }),
  ]);
};

/** What the library says of itself in its settings. */
const saidOfItself = ({ writer }: TestServices) =>
  writer.run("test", [
    create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" }),
    create("setting", EMERGENCY_CONTACT_ID, { name: "emergency-contact", value: "王主任 021-555 0100" }),
  ]);

describe("the sheets for what is lost", () => {
  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
    "stand in the sync centre, say in %s what to press by the names on the screen, and are printed alone",
    async (language) => {
      await openSync({
        settings: { language },
        prepare: async (services) => {
          await newCodeMade(services);
          await saidOfItself(services);
        },
      });
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
        // under print the button is not shown; whoever presses it sees it
        const print = within(dialog).getByRole("button", { name: i18n.t("centre.print") });
        await within(dialog).findByText(/2026-11-20/);
        const paper = await paperOf(async () => print.click());
        expect(paper).toEqual([
          i18n.t(title),
          "城东图书馆 · 城东馆",
          i18n.t(SHEETS[sheet].when),
          ...items.map((item) => item.textContent),
          i18n.t("centre.sheet-contact", { contact: "王主任 021-555 0100" }),
          // nobody has said where: a line to write on
          i18n.t("centre.sheet-code-place", { where: "____________________" }),
          // at which desk, by whom and when it was printed
          expect.stringMatching(
            new RegExp(
              `一楼服务台.*陈雨桐.*2026-11-25\\s\\d\\d:\\d\\d · ${i18n.t("centre.code-number-since", { no: 2, day: "2026-11-20" })}$`,
            ),
          ),
        ]);
        await userEvent.keyboard("{Escape}");
        await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      }
    },
  );

  it.each(["zh-CN", "zh-TW", "en"] as const)(
    "have an old code sheet kept in %s from the step that makes a new code to the one that names the mark, which alone has it destroyed",
    async (language) => {
      const i18n = await createI18n(language);
      const mark = i18n.t("backup.state-other-code");
      for (const sheet of SHEET_IDS) {
        const said = SHEETS[sheet].steps.map(({ says, names }) =>
          i18n.t(says, Object.fromEntries(Object.entries(names).map(([place, id]) => [place, i18n.t(id)]))),
        );
        const destroying = said.flatMap((text, index) => (DESTROY.test(text) ? [index] : []));
        const kept = said.findIndex((text) => KEEP.test(text));
        if (sheet === "lost-share") expect([kept, destroying]).toEqual([-1, []]);
        else {
          expect(destroying).toEqual([said.findIndex((text) => text.includes(mark))]);
          expect(kept).toBeGreaterThan(0);
          expect(kept).toBeLessThan(destroying[0] ?? 0);
          expect(said[destroying[0] ?? 0]?.search(DESTROY)).toBeGreaterThan(
            said[destroying[0] ?? 0]?.indexOf(mark) ?? 0,
          );
        }
      }
    },
  );

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
      const inSight = [top + 2, bottom - 2].map((y) =>
        document.elementFromPoint((left + right) / 2, y)?.closest("button"),
      );
      expect([name, inSight]).toEqual([name, [button, button]]);
      await userEvent.keyboard("{Escape}");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }
  });

  it("are reached from the sheet of keys too, from any screen", async () => {
    await openSync({ atDesk: true });
    await userEvent.keyboard("{Control>}[Slash]{/Control}");
    const help = await screen.findByRole("dialog");
    await userEvent.click(await within(help).findByRole("button", { name: "共享文件夹丢了" }));
    expect(await screen.findByRole("dialog", { name: "共享文件夹丢了" })).toBeTruthy();
  });
});

describe("the code sheet", () => {
  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
    "is printed in %s alone: what it is, for which library, the code, which one it is and since when, what it opens, and who printed it where and when",
    async (language) => {
      await openSync({ settings: { language }, prepare: newCodeMade });
      const i18n = await createI18n(language);
      await userEvent.click(await screen.findByRole("button", { name: i18n.t("sync.code-open") }));
      const print = await screen.findByRole("button", { name: i18n.t("centre.print") });
      const paper = await paperOf(async () => print.click());
      expect(paper).toEqual([
        i18n.t("centre.code-sheet"),
        "城东图书馆",
        "ABCD-EFGH-JKMN-PQRS-TVWX-YZ",
        i18n.t("centre.code-number-since", { no: 2, day: "2026-11-20" }),
        i18n.t("centre.code-keep"),
        i18n.t("centre.code-made", { id: "0123456789abcdef" }),
        expect.stringMatching(/一楼服务台.*陈雨桐.*2026-11-25\s\d\d:\d\d$/),
      ]);
    },
  );
});

describe("a new library code", () => {
  it("is made after a second look, and its sheet follows the sync", async () => {
    const { services, runner } = await openSync();
    await userEvent.click(await screen.findByRole("button", { name: "加入码打印单" }));
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
