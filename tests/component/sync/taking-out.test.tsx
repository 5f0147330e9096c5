import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { admissionId, admittedBy } from "#shared/model/admission.ts";
import type { Row } from "../../../renderer/db/database.ts";
import { readSyncLog } from "../../../renderer/db/exchange/sync-log.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import { addToSyncLog } from "../../../renderer/features/sync/run/sync-standing.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { hold, press } from "../desk/keys.ts";
import { CHILDREN, device, type OpenedSync, OWN, openSync, reportOf } from "./open-sync.tsx";

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
  const devices = [
    device(OWN, "一楼服务台", NOON, { own: true }),
    device(CAR, "流动书车", NOON, more),
    device(CAR_BEFORE, "流动书车", NOON - 1000, { replacedBy: CAR }),
  ];
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
    expect(dialog.textContent).toContain("第二处的备份，以后清除读者时没有电脑改写：不再需要就到“备份”里删除");
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
        expect.objectContaining({
          stream: CAR,
          no: 4,
          hash: "0123456789ab",
          seq: 31,
          way: "removed",
          epoch: 2,
          key: "ab".repeat(32),
          by: "s1",
        }),
        expect.objectContaining({ stream: CAR_BEFORE, no: 2, hash: "ba9876543210", seq: 9, way: "removed" }),
      ]),
    );
    opened.runner.finish();
    expect(await screen.findByText("ABCD-EFGH-JKMN-PQRS-TVWX-YZ")).toBeTruthy();
  });

  it("is retired without a new code", async () => {
    const opened = await withCar();
    const dialog = await openMenu(/^停用/);
    expect(dialog.textContent).toContain("不再需要就到“备份”里删除");
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
    const devices = [
      device(OWN, "一楼服务台", NOON, { own: true }),
      device(CAR, "流动书车", NOON),
      device(CAR_BEFORE, "流动书车", new Date(2025, 10, 1).getTime(), { replacedBy: CAR }),
    ];
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
    await userEvent.click(await screen.findByRole("button", { name: "准许加入…" }));
    // in haste
    await userEvent.dblClick(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "准许加入" }));
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect(await db.admission.toArray()).toEqual([expect.objectContaining({ id: admissionId(CAR, KEY), by: "s1" })]);
    opened.runner.finish();
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  describe("whose key is older than one that came with the exchange", () => {
    const NEWER = "cd".repeat(32);
    const devices = (asks: string) => [
      device(OWN, "一楼服务台", NOON, { own: true }),
      device(CAR, "流动书车", NOON, { asks }),
    ];
    const question = (): Promise<HTMLElement> => screen.findByRole("alertdialog", { name: "准许流动书车加入吗？" });
    const yes = (dialog: HTMLElement): HTMLElement => within(dialog).getByRole("button", { name: "准许加入" });
    const letIn = async ({ services }: OpenedSync): Promise<readonly string[]> =>
      (await services.db.admission.toArray()).map(({ id }) => id);

    async function openFirst(): Promise<OpenedSync> {
      const opened = await withCar({ asks: KEY });
      await userEvent.click(screen.getByRole("button", { name: "准许加入…" }));
      await question();
      return opened;
    }

    /** The exchange after the first yes brings the newer key. */
    async function bringNewer({ runner }: OpenedSync): Promise<HTMLElement> {
      await waitFor(() => expect(runner.started).toBe(1));
      runner.finish({ devices: devices(NEWER) });
      return question();
    }

    it("is asked about a second time, by itself, and is let in to both", async () => {
      const opened = await openFirst();
      expect((await question()).textContent).not.toContain("又换过一次");
      await userEvent.click(yes(await question()));
      const second = await bringNewer(opened);
      expect(second.textContent).toContain("又换过一次");
      expect(await letIn(opened)).toEqual([admissionId(CAR, KEY)]);
      expect(await findAxeFaults(document.body)).toEqual([]);
      await userEvent.dblClick(yes(second));
      await waitFor(() => expect(opened.runner.started).toBe(2));
      expect((await letIn(opened)).toSorted()).toEqual([admissionId(CAR, KEY), admissionId(CAR, NEWER)].toSorted());
      // what it asks for is what was answered: nothing is left to ask
      opened.runner.finish({ devices: devices(NEWER) });
      await waitFor(() => expect(screen.getByRole("rowheader", { name: /流动书车/ })).toBeTruthy());
      expect(screen.queryByRole("alertdialog")).toBeNull();
    });

    it("stays as it is where the second answer is no, and can be asked about in its row", async () => {
      const opened = await openFirst();
      await userEvent.click(yes(await question()));
      await userEvent.click(within(await bringNewer(opened)).getByRole("button", { name: "取消" }));
      await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
      expect([await letIn(opened), opened.runner.started]).toEqual([[admissionId(CAR, KEY)], 1]);
      expect(screen.getByRole("button", { name: "准许加入…" })).toBeTruthy();
    });

    it("is answered by no key that is held since the first question", async () => {
      const opened = await openFirst();
      yes(await question()).focus();
      await hold("Enter", "Enter", async () => {
        await bringNewer(opened);
        await waitFor(() => expect(screen.getByRole("alertdialog").contains(document.activeElement)).toBe(true));
      });
      await question();
      expect([await letIn(opened), opened.runner.started]).toEqual([[admissionId(CAR, KEY)], 1]);
    });

    it("is answered by no Enter that was meant for something else", async () => {
      const opened = await openFirst();
      await userEvent.click(yes(await question()));
      const second = await bringNewer(opened);
      await waitFor(() => expect(document.activeElement).toBe(within(second).getByRole("button", { name: "取消" })));
      await press("Enter", "Enter");
      await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
      expect([await letIn(opened), opened.runner.started]).toEqual([[admissionId(CAR, KEY)], 1]);
    });

    it("does not take the place of another dialog that was opened meanwhile", async () => {
      const opened = await openFirst();
      await userEvent.click(yes(await question()));
      await waitFor(() => expect(opened.runner.started).toBe(1));
      const other = await openMenu(/^停用/);
      await userEvent.type(within(other).getByRole("textbox"), "流动");
      opened.runner.finish({ devices: devices(NEWER) });
      await waitFor(async () =>
        expect((await readSyncLog(opened.services.db))[0]?.report.devices.some(({ asks }) => asks === NEWER)).toBe(
          true,
        ),
      );
      await userEvent.type(screen.getByDisplayValue("流动"), "书车");
      expect(screen.getByRole("dialog").contains(screen.getByDisplayValue("流动书车"))).toBe(true);
      await userEvent.keyboard("{Escape}");
      await userEvent.click(await screen.findByRole("button", { name: "准许加入…" }));
      await userEvent.click(yes(await question()));
      await waitFor(async () => expect(await letIn(opened)).toContain(admissionId(CAR, NEWER)));
    });
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
    await addToSyncLog(opened.services.db, {
      report: reportOf({ outcome: { tag: "stopped", step: "look", stop: { tag: "removed", at: NOON, no: 4 } } }),
      folder: null,
    });
    const notice = await screen.findByRole("group", { name: /^这台电脑已从图书馆移出/ });
    await userEvent.click(within(notice).getByRole("button", { name: "用新加入码再次加入" }));
    const dialog = await screen.findByRole("dialog", { name: "用新加入码再次加入" });
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.type(within(dialog).getByRole("textbox"), "wrong{Enter}");
    expect(await within(dialog).findByText(/加入码与此文件夹中的图书馆不符/)).toBeTruthy();
    await userEvent.clear(within(dialog).getByRole("textbox"));
    await userEvent.type(within(dialog).getByRole("textbox"), "known{Enter}");
    expect(await within(dialog).findByText(/^这个加入码这台电脑已经有了/)).toBeTruthy();
    await userEvent.clear(within(dialog).getByRole("textbox"));
    await userEvent.type(within(dialog).getByRole("textbox"), "right{Enter}");
    await waitFor(() => expect(opened.runner.started).toBe(1));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it.each([
    [
      "it is out",
      { stream: OWN, no: 4, hash: "0123456789ab", seq: 9, way: "removed", at: NOON, epoch: 2, key: "ef".repeat(32) },
    ],
    [
      "a colleague is out",
      {
        stream: CHILDREN,
        no: 4,
        hash: "0123456789ab",
        seq: 9,
        way: "removed",
        at: NOON,
        epoch: 2,
        key: "ef".repeat(32),
      },
    ],
  ] as const)("shows no sheet of a code that lets nobody in, where %s", async (_, row) => {
    await openSync({
      prepare: ({ writer }) => writer.run("sync.take-out", [create("removal", "r", row)]).then(() => undefined),
    });
    await userEvent.click(await screen.findByRole("button", { name: "加入码打印单" }));
    const dialog = await screen.findByRole("dialog", { name: "加入码" });
    await (row.stream === OWN
      ? within(dialog).findByText(/^这台电脑已从图书馆移出，它的加入码不能再用来加入/)
      : within(dialog).findByRole("button", { name: /^打印/ }));
    expect(within(dialog).queryByRole("button", { name: /^打印/ }) === null).toBe(row.stream === OWN);
    if (row.stream !== OWN) return;
    // no exchange brings it the code before it has come back
    await userEvent.click(within(dialog).getByRole("button", { name: "用新加入码再次加入" }));
    expect(await screen.findByRole("dialog", { name: "用新加入码再次加入" })).toBeTruthy();
  });

  it("shows no sheet of the old code, where it has begun a new one itself and nothing was exchanged since", async () => {
    let stream = "";
    const between = (host: Host): Host =>
      (async (name: string, args: never) =>
        name === "library.own"
          ? ok({ libraryId: "0123456789abcdef", stream, epoch: 2, heldKeys: [] })
          : host(name as never, args)) as Host; // one call is answered here
    const { services, runner } = await openSync({
      between,
      prepare: ({ writer }) =>
        writer
          .run("sync.new-code", [create("removal", "r", { epoch: 3, key: "ef".repeat(32), at: NOON })])
          .then(() => undefined),
    });
    stream = (await services.db.removal.get("r"))?.w[0] ?? "";
    await userEvent.click(await screen.findByRole("button", { name: "加入码打印单" }));
    const dialog = await screen.findByRole("dialog", { name: "加入码" });
    await within(dialog).findByText(/^图书馆已经换了新的加入码/);
    expect(within(dialog).queryByRole("button", { name: /^打印/ })).toBeNull();
    await userEvent.click(within(dialog).getByRole("button", { name: /^立即同步/ }));
    await waitFor(() => expect([runner.started, screen.queryByRole("dialog")]).toEqual([1, null]));
  });
});
