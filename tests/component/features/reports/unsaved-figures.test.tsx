/** Figures that are typed and not saved: a month is not closed over them, and leaving does not lose them. */
import { act, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { openReportsOf } from "./open-reports.tsx";

const OCTOBER = "page=close&month=2026-10";
const LIBRARY = [create("staff", "chen", { name: "陈雨桐" }), create("branch", "east", { name: "城东馆" })];
const visits = () => screen.findByRole<HTMLInputElement>("textbox", { name: "总流通人次：数字" });
const source = () => screen.findByRole<HTMLInputElement>("textbox", { name: "总流通人次：来源" });
const seal = async () => userEvent.click(await screen.findByRole("button", { name: "定稿 2026 年 10 月" }));

it("refuses to close the month over them, saves them by the button it gives, and closes it then", async () => {
  const { services } = await openReportsOf(LIBRARY, OCTOBER);
  await userEvent.type(await visits(), "1234");
  await seal();
  expect((await screen.findByText(/^没有定稿：全馆有填了还没有保存的数字/)).getAttribute("role")).toBe("alert");
  expect(screen.queryByRole("alertdialog")).toBeNull();
  // without its source it is not saved: the field that lacks it has the focus
  await userEvent.click(screen.getByRole("button", { name: "先保存填报" }));
  await waitFor(async () => expect(document.activeElement).toBe(await source()));
  await userEvent.keyboard("门禁");
  await userEvent.click(screen.getByRole("button", { name: "先保存填报" }));
  await waitFor(() => expect(screen.queryByText(/^没有定稿/)).toBeNull());
  expect((await services.db["month-figures"].toArray())[0]?.figures).toEqual({
    visits: { value: 1234, source: "门禁" },
  });
  await seal();
  await screen.findByRole("alertdialog");
});

it("keeps them when another month or screen is looked at, names the branch that has them, and leads there", async () => {
  const { history, services } = await openReportsOf(LIBRARY, `${OCTOBER}&branch=east`);
  await userEvent.type(await visits(), "77");
  act(() => history.navigate("/statistics/reports?page=close&month=2026-09&branch=east"));
  await waitFor(async () => expect((await visits()).value).toBe(""));
  act(() => history.navigate(`/statistics/reports?${OCTOBER}`));
  await waitFor(async () => expect((await visits()).value).toBe(""));
  await seal();
  await screen.findByText(/^没有定稿：城东馆有填了/);
  await userEvent.click(screen.getByRole("button", { name: "去城东馆的填报" }));
  await waitFor(async () => expect((await visits()).value).toBe("77"));
  // typed back as it was there is nothing to save, and nothing in the way
  await userEvent.clear(await visits());
  await waitFor(() => expect(screen.queryByText(/还没有保存/)).toBeNull());
  expect(await services.db["month-figures"].count()).toBe(0);
  await seal();
  await screen.findByRole("alertdialog");
});

it("keeps what the formulas need too, and saves it as somebody who has seen what stood there when it was typed", async () => {
  const { history, services } = await openReportsOf(
    [...LIBRARY.slice(0, 1), create("branch", "east", { name: "城东馆", population: 500 })],
    `${OCTOBER}&branch=east`,
  );
  const people = () => screen.findByRole<HTMLInputElement>("textbox", { name: "城东馆：服务人口" });
  const rate = () => screen.findByRole<HTMLInputElement>("textbox", { name: /^每小时/ });
  await userEvent.type(await people(), "0");
  await userEvent.type(await rate(), "35");
  act(() => history.navigate("/statistics/reports?page=sheet&month=2026-09"));
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "城东馆：服务人口" })).toBeNull());
  act(() => history.navigate(`/statistics/reports?${OCTOBER}`));
  await waitFor(async () => expect((await people()).value).toBe("5000"));
  expect((await rate()).value).toBe("35");
  expect((await services.db.branch.get("east"))?.population).toBe(500);
  await userEvent.click(screen.getByRole("button", { name: "保存基础数据" }));
  await expect.poll(async () => (await services.db.branch.get("east"))?.population).toBe(5000);
  await waitFor(() => expect(screen.queryByText(/还没有保存/)).toBeNull());
  // typed back as it was there is nothing to save
  await userEvent.type(await people(), "1{Backspace}");
  expect(screen.queryByText(/还没有保存/)).toBeNull();
  expect(await services.db.meta.get("report-basics-draft")).toBeUndefined();
});
