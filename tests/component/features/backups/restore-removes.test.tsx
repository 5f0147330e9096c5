import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ok } from "#shared/kernel/result.ts";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { writeRestoreLog } from "../../../../renderer/db/exchange/backup-log.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import type { RestoreExample } from "../../../../renderer/platform/worker/backup-api.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { entry, OLD, openBackups, PREVIEW, RECENT } from "./open-backups.tsx";

const example = (more: Partial<RestoreExample>): RestoreExample => ({
  kind: "interaction",
  id: "i1",
  act: "remove",
  name: null,
  reader: null,
  at: RECENT,
  fields: [],
  ...more,
});

it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
  "a restore that only removes says so in %s, on the button, in the toast and in what stands of it, with its number",
  async (language) => {
    const { t } = await createI18n(language);
    const { tasks, services } = await openBackups({ places: { here: [entry("b1")] }, language });
    const button = (await screen.findAllByRole("button")).find(({ ariaLabel }) => ariaLabel?.endsWith("…"));
    await userEvent.click(button as HTMLElement);
    tasks.end(ok({ ...PREVIEW, counts: { interaction: { add: 0, change: 0, remove: 146 } }, examples: [] }));
    const dialog = await screen.findByRole("dialog");
    await userEvent.click(
      await within(dialog).findByRole("checkbox", { name: t("backups.act-remove", { count: 146 }) }),
    );
    await userEvent.click(
      within(dialog).getByRole("button", { name: t("backups.restore-act-remove", { count: 146 }) }),
    );
    const log = { batchId: "batch", at: RECENT, from: OLD, records: 146, removed: 146, stopped: false, undoneAt: null };
    await writeRestoreLog(services.db, log);
    tasks.end(ok(log));
    const toast = (await screen.findByText(t("backup.restored-removed"), { selector: ".toast b" })).closest(".toast");
    expect(toast?.textContent).toContain(t("backup.turned-removed", { count: 146 }));
    const stands = await screen.findByRole("group", { name: t("backups.restored") });
    expect(stands.textContent).toContain(t("backup.turned-removed", { count: 146 }));
    expect(stands.textContent).not.toContain(t("backup.turned-restored", { count: 146 }));
    cleanup();
  },
);

it("examples are named by the reader whose they are, and settings by what they are called", async () => {
  const { tasks } = await openBackups({
    places: { here: [entry("b1")] },
    prepare: async ({ writer }) => {
      await writer.run("test.readers", [create("reader", "r1", { name: "王小明" })]);
    },
  });
  await userEvent.click(await screen.findByRole("button", { name: "用 今天 14:20 的备份恢复…" }));
  const one = { add: 0, change: 0, remove: 1 };
  const examples = [
    example({ reader: "r1" }),
    example({ kind: "setting", id: LIBRARY_NAME_ID, name: "library-name" }),
    example({ kind: "task", id: "t1" }),
  ];
  tasks.end(
    ok({ ...PREVIEW, counts: { interaction: one, setting: { ...one, add: 0, remove: 1 }, task: one }, examples }),
  );
  const dialog = await screen.findByRole("dialog");
  await within(dialog).findByText("王小明 今天 14:20");
  expect(dialog.textContent).toContain("设置：1 图书馆");
  expect(dialog.textContent).not.toContain("library-name");
  expect(dialog.textContent).toContain("待办：1 今天 14:20");
});
