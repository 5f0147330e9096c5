/**
 * The sheet of figures, its pages, and what goes out of it. It takes long, as each test has a year of its own, and
 * files are read back.
 */
import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { LIBRARY_NAME_ID } from "#shared/model/house.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { REPORT_PAGES } from "../../../../renderer/features/reports/asked.ts";
import { textWorkbook } from "../../../../renderer/worker/export/text-workbook.ts";
import { tableRows } from "../../../../renderer/worker/reports/table-rows.ts";
import { findAxeFaults } from "../../../support/find-axe-faults.ts";
import { formWorkbook } from "../../../support/form-workbook.ts";
import { write } from "../../../support/write.ts";
import { openReportsOf } from "./open-reports.tsx";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const OCTOBER = "span=month&month=2026-10";

const LIBRARY: readonly Change[] = [
  create("staff", "chen", { name: "陈雨桐" }),
  create("branch", "east", { name: "城东馆" }),
  create("reader", "a", { name: "张素琴", card: "001", branch: "east", enrolledOn: "2026-01-10" }),
  create("activity", id(1), { reader: "a", on: "2026-10-02", kind: "visit" }),
  create("activity", id(2), { reader: "a", on: "2026-10-09", kind: "visit" }),
  create("interaction", id(3), {
    reader: "a",
    at: at("2026-10-06"),
    channel: "desk",
    direction: "in",
    purpose: "reference",
    outcome: "answered",
    minutes: 12,
    branch: "east",
  }),
];
const cellsOf = async (name: RegExp | string): Promise<readonly (string | null)[]> =>
  within(await screen.findByRole("row", { name }))
    .getAllByRole("cell")
    .map(({ textContent }) => textContent);

describe("the reports", () => {
  it("show the figures of a month, say what is missing, and open formula and rows", async () => {
    const { container } = await openReportsOf(LIBRARY, OCTOBER);
    expect((await cellsOf(/^总流通人次/)).slice(0, 2)).toEqual(["2", "–"]);
    expect((await cellsOf(/^每千人每年到馆人次/)).at(-1)).toContain("此处无法计算：还没有登记各分馆的服务人口");
    expect(screen.getByRole("button", { name: "每千人每年到馆人次：去填写" })).toBeTruthy();
    expect(await findAxeFaults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "总流通人次：怎么算" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/填报了门禁等计数的月份用填报数/)).toBeTruthy();
    await userEvent.click(dialog.getByRole("button", { name: "看背后的记录" }));
    const row = await screen.findByRole("row", { name: /张素琴/ });
    expect(row.textContent).toBe("读者张素琴–2");
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByRole("row", { name: /^总流通人次/ })).toBeTruthy();
  });

  it("say up to which day use was imported, also on paper", async () => {
    const list = (name: string, until: object): Change =>
      create("setting", `import-batch-${name}`, { name: `import.batch.${name}`, value: { importId: name, until } });
    await openReportsOf(
      [...LIBRARY, list("a", { visit: "2026-11-20" }), list("b", { loan: "2026-11-13", visit: "2026-11-13" })],
      OCTOBER,
    );
    const note = await screen.findByText(/^到馆与利用导入到/);
    expect(note.textContent).toBe(
      "到馆与利用导入到：登记到馆 2026-11-20和借阅 2026-11-13。在这里登记的随时计入；导入缺的日子不算读者没来",
    );
    expect(note.closest(".no-print")).toBeNull();
    cleanup();
    await openReportsOf(LIBRARY, OCTOBER);
    expect(await screen.findByText("没有到馆与利用的导入记录：数字来自这里已有的记录和填报")).toBeTruthy();
  });

  it("say on every page up to which day which use was imported", async () => {
    const list = create("setting", "import-batch-a", {
      name: "import.batch.a",
      value: { importId: "a", until: { visit: "2026-11-20", loan: "2026-11-13" } },
    });
    const { history } = await openReportsOf([...LIBRARY, list], OCTOBER);
    const said =
      "到馆与利用导入到：登记到馆 2026-11-20和借阅 2026-11-13。在这里登记的随时计入；导入缺的日子不算读者没来";
    for (const page of REPORT_PAGES) {
      await act(async () => history.navigate(`/statistics/reports?page=${page}&${OCTOBER}`));
      const onScreen = (await screen.findAllByText(said)).filter((note) => note.getClientRects().length > 0);
      expect([page, onScreen.length]).toEqual([page, 1]);
      // the director's page is printed alone
      if (page === "paper")
        await waitFor(() => expect(document.querySelector(".report-paper .print-only")?.textContent).toBe(said));
    }
  });

  it("take typed figures, close the month, and show a later visit as a correction beside the closed figure", async () => {
    const { services, container } = await openReportsOf(LIBRARY, `page=close&month=2026-10`);
    const value = await screen.findByRole("textbox", { name: "书刊文献外借册次：数字" });
    await write(value, "1，2３4");
    // a number without its source is not taken
    expect((await screen.findAllByText("请写来源")).map(({ className }) => className)).toEqual([
      "field-error",
      "field-error",
    ]);
    const save = screen.getByRole("button", { name: "保存填报", description: "请写来源" });
    await userEvent.click(save);
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "书刊文献外借册次：来源" }));
    expect(await services.db["month-figures"].count()).toBe(0);
    await write(screen.getByRole("textbox", { name: "书刊文献外借册次：来源" }), "Interlib");
    // rows of a spreadsheet, with a head that is none of them
    await userEvent.click(value);
    await userEvent.paste("指标\t数字\t来源\r\n组织读者活动场次\t6\t活动登记\r\n");
    await userEvent.click(screen.getByRole("button", { name: "保存填报" }));
    await expect
      .poll(async () => (await services.db["month-figures"].toArray())[0]?.figures)
      .toEqual({ loans: { value: 1234, source: "Interlib" }, "events-held": { value: 6, source: "活动登记" } });
    await userEvent.click(await screen.findByRole("button", { name: "定稿 2026 年 10 月" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(
      await dialog.findByText(/^12 个指标现在无法计算，不会记下：服务人口、读者活动参加人次、新购文献册数、经费支出、/),
    ).toBeTruthy();
    expect(dialog.getByText("全馆和所有分馆一起定稿：城东馆。")).toBeTruthy();
    await expect
      .poll(() => dialog.getByRole("button", { name: "定稿 2026 年 10 月" }).getAttribute("aria-disabled"))
      .toBeNull();
    await userEvent.click(dialog.getByRole("button", { name: "定稿 2026 年 10 月" }));
    expect(await screen.findByText(/由陈雨桐定稿/)).toBeTruthy();
    expect(await screen.findByText("定稿后没有更正")).toBeTruthy();
    await services.writer.run("test", [create("activity", id(9), { reader: "a", on: "2026-10-20", kind: "visit" })]);
    const section = within(await screen.findByRole("region", { name: "定稿" }));
    expect((await section.findByRole("row", { name: /^总流通人次/ })).textContent).toBe("总流通人次2+1 待记入3");
    expect(await findAxeFaults(container)).toEqual([]);
    // a second closing names the first, whose figure stays
    await userEvent.click(section.getByRole("button", { name: "再次定稿，记入更正" }));
    const again = within(await screen.findByRole("alertdialog"));
    await expect
      .poll(() => again.getByRole("button", { name: "再次定稿，记入更正" }).getAttribute("aria-disabled"))
      .toBeNull();
    await userEvent.click(again.getByRole("button", { name: "再次定稿，记入更正" }));
    expect(await screen.findByText(/由陈雨桐再次定稿/)).toBeTruthy();
    await expect
      .poll(() => section.getByRole("row", { name: /^总流通人次/ }).textContent)
      .toBe("总流通人次2+1 已记入3");
    const seals = await services.db["month-seal"].toArray();
    expect(seals.map(({ figures, after }) => [figures?.visits?.value, after])).toEqual([
      [2, undefined],
      [3, seals[0]?.id],
    ]);
  });

  it("take typed figures from a file, for a person to look at and save, and say what they cannot take", async () => {
    const { services, container } = await openReportsOf(LIBRARY, `page=close&month=2026-10`);
    const input =
      (await screen.findByRole("button", { name: "从文件填入（XLSX、CSV）" })).parentElement?.querySelector("input") ??
      null;
    if (input === null) throw new Error("no file input");
    const upload = (name: string, bytes: BlobPart): Promise<void> =>
      userEvent.upload(input, new File([bytes], name), { applyAccept: false });
    const numberOf = (figure: string): string =>
      screen.getByRole<HTMLInputElement>("textbox", { name: `${figure}：数字` }).value;
    await upload("闸机.pdf", "%PDF-1.7");
    expect((await screen.findByRole("alert")).textContent).toContain("闸机.pdf：读不了，什么也没有填入");
    await upload("空.csv", "指标,数字\n馆藏量,7");
    await expect.poll(() => screen.getByRole("alert").textContent).toContain("空.csv：没有找到指标");
    // Excel's plain CSV of a Chinese system
    const gbk = new Uint8Array([
      0xd7, 0xdc, 0xc1, 0xf7, 0xcd, 0xa8, 0xc8, 0xcb, 0xb4, 0xce, 0x2c, 0x35, 0x30, 0x30, 0x30, 0x0d, 0x0a,
    ]);
    await upload("闸机.csv", gbk);
    expect(await screen.findByText("闸机.csv：填入 1 个数字，请核对后保存")).toBeTruthy();
    expect(numberOf("总流通人次")).toBe("5000");
    const book = await textWorkbook(
      ["指标", "数字", "来源"],
      [
        ["书刊文献外借册次", 1234, "Interlib"],
        ["组织读者活动场次", -3, "活动登记"],
      ],
    );
    await upload("月报.xlsx", book);
    await expect.poll(() => numberOf("书刊文献外借册次")).toBe("1234");
    // what is no number stays to be put right
    const fault = await screen.findByText("请填 0 或更大的数字，小数最多两位", { selector: "td *" });
    // under the field that it is of
    expect(fault.closest("td")?.querySelector("input")?.getAttribute("aria-label")).toBe("组织读者活动场次：数字");
    expect(await findAxeFaults(container)).toEqual([]);
    expect(await services.db["month-figures"].count()).toBe(0);
    await userEvent.clear(screen.getByRole("textbox", { name: "组织读者活动场次：数字" }));
    await userEvent.type(screen.getByRole("textbox", { name: "组织读者活动场次：数字" }), "3");
    await userEvent.click(screen.getByRole("button", { name: "保存填报" }));
    await expect
      .poll(async () => (await services.db["month-figures"].toArray())[0]?.figures)
      .toEqual({
        visits: { value: 5000, source: "闸机.csv" },
        loans: { value: 1234, source: "Interlib" },
        "events-held": { value: 3, source: "活动登记" },
      });
  });

  it("hide one to four persons on each page, in files and in the rows behind them", async () => {
    const people = Array.from({ length: 6 }, (_, n) =>
      create("reader", `w${n}`, { name: "李", card: `1${n}`, branch: "west", enrolledOn: "2026-01-10" }),
    );
    const { saved } = await openReportsOf(
      [...LIBRARY, create("branch", "west", { name: "城西馆" }), ...people],
      `page=branches&${OCTOBER}`,
    );
    // 1 in the east: beside the sum of 7 the 6 in the west would tell
    expect(await cellsOf(/^有效借书证数/)).toEqual(["7", "•", "•"]);
    expect((await cellsOf(/^总流通人次/))[0]).toBe("2");
    await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
    await expect.poll(() => saved.length).toBe(1);
    expect(new TextDecoder().decode(saved[0]?.bytes)).toContain("有效借书证数,7,•,•");
    cleanup();
    await openReportsOf(LIBRARY, OCTOBER);
    const cells = await cellsOf(/^有效借书证数/);
    expect([cells[0], cells.at(-1)?.trim()]).toEqual(["•", "不足 5 人，或能由此推算出来，不显示"]);
    await userEvent.click(screen.getByRole("button", { name: "有效借书证数：怎么算" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("不足 5 人，或能由此推算出来，不显示")).toBeTruthy();
    expect(dialog.queryByRole("button", { name: "看背后的记录" })).toBeNull();
    cleanup();
    // nor by an address
    await openReportsOf(LIBRARY, `${OCTOBER}&rows=valid-cards`);
    expect(await screen.findByText(/^这个数字不显示：不足 5 人/)).toBeTruthy();
    expect(screen.queryByText("张素琴")).toBeNull();
  });

  it("explain the sign for hidden in whichever column it stands", async () => {
    const people = Array.from({ length: 6 }, (_, n) =>
      create("reader", `w${n}`, {
        name: "李",
        card: `1${n}`,
        branch: "east",
        enrolledOn: n < 2 ? "2026-01-10" : "2026-10-05",
      }),
    );
    await openReportsOf([...LIBRARY, ...people], OCTOBER);
    const cells = await cellsOf(/^有效借书证数/);
    expect([cells[0], cells[1]]).toEqual(["7", "•"]);
    expect(cells.at(-1)).toContain("•（上期）：不足 5 人，或能由此推算出来，不显示");
  });

  it("hide one to four persons in the self-audit and among the corrections of a closed month", async () => {
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      figures: { "valid-cards": { value: 3 }, visits: { value: 1 } },
    });
    const { onPage } = await withPages([...LIBRARY, closed], `page=close&${OCTOBER}`);
    const section = within(await screen.findByRole("region", { name: "定稿" }));
    expect((await section.findByRole("row", { name: /^总流通人次/ })).textContent).toBe("总流通人次1+1 待记入2");
    expect(section.queryByRole("row", { name: /^有效借书证数/ })).toBeNull();
    await write(await screen.findByRole("textbox", { name: "城东馆：服务人口" }), "200");
    await userEvent.click(screen.getByRole("button", { name: "保存基础数据" }));
    await onPage("读者自查");
    expect((await cellsOf(/^服务人口覆盖率/)).slice(0, 2)).toEqual(["•", "不足 5 人，或能由此推算出来，不显示"]);
  });

  it("keep a closed month as it was on every page, and give a share of few answers with its numbers", async () => {
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      by: "chen",
      figures: { visits: { value: 1 }, "visits@east": { value: 1 }, loans: { value: 1234, source: "Interlib" } },
    });
    const rated = [5, 5, 4, 4, 2, 1].map((satisfaction, index) =>
      create("interaction", id(60 + index), {
        at: at("2026-10-07"),
        channel: "desk",
        direction: "in",
        purpose: "find",
        branch: "east",
        satisfaction,
      }),
    );
    const { onPage, saved } = await withPages([...LIBRARY, closed, ...rated], `page=branches&${OCTOBER}`);
    // one visit when it was closed, two now
    expect(await cellsOf(/^总流通人次/)).toEqual(["1 · 之后更正 +1，未计入", "1 · 之后更正 +1，未计入"]);
    // Wilson 1927 for 4 of 6: 0.300 to 0.903
    expect(await cellsOf(/^服务满意率（馆员记录）/)).toEqual(["4 / 6（30% 到 90.3%）", "4 / 6（30% 到 90.3%）"]);
    await onPage("馆长简报");
    expect(await screen.findByText("总流通 1 人次，上期没有数字")).toBeTruthy();
    expect((await cellsOf(/^服务满意率（馆员记录）/))[0]).toBe("4 / 6（30% 到 90.3%）");
    await onPage("指标");
    expect((await cellsOf(/^服务满意率（馆员记录）/))[0]).toBe("4 / 6（30% 到 90.3%）");
    await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
    await expect.poll(() => new TextDecoder().decode(saved[0]?.bytes)).toMatch(/服务满意率（馆员记录）,0\.66.*n = 6/);
    await onPage("读者自查");
    expect((await cellsOf(/^服务满意率（馆员记录）/))[0]).toBe("4 / 6（30% 到 90.3%）");
    await onPage("月报定稿");
    const section = within(await screen.findByRole("region", { name: "定稿" }));
    // what it was closed with is not typed in any more
    expect((await section.findByRole("row", { name: /^书刊文献外借册次/ })).textContent).toBe(
      "书刊文献外借册次1,234此处无法计算",
    );
  });

  it("say of how many a closed share was, not of how many it would be now, on the page and in each file", async () => {
    const share = { value: 4 / 6, of: 6 };
    const shares = ["satisfaction", "satisfaction@east", "fill-rate", "fill-rate@east"];
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      by: "chen",
      figures: Object.fromEntries(shares.map((figure) => [figure, share])),
    });
    const records = [5, 5, 4, 4, 2, 1, 5, 5, 5, 5, 5].map((satisfaction, index) =>
      create("interaction", id(60 + index), {
        at: at("2026-10-07"),
        channel: "desk",
        direction: "in",
        purpose: "find",
        branch: "east",
        satisfaction,
        outcome: satisfaction > 3 ? "answered" : "referred",
      }),
    );
    const { onPage, saved } = await withPages([...LIBRARY, closed, ...records], OCTOBER);
    // Wilson 1927 for 4 of 6; now it is 9 of 11 ratings, and 10 of 12 enquiries
    const names = ["服务满意率（馆员记录）", "咨询答复率"];
    const nowSaid = /9 \/ 11|10 \/ 12|n = 1[12]|52\.3|94\.9|55\.2|95\.3/;
    for (const name of names) {
      const cells = await cellsOf(new RegExp(`^${name}`));
      expect(cells[0]).toBe("4 / 6（30% 到 90.3%）");
      expect(cells.join(" ")).not.toMatch(nowSaid);
      // never a bare percentage of six
      expect(cells.join(" ")).not.toContain("66.7%");
    }
    expect((await cellsOf(/^咨询答复率/)).at(-1)).toContain("定稿 4 / 6（30% 到 90.3%）");
    await userEvent.click(screen.getByRole("button", { name: "咨询答复率：怎么算" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("定稿 4 / 6（30% 到 90.3%）");
    expect(dialog.textContent).toContain("按现在的记录算10 / 12（");
    expect(dialog.textContent).not.toMatch(/66\.7%|83\.3%/);
    await userEvent.keyboard("{Escape}");
    await onPage("月报定稿");
    const section = within(await screen.findByRole("region", { name: "定稿" }));
    expect((await section.findByRole("row", { name: /^咨询答复率/ })).textContent).toMatch(
      /^咨询答复率4 \/ 6（30% 到 90\.3%）.*10 \/ 12（/,
    );
    const fileOf = async (page: string): Promise<readonly string[]> => {
      const before = saved.length;
      await onPage(page);
      await screen.findByRole("row", { name: /^服务满意率/ });
      await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
      await expect.poll(() => saved.length).toBe(before + 1);
      const rows = new TextDecoder().decode(saved.at(-1)?.bytes).split("\r\n");
      return rows
        .filter((row) => names.some((name) => row.startsWith(name)))
        .map((row) => row.replace(/(0\.66)\d*/g, "$1"));
    };
    const sheet = await fileOf("指标");
    expect(sheet.map((row) => /^([^,]*,[^,]*),.* · (n = \d+)$/.exec(row)?.slice(1))).toEqual([
      ["咨询答复率,0.66", "n = 6"],
      ["服务满意率（馆员记录）,0.66", "n = 6"],
    ]);
    expect(sheet.join(" ")).not.toMatch(nowSaid);
    expect(await fileOf("分馆比较")).toEqual([
      "咨询答复率,0.66,0.66",
      "咨询答复率：共多少,n = 6,n = 6",
      "服务满意率（馆员记录）,0.66,0.66",
      "服务满意率（馆员记录）：共多少,n = 6,n = 6",
    ]);
    // the audit states no other share than the sheet beside it
    expect(await fileOf("读者自查")).toEqual([expect.stringMatching(/^服务满意率（馆员记录）,0\.66,4 \/ 6,/)]);
  });

  it("state a closed figure first wherever it is asked for, and say whether what came later is counted in", async () => {
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      by: "chen",
      figures: { visits: { value: 1 } },
    });
    await openReportsOf([...LIBRARY, closed], OCTOBER);
    expect((await cellsOf(/^总流通人次/)).at(-1)?.trim()).toBe("定稿 1 · 之后更正 +1，未计入");
    await userEvent.click(screen.getByRole("button", { name: "总流通人次：怎么算" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toMatch(/定稿 1 · 之后更正 \+1，未计入按现在的记录算2/);
    cleanup();
    // October's is part of the quarter
    await openReportsOf(
      [...LIBRARY, closed, create("activity", id(9), { reader: "a", on: "2026-11-03", kind: "visit" })],
      "span=quarter&month=2026-10",
    );
    expect(await cellsOf(/^总流通人次/)).toEqual(["3", "–", "–", "其中定稿后更正 +1 "]);
  });

  it("tell nowhere by how many persons a closed month was corrected where these are one to four", async () => {
    const people = Array.from({ length: 8 }, (_, n) =>
      create("reader", `w${n}`, { name: "李", card: `1${n}`, branch: "east", enrolledOn: "2026-10-10" }),
    );
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      by: "chen",
      figures: { "new-cards": { value: 6 }, "new-cards@east": { value: 6 }, visits: { value: 1 } },
    });
    const { onPage } = await withPages([...LIBRARY, closed, ...people], OCTOBER);
    const [now, , , note] = await cellsOf(/^新办借书证数/);
    expect([now, note?.trim()]).toEqual(["6", "定稿 6 · 之后更正 •，未计入"]);
    await userEvent.click(screen.getByRole("button", { name: "新办借书证数：怎么算" }));
    const dialog = await screen.findByRole("dialog");
    expect(dialog.textContent).toContain("定稿 6 · 之后更正 •，未计入");
    expect(dialog.textContent).not.toMatch(/[28]/);
    await userEvent.keyboard("{Escape}");
    await onPage("分馆比较");
    expect(await cellsOf(/^新办借书证数/)).toEqual(["6 · 之后更正 •，未计入", "6 · 之后更正 •，未计入"]);
    await onPage("月报定稿");
    const section = within(await screen.findByRole("region", { name: "定稿" }));
    expect((await section.findByRole("row", { name: /^新办借书证数/ })).textContent).toBe("新办借书证数6• 待记入•");
  });

  it("offer the latest month that is over to be closed, whatever span was looked at, and come back to the month", async () => {
    const { onPage } = await withPages(LIBRARY, OCTOBER);
    await userEvent.selectOptions(await screen.findByRole("combobox", { name: "周期" }), "年");
    await onPage("月报定稿");
    expect(await screen.findByRole("button", { name: "定稿 2026 年 10 月" })).toBeTruthy();
    await onPage("指标");
    const span = await screen.findByRole<HTMLSelectElement>("combobox", { name: "周期" });
    expect(span.selectedOptions[0]?.textContent).toBe("年");
    await userEvent.selectOptions(span, "季");
    await userEvent.selectOptions(span, "月");
    expect(screen.getByRole<HTMLSelectElement>("combobox", { name: "时段" }).selectedOptions[0]?.textContent).toBe(
      "2026 年 10 月",
    );
    // of another year its last month
    await userEvent.selectOptions(span, "年");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "时段" }), "2025 年");
    await onPage("月报定稿");
    expect(await screen.findByRole("button", { name: "定稿 2025 年 12 月" })).toBeTruthy();
  });

  it("call the columns beside a period that still runs whole ones, and do not call it closed", async () => {
    const closed = create("month-seal", id(50), {
      month: "2026-10",
      at: at("2026-11-02"),
      by: "chen",
      figures: { visits: { value: 2 } },
    });
    const { onPage } = await withPages(
      [...LIBRARY, closed, create("activity", id(9), { reader: "a", on: "2026-11-03", kind: "visit" })],
      "span=quarter&month=2026-10",
    );
    const heads = async (): Promise<readonly (string | null)[]> =>
      (await screen.findAllByRole("columnheader")).map(({ textContent }) => textContent);
    await screen.findByRole("row", { name: /^总流通人次/ });
    expect(await heads()).toEqual(["指标", "本期至今", "上期整期", "去年整期", "来源与更正"]);
    expect(screen.getByText(/已过完的月份都已定稿，本期还在进行/)).toBeTruthy();
    await onPage("馆长简报");
    expect(await screen.findByText("已过完的月份都已定稿，本期还在进行，数字还会变")).toBeTruthy();
    expect((await heads()).slice(0, 4)).toEqual(["指标", "本期至今", "比上期整期", "去年整期"]);
    expect(screen.getByText("总流通 3 人次，上期没有数字")).toBeTruthy();
  });

  it("name apart on the director's page what is hidden and what cannot be computed", async () => {
    await openReportsOf(LIBRARY, `page=paper&${OCTOBER}`);
    expect((await screen.findByText(/个指标不显示/)).textContent).toBe(
      "2 个指标不显示（•）：不足 5 人，或能由此推算出来：有效借书证数和活跃读者数",
    );
    const missing = screen.getByText(/个指标此处无法计算/).textContent;
    expect(missing).not.toContain("有效借书证数");
    // nobody has said the population or the rate: that is no matter of few persons
    for (const figure of ["服务人口覆盖率", "读者人均成本"]) expect(missing).toContain(figure);
  });

  it("say on paper and in files of which library, branch and period they are", async () => {
    const named = create("setting", LIBRARY_NAME_ID, { name: "library-name", value: "城东图书馆" });
    const { saved, container } = await openReportsOf([...LIBRARY, named], `${OCTOBER}&branch=east`);
    await screen.findByRole("row", { name: /^总流通人次/ });
    await expect
      .poll(() => container.querySelector(".paper-head")?.textContent)
      .toBe("城东图书馆 · 城东馆 · 2026 年 10 月统计报表 · 指标");
    expect(screen.getByRole("navigation", { name: "报表页面" }).closest(".no-print")).not.toBeNull();
    expect(screen.getByRole("button", { name: "每千人每年到馆人次：去填写" }).closest(".no-print")).not.toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "导出CSV" }));
    await userEvent.click(screen.getByRole("button", { name: "导出Excel" }));
    await expect
      .poll(() => saved.map(({ suggestedName }) => suggestedName))
      .toEqual(["统计报表 城东馆 2026年10月.csv", "统计报表 城东馆 2026年10月.xlsx"]);
    const rows = new TextDecoder().decode(saved[0]?.bytes).split("\r\n");
    expect(rows.slice(0, 2)).toEqual(["城东图书馆,城东馆,2026 年 10 月,,", "指标,本期,上期,去年同期,来源与更正"]);
    // what is typed in from such a file is found behind its heads
    const book = await tableRows("统计报表.xlsx", saved[1]?.bytes as Uint8Array<ArrayBuffer>);
    expect(book.ok && book.value.find(([name]) => name === "总流通人次")?.slice(0, 2)).toEqual(["总流通人次", "2"]);
    expect(book.ok && book.value[0]?.slice(0, 3)).toEqual(["城东图书馆", "城东馆", "2026 年 10 月"]);
    cleanup();
    const { container: paper } = await openReportsOf([...LIBRARY, named], `page=paper&${OCTOBER}`);
    await expect.poll(() => paper.querySelector(".report-paper .paper-head > p")?.textContent).toBe("城东图书馆");
  });

  it("are saved as a workbook once where the address asks for it, which it does no more then", async () => {
    const { saved } = await openReportsOf(LIBRARY, `${OCTOBER}&save=xlsx`);
    await expect.poll(() => saved.map(({ suggestedName }) => suggestedName)).toEqual(["统计报表 全馆 2026年10月.xlsx"]);
    await userEvent.click(await screen.findByRole("button", { name: "导出CSV" }));
    await expect.poll(() => saved.length).toBe(2);
    expect(saved[1]?.suggestedName).toMatch(/\.csv$/);
  });

  it("do not close a month that is not over", async () => {
    await openReportsOf(LIBRARY, "page=close&month=2026-11");
    expect(await screen.findByText("2026 年 11 月 还没有过完，过完才能定稿")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^定稿/ })).toBeNull();
  });

  it("take the hourly rate and the population, from which cost and shares follow", async () => {
    const { onPage } = await withPages(LIBRARY, "page=close&month=2026-10");
    await userEvent.type(await screen.findByRole("textbox", { name: "每小时费用" }), "50");
    await write(screen.getByRole("textbox", { name: "城东馆：服务人口" }), "200");
    await userEvent.click(screen.getByRole("button", { name: "保存基础数据" }));
    await onPage("工作量与办理");
    // 12 minutes at 50 an hour
    await screen.findByRole("button", { name: "记了分钟的服务记录：1，打开名单" });
    const sum = document.querySelector(".report-said");
    expect(sum?.textContent).toBe("1 件，12 分钟 · 费用 10 · 1 件记了分钟，费用只算这些");
    await onPage("指标");
    expect((await cellsOf(/^每千人每年到馆人次/))[0]).toBe("117.74");
    await onPage("分馆比较");
    expect(await cellsOf(/^总流通人次/)).toEqual(["2", "2"]);
    await onPage("读者自查");
    expect(await cellsOf(/^规则征求过读者意见/)).toEqual([
      "此处无法计算",
      "还没有征求意见的记录",
      "修改前征求过读者意见的规则 ÷ 全部修改的规则",
    ]);
    await onPage("馆长简报");
    expect(await screen.findByText("2026 年 10 月读者服务情况")).toBeTruthy();
  });

  it("fill an authority's workbook by a mapping made once", async () => {
    const { container, services, saved } = await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    const file = (name: string, title?: string): File =>
      new File([formWorkbook(title === undefined ? {} : { title })], name);
    const input =
      (await screen.findByRole("button", { name: "表格文件（.xlsx）" })).parentElement?.querySelector("input") ?? null;
    if (input === null) throw new Error("no file input");
    await userEvent.upload(input, file("十一月.xlsx"));
    expect(await screen.findByText("第一次见到这张表")).toBeTruthy();
    await userEvent.click(await screen.findByRole("button", { name: /^B5/ }));
    expect(await screen.findByText("B5 是公式，不能填")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: /^B3/ }));
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "填入的指标" }), "总流通人次");
    await userEvent.click(screen.getByRole("button", { name: "对应到这个单元格" }));
    await expect.poll(() => cellsOf(/^B3/)).toEqual(["总流通人次", "本期", "按上面所选", "个位", "2", ""]);
    expect(await findAxeFaults(container)).toEqual([]);
    await userEvent.click(screen.getByRole("button", { name: "保存填好的副本" }));
    await expect.poll(() => saved.map(({ suggestedName }) => suggestedName)).toEqual(["十一月 2026 年 10 月.xlsx"]);
    expect(
      new TextDecoder().decode(unzipSync(saved[0]?.bytes ?? new Uint8Array())["xl/worksheets/sheet1.xml"]),
    ).toContain('<c r="B3" s="3"><v>2</v></c>');
    // next month's copy of the form is known again
    await userEvent.upload(input, file("十二月.xlsx", "2026年12月统计表"));
    expect(await screen.findByText("认得这张表：已对应 1 个单元格")).toBeTruthy();
    expect((await services.db["report-form"].toArray()).map(({ cells }) => cells)).toEqual([
      { "1!B3": { figure: "visits", of: "now" } },
    ]);
  });

  it("write into an authority's workbook in the unit that its label says", async () => {
    const { services, saved } = await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    const input =
      (await screen.findByRole("button", { name: "表格文件（.xlsx）" })).parentElement?.querySelector("input") ?? null;
    if (input === null) throw new Error("no file input");
    await userEvent.upload(input, new File([formWorkbook({ visits: "总流通人次（千人次）" })], "年报.xlsx"));
    await userEvent.click(await screen.findByRole("button", { name: /^B3/ }));
    const unit = screen.getByRole<HTMLSelectElement>("combobox", { name: "单位" });
    await expect.poll(() => unit.selectedOptions[0]?.textContent).toBe("千");
    await userEvent.click(screen.getByRole("button", { name: "对应到这个单元格" }));
    await expect.poll(() => cellsOf(/^B3/)).toEqual(["总流通人次", "本期", "按上面所选", "千", "0.002", ""]);
    await userEvent.click(screen.getByRole("button", { name: "保存填好的副本" }));
    await expect.poll(() => saved.length).toBe(1);
    expect(
      new TextDecoder().decode(unzipSync(saved[0]?.bytes ?? new Uint8Array())["xl/worksheets/sheet1.xml"]),
    ).toContain('<c r="B3" s="3"><v>0.002</v></c>');
    // another one by hand
    await userEvent.selectOptions(unit, "个位");
    await userEvent.click(screen.getByRole("button", { name: "对应到这个单元格" }));
    await expect.poll(async () => (await cellsOf(/^B3/))[4]).toBe("2");
    expect((await services.db["report-form"].toArray()).map(({ cells }) => cells)).toEqual([
      { "1!B3": { figure: "visits", of: "now" } },
    ]);
  });

  it("keep for a form the unit that a person chose against its label, for the next copy and for every desk", async () => {
    const { services, saved } = await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    const next = async (name: string, title: string, visits = "总流通人次（千人次）"): Promise<void> => {
      const input =
        (await screen.findByRole("button", { name: /表格文件|换一个文件/ })).parentElement?.querySelector("input") ??
        null;
      if (input === null) throw new Error("no file input");
      await userEvent.upload(input, new File([formWorkbook({ visits, title })], name));
    };
    const unit = (): HTMLSelectElement => screen.getByRole("combobox", { name: "单位" });
    for (const [chosen, per, value] of [
      ["万", { per: 10_000 }, "0.0002"],
      ["个位", {}, "2"],
    ] as const) {
      await next(`${chosen}.xlsx`, "2026年11月统计表");
      await userEvent.click(await screen.findByRole("button", { name: /^B3/ }));
      await userEvent.selectOptions(unit(), chosen);
      await userEvent.click(screen.getByRole("button", { name: "对应到这个单元格" }));
      await expect.poll(async () => (await cellsOf(/^B3/)).slice(3, 5)).toEqual([chosen, value]);
      // another form in between: nothing is remembered by the page alone
      await next("别的.xlsx", "2026年11月统计表", "馆藏总量");
      await screen.findByText("第一次见到这张表");
      await next(`${chosen}十二月.xlsx`, "2026年12月统计表");
      expect(await screen.findByText("认得这张表：已对应 1 个单元格")).toBeTruthy();
      await expect.poll(async () => (await cellsOf(/^B3/)).slice(3, 5)).toEqual([chosen, value]);
      await userEvent.click(screen.getByRole("button", { name: /^B3/ }));
      expect(unit().selectedOptions[0]?.textContent).toBe(chosen);
      expect((await services.db["report-form"].toArray()).map(({ cells }) => cells)).toEqual([
        { "1!B3": { figure: "visits", of: "now", ...per } },
      ]);
      saved.length = 0;
      await userEvent.click(screen.getByRole("button", { name: "保存填好的副本" }));
      await expect
        .poll(() => saved.map(({ suggestedName }) => suggestedName))
        .toEqual([`${chosen}十二月 2026 年 10 月.xlsx`]);
      expect(
        new TextDecoder().decode(unzipSync(saved[0]?.bytes ?? new Uint8Array())["xl/worksheets/sheet1.xml"]),
      ).toContain(`<c r="B3" s="3"><v>${value}</v></c>`);
    }
  });

  const formOf = async (words: Parameters<typeof formWorkbook>[0]): Promise<void> => {
    const input =
      (await screen.findByRole("button", { name: /表格文件|换一个文件/ })).parentElement?.querySelector("input") ??
      null;
    if (input === null) throw new Error("no file input");
    await userEvent.upload(input, new File([formWorkbook(words)], "表.xlsx"));
    await screen.findByRole("button", { name: words?.visits === undefined ? "B3" : `A3 ${words.visits}` });
  };
  const chosenIn = (name: string): string | null | undefined =>
    screen.getByRole<HTMLSelectElement>("combobox", { name }).selectedOptions[0]?.textContent;
  const assignButton = (): HTMLElement => screen.getByRole("button", { name: "对应到这个单元格" });

  it("propose for an authority's cell the figure of its row and the period of its column, and nothing where they say neither", async () => {
    await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    await formOf({ visits: "经费支出（万元）", head: "上年同期" });
    await userEvent.click(screen.getByRole("button", { name: "B3" }));
    expect(["填入的指标", "哪一期", "单位"].map(chosenIn)).toEqual(["经费支出", "去年同期", "万"]);
    await formOf({ visits: "馆藏总量", head: "本年累计" });
    await userEvent.click(screen.getByRole("button", { name: "B3" }));
    expect(["填入的指标", "哪一期"].map(chosenIn)).toEqual(["请选择", "请选择"]);
    expect(screen.getByText("这一列是累计数，这里只算本期、上期和去年同期，给不出来")).toBeTruthy();
    expect(assignButton().getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "填入的指标" }), "总流通人次");
    expect(assignButton().getAttribute("aria-disabled")).toBe("true");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "哪一期" }), "本期");
    await userEvent.click(assignButton());
    await expect.poll(async () => (await cellsOf(/^B3/)).slice(0, 2)).toEqual(["总流通人次", "本期"]);
  });

  it("replace words in an authority's cell only when somebody said so", async () => {
    const { services } = await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    await formOf({});
    await userEvent.click(screen.getByRole("button", { name: "A4 书刊文献外借册次" }));
    expect(screen.getByText("A4 里写着“书刊文献外借册次”")).toBeTruthy();
    expect(chosenIn("填入的指标")).toBe("请选择");
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "填入的指标" }), "总流通人次");
    await userEvent.click(assignButton());
    const question = within(await screen.findByRole("alertdialog", { name: "把 A4 里的文字换成数字？" }));
    expect(await services.db["report-form"].count()).toBe(0);
    await userEvent.click(question.getByRole("button", { name: "换成数字" }));
    expect((await cellsOf(/^A4/))[0]).toBe("总流通人次");
    // asked once
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "哪一期" }), "上期");
    await userEvent.click(assignButton());
    await expect.poll(async () => (await cellsOf(/^A4/))[1]).toBe("上期");
  });

  it("show for an authority's cell every digit that is written into it", async () => {
    const visits: readonly Change[] = [
      create("month-figures", "2026-10 east", {
        month: "2026-10",
        branch: "east",
        figures: { visits: { value: 386, source: "门禁" } },
      }),
    ];
    const { saved } = await openReportsOf([...LIBRARY, ...visits], `page=form&${OCTOBER}`);
    await formOf({ visits: "总流通人次（万人次）" });
    await userEvent.click(screen.getByRole("button", { name: "B3" }));
    await userEvent.click(assignButton());
    await expect.poll(async () => (await cellsOf(/^B3/))[4]).toBe("0.0386");
    await userEvent.click(screen.getByRole("button", { name: "保存填好的副本" }));
    await expect.poll(() => saved.length).toBe(1);
    expect(
      new TextDecoder().decode(unzipSync(saved[0]?.bytes ?? new Uint8Array())["xl/worksheets/sheet1.xml"]),
    ).toContain('<c r="B3" s="3"><v>0.0386</v></c>');
  });

  it("leave one to four persons out of an authority's workbook, and say so", async () => {
    await openReportsOf(LIBRARY, `page=form&${OCTOBER}`);
    const input =
      (await screen.findByRole("button", { name: "表格文件（.xlsx）" })).parentElement?.querySelector("input") ?? null;
    if (input === null) throw new Error("no file input");
    await userEvent.upload(input, new File([formWorkbook()], "十月.xlsx"));
    await userEvent.click(await screen.findByRole("button", { name: /^B3/ }));
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "填入的指标" }), "有效借书证数");
    await userEvent.click(screen.getByRole("button", { name: "对应到这个单元格" }));
    await expect.poll(async () => (await cellsOf(/^B3/))[4]).toBe("•");
    expect(await screen.findByText("1 个单元格没有填：不足 5 人，或能由此推算出来，不显示")).toBeTruthy();
    expect(screen.queryByText(/指标此处无法计算/)).toBeNull();
    expect(screen.getByRole("button", { name: "保存填好的副本" }).getAttribute("aria-disabled")).toBe("true");
  });
});

async function withPages(changes: readonly Change[], query: string) {
  const { saved } = await openReportsOf(changes, query);
  return {
    saved,
    onPage: async (name: string): Promise<void> =>
      userEvent.click(within(screen.getByRole("navigation", { name: "报表页面" })).getByRole("link", { name })),
  };
}
