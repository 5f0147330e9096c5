/** What of the statistics leaves the house tells of no few persons: papers and files of all branches of one day, over random libraries. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../../renderer/db/changes.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../../../../renderer/platform/keep-page-api.ts";
import { BECAME, SCORES } from "../../../../../renderer/platform/readers-page-api.ts";
import { ATTENTION_GROUPS, type Figure } from "../../../../../renderer/platform/statistics-api.ts";
import { TOLD } from "../../../../../renderer/platform/told-names.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/reports-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/statistics/library-view.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/statistics-api.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { type CountedSet, fewTold } from "../../../../support/subtraction-attack.ts";
import { freshId, NOW, openLibrary, quiet, TODAY } from "./small-library.ts";

const MONTH = TODAY.slice(0, 7);
const DAY_MS = 86_400_000;
const BRANCHES = ["east", "west"];
const STATES = ["potential", "registered", "new", "active", "occasional", "not-seen", "inactive", "returned"] as const;
const GONE = ["left", "moved", "deceased"] as const;
const DOWN = [5, 4, 3, 2, 1, 0] as const;

/** Readers as there are many of: by the days on which they came, counted back from today. */
const KINDS = {
  regular: { birthDate: "1980-05-01", days: [3, 10, 17, 24, 31, 38, 45, 52, 59] },
  child: { birthDate: "2018-05-01", days: [5, 100, 200] },
  old: { birthDate: "1950-05-01", days: [20], owner: "chen" },
  seldom: { days: [150], serviceNeeds: ["large-print"] },
  away: { days: [500], owner: "chen" },
  unused: { days: [] },
  fresh: { enrolledOn: addDays(TODAY, -20), days: [2] },
  potential: { card: undefined, days: [] },
  moved: { leaving: { reason: "moved", on: addDays(TODAY, -40) }, days: [90] },
  graduated: { leaving: { reason: "graduated", on: addDays(TODAY, -400) }, days: [420] },
  spoken: { days: [30], spoken: 45, enrolledOn: addDays(TODAY, -150) },
} as const;
type Kind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as readonly Kind[]; // its own keys

function readerOf(kind: Kind, branch: string | undefined): readonly Change[] {
  const id = freshId();
  const { days, spoken, ...values }: { days: readonly number[]; spoken?: number } = { ...KINDS[kind] };
  return [
    create("reader", id, { name: "读者", card: id, enrolledOn: "2024-01-05", ...(branch !== undefined && { branch }), ...values }),
    ...days.map((back) => create("activity", freshId(), { reader: id, kind: "visit", on: addDays(TODAY, -back) })),
    ...(spoken === undefined ? [] : [create("interaction", freshId(), { reader: id, at: NOW - spoken * DAY_MS, channel: "desk", direction: "out" })]),
  ];
}

async function open(counts: readonly (readonly number[])[]) {
  const rows = [...BRANCHES, undefined];
  const readers = rows.flatMap((branch, row) => NAMES.flatMap((kind, column) => Array.from({ length: counts[row]?.[column] ?? 0 }, () => readerOf(kind, branch)).flat()));
  const { db } = await openLibrary([...BRANCHES.map((id) => create("branch", id, { name: id, population: 1000, served: { "18-34 北门": 400, "35-59 南门": 600 } })), ...readers]);
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  return { statistics, reports: createReportsApi(deps, views, statistics) };
}

/** Tiles, and tiles that count the same: what stands side by side is set side by side. */
const TILES: readonly (readonly string[])[] = [
  [TOLD.here, ...STATES.map((state) => TOLD.state(state)), TOLD.path("actual"), TOLD.path("loyal")],
  GONE.map((state) => TOLD.state(state)),
  [TOLD.here, ...STATES.map((state) => TOLD.state(state)), ...DOWN.flatMap((score) => [TOLD.score("r", score), TOLD.score("f", score)])],
  [TOLD.here, ...DOWN.flatMap((score) => [TOLD.score("f", score), TOLD.score("v", score)]), TOLD.core, TOLD.oneKind],
  [TOLD.here, ...ATTENTION_GROUPS.map(TOLD.group)],
  [TOLD.here, TOLD.state("potential"), ...CONTACT_GROUPS.map(TOLD.contacts), ...CONTACT_GROUPS.flatMap((group) => CONTACT_DAYS.map((days) => TOLD.notContacted(group, days)))],
  BECAME.map(TOLD.became),
  [TOLD.left("now"), TOLD.leftFor("moved", "now")],
];

const FIGURES: readonly (readonly [name: string, figure: Figure])[] = [
  ...[...STATES, ...GONE].map((state) => [TOLD.state(state), { tag: "stage", state }] as const),
  ...SCORES.flatMap((of) => DOWN.map((score) => [TOLD.score(of, score), { tag: "score", of, score }] as const)),
  [TOLD.core, { tag: "group", group: "core" }],
  [TOLD.oneKind, { tag: "one-kind" }],
  ...ATTENTION_GROUPS.map((group) => [TOLD.group(group), { tag: "group", group }] as const),
  ...CONTACT_GROUPS.flatMap((group) => CONTACT_DAYS.map((days) => [TOLD.notContacted(group, days), { tag: "not-contacted", group, days }] as const)),
  ...BECAME.flatMap((step) => [[TOLD.path(step), { tag: "path", step }] as const, [TOLD.became(step), { tag: "became", step }] as const]),
  [TOLD.leftFor("moved", "now"), { tag: "leaving", reason: "moved" }],
];

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 5, max: 12 }));
/** Rows of the two branches and of none, columns of the kinds of readers. */
const library = fc.array(fc.array(count, { minLength: NAMES.length, maxLength: NAMES.length }), { minLength: 3, maxLength: 3 });

it("no cell of a tile against its total, branch against the whole, or tile against another tells of few", { timeout: proofScale(240_000, 700_000) }, async () => {
  await fc.assert(
    fc.asyncProperty(library, async (counts) => {
      const { statistics } = await open(counts);
      const rowOf = new Map<string, number>();
      const persons = new Map<string, Set<string>>();
      for (const [name, figure] of FIGURES) persons.set(name, new Set((await statistics.readers({ branch: null, month: MONTH }, figure)).map(({ id }) => id)));
      persons.set(TOLD.here, new Set(STATES.flatMap((state) => [...(persons.get(TOLD.state(state)) ?? [])])));
      persons.set(TOLD.left("now"), new Set(persons.get(TOLD.leftFor("moved", "now"))));
      for (const [row, branch] of BRANCHES.entries()) for (const [, figure] of FIGURES) for (const { id } of await statistics.readers({ branch, month: MONTH }, figure)) rowOf.set(id, row);
      const told = await Promise.all([null, ...BRANCHES].map(async (branch) => new Set(await statistics.told({ branch, month: MONTH }, quiet))));
      for (const tile of TILES) {
        const sets = [...new Set(tile)].flatMap((name): readonly CountedSet[] => {
          const of = persons.get(name);
          return of === undefined ? [] : [{ name, persons: of }];
        });
        const cells = told.flatMap((names, place) => sets.flatMap(({ name }) => (names.has(name) ? [{ row: place === 0 ? null : place - 1, name }] : [])));
        expect([tile[0], fewTold(sets, 3, (person) => rowOf.get(person) ?? 2, cells)]).toEqual([tile[0], []]);
      }
    }),
    { numRuns: proofScale(4, 200) },
  );
});
