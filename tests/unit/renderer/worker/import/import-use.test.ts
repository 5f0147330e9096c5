import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { DEFAULT_SENSITIVE_CLASSES } from "#shared/model/settings/sensitive-classes.ts";
import { stampOf } from "#shared/replication/rows/apply.ts";
import { applyOp, shownCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { ImportApi } from "../../../../../renderer/platform/worker/import-api.ts";
import { textWorkbook } from "../../../../../renderer/worker/export/text-workbook.ts";
import { classKept } from "../../../../../renderer/worker/import/plan-uses.ts";
import { createImportApi } from "../../../../../renderer/worker/import/serve-imports.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = () => undefined;
const BY = { staff: "staff-1", desk: "一楼服务台" };

async function desk() {
  // as patient as the real one: a busy machine takes its time for a thousand records
  const opened = await openDesk(undefined, undefined, undefined, undefined, 1);
  const host = (async (name: string, args: { texts: string[] }) =>
    name === "library.derive"
      ? ok(args.texts.map((text) => createHash("sha256").update(`library ${text}`).digest("hex")))
      : err({ tag: "bad-request", issue: name })) as unknown as Host; // the one call that an import makes
  const imports = createImportApi({
    db: opened.db,
    host,
    clock: { now: () => Date.UTC(2026, 10, 25, 12) },
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    installation: "desk-1",
    search: { applied: quiet, forget: async () => undefined, keep: quiet, rebuilt: quiet },
    writer: async () => opened.writer,
  });
  await opened.writer.run("test.readers", [
    create("reader", "reader-1", { card: "0001", name: "王芳", otherIds: { student: "S-1" } }),
    create("reader", "reader-2", { card: "0002", name: "李强" }),
    create("branch", "branch-1", { name: "城东馆", code: "CD" }),
    create("setting", "setting-jurisdiction", { name: "jurisdiction", value: "mainland" }),
  ]);
  return { ...opened, imports };
}

const ROWS = [
  "读者证号,借书时间,操作类型,索书号,分馆,题名",
  "0001,2026-11-03 09:12:00,借书,I247.5/12,城东馆,活着",
  "0001,2026-11-03 09:12:30,借书,I267/3,城东馆,背影",
  "0001,2026-11-03 09:13:00,借书,R473/9,城东馆,护理",
  "S-1,2026-11-04,到馆,,,",
  "0002,2026-11-04,到馆,,,",
  "0009,2026-11-04,到馆,,,",
  "0002,2026-12-24,到馆,,,",
];
const fileOf = (lines: readonly string[]): File => new File([lines.join("\r\n")], "十一月.csv");

async function check(imports: ImportApi, file: File) {
  const opened = await imports.open(file, quiet);
  if (!opened.ok) throw new Error(opened.error.tag);
  const planned = await imports.planUse(opened.value.useMapping, opened.value.useRules, quiet);
  if (!planned.ok) throw new Error(planned.error.tag);
  return { preview: opened.value, counts: planned.value };
}

async function run(imports: ImportApi, file: File) {
  const checked = await check(imports, file);
  const written = await imports.write(BY, quiet);
  if (!written.ok) throw new Error(written.error.tag);
  return { ...checked, ...written.value };
}

const facts = async ({ db }: Awaited<ReturnType<typeof desk>>) =>
  (await db.activity.toArray())
    .filter(({ gone }) => gone !== 1)
    .map(({ reader, on, kind, mainClass = "-", quantity = 1, branch = "-" }) =>
      [reader, on, kind, mainClass, quantity, branch].join(" "),
    )
    .toSorted();

describe("importing a list of use", () => {
  it("recognises it, writes class counts under one batch, keeps no title, and no class on religion, politics or medicine", async () => {
    const here = await desk();
    const { preview, counts, report, failure } = await run(here.imports, fileOf(ROWS));
    expect(preview).toMatchObject({ holds: "use", remembered: false });
    expect(preview.columns.map(({ withheld }) => withheld)).toEqual([null, null, null, null, null, "title"]);
    expect(counts).toMatchObject({ new: 4, error: 2, folded: { rows: 5 } });
    expect([failure, report]).toMatchObject([
      null,
      { kind: "activity", written: 4, file: "十一月.csv", until: { loan: "2026-11-03", visit: "2026-11-04" } },
    ]);
    expect(await facts(here)).toEqual([
      "reader-1 2026-11-03 loan - 1 branch-1",
      "reader-1 2026-11-03 loan I 2 branch-1",
      "reader-1 2026-11-04 visit - 1 -",
      "reader-2 2026-11-04 visit - 1 -",
    ]);
    expect((await here.db.activity.toArray()).every(({ batch }) => batch === report.importId)).toBe(true);
    expect(here.memory.entries.filter(({ batchId }) => batchId === report.importId)).toHaveLength(1);
    for (const title of ["活着", "背影", "护理"]) expect(JSON.stringify(here.memory.entries)).not.toContain(title);
  });

  it("keeps the branch of a column that is called just 馆", async () => {
    const here = await desk();
    await run(here.imports, fileOf(["读者证号,借书时间,馆", "0001,2026-11-03,CD"]));
    expect(await facts(here)).toEqual(["reader-1 2026-11-03 loan - 1 branch-1"]);
  });

  it("says how many records of the same source, kinds and days are not in a corrected list, and stay", async () => {
    const here = await desk();
    const visits = (...rows: readonly string[]): File => fileOf(["读者证号,时间,操作类型", ...rows]);
    const first = await check(
      here.imports,
      visits(
        "0001,2026-11-03,到馆",
        "0001,2026-11-04,到馆",
        "0002,2026-11-04,到馆",
        "0002,2026-11-09,到馆",
        "0002,2026-11-05,借书",
      ),
    );
    expect(first.counts.folded).not.toHaveProperty("staying");
    await here.imports.write(BY, quiet);
    // recorded at the desk: of no list
    await here.writer.run("test.visit", [
      create("activity", "00000000-0000-8000-8000-000000000001", {
        reader: "reader-1",
        on: "2026-11-05",
        kind: "visit",
      }),
    ]);
    const corrected = visits("0001,2026-11-03,到馆", "0001,2026-11-06,到馆");
    // of 4 November two are missing now; the 9th lies behind its days, and a loan is another kind
    const opened = await check(here.imports, visits("0001,2026-11-03,到馆", "0001,2026-11-06,到馆"));
    expect(opened.counts).toMatchObject({ new: 1, same: 1, folded: { staying: 2 } });
    // another source says nothing of these
    const preview = await here.imports.open(corrected, quiet);
    if (!preview.ok) throw new Error(preview.error.tag);
    const other = await here.imports.planUse(
      preview.value.useMapping,
      { ...preview.value.useRules, source: "门禁二号" },
      quiet,
    );
    expect(other).toMatchObject({ ok: true, value: { new: 2 } });
    expect(other.ok && other.value.folded).not.toHaveProperty("staying");
  });

  it("check 10: changes nothing the second time, and needs no questions then", async () => {
    const here = await desk();
    await run(here.imports, fileOf(ROWS));
    const before = await here.db.activity.toArray();
    const { preview, counts } = await check(here.imports, fileOf(ROWS));
    expect(preview).toMatchObject({ holds: "use", remembered: true });
    expect(counts).toMatchObject({ new: 0, update: 0, same: 4 });
    await here.imports.write(BY, quiet);
    expect(await here.db.activity.toArray()).toEqual(before);
  });

  it("makes the same records on two desks", async () => {
    const [a, b] = [await desk(), await desk()];
    await run(a.imports, fileOf(ROWS));
    await run(b.imports, fileOf([ROWS[0] ?? "", ...ROWS.slice(1).toReversed()]));
    const ids = async ({ db }: typeof a) => (await db.activity.toArray()).map(({ id }) => id).toSorted();
    expect(await ids(b)).toEqual(await ids(a));
    expect(await facts(b)).toEqual(await facts(a));
  });

  it("R11: on two desks that have not seen each other makes no conflict, and shows the greater count", async () => {
    const [a, b] = [await desk(), await desk()];
    await run(a.imports, fileOf(ROWS));
    await run(b.imports, fileOf([...ROWS, "0002,2026-11-04,到馆,,,"]));
    const merged = new Map(
      (await a.db.activity.toArray()).map((row): [string, AnyRow] => [row.id, row as unknown as AnyRow]),
    ); // a row as the table keeps it
    for (const entry of b.memory.entries) {
      const ops = entry.ops.filter(({ kind }) => kind === "activity");
      for (const op of ops)
        merged.set(
          op.id,
          applyOp("activity", merged.get(op.id), op, stampOf("b".repeat(16), entry), () => false),
        );
    }
    const rows = [...merged.values()];
    expect(rows).toHaveLength(4);
    expect(rows.map(({ open }) => open)).toEqual([undefined, undefined, undefined, undefined]);
    expect(rows.map((row) => shownCell("activity", row, "quantity") ?? 1).toSorted()).toEqual([1, 1, 2, 2]);
  });

  it("takes nothing of a reader who was erased: her card is nobody's then", async () => {
    const here = await desk();
    await run(here.imports, fileOf(ROWS));
    const hers = (await here.db.activity.toArray())
      .filter(({ reader }) => reader === "reader-1")
      .map(({ id }) => `activity/${id}`);
    await here.writer.run("reader.erase", [create("erased", "reader-1", { at: 1, reason: "request", records: hers })], {
      undoable: false,
    });
    const { counts } = await check(here.imports, fileOf(ROWS));
    expect(counts).toMatchObject({ new: 0, update: 0, same: 1, error: 6 });
    await here.imports.write(BY, quiet);
    expect(await facts(here)).toEqual(["reader-2 2026-11-04 visit - 1 -"]);
  });

  it("R15: is taken back whole but for what a colleague has changed since, and can be made again", async () => {
    const here = await desk();
    const { report } = await run(here.imports, fileOf(ROWS));
    const visit = (await here.db.activity.toArray()).find(
      ({ reader, kind }) => reader === "reader-1" && kind === "visit",
    );
    await here.writer.run("activity.edit", [edit("activity", visit?.id ?? "", { quantity: 7 })]);
    expect((await here.imports.undo(report.importId, "staff-1", quiet)).left).toBeGreaterThan(0);
    expect(await facts(here)).toEqual(["reader-1 2026-11-04 visit - 7 -"]);
    const again = await run(here.imports, fileOf(ROWS));
    expect(again.counts).toMatchObject({ new: 3, same: 1 });
    expect(await facts(here)).toHaveLength(4);
  });

  it("brings back what was undone with the count and the branch of the new list, not with those from before", async () => {
    const here = await desk();
    const listOf = (...rows: readonly string[]): File => fileOf([ROWS[0] ?? "", ...rows]);
    const visit = "0002,2026-11-04,到馆,,城东馆,";
    const { report } = await run(here.imports, listOf(visit, visit, visit));
    expect(await facts(here)).toEqual(["reader-2 2026-11-04 visit - 3 branch-1"]);
    await here.imports.undo(report.importId, "staff-1", quiet);
    const again = await run(here.imports, listOf("0002,2026-11-04,到馆,,,"));
    expect(again.counts).toMatchObject({ new: 1 });
    expect(await facts(here)).toEqual(["reader-2 2026-11-04 visit - 1 -"]);
    // and taken back once more, it is gone
    await here.imports.undo(again.report.importId, "staff-1", quiet);
    expect(await facts(here)).toEqual([]);
  });

  it("that raises a count is taken back to the count before", async () => {
    const here = await desk();
    await run(here.imports, fileOf(ROWS));
    const { counts, report } = await run(here.imports, fileOf([...ROWS, "0002,2026-11-04,到馆,,,"]));
    expect(counts).toMatchObject({ new: 0, update: 1, same: 3 });
    expect(await facts(here)).toContain("reader-2 2026-11-04 visit - 2 -");
    await here.imports.undo(report.importId, "staff-1", quiet);
    expect(await facts(here)).toContain("reader-2 2026-11-04 visit - 1 -");
  });

  it("finds the readers of a circulation report whose first number is the system's own, with the days of return", async () => {
    const here = await desk();
    const report = [
      "borrowernumber,cardnumber,surname,firstname,itemnumber,itemcallnumber,issuedate,date_due,returndate",
      "2,0001,Wang,Fang,501,I247.5/12,2026-11-03 09:12:00,2026-12-03,2026-11-20 10:00:00",
      "15,0002,Li,Qiang,502,I267/3,2026-11-04 09:12:00,2026-12-04,",
      "0002,0001,Wang,Fang,503,,2026-11-05 09:12:00,2026-12-05,",
    ];
    const { preview, counts } = await run(here.imports, fileOf(report));
    expect(preview).toMatchObject({ holds: "use", useRules: { kind: "loan" } });
    expect(counts).toMatchObject({ new: 4, error: 0, folded: { rows: 3 } });
    expect(await facts(here)).toEqual([
      "reader-1 2026-11-03 loan I 1 -",
      "reader-1 2026-11-05 loan - 1 -",
      "reader-1 2026-11-20 return I 1 -",
      "reader-2 2026-11-04 loan I 1 -",
    ]);
  });

  it("tells a list of loans that a service answers from a list of readers", async () => {
    const here = await desk();
    const loans = Array.from({ length: 3 }, (_, index) => ({
      id: `loan-${index}`,
      userId: "0001",
      itemId: `item-${index}`,
      loanDate: "2026-11-03T09:00:00Z",
      dueDate: "2026-12-03T09:00:00Z",
    }));
    const opened = await here.imports.open(new File([JSON.stringify({ loans, totalRecords: 3 })], "loans.json"), quiet);
    expect(opened).toMatchObject({ ok: true, value: { holds: "use", rows: 3 } });
  });

  it("shows each record with its reader, and each faulty row with its reason, also when it is written", async () => {
    const here = await desk();
    await check(here.imports, fileOf(ROWS));
    expect(
      (await here.imports.page("new", 0, 10)).rows.map(({ row, name, card, use }) => [
        row,
        name,
        card,
        use?.kind,
        use?.quantity,
      ]),
    ).toEqual([
      [2, "王芳", "0001", "loan", 2],
      [4, "王芳", "0001", "loan", 1],
      [5, "王芳", "0001", "visit", 1],
      [6, "李强", "0002", "visit", 1],
    ]);
    expect((await here.imports.mend({ column: 0 }, "0002", quiet)).error).toBe(1);
    expect(await here.imports.write(BY, quiet)).toMatchObject({ ok: true, value: { report: { written: 4 } } });
    expect(await facts(here)).toContain("reader-2 2026-11-04 visit - 2 -");
    expect(await here.imports.page("error", 0, 10)).toMatchObject({
      total: 1,
      rows: [{ row: 8, problems: [{ tag: "future-day" }] }],
    });
  });

  it("reads a workbook, and what a person says the file holds instead of what its columns look like", async () => {
    const here = await desk();
    const book = await textWorkbook(["卡号", "姓名", "日期"], [["0001", "王芳", "2026-11-03"]]);
    const opened = await here.imports.open(new File([book], "进馆.xlsx"), quiet);
    expect(opened).toMatchObject({ ok: true, value: { holds: "use", format: "workbook", useRules: { kind: null } } });
    expect(await here.imports.reopen({ holds: "reader" }, quiet)).toMatchObject({
      ok: true,
      value: { holds: "reader", columns: [{ withheld: null }, {}, {}] },
    });
    const asUse = await here.imports.reopen({ holds: "use" }, quiet);
    if (!asUse.ok) throw new Error(asUse.error.tag);
    expect(await here.imports.planUse(asUse.value.useMapping, { kind: "visit", source: "门禁" }, quiet)).toMatchObject({
      ok: true,
      value: { new: 1, error: 0 },
    });
  });

  it("names the values of its kinds and branches with what each is taken for", async () => {
    const here = await desk();
    const opened = await here.imports.open(
      fileOf(["证号,日期,操作,馆", "0001,2026-11-03,续借,CD", "0001,2026-11-03,借书,月球"]),
      quiet,
    );
    if (!opened.ok) throw new Error(opened.error.tag);
    const mapping = {
      columns: [{ target: "reader" }, { target: "day" }, { target: "kind" }, { target: "branch" }],
    } as const;
    expect(await here.imports.valuesOfUse(2, mapping)).toEqual([
      { value: "续借", count: 1, fits: null },
      { value: "借书", count: 1, fits: "loan" },
    ]);
    expect(await here.imports.valuesOfUse(3, mapping)).toEqual([
      { value: "CD", count: 1, fits: "branch-1" },
      { value: "月球", count: 1, fits: null },
    ]);
  });

  it("is written in chunks, tells how far it is, and stops on cancel with whole chunks kept", async () => {
    const here = await desk();
    const lines = Array.from(
      { length: 4000 },
      (_, index) =>
        `000${1 + (index % 2)},${2000 + (index >> 9)}-${String(1 + ((index >> 5) % 12)).padStart(2, "0")}-${String(1 + ((index >> 1) % 16)).padStart(2, "0")},到馆`,
    );
    const { counts } = await check(here.imports, fileOf(["证号,日期,操作", ...lines]));
    expect(counts.new).toBeGreaterThan(2500);
    const seen: number[] = [];
    const outcome = await here.imports.write(BY, ({ done }) => {
      seen.push(done);
      here.imports.cancel();
    });
    expect(outcome).toMatchObject({ ok: true, value: { failure: null, report: { stopped: true } } });
    expect(await here.db.activity.count()).toBe(seen.at(-1));
    expect(seen.at(-1)).toBeLessThan(counts.new);
    for (const entry of here.memory.entries)
      expect(new TextEncoder().encode(JSON.stringify(entry)).length).toBeLessThan(512 * 1024);
  });

  it("says that checking was cancelled", async () => {
    const here = await desk();
    const opened = await here.imports.open(fileOf(ROWS), quiet);
    if (!opened.ok) throw new Error(opened.error.tag);
    expect(
      await here.imports.planUse(opened.value.useMapping, opened.value.useRules, () => here.imports.cancel()),
    ).toEqual({ ok: false, error: { tag: "cancelled" } });
  });
});

it("keeps the main class of a call number, and none that may not be known of a person", () => {
  const numbers = ["I247.5", "TP311", "B84", "B94", "D920", "R4", "857.7", "290", "待编"];
  expect(numbers.map(classKept("mainland", DEFAULT_SENSITIVE_CLASSES))).toEqual([
    "I",
    "T",
    "B",
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(numbers.map(classKept("taiwan", DEFAULT_SENSITIVE_CLASSES))).toEqual([
    "I",
    "T",
    "B",
    undefined,
    undefined,
    undefined,
    "800",
    undefined,
    undefined,
  ]);
  // as the library has made its list
  expect(numbers.map(classKept("mainland", ["TP"]))).toEqual([
    "I",
    undefined,
    "B",
    "B",
    "D",
    "R",
    undefined,
    undefined,
    undefined,
  ]);
});
