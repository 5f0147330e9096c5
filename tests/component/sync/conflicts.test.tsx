/** Conflicts, decided and taken back. It takes long, as each begins with records written at two computers. */
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { DEFAULT_VALUE_RULES } from "#shared/analysis/value-rules.ts";
import { takenListId } from "#shared/import-export/refresh/taken-list.ts";
import type { Json } from "#shared/kernel/json.ts";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { presetsId } from "#shared/model/settings/quick-log-presets.ts";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { VALUE_RULES_ID } from "#shared/model/settings/stored-value-rules.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { shapeSettingId } from "#shared/rules/thresholds.ts";

import { create, edit, remove } from "../../../renderer/db/write/changes.ts";
import { write } from "../../support/write.ts";
import { charCode, pause, press } from "../desk/keys.ts";
import { findToast } from "../desk/open-desk.tsx";
import { LI, openSync, seenByAll, threeConflicts, writtenElsewhere } from "./open-sync.tsx";

/** Longer than the silence after which N and E act. */
const SILENCE_MS = 200;

const field = (name: RegExp): Promise<HTMLElement> => screen.findByRole("group", { name });
const radio = (group: HTMLElement, name: RegExp): HTMLInputElement => within(group).getByRole("radio", { name });
const badge = (): string | undefined => document.querySelector('.rail a[href="/sync"] .badge')?.textContent;

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json; // what was JSON is JSON

const reviewHasFocus = (): Promise<void> =>
  waitFor(() => expect(document.activeElement?.closest("fieldset.conflict")).toBeTruthy());

/**
 * A scanner's keys in one piece and 5 ms apart by the keyboard's clock, however slow the machine: the browser's own
 * protocol may be parted by the silence.
 */
function burst(code: string): void {
  const start = performance.now();
  const down = (key: string, place: string, index: number): void => {
    const event = new KeyboardEvent("keydown", { key, code: place, bubbles: true, cancelable: true });
    Object.defineProperty(event, "timeStamp", { value: start + index * 5 });
    document.activeElement?.dispatchEvent(event);
  };
  for (const [index, char] of [...code].entries()) down(char, charCode(char), index);
  down("Enter", "Enter", code.length);
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keyup", { key: "Enter", code: "Enter", bubbles: true, cancelable: true }),
  );
}

describe("a field that two computers changed", () => {
  it("shows what stood before, both values, who wrote them and when, and which is in use", async () => {
    await openSync({ prepare: threeConflicts });
    const phones = await field(/电话/);
    expect(phones.textContent).toContain("修改前135****0091");
    expect(radio(phones, /^这台电脑 现在用/).checked).toBe(true);
    expect(within(phones).getByText("138****7720")).toBeTruthy();
    expect(within(phones).getByText("138****7702")).toBeTruthy();
    expect(phones.textContent).toContain("周敏 · 今天 10:27");
    expect((await field(/联系意愿/)).textContent).toContain("先按“不同意”执行，直到有人决定");
    expect(badge()).toBe("待处理3");
  });

  it("decides once by a double click: its second half hits neither the same question nor the next", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    await field(/电话/);
    const before = await services.db.log.count();
    await userEvent.dblClick(screen.getByRole("button", { name: /定下并看下一处/ }));
    await findToast(/^已定下/);
    await waitFor(() => expect(badge()).toBe("待处理2"));
    expect(await services.db.log.count()).toBe(before + 1);
  });

  it("keeps protected values masked until Ctrl+I is held, records the look, and then underlines what changed", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    const note = await field(/备注/);
    expect(note.textContent).toContain("****");
    const keys = userEvent.setup();
    await keys.keyboard("{Control>}{i>}");
    await waitFor(() =>
      expect([...note.querySelectorAll("ins")].map((part) => part.textContent)).toEqual(["爱看昆虫，", "四年级"]),
    );
    expect(await services.db.reveal.toArray()).toMatchObject([
      { about: { kind: "reader", id: LI }, fields: ["note", "phones"], staff: "s1" },
    ]);
    await keys.keyboard("{/i}{/Control}");
    await waitFor(() => expect(note.querySelector("ins")).toBeNull());
  });

  it("is decided by keys alone, and the next one takes the focus", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    await reviewHasFocus();
    expect(document.activeElement?.closest("fieldset")?.textContent).toContain("联系意愿");
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("已定下：联系意愿：短信 · 活动邀请");
    expect((await services.db.reader.get(LI))?.consents?.["sms.event"]).toMatchObject({ given: true, how: "form" });
    await waitFor(() => expect(document.activeElement?.closest("fieldset")?.textContent).toContain("备注"));
    await waitFor(() => expect(badge()).toBe("待处理2"));
    await press("3", "Digit3");
    await press("n", "KeyN");
    await findToast("两者都留下了：备注");
    expect((await services.db.reader.get(LI))?.note?.split("\n")).toHaveLength(2);
    await press("2", "Digit2");
    await press("n", "KeyN");
    await screen.findByText(/^暂无待处理冲突/);
    expect((await services.db.reader.get(LI))?.phones).toEqual(["13812347702"]);
    expect((await services.db.reader.get(LI))?.open).toBeUndefined();
    await waitFor(() => expect(badge()).toBeUndefined());
  });

  it("is decided for the whole reader at once, as one act that undo takes back", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    await userEvent.click(radio(await field(/备注/), /^儿童馆|^电脑 BBBB/));
    await userEvent.click(screen.getByRole("checkbox", { name: /^这位读者的 3 处都采用/ }));
    await userEvent.click(screen.getByRole("button", { name: /定下并看下一处/ }));
    await findToast(/定下 3 处$/);
    expect(await services.db.reader.get(LI)).toMatchObject({
      phones: ["13812347702"],
      note: "孙女读四年级，常一起来，每周六上午都在。",
    });
    await userEvent.click(await screen.findByRole("button", { name: /撤销/ }));
    await waitFor(async () =>
      expect(await services.db.reader.get(LI)).toMatchObject({ phones: ["13812347720"], open: 1 }),
    );
    // asked again, with both values and whose they are, and it can be decided by keys once more
    await waitFor(() => expect(badge()).toBe("待处理3"));
    const phones = await field(/电话/);
    expect(radio(phones, /^这台电脑 现在用/).checked).toBe(true);
    expect(within(phones).getByText("138****7702")).toBeTruthy();
    expect(phones.textContent).toContain("周敏 · 今天 10:27");
  });

  it("is written by hand with E", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    await userEvent.click(radio(await field(/备注/), /^这台电脑/));
    await press("e", "KeyE");
    const dialog = await screen.findByRole("dialog", { name: "手改" });
    // its field shows the protected words
    expect(await services.db.reveal.toArray()).toMatchObject([
      { about: { kind: "reader", id: LI }, fields: ["note"], staff: "s1" },
    ]);
    const text = within(dialog).getByRole("textbox");
    await userEvent.clear(text);
    await write(text, "孙女读四年级，爱看昆虫");
    await userEvent.click(within(dialog).getByRole("button", { name: "采用此值" }));
    await findToast("已定下：备注");
    expect((await services.db.reader.get(LI))?.note).toBe("孙女读四年级，爱看昆虫");
  });

  it("is left alone by single keys outside the review, where they are turned off, and by a scanner's burst", async () => {
    const { services } = await openSync({ prepare: threeConflicts });
    await reviewHasFocus();
    screen.getByRole("button", { name: /立即同步/ }).focus();
    await press("n", "KeyN");
    // before it is known that no scanner has sent it, the focus is in the review again
    document.querySelector<HTMLElement>(".review input:checked")?.focus();
    await pause(SILENCE_MS);
    burst("N0210388E142N");
    await pause(SILENCE_MS);
    expect(await services.db.reader.get(LI)).toMatchObject({ open: 1 });
    expect((await services.db.log.toArray()).some(({ entry }) => entry.command === "conflict.decide")).toBe(false);
    cleanup();
    const off = await openSync({ prepare: threeConflicts, settings: { singleKeys: false } });
    await reviewHasFocus();
    await press("n", "KeyN");
    await pause(SILENCE_MS);
    expect((await off.services.db.log.toArray()).some(({ entry }) => entry.command === "conflict.decide")).toBe(false);
  });
});

describe("a setting that two computers changed", () => {
  it.each<
    [name: string, id: string, seen: Json, ours: Json, theirs: Json, shown: readonly [ours: string, theirs: string]]
  >([
    ["所在地区", JURISDICTION_ID, "mainland", "taiwan", "other", ["台湾", "其他地区"]],
    ["每小时费用", REPORT_RATE_ID, 30, 35, 40.5, ["35", "40.5"]],
    [
      "敏感类目",
      SENSITIVE_CLASSES_ID,
      ["B9", "D", "R"],
      ["B9", "D", "R", "J"],
      ["B9", "R"],
      ["D：是\nJ：是", "D：否\nJ：否"],
    ],
    ["敏感类目", SENSITIVE_CLASSES_ID, ["B9"], ["B9", "R"], [], ["B9：是\nR：是", "B9：否\nR：否"]],
    [
      "快速登记",
      presetsId("another"),
      [{ purpose: "directional" }, { purpose: "reference" }, { purpose: "find" }],
      [{ purpose: "directional" }, { purpose: "find" }, { purpose: "reference" }],
      [{ purpose: "directional" }, { purpose: "reference" }],
      ["Alt 2 登记的类别：找书\nAlt 3 登记的类别：咨询", "Alt 2 登记的类别：咨询\nAlt 3 登记的类别：空"],
    ],
    ["证即将到期", ruleSettingId("card-expires"), true, false, true, ["否", "是"]],
  ])("is called %s, and only what differs is shown", async (name, id, seen, ours, theirs, shown) => {
    const { services } = await openSync({
      prepare: async (made) => {
        await made.writer.run(
          "test.codes",
          [["reference", "咨询"] as const, ["find", "找书"] as const].map(([code, word]) =>
            create("code", `purpose/${code}`, {
              list: "purpose",
              code,
              names: { "zh-CN": word, "zh-TW": word, en: word },
            }),
          ),
        );
        await seenByAll(made, [{ kind: "setting", id, cells: { name: "value", value: seen } }]);
        await made.writer.run("setting.edit", [edit("setting", id, { value: ours })]);
        await writtenElsewhere(made, [{ kind: "setting", id, cells: { value: theirs } }]);
      },
    });
    const group = await field(new RegExp(name));
    const texts = [/^这台电脑/, /^电脑 BBBB/].map(
      (side) => radio(group, side).closest("label")?.querySelector(".value")?.textContent,
    );
    expect(texts).toEqual(shown);
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast(`已定下：${name}`);
    expect((await services.db.setting.get(id))?.value).toEqual(theirs);
  });

  it("is not asked about where it is what the program remembers of lists: the later stands", async () => {
    const id = takenListId("readers");
    const { services } = await openSync({
      prepare: async (made) => {
        await seenByAll(made, [{ kind: "setting", id, cells: { name: "value", value: { rows: 20 } } }]);
        await made.writer.run("import.report", [edit("setting", id, { value: { rows: 40 } })]);
        await writtenElsewhere(made, [{ kind: "setting", id, cells: { value: { rows: 60 } } }]);
      },
    });
    await screen.findByText(/^暂无待处理冲突/);
    expect(await services.db.setting.get(id)).toMatchObject({ open: 1 });
    expect(badge()).toBeUndefined();
  });

  it("is called by its name, and only the numbers that differ are shown, each by its own", async () => {
    const ours = { ...DEFAULT_VALUE_RULES, weights: { ...DEFAULT_VALUE_RULES.weights, visitDay: 4 } };
    const theirs = { ...DEFAULT_VALUE_RULES, cuts: { ...DEFAULT_VALUE_RULES.cuts, recency: [10, 30, 90, 365] } };
    const { services } = await openSync({
      prepare: async (made) => {
        await seenByAll(made, [
          { kind: "setting", id: VALUE_RULES_ID, cells: { name: "value", value: asJson(DEFAULT_VALUE_RULES) } },
        ]);
        await made.writer.run("setting.value", [edit("setting", VALUE_RULES_ID, { value: ours })]);
        await writtenElsewhere(made, [{ kind: "setting", id: VALUE_RULES_ID, cells: { value: asJson(theirs) } }]);
      },
    });
    const group = await field(/利用度/);
    const shown = (name: RegExp): string | null | undefined =>
      radio(group, name).closest("label")?.querySelector(".value")?.textContent;
    expect(shown(/^这台电脑/)).toBe("一个到馆日，分：4\n最近利用：最多几天前，得 5 分：14");
    expect(shown(/^电脑 BBBB/)).toBe("一个到馆日，分：1\n最近利用：最多几天前，得 5 分：10");
    expect(group.querySelector(".opt-was .value")?.textContent).toBe(
      "一个到馆日，分：1\n最近利用：最多几天前，得 5 分：14",
    );
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("已定下：利用度");
    expect((await services.db.setting.get(VALUE_RULES_ID))?.value).toEqual(theirs);
  });
});

it("a rule that two computers have shaped says what differs, the segment by its name", async () => {
  const id = shapeSettingId("card-expires");
  const value = (ahead: number, segment: string | null): Json => ({ thresholds: { ahead, open: 30 }, segment });
  await openSync({
    prepare: async (made) => {
      await made.writer.run("test.segment", [create("segment", "g", { name: "少儿" })]);
      await seenByAll(made, [
        { kind: "setting", id, cells: { name: "rule-shape-card-expires", value: value(30, null) } },
      ]);
      await made.writer.run("setting.rule-shape", [edit("setting", id, { value: value(60, null) })]);
      await writtenElsewhere(made, [{ kind: "setting", id, cells: { value: value(30, "g") } }]);
    },
  });
  const group = await field(/调整：证即将到期/);
  const shown = (name: RegExp): string | null | undefined =>
    radio(group, name).closest("label")?.querySelector(".value")?.textContent;
  expect(shown(/^这台电脑/)).toBe("提前多少天提醒：60\n从哪些读者开始：全部读者");
  expect(shown(/^电脑 BBBB/)).toBe("提前多少天提醒：30\n从哪些读者开始：少儿");
});

describe("a record deleted on one computer and changed on the other", () => {
  const deletedHere = async (services: Parameters<typeof threeConflicts>[0]): Promise<void> => {
    await seenByAll(services, [
      { kind: "reader", id: LI, cells: { name: "李卫东", card: "002103881420", unit: "三年级" } },
    ]);
    await services.writer.run("reader.delete", [remove("reader", LI)]);
    await writtenElsewhere(services, [{ kind: "reader", id: LI, cells: { unit: "四年级" } }]);
  };

  it("stays until somebody decides, and is kept by default", async () => {
    const { services } = await openSync({ prepare: deletedHere });
    const group = await field(/删除与修改/);
    await reviewHasFocus();
    expect(group.textContent).toMatch(/谁删除的这台电脑 · 陈雨桐/);
    expect(radio(group, /^保留/).closest("label")?.textContent).toMatch(
      /班级、科室：四年级 电脑 BBBB · 周敏 · 今天 10:27/,
    );
    expect(radio(group, /^保留/).checked).toBe(true);
    await press("n", "KeyN");
    await findToast("已保留这条记录");
    expect((await services.db.reader.get(LI))?.gone).toBeUndefined();
    await screen.findByText(/^暂无待处理冲突/);
  });

  it("is deleted with 2 and N", async () => {
    const { services } = await openSync({ prepare: deletedHere });
    await field(/删除与修改/);
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("已删除这条记录");
    expect((await services.db.reader.get(LI))?.gone).toBe(1);
  });
});

describe("a reader whom two computers merged into different ones", () => {
  it("is asked about, and all of them become one person", async () => {
    const [first, second] = [LI, `${LI.slice(0, -1)}2`];
    const third = `${LI.slice(0, -1)}3`;
    const { services } = await openSync({
      prepare: async (made) => {
        await seenByAll(
          made,
          [first, second, third].map((id, index) => ({
            kind: "reader",
            id,
            cells: { name: ["李卫东", "李卫冬", "李为东"][index] ?? null },
          })),
        );
        await made.writer.run("reader.merge", [
          { act: "cells", kind: "reader", id: third, cells: { ".alias": first } },
        ]);
        await writtenElsewhere(made, [{ kind: "reader", id: third, cells: { ".alias": second } }]);
      },
    });
    const group = await field(/合并/);
    expect(badge()).toBe("待处理1");
    expect(radio(group, /^这台电脑/).closest("label")?.textContent).toContain("并入 李卫东");
    expect(radio(group, /^电脑 BBBB/).closest("label")?.textContent).toMatch(/并入 李卫冬周敏 · 今天 10:27/);
    await reviewHasFocus();
    await press("3", "Digit3");
    await press("n", "KeyN");
    await findToast("已定下：合并");
    expect([(await services.db.reader.get(second))?.as, (await services.db.reader.get(third))?.as]).toEqual([
      first,
      first,
    ]);
    await screen.findByText(/^暂无待处理冲突/);
  });
});

describe("two readers with one card", () => {
  const OTHER = "00000000-0000-7000-8000-000000000002";
  const twice = async ({ writer }: Parameters<typeof threeConflicts>[0]): Promise<void> => {
    await writer.run("test.readers", [
      create("reader", LI, { name: "李卫东", card: "002103881420" }),
      create("reader", OTHER, { name: "李卫冬", card: "002103881420", unit: "二年级" }),
    ]);
  };

  it("are counted, and never proposed as one person: whoever knows it opens one of them to merge", async () => {
    const { services } = await openSync({ prepare: twice });
    const group = await field(/0021 0388 1420/);
    await waitFor(() => expect(badge()).toBe("待处理1"));
    expect(
      within(group)
        .getAllByRole("radio")
        .map((choice) => choice.closest("label")?.querySelector(".value")?.textContent),
    ).toEqual(["李卫东", "李卫冬"]);
    await reviewHasFocus();
    await press("n", "KeyN");
    await press("n", "KeyN");
    expect(screen.getByRole("button", { name: /^定下并看下一处/ }).getAttribute("aria-disabled")).toBe("true");
    expect((await services.db.reader.get(OTHER))?.as).toBeUndefined();
    await userEvent.click(screen.getByRole("link", { name: "李卫冬" }));
    await waitFor(() => expect(document.querySelector(".review")).toBeNull());
  });

  it("are told apart by giving the card to one of them", async () => {
    const { services } = await openSync({ prepare: twice });
    await field(/0021 0388 1420/);
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("证已归 李*冬");
    expect((await services.db.reader.get(LI))?.card).toBeUndefined();
    expect((await services.db.reader.get(OTHER))?.card).toBe("002103881420");
    await screen.findByText(/^暂无待处理冲突/);
    await waitFor(() => expect(badge()).toBeUndefined());
  });

  it("are asked about again once the card that was given to one of them is taken back", async () => {
    const { services } = await openSync({ prepare: twice });
    await field(/0021 0388 1420/);
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("证已归 李*冬");
    await screen.findByText(/^暂无待处理冲突/);
    await userEvent.click(await screen.findByRole("button", { name: /撤销/ }));
    const group = await field(/0021 0388 1420/);
    expect(within(group).getAllByRole("radio", { checked: false })).toHaveLength(2);
    await waitFor(() => expect(badge()).toBe("待处理1"));
    expect((await services.db.reader.bulkGet([LI, OTHER])).map((row) => row?.card)).toEqual([
      "002103881420",
      "002103881420",
    ]);
  });

  it("are asked about again by Ctrl+Z also once the sync centre was left and opened anew", async () => {
    await openSync({ prepare: twice });
    await field(/0021 0388 1420/);
    await reviewHasFocus();
    await press("2", "Digit2");
    await press("n", "KeyN");
    await findToast("证已归 李*冬");
    await screen.findByText(/^暂无待处理冲突/);
    await userEvent.click(screen.getByRole("link", { name: /服务台/ }));
    await waitFor(() => expect(screen.queryByRole("heading", { name: "同步中心" })).toBeNull());
    await userEvent.click(screen.getByRole("link", { name: /同步/ }));
    await screen.findByText(/^暂无待处理冲突/);
    await userEvent.keyboard("{Control>}z{/Control}");
    await field(/0021 0388 1420/);
    await waitFor(() => expect(badge()).toBe("待处理1"));
  });

  it("come after the fields, and either can be put off", async () => {
    await openSync({
      prepare: async (services) => {
        await threeConflicts(services);
        await services.writer.run("test.readers", [
          create("reader", OTHER, { name: "李卫冬", card: "2" }),
          create("reader", `${OTHER.slice(0, -1)}3`, { name: "李为冬", card: "1" }),
        ]);
        await services.writer.run("reader.edit", [edit("reader", OTHER, { card: "1" })]);
      },
    });
    await field(/电话/);
    await userEvent.click(await screen.findByRole("button", { name: "以后再定" }));
    await field(/读者证号/);
    await userEvent.click(screen.getByRole("button", { name: "以后再定" }));
    await field(/电话/);
  });
});
