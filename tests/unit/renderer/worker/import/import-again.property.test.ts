/**
 * A list that is imported after another was taken back: each reader is who this list says, and the dry run has shown
 * just that.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskedFields, maskValue } from "#shared/model/readers/mask-row.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { isMeta } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { check, desk, quiet, run } from "./import-desk.ts";

const HEADERS = ["读者证号", "姓名", "手机", "出生日期", "班级", "邮箱", "备注", "标签", "学号"];

const blank = fc.constant("");
const aRow = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }).map((n) => `00${n}`) },
    { weight: 1, arbitrary: blank },
  ),
  fc.constantFrom("王芳", "李强", "赵敏", "孙丽"),
  fc.oneof(blank, fc.constantFrom("13800138000", "13900139000", "13700137000")),
  fc.oneof(blank, fc.constantFrom("1990-01-02", "2001-11-30")),
  fc.oneof(blank, fc.constantFrom("一班", "二班")),
  fc.oneof(blank, fc.constantFrom("a@example.org", "b@example.org")),
  fc.oneof(blank, fc.constantFrom("常来", "电话预约")),
  fc.oneof(blank, fc.constantFrom("志愿者", "少儿；志愿者")),
  fc.oneof(
    blank,
    fc.integer({ min: 1, max: 4 }).map((n) => `s${n}`),
  ),
);
/** Some columns, in the file's own order. */
const aFile = fc
  .tuple(fc.array(aRow, { minLength: 1, maxLength: 8 }), fc.subarray([2, 3, 4, 5, 6, 7, 8]))
  .map(([rows, columns]) =>
    [HEADERS, ...rows].map((row) => [0, 1, ...columns].map((column) => row[column] ?? "").join(",")).join("\r\n"),
  );
const fileOf = (text: string): File => new File([text], "readers.csv");

/** Without what a row says of itself, and the mark of its import. */
const shown = (row: AnyRow): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !isMeta(name) && name !== DELETED && name !== "imports"));
const alike = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).toSorted())).toSorted();

type Desk = Awaited<ReturnType<typeof desk>>;
const alive = async ({ db }: Desk): Promise<readonly AnyRow[]> =>
  ((await db.reader.toArray()) as unknown as AnyRow[]).filter(({ gone }) => gone !== 1); // rows of the kind

/** The record that each row of the dry run announces, with protected fields as they are masked there. */
async function announced({ imports }: Desk): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = await imports.page("new", 0, 100);
  return rows.map(({ cells }) => {
    const record: Record<string, unknown> = {};
    for (const { field, key, after } of cells)
      record[field] = key === undefined ? after : { ...(record[field] as object | undefined), [key]: after };
    return record;
  });
}

describe("a list after another was taken back", () => {
  it("makes the readers of an empty library, field by field, and those of its dry run", {
    timeout: proofScale(300_000, 700_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(aFile, aFile, async (first, second) => {
        const [here, empty] = [await desk(), await desk()];
        const { report } = await run(here.imports, fileOf(first));
        await here.imports.undo(report.importId, "staff-1", quiet);
        await check(here.imports, fileOf(second));
        const said = await announced(here);
        await check(empty.imports, fileOf(second));
        expect(alike(said)).toEqual(alike(await announced(empty)));
        await run(here.imports, fileOf(second));
        await run(empty.imports, fileOf(second));
        expect(alike((await alive(here)).map(shown)).map(withoutNewIds)).toEqual(
          alike((await alive(empty)).map(shown)).map(withoutNewIds),
        );
        expect(alike(said)).toEqual(alike((await alive(here)).map((row) => withoutId(shown(mask(row))))));
        for (const { db } of [here, empty]) await db.delete();
      }),
      {
        numRuns: proofScale(2, 200),
        examples: [
          ["读者证号,姓名,学号\r\n001,王芳,s1", "读者证号,姓名\r\n001,王芳\r\n,王芳"],
          ["读者证号,姓名,手机,出生日期,班级\r\n001,王芳,13800138000,1990-01-02,一班", "读者证号,姓名\r\n001,李强"],
        ],
      },
    );
  });
});

const withoutId = ({ id: _, ...fields }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  fields;
/** A reader whose key another row has gets an id of her own, another one in each library. */
const withoutNewIds = (line: string): string => line.replace(/\["id","[0-9a-f-]{14}7[0-9a-f-]*"\]/, "");
const mask = (row: AnyRow): AnyRow => ({
  ...row,
  ...Object.fromEntries(
    maskedFields("reader").flatMap((field) =>
      row[field] === undefined ? [] : [[field, maskValue(field, row[field])]],
    ),
  ),
});
