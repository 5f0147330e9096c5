/**
 * Every figure of the sheet leads to its rows, in every language, drawn again by the frame as in the window. `npm test`
 * draws a language, and opens the third of the figures that falls to it, a proof each in all. It takes long, as each of
 * them is opened and counted.
 */
import { act, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { JURISDICTION_ID } from "#shared/model/house.ts";
import { monthFiguresId } from "#shared/model/reports/month-figures.ts";
import { FIGURES, type FigureId } from "#shared/reports/figures.ts";
import { type Change, create } from "../../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES, type Locale } from "../../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../../renderer/i18n/message-id.ts";
import { proofDraw, proofScale } from "../../../support/proof-scale.ts";
import { openReportsOf } from "./open-reports.tsx";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const READERS = ["a", "b", "c", "d", "e", "f"];

/** Of every figure something, so that none is unknown but what no questionnaire asks yet. */
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆", population: 200 }),
  ...READERS.flatMap((id) => [
    create("reader", id, { name: `读者${id}`, card: `00${id}`, branch: "east", enrolledOn: "2026-10-10" }),
    create("activity", `visit-${id}`, { reader: id, on: "2026-10-12", kind: "visit" }),
    create("activity", `event-${id}`, { reader: id, on: "2026-10-13", kind: "event" }),
    create("interaction", `asked-${id}`, {
      reader: id,
      at: at("2026-10-16"),
      channel: "desk",
      direction: "in",
      purpose: "reference",
      outcome: "answered",
      minutes: 12,
      satisfaction: 5,
      branch: "east",
    }),
  ]),
  create("feedback", "said", {
    branch: "east",
    receivedAt: at("2026-10-02"),
    status: "answered",
    steps: { answered: { at: at("2026-10-05") } },
  }),
  create("month-figures", monthFiguresId("2026-10", null), {
    month: "2026-10",
    figures: {
      loans: { value: 30, source: "Interlib" },
      "events-held": { value: 3, source: "活动登记" },
      purchases: { value: 9, source: "采访" },
      expenditure: { value: 500, source: "财务" },
    },
  }),
];

/** Of the figures whose rows are not each one of what is counted. */
const SUMS: Readonly<Partial<Record<FigureId, string>>> = {
  population: "200",
  loans: "30",
  "events-held": "3",
  purchases: "9",
  expenditure: "500",
  "loans-per-head": "30",
  "cost-per-reader": "500",
};

/** Of those whose rows are no parts of it. */
const HEADS: Readonly<Partial<Record<FigureId, MessageId>>> = {
  promptness: "reports.rows-days",
  satisfaction: "words.interaction.satisfaction",
};

const LANGUAGES_AT_ONCE = proofScale(LOCALES.length, 1);
const walkedIn = (locale: Locale): readonly FigureId[] =>
  FIGURES.filter((_, index) => index % LANGUAGES_AT_ONCE === LOCALES.indexOf(locale) % LANGUAGES_AT_ONCE);

it.each(proofDraw(LOCALES))("every figure opens its rows in %s, and Escape leads back", async (locale) => {
  const { t } = await createI18n(locale);
  const { history } = await openReportsOf(LIBRARY, "span=month&month=2026-10", locale);
  for (const figure of walkedIn(locale)) {
    const name = t(`reports.name-${figure}`);
    await userEvent.click(await screen.findByRole("button", { name: t("reports.open-formula", { figure: name }) }));
    const dialog = within(await screen.findByRole("dialog"));
    const title = t("reports.rows-title", { figure: name });
    if (figure === "willing-to-return") {
      // nothing is behind what cannot be measured
      expect(dialog.queryByRole("button", { name: t("reports.to-rows") })).toBeNull();
      await act(async () => history.navigate(`/statistics/reports?span=month&month=2026-10&rows=${figure}`));
      await screen.findByText(t("reports.rows-none"));
    } else {
      await userEvent.click(dialog.getByRole("button", { name: t("reports.to-rows") }));
      const grid = await screen.findByRole("grid", { name: title });
      // the row of the headings is one too
      await waitFor(() => expect(Number(grid.getAttribute("aria-rowcount"))).toBeGreaterThan(1));
      await waitFor(() => expect(document.activeElement).toBe(grid));
      const unit = HEADS[figure] ?? "reports.rows-amount";
      expect(within(grid).getAllByRole("columnheader").at(-1)?.textContent, figure).toBe(t(unit));
      // where a row is more than one, the count of rows stands beside what they add up to
      const told = SUMS[figure];
      const said = screen.queryByText(new RegExp(t("reports.rows-sum", { sum: "[\\d,.]+" })))?.textContent ?? null;
      expect([figure, said?.endsWith(t("reports.rows-sum", { sum: told ?? "" })) ?? null]).toEqual([
        figure,
        told === undefined ? null : true,
      ]);
    }
    expect(screen.getByRole("heading", { level: 1, name: title })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/(?:reports|words)\.[a-z]/);
    await (figure === "willing-to-return"
      ? userEvent.click(
          screen.getAllByRole("button", { name: new RegExp(`^${t("words.way-back")}`) })[0] ?? document.body,
        )
      : userEvent.keyboard("{Escape}"));
    await screen.findByRole("table", { name: t("reports.page-sheet") });
  }
});

it("leads from rows that another page opened back to that page, and to no page of the reports", async () => {
  const from = "/statistics?month=2026-10";
  const query = new URLSearchParams({ page: "audit", month: "2026-10", rows: "opinions:all", from });
  const { history } = await openReportsOf(LIBRARY, query.toString());
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
  await userEvent.keyboard("{Escape}");
  expect([history.get().location, history.get().isReturn]).toEqual([from, true]);
});

it("says of a number that was typed in its month in the years that the place counts", async () => {
  const taiwan = create("setting", JURISDICTION_ID, { name: "jurisdiction", value: "taiwan" });
  await openReportsOf([...LIBRARY, taiwan], "month=2026-10&rows=loans", "zh-TW");
  const grid = await screen.findByRole("grid");
  await within(grid).findByText("民國 115 年 10 月");
});
