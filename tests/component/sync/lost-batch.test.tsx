import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { openSync, reportOf } from "./open-sync.tsx";

const STREAM = "b".repeat(16);
const GAP = { stream: STREAM, first: 4, no: 5, hash: "0123456789ab", lastSeq: 31 };

describe("files that no store and no computer can supply", () => {
  it("are declared lost only after a second look, by an ordinary change, and the exchange goes on at once", async () => {
    const { services, runner } = await openSync();
    await addToSyncLog(services.db, {
      report: reportOf({ warnings: [{ tag: "batch-missing", stream: STREAM, device: "儿童馆-2", no: 4, gap: GAP }] }),
      folder: null,
    });
    const notice = await screen.findByRole("group", { name: /^儿童馆-2的第 4 份文件，共享文件夹和这台电脑上都没有/ });
    await userEvent.click(within(notice).getByRole("button", { name: "声明丢失" }));
    const dialog = await screen.findByRole("alertdialog", { name: "声明儿童馆-2的文件丢失（第 4 至 5 份）" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    // Enter alone must not declare anything
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("button", { name: /取消/ })));
    expect(await services.db.table("lost-batch").count()).toBe(0);
    await userEvent.click(within(dialog).getByRole("button", { name: /声明丢失/ }));
    await waitFor(() => expect(runner.started).toBe(1));
    expect(await services.db.table("lost-batch").get(`${STREAM}-5`)).toMatchObject(GAP);
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("are only waited for where nothing is known of them", async () => {
    const { services } = await openSync();
    await addToSyncLog(services.db, {
      report: reportOf({ warnings: [{ tag: "batch-missing", stream: STREAM, device: "儿童馆-2", no: 4, gap: null }] }),
      folder: null,
    });
    const notice = await screen.findByRole("group", { name: /^还缺儿童馆-2的第 4 份文件/ });
    expect(within(notice).getByRole("button", { name: /再同步一次/ })).toBeTruthy();
  });
});
