import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { press, scan } from "./keys.ts";
import { findToast, LI, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";
import { DAY_MS, enterList, inHand, openToday, rowIds, rowOf, standsAs, todayIsShown } from "./open-today.tsx";

const recordsOf = async ({ db }: TestServices, reader: string) =>
  (await db.interaction.where("[reader+at]").between([reader, 0], [reader, Number.POSITIVE_INFINITY]).toArray()).filter(
    ({ id, gone }) => id !== "spoken" && gone !== 1,
  );

const goTo = async (id: string): Promise<void> => {
  await enterList();
  // whichever row was in hand when the list changed
  for (let left = rowIds().length; left > 0 && inHand() !== id; left--) await press("ArrowUp", "ArrowUp");
  for (let left = rowIds().length; left > 0 && inHand() !== id; left--) await press("ArrowDown", "ArrowDown");
  await standsAs(id, "open");
};

describe("Today", () => {
  test("says first the promise that is late longest, why, and with the only primary button; then the other work", async () => {
    await openToday();
    await waitFor(() => expect(rowIds()).toEqual(["promise", "longer", "opinion", "tomorrow", LI, ZHANG]));
    const lead = screen.getByRole("region", { name: "先做这件" });
    expect(lead.textContent).toContain("拖得最久的一条承诺");
    expect(lead.textContent).toMatch(/逾期 4 天/);
    expect(lead.textContent).toContain("我 → 张*琴");
    expect([...document.querySelectorAll("main .btn-primary")].map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining("打开"),
    ]);
    await screen.findByText("11月25日星期三 · 城东馆 08:30–20:30");
    // an answer is written, not ticked
    expect(rowOf("opinion").querySelector("input")).toBeNull();
    expect(rowOf("longer").querySelector("input")).not.toBeNull();
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  test("has a promise without a day after all that has one, and is not empty with nothing but that", async () => {
    const { services } = await openToday({
      prepare: async ({ writer }) => {
        await writer.run("test.day", [
          create("task", "undated", { text: "回电", promisedTo: ZHANG, assignee: "s1" }),
          create("task", "theirs", { text: "回电", promisedTo: ZHANG, assignee: "s2" }),
          create("task", "some-day", { text: "有空再做", assignee: "s1" }),
        ]);
      },
    });
    await waitFor(() => expect(rowIds()).toEqual(["promise", "longer", "opinion", "tomorrow", "undated", LI, ZHANG]));
    expect(rowOf("undated").textContent).toContain("没有期限");
    await services.writer.run(
      "test.done",
      ["promise", "longer", "tomorrow"].map((id) => edit("task", id, { done: 1, doneBy: "s1" })),
    );
    await services.writer.run("test.answered", [edit("feedback", "opinion", { status: "closed" })]);
    await waitFor(() => expect(rowIds()).toEqual(["undated", LI, ZHANG]));
    expect(screen.getByRole("region", { name: "先做这件" }).textContent).toContain("没有期限");
  });

  test("gives its place to a card, and comes back with Escape, and a minute after the last key", async () => {
    const { passTime } = await openToday();
    const pane = (): string => screen.getByRole("complementary").textContent ?? "";
    // what stands beside it comes in the first idle moment
    await waitFor(() => expect(pane()).toContain("同事留言"));
    expect(pane()).not.toMatch(/今天要办|今天联系/);
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    expect(screen.queryByRole("heading", { level: 1, name: "今天" })).toBeNull();
    await screen.findByRole("region", { name: /今天要办/ });
    await screen.findByRole("region", { name: /今天联系/ });
    expect(pane()).not.toContain("同事留言");
    await press("Escape", "Escape");
    await todayIsShown();
    await scan(ZHANG_CARD, 5, { afterMs: 200 });
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    passTime(61_000);
    await todayIsShown();
  });

  test("shows beside it what colleagues left and nobody has taken over, the latest first", async () => {
    const { services } = await openToday({
      prepare: async ({ writer, clock }) => {
        const at = (ago: number): number => clock.now() - ago * 60_000;
        await writer.run("test.lines", [
          create("staff", "s2", { name: "林致远" }),
          create("handover", "l1", { branch: "b1", staff: "s2", at: at(90), text: "早上的话" }),
          create("handover", "l2", { branch: "b1", staff: "s2", at: at(30), text: "刚才的话" }),
          create("handover", "own", { branch: "b1", staff: "s1", at: at(20), text: "我自己的话" }),
          create("handover", "other", { branch: "b2", staff: "s2", at: at(20), text: "别馆的话" }),
        ]);
      },
    });
    const notes = await screen.findByRole("region", { name: /同事留言/ });
    // J goes on behind the last row of Today, and K comes back
    await within(notes).findByText("刚才的话");
    await goTo(ZHANG);
    await press("j", "KeyJ");
    await waitFor(() => expect(document.activeElement?.closest("li")?.textContent).toContain("刚才的话"));
    await press("k", "KeyK");
    await waitFor(() => expect(inHand()).toBe(ZHANG));
    const said = (): readonly string[] =>
      within(notes)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent ?? "");
    await waitFor(() =>
      expect(said()).toEqual([expect.stringMatching(/^林致远 .*刚才的话$/), expect.stringMatching(/早上的话$/)]),
    );
    await services.writer.run("handover.take", [edit("handover", "l2", { takenBy: "s1", takenAt: 1 })]);
    await waitFor(() => expect(said()).toEqual([expect.stringMatching(/早上的话$/)]));
  });

  test("has a note taken over by E, once: it stays in hand and says so, Ctrl+Z gives it back, and Enter opens the book at its day", async () => {
    const { services, history } = await openToday({
      prepare: async ({ writer, clock }) => {
        const at = (hours: number): number => clock.now() - hours * 3_600_000;
        await writer.run("test.lines", [
          create("staff", "s2", { name: "林致远" }),
          create("handover", "l1", { branch: "b1", staff: "s2", at: at(30), text: "昨天的话" }),
          create("handover", "l2", { branch: "b1", staff: "s2", at: at(1), text: "刚才的话" }),
          create("handover", "l3", { branch: "b1", staff: "s2", at: at(2), text: "再前的话" }),
        ]);
      },
    });
    const notes = await screen.findByRole("region", { name: /同事留言/ });
    const line = (text: string): HTMLElement => within(notes).getByText(text).closest("li") as HTMLElement; // each is a row
    const inHand = (): string | null | undefined =>
      document.activeElement?.closest("li")?.lastElementChild?.textContent;
    const takenBy = async (id: string) => (await services.db.handover.get(id))?.takenBy;
    await within(notes).findByText("再前的话");
    within(line("刚才的话")).getByRole("button", { name: "林致远" }).focus();
    await press("e", "KeyE");
    await within(line("刚才的话")).findByText("已接");
    expect([await takenBy("l2"), inHand()]).toEqual(["s1", "刚才的话"]);
    // once: what is in hand is taken already
    const written = services.testHost.entries.length;
    await press("e", "KeyE");
    await press("j", "KeyJ");
    await waitFor(() => expect(inHand()).toBe("再前的话"));
    expect([services.testHost.entries.length, await takenBy("l3")]).toEqual([written, undefined]);
    // a colleague is quicker
    await services.writer.run("handover.take", [edit("handover", "l3", { takenBy: "s9", takenAt: 1 })]);
    await within(line("再前的话")).findByText("已接");
    await press("e", "KeyE");
    await press("ArrowDown", "ArrowDown");
    await waitFor(() => expect(inHand()).toBe("昨天的话"));
    expect(await takenBy("l3")).toBe("s9");
    within(line("昨天的话")).getByRole("button", { name: "接手林致远的留言" }).click();
    await waitFor(async () => expect(await takenBy("l1")).toBe("s1"));
    await press("z", "KeyZ", { ctrl: true });
    await waitFor(async () => expect(await takenBy("l1")).toBeUndefined());
    within(line("昨天的话")).getByRole("button", { name: "林致远" }).focus();
    await press("Enter", "Enter");
    await waitFor(() => expect(history.get().location).toBe("/handover?day=2026-11-24"));
  });

  test("without work says so, and what one can do", async () => {
    await openDesk();
    await todayIsShown();
    const main = screen.getByRole("main");
    await within(main).findByText("今天没有要办的事");
    await within(main).findByText("扫描读者证，或在上面输入姓名查找");
    expect(rowIds()).toEqual([]);
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  test("shows twelve rows at most; all contacts when they are asked for", async () => {
    await openToday({
      prepare: async ({ writer }) =>
        void (await writer.run("test.many", [
          ...Array.from({ length: 20 }, (_, n) =>
            create("task", `t${n}`, { text: `第 ${n} 件`, due: "2026-11-24", assignee: "s1" }),
          ),
          ...Array.from({ length: 20 }, (_, n) =>
            create("reader", `r${n}`, { name: `读者${n}`, owner: "s1", keepInTouchDays: 30 }),
          ),
        ])),
    });
    await waitFor(() => expect(rowIds()).toHaveLength(12));
    expect(screen.getByRole("heading", { name: /其余未办事项/ }).textContent).toContain("23");
    expect(screen.getByRole("link", { name: "全部待办 23" }).getAttribute("href")).toBe("/tasks?view=mine");
    const all = screen.getByRole("button", { name: "全部 22 位" });
    all.focus();
    all.click();
    await waitFor(() => expect(rowIds()).toHaveLength(8 + 22));
    // the button has gone: the first row that it brought has the keyboard
    expect(inHand()).toBe(rowIds()[12]);
  });
});

describe("the keys of Today", () => {
  test("are text while the scan box has the focus; F6 enters at the one thing, J and K and the arrows move", async () => {
    const { box, services } = await openToday();
    const written = services.testHost.entries.length;
    for (const digit of ["1", "2", "3"]) await press(digit, `Digit${digit}`);
    await press("h", "KeyH");
    expect([box.value, services.testHost.entries.length]).toEqual(["123h", written]);
    await press("Escape", "Escape");
    await enterList();
    expect(inHand()).toBe("promise");
    await press("j", "KeyJ");
    await waitFor(() => expect(inHand()).toBe("longer"));
    await press("ArrowDown", "ArrowDown");
    expect(inHand()).toBe("opinion");
    await press("k", "KeyK");
    await waitFor(() => expect(inHand()).toBe("longer"));
    await press("ArrowUp", "ArrowUp");
    await press("ArrowUp", "ArrowUp");
    expect(inHand()).toBe("promise");
  });

  test("E completes a task once; it stays in hand as done until the person moves, and undo brings it back", async () => {
    const { services } = await openToday();
    await goTo("longer");
    await press("e", "KeyE");
    await findToast("已完成");
    await standsAs("longer", "done");
    const { length } = services.testHost.entries;
    await press("e", "KeyE");
    await press("h", "KeyH");
    await press("ArrowDown", "ArrowDown");
    expect(inHand()).toBe("opinion");
    await waitFor(() => expect(rowIds()).not.toContain("longer"));
    expect(services.testHost.entries.length).toBe(length);
    await press("z", "KeyZ", { ctrl: true });
    await waitFor(() => expect(rowIds()).toContain("longer"));
  });

  test("E on the one thing leaves it where it is; the next takes its place when the person moves on", async () => {
    await openToday();
    await goTo("promise");
    await press("e", "KeyE");
    await standsAs("promise", "done");
    const lead = screen.getByRole("region", { name: "先做这件" });
    expect([lead.dataset.row, within(lead).getByRole<HTMLInputElement>("checkbox").checked, inHand()]).toEqual([
      "promise",
      true,
      "promise",
    ]);
    await press("ArrowDown", "ArrowDown");
    await waitFor(() => expect(screen.getByRole("region", { name: "先做这件" }).dataset.row).toBe("longer"));
    // whoever was moved to is another element by now, and has the keyboard all the same
    await waitFor(() => expect(inHand()).toBe("longer"));
  });

  test("E answers no opinion, and Enter opens it", async () => {
    const { services, history } = await openToday();
    await goTo("opinion");
    const before = await services.db.feedback.get("opinion");
    await press("e", "KeyE");
    await findToast("意见要写答复：按 Enter 打开");
    await press("Enter", "Enter");
    await waitFor(() => expect(history.get().location).toBe("/opinions?id=opinion"));
    // what a key had begun would be written before this
    await (await services.writer.run("test.mark", [create("reader", "mark", { name: "王芳" })])).confirmed;
    expect(await services.db.feedback.get("opinion")).toEqual(before);
  });

  test("H moves a task to the next open day, past a closed one, and an opinion out of sight until then", async () => {
    const { services } = await openToday();
    await goTo("promise");
    await press("h", "KeyH");
    await findToast("改到 2026-11-27 再办");
    await standsAs("promise", "later");
    expect((await services.db.task.get("promise"))?.due).toBe("2026-11-27");
    const { length } = services.testHost.entries;
    await press("h", "KeyH");
    await press("ArrowDown", "ArrowDown");
    await goTo("opinion");
    expect(services.testHost.entries.length).toBe(length);
    await press("h", "KeyH");
    await standsAs("opinion", "later");
    expect(await services.db.feedback.get("opinion")).toMatchObject({ snoozedUntil: "2026-11-27", due: "2026-11-23" });
    await press("ArrowUp", "ArrowUp");
    await waitFor(() => expect(rowIds()).not.toContain("opinion"));
    await press("z", "KeyZ", { ctrl: true });
    await press("z", "KeyZ", { ctrl: true });
    await waitFor(() => expect(rowIds()).toEqual(expect.arrayContaining(["opinion", "promise"])));
    await waitFor(async () => expect((await services.db.task.get("promise"))?.due).toBe("2026-11-21"));
  });

  const OF_RULE = { assignee: "s1", origin: { by: "rule", id: "returned" } } as const;
  test("H puts a task of a later day off and never forward, and it stays in its place until somebody moves on", async () => {
    const { services } = await openToday({
      prepare: async ({ writer }) =>
        void (await writer.run("test.more", [
          ...["by-rule", "behind"].map((id, day) =>
            create("task", id, { text: id, due: `2026-11-${27 + day}`, ...OF_RULE }),
          ),
        ])),
    });
    await goTo("by-rule");
    const before = rowIds();
    await press("h", "KeyH");
    await standsAs("by-rule", "later");
    const { due = "" } = (await services.db.task.get("by-rule")) ?? {};
    expect(due > "2026-11-27").toBe(true);
    await services.writer.run("test.more", [create("task", "last", { text: "最后", due: "2026-12-05", ...OF_RULE })]);
    await waitFor(() => expect(rowIds()).toContain("last"));
    expect(rowIds().filter((id) => id !== "last")).toEqual(before);
    expect(inHand()).toBe("by-rule");
  });

  test("mean nothing where single keys are switched off, but the arrows and Enter", async () => {
    const { services } = await openToday({ settings: { singleKeys: false } });
    await goTo(LI);
    await press("1", "Digit1");
    await press("j", "KeyJ");
    await press("ArrowUp", "ArrowUp");
    expect(inHand()).toBe("tomorrow");
    // what a key had begun would be written before this
    await (await services.writer.run("test.mark", [create("reader", "mark", { name: "王芳" })])).confirmed;
    await goTo(LI);
    expect(await recordsOf(services, LI)).toEqual([]);
  });
});

describe("a reader who is to be spoken to", () => {
  test("is reached with 1, in the way she asked for", async () => {
    const { services } = await openToday();
    await goTo(LI);
    await press("1", "Digit1");
    await findToast("已记录联系：李*");
    await standsAs(LI, "reached");
    await press("1", "Digit1");
    await press("2", "Digit2");
    await press("ArrowDown", "ArrowDown");
    expect(inHand()).toBe(ZHANG);
    await waitFor(() => expect(rowIds()).not.toContain(LI));
    expect(await recordsOf(services, LI)).toMatchObject([
      { direction: "out", channel: "wechat", purpose: "other", staff: "s1", branch: "b1" },
    ]);
  });

  test("has not answered with 2: no word was spoken, and she comes again on the next open day, with the calls in vain", async () => {
    const { services, passTime } = await openToday();
    await goTo(ZHANG);
    await press("2", "Digit2");
    await findToast("已记未接，下个开放日再联系：张*琴");
    await standsAs(ZHANG, "missed");
    await press("ArrowUp", "ArrowUp");
    await waitFor(() => expect(rowIds()).not.toContain(ZHANG));
    expect(await recordsOf(services, ZHANG)).toMatchObject([{ direction: "out", outcome: "not-answered" }]);
    const aDayLater = async (): Promise<void> => {
      passTime(DAY_MS);
      document.dispatchEvent(new Event("visibilitychange"));
      await todayIsShown();
    };
    await aDayLater();
    await screen.findByText(/11月26日星期四 · 城东馆 今天闭馆/);
    await waitFor(() => expect(rowIds()).toContain(LI));
    expect(rowIds()).not.toContain(ZHANG);
    await aDayLater();
    await waitFor(() => expect(rowIds()).toContain(ZHANG));
    expect(rowOf(ZHANG).textContent).toMatch(/未接，共 1 次/);
    await goTo(ZHANG);
    expect(rowOf(ZHANG).textContent).toContain("上次往来是 47 天前");
  });

  test("declines with 3: a record, and no more rhythm, which one undo takes back together", async () => {
    const { services } = await openToday();
    await goTo(ZHANG);
    await press("3", "Digit3");
    await findToast("已记谢绝，不再定期联系：张*琴");
    await standsAs(ZHANG, "declined");
    await press("3", "Digit3");
    await press("ArrowUp", "ArrowUp");
    await waitFor(() => expect(rowIds()).not.toContain(ZHANG));
    expect(await recordsOf(services, ZHANG)).toMatchObject([{ direction: "out", contactResult: "declined-regular" }]);
    expect((await services.db.reader.get(ZHANG))?.keepInTouchDays).toBeUndefined();
    await press("z", "KeyZ", { ctrl: true });
    await findToast("已撤销：谢绝定期联系");
    await waitFor(() => expect(rowIds()).toContain(ZHANG));
    expect([await recordsOf(services, ZHANG), (await services.db.reader.get(ZHANG))?.keepInTouchDays]).toEqual([
      [],
      30,
    ]);
  });

  test("is put off with H to the next open day, without a record", async () => {
    const { services } = await openToday();
    await goTo(LI);
    await press("h", "KeyH");
    await findToast("改到 2026-11-27 再联系：李*");
    await standsAs(LI, "later");
    expect([await recordsOf(services, LI), (await services.db.reader.get(LI))?.contactFrom]).toEqual([
      [],
      "2026-11-27",
    ]);
    await press("ArrowDown", "ArrowDown");
    await waitFor(() => expect(rowIds()).not.toContain(LI));
  });

  test("is reached by the button on the row under the pointer too, once however fast it is pressed", async () => {
    const { services } = await openToday();
    await goTo(ZHANG);
    const button = within(rowOf(ZHANG)).getByRole("button", { name: "已联系：张*琴" });
    button.click();
    button.click();
    await standsAs(ZHANG, "reached");
    // the button is gone, and the row has the keyboard
    await waitFor(() => expect(inHand()).toBe(ZHANG));
    expect(await recordsOf(services, ZHANG)).toHaveLength(1);
  });

  test("is opened by a click on her row", async () => {
    await openToday();
    const way = within(rowOf(LI)).getByText(/微信/);
    way.click();
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
  });
});

describe("a list that changes under the person", () => {
  test("keeps the task that another desk has completed, as done, and the next key meets no other", async () => {
    const { services } = await openToday();
    await goTo("longer");
    const theirs = await services.writer.run("task.done", [edit("task", "longer", { done: 1, doneBy: "s2" })]);
    await theirs.confirmed;
    await standsAs("longer", "done");
    const { length } = services.testHost.entries;
    await press("e", "KeyE");
    await press("h", "KeyH");
    await press("ArrowDown", "ArrowDown");
    expect([inHand(), services.testHost.entries.length]).toEqual(["opinion", length]);
    expect((await services.db.task.get("longer"))?.doneBy).toBe("s2");
  });

  test("keeps a reader whom a colleague has reached meanwhile", async () => {
    const { services } = await openToday();
    await goTo(LI);
    await services.writer.run("interaction.contact", [
      create("interaction", "theirs", { reader: LI, at: services.clock.now(), channel: "phone", direction: "out" }),
    ]);
    await standsAs(LI, "reached");
    await press("1", "Digit1");
    await press("ArrowDown", "ArrowDown");
    expect(inHand()).toBe(ZHANG);
    expect(await recordsOf(services, LI)).toHaveLength(1);
  });

  test("J goes from each reader who was marked to the one who followed her, whatever has gone before", async () => {
    const names = ["罗一", "肖二", "蒋三", "马四", "刘五"];
    const { services } = await openToday({
      prepare: async ({ writer }) =>
        void (await writer.run("test.more", [
          edit("reader", ZHANG, { keepInTouchDays: null }),
          edit("reader", LI, { keepInTouchDays: null }),
          ...names.map((name, n) => create("reader", `a${n}`, { name, owner: "s1", keepInTouchDays: 30 })),
        ])),
    });
    await goTo("a0");
    const met: (string | undefined)[] = [];
    const marks = [
      ["2", "Digit2", "missed"],
      ["h", "KeyH", "later"],
      ["1", "Digit1", "reached"],
      ["3", "Digit3", "declined"],
    ] as const;
    for (const [key, code, stands] of marks) {
      const id = inHand() ?? "";
      met.push(id);
      await press(key, code);
      await standsAs(id, stands);
      // a list that has her has been read since
      const last = `z-after-${id}`;
      await services.writer.run("test.last", [
        create("reader", last, { name: "末一位", owner: "s1", keepInTouchDays: 30 }),
      ]);
      await waitFor(() => expect(rowIds()).toContain(last));
      await press("j", "KeyJ");
      await waitFor(() => expect(rowIds()).not.toContain(id));
    }
    met.push(inHand());
    expect(met).toEqual(["a0", "a1", "a2", "a3", "a4"]);
  });

  test("opens the sheet of a task over the row, which has the keyboard again when it closes", async () => {
    await openToday();
    await goTo("longer");
    await press("Enter", "Enter");
    await screen.findByRole("dialog");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(inHand()).toBe("longer"));
  });
});

describe("names and reasons", () => {
  /** Of nobody in text, names of controls or hints. */
  const page = (): string => document.body.innerHTML;

  test("at a counter no reader is named in full, also in what colleagues wrote, and a reason stands on the row in focus alone", async () => {
    await openToday();
    await waitFor(() => expect(rowIds()).toHaveLength(6));
    for (const name of ["张素琴", "李雷"]) expect(page()).not.toContain(name);
    expect(rowOf("promise").textContent).toContain("给张*琴回电");
    const reasons = (): readonly boolean[] =>
      [LI, ZHANG].map((id) => /还没有往来|上次往来/.test(rowOf(id).textContent ?? ""));
    expect(reasons()).toEqual([false, false]);
    await goTo(ZHANG);
    await waitFor(() => expect(reasons()).toEqual([false, true]));
    expect([LI, ZHANG].map((id) => within(rowOf(id)).queryAllByRole("button").length)).toEqual([1, 5]);
    for (const name of ["张素琴", "李雷"]) expect(page()).not.toContain(name);
    await press("1", "Digit1");
    await standsAs(ZHANG, "reached");
    await goTo("promise");
    await press("e", "KeyE");
    await findToast("已完成");
    for (const name of ["张素琴", "李雷"]) expect(page()).not.toContain(name);
  });

  test("at an office desk names stand in full, and reasons on all rows", async () => {
    await openToday({ settings: { deskPlace: "office" } });
    await waitFor(() => expect(rowIds()).toHaveLength(6));
    expect(rowOf("promise").textContent).toContain("给张素琴回电");
    await waitFor(() => expect(rowOf(LI).textContent).toMatch(/^李雷还没有往来记录/));
    expect(rowOf(ZHANG).textContent).toMatch(/^张素琴上次往来是 45 天前/);
  });
});
