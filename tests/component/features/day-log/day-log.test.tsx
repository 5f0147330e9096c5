/** The log of a day: filters that count one another, rows changed where they stand, and the list that keeps its place. */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { LanguageChoice } from "../../../../renderer/features/first-run/language-choice.tsx";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { write } from "../../../support/write.ts";
import { at, chip, DAY, grid, inHand, LOGGED, openDayLog, showsTimes, times } from "./open-day-log.tsx";

const ALL = ["15:10", "15:05", "14:30", "09:10"] as const;
const listed = async (): Promise<void> => {
  await showsTimes(...ALL);
  await waitFor(() => expect(document.activeElement).toBe(grid()));
};
const toast = (text: RegExp): Promise<HTMLElement> => screen.findByText(text, { selector: ".toast *" });
const box = (name: string): HTMLInputElement => screen.getByRole("textbox", { name });

describe("what was logged on a day", () => {
  it("stands by the hour with its sums, a paper tally as its number, names as a queue may read them", async () => {
    const { services } = await openDayLog();
    await listed();
    await screen.findByText("张*琴");
    await screen.findByText("与李*明");
    expect(screen.getByText("10 时", { selector: "th *" })).toBeTruthy();
    expect(
      screen
        .getAllByRole("row")
        .map((row) => row.textContent)
        .filter((text) => text?.includes("·")),
    ).toEqual([
      "15 时 2 条 · 4 分钟",
      "15:05到馆设备·打印张*琴与李*明 彩色复印三页家谱4城东馆林",
      "14 时 27 条 · 20 分钟",
      "9 时 1 条 · 3 分钟",
    ]);
    expect(document.querySelector(".page-head p")?.textContent).toBe("30 条，合计 27 分钟；具名 2，匿名 28");
    expect(grid().textContent).not.toMatch(/张素琴|李小明|王小明|13812345678/);
    expect(screen.getByText("指引 ×27")).toBeTruthy();
    // what was written about a reader names her no more than the line does
    await services.writer.run("test", [
      edit("interaction", "named", { question: "张素琴要复印", answer: "张素琴会了" }),
    ]);
    await screen.findByText("张*琴要复印 答：张*琴会了");
    expect(grid().textContent).not.toContain("张素琴");
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("says the day of the week in another language as soon as it is chosen", async () => {
    await openDayLog(undefined, { beside: <LanguageChoice /> });
    await listed();
    expect(box("日期").value).toBe("2026-11-25 周三");
    await userEvent.click(screen.getByRole("radio", { name: "English" }));
    await waitFor(() => expect(box("Date").value).toBe("2026-11-25 Wed"));
  });

  it("each choice counts what it would leave, follows the other groups, and a zero stays", async () => {
    await openDayLog();
    await listed();
    expect(screen.getByText("打印和Excel含这一天全部 30 条，电话遮住")).toBeTruthy();
    await userEvent.click(chip("林致远 2"));
    await showsTimes("15:05", "09:10");
    expect(screen.getByText("打印和Excel只含筛出的 2 条，电话遮住")).toBeTruthy();
    // its own group goes on to count all
    expect([chip("陈雨桐 28"), chip("指引 0"), chip("城东馆 1"), chip("到馆 1")]).toHaveLength(4);
    await userEvent.click(chip("上午 1"));
    await showsTimes("09:10");
    expect(chip("9 时 1").getAttribute("aria-pressed")).toBe("true");
    expect(screen.getByText("1 / 2")).toBeTruthy();
    await userEvent.click(chip("投诉 0"));
    await screen.findByText("筛选之后一条也没有");
    await userEvent.keyboard("{Escape}");
    await showsTimes(...ALL);
    await waitFor(() => expect(document.activeElement).toBe(grid()));
  });

  it("an hour above the list and a period at the side are one filter", async () => {
    await openDayLog();
    await listed();
    await userEvent.click(chip("下午 29"));
    await showsTimes("15:10", "15:05", "14:30");
    await userEvent.click(chip("15 时 2"));
    await showsTimes("14:30");
    // of an hour alone the hour is lit, not its part of the day
    const filters = within(screen.getByRole("complementary", { name: "筛选" }));
    const lit = (): readonly (string | null)[] =>
      filters.queryAllByRole("button", { pressed: true }).map((each) => each.textContent);
    expect(lit()).toEqual(["14 时 27", "16 时 0", "17 时 0"]);
    await userEvent.click(chip("9 时 1"));
    await showsTimes("14:30", "09:10");
    expect(lit()).toEqual(["9 时 1", "14 时 27", "16 时 0", "17 时 0"]);
    await userEvent.click(filters.getByRole("button", { name: "14 时 27" }));
    await showsTimes("09:10");
  });

  it("a record of a colleague comes up by itself, and the record in hand stays in hand", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("j");
    await waitFor(() => expect(inHand()).toBe("15:05"));
    await services.writer.run("test", [
      create("interaction", "new", { at: at("15:15"), purpose: "card", staff: "lin" }),
    ]);
    await showsTimes("15:15", ...ALL);
    expect(inHand()).toBe("15:05");
    await services.writer.run("test", [remove("interaction", "named")]);
    await showsTimes("15:15", "15:10", "14:30", "09:10");
    // no other comes under the keys before a person moves
    await userEvent.keyboard("{Delete}");
    await userEvent.keyboard("e");
    expect([times().length, screen.queryByRole("form")]).toEqual([4, null]);
  });

  it("goes a day back and on with the brackets, not beyond today, and says what a day without records is", async () => {
    const { history } = await openDayLog();
    await listed();
    await userEvent.keyboard("]");
    await userEvent.keyboard("[[");
    await showsTimes("15:00");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.keyboard("[[");
    await screen.findByText("这一天没有记录");
    await userEvent.keyboard("]");
    await showsTimes("15:00");
    expect(history.get().location).toBe("/day-log?day=2026-11-24");
    await userEvent.clear(box("日期"));
    await write(box("日期"), "2027-01-05{Enter}");
    await screen.findByText("还没有到这一天");
    await userEvent.click(screen.getByRole("button", { name: "回到今天" }));
    await showsTimes(...ALL);
  });

  it("opens at what the address says, and Enter opens the reader, with the way back to this record", async () => {
    const { history } = await openDayLog(`/day-log?day=${DAY}&purpose=equipment&purpose=find&hour=15`);
    await showsTimes("15:10", "15:05");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.keyboard("{Enter}");
    await toast(/这位没有读者证/);
    await userEvent.keyboard("j");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(history.get().location).toBe("/readers/zhang"));
    history.back();
    expect(history.get().location).toContain("record=named");
  });
});

it("a day of two thousand records draws only those in sight, with the sums of all", async () => {
  const rows = Array.from({ length: 2_000 }, (_, place) =>
    create("interaction", `r-${place}`, {
      at: at("08:00") + place * 15_000,
      purpose: place % 2 === 0 ? "find" : "card",
      staff: place % 3 === 0 ? "lin" : "chen",
      minutes: 1,
    }),
  );
  await openDayLog("/day-log", { rows });
  await screen.findByRole("button", { name: "2,000 条" }, { timeout: 8_000 });
  expect(times().length).toBeLessThan(60);
  await userEvent.click(chip("找书 1,000"));
  await screen.findByRole("button", { name: "1,000 条" });
  await userEvent.keyboard("{F6}");
  grid().focus();
  await userEvent.keyboard("{End}");
  await waitFor(() => expect(inHand()).toBe("08:00"));
});

describe("paper and file", () => {
  it("bear what the filter leaves, of which day and branch, with masked names", async () => {
    const saved: string[] = [];
    const { services } = await openDayLog(`/day-log?day=${DAY}&branch=east&hour=15`, {
      instead: ({ host }) => ({
        host: (async (name: string, args: { readonly suggestedName: string }) => {
          if (name !== "file.save") return host(name as never, args as never);
          saved.push(args.suggestedName);
          return { ok: true, value: null };
        }) as Host, // passes all other calls on
      }),
    });
    await showsTimes("15:10", "15:05");
    await waitFor(() =>
      expect(document.querySelector(".paper-head")?.textContent).toContain("城东馆 · 2026年11月25日工作日志"),
    );
    expect(document.querySelector("main > p.print-only")?.textContent).toBe(
      "2 条，合计 4 分钟；具名 2，匿名 0 · 筛选：15 时",
    );
    expect(document.querySelector(".paper-foot")?.textContent).toContain("陈雨桐");
    await userEvent.click(screen.getByRole("button", { name: /^导出Excel/ }));
    await toast(/已导出 2 行/);
    expect(saved).toEqual([`工作日志 ${DAY}.xlsx`]);
    expect((await services.db.reveal.toArray()).map(({ about, reason }) => [about?.id, reason])).toEqual([
      [expect.stringMatching(/xlsx-2$/), "export"],
    ]);
  });
});

describe("a record where it stands", () => {
  it("E changes purpose, words and minutes, says whose it is, and keeps item and focus", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("j");
    await userEvent.keyboard("e");
    const form = await screen.findByRole("form", { name: "修改 15:05 设备·打印" });
    expect(form.textContent).toContain("林致远登记；改动记在您名下，原文留在历史里");
    await waitFor(() => expect(document.activeElement).toBe(box("说明")));
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.selectOptions(within(form).getByRole("combobox", { name: "类别" }), "咨询");
    await write(box("说明"), "，下次想自己试");
    await userEvent.clear(box("分钟"));
    await userEvent.type(box("分钟"), "x");
    await userEvent.keyboard("{Enter}");
    await within(form).findByText("请写整数");
    await userEvent.clear(box("分钟"));
    await userEvent.type(box("分钟"), "８{Enter}");
    await screen.findByText("彩色复印三页家谱，下次想自己试");
    expect(await services.db.interaction.get("named")).toMatchObject({
      purpose: "reference",
      minutes: 8,
      reader: "zhang",
      staff: "lin",
    });
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    expect(inHand()).toBe("15:05");
    // opening its words was a look, on record
    expect((await services.db.reveal.toArray()).map(({ about }) => about)).toEqual([
      { kind: "interaction", id: "named" },
    ]);
  });

  it("Esc leaves it as it was", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("{F2}");
    await screen.findByRole("form");
    await write(box("说明"), "不要了{Escape}");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    expect([screen.queryByRole("form"), inHand()]).toEqual([null, "15:10"]);
    expect(await services.db.interaction.get("contact")).not.toHaveProperty("question");
  });

  it("Del takes it back, the next is in hand, and undo brings it back in hand", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("j");
    await userEvent.keyboard("{Delete}");
    await showsTimes("15:10", "14:30", "09:10");
    expect(inHand()).toBe("14:30");
    await toast(/已撤销这条记录：设备·打印，15:05/);
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await services.acts.turn("undo");
    await showsTimes(...ALL);
    expect([inHand(), document.activeElement]).toEqual(["15:05", grid()]);
  });

  it("what a colleague writes while it is being saved stands beside it, and the row keeps its place", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("j");
    await userEvent.keyboard("e");
    await screen.findByRole("form");
    await write(box("说明"), "，我的话");
    // moved to another hour and purpose by an exchange while the words are typed: it stays in sight under the hands
    await userEvent.click(chip("设备·打印 1"));
    await services.writer.run("test", [edit("interaction", "named", { question: "同事的话", purpose: "reference" })]);
    await waitFor(() => expect(chip("咨询 1")).toBeTruthy());
    expect(box("说明").value).toBe("彩色复印三页家谱，我的话");
    box("说明").focus();
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    const row = await services.db.interaction.get("named");
    expect(row).toMatchObject({ purpose: "reference" });
    expect(row?.f?.question?.map((write) => write.v).toSorted()).toEqual(
      ["同事的话", "彩色复印三页家谱，我的话"].toSorted(),
    );
  });

  it("what was taken back meanwhile is not written, and the words stay", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("e");
    await screen.findByRole("form");
    await write(box("说明"), "要留下的话");
    await services.writer.run("test", [remove("interaction", "contact")]);
    await waitFor(() => expect(chip("找书 1")).toBeTruthy());
    await userEvent.keyboard("{Enter}");
    await screen.findByText(/这条记录已经被撤销，所以没有保存/);
    expect(box("说明").value).toBe("要留下的话");
    await services.writer.undo();
    await userEvent.keyboard("{Enter}");
    await screen.findByText("要留下的话");
  });
});

describe("a record logged for the wrong reader", () => {
  const OPINION = [
    create("feedback", "said", { reader: "zhang", text: "复印太贵", status: "registered" }),
    create("interaction", "complaint", {
      at: at("15:20"),
      purpose: "complaint",
      channel: "desk",
      staff: "chen",
      reader: "zhang",
      feedback: "said",
    }),
    create("task", "call", { about: { kind: "feedback", id: "said" }, promisedTo: "zhang", text: "回电" }),
    create("participant", "li-too", { interaction: "complaint", reader: "li" }),
  ];

  it("R gives it to another with what belongs to it, at once and back by undo", async () => {
    const { services } = await openDayLog("/day-log", { rows: [...LOGGED, ...OPINION] });
    await showsTimes("15:20", ...ALL);
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.keyboard("r");
    const dialog = await screen.findByRole("dialog", { name: "记错了人：这条该记给谁" });
    await write(within(dialog).getByLabelText("改记给"), "李小明");
    await within(dialog).findByText("李小明");
    await userEvent.keyboard("{Enter}");
    await toast(/^李\*明$/);
    const whose = async (): Promise<readonly unknown[]> => [
      (await services.db.interaction.get("complaint"))?.reader,
      (await services.db.feedback.get("said"))?.reader,
      (await services.db.task.get("call"))?.promisedTo,
      // whom it is logged for does not take part as well
      (await services.db.participant.get("li-too"))?.gone,
    ];
    expect(await whose()).toEqual(["li", "li", "li", 1]);
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    expect(inHand()).toBe("15:20");
    await services.acts.turn("undo");
    expect(await whose()).toEqual(["zhang", "zhang", "zhang", undefined]);
  });

  it("is nobody's from its form, whose words stay", async () => {
    const { services } = await openDayLog();
    await listed();
    await userEvent.keyboard("j");
    await userEvent.keyboard("e");
    const form = await screen.findByRole("form");
    await write(box("说明"), "，还在写");
    await userEvent.click(within(form).getByRole("button", { name: "换读者…" }));
    const dialog = await screen.findByRole("dialog", { name: "记错了人：这条该记给谁" });
    await userEvent.click(within(dialog).getByRole("button", { name: "匿名" }));
    await toast(/已改记为匿名/);
    await waitFor(() => expect(document.activeElement).toBe(box("说明")));
    await waitFor(() => expect(form.textContent).toContain("匿名"));
    expect(box("说明").value).toBe("彩色复印三页家谱，还在写");
    await userEvent.keyboard("{Enter}");
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    const row = await services.db.interaction.get("named");
    expect([row?.reader, row?.question]).toEqual([undefined, "彩色复印三页家谱，还在写"]);
  });
});
