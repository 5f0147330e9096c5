/**
 * Libraries that hold little or nonsense, through all analyses: every figure is a number, or says that there is none.
 */
import { describe, expect, test } from "vitest";
import { attentionOf } from "#shared/analysis/attention.ts";
import { servicesUsed } from "#shared/analysis/breadth.ts";
import { compareComposition } from "#shared/analysis/composition.ts";
import { concentrationOf, topFifthLine } from "#shared/analysis/concentration.ts";
import { expectedVisits, probabilityComing } from "#shared/analysis/forecast/bg-nbd.ts";
import { forecasting } from "#shared/analysis/forecast/forecast.ts";
import { repeatVisitsOn } from "#shared/analysis/forecast/repeat-visits.ts";
import { interestsOn } from "#shared/analysis/interests.ts";
import { awayFromGroup, awaySpans, groupChange, groupVisits } from "#shared/analysis/life/group-fell.ts";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { LIFE_STATES, lifeHistory } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { pathOn, pathSteps } from "#shared/analysis/life/reader-path.ts";
import { participationOn } from "#shared/analysis/participation.ts";
import { compileSegment, countMembers } from "#shared/analysis/segments/compile-segment.ts";
import { choiceColumn, dayColumn, numberColumn } from "#shared/analysis/segments/reader-columns.ts";
import { buildUses, type UseRow, usesOf } from "#shared/analysis/uses.ts";
import { MEASURES, measureOf, quintileScores, scoresOf, valueOn } from "#shared/analysis/value.ts";
import { ended } from "../../../support/ended.ts";
import { cardHolder, closure, on } from "../../../support/life-calendar.ts";

const TODAY = on("2026-11-26");
const readers = Array.from({ length: 200 }, (_, index) => `reader ${index}`);
const visit = (reader: string, day: number, amount = 1): UseRow => ({ reader, day, kind: "visit", amount });

interface Library {
  readonly readers: readonly string[];
  readonly rows: readonly UseRow[];
  readonly exceptions?: Readonly<Record<string, "open" | "closed">>;
}

const libraries: Readonly<Record<string, Library>> = {
  "without readers": { readers: [], rows: [visit("nobody", TODAY)] },
  "without any activity": { readers, rows: [] },
  "with one reader": { readers: ["only"], rows: [visit("only", TODAY - 3), visit("only", TODAY)] },
  "where everybody is identical": {
    readers,
    rows: readers.flatMap((reader) => Array.from({ length: 30 }, (_, index) => visit(reader, TODAY - index * 7))),
  },
  "with dates in the future": { readers, rows: readers.map((reader, index) => visit(reader, TODAY + 1 + index)) },
  "with negative counts": { readers, rows: readers.map((reader, index) => visit(reader, TODAY - index, -index)) },
  "with days and counts that are no numbers": {
    readers,
    rows: [
      visit("reader 1", Number.NaN),
      visit("reader 2", TODAY, Number.NaN),
      visit("reader 3", Number.POSITIVE_INFINITY),
    ],
  },
  "that is closed for good": {
    readers,
    rows: readers.map((reader, index) => visit(reader, TODAY - 300 - (index % 9))),
    exceptions: closure("2026-01-20", 800),
  },
};

function figuresOf(library: Library): object {
  const { uses, leftOut } = buildUses(library.readers, library.rows);
  const open = createOpenDays({ exceptions: library.exceptions ?? {} });
  const all = library.readers.map((_, index) => ({
    uses: usesOf(uses, index),
    history: lifeHistory(cardHolder("2025-01-01"), usesOf(uses, index), open),
  }));
  const values = all.map((each) => valueOn(each.uses, TODAY));
  const standings = all.map(({ history }) => standingSince(history, TODAY));
  const services = all.map((each) => servicesUsed(each.uses, TODAY));
  const line = topFifthLine(values.map(({ value }) => value));
  const paths = all.map(({ history, uses: own }) => pathOn(history, own, TODAY));
  const repeats = all.flatMap(({ history }) => repeatVisitsOn(history.visitDays, open, TODAY) ?? []);
  const model = { kind: "mbg", r: 0.9, alpha: 20, a: 0.3, b: 3 } as const;
  const group = groupVisits(
    all.map(({ history }) => history.visitDays),
    TODAY - 800,
    TODAY,
  );
  const sums = { readers: all.length, use: 0, minutes: 0, contacts: 0, promisesKept: 0 };
  const columns = {
    readers: library.readers,
    columns: {
      lifeState: choiceColumn(standings.map(({ state }) => state)),
      value: numberColumn(values.map(({ value }) => value)),
      lastUseOn: dayColumn(values.map(({ recency }) => (recency === undefined ? undefined : TODAY - recency))),
    },
  };
  const counted = LIFE_STATES.map((state) => {
    const segment = compileSegment(
      {
        match: "all",
        groups: [{ match: "all", conditions: [{ field: "lifeState", is: "any-of", values: [state] }] }],
        pinned: [],
        excluded: [],
      },
      columns,
      TODAY,
    );
    return segment.ok ? countMembers(segment.value, columns) : Number.NaN;
  });
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(library.readers.length);
  return {
    leftOut,
    values,
    scores: [values.map((each) => scoresOf(each)), quintileScores(values)],
    standings,
    concentration: MEASURES.map((measure) => concentrationOf(values.map((each) => measureOf(each, measure)))),
    mostActive: values.filter(({ value }) => value >= line),
    services,
    steps: pathSteps(
      paths.map((path) => ({ ...path, metOn: undefined })),
      TODAY - 90,
      TODAY,
    ),
    forecast: ended(
      forecasting(
        repeats.map((before) => ({ before, time: 365, came: true })),
        repeats,
      ),
    ),
    expected: repeats.map((each) =>
      [probabilityComing, expectedVisits].map((ask) => ask(model, each, open.openBetween(TODAY, TODAY + 365))),
    ),
    group: all.map(({ history }) =>
      groupChange(
        group.members - 1,
        awayFromGroup(group, history.visitDays, awaySpans(open, TODAY - 30, group.from, TODAY), TODAY),
      ),
    ),
    composition: compareComposition(
      new Map(),
      new Map(standings.map(({ state }) => [state, standings.filter((each) => each.state === state).length])),
      null,
    ),
    attention: attentionOf(sums, sums),
    participation: all.map((each) => participationOn(each.uses, TODAY)),
    interests: interestsOn([], TODAY),
  };
}

/** Paths to what is no number. */
function nonsenseIn(value: unknown, path: string): readonly string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => nonsenseIn(part, `${path}.${key}`));
}

describe("a library", () => {
  for (const [name, library] of Object.entries(libraries)) {
    test(`${name} gives no figure that is no number`, () => {
      expect(nonsenseIn(figuresOf(library), "")).toEqual([]);
    });
  }

  test("without use has nobody but registered readers, no spread and no expectation", () => {
    expect(figuresOf({ readers, rows: [] })).toMatchObject({
      concentration: [null, null, null, null],
      forecast: { model: undefined },
      steps: { toActual: { of: 0 }, toLoyal: { of: 200, went: 0 } },
      composition: { rows: [{ value: "registered", now: { count: 200 } }] },
    });
  });

  test("whose dates lie in the future knows nothing of them yet", () => {
    const { standings, values } = figuresOf({ readers: ["a"], rows: [visit("a", TODAY + 1)] }) as {
      standings: { state: string }[];
      values: { recency?: number }[];
    }; // as it was put together above
    expect(standings[0]?.state).toBe("registered");
    expect(values[0]?.recency).toBeUndefined();
  });
});
