import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import type { LifeLine } from "#shared/rules/life-line.ts";
import { RULES } from "#shared/rules/rule.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { type Change, create, edit } from "../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../renderer/db/write/writer.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { pause, press, scan } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const TODAY = "2026-11-25";
const DAY_MS = 86_400_000;
/** Of whoever stands at the desk while the lists beside her card are looked at. */
const SERVED_CARD = "002104170077";

const visits = (reader: string, last: string, count: number): readonly Change[] =>
  Array.from({ length: count }, (_, back) =>
    create("activity", `visit-${reader}-${back}`, { reader, on: addDays(last, -back), kind: "visit" as const }),
  );

test("a scan says after the alerts what matters of the reader, and nothing of a score", async () => {
  await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test.rows", [
        edit("reader", ZHANG, {
          enrolledOn: "2020-01-01",
          preferredChannel: "phone",
          owner: "s1",
          keepInTouchDays: 30,
          alert: { text: "预约的书已到", level: "must" },
        }),
        ...visits(ZHANG, addDays(TODAY, -12), 180),
        create("feedback", "f1", { reader: ZHANG, type: "suggestion", text: "多买大字本", status: "accepted" }),
        create("feedback", "f2", { reader: ZHANG, type: "suggestion", text: "加一盏灯", status: "registered" }),
        create("feedback", "f3", { reader: ZHANG, type: "praise", text: "好", status: "closed" }),
        create("task", "t1", { promisedTo: ZHANG, text: "回电", due: addDays(TODAY, -1) }),
        create("task", "t2", { promisedTo: ZHANG, text: "带书单", due: TODAY }),
        create("interaction", "i1", {
          reader: ZHANG,
          at: clock.now() - 31 * DAY_MS,
          channel: "phone",
          purpose: "other",
        }),
      ]);
    },
  });
  await scan(ZHANG_CARD, 5);
  const lines = await screen.findByRole("region", { name: "需了解的情况" });
  const said = (): readonly (string | null)[] =>
    within(lines)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent);
  await waitFor(() =>
    expect(said()).toEqual([
      "平时每周来 7 天，已有 12 个开放日没来",
      "未办结：2 条建议",
      "承诺有 1 件逾期",
      "承诺有 1 件今天到期",
      "责任馆员该联系了，上次往来是 31 天前",
      "希望用电话联系",
    ]),
  );
  const alerts = screen.getByRole("region", { name: "提醒" });
  expect(alerts.compareDocumentPosition(lines) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect(screen.getByRole("article").textContent).not.toMatch(/核心|利用度|[RFV] ?\d/);
  expect(await findAxeFaults(document.body)).toEqual([]);
});

test("the card of a reader of whom there is nothing to say stands alone", async () => {
  await openDesk();
  await scan(LI_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /李雷/ });
  await screen.findByText("除办证外，还没有利用过图书馆");
  expect(screen.queryByText(/希望用/)).toBeNull();
});

test("a record that is made while the card is open counts at once, and no more once it is taken back", async () => {
  let writer: Writer | undefined;
  await openDesk({
    prepare: async (services) => {
      writer = services.writer;
    },
  });
  await scan(LI_CARD, 5);
  await screen.findByText("除办证外，还没有利用过图书馆");
  await writer?.run("interaction.log", [
    create("interaction", "i1", {
      reader: LI,
      at: new Date(2026, 10, 25, 15, 21).getTime(),
      channel: "desk",
      purpose: "other",
    }),
  ]);
  await screen.findByText("新读者，从今天起");
  expect(screen.queryByText("除办证外，还没有利用过图书馆")).toBeNull();
  await writer?.undo();
  await screen.findByText("除办证外，还没有利用过图书馆");
});

test("what was kept of the morning is not said of a reader who has a record of today", async () => {
  const kept: string[] = [];
  await openDesk({
    prepare: ({ writer }) =>
      writer
        .run("interaction.log", [
          create("interaction", "i1", {
            reader: LI,
            at: new Date(2026, 10, 25, 9, 0).getTime(),
            channel: "desk",
            purpose: "other",
          }),
        ])
        .then(() => undefined),
    instead: (services) => {
      const { worker } = workerInPage(services);
      const keptLineOf = async (reader: string): Promise<LifeLine> => {
        kept.push(reader);
        return { line: "never-used" };
      };
      return { worker: { ...worker, rules: { ...worker.rules, keptLineOf } } } as Partial<TestServices>;
    },
  });
  await scan(LI_CARD, 5);
  await screen.findByText("新读者，从今天起");
  await scan(ZHANG_CARD, 5);
  await waitFor(() => expect(kept).toEqual([ZHANG]));
});

test("who is to be spoken to today stands in the list until one key has logged it, and undo brings the reader back", async () => {
  const desk = await openDesk({
    prepare: async ({ writer, clock }) => {
      await writer.run("test.rows", [
        edit("reader", ZHANG, { owner: "s1", keepInTouchDays: 30, preferredChannel: "wechat" }),
        edit("reader", LI, { owner: "s1", keepInTouchDays: 60 }),
        create("reader", "of-another", { name: "王芳", card: SERVED_CARD, owner: "s2", keepInTouchDays: 30 }),
        create("reader", "not-yet", { name: "赵敏", owner: "s1", keepInTouchDays: 30 }),
        create("reader", "gone", {
          name: "钱多",
          owner: "s1",
          keepInTouchDays: 30,
          leaving: { reason: "moved", on: "2026-01-01" },
        }),
        create("interaction", "i1", {
          reader: ZHANG,
          at: clock.now() - 45 * DAY_MS,
          channel: "phone",
          direction: "out",
        }),
        create("interaction", "i2", {
          reader: "not-yet",
          at: clock.now() - 29 * DAY_MS,
          channel: "desk",
          direction: "in",
        }),
      ]);
    },
  });
  await scan(SERVED_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /王芳/ });
  const list = await screen.findByRole("region", { name: /今天联系/ });
  const who = (): readonly (string | null)[] =>
    within(list)
      .getAllByRole("listitem")
      .map((item) => item.querySelector(".link-line")?.textContent ?? null);
  // a queue reads it: a reason stands on the row in focus alone
  expect(who()).toEqual(["李*", "张*琴微信"]);
  expect(await findAxeFaults(document.body)).toEqual([]);

  within(list).getByRole<HTMLButtonElement>("button", { name: "李*" }).focus();
  await waitFor(() => expect(who()).toEqual(["李*还没有往来记录", "张*琴微信"]));
  await press("ArrowDown", "ArrowDown");
  expect(document.activeElement?.textContent).toContain("张*琴");
  await waitFor(() => expect(who()).toEqual(["李*", "张*琴上次往来 45 天前微信"]));
  await press("c", "KeyC");
  await findToast("已记录联系：张*琴");
  await within(list).findByRole("heading", { name: /今天联系\s*1/ });
  // who was logged stays under the focus, and a second key meets nobody else
  expect(document.activeElement?.textContent).toContain("张*琴");
  await press("c", "KeyC");
  await press("ArrowUp", "ArrowUp");
  expect(document.activeElement?.textContent).toContain("李*");
  await waitFor(() => expect(who()).toEqual(["李*还没有往来记录"]));
  expect(
    await desk.services.db.interaction.where("[reader+at]").between([LI, 0], [LI, Number.POSITIVE_INFINITY]).count(),
  ).toBe(0);
  const logged = (
    await desk.services.db.interaction
      .where("[reader+at]")
      .between([ZHANG, 0], [ZHANG, Number.POSITIVE_INFINITY])
      .toArray()
  ).at(-1);
  expect(logged).toMatchObject({ direction: "out", channel: "wechat", purpose: "other", staff: "s1", branch: "b1" });
  desk.box.focus();
  await press("z", "KeyZ", { ctrl: true });
  await waitFor(() => expect(who()).toHaveLength(2));

  // pressed twice, it is one word
  const done = within(list).getByRole("button", { name: "已联系：李*" });
  fireEvent.click(done);
  fireEvent.click(done);
  await waitFor(() => expect(who()).toHaveLength(1));
  expect(
    await desk.services.db.interaction.where("[reader+at]").between([LI, 0], [LI, Number.POSITIVE_INFINITY]).count(),
  ).toBe(1);

  // switched off, the rule names nobody
  await desk.services.writer.run("test.off", [
    create("setting", ruleSettingId(RULES[RULES.length - 1] ?? "keep-in-touch"), { name: "rule", value: false }),
  ]);
  await waitFor(() => expect(screen.queryByRole("region", { name: /今天联系/ })).toBeNull());
});

test("a task that a rule made says in the language of the screen what is asked for, and of whom", async () => {
  await openDesk({
    prepare: async ({ writer }) =>
      void (await writer.run("test.rows", [
        create("task", "t1", {
          about: { kind: "reader", id: ZHANG },
          due: addDays(TODAY, 12),
          assignee: "s1",
          origin: { by: "rule", id: "core-not-seen" },
        }),
        create("task", "t2", {
          about: { kind: "reader", id: ZHANG },
          due: addDays(TODAY, 12),
          assignee: "s2",
          origin: { by: "rule", id: "returned" },
        }),
        create("task", "t3", { due: addDays(TODAY, 12), assignee: "s1", text: "以后的事", origin: { by: "person" } }),
      ])),
  });
  await scan(LI_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /李雷/ });
  const line = await screen.findByRole("checkbox", { name: /有一阵没来了，打个招呼/ });
  expect(line.closest("li")?.textContent).toContain("张*琴");
  expect(line.closest("li")?.textContent).toContain("规则提醒");
  // what rules ask of others, and what a person has set for later, is not this colleague's today
  expect(screen.getAllByRole("checkbox", { name: /./ })).toHaveLength(1);
  line.click();
  await findToast("已完成");
});

test("the rules go round once a day, only while nobody has pressed a key for five minutes", async () => {
  const intervals = vi.spyOn(window, "setInterval");
  const desk = await openDesk();
  const aMinuteLater = (): void => {
    for (const [run, ms] of intervals.mock.calls) if (ms === 60_000 && typeof run === "function") run();
  };
  const rounds = async (): Promise<unknown> => (await desk.services.db.meta.get("rules.rounds"))?.value;
  await press("x", "KeyX");
  desk.passTime(4 * 60_000);
  await act(async () => aMinuteLater());
  await pause(300);
  expect(await rounds()).toBeUndefined();
  desk.passTime(2 * 60_000);
  await act(async () => aMinuteLater());
  await waitFor(async () => expect(await rounds()).toMatchObject([{ day: TODAY, by: "idle", made: [] }]));
  await act(async () => aMinuteLater());
  await pause(300);
  expect(await rounds()).toHaveLength(1);
  intervals.mockRestore();
});
