import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

const TODAY = "2026-11-25";
const PAGE = "/statistics?page=keep";
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const at = (day: string): number => new Date(`${day}T10:00`).getTime();

/** One who stays away and was spoken to 70 days ago, one who lapsed, one who moved. */
const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("code", "code-moved", {
    list: "reason",
    code: "moved",
    names: { "zh-CN": "已迁出", "zh-TW": "已遷出", en: "Moved away" },
    order: 1,
  }),
  create("reader", "away", { name: "张素琴", card: "001", enrolledOn: "2025-01-10", owner: "chen" }),
  ...Array.from({ length: 60 }, (_, back) =>
    create("activity", id(back), { reader: "away", on: addDays(TODAY, -30 - back), kind: "visit" }),
  ),
  create("interaction", id(100), { reader: "away", at: at(addDays(TODAY, -70)), channel: "phone", direction: "out" }),
  create("reader", "lapsed", { name: "李卫东", card: "002", enrolledOn: "2024-01-10" }),
  create("activity", id(101), { reader: "lapsed", on: addDays(TODAY, -400), kind: "loan" }),
  create("reader", "moved", { name: "王芳", card: "003", leaving: { reason: "moved", on: addDays(TODAY, -9) } }),
];

describe("the page of keeping readers", () => {
  it("lists who stays away with the reason, says why others have left, and axe finds no fault in it", async () => {
    const { container } = await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    const away = within(await screen.findByRole("table", { name: "近期少来" }));
    expect((await away.findByRole("row", { name: /张素琴/ })).textContent).toContain("已 30 个开放日没来");
    const lapsed = within(screen.getByRole("table", { name: "久未来" }));
    expect((await lapsed.findByRole("row", { name: /李卫东/ })).textContent).toContain("400 天前");
    const doors = screen.getAllByRole("button", { name: "已迁出：1 位" });
    const sentence = doors.flatMap((door) => door.closest(".say")?.querySelector(".unprinted")?.textContent ?? []);
    expect(sentence).toEqual(["近一年 1 位离开，最多的原因：已迁出（1）"]);
    expect(await findAxeFaults(container)).toEqual([]);
    await userEvent.click(doors[0] ?? container);
    expect(await screen.findByRole("heading", { name: "近一年离开：已迁出" })).toBeTruthy();
    expect(await screen.findByRole("row", { name: /王芳/ })).toBeTruthy();
  });

  it("follows what is written: who comes again is no longer listed", async () => {
    const { services } = await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    const away = within(await screen.findByRole("table", { name: "近期少来" }));
    await away.findByRole("row", { name: /张素琴/ });
    await act(async () => {
      await services.writer.run("test", [create("activity", id(300), { reader: "away", on: TODAY, kind: "visit" })]);
    });
    await waitFor(() => expect(screen.queryByRole("row", { name: /张素琴/ })).toBeNull());
  });

  it("keeps in the address for how long nobody has spoken to a reader, and comes back to it from the list", async () => {
    await openStatisticsOf(LIBRARY, "zh-CN", PAGE);
    await screen.findByText("有责任馆员的 1 位中，0 位已有 90 天没有联系");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "多少天" }), "60 天");
    await userEvent.click(await screen.findByRole("button", { name: "有责任馆员的读者：60 天没有联系：1 位" }));
    const row = await screen.findByRole("row", { name: /张素琴/ });
    await waitFor(() => expect(row.textContent).toContain(`${addDays(TODAY, -70)} 之后没有联系`));
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText("有责任馆员的 1 位中，1 位已有 60 天没有联系")).toBeTruthy();
  });

  it("has a sentence where nobody stays away, nobody has left and nobody is responsible", async () => {
    await openStatisticsOf([create("reader", "a", { name: "甲", card: "1", enrolledOn: "2026-11-20" })], "zh-CN", PAGE);
    expect(await screen.findByText("近一年没有登记离开的读者")).toBeTruthy();
    expect(screen.getByText("还没有读者有责任馆员")).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText("眼下没有这样的读者").length).toBe(2));
  });

  it.each(proofDraw(["zh-CN", "zh-TW", "en"] as const))("speaks %s", async (language) => {
    const { container } = await openStatisticsOf(LIBRARY, language, PAGE);
    await screen.findAllByRole("region");
    expect(container.textContent).not.toMatch(/(?:statistics|figures|life|keep)\.[a-z]/);
  });
});

describe("the spread of use", () => {
  it("is asked of another measure, which stays in the address and in what leads to the readers", async () => {
    await openStatisticsOf(
      [
        ...LIBRARY,
        create("reader", "lent", { name: "赵敏", card: "004" }),
        create("activity", id(200), { reader: "lent", on: TODAY, kind: "loan", quantity: 30 }),
        create("activity", id(201), { reader: "away", on: TODAY, kind: "loan", quantity: 10 }),
      ],
      "zh-CN",
      "/statistics?measure=loans",
    );
    const tile = within(await screen.findByRole("region", { name: /^利用集中度（二八）/ }));
    expect(tile.getByRole("combobox", { name: "按什么算" }).textContent).toContain("借阅");
    // 30 of 40 items are one of two readers': of so few no percentage
    await userEvent.click(tile.getByRole("button", { name: "30 / 40" }));
    expect(await screen.findByRole("heading", { name: "前20%（借阅）" })).toBeTruthy();
    expect(await screen.findByRole("row", { name: /赵敏/ })).toBeTruthy();
    expect(screen.queryByRole("row", { name: /张素琴/ })).toBeNull();
  });
});
