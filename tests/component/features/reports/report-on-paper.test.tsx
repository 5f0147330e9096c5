/** The reports on A4: no head reaches into the next column, and no table is broken where it would lie over what follows. */

import { screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cdp, page } from "vitest/browser";
import { create } from "../../../../renderer/db/write/changes.ts";
import { LOCALES } from "../../../../renderer/i18n/locale.ts";
import { proofDraw } from "../../../support/proof-scale.ts";
import { openReportsOf } from "./open-reports.tsx";

/** Of 210 mm less a centimetre on each side, at 96 pixels an inch. */
const A4 = { width: 718, height: 1047 } as const;
const SCREEN = { width: 1366, height: 768 } as const;

interface Session {
  readonly send: (method: string, params: object) => Promise<unknown>;
}
const asPaper = (isPaper: boolean): Promise<unknown> =>
  (cdp() as unknown as Session).send("Emulation.setEmulatedMedia", { media: isPaper ? "print" : "" }); // vitest leaves the protocol's types to the provider

beforeEach(async () => {
  await page.viewport(A4.width, A4.height);
  await asPaper(true);
});
afterEach(async () => {
  await asPaper(false);
  await page.viewport(SCREEN.width, SCREEN.height);
});

/** A year that is not over, whose heads are the longest. */
const LIBRARY = [
  create("branch", "east", { name: "城东馆", population: 200 }),
  create("interaction", "asked", {
    at: new Date("2026-10-16T10:00").getTime(),
    branch: "east",
    channel: "desk",
    purpose: "reference",
    minutes: 12,
    count: 1,
  }),
  create("feedback", "said", {
    branch: "east",
    receivedAt: new Date("2026-10-02T10:00").getTime(),
    status: "registered",
  }),
];

it.each(
  proofDraw(
    LOCALES.flatMap((locale) => (["sheet", "work", "branches", "paper"] as const).map((of) => [of, locale] as const)),
    { count: 4 },
  ),
)("%s in %s", async (of, locale) => {
  const { container } = await openReportsOf(LIBRARY, `page=${of}&span=year&month=2026-11`, locale);
  const [table] = await screen.findAllByRole("table");
  expect(table).toBeTruthy();
  const cells = [...container.querySelectorAll<HTMLElement>("table :is(th, td)")];
  expect(cells.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)).toEqual([]);
  const broken = [...container.querySelectorAll("table")].filter(
    (each) =>
      getComputedStyle(each).breakInside !== "avoid" &&
      each.parentElement !== null &&
      getComputedStyle(each.parentElement).display === "grid",
  );
  expect(broken.map((each) => each.caption?.textContent)).toEqual([]);
});
