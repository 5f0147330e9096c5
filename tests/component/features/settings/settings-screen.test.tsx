/** What the settings say and change. It takes long, as the whole program stands around them in each test. */
import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { App } from "../../../../renderer/app/app.tsx";
import { create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import "../../../../renderer/styles/index.css";
import { presetsId } from "#shared/model/settings/quick-log-presets.ts";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { write } from "../../../support/write.ts";
import { compose } from "../../desk/keys.ts";

async function openSettings() {
  const services = await createTestServices();
  await services.writer.run("staff.add", [create("staff", "staff-chen", { name: "陈雨桐", initials: "cyt" })]);
  // as in the window, where the page ends with it
  const container = document.body.appendChild(Object.assign(document.createElement("div"), { id: "root" }));
  render(
    <App services={{ ...services, ...workerInPage(services) }} acts={services.acts} i18n={await createI18n("zh-CN")} />,
    { container },
  );
  await screen.findByRole("navigation", { name: "模块" });
  await userEvent.keyboard("{Control>}[Comma]{/Control}");
  await screen.findByRole("heading", { name: "设置", level: 1 });
  return services;
}

describe("the settings", () => {
  it("opened by their key have the cursor in their search box", async () => {
    await openSettings();
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("searchbox", { name: "查找设置" }));
  });

  it("say where this computer stands: at a counter unless somebody has said otherwise", async () => {
    const { testHost } = await openSettings();
    const place = await screen.findByRole<HTMLSelectElement>("combobox", { name: "这台电脑放在" });
    expect(place.selectedOptions[0]?.text).toMatch(/^柜台/);
    await userEvent.selectOptions(place, "办公室：读者看不见屏幕");
    await expect.poll(() => testHost.settings.deskPlace).toBe("office");
    await userEvent.selectOptions(place, "柜台：读者看得见屏幕");
    await expect.poll(() => testHost.settings.deskPlace).toBe("counter");
  });

  it("change the language at once, without a restart, the page's own language too", async () => {
    const { testHost } = await openSettings();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "语言" }), "English");
    await screen.findByRole("heading", { name: "Settings", level: 1 });
    expect(document.documentElement.lang).toBe("en");
    expect(testHost.settings.language).toBe("en");
  });

  it("change whose rules the library follows", async () => {
    const { db } = await openSettings();
    const rules = await screen.findByRole("combobox", { name: "所在地区" });
    await userEvent.selectOptions(rules, "台湾");
    await expect.poll(async () => (await db.setting.get("setting-jurisdiction"))?.value).toBe("taiwan");
    await userEvent.selectOptions(rules, "中国大陆");
    await expect.poll(async () => (await db.setting.get("setting-jurisdiction"))?.value).toBe("mainland");
  });

  it("let a library in Taiwan choose in which years its days are shown, on a screen in its own language alone", async () => {
    const { testHost, writer } = await openSettings();
    expect(screen.queryByRole("combobox", { name: /纪年|紀年/ })).toBeNull();
    await writer.run("test", [create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "taiwan" })]);
    expect(screen.queryByRole("combobox", { name: /纪年|紀年/ })).toBeNull();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "语言" }), "繁體中文");
    const years = await screen.findByRole<HTMLSelectElement>("combobox", { name: "紀年" });
    expect([years.selectedOptions[0]?.text, testHost.settings.calendar]).toEqual(["民國", undefined]);
    await userEvent.selectOptions(years, "西元");
    await expect.poll(() => testHost.settings.calendar).toBe("western");
  });

  it("change to the dark theme at once", async () => {
    await openSettings();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "外观" }), "深色");
    expect(document.documentElement.dataset.theme).toBe("dark");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "外观" }), "浅色");
    expect(document.documentElement.dataset.theme).toBe("light");
  });

  it("say whether they belong to this computer or to the library, and are found by a word in them", async () => {
    await openSettings();
    await userEvent.type(screen.getByRole("searchbox"), "前缀");
    expect(screen.getAllByRole("heading", { level: 2 }).map((heading) => heading.textContent)).toEqual(["扫描枪"]);
    expect(screen.getByText("这台电脑")).toBeTruthy();
    await userEvent.clear(screen.getByRole("searchbox", { name: "查找设置" }));
    await write(screen.getByRole("searchbox", { name: "查找设置" }), "添加分馆");
    expect(screen.getAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent)).toEqual(["分馆"]);
  });

  it("stand in a list at the left, which says where one is and goes to each", async () => {
    await openSettings();
    const list = within(screen.getByRole("navigation", { name: "设置的各节" }));
    const current = (): readonly (string | null)[] =>
      list.getAllByRole("button", { current: true }).map(({ textContent }) => textContent);
    expect(current()).toEqual(["显示与语言"]);
    // once the sections above it have read what they show
    await screen.findByRole("combobox", { name: "评分方式" });
    await userEvent.click(list.getByRole("button", { name: "日历" }));
    const head = screen.getByRole("heading", { name: "日历" });
    expect(document.activeElement).toBe(head);
    const body = head.closest(".settings-body");
    await expect.poll(() => current()).toEqual(["日历"]);
    expect(Math.abs((head.getBoundingClientRect().top ?? 0) - (body?.getBoundingClientRect().top ?? 0))).toBeLessThan(
      40,
    );
    // the frame stays where it is
    expect(screen.getByRole("searchbox", { name: "查找设置" }).getBoundingClientRect().top).toBeGreaterThan(0);
    body?.scrollTo(0, 0);
    await expect.poll(() => current()).toEqual(["显示与语言"]);
    await userEvent.type(screen.getByRole("searchbox", { name: "查找设置" }), "前缀");
    expect(list.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["扫描枪"]);
    expect(await findAxeFaults(document.body)).toEqual([]);
  });

  it("learn a scanner from one scan", async () => {
    const { testHost } = await openSettings();
    const box = screen.getByRole("textbox", { name: "测试" });
    await userEvent.type(box, "002104178853{Enter}");
    await screen.findByText(/已识别 002104178853/);
    expect(testHost.settings.scanner).toMatchObject({ suffix: "enter", prefix: "" });
  });

  it("learn a scanner while an input method takes every key", async () => {
    const { testHost } = await openSettings();
    const box = screen.getByRole<HTMLInputElement>("textbox", { name: "测试" });
    box.focus();
    await compose("cd002");
    const taken = (code: string, shiftKey = false): boolean =>
      box.dispatchEvent(
        new KeyboardEvent("keydown", {
          key: "Process",
          code,
          keyCode: 229,
          isComposing: true,
          shiftKey,
          bubbles: true,
          cancelable: true,
        }),
      );
    for (const code of ["ShiftLeft", "KeyC", "KeyD"]) taken(code, true);
    for (const code of ["Digit0", "Digit0", "Digit2", "Minus", "Numpad8", "Enter"]) taken(code);
    await screen.findByText(/已识别 CD002-8/);
    expect(box.value).toBe("");
    expect(document.activeElement).toBe(box);
    expect(testHost.settings.scanner).toMatchObject({ suffix: "enter", prefix: "" });
  });

  it("reorder the desk's keys by buttons, as one record per desk", async () => {
    const { db, start } = await openSettings();
    const first = (): string => screen.getByRole<HTMLSelectElement>("combobox", { name: "Alt 1 登记的类别" }).value;
    await screen.findByRole("combobox", { name: "Alt 1 登记的类别" });
    const second = screen.getByRole<HTMLSelectElement>("combobox", { name: "Alt 2 登记的类别" }).value;
    await userEvent.click(screen.getByRole("button", { name: /reference.*上移|咨询.*上移/ }));
    await expect.poll(first).toBe(second);
    expect((await db.setting.get(presetsId(start.installation)))?.desk).toBe(start.installation);
  });

  it("name the language over each column of a code list, above its fields", async () => {
    const { writer } = await openSettings();
    await writer.run("code.add", [
      create("code", "c1", {
        list: "category",
        code: "c1",
        names: { "zh-CN": "教师", "zh-TW": "教師", en: "Teacher" },
        order: 1,
      }),
    ]);
    for (const [language, value] of [
      ["简体中文", "教师"],
      ["繁體中文", "教師"],
      ["English", "Teacher"],
    ] as const) {
      const field = await screen.findByDisplayValue(value);
      const head = screen.getByText(language, { selector: "li[aria-hidden] span" });
      expect(field.ariaLabel).toContain(language);
      expect(Math.abs(head.getBoundingClientRect().left - field.getBoundingClientRect().left)).toBeLessThan(1);
      expect(head.getBoundingClientRect().bottom).toBeLessThanOrEqual(field.getBoundingClientRect().top);
    }
  });

  it("say whom other cut points would move before they are taken, and refuse what does not fit", async () => {
    const { db, writer } = await openSettings();
    await writer.run("test", [
      create("reader", "often", { name: "张素琴", card: "1" }),
      ...Array.from({ length: 8 }, (_, n) =>
        create("activity", `a${n}`, { reader: "often", on: `2026-11-${String(n + 10)}`, kind: "loan", quantity: 10 }),
      ),
    ]);
    const forFour = await screen.findByRole("spinbutton", { name: "利用天数：至少几天，得 4 分" });
    await userEvent.clear(forFour);
    await userEvent.type(forFour, "60");
    expect(screen.getByText(/要填整数/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "采用" })).toHaveProperty("ariaDisabled", "true");
    await userEvent.clear(forFour);
    await userEvent.type(forFour, "8");
    const forThree = screen.getByRole("spinbutton", { name: "利用天数：至少几天，得 3 分" });
    await userEvent.clear(forThree);
    await userEvent.type(forThree, "5");
    // 8 days and 88 points: F 2 becomes 4, and with V 4 that is a core reader
    expect(await screen.findByText("1 位读者里 1 位会改分；1 位会成为核心读者，0 位不再是")).toBeTruthy();
    expect(await db.setting.get("setting-value")).toBeUndefined();
    await userEvent.click(screen.getByRole("button", { name: "采用" }));
    await expect
      .poll(async () => (await db.setting.get("setting-value"))?.value)
      .toMatchObject({ cuts: { frequency: [52, 8, 5, 3, 1] }, scoring: "cuts" });
    await expect.poll(() => screen.getByRole("button", { name: "采用" })).toHaveProperty("ariaDisabled", "true");
  });

  it("hide a colleague who left, and keep the record", async () => {
    const { db } = await openSettings();
    await userEvent.click(await screen.findByRole("button", { name: "停用 陈雨桐" }));
    await expect.poll(async () => (await db.staff.get("staff-chen"))?.hidden).toBe(true);
  });

  it("keep the old value, and say so, when the host does not answer", async () => {
    const { testHost } = await openSettings();
    testHost.away = true;
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "显示密度" }), "紧凑");
    await expect.poll(() => document.querySelector(".toast")?.textContent).toContain("未能保存");
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "显示密度" }).value).toBe("standard");
  });

  it("have no fault that axe finds", async () => {
    await openSettings();
    expect(await findAxeFaults()).toEqual([]);
  });
});
