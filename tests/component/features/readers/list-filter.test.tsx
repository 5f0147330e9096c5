import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { Route } from "wouter";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { chipsOf, withCondition, withoutChip } from "../../../../renderer/features/readers/list/list-filter.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { draftOf } from "../../../../renderer/features/readers/segments/segment-draft.ts";
import type { ReaderListApi } from "../../../../renderer/platform/worker/reader-list-api.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { press } from "../../desk/keys.ts";

afterEach(cleanup);

const category = (code: string, name: string, order: number): Change =>
  create("code", `code-category-${code}`, {
    list: "category",
    code,
    names: { "zh-CN": name, "zh-TW": name, en: code },
    order,
  });
const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  category("adult", "成人读者", 1),
  category("child", "少儿读者", 2),
  create("reader", "r1", { name: "甲", card: "1", category: "adult", owner: "chen", enrolledOn: "2025-01-10" }),
  create("reader", "r2", { name: "乙", card: "2", category: "child", enrolledOn: "2025-01-10" }),
  create("reader", "r3", { name: "丙", card: "3", category: "adult", enrolledOn: "2025-01-10" }),
  create("reader", "r4", { name: "丁", card: "4", category: "adult", enrolledOn: "2025-01-10" }),
  create("segment", "s", {
    name: "成人",
    rule: {
      match: "all",
      groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values: ["adult"] }] }],
    },
    excluded: ["r4"],
  }),
];

async function open(path = "/readers", standIn: (list: ReaderListApi) => ReaderListApi = (list) => list) {
  const services = await createTestServices({ settings: { staff: "chen" } });
  await (await services.writer.run("test", LIBRARY)).confirmed;
  const { worker } = workerInPage(services);
  const readers = standIn(worker.readers as unknown as ReaderListApi); // in the page nothing is remote
  const rendered = await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 600, width: 1280 }}>
        <Route path="/readers">
          <ReadersScreen />
        </Route>
      </div>
      <ToastDock />
    </ScreenKeys>,
    { services: { ...services, worker: { ...worker, readers } as unknown as typeof worker }, path },
  );
  return { ...rendered, services };
}

const names = (): string => [...document.querySelectorAll(".grid-row b")].map((each) => each.textContent).join("");
const stands = (text: string) => waitFor(() => expect(names()).toBe(text));
/** Where no dialog is above it any more. */
const bar = async () => within(await screen.findByRole("region", { name: "列表条件" }));
/** A choice that has the keys. */
const picks = async (title: string, text: string): Promise<void> => {
  const dialog = await screen.findByRole("dialog", { name: title });
  await waitFor(() => expect(dialog.querySelector("[role=combobox]")).toBe(document.activeElement));
  await userEvent.keyboard(`${text}{Enter}`);
};
const grid = (): HTMLElement => screen.getByRole("grid");

describe("the conditions over the list of readers", () => {
  it("come with F and its value at once, change in place, and go with their cross; the number follows", async () => {
    await open();
    await stands("甲乙丙丁");
    grid().focus();
    await press("f", "KeyF");
    await picks("按什么选", "读者类型");
    await picks("读者类型", "成人");
    await stands("甲丙丁");
    const dialog = await screen.findByRole("dialog", { name: "读者类型" });
    await waitFor(() => expect(within(dialog).getByRole("status").textContent).toBe("3 位"));
    await userEvent.click(within(dialog).getByRole("button", { name: /完成/ }));
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await screen.findByRole("button", { name: "占全部 4 位的 75%" });
    expect(await findAxeFaults()).toEqual([]);
    await userEvent.click((await bar()).getByRole("button", { name: "读者类型：成人读者" }));
    const again = within(await screen.findByRole("dialog", { name: "读者类型" }));
    await userEvent.selectOptions(again.getByRole("combobox", { name: "条件：读者类型" }), "都不是");
    await stands("乙");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.click((await bar()).getByRole("button", { name: /^去掉：/ }));
    await stands("甲乙丙丁");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
  });

  it("are kept as a segment from the list, which then says its name", async () => {
    const { services, history } = await open();
    await stands("甲乙丙丁");
    await userEvent.click((await bar()).getByRole("button", { name: "责任馆员" }));
    await picks("责任馆员", "陈雨桐");
    await stands("甲");
    await userEvent.click(
      within(await screen.findByRole("dialog", { name: "责任馆员" })).getByRole("button", { name: /完成/ }),
    );
    await userEvent.click((await bar()).getByRole("button", { name: "存为读者群…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "存为读者群…" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "名称" }), "我的{Enter}");
    await (await bar()).findByRole("button", { name: "读者群：我的" });
    await stands("甲");
    const row = (await services.db.segment.toArray()).find(({ name }) => name === "我的");
    expect(row?.rule?.groups).toMatchObject([{ conditions: [{ field: "owner", is: "any-of", values: ["chen"] }] }]);
    expect(history.get().location).toMatch(/^\/readers(?:\?|$)/);
    expect((await bar()).queryByRole("button", { name: "存为读者群…" })).toBeNull();
  });

  it("leave the person in hand there, and nobody where she is left out, until a key moves", async () => {
    await open();
    await stands("甲乙丙丁");
    grid().focus();
    const active = () => document.querySelector(".grid-row[data-active] b")?.textContent;
    const narrow = async (text: string, then: string): Promise<void> => {
      await userEvent.click((await bar()).getByRole("button", { name: "读者类型" }));
      await picks("读者类型", text);
      await stands(then);
      await userEvent.keyboard("{Control>}{Enter}{/Control}");
      await waitFor(() => expect(document.activeElement).toBe(grid()));
    };
    await userEvent.keyboard("{ArrowDown}{ArrowDown}");
    await narrow("成人", "甲丙丁");
    await waitFor(() => expect(active()).toBe("丙"));
    await userEvent.click((await bar()).getByRole("button", { name: /^清除条件/ }));
    await stands("甲乙丙丁");
    await waitFor(() => expect(active()).toBe("丙"));
    await userEvent.keyboard("{ArrowUp}");
    await narrow("成人", "甲丙丁");
    await waitFor(() => expect(active()).toBe("甲"));
    await press("x", "KeyX");
    expect(screen.queryByText(/^已选/)).toBeNull();
    await userEvent.keyboard("{ArrowUp}");
    await press("x", "KeyX");
    await screen.findByText("已选 1 位", { selector: ".bulk b" });
    expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "选中甲" }).checked).toBe(true);
  });

  it("stay with place and selection when a scan leads elsewhere, and when the list is asked for anew", async () => {
    const { history } = await open();
    await stands("甲乙丙丁");
    await userEvent.click((await bar()).getByRole("button", { name: "读者类型" }));
    await picks("读者类型", "成人");
    await stands("甲丙丁");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await waitFor(() => expect(document.activeElement).toBe(grid()));
    await userEvent.keyboard("{ArrowDown}");
    await press("x", "KeyX");
    const isAsLeft = async (): Promise<void> => {
      await stands("甲丙丁");
      await screen.findByText("已选 1 位", { selector: ".bulk b" });
      await waitFor(() => expect(document.querySelector(".grid-row[data-active] b")?.textContent).toBe("丙"));
      expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "选中丙" }).checked).toBe(true);
    };
    await isAsLeft();
    for (const comeBack of [() => history.back(), () => history.navigate("/readers")]) {
      act(() => history.navigate("/readers/r4"));
      await waitFor(() => expect(screen.queryByRole("grid")).toBeNull());
      act(comeBack);
      await isAsLeft();
    }
    // from the list itself, too
    act(() => history.navigate("/readers"));
    await isAsLeft();
    await userEvent.click((await bar()).getByRole("button", { name: /^清除条件/ }));
    await stands("甲乙丙丁");
    act(() => history.navigate("/"));
    act(() => history.navigate("/readers"));
    await stands("甲乙丙丁");
  });

  it("end with one key, which the bar names, and come back with undo; a scan, a segment and “all readers” bring none of them", async () => {
    const { history } = await open();
    await stands("甲乙丙丁");
    expect((await bar()).queryByText("已筛选")).toBeNull();
    await userEvent.type(screen.getByRole("textbox", { name: "在列表中查找" }), "丙");
    await stands("丙");
    // the list of its own has neither the words nor the rows of the one before
    act(() => history.navigate("/readers?segment=s"));
    await stands("甲丙");
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "在列表中查找" }).value).toBe("");
    expect((await bar()).getByText("已筛选")).toBeTruthy();
    grid().focus();
    await press("x", "KeyX");
    await press("Escape", "Escape");
    await stands("甲丙");
    await press("Escape", "Escape");
    await stands("甲乙丙丁");
    await userEvent.click(await screen.findByRole("button", { name: /撤销/ }));
    await stands("甲丙");
    await userEvent.click(screen.getByRole("link", { name: "全部读者" }));
    await stands("甲乙丙丁");
    expect(history.get().location).toBe("/readers");
  });

  it("are those of a segment that is opened, with whom it leaves out by hand, and all readers without it", async () => {
    await open("/readers?segment=s");
    await stands("甲丙");
    expect((await bar()).getByRole("button", { name: "读者类型：成人读者" })).toBeTruthy();
    await userEvent.click((await bar()).getByRole("button", { name: /^清除条件/ }));
    await stands("甲乙丙丁");
    expect((await bar()).queryByRole("button", { name: /^读者群/ })).toBeNull();
  });

  it("narrow who stands behind a figure, which stays, and keep them as a fixed list", async () => {
    const { services } = await open("/readers?figure=stage:registered");
    await stands("甲乙丙丁");
    expect(document.querySelector(".filter-fixed")?.textContent).toContain("已办证未使用");
    await userEvent.click((await bar()).getByRole("button", { name: "读者类型" }));
    await picks("读者类型", "少儿");
    await stands("乙");
    await userEvent.keyboard("{Control>}{Enter}{/Control}");
    await userEvent.click((await bar()).getByRole("button", { name: "存为读者群…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "存为读者群…" }));
    await userEvent.type(dialog.getByRole("textbox", { name: "名称" }), "名单{Enter}");
    await waitFor(async () =>
      expect((await services.db.segment.toArray()).find(({ name }) => name === "名单")?.fixed).toEqual({
        on: "2026-11-25",
        readers: ["r2"],
      }),
    );
  });

  it("give a task for those behind a figure its words, which are replaced by what is typed", async () => {
    const { services } = await open("/readers?figure=stage:registered");
    await stands("甲乙丙丁");
    grid().focus();
    await press("a", "KeyA", { ctrl: true });
    await screen.findByText("已选 4 位", { selector: ".bulk b" });
    await press("t", "KeyT");
    const text = await screen.findByRole<HTMLInputElement>("textbox", { name: "内容" });
    await waitFor(() => expect(document.activeElement).toBe(text));
    expect(text.value).toContain("已办证未使用");
    await userEvent.keyboard("打个电话{Enter}");
    await waitFor(async () => expect(await services.db.task.count()).toBe(4));
    expect((await services.db.task.toArray()).map(({ text: said }) => said)).toEqual(Array(4).fill("打个电话"));
  });

  it("say why nobody could be counted, nothing of how many, and count again at a press", async () => {
    let isBroken = true;
    const { container } = await open("/readers?figure=stage:registered", (list) => ({
      ...list,
      part: (asked, from, to) => (isBroken ? Promise.reject(new Error("disk I/O error")) : list.part(asked, from, to)),
    }));
    await screen.findByText(/disk I\/O error/);
    expect(container.textContent).not.toContain("0 位");
    isBroken = false;
    await userEvent.click(screen.getByRole("button", { name: "再试一次" }));
    await stands("甲乙丙丁");
  });
});

describe("a rule as chips", () => {
  const is = (field: string) => ({ field, is: "known" as const });
  const draft = (match: "all" | "any", ...groups: { match: "all" | "any"; conditions: ReturnType<typeof is>[] }[]) =>
    draftOf({ name: "", rule: { match, groups } });
  it("is one for each row, one for rows joined by or, and one for a rule that is joined by or", () => {
    const rule = draft(
      "all",
      { match: "all", conditions: [is("owner"), is("tags")] },
      { match: "any", conditions: [is("age"), is("unit")] },
    );
    expect(chipsOf(rule).map(({ tag }) => tag)).toEqual(["row", "row", "group"]);
    expect(withCondition(rule, is("branch"))?.groups.map(({ conditions }) => conditions.length)).toEqual([3, 2]);
    const [, second, group] = chipsOf(rule);
    if (second === undefined || group === undefined) throw new Error("no chips");
    expect(withoutChip(rule, second).groups.map(({ conditions }) => conditions.length)).toEqual([1, 2]);
    expect(withoutChip(rule, group).groups.map(({ conditions }) => conditions.length)).toEqual([2]);
    const either = draft(
      "any",
      { match: "all", conditions: [is("owner")] },
      { match: "all", conditions: [is("tags")] },
    );
    expect([chipsOf(either).map(({ tag }) => tag), withCondition(either, is("branch"))]).toEqual([["whole"], null]);
    expect(withoutChip(either, { tag: "whole" }).groups).toEqual([{ match: "all", conditions: [] }]);
    const ors = draft("all", { match: "any", conditions: [is("owner"), is("tags")] });
    expect(withCondition(ors, is("branch"))?.groups.map(({ match, conditions }) => [match, conditions.length])).toEqual(
      [
        ["any", 2],
        ["all", 1],
      ],
    );
  });
});
