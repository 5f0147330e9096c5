import { cleanup, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, expect, it } from "vitest";
import { coverageOf } from "#shared/analysis/coverage.ts";
import { ContactsTile } from "../../../../renderer/features/statistics/keep-page/contacts-tile.tsx";
import { LeavingTile } from "../../../../renderer/features/statistics/keep-page/leaving-tile.tsx";
import { CoverageTile } from "../../../../renderer/features/statistics/readers-page/coverage-tile.tsx";
import { CONTACT_DAYS, CONTACT_GROUPS, type ContactDays, type KeepPage } from "../../../../renderer/platform/keep-page-api.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

afterEach(cleanup);

const quiet = (): void => undefined;
/** Of what a tile shows, the part that is printed. */
function onPaper(region: HTMLElement): string {
  const paper = region.cloneNode(true) as HTMLElement; // a copy of an element is one
  for (const seen of paper.querySelectorAll(".no-print")) seen.remove();
  return [...paper.querySelectorAll("tbody tr, .say")].map((row) => [...row.childNodes].map(({ textContent }) => textContent?.trim()).join(" ")).join("\n");
}
/** As it is saved. */
async function asTable(region: HTMLElement): Promise<readonly string[]> {
  await userEvent.click(within(region).getByRole("button", { name: /：表格$/ }));
  return [...region.querySelectorAll(".tile-table tbody tr")].map((row) => [...row.children].map(({ textContent }) => textContent).join(" "));
}

it("leaves reasons of few readers off paper and out of files; on the screen they still lead to the readers", async () => {
  const leaving = [
    { reason: "moved", now: 9, before: 6 },
    { reason: "graduated", now: 7, before: 8 },
    { reason: "deceased", now: 1, before: 0 },
  ];
  await renderWithServices(<LeavingTile leaving={leaving} onOpen={quiet} />);
  const region = screen.getByRole("region");
  expect(screen.getByRole("button", { name: "deceased：1 位" }).textContent).toBe("1");
  expect(onPaper(region)).toBe(["moved 9 6 +3 ", "graduated • 8 • ", "deceased • 0 • ", "近一年 17 位离开，最多的原因：moved（9）"].join("\n"));
  expect(await asTable(region)).toEqual(["moved 9 6 +3", "graduated • 8 •", "deceased • 0 •"]);
});

it("leaves few readers without contact off paper and out of files", async () => {
  const group = { readers: 9, without: { ...(Object.fromEntries(CONTACT_DAYS.map((days) => [days, 2])) as Record<ContactDays, number>), 60: 4 } }; // of each number of days
  const contacts = Object.fromEntries(CONTACT_GROUPS.map((each) => [each, group])) as KeepPage["contacts"]; // of each group
  await renderWithServices(<ContactsTile contacts={contacts} days={60} onDays={quiet} onOpen={quiet} />);
  const region = screen.getByRole("region");
  expect(screen.getAllByRole("button", { name: /60 天没有联系：4 位$/ })[0]?.textContent).toBe("4");
  expect(onPaper(region)).not.toMatch(/[24]/);
  expect(onPaper(region)).toContain(" 9 • •");
  for (const row of await asTable(region)) expect(row.split(" ").filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
});

it("leaves few readers of a population off paper and out of files, with the shares that tell them", async () => {
  const cells = (
    [
      ["0-6", 100, 3],
      ["18-34", 200, 20],
      ["60-", 100, 30],
    ] as const
  ).map(([ageBand, population, readers]) => ({ key: { branch: "east", ageBand }, population, readers }));
  await renderWithServices(<CoverageTile coverage={{ byBranch: coverageOf(cells), byCommunity: coverageOf([]), unknown: 2 }} onOpen={quiet} />);
  const region = screen.getByRole("region");
  expect(within(region).getByRole("button", { name: /：3 位$/ }).textContent).toBe("3");
  expect(onPaper(region)).toBe("east • – • – 30% 30\n•  •");
  expect((await asTable(region)).toSorted()).toEqual(["合计 400 53 13.3% ", "east · 0–6 岁 100 • • •", "east · 18–34 岁 200 • • •", "east · 60 岁以上 100 30 30% –"].toSorted());
});
