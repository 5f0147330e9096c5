/**
 * Tiles that use one word say one number, over random libraries: each figure is held against others and against its own
 * readers.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { SMALLEST_SHOWN } from "#shared/analysis/told/small-cells.ts";
import { MEASURES } from "#shared/analysis/value.ts";
import { addDays } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { monthBack } from "#shared/kernel/month.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../../../../renderer/platform/worker/keep-page-api.ts";
import { ATTRIBUTES, BECAME, PATH_STEPS, SCORES } from "../../../../../renderer/platform/worker/readers-page-api.ts";
import {
  ATTENTION_GROUPS,
  type Figure,
  type StatisticsAsked,
} from "../../../../../renderer/platform/worker/statistics-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { freshId, NOW, openLibrary, quiet, TODAY } from "./small-library.ts";

const DAY_MS = 86_400_000;

interface Drawn {
  readonly card: boolean;
  readonly metBack: number;
  readonly enrolledBack: number | null;
  readonly category: string;
  readonly branch: string;
  readonly leftBack: number | null;
  readonly uses: readonly {
    readonly kind: "visit" | "loan" | "event" | "print";
    readonly back: number;
    readonly quantity: number;
  }[];
  readonly contacts: readonly number[];
  readonly opinions: readonly number[];
}

const back = fc.integer({ min: 0, max: 800 });
const drawn: fc.Arbitrary<Drawn> = fc.record({
  card: fc.boolean(),
  metBack: back,
  enrolledBack: fc.option(back),
  category: fc.constantFrom("adult", "adult", "child", "collective", "staff"),
  branch: fc.constantFrom("east", "west"),
  leftBack: fc.option(back, { freq: 6 }),
  uses: fc.array(
    fc.record({
      kind: fc.constantFrom("visit", "visit", "visit", "loan", "event", "print"),
      back,
      quantity: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 25 },
  ),
  contacts: fc.array(back, { maxLength: 3 }),
  opinions: fc.array(back, { maxLength: 1 }),
});

function changesOf(readers: readonly Drawn[]): readonly Change[] {
  let drawnBytes = 0;
  const random = (length: number): Uint8Array =>
    Uint8Array.from({ length }, () => {
      drawnBytes = (drawnBytes * 75 + 74) % 65_537;
      return drawnBytes & 255;
    });
  return [
    create("branch", "east", { name: "城东馆", population: 900 }),
    create("branch", "west", { name: "城西馆", population: 400, served: { "18-34 北门": 400 } }),
    ...readers.flatMap(({ card, metBack, enrolledBack, category, branch, leftBack, uses, contacts, opinions }) => {
      const id = uuidV7(NOW - metBack * DAY_MS, random);
      const day = (days: number): string => addDays(TODAY, -days);
      return [
        create("reader", id, {
          name: "读者",
          category,
          branch,
          birthDate: `${1950 + (metBack % 60)}-05-01`,
          ...(card && { card: id.slice(-8) }),
          ...(enrolledBack !== null && { enrolledOn: day(enrolledBack) }),
          ...(leftBack !== null && { leaving: { reason: "other", on: day(leftBack) } }),
        }),
        ...uses.map(({ kind, back: days, quantity }) =>
          create("activity", freshId(), { reader: id, kind, on: day(days), quantity }),
        ),
        ...contacts.map((days) =>
          create("interaction", freshId(), {
            reader: id,
            at: NOW - days * DAY_MS,
            channel: "desk",
            direction: "out",
            minutes: 5,
          }),
        ),
        ...opinions.map((days) =>
          create("feedback", freshId(), { reader: id, receivedAt: NOW - days * DAY_MS, type: "praise" }),
        ),
      ];
    }),
  ];
}

async function openApis(readers: readonly Drawn[]) {
  const { db } = await openLibrary(changesOf(readers));
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  return { statistics, reports: createReportsApi(deps, views, statistics) };
}

const monthsOf = ["2026-11", "2026-09", "2026-06"];
/** Met, enrolled, left, or anything recorded. */
const firstDayOf = ({ metBack, enrolledBack, leftBack, uses, contacts, opinions }: Drawn): string =>
  addDays(
    TODAY,
    -Math.max(metBack, enrolledBack ?? 0, leftBack ?? 0, ...uses.map((use) => use.back), ...contacts, ...opinions),
  );
const isOf = (reader: Drawn | undefined, branch: string | null): boolean =>
  reader !== undefined &&
  !["collective", "staff"].includes(reader.category) &&
  (branch === null || reader.branch === branch);
const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, each) => all + each, 0);

it("every number is as long as its list, and one word is one number in all tiles", {
  timeout: proofScale(120_000, 700_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(drawn, { minLength: 10, maxLength: 40 }),
      fc.constantFrom(...monthsOf),
      fc.constantFrom(null, "east"),
      async (readers, month, branch) => {
        const { statistics, reports } = await openApis(readers);
        const asked: StatisticsAsked = { branch, month };
        const [overview, page, keep] = [
          await statistics.overview(asked, quiet),
          await statistics.readersPage(asked, quiet),
          await statistics.keepPage(asked, quiet),
        ];
        const sheet = await reports.sheet({ branch, period: { span: "month", month } }, quiet);
        const idsOf = async (figure: Figure, of = asked): Promise<readonly string[]> =>
          (await statistics.readers(of, figure)).map(({ id }) => id);
        const isList = async (figure: Figure, count: number): Promise<void> =>
          expect([figure, (await idsOf(figure)).length]).toEqual([figure, count]);

        // readers with any use in the year
        const active = sheet.lines.find(({ figure }) => figure === "active-readers")?.now;
        const used = page.participation.now.readers;
        // a report tells of no few persons, nor what would tell of them
        expect([page.trend.now.readers, active]).toMatchObject([
          used,
          active?.tag === "known" ? { tag: "known", value: used } : { tag: "unknown", why: "too-few" },
        ]);
        if (branch === null && used >= SMALLEST_SHOWN && readers.every(({ branch: of }) => of === "east"))
          expect(active?.tag).toBe("known");
        for (const attribute of ATTRIBUTES) expect([null, used]).toContain(page.compositions[attribute].totalNow);

        // readers who have not left
        const gone = new Set(["left", "moved", "deceased"]);
        const here = sum(overview.stages.filter(({ state }) => !gone.has(state)).map(({ count }) => count));
        expect([
          overview.readers,
          page.readers,
          keep.readers,
          page.value.readers,
          ...SCORES.map((score) => sum(page.value.byScore[score])),
        ]).toEqual(new Array(7).fill(here));
        for (const { state, count } of overview.stages) await isList({ tag: "stage", state }, count);
        const stageOf = (state: string): number => overview.stages.find((stage) => stage.state === state)?.count ?? -1;
        const groupOf = (group: string) => overview.attention.find((line) => line.group === group);
        expect([groupOf("new")?.readers, keep.contacts.new.readers, stageOf("new")]).toEqual(
          new Array(3).fill(stageOf("new")),
        );
        expect([
          groupOf("not-seen")?.readers,
          keep.contacts["not-seen"].readers,
          keep.notSeen.count,
          overview.work.notSeen,
        ]).toEqual(new Array(4).fill(stageOf("not-seen")));
        expect([keep.lapsed.count, overview.work.potential, overview.work.returned, page.path.potential]).toEqual([
          stageOf("inactive"),
          stageOf("potential"),
          stageOf("returned"),
          stageOf("potential"),
        ]);
        expect([groupOf("core")?.readers, keep.contacts.core.readers]).toEqual([page.value.core, page.value.core]);
        if (page.value.points > 0)
          expect(groupOf("core")?.ofUse).toBeCloseTo(page.value.corePoints / page.value.points, 9);
        for (const group of ATTENTION_GROUPS) await isList({ tag: "group", group }, groupOf(group)?.readers ?? -1);
        for (const of of SCORES)
          for (const [score, count] of page.value.byScore[of].entries())
            await isList({ tag: "score", of, score }, count);
        for (const group of CONTACT_GROUPS)
          for (const days of CONTACT_DAYS)
            await isList({ tag: "not-contacted", group, days }, keep.contacts[group].without[days] ?? -1);
        for (const { reason, now, before } of keep.leaving) {
          await isList({ tag: "leaving", reason }, now);
          await isList({ tag: "leaving", reason, when: "before" }, before);
        }
        for (const { month, count } of keep.leftByMonth) await isList({ tag: "left-in", month }, count);
        for (const step of PATH_STEPS) await isList({ tag: "path", step }, page.path[step]);
        for (const step of BECAME)
          await isList({ tag: "became", step }, (step === "actual" ? page.path.toActual : page.path.toLoyal).went);
        for (const { quarter, readers: count, used: stayed } of page.cohorts) {
          await isList({ tag: "cohort", quarter }, count);
          for (const [since, of] of stayed.entries()) await isList({ tag: "cohort", quarter, since }, of);
        }
        for (const attribute of ATTRIBUTES)
          for (const { value, now } of page.compositions[attribute].rows)
            if (now.count !== null) await isList({ tag: "attribute", attribute, value }, now.count);
        await isList({ tag: "active" }, used);
        await isList({ tag: "used" }, overview.breadthReaders);
        await isList({ tag: "here" }, here);
        await isList({ tag: "owned" }, keep.contacts["with-owner"].readers);
        for (const measure of MEASURES)
          await isList({ tag: "measured", measure }, overview.concentrations[measure]?.readers ?? 0);
        await isList({ tag: "one-kind" }, overview.work.oneKind);
        await isList({ tag: "not-seen-by-phone" }, overview.work.notSeenByPhone);
        await isList({ tag: "new-cards" }, overview.newCards);
        await isList({ tag: "took-part" }, page.participation.now.takingPart);

        // what the month before was then, it is now: nobody has come into it since
        const then = await statistics.overview({ branch, month: monthBack(month, 1) }, quiet);
        expect(overview.stages.map(({ state, before }) => [state, before])).toEqual(
          then.stages.map(({ state, count }) => [state, count]),
        );
        const met = new Set(readers.flatMap((reader, place) => (firstDayOf(reader) <= overview.day ? [place] : [])));
        expect(sum(overview.stages.map(({ count }) => count))).toBe(
          [...met].filter((place) => isOf(readers[place], branch)).length,
        );

        // the top fifth is one thing: who is in it now came in or was in it before the quarter
        for (const measure of MEASURES) {
          const { entered, left } = page.movers.byMeasure[measure];
          const [now, then] = [
            await idsOf({ tag: "top-fifth", measure }),
            await idsOf({ tag: "top-fifth", measure }, { branch, month: page.movers.before.slice(0, 7) }),
          ];
          const [came, went] = [
            await idsOf({ tag: "entered-fifth", measure }),
            await idsOf({ tag: "left-fifth", measure }),
          ];
          expect([came.length, went.length]).toEqual([entered, left]);
          expect(came.toSorted()).toEqual(now.filter((id) => !then.includes(id)).toSorted());
          expect(went.toSorted()).toEqual(then.filter((id) => !now.includes(id)).toSorted());
          // those who tie on the line belong to it
          expect(now.length).toBeGreaterThanOrEqual(overview.concentrations[measure]?.topFifth ?? 0);
        }
      },
    ),
    { numRuns: proofScale(2, 100) },
  );
});
