/** The numbers of work, of the branches and of the self-audit open their rows, and what has none says so. */
import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
// what is loaded on demand is here before it is asked for
import "../../../../renderer/features/readers/interaction-dialog.tsx";
import { openReportsOf } from "./open-reports.tsx";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆" }),
  create("branch", "west", { name: "城西馆" }),
  create("staff", "lin", { name: "林志远" }),
  create("reader", "a", { name: "张素琴", card: "1", branch: "west" }),
  ...["2026-10-12", "2026-10-13"].map((day) =>
    create("interaction", day, {
      at: at(day),
      branch: "west",
      channel: "phone",
      direction: "in",
      purpose: "find",
      minutes: 5,
      count: 2,
      staff: "lin",
    }),
  ),
  create("feedback", "said", {
    branch: "west",
    reader: "a",
    receivedAt: at("2026-10-02"),
    status: "accepted",
    due: "2026-10-09",
    steps: { accepted: { at: at("2026-10-05") } },
  }),
  create("task", "kept", { promisedTo: "a", due: "2026-10-12", done: at("2026-10-11") }),
  create("task", "broken", { promisedTo: "a", due: "2026-10-12", done: at("2026-10-20") }),
];

/** Opens a number by its name. @returns what the list says of its rows and of their sum */
async function opened(name: string, table: string): Promise<readonly [rows: number, said: string]> {
  await userEvent.click(await screen.findByRole("button", { name: new RegExp(`^${name}，打开名单$`) }));
  const grid = await screen.findByRole("grid");
  await waitFor(() => expect(document.activeElement).toBe(grid));
  const said = screen.getByText(/^(?:.* · )?共 /).textContent ?? "";
  // the row of the headings is one too
  const rows = Number(grid.getAttribute("aria-rowcount")) - 1;
  await userEvent.keyboard("{Escape}");
  await screen.findByRole("table", { name: table });
  return [rows, said];
}

it("opens the rows of each number, and leads back by Escape", async () => {
  const { history } = await openReportsOf(LIBRARY, "page=work&span=month&month=2026-10");
  expect(await opened("电话 · 件数：4", "按渠道")).toEqual([2, expect.stringMatching(/共 2 条 · 合计 4$/)]);
  expect(await opened("电话 · 分钟：10", "按渠道")).toEqual([2, expect.stringMatching(/合计 10$/)]);
  expect(await opened("已受理 · 到这一步：1", "按渠道")).toEqual([1, expect.stringMatching(/共 1 条$/)]);
  expect(await opened("已受理 · 正在等：1", "按渠道")).toEqual([1, expect.stringMatching(/共 1 条$/)]);
  await act(async () => history.navigate("/statistics/reports?page=branches&span=month&month=2026-10"));
  expect(await opened("城西馆 · 咨询件数：4", "分馆比较")).toEqual([2, expect.stringMatching(/合计 4$/)]);
  await act(async () => history.navigate("/statistics/reports?page=audit&span=month&month=2026-10"));
  expect(await opened("承诺按期兑现：1", "读者自查")).toEqual([1, expect.stringMatching(/共 1 条$/)]);
  expect(await opened("到期的承诺：2", "读者自查")).toEqual([2, expect.stringMatching(/共 2 条$/)]);
  // what colleagues did, none of whom is named, and who they are
  expect(await opened("参与的馆员做了什么：1", "读者自查")).toEqual([2, expect.stringMatching(/1 位馆员参与$/)]);
  expect(await opened("全部馆员：1", "读者自查")).toEqual([1, expect.stringMatching(/共 1 条$/)]);
  // looked for and no outcome yet: Enter opens the record where it is entered
  await userEvent.click(
    screen.getAllByRole("button", { name: /^还没有记结果的求书：4 件还没有记结果/ })[0] ?? document.body,
  );
  const waiting = await screen.findByRole("grid");
  await within(waiting).findAllByText("找书 · 来电");
  await within(waiting).findByText("2026-10-13 10:00");
  await waitFor(() => expect(document.activeElement).toBe(waiting));
  await act(async () => userEvent.keyboard("{Enter}"));
  await userEvent.selectOptions(await screen.findByLabelText("结果", {}, { timeout: 30_000 }), "已答复");
  await userEvent.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(waiting.getAttribute("aria-rowcount")).toBe("2"));
});
