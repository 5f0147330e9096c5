/**
 * Every figure of the statistics leads to as many readers as it says, in every language, drawn again by the frame as in
 * the window. `npm test` draws a language, and opens the third of the figures that falls to it, a proof each in all. It
 * takes long, as each of them is opened and counted.
 */
import { act, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, it } from "vitest";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { MEASURES } from "#shared/analysis/value.ts";
import { addDays } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { create } from "../../../../renderer/db/write/changes.ts";
import { textOf } from "../../../../renderer/desk-services/figures/figure-text.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES, type Locale } from "../../../../renderer/i18n/locale.ts";
import { COMING_BANDS } from "../../../../renderer/platform/worker/expected-use-api.ts";
import { CONTACT_DAYS, CONTACT_GROUPS, type KeepFigures } from "../../../../renderer/platform/worker/keep-page-api.ts";
import {
  ATTRIBUTES,
  BECAME,
  PATH_STEPS,
  type ReadersFigures,
  SCORES,
} from "../../../../renderer/platform/worker/readers-page-api.ts";
import {
  ATTENTION_GROUPS,
  type Figure,
  type Overview,
  type StatisticsApi,
} from "../../../../renderer/platform/worker/statistics-api.ts";
import { proofDraw, proofScale } from "../../../support/proof-scale.ts";
import { openStatisticsOf } from "./open-statistics.tsx";

/** All of each tag: one that is added and not named here does not compile. */
const FIGURES: { readonly [Tag in Figure["tag"]]: readonly Extract<Figure, { readonly tag: Tag }>[] } = {
  stage: LIFE_STATES.map((state) => ({ tag: "stage", state })),
  active: [{ tag: "active" } as never],
  used: [{ tag: "used" } as never],
  here: [{ tag: "here" } as never],
  owned: [{ tag: "owned" } as never],
  "one-kind": [{ tag: "one-kind" } as never],
  "not-seen-by-phone": [{ tag: "not-seen-by-phone" } as never],
  "new-cards": [{ tag: "new-cards" } as never],
  "took-part": [{ tag: "took-part" } as never],
  measured: MEASURES.map((measure) => ({ tag: "measured", measure }) as never),
  "top-fifth": MEASURES.map((measure) => ({ tag: "top-fifth", measure }) as never),
  group: ATTENTION_GROUPS.map((group) => ({ tag: "group", group })),
  score: SCORES.map((of) => ({ tag: "score", of, score: 5 })),
  "entered-fifth": MEASURES.map((measure) => ({ tag: "entered-fifth", measure }) as never),
  "left-fifth": MEASURES.map((measure) => ({ tag: "left-fifth", measure }) as never),
  path: PATH_STEPS.map((step) => ({ tag: "path", step })),
  became: BECAME.map((step) => ({ tag: "became", step })),
  cohort: [
    { tag: "cohort", quarter: "2026-10" },
    { tag: "cohort", quarter: "2026-10", since: 0 },
  ],
  coming: COMING_BANDS.map((band) => ({ tag: "coming", band })),
  leaving: [
    { tag: "leaving", reason: "moved" },
    { tag: "leaving", reason: "moved", when: "before" },
  ],
  "left-in": [{ tag: "left-in", month: "2026-10" }],
  "not-contacted": CONTACT_GROUPS.flatMap((group) =>
    CONTACT_DAYS.map((days) => ({ tag: "not-contacted", group, days }) as const),
  ),
  covered: [{ tag: "covered", branch: "east", ageBand: "18-34" }],
  unplaced: [{ tag: "unplaced" }],
  attribute: ATTRIBUTES.map((attribute) => ({ tag: "attribute", attribute, value: "" })),
};

const TODAY = "2026-11-25";
const at = (day: string): number => new Date(`${day}T10:00`).getTime();
const id = uuidV7(at("2026-10-01"), (length) => new Uint8Array(length));
const reader = (name: string, fields: object) =>
  create("reader", name, { name, card: name, enrolledOn: "2024-03-01", ...fields });
const used = (of: string, kind: "visit" | "loan" | "event", days: readonly string[], quantity = 1) =>
  days.map((on) => create("activity", `${of} ${kind} ${on}`, { reader: of, on, kind, quantity }));
const upTo = (last: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) => addDays(last, -back));

/** Somebody behind every figure. */
const LIBRARY = [
  create("branch", "east", { name: "城东馆", population: 900, served: { "18-34 东门": 900 } }),
  ...["a", "b", "c", "d", "e", "f"].flatMap((name) => [
    reader(name, { branch: "east", birthDate: "2000-01-01", enrolledOn: "2026-11-10" }),
    ...used(name, "visit", ["2026-11-12"]),
  ]),
  // at every second day a loan: core, loyal, and in each fifth
  reader("core", { owner: "chen" }),
  ...used("core", "visit", upTo("2026-11-24", 60)),
  ...used("core", "loan", upTo("2026-11-24", 30), 9),
  ...used("core", "event", ["2026-11-01"]),
  reader("away", { phones: ["13800000000"] }),
  ...used("away", "visit", upTo("2026-10-26", 60)),
  // in each fifth at the end of September, and not since
  reader("was", {}),
  ...used("was", "visit", upTo("2025-11-15", 40)),
  ...used("was", "loan", upTo("2025-11-15", 40), 99),
  ...used("was", "event", upTo("2025-11-15", 3)),
  reader("seldom", {}),
  ...used("seldom", "visit", ["2026-05-01"]),
  reader("back", {}),
  ...used("back", "visit", ["2024-06-01", "2026-11-01"]),
  reader("often", {}),
  ...used("often", "visit", ["2026-11-03", "2026-11-05", "2026-11-20"]),
  // met in October, with a card since November
  reader(id, { enrolledOn: "2026-11-20" }),
  reader("child", { birthDate: "2018-05-01" }),
  reader("old", { birthDate: "1950-05-01" }),
  reader("needs", { serviceNeeds: ["large-print"] }),
  reader("office", { organisation: "实验小学" }),
  create("reader", "met", { name: "met" }),
  ...["moved", "deceased", "other"].map((reason) => reader(reason, { leaving: { reason, on: "2026-10-01" } })),
  reader("long-gone", { leaving: { reason: "moved", on: "2025-03-01" } }),
];

interface Pages {
  readonly overview: Overview;
  readonly readers: ReadersFigures;
  readonly keep: KeepFigures;
}

/** What stands on the page beside the way to the readers. */
function numberOf(figure: Figure, { overview, readers, keep }: Pages): number | null | undefined {
  switch (figure.tag) {
    case "stage":
      return overview.stages.find(({ state }) => state === figure.state)?.count;
    case "active":
      return readers.participation.now.readers;
    case "used":
      return overview.breadthReaders;
    case "here":
      return readers.value.readers;
    case "owned":
      return keep.contacts["with-owner"].readers;
    case "one-kind":
      return overview.work.oneKind;
    case "not-seen-by-phone":
      return overview.work.notSeenByPhone;
    case "new-cards":
      return overview.newCards;
    case "took-part":
      return readers.participation.now.takingPart;
    case "measured":
      return overview.concentrations[figure.measure]?.readers;
    case "top-fifth":
      return overview.concentrations[figure.measure]?.topFifth;
    case "group":
      return overview.attention.find(({ group }) => group === figure.group)?.readers;
    case "score":
      return readers.value.byScore[figure.of][figure.score];
    case "entered-fifth":
      return readers.movers.byMeasure[figure.measure].entered;
    case "left-fifth":
      return readers.movers.byMeasure[figure.measure].left;
    case "path":
      return readers.path[figure.step];
    case "became":
      return (figure.step === "actual" ? readers.path.toActual : readers.path.toLoyal).went;
    case "cohort":
      return ((row) => (figure.since === undefined ? row?.readers : row?.used[figure.since]))(
        readers.cohorts.find(({ quarter }) => quarter === figure.quarter),
      );
    case "coming":
      // of so few readers nothing is foretold
      return 0;
    case "leaving":
      return keep.leaving.find(({ reason }) => reason === figure.reason)?.[figure.when ?? "now"];
    case "left-in":
      return keep.leftByMonth.find(({ month }) => month === figure.month)?.count;
    case "not-contacted":
      return keep.contacts[figure.group].without[figure.days];
    case "covered":
      return readers.coverage.byBranch.cells.find(
        ({ key }) => key.branch === figure.branch && key.ageBand === figure.ageBand,
      )?.readers;
    case "unplaced":
      return readers.coverage.unknown;
    case "attribute":
      return readers.compositions[figure.attribute].rows.find(({ value }) => value === figure.value)?.now.count;
  }
}

/** Of those who are new here the library has known nobody for as long as is asked. */
const isTooNew = (figure: Figure): boolean => figure.tag === "not-contacted" && figure.group === "new";

const EVERY = Object.values(FIGURES).flat();
const LANGUAGES_AT_ONCE = proofScale(LOCALES.length, 1);
const walkedIn = (locale: Locale): readonly Figure[] =>
  EVERY.filter((_, index) => index % LANGUAGES_AT_ONCE === LOCALES.indexOf(locale) % LANGUAGES_AT_ONCE);

it.each(proofDraw(LOCALES))(
  "every figure opens as many readers as it says, in %s, and Escape leads back",
  { timeout: 60_000 },
  async (locale) => {
    const { t } = await createI18n(locale);
    const asked: StatisticsApi[] = [];
    const { history } = await openStatisticsOf(LIBRARY, locale, "/statistics", { staff: "chen" }, (statistics) => {
      asked.push(statistics);
      return statistics;
    });
    const [statistics] = asked;
    if (statistics === undefined) throw new Error("no statistics");
    const november = { branch: null, month: TODAY.slice(0, 7) };
    const quiet = (): void => undefined;
    const pages = {
      overview: await statistics.overview(november, quiet),
      readers: await statistics.readersPage(november, quiet),
      keep: await statistics.keepPage(november, quiet),
    };
    for (const figure of walkedIn(locale)) {
      const path = `/readers?figure=${encodeURIComponent(textOf(figure))}`;
      const number = numberOf(figure, pages);
      if (figure.tag !== "coming" && !isTooNew(figure)) expect(number ?? 0, path).toBeGreaterThan(0);
      await act(async () => history.navigate(path));
      // counted, then listed or said to be nobody
      await waitFor(() => expect(screen.getByRole("main").getAttribute("aria-busy"), path).toBe("false"));
      expect(document.querySelector(".filter-fixed")?.textContent ?? "", path).not.toMatch(
        /^$|^(?:statistics|figures|keep|life|words)\./,
      );
      // the one list of readers, with its keys
      expect(screen.getByRole("textbox", { name: t("readers.find") }), path).toBeTruthy();
      if (number === 0) expect(screen.getByText(t("readers.figure-nobody")), path).toBeTruthy();
      // the row of the headings is one too
      else expect(Number(screen.getByRole("grid").getAttribute("aria-rowcount")) - 1, path).toBe(number);
    }
    await act(async () => history.navigate("/readers?figure=stage:new"));
    await waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("grid"));
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByRole("list", { name: t("statistics.five") })).toBeTruthy();
  },
);
