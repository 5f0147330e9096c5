import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { CareScreen } from "../../../../renderer/features/readers/care/care-screen.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { press } from "../../desk/keys.ts";

const SOMEBODY: readonly Change[] = [
  create("reader", "reader-a", { name: "张素琴", card: "1", owner: "chen", keepInTouchDays: 30, plan: "约看新书" }),
  create("reader", "reader-b", { name: "李雷", source: "event" }),
  create("code", "reason-other", {
    list: "reason",
    code: "other",
    names: { "zh-CN": "其他", "zh-TW": "其他", en: "Other" },
    order: 1,
  }),
  create("task", "step", { about: { kind: "reader", id: "reader-b" }, text: "带申请表", due: "2026-11-01" }),
];

async function open(path = "/readers/care", changes = SOMEBODY) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林致远" }),
    ...changes,
  ]);
  await renderWithServices(
    <ScreenKeys>
      <CareScreen />
    </ScreenKeys>,
    { services, path },
  );
  return services;
}
const inHand = async (label: string, name: string): Promise<void> => {
  const grid = await screen.findByRole("grid", { name: label });
  await within(grid).findByText(name);
  grid.focus();
};
const pick = async (title: string, line: string): Promise<void> => {
  const dialog = await screen.findByRole("dialog", { name: title });
  await userEvent.click(within(dialog).getByRole("option", { name: new RegExp(line) }));
};

describe("a reader of a responsible colleague", () => {
  it("is put off, given another plan and handed over by a key each, and stays in hand", async () => {
    const { db } = await open();
    await inHand("有责任馆员的读者", "张素琴");
    const reader = () => db.reader.get("reader-a");
    await press("h", "KeyH");
    await pick("推后到哪天", "^7 天后");
    await waitFor(async () => expect((await reader())?.contactFrom).toMatch(/^\d{4}-\d\d-\d\d$/));
    await inHand("有责任馆员的读者", "张素琴");
    await press("p", "KeyP");
    const plan = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "计划" });
    expect(plan.value).toBe("约看新书");
    // the look at the plan is on record
    expect(await db.reveal.count()).toBe(1);
    const days = screen.getByRole("textbox", { name: "每多少天联系一次" });
    await userEvent.clear(days);
    await userEvent.type(days, "0");
    expect(screen.getByText("请输入 1 到 3650 的整数")).toBeTruthy();
    await userEvent.clear(days);
    await userEvent.type(days, "14{Enter}");
    await waitFor(async () => expect(await reader()).toMatchObject({ keepInTouchDays: 14, plan: "约看新书" }));
    await inHand("有责任馆员的读者", "张素琴");
    await press("a", "KeyA");
    await pick("换人负责", "林致远");
    await waitFor(async () => expect((await reader())?.owner).toBe("lin"));
    expect(await screen.findByText("每 14 天")).toBeTruthy();
    expect(await findAxeFaults(document.body)).toEqual([]);
  });
});

describe("a potential reader", () => {
  it("has a next step until a card: refused where it is another's", async () => {
    const { db } = await open("/readers/care?view=potential");
    await inHand("潜在读者", "李雷");
    expect(screen.getByText("2026-11-01 逾期")).toBeTruthy();
    await press("k", "KeyK");
    const number = await screen.findByRole("textbox", { name: "读者证号" });
    await userEvent.type(number, "1{Enter}");
    expect(await screen.findByText("已经有读者用这个证号")).toBeTruthy();
    await userEvent.type(number, "０２{Enter}");
    await waitFor(async () => expect((await db.reader.get("reader-b"))?.card).toBe("102"));
    expect((await db.reader.get("reader-b"))?.enrolledOn).toBeDefined();
    expect((await db.task.get("step"))?.done).toBeDefined();
    expect(await screen.findByText("没有等着办证的潜在读者")).toBeTruthy();
  });

  it("or until a no with its reason, which one undo takes back with the step", async () => {
    const { db, writer } = await open("/readers/care?view=potential");
    await inHand("潜在读者", "李雷");
    await press("d", "KeyD");
    await pick("为什么不办", "其他");
    await waitFor(async () => expect((await db.reader.get("reader-b"))?.leaving).toMatchObject({ reason: "other" }));
    expect((await db.task.get("step"))?.done).toBeDefined();
    await writer.undo();
    expect((await db.reader.get("reader-b"))?.leaving).toBeUndefined();
    expect((await db.task.get("step"))?.done).toBeUndefined();
    expect(await screen.findByText("李雷")).toBeTruthy();
  });
});
