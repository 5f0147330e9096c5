/** Answers that come later than a newer question, in the order that hurts: they change nothing that is newer. */
import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, test } from "vitest";
import { createActs } from "../../../renderer/acts/acts.ts";
import { create } from "../../../renderer/db/write/changes.ts";
import type { SearchQuery } from "../../../renderer/platform/worker/worker-api.ts";
import type { TestServices } from "../../support/desk-services.ts";
import { createGate, type Gate } from "../../support/gate.ts";
import { press, scan, typeText } from "./keys.ts";
import { findToast, LI, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

const NOBODYS = "999000111222";

const heading = (name: RegExp): Promise<HTMLElement> => screen.findByRole("heading", { level: 1, name });
const shown = (name: RegExp): HTMLElement | null => screen.queryByRole("heading", { level: 1, name });

/** A code that is no card's waits at the gate; it is a number of this reader's, or nobody's. */
const lateCode =
  (gate: Gate, exact: string | null) =>
  ({ search }: TestServices): Partial<TestServices> => ({
    search: {
      ...search,
      query: gate.through(
        async (query) => (isScan(query) ? { hits: [], total: 0, exact } : search.query(query)),
        isScan,
      ),
    },
  });
/** The list under the box asks for more than one. */
const isScan = ({ limit }: SearchQuery): boolean => limit === 1;

/** Every write of this command waits at the gate. */
const lateWrite =
  (gate: Gate, command: string) =>
  ({ writer }: TestServices): Partial<TestServices> => ({
    acts: createActs({ writer: { ...writer, run: gate.through(writer.run, (name) => name === command) } }),
  });

const waits = (gate: Gate): Promise<void> => waitFor(() => expect(gate.size()).toBe(1));

describe("a list of who was found", () => {
  test("opens whoever is clicked in it, also where what was typed since has another answer", async () => {
    const gate = createGate();
    await openDesk({
      instead: ({ search }) => ({
        search: { ...search, query: gate.through(search.query, ({ text }) => text === "李") },
      }),
    });
    const box = screen.getByRole<HTMLInputElement>("combobox");
    await userEvent.type(box, "张");
    const clicked = await screen.findByRole("option", { name: /张素琴/ });
    await userEvent.type(box, "李", { initialSelectionStart: 0, initialSelectionEnd: 1 });
    await waits(gate);
    await userEvent.click(clicked);
    await heading(/张素琴/);
    await gate.open();
    expect([shown(/张素琴/) !== null, shown(/李/)]).toEqual([true, null]);
    expect(box.value).toBe("");
  });
});

describe("a card that is looked up", () => {
  test("and belongs to nobody clears nothing when the answer comes after the next card", async () => {
    const gate = createGate();
    await openDesk({ instead: lateCode(gate, null) });
    await scan(NOBODYS, 5);
    await waits(gate);
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await gate.open();
    expect(shown(/张素琴/)).not.toBeNull();
    expect(screen.queryByText(/没有读者用/)).toBeNull();
    await press("1", "Digit1", { alt: true });
    await findToast(/已记录：指引.*张/);
  });

  test("and is another reader's number does not replace the card that was scanned after it", async () => {
    const gate = createGate();
    await openDesk({ instead: lateCode(gate, LI) });
    await scan("S20260042", 5);
    await waits(gate);
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await gate.open();
    expect([shown(/张素琴/) !== null, shown(/李雷/)]).toEqual([true, null]);
  });

  test("counts its reader all the same where visits are counted, and leaves the newer card open", async () => {
    const gate = createGate();
    const { services } = await openDesk({ instead: lateCode(gate, LI) });
    await press("F12", "F12", { shift: true });
    await scan("S20260042", 5);
    await waits(gate);
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await gate.open();
    await waitFor(async () =>
      expect((await services.db.activity.toArray()).map(({ reader }) => reader).sort()).toEqual([ZHANG, LI]),
    );
    expect(shown(/李雷/)).toBeNull();
  });

  test("waits beside the box when a sheet was opened meanwhile, and the sheet stays", async () => {
    const gate = createGate();
    await openDesk({ instead: lateCode(gate, LI) });
    await scan("S20260042", 5);
    await waits(gate);
    await press("n", "KeyN", { ctrl: true });
    await screen.findByRole("textbox", { name: "姓名" });
    await gate.open();
    await screen.findByText(/打开 S20260042/);
    expect(screen.queryByRole("textbox", { name: "姓名" })).not.toBeNull();
    expect(shown(/李雷/)).toBeNull();
  });

  test("does not come back when the desk was cleared meanwhile", async () => {
    const gate = createGate();
    await openDesk({ instead: lateCode(gate, LI) });
    await scan("S20260042", 5);
    await waits(gate);
    await press("Escape", "Escape");
    await gate.open();
    expect(screen.queryByText("已识别")).toBeNull();
    expect(screen.getByText("等待扫描")).toBeTruthy();
  });

  test("is whose the log is that was pressed before the answer", async () => {
    const gate = createGate();
    const { services } = await openDesk({ instead: lateCode(gate, LI) });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await scan("S20260042", 5);
    await waits(gate);
    await press("1", "Digit1", { alt: true });
    await gate.open();
    await findToast(/已记录：指引.*李/);
    expect((await services.db.interaction.toArray()).map(({ reader }) => reader)).toEqual([LI]);
  });

  test("is whose page Ctrl+Enter opens that was pressed before the answer, and stays open", async () => {
    const gate = createGate();
    const { history } = await openDesk({ instead: lateCode(gate, LI) });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await scan("S20260042", 5);
    await waits(gate);
    await press("Enter", "Enter", { ctrl: true });
    expect(history.get().location).toBe("/");
    await gate.open();
    await waitFor(() => expect(history.get().location).toBe(`/readers/${LI}`));
  });

  test("opens no page where it is nobody's, and F2 is kept for the new reader it asks for", async () => {
    const gate = createGate();
    const { history } = await openDesk({ instead: lateCode(gate, null) });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await scan(NOBODYS, 5);
    await waits(gate);
    await press("Enter", "Enter", { ctrl: true });
    await press("F2", "F2");
    await gate.open();
    expect((await screen.findByRole<HTMLInputElement>("textbox", { name: /证号/ })).value).toBe(NOBODYS);
    expect(history.get().location).toBe("/");
  });

  test("is not whose the entry is where Alt+- was pressed before the answer", async () => {
    const gate = createGate();
    const { services } = await openDesk({ instead: lateCode(gate, LI) });
    await scan("S20260042", 5);
    await waits(gate);
    await press("-", "Minus", { alt: true });
    await gate.open();
    await heading(/李雷/);
    await press("1", "Digit1", { alt: true });
    await waitFor(async () => expect(await services.db.interaction.count()).toBe(1));
    expect((await services.db.interaction.toArray()).map(({ reader }) => reader)).toEqual([undefined]);
  });
});

describe("Enter in the box, faster than its answer", () => {
  test("opens nobody over a card that was scanned after it", async () => {
    const gate = createGate();
    const { box } = await openDesk({
      instead: ({ search }) => ({
        search: { ...search, query: gate.through(search.query, ({ text }) => text === "x") },
      }),
    });
    await typeText("x");
    await waits(gate);
    await press("Enter", "Enter");
    await waitFor(() => expect(gate.size()).toBe(2));
    box.select();
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await gate.open(1);
    await gate.open(0);
    expect(shown(/张素琴/)).not.toBeNull();
    expect(screen.queryByText(/没有读者用/)).toBeNull();
  });
});

describe("a log that is written late", () => {
  test("does not close the sheet that was opened after it", async () => {
    const gate = createGate();
    await openDesk({ instead: lateWrite(gate, "interaction.log") });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await press("1", "Digit1", { alt: true });
    await waits(gate);
    await press("n", "KeyN", { ctrl: true });
    const name = await screen.findByRole("textbox", { name: "姓名" });
    await userEvent.type(name, "欧阳修");
    await gate.open();
    await findToast(/已记录：指引/);
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "姓名" }).value).toBe("欧阳修");
    expect(document.activeElement).toBe(name);
  });

  test("gives the reader who came next no note line of the one before, and takes no channel from her", async () => {
    const gate = createGate();
    const { services } = await openDesk({ instead: lateWrite(gate, "interaction.log") });
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await press("1", "Digit1", { alt: true });
    await waits(gate);
    await scan(LI_CARD, 5);
    await heading(/李雷/);
    await press("F12", "F12");
    await gate.open();
    await findToast(/已记录：指引.*张/);
    await press("F4", "F4");
    await screen.findByRole("dialog", { name: "登记服务记录：李*" });
    expect(screen.queryByRole("textbox", { name: "补一句" })).toBeNull();
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await press("2", "Digit2", { alt: true });
    await waits(gate);
    await gate.open();
    await findToast(/已记录：咨询.*李/);
    expect(
      (await services.db.interaction.orderBy("at").toArray()).map(({ reader, channel }) => [reader, channel]),
    ).toEqual([
      [ZHANG, "desk"],
      [LI, "phone"],
    ]);
  });
});

describe("a sheet that is saved late", () => {
  test("does not take the desk from the card that was scanned after it", async () => {
    const gate = createGate();
    await openDesk({ instead: lateWrite(gate, "reader.create") });
    await press("n", "KeyN", { ctrl: true });
    await userEvent.type(await screen.findByRole("textbox", { name: "姓名" }), "欧阳修");
    await press("Enter", "Enter", { ctrl: true });
    await waits(gate);
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await gate.open();
    await findToast(/已登记/);
    expect([shown(/张素琴/) !== null, shown(/欧阳修/)]).toEqual([true, null]);
  });
});

describe("an act that is taken back late", () => {
  test("leaves what was begun in the box alone", async () => {
    const gate = createGate();
    const { box } = await openDesk({
      prepare: async ({ writer }) => void (await writer.run("task.create", [create("task", "t1", { text: "回电" })])),
      instead: ({ writer }) => ({
        acts: createActs({ writer: { ...writer, undo: gate.through(writer.undo, () => true) } }),
      }),
    });
    await press("z", "KeyZ", { ctrl: true });
    await waits(gate);
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await typeText("12");
    await gate.open();
    await findToast(/已撤销/);
    expect(box.value).toBe("12");
  });
});
