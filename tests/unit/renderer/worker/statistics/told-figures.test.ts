/**
 * What of the statistics leaves the house tells of no few persons: papers and files of all branches of one day, over
 * random libraries.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { AGE_BANDS, ageBandOn } from "#shared/analysis/age-band.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { addDays, dayToNumber } from "#shared/kernel/day.ts";
import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { TOLD } from "../../../../../renderer/platform/worker/counted-sets.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../../../../renderer/platform/worker/keep-page-api.ts";
import { BECAME, SCORES } from "../../../../../renderer/platform/worker/readers-page-api.ts";
import { ATTENTION_GROUPS, type Figure } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { type CountedSet, fewTold } from "../../../../support/subtraction-attack.ts";
import { freshId, NOW, openLibrary, quiet, TODAY } from "./small-library.ts";

const MONTH = TODAY.slice(0, 7);
const DAY_MS = 86_400_000;
const BRANCHES = ["east", "west"];
const STATES = ["potential", "registered", "new", "active", "occasional", "not-seen", "inactive", "returned"] as const;
const GONE = ["left", "moved", "deceased"] as const;
const DOWN = [5, 4, 3, 2, 1, 0] as const;
/** In which readers enrolled. */
const COHORTS = ["2026-01", "2026-04", "2026-07", "2026-10"] as const;
/** With the empty one of those whose age is not known. */
const BANDS = [...AGE_BANDS, ""] as const;
const COMMUNITIES = ["北门", "南门"] as const;

const usedIn = (when: "now" | "before"): string => `used ${when}`;
const newIn = (month: string): string => `new cards of ${month}`;
const ofBand = (band: string): string => `used, of age ${band}`;
const ofCommunity = (community: string): string => `used, of ${community}`;

/** Readers as there are many of: by the days on which they came, counted back from today. */
const KINDS = {
  regular: { birthDate: "1980-05-01", organisation: "北门", unit: "南门", days: [3, 10, 17, 24, 31, 38, 45, 52, 59] },
  child: { birthDate: "2018-05-01", enrolledOn: addDays(TODAY, -100), days: [5, 50, 100] },
  old: { birthDate: "1950-05-01", organisation: "南门", days: [20], owner: "chen" },
  seldom: { days: [150], enrolledOn: addDays(TODAY, -250), serviceNeeds: ["large-print"] },
  away: { days: [500], owner: "chen" },
  unused: { days: [] },
  fresh: { enrolledOn: addDays(TODAY, -20), days: [2] },
  potential: { card: undefined, days: [] },
  moved: { leaving: { reason: "moved", on: addDays(TODAY, -40) }, days: [90] },
  graduated: { leaving: { reason: "graduated", on: addDays(TODAY, -400) }, days: [420] },
  spoken: { days: [30], spoken: 45, enrolledOn: addDays(TODAY, -150) },
  guest: { birthDate: "1985-05-01", days: [40], came: "event", enrolledOn: addDays(TODAY, -140) },
} as const;
type Kind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as readonly Kind[]; // its own keys

interface Made {
  readonly id: string;
  readonly row: number;
  readonly kind: Kind;
}

interface Drawn {
  readonly enrolledOn?: string;
  readonly birthDate?: string;
  readonly organisation?: string;
  readonly unit?: string;
  readonly owner?: string;
  readonly leaving?: { readonly reason: string; readonly on: string };
  readonly days: readonly number[];
  readonly came?: "event";
  readonly spoken?: number;
}
const drawnOf = (kind: Kind): Drawn => KINDS[kind];
const ENROLLED = "2024-01-05";

function changesOf({ id, row, kind }: Made): readonly Change[] {
  const { days, spoken, came = "visit", ...values } = drawnOf(kind);
  const branch = BRANCHES[row];
  return [
    create("reader", id, {
      name: "读者",
      card: id,
      enrolledOn: ENROLLED,
      ...(branch !== undefined && { branch }),
      ...values,
    }),
    ...days.map((back) => create("activity", freshId(), { reader: id, kind: came, on: addDays(TODAY, -back) })),
    ...(spoken === undefined
      ? []
      : [
          create("interaction", freshId(), {
            reader: id,
            at: NOW - spoken * DAY_MS,
            channel: "desk",
            direction: "out",
          }),
        ]),
  ];
}

/** @param idOf ids tell when somebody was met, if they are of that kind */
async function open(counts: readonly (readonly number[])[], idOf: () => string = freshId) {
  const readers = counts.flatMap((own, row) =>
    NAMES.flatMap((kind, column) => Array.from({ length: own[column] ?? 0 }, (): Made => ({ id: idOf(), row, kind }))),
  );
  const branches = BRANCHES.map((id) =>
    create("branch", id, { name: id, population: 1000, served: { "18-34 北门": 400, "35-59 南门": 600 } }),
  );
  const { db } = await openLibrary([...branches, ...readers.flatMap(changesOf)]);
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  return { readers, statistics, reports: createReportsApi(deps, views, statistics) };
}

/** Tiles, and tiles that count the same: what stands side by side is set side by side. */
const TILES: readonly (readonly string[])[] = [
  [
    TOLD.here,
    ...STATES.map((state) => TOLD.state(state)),
    usedIn("now"),
    TOLD.path("actual"),
    TOLD.path("loyal"),
    TOLD.notSeenOwned,
    TOLD.lapsedOwned,
  ],
  [
    TOLD.here,
    ...[...STATES, ...GONE].map((state) => TOLD.state(state)),
    usedIn("now"),
    TOLD.measured("combined"),
    TOLD.measured("visits"),
  ],
  [
    TOLD.here,
    ...STATES.map((state) => TOLD.state(state)),
    usedIn("now"),
    ...DOWN.flatMap((score) => [TOLD.score("r", score), TOLD.score("f", score)]),
    TOLD.came,
  ],
  [TOLD.here, ...DOWN.flatMap((score) => [TOLD.score("f", score), TOLD.score("v", score)]), TOLD.core, TOLD.oneKind],
  [TOLD.here, ...ATTENTION_GROUPS.map(TOLD.group)],
  [
    TOLD.here,
    TOLD.state("potential"),
    ...CONTACT_GROUPS.map(TOLD.contacts),
    ...CONTACT_GROUPS.flatMap((group) => CONTACT_DAYS.map((days) => TOLD.notContacted(group, days))),
  ],
  BECAME.map(TOLD.became),
  [TOLD.left("now"), TOLD.leftFor("moved", "now")],
  ...COHORTS.flatMap((quarter) => [0, 1, 2, 3].map((since) => [TOLD.cohort(quarter), TOLD.stayed(quarter, since)])),
  ...COHORTS.map((quarter) => [TOLD.cohort(quarter), ...[0, 1, 2].map((later) => newIn(monthBack(quarter, -later)))]),
  ...(["now", "before"] as const).map((when) => [
    usedIn(when),
    TOLD.tookPart(when),
    ...(when === "now" ? (["combined", "visits", "loans", "participation"] as const).map(TOLD.measured) : []),
  ]),
  [usedIn("now"), ...BANDS.map(ofBand)],
  [usedIn("now"), ...COMMUNITIES.map(ofCommunity)],
];

const FIGURES: readonly (readonly [name: string, figure: Figure])[] = [
  ...[...STATES, ...GONE].map((state) => [TOLD.state(state), { tag: "stage", state }] as const),
  ...SCORES.flatMap((of) => DOWN.map((score) => [TOLD.score(of, score), { tag: "score", of, score }] as const)),
  [TOLD.core, { tag: "group", group: "core" }],
  [TOLD.oneKind, { tag: "one-kind" }],
  ...ATTENTION_GROUPS.map((group) => [TOLD.group(group), { tag: "group", group }] as const),
  ...CONTACT_GROUPS.flatMap((group) =>
    CONTACT_DAYS.map((days) => [TOLD.notContacted(group, days), { tag: "not-contacted", group, days }] as const),
  ),
  ...BECAME.flatMap((step) => [
    [TOLD.path(step), { tag: "path", step }] as const,
    [TOLD.became(step), { tag: "became", step }] as const,
  ]),
  [TOLD.leftFor("moved", "now"), { tag: "leaving", reason: "moved" }],
];

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 12 }));
/** Rows of the two branches and of none, columns of the kinds of readers. */
const library = fc.array(fc.array(count, { minLength: NAMES.length, maxLength: NAMES.length }), {
  minLength: 3,
  maxLength: 3,
});

/** One of the second branch has used anything: its other states, told, would leave that one. */
const FEW_USED_IN_ONE_BRANCH = [
  [0, 0, 0, 5, 0, 0, 5, 0, 0, 5, 0, 0],
  [0, 0, 0, 1, 5, 5, 0, 0, 0, 5, 0, 0],
  [0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 5, 0],
];

/** All but one of them are active or potential: who has a card, less the active, would be that one. */
const ONE_UNUSED_OF_NO_BRANCH = [
  [0, 0, 5, 4, 0, 5, 1, 0, 0, 5, 0, 0],
  [0, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0],
  [0, 5, 0, 0, 0, 1, 0, 5, 5, 5, 0, 5],
];

/** Whom what was made is in, besides the figures that open their readers. */
function madeSets(
  readers: readonly Made[],
  persons: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly [name: string, persons: ReadonlySet<string>])[] {
  const set = (name: string, isIn: (drawn: Drawn, id: string) => boolean) =>
    [name, new Set(readers.flatMap(({ id, kind }) => (isIn(drawnOf(kind), id) ? [id] : [])))] as const;
  const isOf = (name: string, id: string): boolean => persons.get(name)?.has(id) === true;
  const cameBetween = ({ days }: Drawn, first: string, last: string): boolean =>
    days.some((back) => addDays(TODAY, -back) >= first && addDays(TODAY, -back) <= last);
  const hasCard = (drawn: Drawn): boolean => !("card" in drawn);
  const enrolledIn = ({ enrolledOn = ENROLLED }: Drawn, months: readonly string[]): boolean =>
    months.includes(enrolledOn.slice(0, 7));
  const YEARS = { now: 0, before: VALUE_DAYS } as const;
  const usedInYear = ({ days }: Drawn, when: "now" | "before"): boolean =>
    days.some((back) => back >= YEARS[when] && back < YEARS[when] + VALUE_DAYS);
  return [
    set(TOLD.notSeenOwned, ({ owner }, id) => owner !== undefined && isOf(TOLD.state("not-seen"), id)),
    set(TOLD.lapsedOwned, ({ owner }, id) => owner !== undefined && isOf(TOLD.state("inactive"), id)),
    set(TOLD.came, ({ days }, id) => days.length > 0 && isOf(TOLD.here, id)),
    ...COHORTS.flatMap((quarter) => {
      const months = [0, 1, 2].map((later) => monthBack(quarter, -later));
      return [
        set(TOLD.cohort(quarter), (drawn) => hasCard(drawn) && enrolledIn(drawn, months)),
        ...months.map((month) => set(newIn(month), (drawn) => hasCard(drawn) && enrolledIn(drawn, [month]))),
        ...[0, 1, 2, 3].map((since) =>
          set(
            TOLD.stayed(quarter, since),
            (drawn) =>
              hasCard(drawn) &&
              enrolledIn(drawn, months) &&
              cameBetween(drawn, firstOf(monthBack(quarter, -3 * since)), lastOf(monthBack(quarter, -3 * since - 2))),
          ),
        ),
      ];
    }),
    ...(["now", "before"] as const).flatMap((when) => [
      set(usedIn(when), (drawn) => usedInYear(drawn, when)),
      set(TOLD.tookPart(when), (drawn) => drawn.came === "event" && usedInYear(drawn, when)),
    ]),
    set(TOLD.measured("combined"), (drawn) => usedInYear(drawn, "now")),
    set(TOLD.measured("visits"), (drawn) => usedInYear(drawn, "now")),
    set(TOLD.measured("loans"), () => false),
    set(TOLD.measured("participation"), (drawn) => drawn.came === "event" && usedInYear(drawn, "now")),
    ...BANDS.map((band) =>
      set(
        ofBand(band),
        (drawn) =>
          (ageBandOn(drawn.birthDate === undefined ? undefined : dayToNumber(drawn.birthDate), dayToNumber(TODAY)) ??
            "") === band && usedInYear(drawn, "now"),
      ),
    ),
    ...COMMUNITIES.map((community) =>
      set(
        ofCommunity(community),
        ({ organisation, unit, ...drawn }) =>
          (organisation === community || unit === community) && usedInYear(drawn, "now"),
      ),
    ),
  ];
}

type Opened = Awaited<ReturnType<typeof open>>;

async function asThePageCounts({ statistics }: Opened, sizeOf: (name: string) => number): Promise<void> {
  const { cohorts, participation, coverage } = await statistics.readersPage({ branch: null, month: MONTH }, quiet);
  for (const { quarter, readers, used } of cohorts.filter((cohort) => COHORTS.some((each) => each === cohort.quarter)))
    expect([quarter, readers, ...used]).toEqual([
      quarter,
      sizeOf(TOLD.cohort(quarter)),
      ...used.map((_, since) => sizeOf(TOLD.stayed(quarter, since))),
    ]);
  expect(participation).toMatchObject({
    now: { readers: sizeOf(usedIn("now")), takingPart: sizeOf(TOLD.tookPart("now")) },
    before: { readers: sizeOf(usedIn("before")), takingPart: sizeOf(TOLD.tookPart("before")) },
  });
  for (const community of COMMUNITIES)
    expect(
      coverage.byCommunity.cells
        .filter(({ key }) => key.community === community)
        .reduce((sum, { readers }) => sum + readers, 0),
    ).toBeLessThanOrEqual(sizeOf(ofCommunity(community)));
}

/** All that the papers and files of a branch, or of all for null, tell under the names of the tiles. */
async function namesTold(
  { statistics, reports }: Opened,
  branch: string | null,
): Promise<readonly { readonly branch: string | null; readonly name: string }[]> {
  const asked = { branch, month: MONTH };
  const names = await statistics.told(asked, quiet);
  const { compositions, toldUsed, cohorts } = await statistics.readersPage(asked, quiet);
  const newCards = await Promise.all(
    COHORTS.flatMap((quarter) => [0, 1, 2].map((later) => monthBack(quarter, -later)))
      .filter((month) => month <= MONTH)
      .map(async (month) => {
        const line = (await reports.sheet({ branch, period: { span: "month", month } }, quiet)).lines.find(
          ({ figure }) => figure === "new-cards",
        )?.now;
        return line?.tag === "known" && line.value !== null ? [newIn(month)] : [];
      }),
  );
  expect(cohorts.map(({ quarter }) => quarter)).toEqual(expect.arrayContaining([...COHORTS]));
  const here = [
    ...names,
    ...newCards.flat(),
    ...(names.includes(TOLD.used) ? [usedIn("now")] : []),
    ...(toldUsed.now ? [usedIn("now")] : []),
    ...(toldUsed.before ? [usedIn("before")] : []),
    ...compositions.ageBand.rows.flatMap(({ value, now }) => (now.count === null ? [] : [ofBand(value)])),
  ].map((name) => ({ branch, name }));
  return [
    ...here,
    ...BRANCHES.flatMap((of) => [
      ...AGE_BANDS.flatMap((band) =>
        names.includes(TOLD.covered(of, band)) ? [{ branch: of, name: ofBand(band) }] : [],
      ),
      ...COMMUNITIES.flatMap((community) =>
        names.includes(TOLD.community(of, community)) ? [{ branch: of, name: ofCommunity(community) }] : [],
      ),
    ]),
  ];
}

it("no cell of a tile against its total, branch against the whole, or tile against another tells of few", {
  timeout: proofScale(240_000, 700_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(library, async (counts) => {
      const library = await open(counts);
      const { readers, statistics } = library;
      const rowOf = new Map(readers.map(({ id, row }) => [id, row]));
      const persons = new Map<string, Set<string>>();
      for (const [name, figure] of FIGURES)
        persons.set(
          name,
          new Set((await statistics.readers({ branch: null, month: MONTH }, figure)).map(({ id }) => id)),
        );
      persons.set(TOLD.here, new Set(STATES.flatMap((state) => [...(persons.get(TOLD.state(state)) ?? [])])));
      persons.set(TOLD.left("now"), new Set(persons.get(TOLD.leftFor("moved", "now"))));
      for (const [name, of] of madeSets(readers, persons)) persons.set(name, new Set(of));
      await asThePageCounts(library, (name) => persons.get(name)?.size ?? 0);
      const told = (await Promise.all([null, ...BRANCHES].map((branch) => namesTold(library, branch)))).flat();
      for (const tile of TILES) {
        const sets = [...new Set(tile)].flatMap((name): readonly CountedSet[] => {
          const of = persons.get(name);
          return of === undefined ? [] : [{ name, persons: of }];
        });
        const own = new Set(sets.map(({ name }) => name));
        const cells = told.flatMap(({ branch, name }) =>
          own.has(name) ? [{ row: branch === null ? null : BRANCHES.indexOf(branch), name }] : [],
        );
        const newInEach = COHORTS.flatMap((quarter) =>
          own.has(TOLD.cohort(quarter))
            ? [0, 1, 2].map((later) =>
                [TOLD.cohort(quarter), newIn(monthBack(quarter, -later))].filter((name) => own.has(name)),
              )
            : [],
        );
        expect([tile[0], fewTold(sets, 3, (person) => rowOf.get(person) ?? 2, cells, newInEach)]).toEqual([
          tile[0],
          [],
        ]);
      }
    }),
    { numRuns: proofScale(2, 200), examples: [[FEW_USED_IN_ONE_BRANCH], [ONE_UNUSED_OF_NO_BRANCH]] },
  );
});

/** In which somebody of some kind was met. */
const MONTHS = Array.from({ length: 10 }, (_, back) => monthBack(MONTH, back));

it("the number of everybody at the ends of months tells of no few who have come between them, beside the new cards", {
  timeout: proofScale(240_000, 700_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(library, async (counts) => {
      let made = 0;
      // where many have left since, few may be left of those who came before: that is not looked at
      const staying = counts.map((row) =>
        row.map((each, column) => ("leaving" in KINDS[NAMES[column] ?? "regular"] ? 0 : each)),
      );
      const { readers, statistics, reports } = await open(staying, () => `reader-${made++}`);
      const rowOf = new Map(readers.map(({ id, row }) => [id, row]));
      const sets: CountedSet[] = [];
      const told: { readonly row: number | null; readonly name: string }[] = [];
      for (const month of MONTHS) {
        const here = await Promise.all(
          STATES.map((state) => statistics.readers({ branch: null, month }, { tag: "stage", state })),
        );
        sets.push({ name: `here ${month}`, persons: new Set(here.flat().map(({ id }) => id)) });
        sets.push({
          name: newIn(month),
          persons: new Set(
            readers.flatMap(({ id, kind }) =>
              kind !== "potential" && (drawnOf(kind).enrolledOn ?? ENROLLED).startsWith(month) ? [id] : [],
            ),
          ),
        });
        for (const branch of [null, ...BRANCHES]) {
          const row = branch === null ? null : BRANCHES.indexOf(branch);
          const names = await statistics.told({ branch, month }, quiet);
          if (names.includes(TOLD.here) || STATES.every((state) => names.includes(TOLD.state(state))))
            told.push({ row, name: `here ${month}` });
          const line = (await reports.sheet({ branch, period: { span: "month", month } }, quiet)).lines.find(
            ({ figure }) => figure === "new-cards",
          )?.now;
          if (line?.tag === "known" && line.value !== null) told.push({ row, name: newIn(month) });
        }
      }
      expect(fewTold(sets, 3, (person) => rowOf.get(person) ?? 2, told)).toEqual([]);
    }),
    { numRuns: proofScale(1, 100) },
  );
});
