/**
 * A scan while words are being written: they stay, and the card waits in plain sight. It takes long, as each form has a
 * desk of its own, and a scanner's keys need their time.
 */

import { screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { create } from "../../../renderer/db/write/changes.ts";
import { Dialog } from "../../../renderer/ui/dialogs/dialog.tsx";
import { EDITED_HERE, HOLDS_SCANS } from "../../../renderer/ui/unsaved-words.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import { pause, press, scan as scanAtOnce } from "./keys.ts";
import { findToast, LI_CARD, openDesk, ZHANG, ZHANG_CARD } from "./open-desk.tsx";

/** A person's last key is long past when a card comes. */
async function scan(...card: Parameters<typeof scanAtOnce>): Promise<void> {
  await pause(350);
  await scanAtOnce(...card);
}

const heading = (name: RegExp): Promise<HTMLElement> => screen.findByRole("heading", { level: 1, name });
const noCard = (): void => expect(screen.queryByRole("heading", { level: 1, name: /张素琴|李雷/ })).toBeNull();

function RecordDialog() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        写记录
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title="服务记录" closeLabel="关闭">
        <textarea aria-label="问题" defaultValue="原来" />
      </Dialog>
    </>
  );
}

async function writeInDialog(): Promise<HTMLTextAreaElement> {
  await userEvent.click(screen.getByRole("button", { name: "写记录" }));
  const text = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "问题" });
  await userEvent.type(text, "的话");
  return text;
}

describe("a scan while something is being written", () => {
  test.each(proofDraw([false, true]))(
    "loses no word of a dialog, and its card waits beside the box for a key, input method on: %s",
    async (ime) => {
      await openDesk({ extra: <RecordDialog /> });
      const text = await writeInDialog();
      await scan(ZHANG_CARD, 20, { ime });
      await findToast("扫到 0021 0417 8853，还没有打开");
      expect(text.isConnected && text.value).toBe("原来的话");
      noCard();
      await press("Escape", "Escape");
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
      noCard();
      await press("F3", "F3", { shift: true });
      await heading(/张素琴/);
      expect(screen.queryByRole("button", { name: /打开 0021/ })).toBeNull();
    },
  );

  test("over a list of calls waits too, though nothing is written, until somebody asks for it", async () => {
    await openDesk({ extra: <div {...HOLDS_SCANS} /> });
    await scan(ZHANG_CARD, 20);
    await findToast("扫到 0021 0417 8853，还没有打开");
    noCard();
    await press("F3", "F3", { shift: true });
    await heading(/张素琴/);
  });

  test("is answered once its reader is opened another way, and another's card waits on", async () => {
    await openDesk({ extra: <RecordDialog /> });
    await writeInDialog();
    await scan(ZHANG_CARD, 20);
    await scan(LI_CARD, 20);
    await screen.findByRole("button", { name: /打开 0021 0417 8853/, hidden: true });
    await press("Escape", "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await userEvent.type(screen.getByRole("combobox", { name: "扫描或查找读者" }), "张素琴");
    await screen.findByRole("option", { name: /张/ });
    await press("Enter", "Enter");
    await heading(/张素琴/);
    await waitFor(() => expect(screen.queryByRole("button", { name: /打开 0021 0417 8853/ })).toBeNull());
    expect(screen.getByRole("button", { name: /^打开 0021/ })).toBeTruthy();
  });

  test("goes from the top bar with the reader whose card it is, once she is erased", async () => {
    const { services } = await openDesk({ extra: <RecordDialog /> });
    await writeInDialog();
    for (const card of [ZHANG_CARD, LI_CARD]) await scan(card, 20);
    await findToast(/扫到 0021 0417 0001/);
    await press("Escape", "Escape");
    await screen.findByRole("button", { name: /打开 0021 0417 8853/ });
    await services.writer.run("reader.erase", [create("erased", ZHANG, { at: 1, reason: "request", records: [] })]);
    await screen.findByRole("button", { name: /打开 0021 0417 0001/ });
    expect(screen.queryByRole("button", { name: /0021 0417 8853/ })).toBeNull();
  });

  test("keeps the order of those who waited, each once", async () => {
    await openDesk({ extra: <RecordDialog /> });
    await writeInDialog();
    for (const card of [LI_CARD, ZHANG_CARD, LI_CARD, ZHANG_CARD]) await scan(card, 20);
    await findToast("扫到 0021 0417 8853，还没有打开");
    await press("Escape", "Escape");
    await userEvent.click(await screen.findByRole("button", { name: /打开 0021 0417 0001（后面还有 1 张）/ }));
    await heading(/李雷/);
    await userEvent.click(screen.getByRole("button", { name: /打开 0021 0417 8853/ }));
    await heading(/张素琴/);
  });

  test("leaves a field alone that is edited in its place, also when the focus has gone elsewhere, and waits until it is closed", async () => {
    await openDesk({
      extra: (
        <>
          <p {...EDITED_HERE}>
            <input aria-label="单位" defaultValue="城东小学" />
          </p>
          <button type="button">别处</button>
        </>
      ),
    });
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "单位" });
    await userEvent.type(field, "分校");
    screen.getByRole("button", { name: "别处" }).focus();
    await scan(ZHANG_CARD, 20);
    await findToast(/还没有打开/);
    await press("1", "Digit1", { alt: true });
    await findToast(/已记录：指引/);
    await userEvent.click(await screen.findByRole("button", { name: /打开 0021 0417 8853/ }));
    await findToast(/还没有打开/);
    noCard();
    await userEvent.clear(field);
    await userEvent.type(field, "城东小学");
    await userEvent.click(screen.getByRole("button", { name: /打开 0021 0417 8853/ }));
    await heading(/张素琴/);
    // it does not wait any more
    await waitFor(() => expect(document.querySelector(".toast")).toBeNull());
  });

  test("goes on at once from what was only sought", async () => {
    await openDesk({
      extra: (
        <search>
          <input aria-label="在列表里查找" />
        </search>
      ),
    });
    await userEvent.type(screen.getByRole("textbox", { name: "在列表里查找" }), "张三");
    await scan(LI_CARD, 20);
    await heading(/李雷/);
  });

  test("goes on at once from the note line, whose words are a draft", async () => {
    await openDesk();
    await scan(ZHANG_CARD, 5);
    await heading(/张素琴/);
    await press("1", "Digit1", { alt: true });
    await findToast(/已记录：指引/);
    await press("F4", "F4");
    await userEvent.type(await screen.findByRole("textbox", { name: "补一句" }), "问老花镜");
    await scan(LI_CARD, 20);
    await heading(/李雷/);
    expect(screen.getByText("草稿 1")).toBeTruthy();
  });
});

describe("the sheet of a new reader", () => {
  async function begin() {
    const desk = await openDesk();
    await press("n", "KeyN", { ctrl: true });
    const name = await screen.findByRole("textbox", { name: "姓名" });
    await waitFor(() => expect(document.activeElement).toBe(name));
    await userEvent.type(name, "欧阳修");
    return desk;
  }
  const typed = (name: string): string => screen.getByRole<HTMLInputElement>("textbox", { name }).value;

  test("becomes a draft when the next reader scans, and comes back with the number scanned into it", async () => {
    const { services } = await begin();
    await scan("998877665544", 20);
    await waitFor(() => expect(typed("读者证号")).toBe("998877665544"));
    await scan(LI_CARD, 20);
    await heading(/李雷/);
    await userEvent.click(screen.getByRole("button", { name: "草稿 1" }));
    await screen.findByRole("textbox", { name: "姓名" });
    expect([typed("姓名"), typed("读者证号")]).toEqual(["欧阳修", "998877665544"]);
    await press("Enter", "Enter", { ctrl: true });
    await heading(/欧阳修/);
    expect(screen.queryByText("草稿 1")).toBeNull();
    expect(await services.db.reader.where("card").equals("998877665544").count()).toBe(1);
  });

  test("is kept by Escape and given up by its button", async () => {
    await begin();
    await press("Escape", "Escape");
    await userEvent.click(await screen.findByRole("button", { name: "草稿 1" }));
    await screen.findByRole("textbox", { name: "姓名" });
    expect(typed("姓名")).toBe("欧阳修");
    await userEvent.click(screen.getByRole("button", { name: /^取消/ }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.queryByText("草稿 1")).toBeNull();
  });
});
