import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { edit, remove } from "../../../renderer/db/write/changes.ts";
import { findAxeFaults } from "../../support/find-axe-faults.ts";
import { write } from "../../support/write.ts";
import { press, scan } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const TODAY = "2026-11-25";

type Opened = Awaited<ReturnType<typeof openDesk>>;

async function openWithEars() {
  const heard: string[] = [];
  const sound = {
    counted: () => void heard.push("counted"),
    again: () => void heard.push("again"),
    nobody: () => void heard.push("nobody"),
  };
  const opened = await openDesk({ sound });
  const standing = async () => (await opened.services.db.activity.toArray()).filter(({ gone }) => gone !== 1);
  return { ...opened, heard, standing };
}

/** Holds the next look whether somebody has been counted until it is released. */
function holdNextRead({ activity }: Opened["services"]["db"]) {
  const get = activity.get.bind(activity) as (id: string) => ReturnType<typeof activity.get>;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reads = vi.spyOn(activity, "get");
  reads.mockImplementationOnce(((id: string) => held.then(() => get(id))) as unknown as typeof activity.get); // a promise as any other
  return { reads, release: () => release() };
}

describe("counting visits", () => {
  test("each card scanned, or reader chosen by name, is one visit of the day, once a day; Esc ends it", async () => {
    const { box, heard, standing, services } = await openWithEars();
    await press("F12", "F12", { shift: true });
    await screen.findByRole("button", { name: /到馆登记 ?· 0 人/ });
    await scan(ZHANG_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await findToast("已记到馆：张*琴");
    await screen.findByText("· 1 人");
    const [visit, ...others] = await standing();
    expect(visit).toMatchObject({ reader: ZHANG, on: TODAY, kind: "visit", branch: "b1" });
    expect([others, visit?.quantity]).toEqual([[], undefined]);
    expect(visit?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
    await scan(ZHANG_CARD, 5);
    await findToast("张*琴 今天已经记过到馆");
    await scan("999999", 5);
    await screen.findByText("没有读者用“999999”");
    expect(heard).toEqual(["counted", "again", "nobody"]);
    expect(await standing()).toHaveLength(1);
    await userEvent.type(box, "李");
    await screen.findByRole("option", { name: /李雷/ });
    await press("Enter", "Enter");
    await findToast("已记到馆：李*");
    expect(await standing()).toHaveLength(2);
    await scan("999999", 5);
    await screen.findByText("没有读者用“999999”");
    // the first Esc puts the unknown card away, the next ends the counting
    await press("Escape", "Escape");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByText("到馆登记")).toBeNull());
    await scan(LI_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    expect(await services.db.activity.count()).toBe(2);
  });

  test("one that cannot be counted is told of, and the next ones are counted", async () => {
    const { heard, standing, services } = await openWithEars();
    vi.spyOn(services.db.activity, "get").mockRejectedValueOnce(new Error("closed"));
    await press("F12", "F12", { shift: true });
    await scan(ZHANG_CARD, 5);
    await findToast("没有记上：张*琴");
    await scan(LI_CARD, 5);
    await findToast("已记到馆：李*");
    expect(heard).toEqual(["nobody", "counted"]);
    expect((await standing()).map(({ reader }) => reader)).toEqual([LI]);
  });

  test("who was scanned before the counting ended is counted, however late it is written", async () => {
    const { heard, standing, services } = await openWithEars();
    const { reads, release } = holdNextRead(services.db);
    await press("F12", "F12", { shift: true });
    await scan(ZHANG_CARD, 5);
    await waitFor(() => expect(reads).toHaveBeenCalledOnce());
    await scan(LI_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    await userEvent.click(screen.getByRole("button", { name: /^到馆登记/ }));
    await press("F12", "F12", { ctrl: true });
    await write(await screen.findByRole("textbox", { name: "活动名称" }), "读书会{Enter}");
    await screen.findByRole("heading", { level: 1, name: "读书会" });
    release();
    await waitFor(() => expect(heard).toEqual(["counted", "counted"]));
    expect((await standing()).map(({ reader, kind }) => [reader, kind]).sort()).toEqual([
      [ZHANG, "visit"],
      [LI, "visit"],
    ]);
    // they are no guests of the event
    await screen.findByText("· 0 人");
  });

  test("a visit taken back may be counted again, and taken back again", async () => {
    const { standing, services } = await openWithEars();
    await press("F12", "F12", { shift: true });
    for (const _ of ["first", "again"]) {
      await scan(ZHANG_CARD, 5);
      await screen.findByText("· 1 人");
      await press("z", "KeyZ", { ctrl: true });
      await findToast("已撤销：到馆");
      await screen.findByText("· 0 人");
      expect(await standing()).toEqual([]);
    }
    expect(await services.db.activity.count()).toBe(1);
  });
});

test("a visit that was taken back and is counted again where no branch is set keeps no branch of before", async () => {
  const { services } = await openDesk({ settings: { branch: undefined } });
  await press("F12", "F12", { shift: true });
  await scan(ZHANG_CARD, 5);
  await screen.findByText("· 1 人");
  const [visit] = await services.db.activity.toArray();
  if (visit === undefined) throw new Error("no visit");
  await services.writer.run("test", [edit("activity", visit.id, { branch: "b1" })]);
  await services.writer.run("test", [remove("activity", visit.id)]);
  await scan(ZHANG_CARD, 5);
  await waitFor(async () => expect((await services.db.activity.get(visit.id))?.gone).toBeUndefined());
  expect((await services.db.activity.get(visit.id))?.branch).toBeUndefined();
});

describe("attendance at an event", () => {
  test("lists the cards in the order in which they came, however long one is looked up", async () => {
    const { heard, services } = await openWithEars();
    await press("F12", "F12", { ctrl: true });
    await write(await screen.findByRole("textbox", { name: "活动名称" }), "读书会{Enter}");
    await screen.findByRole("heading", { level: 1, name: "读书会" });
    const { reads, release } = holdNextRead(services.db);
    await scan(ZHANG_CARD, 5);
    await waitFor(() => expect(reads).toHaveBeenCalledOnce());
    await scan("888888", 5);
    await waitFor(() => expect(screen.getByRole("combobox")).toHaveProperty("value", ""));
    release();
    const lines = await within(screen.getByRole("region", { name: "读书会" })).findByRole("list");
    await within(lines).findByText("888888");
    expect(heard).toEqual(["counted", "nobody"]);
    const texts = () =>
      within(lines)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent);
    await waitFor(() => expect(texts()).toEqual(["没有读者用这个号码888888", "已签到张*琴"]));
  });

  test("is asked for a name, counts a queue of cards, names the unknown ones, and takes the last one back", async () => {
    const { heard, standing } = await openWithEars();
    await press("F12", "F12", { ctrl: true });
    const name = await screen.findByRole("textbox", { name: "活动名称" });
    await press("Enter", "Enter");
    expect(await screen.findByText("请写下活动名称")).toBeTruthy();
    await write(name, "读书会");
    await press("Enter", "Enter");
    await screen.findByRole("heading", { level: 1, name: "读书会" });
    for (const card of [ZHANG_CARD, LI_CARD, ZHANG_CARD, "888888"]) await scan(card, 5);
    const lines = await within(screen.getByRole("region", { name: "读书会" })).findByRole("list");
    await within(lines).findByText("888888");
    const texts = () =>
      within(lines)
        .getAllByRole("listitem")
        .map(({ textContent }) => textContent);
    await waitFor(() =>
      expect(texts()).toEqual(["没有读者用这个号码888888", "签到过了张*琴", "已签到李*", "已签到张*琴"]),
    );
    expect(heard).toEqual(["counted", "counted", "again", "nobody"]);
    expect((await standing()).map(({ reader, kind, on, batch }) => [reader === ZHANG, kind, on, batch])).toEqual(
      expect.arrayContaining([
        [true, "event", TODAY, "读书会"],
        [false, "event", TODAY, "读书会"],
      ]),
    );
    expect(screen.queryByRole("heading", { level: 1, name: /张素琴|李雷/ })).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "撤销最后一个" }));
    await findToast("已撤销：活动签到");
    await screen.findByText("· 1 人");
    expect((await standing()).map(({ reader }) => reader)).toEqual([ZHANG]);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: /结束签到/ }));
    await screen.findByText(/扫描读者证，或在上面输入姓名查找/);
  });
});
