import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { cdp } from "vitest/browser";
import { shapeSettingId } from "#shared/rules/thresholds.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { useReaderCard } from "../../../renderer/features/desk/card/card-queries.ts";
import { createTestServices } from "../../support/desk-services.ts";
import { renderWithServices } from "../../support/render-with-services.tsx";
import { pause, press, scan, typeText } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

interface Keys {
  send(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
}

describe("the reader card", () => {
  test("shows a phone masked, plain only while Ctrl+I is held, and records the look", async () => {
    const desk = await openDesk();
    await scan(ZHANG_CARD, 5);
    await screen.findByText("138****5678");
    expect(document.body.textContent).not.toContain("13812345678");
    const keys = cdp() as unknown as Keys; // vitest leaves the protocol's types to the provider
    const ctrlI = { key: "i", code: "KeyI", windowsVirtualKeyCode: 73, modifiers: 2 };
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...ctrlI });
    await screen.findByText("13812345678");
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...ctrlI });
    await screen.findByText("138****5678");
    expect(await desk.services.db.reveal.toArray()).toMatchObject([
      { about: { kind: "reader", id: ZHANG }, fields: ["phones"], staff: "s1" },
    ]);
    // the row stands before the phone is shown; the journal answers on its own time
    await waitFor(() => expect(desk.services.testHost.entries.at(-1)?.command).toBe("reader.reveal"));
  });

  test("a look that the journal cannot take is not given", async () => {
    const desk = await openDesk();
    await scan(ZHANG_CARD, 5);
    const phone = await screen.findByRole("button", { name: /138\*\*\*\*5678/ });
    const health = vi.spyOn(desk.services.writer.health, "get").mockReturnValue("silent");
    phone.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    await waitFor(() => expect(health).toHaveBeenCalled());
    await pause(100);
    expect(document.body.textContent).not.toContain("13812345678");
    expect(await desk.services.db.reveal.count()).toBe(0);
  });

  test("an expired card says so first, and renewing is one press with its undo", async () => {
    const desk = await openDesk();
    await scan(LI_CARD, 5);
    const alerts = await screen.findByRole("region", { name: "提醒" });
    expect(alerts.textContent).toContain("2026年11月20日到期，已过 5 天");
    expect(screen.getByText("证无效")).toBeTruthy();
    within(alerts).getByRole("button", { name: "续期" }).click();
    await findToast("李* 的证已续到2027年11月25日");
    expect((await desk.services.db.reader.get(LI))?.expiresOn).toBe("2027-11-25");
    await waitFor(() => expect(screen.queryByRole("region", { name: "提醒" })).toBeNull());
    await press("z", "KeyZ", { ctrl: true });
    await findToast("已撤销：续期");
    expect((await desk.services.db.reader.get(LI))?.expiresOn).toBe("2026-11-20");
  });

  test("says that a card ends from the day on which the rule for it speaks", async () => {
    const rule = (ahead: number) => ({ thresholds: { ahead, open: 30 }, segment: null });
    const desk = await openDesk({
      prepare: async ({ writer }) => {
        await writer.run("test.rule", [
          edit("reader", ZHANG, { expiresOn: "2026-12-15" }),
          create("setting", shapeSettingId("card-expires"), { name: "rule-shape-card-expires", value: rule(20) }),
        ]);
      },
    });
    await scan(ZHANG_CARD, 5);
    const alerts = await screen.findByRole("region", { name: "提醒" });
    expect(alerts.textContent).toContain("2026年12月15日到期");
    await desk.services.writer.run("test.rule", [edit("setting", shapeSettingId("card-expires"), { value: rule(19) })]);
    await waitFor(() => expect(screen.queryByRole("region", { name: "提醒" })).toBeNull());
  });

  test("shows the last five records, open opinions, promises and tasks, and leaves out what is done", async () => {
    await openDesk({
      prepare: async ({ writer, clock }) => {
        const at = clock.now();
        await writer.run("test.rows", [
          ...[1, 2, 3, 4, 5, 6].map((n) =>
            create("interaction", `i${n}`, {
              reader: ZHANG,
              at: at - n * 86_400_000,
              purpose: "find",
              question: `第 ${n} 条`,
              channel: "desk" as const,
              // a note that asked for work, and somebody has answered since
              ...(n === 2 && { outcome: "answered" as const }),
              // as it comes by mail alone
              ...(n === 3 && { purpose: "question", channel: "email" as const }),
            }),
          ),
          create("feedback", "f1", {
            reader: ZHANG,
            type: "complaint",
            text: "饮水机停水",
            status: "accepted",
            due: "2026-11-23",
          }),
          create("feedback", "f2", { reader: ZHANG, type: "suggestion", text: "旧的建议", status: "closed" }),
          create("task", "t1", { promisedTo: ZHANG, text: "找到校刊就打电话", due: "2026-11-25" }),
          create("task", "t2", { about: { kind: "reader", id: ZHANG }, text: "核对地址", due: "2026-12-25" }),
          create("task", "t4", {
            about: { kind: "interaction", id: "i2" },
            text: "问郑老师要扫描件",
            due: "2026-11-26",
          }),
          create("task", "t3", { promisedTo: ZHANG, text: "已办过的", done: at }),
        ]);
      },
    });
    await scan(ZHANG_CARD, 5);
    const records = await screen.findByRole("region", { name: "最近五条服务记录" });
    expect(within(records).getAllByRole("listitem")).toHaveLength(5);
    expect(within(records).getByRole("button", { name: "全部 6 条" })).toBeTruthy();
    expect(within(records).getByText("询问")).toBeTruthy();
    const card = screen.getByRole("article");
    expect(within(card).getByText("饮水机停水")).toBeTruthy();
    expect(within(card).getByText("逾期 2 天")).toBeTruthy();
    expect(within(card).getByText("找到校刊就打电话")).toBeTruthy();
    expect(within(card).getByText("核对地址")).toBeTruthy();
    expect(within(card).getByText("问郑老师要扫描件")).toBeTruthy();
    expect(within(card).queryByText("旧的建议")).toBeNull();
    expect(within(card).queryByText("已办过的")).toBeNull();
  });

  test("a record that a wrong clock has filed in the future shows its day, not as if it were of just now", async () => {
    await openDesk({
      prepare: async ({ writer, clock }) =>
        void (await writer.run("test.rows", [
          create("interaction", "i1", {
            reader: ZHANG,
            at: clock.now() + 73 * 365 * 86_400_000,
            purpose: "find",
            channel: "desk",
          }),
        ])),
    });
    await scan(ZHANG_CARD, 5);
    const records = await screen.findByRole("region", { name: "最近五条服务记录" });
    await within(records).findByText("2099-11-07");
    expect(within(records).queryByText("刚才")).toBeNull();
  });

  test("a task ticked off is done, and undo brings it back", async () => {
    const desk = await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("test.rows", [create("task", "t1", { text: "回电", due: "2026-11-25" })])),
    });
    (await screen.findByRole("checkbox", { name: /回电/ })).click();
    await waitFor(async () => expect((await desk.services.db.task.get("t1"))?.done).toBeGreaterThan(0));
    await waitFor(() => expect(screen.queryByRole("checkbox", { name: /回电/ })).toBeNull());
    await findToast("已完成");
    desk.box.focus();
    await press("z", "KeyZ", { ctrl: true });
    await screen.findByRole("checkbox", { name: /回电/ });
  });
});

describe("a new reader", () => {
  test("is warned of while typing, and a card that somebody has is refused", async () => {
    const desk = await openDesk();
    await press("n", "KeyN", { ctrl: true });
    const name = await screen.findByRole<HTMLInputElement>("textbox", { name: "姓名" });
    await waitFor(() => expect(document.activeElement).toBe(name));
    for (const char of "李雷") await press(char, "KeyA");
    await screen.findByText("姓名相同");
    const card = screen.getByRole<HTMLInputElement>("textbox", { name: "读者证号" });
    card.focus();
    for (const char of ZHANG_CARD) {
      await press(char, `Digit${char}`);
      await pause(15);
    }
    await screen.findByText("这个证号已有读者在用");
    await press("Enter", "Enter", { ctrl: true });
    await pause(200);
    expect(await desk.services.db.reader.count()).toBe(2);
  });

  test("has no day of enrolment as long as she has no card", async () => {
    const desk = await openDesk();
    await scan("0099887766", 5);
    await screen.findByText("没有读者用“0099887766”");
    await press("F2", "F2");
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "何晴");
    await userEvent.clear(screen.getByRole("textbox", { name: "读者证号" }));
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByRole("heading", { level: 1, name: /何晴/ });
    const [row] = (await desk.services.db.reader.toArray()).filter(({ name }) => name === "何晴");
    expect([row?.name, row?.branch, row?.card, row?.enrolledOn]).toEqual(["何晴", "b1", undefined, undefined]);
  });

  test("is registered from the number that was scanned and stands at the desk at once", async () => {
    const desk = await openDesk();
    await scan("0099887766", 5);
    await screen.findByText("没有读者用“0099887766”");
    await press("F2", "F2");
    const name = await screen.findByRole<HTMLInputElement>("textbox", { name: "姓名" });
    await waitFor(() => expect(document.activeElement).toBe(name));
    for (const char of "何晴") await press(char, "KeyA");
    await pause(200);
    await press("Enter", "Enter");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "读者证号" }));
    await typeText("");
    await pause(200);
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByRole("heading", { level: 1, name: /何晴/ });
    const row = await desk.services.db.reader.where("card").equals("0099887766").first();
    expect(row).toMatchObject({ name: "何晴", branch: "b1", enrolledOn: "2026-11-25", expiresOn: "2027-11-25" });
  });
});

function CardOf({ today }: { today: string }) {
  const rows = useReaderCard(LI, today);
  return <p>{rows == null ? "reading" : `${rows.reader.name}: ${rows.said.map(({ channel }) => channel).join()}`}</p>;
}

test("the card of a child for whom a guardian answers is read whole, however often it is asked for", async () => {
  const services = await createTestServices();
  await services.writer.run("test", [
    create("reader", LI, {
      name: "李小豆",
      guardian: ZHANG,
      consents: { "phone.thanks": { given: true, at: 1, how: "spoken" } },
    }),
    create("reader", ZHANG, { name: "张素琴", phones: ["13812345678"] }),
  ]);
  const days = Array.from({ length: 60 }, (_, day) => `2026-11-${day}`);
  // a reading that loses its transaction on the way does so once in ten
  await renderWithServices(
    days.map((day) => <CardOf key={day} today={day} />),
    { services },
  );
  await waitFor(() => expect(screen.getAllByText("李小豆: phone")).toHaveLength(60));
});
