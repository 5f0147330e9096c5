/** What came of a round, on the screen: what is said of it, where its numbers lead, and what leaves the house. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { keepInSyncLog } from "../../../../renderer/db/exchange/sync-log.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import "../../../../renderer/styles/index.css";
import { DESK_DAY } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { openResultOf, PICTURE, roundOf } from "./open-result.tsx";

const MADE = addDays(DESK_DAY, -40);

it.each([
  ["zh-CN", /联系组多回来 13\.6 个百分点，但 95% 区间从 −3\.6 到 \+25\.5，含 0/, /约需联系 376 位、留 94 位对照/],
  ["zh-TW", /聯絡組多回來 13\.6 個百分點，但 95% 區間從 −3\.6 到 \+25\.5，含 0/, /約需聯絡 376 位、留 94 位對照/],
  [
    "en",
    /13\.6\spercentage points more of the contacted .* from −3\.6 to \+25\.5 has 0 in it/,
    /376\sreaders contacted/,
  ],
] as const)("says in %s that nothing is shown, and what it would take", async (language, said, needed) => {
  await openResultOf(roundOf(PICTURE, MADE), language);
  await screen.findByText(said);
  screen.getByText(needed);
  expect(await findAxeFaults(document.body)).toEqual([]);
  expect(screen.getByRole("img").getAttribute("aria-label")).toMatch(/28\.8%.*15\.2%.*\+13\.6/);
});

it("leads from its numbers to as many readers", async () => {
  const { history } = await openResultOf(roundOf(PICTURE, MADE));
  const user = userEvent.setup();
  const open = async (name: string, count: string): Promise<void> => {
    await user.click(await screen.findByRole("button", { name }));
    await screen.findByText(`${count} 位`, { selector: "header span" });
    await user.click(screen.getByRole("button", { name: /^返回/ }));
    await waitFor(() => expect(history.get().location).toMatch(/^\/outreach\/round\/result/));
  };
  await open("联系组回来了 38", "38");
  await open("对照组回来了 5", "5");
  await open("电话 · 说完 55", "55");
  await open("没有同意联系 41", "41");
  await open("没联系到，不再试 9", "9");
});

it("names who came of either group", async () => {
  const { history } = await openResultOf(roundOf(PICTURE, MADE));
  const user = userEvent.setup();
  const tile = within(await screen.findByRole("region", { name: /谁回来了/ }));
  await tile.findByRole("button", { name: "张1" });
  await user.click(tile.getByRole("button", { name: "对照组 5" }));
  await user.click(await tile.findByRole("button", { name: "张133" }));
  expect(history.get().location).toBe("/readers/round-r132");
});

it("shows by keys on whose name of them one is", async () => {
  await openResultOf(roundOf(PICTURE, MADE));
  const tile = within(await screen.findByRole("region", { name: /谁回来了/ }));
  const name = await tile.findByRole("button", { name: "张1" });
  const line = name.closest(".clip");
  await userEvent.keyboard("{Tab}");
  name.focus();
  const { outlineStyle, outlineOffset, outlineWidth } = getComputedStyle(name);
  expect(outlineStyle).toBe("solid");
  // no further out than the line, which cuts off what reaches over it
  const ring = name.getBoundingClientRect().left - Number.parseFloat(outlineOffset) - Number.parseFloat(outlineWidth);
  expect(ring).toBeGreaterThanOrEqual(line?.getBoundingClientRect().left ?? Number.POSITIVE_INFINITY);
});

it("compares nothing while the days are not over", async () => {
  await openResultOf(roundOf(PICTURE, addDays(DESK_DAY, -10)));
  await screen.findByText(/还没满 30 天/);
  screen.getByText(new RegExp(`${addDays(DESK_DAY, 20)} 满 30 天`));
  expect(screen.queryByText(/相差，百分点/)).toBeNull();
});

it("gives of few the counts and the interval, and says where nobody was held back", async () => {
  await openResultOf(roundOf([{ count: 12, back: 6, values: { channel: "phone" }, outcomes: ["reached"] }], MADE));
  await screen.findByText(/没有留对照组/);
  screen.getByText(/下一轮可以随机留出一部分/);
  screen.getByText(/\/ 12 位（25\.4% 到 74\.6%）/);
  expect(screen.queryByText("50%", { selector: "td, small" })).toBeNull();
});

it("proposes to hold nobody back where everybody has to be told", async () => {
  const some = [{ count: 12, back: 6, values: { channel: "phone" as const } }];
  await openResultOf(roundOf(some, MADE, "round", { goal: "welcome" }));
  await screen.findByText(/没有留对照组/);
  expect(screen.queryByText(/下一轮可以随机留出一部分/)).toBeNull();
});

it("says who of the held-back was contacted all the same, and what one more reader cost", async () => {
  const shown = roundOf(
    [
      { count: 200, back: 100, values: { channel: "phone" }, outcomes: ["reached"] },
      { count: 50, back: 10, values: { notContacted: "held-back" } },
    ],
    MADE,
  );
  await openResultOf([
    ...shown,
    create("setting", "setting-report-rate", { name: "report-rate", value: 60 }),
    create("interaction", "met", {
      reader: "round-r249",
      at: new Date(`${addDays(MADE, 3)}T10:00`).getTime(),
      channel: "desk",
      direction: "out",
    }),
  ]);
  await screen.findByText(/不含 0：联系起了作用/);
  // 435 minutes for 30 percentage points of 200 readers
  screen.getByText("每多回来一位约用 7.3 分钟，合 7.25");
  // 435 minutes at 60 an hour, of 100 who came
  screen.getByText(/按每小时 60 算，合 435。/);
  screen.getByText(/回来的读者每位合 4.35。/);
  screen.getByRole("button", { name: "1 位" });
});

it("counts what preparing took as soon as somebody says it", async () => {
  await openResultOf(roundOf(PICTURE, MADE));
  const field = await screen.findByRole("textbox", { name: /^准备用了几分钟/ });
  await userEvent.click(field);
  await userEvent.clear(field);
  await userEvent.type(field, "100{Enter}");
  // 300 minutes of calls, texts and letters beside it
  await screen.findByText(/^400 分钟，名单里每位 3 分钟。/);
});

it("calls another computer what the last exchange calls it", async () => {
  const desk = "b".repeat(16);
  const { services } = await openResultOf([
    ...roundOf([{ count: 6, values: { channel: "phone", part: "part" }, outcomes: ["reached"] }], MADE),
    create("outreach-part", "part", { outreach: "round", desk }),
  ]);
  await userEvent.selectOptions(await screen.findByRole("combobox", { name: "按什么分" }), "电脑");
  await screen.findByRole("button", { name: "电脑 BBBB · 联系到 6" });
  const line = { stream: desk, device: "城西服务台", replacedBy: null };
  await keepInSyncLog(services.db, {
    folder: null,
    report: { outcome: { tag: "done" }, startedAt: 1, endedAt: 1, devices: [line] },
  } as never); // only what is read of it
  await screen.findByRole("button", { name: "城西服务台 · 联系到 6" });
});

it("saves every table as one sheet, and few people in none", async () => {
  const { files, bytes } = await openResultOf(roundOf(PICTURE, MADE));
  const user = userEvent.setup();
  await user.click(await screen.findByRole("button", { name: /导出Excel/ }));
  await waitFor(() => expect(files).toHaveLength(1));
  expect(files[0]).toMatch(/^联络结果 邀请近期少来的读者回馆/);
  const { read, utils } = await import("@e965/xlsx");
  const book = read(bytes[0]);
  const rows = utils.sheet_to_json<readonly unknown[]>(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
  const rowOf = (name: string): readonly unknown[] | undefined => rows.find(([first]) => first === name);
  expect(rowOf("电话")?.slice(0, 4)).toEqual(["电话", 74, 92, 61]);
  // three of the letters brought somebody back: they, and what would tell them, stay in the house
  expect(rowOf("信件")?.[5]).toBe("•");
  expect(rows.filter(([first]) => first === "短信").some((row) => row[5] === "•")).toBe(true);
  expect(rowOf("已退证、已故")?.[1]).toBe("•");
  const missed = rows.findIndex(([first]) => first === "在名单上但没联系到的");
  expect(rows.slice(missed + 1, missed + 3).map(([first]) => first)).toEqual(["办到哪里", "号码有误"]);
  expect(rows.at(-1)?.[0]).toBe("•：不足 5 人，或能由此推算出不足 5 人，不显示");
  expect(book.SheetNames).toEqual(["联络结果"]);
});

it("prints nothing that tells few who came again of a group, in words or drawn", async () => {
  const few = [
    { count: 43, back: 6, values: { channel: "phone" as const } },
    { count: 18, back: 2, values: { notContacted: "held-back" as const } },
  ];
  await openResultOf(roundOf(few, MADE));
  const isOnPaper = (element: Element): boolean => element.closest(".no-print") === null;
  expect(isOnPaper(await screen.findByText(/含 0，还不能说/))).toBe(false);
  expect(isOnPaper(screen.getByText(/约需联系/))).toBe(false);
  expect(isOnPaper(screen.getByRole("button", { name: "对照组回来了 2" }))).toBe(false);
  expect(isOnPaper(screen.getByRole("button", { name: "联系组回来了 6" }))).toBe(true);
  expect(isOnPaper(screen.getByRole("img"))).toBe(false);
});

it("puts the rounds of one goal together", async () => {
  const { history } = await openResultOf([
    ...roundOf(PICTURE, MADE),
    ...roundOf(PICTURE, addDays(DESK_DAY, -80), "before", { name: "上一轮" }),
  ]);
  const user = userEvent.setup();
  await user.click(await screen.findByRole("link", { name: "合几轮看" }));
  await screen.findByText(/联系组多回来 13\.6 个百分点，95% 区间 \+[\d.]+ 到 \+[\d.]+，不含 0/);
  screen.getByText(/\/ 264 位 · 28\.8%/);
  await user.click(screen.getByRole("button", { name: "上一轮" }));
  await waitFor(() => expect(history.get().location).toBe("/outreach/before/result"));
  await screen.findByRole("heading", { name: "上一轮" });
});

it("says of an outreach without a list that there is no result", async () => {
  await openResultOf([create("outreach", "round", { name: "草稿", goal: "keep" })]);
  await screen.findByText("名单还没有生成，没有结果");
});
