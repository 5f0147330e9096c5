import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, describe, expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { shownColumns } from "../../../../renderer/features/readers/list/list-columns.ts";
import { ReadersScreen } from "../../../../renderer/features/readers/readers-screen.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";
import { ScreenKeys } from "../../../support/screen-keys.tsx";
import { workerInPage } from "../../../support/worker-in-page.ts";
import { paperOf, press } from "../../desk/keys.ts";

afterEach(cleanup);

const ALL = ["name", "stage", "lastUse", "days", "open", "owner", "tags", "enrolledOn"];

interface Opening {
  readonly columns?: readonly string[];
  readonly width?: number;
  readonly services?: TestServices;
  /** The worker never answers for use. */
  readonly isUseSilent?: boolean;
}

async function open({ columns, width = 1280, services: known, isUseSilent = false }: Opening = {}) {
  const settings = columns === undefined ? {} : { readerColumns: [...columns] };
  const services = known ?? (await createTestServices({ settings }));
  if (known === undefined)
    await services.writer.run("test", [
      create("branch", "b", { name: "城东馆" }),
      create("staff", "chen", { name: "陈雨桐" }),
      create("reader", "ann", {
        name: "张素琴",
        card: "001",
        branch: "b",
        owner: "chen",
        tags: ["读书会"],
        enrolledOn: "2020-03-01",
      }),
      create("reader", "bo", { name: "李小明", card: "002", branch: "b" }),
      ...["2026-11-20", "2026-11-21", "2026-10-02"].map((on, index) =>
        create("activity", `use-${index}`, { reader: "ann", kind: "loan", on }),
      ),
      create("task", "t1", { text: "回电话", about: { kind: "reader", id: "ann" } }),
      create("task", "t2", { text: "做过了", about: { kind: "reader", id: "ann" }, done: 1_700_000_000_000 }),
      create("feedback", "f1", {
        text: "太吵",
        type: "complaint",
        status: "registered",
        receivedAt: 300,
        channel: "desk",
        reader: "ann",
      }),
      create("task", "t3", { text: "查一查", about: { kind: "feedback", id: "f1" } }),
    ]);
  const { worker } = workerInPage(services);
  const segments = { ...worker.segments, ...(isUseSilent && { knownUse: () => new Promise<never>(() => undefined) }) };
  const rendered = await renderWithServices(
    <ScreenKeys>
      <div style={{ display: "grid", height: 500, width }}>
        <ReadersScreen />
      </div>
    </ScreenKeys>,
    { services: { ...services, worker: { ...worker, segments } as unknown as typeof worker }, path: "/readers" },
  ); // methods answer promises as comlink's do
  await screen.findByText("张素琴");
  return { ...rendered, services };
}

/** Also behind a dialog. */
const heads = (): readonly (string | null)[] =>
  [...document.querySelectorAll('[role="columnheader"]')].map(({ textContent }) => textContent);
const rowOf = (name: string): HTMLElement => {
  const row = screen.getByText(name).closest<HTMLElement>('[role="row"]');
  if (row === null) throw new Error("no row");
  return row;
};

describe("the columns of the list of readers", () => {
  it("tell stage, last use with the open days since, days, open work, colleague, tags and card since", async () => {
    const { history } = await open({ columns: ALL });
    expect(heads()).toEqual(["姓名", "阶段", "最近利用", "365 天利用", "未办", "责任馆员", "标签", "办证日期"]);
    await waitFor(() => expect(rowOf("张素琴").textContent).toMatch(/2026-11-21 4 开放日33陈雨桐#读书会2020-03-01$/));
    await waitFor(() => expect(rowOf("李小明").textContent).toMatch(/未指定$/));
    expect(await findAxeFaults()).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "张素琴：未办 3 件" }));
    expect(history.get().location).toBe("/readers/ann");
  });

  it("show names and records, while the library's use is on its way", async () => {
    await open({ columns: ALL, isUseSilent: true });
    await waitFor(() => expect(rowOf("张素琴").textContent).toBe("张素琴3陈雨桐#读书会2020-03-01"));
  });

  it("are chosen and moved by keys, keep the focus, and are kept on this computer", async () => {
    const { services } = await open();
    const grid = screen.getByRole("grid");
    await userEvent.click(screen.getByRole("button", { name: "列 7 / 14" }));
    const dialog = within(await screen.findByRole("dialog", { name: "列表的列" }));
    const owner = dialog.getByRole("checkbox", { name: "责任馆员" });
    owner.focus();
    await userEvent.keyboard(" ");
    await waitFor(() => expect(heads().at(-1)).toBe("责任馆员"));
    dialog.getByRole("checkbox", { name: "读者证号" }).focus();
    await press("ArrowDown", "ArrowDown", { alt: true });
    await waitFor(() => expect(heads().slice(0, 3)).toEqual(["姓名", "读者类型", "读者证号"]));
    expect(document.activeElement).toBe(dialog.getByRole("checkbox", { name: "读者证号" }));
    // above the name nothing goes
    await press("ArrowUp", "ArrowUp", { alt: true });
    await press("ArrowUp", "ArrowUp", { alt: true });
    await waitFor(() => expect(heads().slice(0, 2)).toEqual(["姓名", "读者证号"]));
    expect(document.activeElement).toBe(dialog.getByRole("checkbox", { name: "读者证号" }));
    await userEvent.click(dialog.getByRole("checkbox", { name: "单位" }));
    await userEvent.click(dialog.getByRole("button", { name: "完成" }));
    await waitFor(() => expect(document.activeElement).toBe(grid));
    const chosen = heads();
    expect(chosen).toEqual(["姓名", "读者证号", "读者类型", "电话", "分馆", "有效期至", "责任馆员"]);
    const kept = services.start.settings;
    cleanup();
    const written = await services.testHost.call("settings.write", {});
    expect([kept.readerColumns, written.ok && written.value.readerColumns]).toEqual([
      undefined,
      ["name", "card", "category", "phones", "branch", "expiresOn", "owner"],
    ]);
    await open({ columns: written.ok ? (written.value.readerColumns ?? []) : [] });
    expect(heads()).toEqual(chosen);
  });

  it("give way in a narrow window: card, stage and expiry first", async () => {
    await open({ columns: ["name", "card", "category", "expiresOn", "stage", "owner", "tags"], width: 520 });
    expect(heads()).toEqual(["姓名", "读者类型", "责任馆员", "标签"]);
    expect(screen.getByRole("button", { name: "列 4 / 14" }).title).toContain("先让位");
  });

  it("are the usual ones where this computer has noted none that are known", () => {
    expect(shownColumns(["column-of-a-later-program"])).toEqual(shownColumns(undefined));
    expect(shownColumns(["open", "column-of-a-later-program", "card"])).toEqual(["name", "open", "card"]);
  });
});

it("prints the columns that are chosen, in their order, with what they tell, whoever is in view", async () => {
  await open({
    columns: ["name", "owner", "card", "days", "open", "stage", "enrolledOn", "tags", "branch"],
    width: 400,
  });
  await screen.findByText("张素琴");
  const paper = await paperOf(async () => {
    let across = "";
    addEventListener("afterprint", () => (across = getComputedStyle(document.body).page), { once: true });
    await press("p", "KeyP", { ctrl: true });
    // so many stand beside each other only across the page
    await waitFor(() => expect(across).toBe("wide"));
  });
  const [head, ...rows] = paper.filter((line) => line.includes("\t")).map((line) => line.split("\t"));
  expect(head).toEqual(["姓名", "责任馆员", "读者证号", "365 天利用", "未办", "阶段", "办证日期", "标签", "分馆"]);
  const ann = rows.find(([name]) => name === "张素琴") ?? [];
  expect(ann.slice(0, 3)).toEqual(["张素琴", "陈雨桐", "001"]);
  expect(ann.slice(3, 6)).toEqual(["3", "3", expect.stringMatching(/\S/)]);
  expect(ann.slice(6)).toEqual(["2020-03-01", "#读书会", "城东馆"]);
});
