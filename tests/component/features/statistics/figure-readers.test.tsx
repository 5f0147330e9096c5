/** Every figure of the statistics leads to its readers, in every language, drawn again by the frame as in the window. */
import { act, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { MEASURES } from "#shared/analysis/value.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { textOf } from "../../../../renderer/features/statistics/figure-text.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES } from "../../../../renderer/i18n/locale.ts";
import { COMING_BANDS } from "../../../../renderer/platform/worker/expected-use-api.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../../../renderer/platform/worker/keep-page-api.ts";
import { ATTRIBUTES, BECAME, PATH_STEPS, SCORES } from "../../../../renderer/platform/worker/readers-page-api.ts";
import { ATTENTION_GROUPS, type Figure } from "../../../../renderer/platform/worker/statistics-api.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

/** All of each tag: one that is added and not named here does not compile. */
const FIGURES: { readonly [Tag in Figure["tag"]]: readonly Extract<Figure, { readonly tag: Tag }>[] } = {
  stage: LIFE_STATES.map((state) => ({ tag: "stage", state })),
  "one-kind": [{ tag: "one-kind" } as never],
  "not-seen-by-phone": [{ tag: "not-seen-by-phone" } as never],
  "new-cards": [{ tag: "new-cards" } as never],
  "took-part": [{ tag: "took-part" } as never],
  "top-fifth": MEASURES.map((measure) => ({ tag: "top-fifth", measure })),
  group: ATTENTION_GROUPS.map((group) => ({ tag: "group", group })),
  score: SCORES.map((of) => ({ tag: "score", of, score: 5 })),
  "entered-fifth": MEASURES.map((measure) => ({ tag: "entered-fifth", measure }) as never),
  "left-fifth": MEASURES.map((measure) => ({ tag: "left-fifth", measure }) as never),
  path: PATH_STEPS.map((step) => ({ tag: "path", step })),
  became: BECAME.map((step) => ({ tag: "became", step })),
  cohort: [{ tag: "cohort", quarter: "2026-10" }],
  coming: COMING_BANDS.map((band) => ({ tag: "coming", band })),
  leaving: [{ tag: "leaving", reason: "moved" }],
  "not-contacted": CONTACT_GROUPS.flatMap((group) => CONTACT_DAYS.map((days) => ({ tag: "not-contacted", group, days }) as const)),
  covered: [{ tag: "covered", branch: "east", ageBand: "18-34" }],
  attribute: ATTRIBUTES.map((attribute) => ({ tag: "attribute", attribute, value: "" })),
};

const LIBRARY = [
  create("branch", "east", { name: "城东馆" }),
  create("reader", "a", { name: "张素琴", card: "001", branch: "east", enrolledOn: "2026-11-10" }),
  create("activity", "visit", { reader: "a", on: "2026-11-12", kind: "visit" }),
];

it.each(LOCALES)("every figure opens its readers in %s, and Escape leads back", async (locale) => {
  const { t } = await createI18n(locale);
  const { history } = await openStatisticsOf(LIBRARY, locale);
  for (const figure of Object.values(FIGURES).flat()) {
    const path = `/statistics?readers=${encodeURIComponent(textOf(figure))}`;
    await act(async () => history.navigate(path));
    // counted, then listed or said to be nobody
    await waitFor(() => expect(screen.getByRole("main").getAttribute("aria-busy"), path).toBe("false"));
    expect(screen.getByRole("heading", { level: 1 }).textContent, path).not.toMatch(/^$|^(?:statistics|figures|keep|life|words)\./);
    expect(screen.queryByText(t("statistics.nobody")) ?? screen.getByRole("row", { name: /张素琴/ }), path).toBeTruthy();
  }
  await act(async () => history.navigate("/statistics?readers=stage:new"));
  await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("list", { name: t("statistics.five") })).toBeTruthy();
});
