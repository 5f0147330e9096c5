/** The page of work and its cost: no percentage of few records, and no half of one. */
import { screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { openReportsOf } from "./open-reports.tsx";

const AT = Date.UTC(2026, 9, 14, 4);
const records = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    create("interaction", `served-${index}`, {
      at: AT,
      branch: "east",
      channel: index % 3 === 0 ? "phone" : "desk",
      purpose: "reference",
      minutes: 5,
      count: 1,
    }),
  );

const ofPhone = async (): Promise<readonly string[]> => {
  const row = await screen.findByRole("row", { name: /^电话/ });
  return [...row.querySelectorAll("td, th")].slice(1, 4).map((cell) => cell.textContent ?? "");
};

it("has records and minutes of few, and a share from thirty records on", async () => {
  // ten of thirty by telephone, five minutes each: a third of the time
  const { unmount } = await openReportsOf(
    [create("branch", "east", { name: "城东馆" }), ...records(30)],
    "page=work&span=month&month=2026-10",
  );
  expect(await ofPhone()).toEqual(["10", "50", "33.3%"]);
  // the rows of this line, and not of all
  expect(screen.getByRole("button", { name: /33\.3%/ }).getAttribute("aria-label")).toContain("电话");
  unmount();
  await openReportsOf(
    [create("branch", "east", { name: "城东馆" }), ...records(29)],
    "page=work&span=month&month=2026-10",
  );
  expect(await ofPhone()).toEqual(["10", "50", "–"]);
});

it("adds up shares and costs as they are shown to the whole above them", async () => {
  const channels = ["phone", "desk", "letter"];
  const contacts = Array.from({ length: 30 }, (_, index) =>
    create("interaction", `served-${index}`, {
      at: AT,
      branch: "east",
      channel: channels[index % 3] as "phone",
      purpose: "reference",
      minutes: 5,
      count: 1,
    }),
  );
  // 10 an hour: 25 for 150 minutes, 8.333… for each of three
  const rate = create("setting", REPORT_RATE_ID, { name: "report-rate", value: 10 });
  await openReportsOf(
    [create("branch", "east", { name: "城东馆" }), rate, ...contacts],
    "page=work&span=month&month=2026-10",
  );
  await screen.findByRole("button", { name: "工作量与办理 · 分钟：25，打开名单" });
  const cells = [...screen.getByRole("table", { name: "按渠道" }).querySelectorAll("tbody tr")].map((row) =>
    [...row.querySelectorAll("td")].slice(-2).map(({ textContent }) => textContent),
  );
  expect(cells).toEqual([
    ["33.4%", "8.34"],
    ["33.3%", "8.33"],
    ["33.3%", "8.33"],
  ]);
});

it("calls the time of a single opinion no half of several", async () => {
  const day = 86_400_000;
  const opinion = (id: string, days: number) =>
    create("feedback", id, {
      title: "停水",
      text: "停水",
      type: "complaint",
      status: "answered",
      receivedAt: AT,
      channel: "desk",
      steps: { answered: { at: AT + days * day } },
    });
  const { unmount } = await openReportsOf([opinion("one", 4)], "page=work&span=month&month=2026-10");
  const replied = async (): Promise<readonly string[]> =>
    [...(await screen.findByRole("row", { name: /^已答复/ })).querySelectorAll("td")].map(
      (cell) => cell.textContent ?? "",
    );
  expect((await replied()).slice(-3)).toEqual(["1", "–", "4.0"]);
  unmount();
  await openReportsOf([opinion("one", 4), opinion("two", 2)], "page=work&span=month&month=2026-10");
  expect((await replied()).slice(-3)[0]).toBe("2");
  expect((await replied()).slice(-3)[1]).not.toBe("–");
});
