/**
 * Cards scanned at the desk, in every pace and way. It takes long, as a scanner's keys need their time, and each scan
 * meets a new desk.
 */

import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test, vi } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { charCode, compose, pause, press, pressIme, scan, typeText } from "./keys.ts";
import { findToast, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const heading = (name: RegExp): Promise<HTMLElement> => screen.findByRole("heading", { level: 1, name });

describe("scanning", () => {
  test.each(proofDraw([false, true]))(
    "a card scanned at any pace opens its reader, input method on: %s",
    async (ime) => {
      const { box } = await openDesk();
      for (const gapMs of [5, 20, 60]) {
        await scan(ZHANG_CARD, gapMs, { ime, afterMs: 350 });
        expect(await heading(/张素琴/)).toBeTruthy();
        expect(box.value).toBe("");
        expect(document.activeElement).toBe(box);
        expect(screen.getByText(ime ? "已识别，已绕过输入法" : "已识别")).toBeTruthy();
        await press("Escape", "Escape");
        await waitFor(() => expect(screen.queryByRole("heading", { level: 1, name: /张素琴/ })).toBeNull());
      }
    },
  );

  test("the next scan closes the card and opens the next reader", async () => {
    await openDesk();
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await scan(LI_CARD, 5);
    await heading(/李雷/);
    expect(screen.queryByRole("heading", { name: /张素琴/ })).toBeNull();
    expect(screen.getByText("证已过期")).toBeTruthy();
  });

  test("a scan opens only an exact match, and a number nobody has is not lost", async () => {
    const { services } = await openDesk();
    await scan("0021041788", 5);
    expect(await screen.findByText("没有读者用“0021041788”")).toBeTruthy();
    await press("F2", "F2");
    const card = await screen.findByRole<HTMLInputElement>("textbox", { name: "读者证号" });
    expect(card.value).toBe("0021041788");
    expect(await services.db.reader.count()).toBe(2);
  });

  test("a card whose keys were held back in its midst opens nobody: not another whose card is the rest of it, and herself only by a person's Enter", async () => {
    const { box, services } = await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("test.rows", [
          create("reader", "00000000-0000-7000-8000-000000000003", { name: "章子怡", card: ZHANG_CARD.slice(3) }),
        ])),
    });
    const start = Date.now();
    for (const [index, char] of [...ZHANG_CARD].entries())
      await press(char, charCode(char), { at: start + index * 5 + (index < 3 ? 0 : 500) });
    await press("Enter", "Enter", { at: start + ZHANG_CARD.length * 5 + 500 });
    expect(await screen.findByRole("option", { name: /张素琴/ })).toBeTruthy();
    expect(await findToast("这次扫码中断过")).toBeTruthy();
    expect(screen.queryByRole("heading", { level: 1, name: /张素琴|章子怡/ })).toBeNull();
    // nobody's record of it either, until it is said whose the number is
    await press("1", "Digit1", { alt: true });
    expect(await findToast("扫描框里的号码还没有选定是谁，没有记录")).toBeTruthy();
    expect(await services.db.interaction.count()).toBe(0);
    expect(box.value).toBe(ZHANG_CARD);
    await press("Enter", "Enter", { at: start + 5000 });
    expect(await heading(/张素琴/)).toBeTruthy();
    expect(screen.queryByText("这次扫码中断过", { selector: ".toast *" })).toBeNull();
  });

  test("a key that acts on a list is no part of the card that is scanned a moment after it", async () => {
    await openDesk();
    const start = Date.now();
    await press("2", "Digit2", { at: start - 400 });
    for (const [index, char] of [...ZHANG_CARD].entries()) await press(char, charCode(char), { at: start + index * 5 });
    await press("Enter", "Enter", { at: start + ZHANG_CARD.length * 5 });
    expect(await heading(/张素琴/)).toBeTruthy();
  });

  test("a card whose keys were held back leaves nothing of itself in a name", async () => {
    const { box } = await openDesk();
    box.focus();
    await userEvent.type(box, "赵敏{Enter}");
    await screen.findByText("没有读者用“赵敏”");
    await press("F2", "F2");
    const name = await screen.findByRole<HTMLInputElement>("textbox", { name: "姓名" });
    await waitFor(() => expect(name.value).toBe("赵敏"));
    name.focus();
    const begins = Date.now();
    const late = (index: number): number => begins + index * 5 + (index < 3 ? 0 : 500);
    for (const [index, char] of [...ZHANG_CARD].entries()) await press(char, charCode(char), { at: late(index) });
    await press("Enter", "Enter", { at: late(ZHANG_CARD.length) });
    await waitFor(() => expect(name.value).toBe("赵敏"));
  });

  test("a name that nobody has is a name on the new reader's sheet, not a card", async () => {
    const { box } = await openDesk();
    box.focus();
    await userEvent.type(box, "赵敏{Enter}");
    await screen.findByText("没有读者用“赵敏”");
    await press("F2", "F2");
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "姓名" })).value).toBe("赵敏");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "读者证号" }).value).toBe("");
  });

  test("a card that two readers have opens neither and shows both", async () => {
    await openDesk({
      prepare: async ({ writer }) =>
        void (await writer.run("test.rows", [
          create("reader", "00000000-0000-7000-8000-000000000003", { name: "章子怡", card: ZHANG_CARD }),
        ])),
    });
    await scan(ZHANG_CARD, 5);
    expect(await screen.findByRole("option", { name: /张素琴/ })).toBeTruthy();
    expect(screen.getByRole("option", { name: /章子怡/ })).toBeTruthy();
    expect(screen.queryByRole("heading", { level: 1, name: /张素琴|章子怡/ })).toBeNull();
  });

  test("the card of a record that was merged opens the person it belongs to, with both histories", async () => {
    const old = "00000000-0000-7000-8000-000000000009";
    await openDesk({
      prepare: async ({ writer }) => {
        await writer.run("test.rows", [
          create("reader", old, { name: "张素琴", card: "900900900" }),
          create("interaction", "i9", { reader: old, at: 1_790_000_000_000, purpose: "find", question: "旧证上的事" }),
        ]);
        await writer.run("reader.merge", [{ act: "cells", kind: "reader", id: old, cells: { ".alias": ZHANG } }]);
      },
    });
    await scan("900900900", 5);
    await heading(/张素琴/);
    expect(await screen.findByText("旧证上的事")).toBeTruthy();
    expect(screen.getByText("0021 0417 8853")).toBeTruthy();
  });

  test("an ISBN is told from a card", async () => {
    await openDesk();
    await scan("9787020002207", 5);
    expect(await screen.findByText("9787020002207 是图书的ISBN，不是读者证")).toBeTruthy();
  });

  test.each(proofDraw([false, true], { place: 1 }))(
    "a burst in a note field is taken out again and goes to the desk, input method on: %s",
    async (ime) => {
      const changed = vi.fn();
      await openDesk({ extra: <textarea aria-label="备注" defaultValue="原来的话" onInput={changed} /> });
      const note = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "备注" });
      note.focus();
      note.setSelectionRange(2, 2);
      await scan(ZHANG_CARD, 20, { ime });
      await heading(/张素琴/);
      expect(note.value).toBe("原来的话");
      expect(changed).toHaveBeenCalled();
    },
  );

  test("the scanner's Enter presses no button and sends no form", async () => {
    const pressed = vi.fn();
    const sent = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
    await openDesk({
      extra: (
        <form onSubmit={sent}>
          <input aria-label="字段" />
          <button type="submit" onClick={pressed}>
            删除
          </button>
        </form>
      ),
    });
    screen.getByRole("button", { name: "删除" }).focus();
    await scan(ZHANG_CARD, 20);
    await heading(/张素琴/);
    screen.getByRole("textbox", { name: "字段" }).focus();
    await scan(LI_CARD, 20);
    await heading(/李雷/);
    expect(pressed).not.toHaveBeenCalled();
    expect(sent).not.toHaveBeenCalled();
  });

  test("Enter of a person still presses the button that has the focus", async () => {
    const pressed = vi.fn();
    await openDesk({
      extra: (
        <button type="button" onClick={pressed}>
          照常
        </button>
      ),
    });
    screen.getByRole("button", { name: "照常" }).focus();
    await press("Enter", "Enter");
    expect(pressed).toHaveBeenCalledOnce();
  });
});

describe("typing in the scan box", () => {
  test("the list follows every key, and Enter opens the marked row", async () => {
    const { box } = await openDesk();
    await typeText("0");
    box.value = "";
    await compose("张");
    await screen.findByRole("option", { name: /张素琴/ });
    await compose("");
    await typeText("x");
    box.select();
    await press("李", "KeyL");
    await screen.findByRole("option", { name: /李雷/ });
    await pause(200);
    await press("Enter", "Enter");
    await heading(/李雷/);
  });

  test("a person's Enter waits for the answer to what stands in the box", async () => {
    const { box } = await openDesk();
    box.focus();
    await press("张", "KeyZ");
    await pause(150);
    await press("Enter", "Enter");
    await heading(/张素琴/);
  });

  test("an input method's Enter opens nothing, in both forms that browsers give it", async () => {
    const { box } = await openDesk();
    await compose("zhang");
    await pressIme("Enter");
    box.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", isComposing: true, bubbles: true, cancelable: true }),
    );
    await pause(250);
    expect(screen.queryByRole("heading", { name: /张素琴|李雷/ })).toBeNull();
    expect(screen.queryByText(/没有读者用/)).toBeNull();
  });

  test("where every key comes as 229 with no composition, Enter still opens", async () => {
    const { box } = await openDesk();
    await press("张", "KeyZ");
    await pause(150);
    box.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Process", code: "Enter", keyCode: 229, bubbles: true, cancelable: true }),
    );
    await heading(/张素琴/);
  });

  test("those whom this desk has served today stand first, also before a restart of the program", async () => {
    const [early, late, other] = [
      "00000000-0000-7000-8000-000000000011",
      "00000000-0000-7000-8000-000000000012",
      "00000000-0000-7000-8000-000000000013",
    ] as const;
    await openDesk({
      prepare: async ({ writer, clock, start }) => {
        const at = clock.now() - 3_600_000;
        await writer.run("test.rows", [
          create("reader", early, { name: "张早" }),
          create("reader", late, { name: "张晚" }),
          create("reader", other, { name: "张远" }),
          create("interaction", "i1", { reader: early, at, desk: start.installation }),
          create("interaction", "i2", { reader: late, at: at + 60_000, desk: start.installation }),
          create("interaction", "i3", { reader: other, at: at + 120_000, desk: "another-desk" }),
          create("interaction", "i4", { reader: other, at: at - 86_400_000, desk: start.installation }),
        ]);
      },
    });
    // the records are read once the window has nothing else to do
    await waitFor(async () => {
      await compose("");
      await compose("张");
      await pause(150);
      expect(screen.getAllByRole("option").map((row) => row.querySelector("b")?.textContent)).toEqual([
        "张晚",
        "张早",
        "张素琴",
        "张远",
      ]);
    });
  });

  test("Escape empties the box, and twice the desk", async () => {
    const { box } = await openDesk();
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await press("x", "KeyX");
    await press("Escape", "Escape");
    await waitFor(() => expect(box.value).toBe(""));
    expect(screen.getByRole("heading", { name: /张素琴/ })).toBeTruthy();
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("heading", { name: /张素琴/ })).toBeNull());
  });
});

describe("the way back to the scan box", () => {
  const elsewhere = (
    <>
      <button type="button">别处</button>
      <textarea aria-label="备注" />
    </>
  );
  const leave = (): void => screen.getByRole("button", { name: "别处" }).focus();

  test("Escape leads to it from anywhere on the desk, and once more clears the desk", async () => {
    const { box } = await openDesk({ extra: elsewhere });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    leave();
    await press("Escape", "Escape");
    await waitFor(() => expect(document.activeElement).toBe(box));
    expect(screen.getByRole("heading", { name: /张素琴/ })).toBeTruthy();
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("heading", { name: /张素琴/ })).toBeNull());
  });

  test("Escape lets a code that nobody has go at once, wherever the focus is", async () => {
    const { box } = await openDesk({ extra: elsewhere });
    await scan("0021041788", 5);
    await screen.findByText("没有读者用“0021041788”");
    screen.getByRole("button", { name: /^再扫/ }).focus();
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByText("没有读者用“0021041788”")).toBeNull());
    expect(document.activeElement).toBe(box);
  });

  test("Escape closes one layer only: under the closed sheet the code still waits for what to do with it", async () => {
    await openDesk();
    await scan("0021041788", 5);
    await screen.findByText("没有读者用“0021041788”");
    await press("F2", "F2");
    await screen.findByRole("dialog");
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByText("没有读者用“0021041788”")).toBeTruthy();
  });

  test("the focus comes back by itself 15 s after the last key, with what was begun in the box", async () => {
    const { box, passTime } = await openDesk({ extra: elsewhere });
    await typeText("zh");
    leave();
    passTime(14_000);
    await pause(1500);
    expect(document.activeElement).not.toBe(box);
    passTime(2_000);
    await waitFor(() => expect(document.activeElement).toBe(box), { timeout: 3000 });
    expect(box.value).toBe("zh");
  });

  test("the focus comes back with the window", async () => {
    const { box } = await openDesk({ extra: elsewhere });
    await typeText("zh");
    leave();
    window.dispatchEvent(new Event("focus"));
    await waitFor(() => expect(document.activeElement).toBe(box));
    expect(box.value).toBe("zh");
  });

  test("neither time nor the window takes the focus from words that were begun", async () => {
    const { passTime } = await openDesk({ extra: elsewhere });
    const note = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "备注" });
    note.focus();
    await typeText("x");
    passTime(20_000);
    window.dispatchEvent(new Event("focus"));
    await pause(1500);
    expect(document.activeElement).toBe(note);
  });
});
