import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { admissionId, admittedBy } from "#shared/model/admission.ts";
import type { Row } from "../../../renderer/db/database.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-log.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { CHILDREN, device, type OpenedSync, OWN, openSync, reportOf } from "./open-sync.tsx";

afterEach(cleanup);

const CAR = "e".repeat(16);
const CAR_BEFORE = "f".repeat(16);
const NOON = new Date(2026, 10, 25, 12, 14).getTime();

/** The book car, which has had another number before, and what of it is applied here. */
async function withCar(more: Parameters<typeof device>[3] = {}): Promise<OpenedSync> {
  const opened = await openSync();
  const { db } = opened.services;
  const told = { seen: {}, told: {}, at: NOON };
  await db.streams.bulkPut([
    { stream: CAR, no: 4, hash: "0123456789ab", seq: 31, ...told },
    { stream: CAR_BEFORE, no: 2, hash: "ba9876543210", seq: 9, ...told },
  ]);
  const devices = [device(OWN, "一楼服务台", NOON, { own: true }), device(CAR, "流动书车", NOON, more), device(CAR_BEFORE, "流动书车", NOON - 1000, { replacedBy: CAR })];
  await addToSyncLog(db, { report: reportOf({ devices }), folder: null });
  await screen.findByRole("rowheader", { name: /流动书车/ });
  return opened;
}

const removals = ({ services }: OpenedSync): Promise<readonly Row<"removal">[]> => services.db.removal.toArray();

async function openMenu(item: RegExp): Promise<HTMLElement> {
  await userEvent.click(screen.getByRole("button", { name: "流动书车：更多" }));
  await userEvent.click(await screen.findByRole("menuitem", { name: item }));
  return screen.findByRole("dialog");
}

describe("a computer that shall be out", () => {
  it("is removed once its name is typed: up to what is applied here, with all numbers it has had, and the new code sheet follows", async () => {
    const opened = await withCar();
    const dialog = await openMenu(/移出这台电脑/);
    expect(await findAxeFaults(document.body)).toEqual([]);
    const act = within(dialog).getByRole("button", { name: "移出" });
    expect(act.getAttribute("aria-disabled")).toBe("true");
    await userEvent.type(within(dialog).getByRole("textbox"), "流动");
    expect(act.getAttribute("aria-disabled")).toBe("true");
    await userEvent.type(within(dialog).getByRole("textbox"), "书车");
    expect(await removals(opened)).toEqual([]);
    await userEvent.click(act);
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect(await removals(opened)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ stream: CAR, no: 4, hash: "0123456789ab", seq: 31, way: "removed", epoch: 2, key: "ab".repeat(32), by: "s1" }),
        expect.objectContaining({ stream: CAR_BEFORE, no: 2, hash: "ba9876543210", seq: 9, way: "removed" }),
      ]),
    );
    opened.runner.finish();
    expect(await screen.findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ")).toBeTruthy();
  });

  it("is retired without a new code", async () => {
    const opened = await withCar();
    const dialog = await openMenu(/^停用/);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.type(within(dialog).getByRole("textbox"), "流动书车{Enter}");
    await waitFor(() => expect(opened.runner.started).toBe(1));
    const rows = await removals(opened);
    expect(rows.map(({ way, key }) => [way, key])).toEqual([
      ["retired", undefined],
      ["retired", undefined],
    ]);
    opened.runner.finish();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is proposed for retirement after a year without a sign of it", async () => {
    await withCar({ lastAt: new Date(2025, 10, 1).getTime() });
    expect(screen.getByText("一年没用了")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "停用…" }));
    expect(await screen.findByRole("dialog", { name: "停用流动书车" })).toBeTruthy();
  });

  it("is proposed under an earlier number too, which is not shown otherwise", async () => {
    const opened = await withCar();
    expect(screen.queryByText("旧编号")).toBeNull();
    const devices = [device(OWN, "一楼服务台", NOON, { own: true }), device(CAR, "流动书车", NOON), device(CAR_BEFORE, "流动书车", new Date(2025, 10, 1).getTime(), { replacedBy: CAR })];
    await addToSyncLog(opened.services.db, { report: reportOf({ devices }), folder: null });
    await screen.findByText("旧编号");
    await userEvent.click(screen.getByRole("button", { name: "停用…" }));
    await userEvent.type(within(await screen.findByRole("dialog")).getByRole("textbox"), "流动书车{Enter}");
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect((await removals(opened)).map(({ stream }) => stream)).toEqual([CAR_BEFORE]);
  });

  it("is named as out afterwards, and nothing is asked of it again", async () => {
    await withCar({ out: { way: "removed", at: NOON } });
    expect(screen.getByRole("rowheader", { name: /流动书车.*11.*25.*移出/ })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "流动书车：更多" })).toBeNull();
  });
});

describe("a computer that came in by an old code", () => {
  const KEY = "ab".repeat(32);

  it("waits in the table, is told from the one whose name it bears, and is let in once a person has said so", async () => {
    const opened = await openSync();
    const { db } = opened.services;
    const devices = [
      device(OWN, "一楼服务台", NOON, { own: true }),
      device(CHILDREN, "儿童馆-2", NOON, { since: new Date(2026, 8, 1, 9, 0).getTime() }),
      device(CAR, "儿童馆-2", NOON, { asks: KEY, since: new Date(2026, 10, 25, 11, 5).getTime() }),
    ];
    await addToSyncLog(db, { report: reportOf({ devices }), folder: null });
    const waiting = await screen.findByRole("rowheader", { name: /儿童馆-2 EEEE.*等待准许/ });
    expect(waiting.textContent).toContain("11:05设立");
    expect(screen.getByRole("rowheader", { name: /儿童馆-2 BBBB/ }).textContent).not.toContain("等待");
    await userEvent.click(screen.getByRole("button", { name: "准许加入…" }));
    const dialog = await screen.findByRole("alertdialog", { name: "准许儿童馆-2 EEEE加入吗？" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    expect(dialog.textContent).toContain("城东馆");
    await userEvent.click(within(dialog).getByRole("button", { name: "取消" }));
    expect(await db.admission.count()).toBe(0);
    await userEvent.click(screen.getByRole("button", { name: "准许加入…" }));
    // in haste
    await userEvent.dblClick(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "准许加入" }));
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect(await db.admission.toArray()).toEqual([expect.objectContaining({ id: admissionId(CAR, KEY), by: "s1" })]);
    opened.runner.finish();
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  it("is not among those who are given the next key", async () => {
    const opened = await withCar({ asks: KEY });
    const { db } = opened.services;
    await db.streams.put({ stream: CHILDREN, no: 1, hash: "0123456789ab", seq: 3, seen: {}, told: {}, at: NOON });
    const dialog = await openMenu(/移出这台电脑/);
    await userEvent.type(within(dialog).getByRole("textbox"), "流动书车{Enter}");
    await waitFor(() => expect(opened.runner.started).toBe(1));
    const key = (await removals(opened))[0]?.key ?? "";
    expect((await db.admission.toArray()).map(({ id }) => admittedBy(id, key)).sort()).toEqual([CHILDREN, OWN].sort());
  });
});

describe("this computer, when it was removed", () => {
  it("says so, and joins again with the new code", async () => {
    const opened = await openSync();
    await addToSyncLog(opened.services.db, { report: reportOf({ outcome: { tag: "stopped", step: "look", stop: { tag: "removed", at: NOON, no: 4 } } }), folder: null });
    const notice = await screen.findByRole("group", { name: /^这台电脑已从图书馆移出/ });
    await userEvent.click(within(notice).getByRole("button", { name: "用新加入码再次加入" }));
    const dialog = await screen.findByRole("dialog", { name: "用新加入码再次加入" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.type(within(dialog).getByRole("textbox"), "wrong{Enter}");
    expect(await within(dialog).findByText(/加入码与此文件夹中的图书馆不符/)).toBeTruthy();
    await userEvent.clear(within(dialog).getByRole("textbox"));
    await userEvent.type(within(dialog).getByRole("textbox"), "right{Enter}");
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
