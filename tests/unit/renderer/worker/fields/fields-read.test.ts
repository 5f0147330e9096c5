/**
 * What is counted can be entered: every field that a figure, a rule, a report, an outreach or a list with its count
 * reads, as a list beside this file. The walks through the screens are held against it
 * (`tests/support/fields-entered.ts`).
 */
import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { DEFAULT_VALUE_RULES } from "#shared/analysis/value-rules.ts";
import { type DemoLibrary, generateDemo } from "#shared/demo/demo-library.ts";
import type { Host } from "#shared/host/contract.ts";
import { ok } from "#shared/kernel/result.ts";
import { JOURNEYS_ID } from "#shared/model/settings/journey-switches.ts";
import { CALL_STATES } from "#shared/outreach/call-state.ts";
import { JOURNEYS } from "#shared/outreach/journey.ts";
import { FIGURES } from "#shared/reports/figures.ts";
import { RULES } from "#shared/rules/rule.ts";
import { usualShape } from "#shared/rules/thresholds.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import type { OutreachApi } from "../../../../../renderer/platform/worker/outreach-api.ts";
import { OUTREACH_WHO, type OutreachResultApi } from "../../../../../renderer/platform/worker/outreach-result-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createMailApi } from "../../../../../renderer/worker/mail/serve-mail.ts";
import { createOutreachApi } from "../../../../../renderer/worker/outreach/serve-outreach.ts";
import { createOutreachResults } from "../../../../../renderer/worker/outreach/serve-outreach-results.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createRulesApi } from "../../../../../renderer/worker/rules/serve-rules.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";
import { fieldsOfLists } from "./lists-read.ts";
import { createNotingDb } from "./read-fields.ts";

const TODAY = "2026-11-25";
const NOW = new Date(`${TODAY}T12:00`).getTime();
const LIST = "./fields-read.txt";
const DRAFT = "draft";
const quiet = (): void => undefined;

it("reads the fields of the list for figures, rules, reports, outreaches and page counts, and no others", async () => {
  const library = generateDemo({
    seed: 20_261,
    readers: 100,
    today: TODAY,
    nowMs: NOW,
    midnightOf: (day) => new Date(`${day}T00:00:00`).getTime(),
  });
  const { db, begin, read } = createNotingDb("fields-of-figures", { copies: true });
  const { writer } = await openDesk(undefined, db);
  await putSample(db, library);
  begin();
  const deps = {
    db,
    host: (async (_: string, { texts }: { readonly texts: readonly string[] }) =>
      ok(texts.map((text) => text.padEnd(64, "0").slice(0, 64)))) as unknown as Host, // only ids are derived
    clock: { now: () => NOW },
    random: (length: number) => new Uint8Array(length),
    installation: "desk",
    search: { applied: quiet, forget: async () => undefined, keep: quiet, rebuilt: quiet },
    writer: async () => writer,
  };
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  const segments = createSegmentsApi(deps, views);
  const reports = createReportsApi(deps, views, statistics);
  const rules = createRulesApi(deps, views, statistics, segments);

  await readOutreaches(
    createOutreachApi(deps, views, segments),
    createOutreachResults(deps, views),
    outreachesOf(library),
  );
  const letter = "From: a@example.org\nSubject: form\n\nform=reader-desk\ncard=1\nwords=灯坏了";
  const mail = createMailApi(deps);
  for (const text of [letter, letter.replace("form=", "")])
    expect((await mail.read("信.eml", new TextEncoder().encode(text))).tag).toBe("read");

  const asked = { branch: null, month: TODAY.slice(0, 7) };
  await statistics.overview(asked, quiet);
  await statistics.readersPage(asked, quiet);
  await statistics.keepPage(asked, quiet);
  await statistics.told(asked, quiet);
  await statistics.expectedUse(asked, quiet);
  await statistics.previewValue(DEFAULT_VALUE_RULES);
  await statistics.placeOf(library.shownReader);
  for (const tag of ["one-kind", "not-seen-by-phone", "new-cards", "took-part"] as const)
    await statistics.readers(asked, { tag });
  for (const span of ["month", "year"] as const) {
    const of = { branch: null, period: { span, month: "2026-10" } };
    await reports.sheet(of, quiet);
    await reports.branches(of.period, quiet);
    await reports.work(of);
    await reports.audit(of);
    for (const figure of FIGURES) await reports.rows(of, figure, 10);
  }
  await reports.toSeal("2026-10");
  await rules.trial();
  await rules.lineOf(library.shownReader);
  await rules.reasons(library.shownReader);
  for (const rule of RULES) await rules.previewShape(rule, usualShape(rule));
  for (const field of Object.keys(SEGMENT_FIELDS) as readonly SegmentField[]) {
    const rule = {
      match: "all" as const,
      groups: [{ match: "all" as const, conditions: [{ field, is: "known" as const }] }],
    };
    await segments.ask({ rule, pinned: [], excluded: [], fixed: null }, 10, quiet);
    await segments.values(field);
  }
  const page = createNotingDb("fields-of-lists", { copies: false });
  await openDesk(undefined, page.db);
  await putSample(page.db, library);
  const { staff, branch, shownReader } = library;
  const listed = await fieldsOfLists(page, { staff, branch, reader: shownReader, today: TODAY, now: NOW });
  expect(listed.size).toBeGreaterThan(40);
  expect(read.size).toBeGreaterThan(40);
  await expect(`${[...new Set([...read, ...listed])].toSorted().join("\n")}\n`).toMatchFileSnapshot(LIST);
}, 120_000);

const outreachesOf = ({ chunks }: DemoLibrary): readonly string[] => [
  ...chunks.flat().flatMap(({ kind, id }) => (kind === "outreach" ? [id] : [])),
  DRAFT,
];

/** Every number of every outreach, and whom it counts. */
async function readOutreaches(api: OutreachApi, results: OutreachResultApi, ids: readonly string[]): Promise<void> {
  expect(ids.length).toBeGreaterThan(2);
  for (const id of ids) {
    const figures = await api.figures(id);
    expect(figures?.group).toBeGreaterThan(0);
    for (const tag of ["group", "told", "done", "since"] as const) await api.people({ id, of: { tag } });
    for (const { bar } of figures?.bars ?? []) await api.people({ id, of: { tag: "bar", bar } });
    for (const { channel } of figures?.channels ?? []) {
      await api.people({ id, of: { tag: "channel", channel } });
      await api.pieces(id, channel, true);
    }
    for (const state of CALL_STATES) await api.people({ id, of: { tag: "state", state } });
    for (const who of OUTREACH_WHO) await api.people({ id, of: { tag: "result", readers: { rounds: [id], who } } });
    await api.comesAnyway(id, quiet);
    await results.report(id, quiet);
    await results.pooled(id, quiet);
    for (const isHeldBack of [true, false]) await results.cameAgain(id, isHeldBack, 5);
  }
  await api.stepsDue();
}

async function putSample(db: DeskDb, library: DemoLibrary): Promise<void> {
  const w = ["s", 1, "0".repeat(16), "s"] as const;
  const records = library.chunks.flat();
  for (const kind of new Set(records.map((record) => record.kind)))
    await db
      .table(kind)
      .bulkPut(records.filter((record) => record.kind === kind).map(({ id, values }) => ({ id, w, ...values })));
  // what the sample does not have
  const [first, second] = records.filter(({ kind }) => kind === "reader");
  const contact = records.find(
    ({ kind, values }) => kind === "interaction" && "reader" in values && values.reader === first?.id,
  );
  await db.participant.put({ id: "p", w: [...w], interaction: contact?.id ?? "", reader: second?.id ?? "" });
  // a journey's step that is begun, in the words of an answer
  await db.outreach.put({
    ...{ id: DRAFT, w: [...w], name: "草稿", goal: "own", purpose: "reply", step: "welcome.0" },
    ...{ source: { by: "list", name: "近期少来", on: TODAY }, listed: [first?.id ?? "", second?.id ?? ""] },
    ...{ channels: ["phone", "letter"], pinned: [first?.id ?? ""], excluded: [second?.id ?? ""], resultDays: 30 },
  });
  await db.setting.put({ id: JOURNEYS_ID, w: [...w], name: "journeys", value: [...JOURNEYS] });
  await db["month-figures"].put({ id: "2026-10 ", w: [...w], month: "2026-10", figures: {} });
}
