/** What Ctrl+K finds, and what of it comes first. */
import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../../../../renderer/app/app.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import "../../../../renderer/styles/index.css";
import { createTestServices } from "../../../support/desk-services.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { press, scan } from "../../desk/keys.ts";

/** The day of the tests' clock. */
const at = (time: string): number => new Date(`2026-11-25T${time}:00`).getTime();

async function openLibrary() {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await services.writer.run("test", [
    create("staff", "chen", { name: "陈雨桐", initials: "陈" }),
    create("staff", "shan", { name: "单志远", initials: "SZY" }),
    create("staff", "left", { name: "单立新", hidden: true }),
    create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
    create("interaction", "early", { at: at("09:10"), purpose: "find", channel: "desk", staff: "shan" }),
    create("interaction", "late", { at: at("15:10"), purpose: "reference", channel: "desk", staff: "shan" }),
    create("interaction", "own", { at: at("09:20"), purpose: "equipment", channel: "desk", staff: "chen" }),
  ]);
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "扫描或查找读者" });
  await waitFor(() => expect(document.activeElement).toBe(box));
  return services;
}

const labels = (): readonly (string | null)[] => screen.queryAllByRole("option").map(({ textContent }) => textContent);

/** @returns what is offered */
async function look(text = ""): Promise<readonly (string | null)[]> {
  await press("k", "KeyK", { ctrl: true });
  const input = await screen.findByRole<HTMLInputElement>("combobox", { name: "输入命令、姓名或证号" });
  await waitFor(() => expect(document.activeElement).toBe(input));
  // whole words, as an input method gives them
  if (text !== "") await userEvent.paste(text);
  return labels();
}

const leave = async (): Promise<void> => {
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("combobox", { name: "输入命令、姓名或证号" })).toBeNull());
};

const SHAN = "单志远今天登记了什么";

describe("a colleague in the palette", () => {
  it("is found by name in either script, by pinyin as a surname is read, and by initials", async () => {
    await openLibrary();
    for (const typed of ["单志远", "單志遠", "志远", "shanzhi", "szy", "SZY", "单志远 今天"]) {
      await look(typed);
      await waitFor(() => expect(labels()).toContain(SHAN));
      await leave();
    }
    // whose first character is read otherwise where it is no surname; and whoever has left is not offered
    expect(await look("danzhi")).not.toContain(SHAN);
    await leave();
    expect((await look("单")).filter((label) => label?.includes("今天登记了什么"))).toEqual([SHAN]);
    await leave();
    // without a word no colleague stands in the way of the commands
    expect((await look()).filter((label) => label?.includes("今天登记了什么"))).toEqual([]);
  });

  it("has the morning in three keys and clicks", async () => {
    await openLibrary();
    expect((await look("单志远"))[0]).toBe(SHAN);
    await press("Enter", "Enter");
    const list = await screen.findByRole("grid", { name: "登记的记录" });
    expect(list.getAttribute("aria-rowcount")).toBe("3");
    await userEvent.click(screen.getByRole("button", { name: /^上午/ }));
    await waitFor(() => expect(list.getAttribute("aria-rowcount")).toBe("2"));
    expect(screen.getByRole("button", { name: /^单志远/, pressed: true })).toBeTruthy();
    // and comes among the recent ones, once
    const after = await look();
    expect(after.filter((label) => label === SHAN)).toHaveLength(1);
    expect(after.indexOf(SHAN)).toBeLessThan(after.indexOf("到扫描框F3"));
  });

  it("who logged nothing today is still the choice that is seen and taken back", async () => {
    const services = await openLibrary();
    await services.writer.run("test", [create("staff", "new", { name: "欧阳静" })]);
    await look("欧阳");
    await userEvent.click(await screen.findByRole("option", { name: "欧阳静今天登记了什么" }));
    await userEvent.click(await screen.findByRole("button", { name: "欧阳静 0", pressed: true }));
    await waitFor(() =>
      expect(screen.getByRole("grid", { name: "登记的记录" }).getAttribute("aria-rowcount")).toBe("4"),
    );
  });
});

describe("what the palette has first", () => {
  it("is what may be done for whoever is served, and then what was done last", async () => {
    await openLibrary();
    expect((await look())[0]).not.toMatch(/F4/);
    await leave();
    await look("工作日志");
    await press("Enter", "Enter");
    await screen.findByRole("grid", { name: "登记的记录" });
    await press("1", "Digit1", { ctrl: true });
    await scan("002104178853", 5);
    await screen.findByRole("button", { name: /记给.*张\*琴/ });
    const offered = await look();
    const last = offered.indexOf("工作日志");
    const acts = offered.slice(0, last);
    expect(acts.some((label) => label?.endsWith("Alt 1"))).toBe(true);
    expect(acts.some((label) => label?.endsWith("F4"))).toBe(true);
    expect(acts.some((label) => label?.endsWith("Ctrl ↵"))).toBe(true);
    // and nothing else: what is for nobody comes behind
    expect(acts.some((label) => /(?<!Alt )F12$/.test(label ?? ""))).toBe(false);
  });

  it("is what may be done with the row in hand, though the palette has taken the focus from it", async () => {
    await openLibrary();
    await look("工作日志");
    await press("Enter", "Enter");
    const grid = await screen.findByRole("grid", { name: "登记的记录" });
    await waitFor(() => expect(document.activeElement).toBe(grid));
    const offered = await look();
    expect(offered.slice(0, 4)).toContain("修改记录E");
    // also once something was typed
    await userEvent.keyboard("修改");
    await userEvent.click(await screen.findByRole("option", { name: /^修改记录/ }));
    expect(await screen.findByRole("form", { name: /^修改 15:10/ })).toBeTruthy();
  });

  it("has the acts of a list with their keys from anywhere on its screen, while the letters stay the list's", async () => {
    await openLibrary();
    await press("2", "Digit2", { ctrl: true });
    await screen.findByRole("grid", { name: "读者" });
    await screen.findByRole("row", { name: /张素琴/ });
    const find = screen.getByRole<HTMLInputElement>("textbox", { name: /查找/ });
    find.focus();
    const offered = await look();
    expect(offered.slice(0, 16)).toEqual(
      expect.arrayContaining(["选中X", "待办T", "责任馆员A", "标签L", "记联络C", "排序S", "速览Space", "条件F"]),
    );
    await userEvent.click(await screen.findByRole("option", { name: /^标签/ }));
    const dialog = { name: /1 位读者$/ };
    await screen.findByRole("dialog", dialog);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog", dialog)).toBeNull());
    screen.getByRole("button", { name: /新读者/ }).focus();
    await userEvent.keyboard("l");
    expect(screen.queryByRole("dialog", dialog)).toBeNull();
  });
});
