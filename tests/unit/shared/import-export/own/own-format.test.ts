import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDelimited } from "../../../../../renderer/worker/import/read-delimited.ts";
import type { CellStyle } from "../../../../../shared/import-export/own/own-cell.ts";
import { CODE_FIELDS } from "../../../../../shared/import-export/own/own-cell.ts";
import {
  type OwnLanguage,
  ownColumns,
  ownHeader,
  parseOwnHeader,
} from "../../../../../shared/import-export/own/own-format.ts";
import { joinList, joinPairs, splitList, splitPairs } from "../../../../../shared/import-export/own/own-list.ts";
import {
  type OwnRecord,
  ownMapping,
  readOwnRow,
  writeOwnRow,
} from "../../../../../shared/import-export/own/own-row.ts";
import { instantToText, textToInstant } from "../../../../../shared/import-export/own/own-time.ts";
import { OWN_KINDS, OWN_WORDS, type OwnKind } from "../../../../../shared/import-export/own/own-words.ts";
import { DEFAULT_RULES } from "../../../../../shared/import-export/plan/import-rules.ts";
import { createPlanner } from "../../../../../shared/import-export/plan/planner.ts";
import { createReaderIndex } from "../../../../../shared/import-export/plan/reader-index.ts";
import { CSV_MARK, csvLine } from "../../../../../shared/import-export/table/write-csv.ts";
import { arbitraryReader } from "../../../../support/arbitrary-reader.ts";
import { CONTEXT, deriveInTest } from "../../../../support/plan-table.ts";
import { proofScale } from "../../../../support/proof-scale.ts";

const NAMES = new Map([
  ["student", "学生读者"],
  ["adult", "成人读者"],
  ["branch-1", "=城东馆"],
  ["school", "学校推荐"],
]);
const style = (language: OwnLanguage): CellStyle => ({
  language,
  names: {
    nameOf: (_kind, _field, code) => NAMES.get(code),
    codeOf: (_kind, _field, name) => [...NAMES].find(([, known]) => known === name)?.[0],
  },
  offsetMinutes: () => 480,
});

const toCsv = (records: readonly OwnRecord[], kind: OwnKind, language: OwnLanguage): string =>
  CSV_MARK +
  csvLine(ownHeader(kind, language, false)) +
  records.map((record) => csvLine(writeOwnRow(kind, record, style(language)))).join("");

async function fromCsv(csv: string, language: OwnLanguage) {
  const read = await readDelimited(csv.replace(/^\uFEFF/, ""), ",", { cancelled: false }, () => {});
  if (!read.ok) throw new Error(read.error.tag);
  const [header, ...rows] = read.value.filter(({ cells }) => cells.length > 1);
  const file = parseOwnHeader(header?.cells ?? []);
  if (file === null) throw new Error("the header is not recognised");
  return rows.map((row) => readOwnRow(row, file, ownMapping(file), style(language).names, true));
}

describe("our own export", () => {
  it("comes back from CSV and is written again byte for byte, whatever the readers are", {
    timeout: proofScale(20_000, 300_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryReader, { maxLength: 4 }),
        fc.constantFrom<OwnLanguage>("zh-CN", "zh-TW", "en"),
        async (readers, language) => {
          const csv = toCsv(readers, "reader", language);
          const drafts = await fromCsv(csv, language);
          expect(drafts.flatMap(({ problems }) => problems)).toEqual([]);
          expect(drafts.map(({ id, values }) => ({ ...values, id }))).toEqual(readers);
          expect(
            toCsv(
              drafts.map(({ id = "", values }) => ({ ...values, id })),
              "reader",
              language,
            ),
          ).toBe(csv);
        },
      ),
      { numRuns: proofScale(10, 2_000) },
    );
  });

  it("plans to no change for every reader when it is imported where it was made", {
    timeout: proofScale(20_000, 300_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(arbitraryReader, { maxLength: 5, selector: ({ id }) => id }), async (readers) => {
        const drafts = await fromCsv(toCsv(readers, "reader", "zh-CN"), "zh-CN");
        const planner = createPlanner({
          rows: drafts.map((_, row) => ({ row, cells: [] })),
          read: ({ row }) => drafts[row] ?? { row, values: {}, blank: [], problems: [], notices: [] },
          index: createReaderIndex(readers, CONTEXT.region, (char) => char),
          rules: { ...DEFAULT_RULES, onMatch: "overwrite", blankErases: true },
          kind: "reader",
          region: CONTEXT.region,
          toSimplified: (char) => char,
          derive: deriveInTest,
          newId: () => "fresh",
        });
        await planner.plan(0, drafts.length);
        expect(planner.counts()).toMatchObject({ new: 0, update: 0, same: readers.length, duplicate: 0, error: 0 });
      }),
      { numRuns: proofScale(5, 1_000) },
    );
  });

  it("carries service records and opinions with their times, counts and contacts", async () => {
    const interaction = {
      id: "i1",
      contact: { name: "=王", phone: "138" },
      count: 27,
      at: 1_795_600_000_123,
      channel: "phone",
      direction: "in",
      question: "{开门?}",
      minutes: 5,
      effort: 2,
      tags: ["a;b"],
    };
    const feedback = {
      id: "f1",
      type: "complaint",
      text: "太吵\n请管一管",
      receivedAt: 1_795_600_000_000,
      listPublicly: true,
      status: "in-progress",
      notes: { "17": { text: "看过", by: "s1" } },
      externalOrder: { system: "12345", number: "7" },
    };
    expect((await fromCsv(toCsv([interaction], "interaction", "en"), "en"))[0]).toMatchObject({
      id: "i1",
      problems: [],
      values: Object.fromEntries(Object.entries(interaction).slice(1)),
    });
    expect((await fromCsv(toCsv([feedback], "feedback", "zh-TW"), "zh-TW"))[0]).toMatchObject({
      id: "f1",
      problems: [],
      values: Object.fromEntries(Object.entries(feedback).slice(1)),
    });
  });

  it("is recognised when columns were moved or taken out, and never reads masked fields back", () => {
    const header = ownHeader("reader", "en", false);
    const moved = [header[0] ?? "", ...header.slice(1).toReversed().slice(2)];
    expect(parseOwnHeader(moved)?.columns.filter((field) => field === null)).toEqual([]);
    const masked = parseOwnHeader(ownHeader("reader", "en", true));
    expect(masked?.masked).toBe(true);
    const columns = ownColumns("reader");
    for (const field of ["phones", "email", "address", "birthDate", "note", "fax"])
      expect(masked?.columns[columns.indexOf(field) + 1]).toBeNull();
    expect(masked?.columns[columns.indexOf("card") + 1]).toBe("card");
    expect(parseOwnHeader(["读者证号", "姓名"])).toBeNull();
  });

  it("knows the columns by the names of earlier versions", () => {
    const former = ["专人", "專人計畫", "Phones", "聯絡同意"];
    const columns = parseOwnHeader([ownHeader("reader", "en", false)[0] ?? "", ...former])?.columns;
    expect(columns).toEqual(["id", "owner", "plan", "phones", "consents"]);
  });

  it("has a different name for every column of a kind, in each language", () => {
    for (const kind of OWN_KINDS) {
      for (const column of ownColumns(kind))
        expect(OWN_WORDS[kind][column]?.length, `${kind}.${column}`).toBeGreaterThanOrEqual(3);
      for (const language of ["zh-CN", "zh-TW", "en"] as const)
        expect(new Set(ownHeader(kind, language, false)).size).toBe(ownColumns(kind).length + 1);
    }
    for (const field of CODE_FIELDS) expect(ownColumns(field.split(".")[0] as OwnKind)).toContain(field.split(".")[1]);
  });
});

describe("values in one cell", () => {
  it("come apart as they were joined", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (items) => {
        expect(splitList(joinList(items))).toEqual(items);
      }),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { minKeys: 1, noNullPrototype: true }),
        (pairs) => {
          expect(new Map(splitPairs(joinPairs(pairs)))).toEqual(new Map(Object.entries(pairs)));
        },
      ),
    );
  });

  it("are instants with their offset, to the millisecond", () => {
    expect(instantToText(Date.UTC(2026, 10, 24, 7, 2, 11), 480)).toBe("2026-11-24 15:02:11 +08:00");
    expect(instantToText(Date.UTC(2026, 10, 24, 7, 2, 11, 5), -210)).toBe("2026-11-24 03:32:11.005 -03:30");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.integer({ min: -720, max: 840 }), (ms, offset) => {
        expect(textToInstant(instantToText(ms, offset))).toBe(ms);
      }),
    );
  });
});
