/** Little or nonsense on every page of the reports: what cannot be measured says so, and no number is none. */
import { screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { BAD_LIBRARIES, nonsenseOn } from "../../../support/bad-libraries.ts";
import { openReportsOf } from "./open-reports.tsx";

const PAGES = ["sheet", "close", "work", "branches", "audit", "paper"] as const;
const EVERYBODY = BAD_LIBRARIES["where everybody is identical"] ?? [];

async function shownOn(page: string, changes: Parameters<typeof openReportsOf>[0], branch = ""): Promise<HTMLElement> {
  const { container } = await openReportsOf(changes, `page=${page}&span=month&month=2026-10${branch}`);
  await waitFor(() => expect(screen.getAllByRole("row").length).toBeGreaterThan(1), { timeout: 20_000 });
  await waitFor(() => expect(container.querySelector("[aria-busy=true]")).toBeNull());
  return container;
}
/** Cells that hold nothing at all, where a figure or a dash is due. */
const emptyNumbers = (container: HTMLElement): number =>
  [...container.querySelectorAll("td.nums")].filter(({ textContent }) => textContent?.trim() === "").length;

describe.each([...Object.entries(BAD_LIBRARIES), ["that is empty", []] as const])("a library %s", (_, changes) => {
  it.each(PAGES)("has a number, a dash or a sentence for every figure of the page %s", async (page) => {
    const container = await shownOn(page, changes);
    expect(nonsenseOn(container)).toEqual([]);
    expect(emptyNumbers(container)).toBe(0);
  });
});

it.each(PAGES)("a branch without readers is shown like any other on the page %s", async (page) => {
  const container = await shownOn(page, EVERYBODY, "&branch=west");
  expect(nonsenseOn(container)).toEqual([]);
  expect(emptyNumbers(container)).toBe(0);
  if (page === "sheet") expect((await screen.findByRole("row", { name: /^有效借书证数/ })).textContent).toContain("0");
});
