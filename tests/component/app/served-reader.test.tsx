/** Whose the next entry is, while readers' pages come and go over the whole window. */

import { render, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../../../renderer/app/app.tsx";
import { create } from "../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import { proofDraw } from "../../support/proof-scale.ts";
import "../../../renderer/styles/index.css";
import { createTestServices } from "../../support/desk-services.ts";
import { workerInPage } from "../../support/worker-in-page.ts";
import { pause, press, scan } from "../desk/keys.ts";
import { findToast } from "../desk/open-desk.tsx";

async function serveZhang() {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐" }),
    create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
    create("reader", "li", { name: "李雷", card: "002104170001" }),
  ]);
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "扫描或查找读者" });
  await waitFor(() => expect(document.activeElement).toBe(box));
  await scan("002104178853", 5);
  await screen.findByRole("button", { name: /记给.*张\*琴/ });
  return { ...services, box };
}

const entries = async ({ db }: Awaited<ReturnType<typeof serveZhang>>) =>
  (await db.interaction.toArray()).map(({ reader, purpose }) => ({ reader, purpose }));

describe("whose the next entry is", () => {
  it("is the reader's whose full page was opened from the found list, not the one's before", async () => {
    const desk = await serveZhang();
    await userEvent.type(desk.box, "李雷");
    await screen.findByRole("option", { name: /李雷/ });
    await pause(200);
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    await screen.findByRole("button", { name: /记给.*李\*/ });
    await press("2", "Digit2", { alt: true });
    await waitFor(async () => expect(await entries(desk)).toEqual([{ reader: "li", purpose: "reference" }]));
  });

  it("is the reader's whose page the palette opened", async () => {
    const desk = await serveZhang();
    await press("k", "KeyK", { ctrl: true });
    await userEvent.type(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "李雷");
    await userEvent.click(await screen.findByRole("option", { name: /李雷/ }));
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
    await press("2", "Digit2", { alt: true });
    await waitFor(async () => expect(await entries(desk)).toEqual([{ reader: "li", purpose: "reference" }]));
  });

  it("is of a call that nobody has checked yet, as her own page says too, and it is checked there", async () => {
    await serveZhang();
    await press("Enter", "Enter", { ctrl: true });
    const main = await screen.findByRole("main");
    await screen.findByRole("tablist");
    expect(within(main).queryByText("来电还没核对")).toBeNull();
    await press("F12", "F12");
    await within(screen.getByRole("main")).findByText("来电还没核对");
    await press("F12", "F12", { alt: true });
    const sheet = await screen.findByRole("dialog", { name: /核对来电/ });
    await userEvent.click(within(sheet).getByRole("button", { name: "没核对上" }));
    await within(screen.getByRole("main")).findByText("不要说个人的事，请对方带证来馆");
  });

  it("stays with whom it was when it is her own page, and the log before still takes its note", async () => {
    const desk = await serveZhang();
    await press("1", "Digit1", { alt: true });
    await findToast("已记录：指引 → 张*琴");
    await press("Enter", "Enter", { ctrl: true });
    await screen.findByRole("tablist");
    await press("1", "Digit1", { ctrl: true });
    await waitFor(() => expect(document.activeElement).toBe(desk.box));
    await press("F4", "F4");
    expect(await screen.findByRole("textbox", { name: "补一句" })).toBeTruthy();
    expect(await entries(desk)).toEqual([{ reader: "zhang", purpose: "directional" }]);
  });
});

describe("a card scanned while a field is edited on a reader's page", () => {
  it.each(
    proofDraw([
      ["单位", "单位", "城东小学"],
      ["提醒", "内容", "凭预约取书"],
    ] as const),
  )("leaves the words in %s and opens after they are given up", async (field, part, words) => {
    await serveZhang();
    await press("Enter", "Enter", { ctrl: true });
    await userEvent.click(await screen.findByRole("tab", { name: "资料" }));
    await userEvent.click(await screen.findByRole("button", { name: new RegExp(`^${field}：空`) }));
    const box = await screen.findByRole<HTMLInputElement>("textbox", { name: part });
    await userEvent.type(box, words);
    await pause(350);
    await scan("002104170001", 20);
    await screen.findByText(/^扫到 0021 0417 0001/, { selector: ".toast b" });
    expect(box.isConnected && box.value).toBe(words);
    await press("Escape", "Escape");
    await press("F3", "F3", { shift: true });
    await screen.findByRole("heading", { level: 1, name: /李雷/ });
  });
});

describe("whom the desk has served today", () => {
  it("stands first in the found list after the privacy screen too, which shows nobody", async () => {
    const desk = await serveZhang();
    await desk.writer.run("test", [create("reader", "z-earlier", { name: "李早" })]);
    await press("1", "Digit1", { alt: true });
    await findToast("已记录：指引 → 张*琴");
    await desk.writer.run("test", [
      create("interaction", "i1", { reader: "z-earlier", at: desk.clock.now(), desk: desk.start.installation }),
    ]);
    await userEvent.keyboard("{Control>}l{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: /./ }), "陈{Enter}");
    await waitFor(() => expect(document.activeElement).toBe(desk.box));
    expect(within(screen.getByRole("navigation", { name: "本次接待" })).queryAllByRole("listitem")).toEqual([]);
    await waitFor(async () => {
      await userEvent.clear(desk.box);
      await userEvent.type(desk.box, "李");
      await pause(150);
      expect(screen.getAllByRole("option").map((row) => row.querySelector("b")?.textContent)).toEqual(["李早", "李雷"]);
    });
  });
});
