import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-log.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { OWN, openSync, reportOf } from "./open-sync.tsx";

afterEach(cleanup);

const statusBar = (): HTMLElement => screen.getByRole("contentinfo");

describe("two computers that show different records", () => {
  const sum = (digit: string): string => digit.repeat(64);
  const differs = {
    tag: "digest-differs",
    stream: "b".repeat(16),
    device: "儿童馆-2",
    kinds: ["reader"],
    ours: { at: { [OWN]: 12, ["b".repeat(16)]: 7 }, aside: 0, tables: { reader: { records: 41, sum: sum("a") }, task: { records: 3, sum: sum("c") } } },
    theirs: { at: { [OWN]: 12, ["b".repeat(16)]: 7 }, aside: 0, tables: { reader: { records: 40, sum: sum("b") }, task: { records: 3, sum: sum("c") } } },
  } as const;

  it("raise an alarm in the status bar and the sync centre that stays over further exchanges until the particulars are saved", async () => {
    const { services, folder } = await openSync();
    const startedAt = new Date(2026, 10, 25, 10, 0).getTime();
    await addToSyncLog(services.db, { report: reportOf({ startedAt, endedAt: startedAt, warnings: [differs] }), folder: null });
    await addToSyncLog(services.db, { report: reportOf({ startedAt: startedAt + 60_000, endedAt: startedAt + 60_000 }), folder: null });
    expect(await within(statusBar()).findByText("记录与别的电脑不一致")).toBeTruthy();
    const alarm = await screen.findByText(/与儿童馆-2收下的条目完全相同/);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(within(alarm.closest<HTMLElement>(".alert") ?? document.body).getByRole("button", { name: "保存详情" }));
    await waitFor(() => expect(screen.queryByText(/收下的条目完全相同/)).toBeNull());
    const [saved] = folder.saved;
    expect(saved?.name).toMatch(/^记录不一致 .*\.txt$/);
    expect(saved?.text).toContain(`       41  ${sum("a")}\r\n       40  ${sum("b")}`);
    expect(saved?.text).toContain(`${OWN}  12`);
    await waitFor(() => expect(within(statusBar()).queryByText("记录与别的电脑不一致")).toBeNull());
  });
});
