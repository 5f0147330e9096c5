/**
 * Little or nonsense on every page of the reports: what cannot be measured says so, and no number is none. `npm test`
 * draws two of the libraries.
 */
import { act, screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { BAD_LIBRARIES, nonsenseOn } from "../../../support/bad-libraries.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openReportsOf } from "./open-reports.tsx";

const PAGES = ["sheet", "close", "work", "branches", "audit", "paper"] as const;
const EVERYBODY = BAD_LIBRARIES["where everybody is identical"] ?? [];

type Shown = Awaited<ReturnType<typeof openReportsOf>>;

const queryOf = (page: (typeof PAGES)[number], branch: string): string =>
  `page=${page}&span=month&month=2026-10${branch}`;

/** Cells that hold nothing at all, where a figure or a dash is due. */
const emptyNumbers = (container: HTMLElement): number =>
  [...container.querySelectorAll("td.nums")].filter(({ textContent }) => textContent?.trim() === "").length;

/** One page after the other of one library. */
async function expectSense({ container, history }: Shown, branch = ""): Promise<void> {
  for (const page of PAGES) {
    await act(async () => history.navigate(`/statistics/reports?${queryOf(page, branch)}`));
    await waitFor(() => expect(screen.getAllByRole("row").length).toBeGreaterThan(1), { timeout: 20_000 });
    await waitFor(() => expect(container.querySelector("[aria-busy=true]")).toBeNull());
    expect([page, nonsenseOn(container), emptyNumbers(container)]).toEqual([page, [], 0]);
    if (page === "sheet" && branch !== "")
      expect((await screen.findByRole("row", { name: /^有效借书证数/ })).textContent).toContain("0");
  }
}

it.each(proofDraw([...Object.entries(BAD_LIBRARIES), ["that is empty", []] as const]))(
  "a library %s has a number, a dash or a sentence for every figure of each page",
  async (_, changes) => expectSense(await openReportsOf(changes, queryOf("sheet", ""))),
);

it("a branch without readers is shown like any other on each page", async () =>
  expectSense(await openReportsOf(EVERYBODY, queryOf("sheet", "&branch=west")), "&branch=west"));
