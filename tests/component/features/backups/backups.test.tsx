/** The screen of backups. It takes long, as each test makes or restores some, step by step. */
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { ok } from "#shared/kernel/result.ts";
import { writeBackupLog, writeRestoreLog } from "../../../../renderer/db/exchange/backup-log.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { entry, OLD, openBackups, PREVIEW, RECENT } from "./open-backups.tsx";

const toast = (text: string | RegExp): Promise<HTMLElement> => screen.findByText(text, { selector: ".toast b" });
const status = (): HTMLElement => screen.getByRole("contentinfo");
const section = (name: string): HTMLElement => screen.getByRole("region", { name });

describe("the status bar", () => {
  it("tells the age of the last verified backup, and leads to all of them", async () => {
    const { history } = await openBackups({
      places: { here: [entry("b2", { state: "unverified", note: null }), entry("b1")] },
    });
    await userEvent.click(await within(status()).findByRole("button", { name: /1\s*小时前备份/ }));
    expect(history.get().location).toBe("/backups");
    expect(status().querySelector(".lucide-circle-alert")).toBeNull();
  });

  it.each([
    ["none counts", { here: [entry("b1", { state: "unverified", note: null })] }, "还没有备份"],
    ["it is older than a day", { here: [entry("b1", { at: OLD })] }, /3\s*天前备份/],
    [
      "the second place is away",
      { here: [entry("b1")], second: { tag: "no-folder" } as const },
      /1\s*小时前备份 · 第二处不在/,
    ],
  ])("warns where %s", async (_, places, text) => {
    await openBackups({ places });
    expect(await within(status()).findByText(text)).toBeTruthy();
    expect(status().querySelector(".lucide-circle-alert")).not.toBeNull();
  });

  it("says that there is none only where the folder was read, and reads it once the host answers", async () => {
    const { places, read } = await openBackups({ places: { here: { tag: "host-away" } } });
    await screen.findByText(/页面背后的程序没有回应/);
    expect(screen.queryByText(/还没有备份/)).toBeNull();
    places.here = [entry("b1")];
    expect(await within(status()).findByText(/1\s*小时前备份/, undefined, { timeout: 10_000 })).toBeTruthy();
    // nor does what was read go when it is away again
    places.here = { tag: "host-away" };
    await read();
    expect(within(status()).getByText(/1\s*小时前备份/)).toBeTruthy();
    places.here = { tag: "no-folder" };
    await read();
    expect(await within(status()).findByText("备份一时读不到")).toBeTruthy();
    expect(screen.queryByText(/还没有备份/)).toBeNull();
  });

  it("has backups opened by the present code that a kill has left with the older one, and says of those that stay so that there are some", async () => {
    const { places } = await openBackups({
      places: { here: [entry("b1", { state: "other-code" })], resealed: [entry("b1")] },
    });
    expect(await within(status()).findByText(/1\s*小时前备份/)).toBeTruthy();
    expect(places.asked).toContain("backup.reseal");
    cleanup();
    await openBackups({ places: { here: [entry("b1", { state: "other-code" })] } });
    expect(await within(status()).findByText("备份要用旧加入码打开")).toBeTruthy();
    expect(screen.queryByText(/还没有备份/)).toBeNull();
  });

  it("tells of a backup that an import has made, which is no task of this part of the window", async () => {
    const { places, services } = await openBackups();
    await within(status()).findByText("还没有备份");
    places.here = [entry("b1")];
    await writeBackupLog(services.db, { at: RECENT, tookMs: 1, here: null, second: null });
    expect(await within(status()).findByText(/1\s*小时前备份/)).toBeTruthy();
  });

  it("warns where the last attempt failed, although an earlier one is young", async () => {
    await openBackups({
      places: { here: [entry("b1")] },
      prepare: ({ db }) => writeBackupLog(db, { at: RECENT + 1, tookMs: 1, here: { tag: "full" }, second: null }),
    });
    expect(await within(status()).findByText(/最近一次没有成功/)).toBeTruthy();
  });
});

describe("the screen of backups", () => {
  it("lists each with age, size, records, and whether it was verified, without a fault that axe can find", async () => {
    await openBackups({
      places: {
        here: [
          entry("b2"),
          entry("b1", { at: OLD, state: "damaged", damaged: "streams/x/state-00000001/0000.part", note: null }),
        ],
        second: [entry("b2")],
      },
    });
    const here = await screen.findByRole("region", { name: "这台电脑" });
    const [first, second] = within(here).getAllByRole("row").slice(1);
    expect(first?.textContent).toContain("今天 14:20");
    expect(first?.textContent).toContain("1,180");
    expect(first?.textContent).toContain("1.5");
    expect(first?.textContent).toContain("核对无误");
    expect(second?.textContent).toContain("已损坏");
    expect(second?.textContent).toContain("0000.part");
    expect(within(second as HTMLElement).queryByRole("button", { name: /恢复/ })).toBeNull();
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
    "marks in %s what opens with another code only, by the word that the sheets name, says what to press, and restores from it all the same",
    async (language) => {
      const i18n = await createI18n(language);
      const mark = i18n.t("backup.state-other-code");
      await openBackups({
        language,
        places: {
          here: [entry("b2")],
          second: [entry("b2", { state: "other-code" }), entry("b1", { at: OLD, state: "other-code" })],
          shown: [entry("b0", { state: "other-code" })],
        },
      });
      const second = await screen.findByRole("region", { name: i18n.t("backups.place-second") });
      expect(
        await within(second).findByText(
          i18n.t("backups.other-code", { count: 2, sync: i18n.t("sync.now"), make: i18n.t("backup.now") }),
        ),
      ).toBeTruthy();
      expect(within(second).getAllByText(mark)).toHaveLength(2);
      expect(
        within(second).getAllByRole("button", { name: new RegExp(i18n.t("backups.restore").slice(0, 2)) }),
      ).toHaveLength(2);
      expect(within(section(i18n.t("backups.place-here"))).queryByText(mark)).toBeNull();
      expect(await findAxeFaults(document.body)).toEqual([]);
      for (const step of ["centre.sheet-old-sheet", "centre.out-removed-then", "centre.new-code-then"] as const) {
        expect(i18n.t(step, { mark, backups: i18n.t("backup.open"), make: i18n.t("backup.now") })).toContain(mark);
      }
    },
  );

  it("tells apart what two computers of one name have made", async () => {
    const of = (letter: string) => entry(`20261122-093000-${letter.repeat(16)}`, { own: false, device: "流动书车" });
    await openBackups({ places: { second: [of("a"), of("b")] } });
    expect(await screen.findByText("流动书车 AAAA")).toBeTruthy();
    expect(screen.getByText("流动书车 BBBB")).toBeTruthy();
  });

  it("backs up at one Enter, shows how far it is, can be cancelled, and says how it ended", async () => {
    const { tasks, places } = await openBackups();
    await userEvent.keyboard("{Enter}");
    expect(tasks.begun).toEqual(["make true"]);
    tasks.tell({ step: "write", done: 1200, total: 5000 });
    expect(await within(status()).findByText("正在备份：写入 · 1,200 / 5,000")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "取消" }));
    expect(tasks.begun).toEqual(["make true", "cancel"]);
    tasks.end({ ok: false, error: { tag: "cancelled" } });
    expect(await toast("已取消备份；以前的备份都在")).toBeTruthy();
    places.here = [entry("b1")];
    await userEvent.click(await screen.findByRole("button", { name: "立即备份" }));
    tasks.end(ok({ id: "b1", records: 5000, second: null }));
    expect(await toast("已备份，核对无误")).toBeTruthy();
    expect(await screen.findByText(/最近一次核对无误的备份：今天 14:20/)).toBeTruthy();
  });

  it("is told to who cannot see it when it begins and when it ends, however many steps it has", async () => {
    const { tasks } = await openBackups();
    const heard: string[] = [];
    const listener = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const place = (target instanceof Element ? target : target.parentElement)?.closest(
          '[role="status"], [role="alert"], [aria-live="polite"]',
        );
        const said = place?.textContent?.trim() ?? "";
        if (said !== "" && heard.at(-1) !== said) heard.push(said);
      }
    });
    listener.observe(document.body, { childList: true, characterData: true, subtree: true });
    await userEvent.keyboard("{Enter}");
    for (let done = 200; done <= 5000; done += 200) {
      tasks.tell({ step: "write", done, total: 5000 });
      const shown = done.toLocaleString("zh-CN");
      expect(await within(status()).findByText(`正在备份：写入 · ${shown} / 5,000`)).toBeTruthy();
    }
    tasks.end(ok({ id: "b1", records: 5000, second: null }));
    expect(await toast("已备份，核对无误")).toBeTruthy();
    listener.disconnect();
    expect(heard).toHaveLength(2);
    expect(heard[1]).toContain("已备份，核对无误");
  });

  it("names a backup that failed, and that the second place does not have one", async () => {
    await openBackups({
      places: { here: [entry("b1")], second: { tag: "no-folder" } },
      prepare: ({ db }) =>
        writeBackupLog(db, {
          at: RECENT,
          tookMs: 1,
          here: { tag: "damaged", file: "0003.part" },
          second: { tag: "no-folder" },
        }),
    });
    expect((await screen.findByRole("group", { name: /今天 14:20 的备份没有成功/ })).textContent).toContain(
      "0003.part 缺失",
    );
    expect((await screen.findByRole("group", { name: /没有放到第二处/ })).textContent).toContain("U 盘没有插上");
  });

  it("chooses the second place by its path, and says why one cannot be", async () => {
    const { places, tasks } = await openBackups({ places: { here: [entry("b1")] } });
    await userEvent.click(await screen.findByRole("button", { name: "选择文件夹" }));
    const dialog = await screen.findByRole("dialog");
    expect(await findAxeFaults(dialog)).toEqual([]);
    await userEvent.keyboard("/share{Enter}");
    expect(await within(dialog).findByText(/这是共享文件夹/)).toBeTruthy();
    const box = within(dialog).getByRole("textbox");
    await userEvent.clear(box);
    await userEvent.type(box, "/stick{Enter}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(places.asked).toContain("backup.choose /stick");
    expect(tasks.begun).toEqual(["make false"]);
    expect(await screen.findByText("/backups/second")).toBeTruthy();
  });

  it("deletes only what does not count", async () => {
    const { places } = await openBackups({
      places: { here: [entry("b2", { state: "unverified", note: null, at: OLD }), entry("b1")] },
    });
    expect(await screen.findAllByRole("button", { name: /^删除/ })).toHaveLength(1);
    await userEvent.click(screen.getByRole("button", { name: /^删除/ }));
    await waitFor(() => expect(screen.queryByRole("button", { name: /^删除/ })).toBeNull());
    expect(places.asked).toContain("backup.drop here b2");
  });

  it("says of one that the disk does not let go that it is still there, and why", async () => {
    await openBackups({
      places: { here: [entry("b2", { state: "unverified", note: null, at: OLD })], dropFault: { tag: "read-only" } },
    });
    await userEvent.click(await screen.findByRole("button", { name: /^删除/ }));
    const toast = await screen.findByText("备份没有删除", { selector: ".toast *" });
    expect(toast.closest(".toast")?.textContent).toContain("只能读");
    expect(screen.getByRole("button", { name: /^删除/ })).toBeTruthy();
  });

  describe("that a removed computer has left in the second place", () => {
    const CAR = "e".repeat(16);
    const idOf = (day: string, stream: string): string => `202611${day}-093000-${stream}`;
    const LEFT = entry(idOf("22", CAR), { own: false, device: "流动书车", at: OLD });
    const COLLEAGUES = entry(idOf("22", "b".repeat(16)), { own: false, device: "儿童馆-2", at: OLD });
    const open = (erasedAt: number, second = [LEFT, COLLEAGUES], language: "zh-CN" | "zh-TW" | "en" = "zh-CN") =>
      openBackups({
        language,
        places: { second },
        prepare: async ({ writer }) => {
          await writer.run("sync.take-out", [
            create("removal", "r", { stream: CAR, no: 4, hash: "0123456789ab", seq: 31, way: "removed", at: RECENT }),
          ]);
          await writer.run("reader.erase", [create("erased", "r1", { records: [], at: erasedAt, reason: "request" })]);
        },
      });

    it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))(
      "is told in %s to hold perhaps who was erased since, and goes once a person has said so",
      async (language) => {
        const { t } = await createI18n(language);
        const { places } = await open(RECENT, [LEFT, COLLEAGUES], language);
        expect(await screen.findByText(t("backups.out-hold", { count: 1 }))).toBeTruthy();
        expect(await findAxeFaults(document.body)).toEqual([]);
        const press = async (answer: string): Promise<void> => {
          await userEvent.click(screen.getByRole("button", { name: new RegExp(`^${t("backups.drop")}.*(…|……)$`) }));
          await userEvent.click(
            within(await screen.findByRole("alertdialog", { name: /流动书车/ })).getByRole("button", { name: answer }),
          );
          await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
        };
        await press(t("backups.cancel"));
        expect(places.asked.filter((call) => call.startsWith("backup.drop"))).toEqual([]);
        await press(t("backups.drop"));
        await waitFor(() => expect(screen.queryByText("流动书车")).toBeNull());
        expect(places.asked.filter((call) => call.startsWith("backup.drop"))).toEqual([
          `backup.drop second ${LEFT.id}`,
        ]);
        expect(screen.queryByText(t("backups.out-hold", { count: 1 }))).toBeNull();
        // a colleague writes hers anew herself
        expect(screen.getByText("儿童馆-2")).toBeTruthy();
      },
    );

    it("holds nobody who was erased before it was made, or before it was written anew", async () => {
      const cleaned = LEFT.note === null ? LEFT : { ...LEFT, note: { ...LEFT.note, cleanedAt: RECENT } };
      await open(RECENT - 1, [cleaned]);
      await screen.findByText("已移出或停用");
      expect(screen.queryByText(/最近一次清除读者/)).toBeNull();
      cleanup();
      await open(OLD - 1, [LEFT]);
      await screen.findByText("已移出或停用");
      expect(screen.queryByText(/最近一次清除读者/)).toBeNull();
    });
  });

  it("opens one again when asked, and says what it found", async () => {
    const { tasks } = await openBackups({ places: { here: [entry("b1")] } });
    await userEvent.click(await screen.findByRole("button", { name: "核对 今天 14:20 的备份" }));
    expect(tasks.begun).toEqual(['check {"place":"here","id":"b1"}']);
    tasks.end({ ok: false, error: { tag: "damaged", file: "x" } });
    expect(await toast("这份备份已损坏")).toBeTruthy();
  });
});

describe("a restore", () => {
  it("shows what would change before it does, takes nothing away unless that is ticked, and offers to take it back", async () => {
    const { tasks } = await openBackups({ places: { here: [entry("b1")] } });
    await userEvent.click(await screen.findByRole("button", { name: "用 今天 14:20 的备份恢复…" }));
    const dialog = await screen.findByRole("dialog", { name: "用 今天 14:20 的备份恢复" });
    expect(tasks.begun).toEqual(['preview {"place":"here","id":"b1"}']);
    tasks.end(ok(PREVIEW));
    expect(await within(dialog).findByText("找回现在没有的 7 条记录")).toBeTruthy();
    expect(dialog.textContent).toContain("读者：7 王芳 等，另有 6 条");
    expect(dialog.textContent).toContain("李卫东（电话和备注）");
    expect(dialog.textContent).toContain("3 条记录不会恢复");
    // the button has just become one that can be pressed
    await Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined)));
    expect(await findAxeFaults(dialog)).toEqual([]);
    const remove = within(dialog).getByRole("checkbox", { name: "删除后来新增的 3 条记录" });
    expect((remove as HTMLInputElement).checked).toBe(false);
    expect(within(dialog).getByRole("button", { name: "恢复 8 条记录" })).toBeTruthy();
    await userEvent.click(remove);
    await userEvent.click(within(dialog).getByRole("button", { name: "恢复 8 条、删除 3 条记录" }));
    expect(tasks.begun.at(-1)).toBe('restore {"place":"here","id":"b1"} ["add","change","remove"] "s1"');
    tasks.tell({ step: "restore", done: 100, total: 1180 });
    expect(await within(dialog).findByText("正在恢复 · 100 / 1,180")).toBeTruthy();
    tasks.end(
      ok({ batchId: "batch", at: RECENT, from: RECENT, records: 11, removed: 3, stopped: false, undoneAt: null }),
    );
    expect(await toast("已恢复，也删除了后来新增的记录")).toBeTruthy();
    expect(screen.getByText("恢复 8 条、删除 3 条记录", { selector: ".toast span" })).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "撤销恢复" }));
    expect(tasks.begun.at(-1)).toBe('undo "batch" "s1"');
    tasks.end({ left: 2 });
    expect(await toast("已撤销恢复")).toBeTruthy();
    expect(screen.getByText("同事后来改过的 2 处没有动", { selector: ".toast span" })).toBeTruthy();
  });

  it("from a backup that is the same as now has nothing to do", async () => {
    const { tasks } = await openBackups({ places: { here: [entry("b1")] }, language: "en" });
    await userEvent.click(await screen.findByRole("button", { name: /^Restore from the backup of/ }));
    tasks.end(ok({ ...PREVIEW, counts: {}, examples: [], erased: 0 }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByText(/There is nothing to restore/)).toBeTruthy();
    expect(within(dialog).getByRole("button", { name: "Restore 0 records" }).ariaDisabled).toBe("true");
  });

  it("says why one cannot be read", async () => {
    const { tasks } = await openBackups({ places: { here: [entry("b1")] }, language: "zh-TW" });
    await userEvent.click(await screen.findByRole("button", { name: /的備份還原…/ }));
    tasks.end({ ok: false, error: { tag: "damaged", file: "0001.part" } });
    expect((await screen.findByRole("alert")).textContent).toContain("0001.part 缺失");
  });

  it("is not said to be at fault where the program behind the page does not answer", async () => {
    const { tasks } = await openBackups({ places: { here: [entry("b1")] } });
    await userEvent.click(await screen.findByRole("button", { name: /的备份恢复…/ }));
    tasks.end({ ok: false, error: { tag: "host-away" } });
    expect((await screen.findByRole("alert")).textContent).toContain("页面背后的程序没有回应。已确认的都安全");
  });

  it("that was made stands on the screen until it is taken back", async () => {
    const { tasks, services } = await openBackups({
      places: { here: [entry("b1")] },
      prepare: ({ db }) =>
        writeRestoreLog(db, { batchId: "batch", at: RECENT, from: OLD, records: 40, stopped: true, undoneAt: null }),
    });
    const notice = await screen.findByRole("group", { name: "最近一次恢复" });
    expect(notice.textContent).toContain("中途停止");
    await userEvent.click(within(notice).getByRole("button", { name: "撤销恢复" }));
    expect(tasks.begun).toEqual(['undo "batch" "s1"']);
    await writeRestoreLog(services.db, {
      batchId: "batch",
      at: RECENT,
      from: OLD,
      records: 40,
      stopped: true,
      undoneAt: RECENT + 1,
    });
    tasks.end({ left: 0 });
    await waitFor(() => expect(screen.getByRole("group", { name: "最近一次恢复" }).textContent).toContain("已撤销"));
  });
});

describe("a window that closes", () => {
  /** Electron's bridge, as far as the page hears its menu. */
  function bridge(): { readonly close: () => void } {
    const listeners = new Set<(command: string) => void>();
    Object.assign(globalThis, {
      readerDesk: {
        onMenu: (listener: (command: string) => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    });
    return {
      close: () => {
        for (const listener of listeners) listener("window.closing");
      },
    };
  }
  afterEach(() => void Reflect.deleteProperty(globalThis, "readerDesk"));

  it("is held until a last backup is made, if something has changed", async () => {
    const { close } = bridge();
    const { tasks, places } = await openBackups({ places: { here: [entry("b1")], changed: true } });
    await within(status()).findByText(/小时前备份/);
    close();
    await waitFor(() => expect(tasks.begun).toEqual(["make false"]));
    expect(places.asked).toContain("backup.hold");
    expect(places.asked).not.toContain("backup.release");
    tasks.end(ok({ id: "b2", records: 1, second: null }));
    await waitFor(() => expect(places.asked).toContain("backup.release"));
  });

  it.each([
    ["nothing has changed", { here: [entry("b1")], changed: false }, true],
    ["the last one took longer than there is time", { here: [slow()], changed: true }, false],
  ])("makes none where %s", async (_, given, isHeld) => {
    const { close } = bridge();
    const { tasks, places } = await openBackups({ places: given });
    await within(status()).findByText(/小时前备份/);
    close();
    if (isHeld) await waitFor(() => expect(places.asked).toContain("backup.release"));
    expect(tasks.begun).toEqual([]);
    expect(places.asked.includes("backup.hold")).toBe(isHeld);
  });
});

function slow(): ReturnType<typeof entry> {
  const made = entry("b1");
  return { ...made, note: made.note && { ...made.note, tookMs: 9000 } };
}
