/**
 * A log by one key, and all that follows it. It takes long, as each test has a desk that has logged nothing before.
 */
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { useTaskSheet } from "../../../renderer/desk-services/open-task-sheet.ts";
import { pause, press, scan, typeText } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const logs = ({ services }: Desk) =>
  services.db.interaction
    .orderBy("at")
    .filter((row) => row.gone !== 1)
    .toArray();
const openZhang = async (): Promise<void> => {
  await scan(ZHANG_CARD, 5);
  await screen.findByRole("heading", { level: 1, name: /张素琴/ });
};
const alt = (digit: string): Promise<void> => press(digit, `Digit${digit}`, { alt: true });

const DIGITS = [
  ["1", "directional"],
  ["2", "reference"],
  ["3", "find"],
  ["4", "card"],
  ["5", "equipment"],
  ["6", "digital"],
  ["0", "other"],
] as const;

function ComposeForLi() {
  const compose = useTaskSheet();
  return (
    <button type="button" onClick={() => compose({ kind: "note", reader: LI })}>
      替李雷记
    </button>
  );
}

describe("quick log", () => {
  test("Alt and a digit logs what the digit stands for from inside the scan box, for the open reader", async () => {
    const desk = await openDesk();
    await openZhang();
    for (const [count, [digit, purpose]] of DIGITS.entries()) {
      await alt(digit);
      await waitFor(async () => expect(await logs(desk)).toHaveLength(count + 1));
      expect((await logs(desk)).at(-1)).toMatchObject({
        purpose,
        reader: ZHANG,
        channel: "desk",
        direction: "in",
        minutes: 1,
        branch: "b1",
        staff: "s1",
        desk: desk.services.start.installation,
      });
      expect(document.activeElement).toBe(desk.box);
    }
  });

  test("the toast names the act, and Ctrl+Z in the empty box takes it back", async () => {
    const desk = await openDesk();
    await openZhang();
    await alt("5");
    expect(await findToast("已记录：设备·打印 → 张*琴")).toBeTruthy();
    await press("z", "KeyZ", { ctrl: true });
    expect(await findToast("已撤销：快速登记")).toBeTruthy();
    expect(await logs(desk)).toHaveLength(0);
    await press("y", "KeyY", { ctrl: true });
    expect(await findToast("已重做：快速登记")).toBeTruthy();
    expect(await logs(desk)).toHaveLength(1);
  });

  test("many quick tallies are one place in the session, so that no reader is pushed out of it", async () => {
    const desk = await openDesk();
    await openZhang();
    for (const count of [1, 2, 3]) {
      await press("-", "Minus", { alt: true });
      await alt("1");
      await waitFor(async () => expect(await logs(desk)).toHaveLength(count));
    }
    const session = screen.getByRole("navigation", { name: "本次接待" });
    await waitFor(() =>
      expect(
        within(session)
          .getAllByRole("listitem")
          .map(({ textContent }) => textContent?.replace(/^\d\d:\d\d/, "")),
      ).toEqual(["匿名", "张*琴"]),
    );
  });

  test("is confirmed only when the journal has answered", async () => {
    const desk = await openDesk();
    desk.services.testHost.away = true;
    await alt("1");
    const tone = (): string | undefined => document.querySelector<HTMLElement>(".toast")?.dataset.tone;
    await waitFor(() => expect(tone()).toMatch(/saving|failed/));
    expect(await logs(desk)).toHaveLength(1);
    // the test's host is given up after a fifth of a second, a real one after ten
    await findToast("尚未保存妥当：“已记录：指引 → 匿名”");
    desk.services.testHost.away = false;
    await waitFor(() => expect(tone()).toBe("done"), { timeout: 5000 });
    expect(await findToast("已记录：指引 → 匿名")).toBeTruthy();
    expect(desk.services.testHost.entries).toHaveLength(2);
  });

  test("keys that an input method has taken log nothing, whichever form they come in", async () => {
    const desk = await openDesk();
    await openZhang();
    for (const form of [
      { key: "Process", code: "Digit5", keyCode: 229, altKey: true, isComposing: true },
      { key: "Process", code: "Digit5", keyCode: 229, altKey: true, isComposing: false },
      { key: "5", code: "Digit5", keyCode: 53, altKey: true, isComposing: true },
    ]) {
      desk.box.dispatchEvent(new KeyboardEvent("keydown", { ...form, bubbles: true, cancelable: true }));
    }
    await press("5", "Numpad5", { alt: true });
    await pause(150);
    expect(await logs(desk)).toHaveLength(0);
    await alt("5");
    await waitFor(async () => expect(await logs(desk)).toHaveLength(1));
  });

  test("with no reader open it counts one for nobody, without minutes", async () => {
    const desk = await openDesk();
    await alt("1");
    await waitFor(async () => expect(await logs(desk)).toHaveLength(1));
    const [row] = await logs(desk);
    expect(row?.reader).toBeUndefined();
    expect(row?.minutes).toBeUndefined();
  });

  test("after a minute without a key the next entry is nobody's, and the chip gives it back", async () => {
    const desk = await openDesk();
    await openZhang();
    const chip = (): string => document.getElementById("whose")?.textContent ?? "";
    expect(chip()).toContain("张*琴");
    desk.passTime(59_000);
    await pause(1200);
    expect(chip()).toContain("张*琴");
    desk.passTime(2_000);
    await waitFor(() => expect(chip()).toContain("匿名"), { timeout: 3000 });
    await alt("3");
    await waitFor(async () => expect(await logs(desk)).toHaveLength(1));
    expect((await logs(desk))[0]?.reader).toBeUndefined();
    document.getElementById("whose")?.click();
    await waitFor(() => expect(chip()).toContain("张*琴"));
  });

  test("Alt and minus log the next entry for nobody though a card is open, and only that one", async () => {
    const desk = await openDesk();
    const chip = (): string => document.getElementById("whose")?.textContent ?? "";
    await openZhang();
    await press("-", "Minus", { alt: true });
    await waitFor(() => expect(chip()).toContain("匿名"));
    await alt("3");
    await waitFor(() => expect(chip()).toContain("张*琴"));
    expect(screen.getByRole("heading", { level: 1, name: /张素琴/ })).toBeTruthy();
    await alt("4");
    await waitFor(async () =>
      expect((await logs(desk)).map(({ purpose, reader }) => [purpose, reader])).toEqual([
        ["find", undefined],
        ["card", ZHANG],
      ]),
    );
  });

  test("Alt and minus hold for the sheet of an opinion too, until it is saved", async () => {
    const desk = await openDesk();
    await openZhang();
    await press("-", "Minus", { alt: true });
    await alt("9");
    await userEvent.type(await screen.findByRole("textbox", { name: "原话" }), "地方安静");
    await press("Enter", "Enter", { ctrl: true });
    await findToast(/已登记/);
    expect((await desk.services.db.feedback.toArray()).map(({ type, reader }) => [type, reader])).toEqual([
      ["praise", undefined],
    ]);
    await waitFor(() => expect(document.getElementById("whose")?.textContent).toContain("张*琴"));
  });

  test("F12 sets how the next reader came, for one entry", async () => {
    const desk = await openDesk();
    await press("F12", "F12");
    await screen.findByText("来电");
    await alt("2");
    await waitFor(async () => expect(await logs(desk)).toHaveLength(1));
    await alt("2");
    await waitFor(async () => expect(await logs(desk)).toHaveLength(2));
    expect((await logs(desk)).map(({ channel }) => channel)).toEqual(["phone", "desk"]);
  });

  test("minutes are measured from the scan", async () => {
    const desk = await openDesk();
    await openZhang();
    desk.passTime(30_000);
    await press("ArrowDown", "ArrowDown");
    desk.passTime(50_000);
    await press("ArrowDown", "ArrowDown");
    desk.passTime(50_000);
    await press("ArrowDown", "ArrowDown");
    desk.passTime(50_000);
    await alt("3");
    await waitFor(async () => expect((await logs(desk))[0]?.minutes).toBe(3));
  });

  test("minutes go on counting from the scan while somebody else's record is composed", async () => {
    const desk = await openDesk({ extra: <ComposeForLi /> });
    await openZhang();
    desk.passTime(50_000);
    await press("ArrowDown", "ArrowDown");
    desk.passTime(50_000);
    await press("ArrowDown", "ArrowDown");
    // it loads its part, which must not wait within an act of the test
    screen.getByRole("button", { name: "替李雷记" }).click();
    await screen.findByRole("dialog", { name: "登记服务记录：李*" });
    await press("Enter", "Enter", { ctrl: true });
    await findToast("已记录：咨询 → 李*");
    await alt("3");
    await waitFor(async () => expect((await logs(desk)).find(({ reader }) => reader === ZHANG)?.minutes).toBe(2));
  });

  test("F4 after a log opens its line: words, tag, minutes and a follow-up are one act more", async () => {
    const desk = await openDesk();
    await openZhang();
    await alt("5");
    await findToast(/已记录/);
    await press("F4", "F4");
    const line = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" });
    expect(document.activeElement).toBe(line);
    for (const char of "教她用自助机13812345678 #打印 ~5 >明天 @陈雨桐") await press(char, "KeyA");
    await screen.findByText("跟进 2026年11月26日");
    await screen.findByText("交给 陈雨桐");
    await pause(200);
    await press("Enter", "Enter");
    await findToast("已补记：设备·打印");
    // who stands at the desk reads no telephone in it
    expect(document.querySelector(".toast")?.textContent).toContain("教她用自助机138****5678");
    expect((await logs(desk))[0]).toMatchObject({
      question: "教她用自助机13812345678",
      tags: ["打印"],
      minutes: 5,
      outcome: "follow-up",
    });
    expect(await desk.services.db.task.toArray()).toMatchObject([
      { text: "教她用自助机13812345678", due: "2026-11-26", assignee: "s1" },
    ]);
    await press("z", "KeyZ", { ctrl: true });
    await findToast("已撤销：补一句");
    expect((await logs(desk))[0]?.question).toBeUndefined();
    expect((await desk.services.db.task.toArray()).filter((row) => row.gone !== 1)).toEqual([]);
  });

  test("Enter of a running composition does not save the line", async () => {
    const desk = await openDesk();
    await alt("1");
    await findToast(/已记录/);
    await press("F4", "F4");
    const line = await screen.findByRole("textbox", { name: "补一句" });
    for (const form of [
      { key: "Process", code: "Enter", keyCode: 229, isComposing: true },
      { key: "Enter", code: "Enter", keyCode: 13, isComposing: true },
    ]) {
      line.dispatchEvent(new KeyboardEvent("keydown", { ...form, bubbles: true, cancelable: true }));
    }
    await pause(100);
    expect(screen.getByRole("textbox", { name: "补一句" })).toBeTruthy();
    expect(await logs(desk)).toHaveLength(1);
  });

  test("words left unsaved when the next card comes are a draft, and come back with the reader", async () => {
    const desk = await openDesk();
    await openZhang();
    await alt("5");
    await findToast(/已记录/);
    await press("F4", "F4");
    const line = await screen.findByRole("textbox", { name: "补一句" });
    for (const char of "没写完") await press(char, "KeyA");
    await pause(300);
    await scan(LI_CARD, 20);
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    expect(line.isConnected).toBe(false);
    const strip = screen.getByRole("navigation", { name: "本次接待" });
    await waitFor(async () =>
      expect((await desk.services.db.meta.get("desk-drafts"))?.value).toMatchObject([{ tag: "note", text: "没写完" }]),
    );
    within(strip).getByText("草稿 1").closest("button")?.click();
    const again = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "补一句" });
    expect(again.value).toBe("没写完");
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
  });

  test("F4 alone opens the composer, where a tally from paper is one entry with its count", async () => {
    const desk = await openDesk();
    await press("F4", "F4");
    const dialog = await screen.findByRole("dialog", { name: "登记服务记录" });
    await waitFor(() => expect(document.activeElement).toBe(within(dialog).getByRole("textbox", { name: "内容" })));
    await typeText("×27");
    await alt("1");
    await press("Enter", "Enter", { ctrl: true });
    expect(await findToast("已记录：指引 ×27 → 匿名")).toBeTruthy();
    expect(await logs(desk)).toMatchObject([{ purpose: "directional", count: 27 }]);
  });

  test("today's table follows at once", async () => {
    await openDesk();
    await alt("3");
    await alt("3");
    const table = await screen.findByRole("table", { name: /今天的登记/ });
    await waitFor(() => expect(within(table).getByRole("row", { name: /找书/ }).textContent).toMatch(/2$/));
  });

  test("Ctrl+Tab and F7 flip between the last two readers", async () => {
    await openDesk();
    await openZhang();
    const hint = (): HTMLElement | null =>
      within(screen.getByRole("navigation", { name: "本次接待" })).queryByText("Ctrl Tab");
    expect(hint()).toBeNull();
    await scan(LI_CARD, 5);
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    expect(hint()).not.toBeNull();
    await press("F7", "F7");
    await screen.findByRole("heading", { level: 1, name: /张素琴/ });
    await press("F7", "F7");
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
  });
});
