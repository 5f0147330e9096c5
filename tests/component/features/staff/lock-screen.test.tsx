import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { makePin } from "../../../../renderer/acts/staff-pin.ts";
import { App } from "../../../../renderer/app/app.tsx";
import { create, edit } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { createReadings } from "../../../../renderer/worker/search/readings.ts";
import "../../../../renderer/styles/index.css";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { scan } from "../../desk/keys.ts";

const readings = createReadings((char) => char);

async function locked(colleagues: readonly (readonly [id: string, name: string, initials: string])[], last?: string) {
  const made = await createTestServices(last === undefined ? {} : { settings: { staff: last } });
  const services = {
    ...made,
    // as the worker has it
    search: {
      ...made.search,
      reading: async (name: string) => readings.shown(name),
      nameSyllables: async (names: readonly string[]) =>
        names.map((name) => readings.of(name)?.syllables.map(({ plain }) => plain) ?? []),
    },
  };
  for (const [id, name, initials] of colleagues)
    await services.writer.run("staff.add", [create("staff", id, { name, ...(initials !== "" && { initials }) })]);
  // nothing here asks the worker
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  await screen.findByRole("navigation", { name: "模块" });
  await userEvent.keyboard("{Control>}l{/Control}");
  const input = await screen.findByRole("combobox", { name: "姓名或首字母" });
  return { ...services, input };
}

const random = (length: number): Uint8Array => new Uint8Array(length).fill(7);

const TWO = [
  ["staff-chen", "陈雨桐", "cyt"],
  ["staff-lin", "林知远", "lzy"],
] as const;

/** Not key by key: so fast only a scanner is. */
async function enterPin(field: HTMLElement, pin: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(pin);
  await userEvent.keyboard("{Enter}");
}

/** The window of a desk at which nobody was chosen yet. */
async function openAlone() {
  const services = await createTestServices();
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
  );
  await screen.findByRole("navigation", { name: "模块" });
  return services;
}

describe("the privacy screen", () => {
  it("tells two colleagues of one name apart, and makes no third by a blank in the name", async () => {
    const { input } = await locked([
      ["staff-1", "张强", ""],
      ["staff-2", "张强", ""],
      ["staff-3", "陈雨桐", "cyt"],
    ]);
    await userEvent.type(input, "张 强");
    await waitFor(() =>
      expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["张强（1）", "张强（2）"]),
    );
    // whoever types the name as it is shown is somebody known
    await userEvent.clear(input);
    await userEvent.type(input, "张强(2)");
    await waitFor(() =>
      expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["张强（2）"]),
    );
  });

  it("says where no colleague is left whether there were some, and takes a new name all the same", async () => {
    const { input, writer } = await locked([["staff-chen", "陈雨桐", "cyt"]]);
    await screen.findByRole("option", { name: /陈雨桐/ });
    await writer.run("staff.hide", [edit("staff", "staff-chen", { hidden: true })]);
    await screen.findByText("登记过的同事都已停用。请输入您的姓名，按 Enter 继续。");
    expect(screen.queryByText(/还没有登记同事/)).toBeNull();
    await userEvent.type(input, "周敏{Enter}");
    await screen.findByRole("navigation", { name: "模块" });
  });

  it("covers everything: what was there can be neither seen nor reached", async () => {
    await locked(TWO);
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(document.querySelector<HTMLElement>(".window-inner")?.checkVisibility()).toBe(false);
  });

  it("lets a colleague in by initials and Enter, and remembers the name", async () => {
    const { input, testHost } = await locked(TWO);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.type(input, "lzy{Enter}");
    await screen.findByRole("navigation", { name: "模块" });
    expect(testHost.settings.staff).toBe("staff-lin");
    expect(await screen.findByRole("button", { name: "林知远" })).toBeTruthy();
  });

  it("finds by pinyin whoever has no initials of her own", async () => {
    const { input } = await locked([...TWO, ["staff-ye", "叶秋", ""]]);
    await screen.findByRole("option", { name: /叶秋/ });
    for (const text of ["yq", "yeqiu", "chenyu"]) {
      await userEvent.clear(input);
      await userEvent.type(input, text);
      const found = text === "chenyu" ? "陈雨桐cyt" : "叶秋";
      // a new colleague may be called so too, which is offered last
      await waitFor(() => expect(screen.getAllByRole("option")[0]?.textContent).toBe(found));
      expect(screen.getAllByRole("option")).toHaveLength(2);
    }
  });

  it("asks who has a PIN for it, says what is wrong and how long to wait, and lets nobody in before it is right", async () => {
    const { input, testHost, writer, clock } = await locked(TWO);
    await writer.run("staff.pin", [edit("staff", "staff-lin", { pin: await makePin("2468", random) })]);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.type(input, "lzy{Enter}");
    const pin = await screen.findByLabelText("林知远的PIN");
    await waitFor(() => expect(document.activeElement).toBe(pin));
    expect(await findAxeFaults(document.body)).toEqual([]);
    await enterPin(pin, "24");
    await screen.findByText("PIN是 4 到 6 位数字");
    for (const wrong of ["1111", "2222"]) {
      await userEvent.clear(pin);
      await enterPin(pin, wrong);
      await screen.findByText("PIN不对，请再输入一次");
      await waitFor(() => expect(pin).toHaveProperty("value", ""));
    }
    await enterPin(pin, "3333");
    await screen.findByText(/PIN不对，[45] 秒后可以再试/);
    // too early: not even the right one is taken, nor by way of another name
    await enterPin(pin, "2468");
    await screen.findByText(/还没有核对，输入的内容已保留，[1-5] 秒后按 Enter/);
    expect(pin).toHaveProperty("value", "2468");
    await userEvent.keyboard("{Escape}");
    await userEvent.type(await screen.findByRole("combobox", { name: "姓名或首字母" }), "lzy{Enter}");
    const anew = await screen.findByLabelText("林知远的PIN");
    await enterPin(anew, "2468");
    expect(testHost.settings.staff).not.toBe("staff-lin");
    const { now } = clock;
    Object.assign(clock, { now: () => now() + 60_000 });
    await userEvent.clear(anew);
    await enterPin(anew, "２４６８");
    await screen.findByRole("navigation", { name: "模块" });
    expect(testHost.settings.staff).toBe("staff-lin");
  });

  it("begins at whoever was here last, and at nobody where nobody was: Enter alone lets no other in", async () => {
    const { input, testHost } = await locked(TWO, "staff-lin");
    await screen.findByRole("option", { name: /林知远/, selected: true });
    await userEvent.keyboard("{ArrowUp}");
    await screen.findByRole("option", { name: /陈雨桐/, selected: true });
    await userEvent.type(input, "c{Backspace}");
    await screen.findByRole("option", { name: /林知远/, selected: true });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("navigation", { name: "模块" });
    expect(testHost.settings.staff).toBe("staff-lin");
  });

  it("lets a colleague in by arrows and Enter, and nobody by Enter alone where nobody was here", async () => {
    const { testHost } = await locked(TWO);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.keyboard("{Enter}");
    expect(screen.queryByRole("option", { selected: true })).toBeNull();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{Enter}");
    await expect.poll(() => testHost.settings.staff).toBe("staff-lin");
  });

  it("lets another colleague in to an empty desk: the reader's page, its form, the way back and the toast are gone", async () => {
    const services = await createTestServices({ settings: { staff: "staff-chen" } });
    await services.writer.run("test", [
      ...TWO.map(([id, name, initials]) => create("staff", id, { name, initials })),
      create("reader", "zhang", { name: "张素琴", card: "002104178853" }),
    ]);
    render(
      <App
        services={{ ...services, ...workerInPage(services) }}
        acts={services.acts}
        i18n={await createI18n("zh-CN")}
      />,
    );
    await screen.findByRole("combobox", { name: "扫描或查找读者" });
    await userEvent.keyboard("{Control>}k{/Control}");
    await userEvent.type(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), "张素琴");
    await userEvent.click(await screen.findByRole("option", { name: /张素琴/ }));
    await screen.findByRole("tab", { name: /往来记录/ });
    await userEvent.click(screen.getByRole("button", { name: "更多操作" }));
    await userEvent.click(await screen.findByRole("menuitem", { name: "记待办或承诺" }));
    await userEvent.type(await screen.findByRole("textbox", { name: "内容" }), "给张素琴回电话");
    const comeBack = async (initials: string): Promise<void> => {
      await userEvent.keyboard("{Control>}l{/Control}");
      const input = await screen.findByRole("combobox", { name: "姓名或首字母" });
      await waitFor(() => expect(document.querySelectorAll(".lock-list [role=option]")).toHaveLength(2));
      await userEvent.type(input, `${initials}{Enter}`);
      await waitFor(() => expect(document.querySelector("dialog.lock")).toBeNull());
    };
    await comeBack("cyt");
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "内容" }).value).toBe("给张素琴回电话");
    await comeBack("lzy");
    await screen.findByRole("button", { name: "林知远" });
    expect(document.body.textContent).not.toContain("张素琴");
    expect(screen.queryByRole("dialog")).toBeNull();
    await userEvent.keyboard("{Alt>}{ArrowLeft}{/Alt}");
    expect(screen.queryByRole("tab", { name: /往来记录/ })).toBeNull();
  });

  it("adds the first colleague under the name that is written", async () => {
    const { input, db, testHost } = await locked([]);
    await userEvent.type(input, "陈雨桐");
    await screen.findByRole("option", { name: /陈雨桐/ });
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("navigation", { name: "模块" });
    const [row] = await db.staff.toArray();
    expect(row).toMatchObject({ name: "陈雨桐", id: testHost.settings.staff });
  });

  it("finds a colleague in either script, whichever the name is written in", async () => {
    const { input, testHost, db } = await locked([
      ["staff-chen", "陈雨桐", "cyt"],
      ["staff-lin", "林國豐", "lgf"],
    ]);
    await screen.findByRole("option", { name: /陈雨桐/ });
    await userEvent.type(input, "陳雨");
    await waitFor(() =>
      expect(screen.getAllByRole("option", { selected: true }).map((row) => row.textContent)).toEqual(["陈雨桐cyt"]),
    );
    await userEvent.clear(input);
    await userEvent.type(input, "国丰");
    await waitFor(() =>
      expect(screen.getAllByRole("option", { selected: true }).map((row) => row.textContent)).toEqual(["林國豐lgf"]),
    );
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => testHost.settings.staff).toBe("staff-lin");
    expect(await db.staff.count()).toBe(2);
  });

  it("finds a colleague who was given no initials by those of the name", async () => {
    const { input, testHost } = await locked([
      ["staff-chen", "陈雨桐", ""],
      ["staff-lin", "林知远", ""],
    ]);
    await screen.findByRole("option", { name: /陈雨桐/ });
    await userEvent.type(input, "lzy");
    await waitFor(() =>
      expect(screen.getAllByRole("option", { selected: true }).map((row) => row.textContent)).toEqual(["林知远"]),
    );
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => testHost.settings.staff).toBe("staff-lin");
  });

  it("adds whom nobody is called like only when that was chosen, and says how", async () => {
    const { input, testHost, db } = await locked(TWO);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.type(input, "林知圆");
    const add = await screen.findByRole("option", { name: "添加“林知圆”" });
    expect(screen.queryByRole("option", { selected: true })).toBeNull();
    expect(input.hasAttribute("aria-activedescendant")).toBe(false);
    await screen.findByText("没有叫这个名字的同事。要添加，请按 ↓ 再按 Enter。");
    await userEvent.keyboard("{Enter}");
    expect(await db.staff.count()).toBe(2);
    await userEvent.keyboard("{ArrowDown}");
    expect(add.getAttribute("aria-selected")).toBe("true");
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("navigation", { name: "模块" });
    expect(await db.staff.get(testHost.settings.staff ?? "")).toMatchObject({ name: "林知圆" });
  });

  it("adds nobody once an administrator has a PIN, but by the PIN of somebody who may", async () => {
    const { input, testHost, db, writer } = await locked(TWO);
    await writer.run("staff.pin", [edit("staff", "staff-lin", { role: "admin", pin: await makePin("2468", random) })]);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.type(input, "路人{ArrowDown}{Enter}");
    await screen.findByText("添加“路人”要由主管或管理员来做：请选是谁，再输入PIN。");
    expect(await db.staff.count()).toBe(2);
    expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["林知远lzy"]);
    expect(await findAxeFaults(document.body)).toEqual([]);
    await userEvent.keyboard("{Enter}");
    const pin = await screen.findByLabelText("林知远的PIN");
    await enterPin(pin, "1111");
    await screen.findByText("PIN不对，请再输入一次");
    expect(await db.staff.count()).toBe(2);
    await userEvent.keyboard("{Escape}");
    await userEvent.keyboard("{Escape}");
    await screen.findByRole("option", { name: /陈雨桐/ });
    expect(screen.queryByText(/要由主管或管理员来做/)).toBeNull();
    const anew = screen.getByRole("combobox", { name: "姓名或首字母" });
    await userEvent.type(anew, "路人{ArrowDown}{Enter}");
    await screen.findByText(/要由主管或管理员来做/);
    await userEvent.keyboard("{Enter}");
    await enterPin(await screen.findByLabelText("林知远的PIN"), "2468");
    await screen.findByRole("navigation", { name: "模块" });
    const added = await db.staff.get(testHost.settings.staff ?? "");
    expect(added).toMatchObject({ name: "路人", role: "desk" });
    // by whom stands in the history: not the passer-by, and not whoever was here before
    const written = (await db.log.toArray()).filter(({ entry }) => entry.command === "staff.add");
    expect(written.at(-1)?.entry.staff).toBe("staff-lin");
  });

  it("takes no card behind the lock and says so, and no PIN out of a card's number", async () => {
    const { input, writer } = await locked(TWO);
    await writer.run("staff.pin", [edit("staff", "staff-lin", { pin: await makePin("2468", random) })]);
    await screen.findByRole("option", { name: /林知远/ });
    input.focus();
    await scan("002104178853", 5);
    await screen.findByText("刚才扫的证没有收下：请先解锁，再扫一次");
    expect(input).toHaveProperty("value", "");
    await userEvent.type(input, "lzy{Enter}");
    const pin = await screen.findByLabelText("林知远的PIN");
    expect(screen.queryByText(/没有收下/)).toBeNull();
    for (const card of ["002104178853", "2468"]) {
      pin.focus();
      await scan(card, 5, { afterMs: 350 });
      await screen.findByText("刚才扫的证没有收下：请先解锁，再扫一次");
      expect(pin).toHaveProperty("value", "");
      expect(screen.queryByText(/PIN不对|4 到 6 位/)).toBeNull();
      await userEvent.keyboard("{Shift}");
    }
    // as fast as fingers go
    pin.focus();
    await scan("2468", 60, { afterMs: 350 });
    await screen.findByRole("navigation", { name: "模块" });
  });

  it("offers to add nobody by a number, as a scanned card leaves one, and is empty after Esc", async () => {
    const { input, db } = await locked(TWO);
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.click(input);
    await userEvent.paste("10010001");
    await screen.findByText("这不是姓名，不能添加。按 Esc 清空。");
    expect(screen.queryByRole("option")).toBeNull();
    await userEvent.keyboard("{ArrowDown}{Enter}");
    expect(await db.staff.count()).toBe(2);
    await userEvent.keyboard("{Escape}");
    expect(input).toHaveProperty("value", "");
    await screen.findByRole("option", { name: /林知远/ });
  });

  it("covers a desk at which nobody was chosen once the first sync has brought an administrator with a PIN", async () => {
    const services = await openAlone();
    const pin = await makePin("2468", random);
    await services.writer.run("test", [create("staff", "staff-lin", { name: "林知远", role: "admin", pin })]);
    await screen.findByRole("heading", { name: "现在是谁在服务台" });
    expect(screen.queryByRole("navigation")).toBeNull();
    await screen.findByRole("option", { name: /林知远/ });
    await userEvent.keyboard("{ArrowDown}{Enter}");
    await enterPin(await screen.findByLabelText("林知远的PIN"), "2468");
    await screen.findByRole("navigation", { name: "模块" });
    expect(services.testHost.settings.staff).toBe("staff-lin");
  });

  it("stays shut, and says so, when the choice cannot be kept", async () => {
    const { input, testHost } = await locked(TWO);
    await screen.findByRole("option", { name: /林知远/ });
    testHost.away = true;
    await userEvent.type(input, "lzy{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("未能保存");
    expect(screen.queryByRole("navigation")).toBeNull();
  });

  it("covers an open dialog too, and gives it back untouched", async () => {
    await openAlone();
    await userEvent.keyboard("{Control>}[Slash]{/Control}");
    await screen.findByRole("dialog", { name: "快捷键一览" });
    await userEvent.keyboard("{Control>}l{/Control}");
    const lock = await screen.findByRole("dialog", { name: "现在是谁在服务台" });
    const { left, top, width, height } = lock.getBoundingClientRect();
    expect([left, top, width, height]).toEqual([0, 0, innerWidth, innerHeight]);
    expect(lock.contains(document.elementFromPoint(innerWidth / 2, innerHeight / 3))).toBe(true);
    await userEvent.keyboard("{Escape}{Escape}");
    expect(lock.checkVisibility()).toBe(true);
  });

  it("leaves the next colleague nothing of a card that stood in the scan box, behind it or after it", async () => {
    const services = await openAlone();
    for (const [id, name, initials] of TWO)
      await services.writer.run("staff.add", [create("staff", id, { name, initials })]);
    const box = (): HTMLInputElement | null => document.querySelector(".scan input");
    const left = (): string =>
      [document.body.textContent, ...[...document.querySelectorAll("input")].map(({ value }) => value)].join(" ");
    // nobody has the first: it stays in the box; the second is half a card
    for (const { typed, shown } of [
      { typed: "002104178899{Enter}", shown: /没有读者用“002104178899”/ },
      { typed: "002104178", shown: null },
    ]) {
      box()?.focus();
      await userEvent.keyboard(typed);
      if (shown !== null) await screen.findByText(shown);
      expect(left()).toContain("002104178");
      await userEvent.keyboard("{Control>}l{/Control}");
      const input = await screen.findByRole("combobox", { name: "姓名或首字母" });
      await waitFor(() => expect(left()).not.toContain("002104178"));
      await screen.findByRole("option", { name: /林知远/ });
      await userEvent.type(input, "lzy{Enter}");
      await screen.findByRole("navigation", { name: "模块" });
      expect([box()?.value, left().includes("002104178")]).toEqual(["", false]);
    }
  });

  it("takes no shortcut of the screens behind it", async () => {
    await locked(TWO);
    await userEvent.keyboard("{Control>}k{/Control}{F1}");
    expect(screen.getAllByRole("dialog").map((dialog) => dialog.className)).toEqual(["lock"]);
  });

  it("has no fault that axe finds", async () => {
    await locked(TWO);
    expect(await findAxeFaults()).toEqual([]);
  });
});
