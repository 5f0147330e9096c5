import { describe, expect, it } from "vitest";
import { NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { DEFAULT_RULES } from "#shared/import-export/plan/import-rules.ts";
import { SENSITIVE_CLASSES_ID } from "#shared/model/settings/sensitive-classes.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { setSetting } from "../../../../../renderer/db/write/library-setting.ts";
import { openWorkbook } from "../../../../../renderer/worker/import/read-workbook.ts";
import { createImportApi } from "../../../../../renderer/worker/import/serve-imports.ts";
import { BY, check, desk, quiet, run } from "./import-desk.ts";

const fileOf = (...lines: readonly string[]): File => new File([lines.join("\r\n")], "秋季新办证.csv");

const ROWS = [
  "读者证号,姓名,手机",
  "001,王芳,13800138000",
  "002,李强,13900139000",
  ",赵敏,13700137000",
  "1.1E+17,孙丽,",
];

describe("an import", () => {
  it("writes what it planned under one batch, tags each reader with it, and has the search kept", async () => {
    const { db, imports, kept, memory } = await desk();
    const { counts, report, failure } = await run(imports, fileOf(...ROWS));
    expect(counts).toMatchObject({ new: 3, error: 1 });
    expect(failure).toBeNull();
    expect(report).toMatchObject({ written: 3, file: "秋季新办证.csv", staff: "staff-1", kind: "reader" });
    const readers = (await db.reader.toArray()).toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
    expect(readers.map(({ name, card, phones }) => ({ name, card, phones }))).toEqual([
      { name: "李强", card: "002", phones: ["13900139000"] },
      { name: "王芳", card: "001", phones: ["13800138000"] },
      { name: "赵敏", card: undefined, phones: ["13700137000"] },
    ]);
    expect(readers.every(({ imports: tags }) => tags?.[0] === report.importId)).toBe(true);
    expect(kept()).toBe(1);
    expect(memory.entries.filter(({ batchId }) => batchId === report.importId)).toHaveLength(1);
  });

  it("finds nothing new in the same file the second time, and remembers the mapping", async () => {
    const { imports } = await desk();
    const first = await run(imports, fileOf(...ROWS));
    expect(first.preview.remembered).toBe(false);
    const second = await check(imports, fileOf(...ROWS));
    expect(second.counts).toMatchObject({ new: 0, update: 0, same: 3, error: 1 });
    expect(second.preview.remembered).toBe(true);
  });

  it("lists a row of somebody who was erased, leaves her out, and writes her under a new id once a person says so", async () => {
    const { db, imports, writer } = await desk();
    await run(imports, fileOf(...ROWS));
    const wang = (await db.reader.toArray()).find(({ card }) => card === "001")?.id ?? "";
    await writer.run("reader.erase", [create("erased", wang, { at: 1, reason: "request", records: [] })], {
      undoable: false,
    });
    const { counts } = await check(imports, fileOf(...ROWS));
    expect(counts).toMatchObject({ new: 0, same: 2, duplicate: 1 });
    expect((await imports.page("duplicate", 0, 10)).rows).toMatchObject([
      { position: 0, suspicion: { tag: "erased", belongs: false } },
    ]);
    expect(await imports.write(BY, quiet)).toMatchObject({ ok: true, value: { failure: null } });
    expect((await db.reader.toArray()).map(({ card }) => card)).not.toContain("001");
    await check(imports, fileOf(...ROWS));
    await imports.decide([0], "separate");
    expect(await imports.write(BY, quiet)).toMatchObject({ ok: true, value: { failure: null } });
    const back = (await db.reader.toArray()).find(({ card }) => card === "001");
    expect(back?.name).toBe("王芳");
    expect(back?.id).not.toBe(wang);
  });

  it("lets the file go when it is written, and still hands out the rows that were not", async () => {
    const { imports } = await desk();
    const { preview } = await run(imports, fileOf(...ROWS));
    const before = await imports.page("error", 0, 10);
    expect(before).toMatchObject({ total: 1, rows: [{ position: 3, row: 5, problems: [{ tag: "digits-lost" }] }] });
    expect(await imports.page("new", 0, 10)).toEqual({ total: 0, rows: [] });
    const book = await openWorkbook(await imports.errorsFile("行", "原因", [[3, "证号已损坏"]]));
    if (!book.ok) throw new Error("the workbook opens");
    const rows = book.value.rows(book.value.sheets[0] ?? "");
    expect(rows.ok && rows.value.map(({ cells }) => cells)).toEqual([
      ["读者证号", "姓名", "手机", "行", "原因"],
      ["1.1E+17", "孙丽", "", "5", "证号已损坏"],
    ]);
    expect(await imports.plan(preview.mapping, preview.rules, quiet)).toEqual({ ok: false, error: { tag: "no-file" } });
    expect(await imports.write(BY, quiet)).toEqual({ ok: false, error: { tag: "no-file" } });
    imports.close();
    await expect(imports.page("error", 0, 10)).rejects.toThrow();
  });

  it("once taken back is erased everywhere where somebody wants it so; left is who was worked with, or merged, since", async () => {
    const { db, imports, writer, memory } = await desk();
    const { report } = await run(imports, fileOf(...ROWS, "003,周敏,13600136000"));
    await imports.undo(report.importId, "staff-1", quiet);
    const id = async (name: string): Promise<string> =>
      (await db.reader.toArray()).find((row) => row.name === name)?.id ?? "";
    expect(await imports.undoneReaders(report.importId)).toBe(4);
    const [served, merged] = [await id("李强"), await id("赵敏")];
    await writer.run("interaction.log", [
      create("interaction", "i1", { reader: served, at: 1 }),
      create("reader", "zz", { name: "张三" }),
    ]);
    const { op } = joinRecords("reader", "zz", merged);
    await writer.run("reader.merge", [{ act: "cells", kind: "reader", id: op.id, cells: op.cells }]);
    expect(await imports.eraseUndone(report.importId, "staff-1", quiet)).toEqual({ erased: 2, left: 2, saved: true });
    expect((await db.reader.toArray()).map(({ name }) => name).sort()).toEqual(["张三", "李强", "赵敏"]);
    expect((await db.erased.toArray()).map(({ by, reason }) => [by, reason])).toEqual([
      ["staff-1", "mistake"],
      ["staff-1", "mistake"],
    ]);
    expect(memory.entries.filter(({ command }) => command === "reader.erase")).toHaveLength(2);
    expect(await imports.undoneReaders(report.importId)).toBe(2);
  });

  it("is taken back whole, and can be made again", async () => {
    const { db, imports, writer } = await desk();
    const { report } = await run(imports, fileOf(...ROWS));
    const kept = (await db.reader.toArray()).find(({ card }) => card === "002");
    await (await writer.run("reader.edit", [edit("reader", kept?.id ?? "", { note: "后来写的" })])).confirmed;
    expect((await imports.undo(report.importId, "staff-1", quiet)).left).toBeGreaterThanOrEqual(0);
    const alive = (await db.reader.toArray()).filter(({ gone }) => gone !== 1);
    expect(alive.map(({ card }) => card).filter((card) => card === "001")).toEqual([]);
    const setting = await db.setting.get(`import-batch-${report.importId}`);
    expect(setting?.value).toMatchObject({ undoneAt: expect.any(Number) });
    const again = await run(imports, fileOf(...ROWS));
    expect(again.failure).toBeNull();
    const back = (await db.reader.toArray()).filter(({ gone }) => gone !== 1);
    expect(back.map(({ name }) => name).toSorted()).toEqual(["李强", "王芳", "赵敏"].toSorted());
  });

  it("is taken back but for readers who were worked with since, or merged, and says how many stay", async () => {
    const { db, imports, writer } = await desk();
    const { report } = await run(imports, fileOf(...ROWS, "003,周敏,13600136000", "004,吴昊,13500135000"));
    const id = async (name: string): Promise<string> =>
      (await db.reader.toArray()).find((row) => row.name === name)?.id ?? "";
    const [served, asked, merged, task] = [await id("李强"), await id("赵敏"), await id("周敏"), await id("吴昊")];
    await writer.run("interaction.log", [create("interaction", "i1", { reader: served, at: 1 })]);
    await writer.run("feedback.log", [create("feedback", "f1", { reader: asked, text: "灯太暗" })]);
    await writer.run("reader.create", [create("reader", "zz", { name: "周敏敏" })]);
    const { op } = joinRecords("reader", "zz", merged);
    await writer.run("reader.merge", [{ act: "cells", kind: "reader", id: op.id, cells: op.cells }]);
    const { seq } = await writer.run("task.create", [
      create("task", "t1", { about: { kind: "reader", id: task }, text: "回电" }),
    ]);
    // what was logged and taken back is no work
    await writer.undoCommand(seq);
    const undone = await imports.undo(report.importId, "staff-1", quiet);
    const alive = (await db.reader.toArray()).filter(({ gone }) => gone !== 1).map(({ name }) => name);
    expect(alive.sort()).toEqual(["周敏", "周敏敏", "李强", "赵敏"].sort());
    expect(undone).toMatchObject({ held: 3, saved: true });
    expect(await imports.undoneReaders(report.importId)).toBe(2);
  });

  it("of somebody deleted before is taken back although there are records from then, and not once there are new ones", async () => {
    const { db, imports, writer } = await desk();
    await run(imports, fileOf(...ROWS));
    const [wang, li] = ["王芳", "李强"].map(
      async (wanted) => (await db.reader.toArray()).find(({ name }) => name === wanted)?.id ?? "",
    );
    const [one, other] = [(await wang) ?? "", (await li) ?? ""];
    await writer.run("interaction.log", [
      create("interaction", "i1", { reader: one, at: 1 }),
      create("interaction", "i2", { reader: other, at: 1 }),
    ]);
    for (const gone of [one, other]) await writer.run("reader.delete", [{ act: "delete", kind: "reader", id: gone }]);
    const { report, counts } = await run(imports, fileOf(...ROWS));
    expect(counts).toMatchObject({ new: 2, same: 1 });
    await writer.run("interaction.log", [create("interaction", "i3", { reader: other, at: 2 })]);
    const undone = await imports.undo(report.importId, "staff-1", quiet);
    expect((await db.reader.bulkGet([one, other])).map((row) => [row?.name, row?.gone])).toEqual([
      ["王芳", 1],
      ["李强", undefined],
    ]);
    expect(undone).toMatchObject({ held: 1, saved: true });
    // whom it had only brought back is gone with it: not all stay
    expect(undone.allStay).toBeUndefined();
    expect((await db.setting.get(`import-batch-${report.importId}`))?.value).not.toHaveProperty("allStay");
  });

  it("makes the same records on two desks", async () => {
    const [a, b] = [await desk(), await desk()];
    await run(a.imports, fileOf(...ROWS));
    await run(b.imports, fileOf(...ROWS));
    expect((await a.db.reader.toArray()).map(({ id }) => id).toSorted()).toEqual(
      (await b.db.reader.toArray()).map(({ id }) => id).toSorted(),
    );
  });

  it("gives the screen masked values, and the cells of faulty rows as they are", async () => {
    const { imports, db, writer } = await desk();
    await (
      await writer.run("reader.create", [
        create("reader", "r1", { card: "001", name: "王芳", email: "wf@example.org" }),
      ])
    ).confirmed;
    await check(imports, fileOf(...ROWS));
    const page = await imports.page("update", 0, 10);
    expect(page).toMatchObject({
      total: 1,
      rows: [{ row: 2, name: "王芳", cells: [{ field: "phones", before: null, after: ["138****8000"] }] }],
    });
    expect((await imports.page("update", 0, 10, "email")).total).toBe(0);
    expect((await imports.page("error", 0, 10)).rows[0]?.problems[0]).toMatchObject({
      tag: "digits-lost",
      value: "1.1E+17",
    });
    expect((await imports.mend({ tag: "digits-lost", value: "1.1E+17" }, "003", quiet)).error).toBe(0);
    expect(await db.reader.count()).toBe(1);
  });

  it("remembers what was mended, so that the same file gives no change the second time, without keeping a word of it", async () => {
    const { imports, db } = await desk();
    const file = () =>
      fileOf(
        "读者证号,姓名,手机,有效期至",
        "0001,王芳,13800138000,46387",
        "0002,李强,1385,2030-12-31",
        "0003,赵敏,待补,2030-12-31",
        "4,孙丽,13700137000,2030-12-31",
        "1.1E+17,周洋,,2030-12-31",
      );
    expect((await check(imports, file())).counts).toMatchObject({ new: 0, error: 5 });
    await imports.mend({ tag: "date-serial" }, undefined, quiet);
    await imports.mend({ tag: "leading-zeros-lost" }, undefined, quiet);
    await imports.mend({ value: "1385" }, "13856781234", quiet);
    await imports.mend({ value: "待补" }, "", quiet);
    await imports.mend({ value: "1.1E+17" }, "0005", quiet);
    expect(await imports.write(BY, quiet)).toMatchObject({ ok: true, value: { report: { written: 5 } } });
    const again = await check(imports, file());
    expect(again.counts).toMatchObject({ new: 0, update: 0, same: 5, duplicate: 0, error: 0 });
    expect((await imports.page("same", 0, 10)).rows.map(({ notices }) => notices)).toEqual([
      [{ tag: "mended-before", column: 3 }],
      [{ tag: "mended-before", column: 2 }],
      [{ tag: "mended-before", column: 2 }],
      [{ tag: "mended-before", column: 0 }],
      [{ tag: "mended-before", column: 0 }],
    ]);
    const settings = JSON.stringify(await db.setting.toArray());
    for (const word of ["13856781234", "0005", "1.1E+17", "待补", "周洋"]) expect(settings).not.toContain(word);
  });

  it("writes two rows of one reader into one record, and finds both of them unchanged the second time", async () => {
    const { imports, db } = await desk();
    const file = () => fileOf("读者证号,学号,姓名,手机", "0001,S1,王芳,13800138000", "0009,S1,王芳,13900139000");
    expect((await check(imports, file())).counts).toMatchObject({ new: 1, duplicate: 1 });
    expect(await imports.decide([1], "same")).toMatchObject({ new: 1, update: 1, duplicate: 0 });
    expect(await imports.write(BY, quiet)).toMatchObject({
      ok: true,
      value: { report: { written: 2, wrote: { new: 1, update: 1, records: 1 } } },
    });
    expect(await db.reader.toArray()).toMatchObject([
      {
        name: "王芳",
        card: "0001",
        otherIds: { student: "S1", "Former card": "0009" },
        phones: ["13800138000", "13900139000"],
      },
    ]);
    expect((await check(imports, file())).counts).toMatchObject({ new: 0, update: 0, same: 2, duplicate: 0, error: 0 });
    const [report] = await db.setting.where("id").startsWith("import-batch-").toArray();
    await imports.undo(String(report?.id).replace("import-batch-", ""), "staff-1", quiet);
    expect(await db.reader.filter(({ gone }) => gone !== 1).count()).toBe(0);
  });

  it("asks again for what was typed where the reader who has it is gone", async () => {
    const { imports, db } = await desk();
    const file = () => fileOf("读者证号,姓名,手机", "0002,李强,1385");
    await check(imports, file());
    await imports.mend({ value: "1385" }, "13856781234", quiet);
    const written = await imports.write(BY, quiet);
    expect(written.ok).toBe(true);
    await imports.undo(written.ok ? written.value.report.importId : "", "staff-1", quiet);
    expect((await check(imports, file())).counts).toMatchObject({ error: 1, new: 0 });
    expect(await db.reader.filter(({ gone }) => gone !== 1).count()).toBe(0);
  });

  it("knows a value that says nothing from one that is in no list", async () => {
    const { imports } = await desk();
    const { preview } = await check(
      imports,
      fileOf("读者证号,姓名,性别", "001,王芳,女", "002,李强,未知", "003,赵敏,VIP"),
    );
    expect(await imports.values(2, preview.mapping)).toEqual([
      { value: "女", count: 1, fits: "female" },
      { value: "未知", count: 1, fits: "" },
      { value: "VIP", count: 1, fits: null },
    ]);
  });

  it("takes all suggestions at once, beyond what is shown of them, and tells how far it is", async () => {
    const { imports } = await desk();
    const lines = Array.from({ length: 4500 }, (_, index) => `${10_000 + index},读者${index},${40_000 + (index % 3)}`);
    await check(imports, fileOf("读者证号,姓名,有效期至", ...lines, "99999,最后,后天"));
    const [serials, words] = await imports.problems(2);
    expect(serials).toMatchObject({
      tag: "date-serial",
      column: 2,
      count: 4500,
      suggested: 4500,
      rest: 1,
      lines: [
        { count: 1500, row: 2 },
        { count: 1500, row: 3 },
      ],
    });
    expect(words).toMatchObject({ tag: "date-unreadable", count: 1, suggested: 0 });
    const told: number[] = [];
    expect(await imports.mend({}, undefined, ({ done, total }) => void told.push(done, total))).toMatchObject({
      new: 4500,
      error: 1,
    });
    expect(told).toEqual([2000, 4500, 4000, 4500, 4500, 4500]);
    expect(await imports.problems(20)).toMatchObject([{ tag: "date-unreadable", count: 1 }]);
  });

  it("decides all rows of a group at once, beyond what is shown of them", async () => {
    const { imports, writer } = await desk();
    const people = Array.from({ length: 130 }, (_, index) => ({
      name: `读者${index}`,
      phone: `138${10_000_000 + index}`,
    }));
    await (
      await writer.run(
        "reader.create",
        people.map(({ name, phone }, index) => create("reader", `r${index}`, { name, phones: [phone] })),
      )
    ).confirmed;
    await check(
      imports,
      fileOf("读者证号,姓名,手机", ...people.map(({ name, phone }, index) => `${20_000 + index},${name},${phone}`)),
    );
    expect(await imports.page("duplicate", 0, 100)).toMatchObject({
      total: 130,
      groups: { repeated: 0, "other-person": 0, alike: 130 },
    });
    await imports.decide([129], "skip");
    const told: number[] = [];
    expect(await imports.decideAll("alike", "same", ({ done, total }) => void told.push(done, total))).toMatchObject({
      new: 0,
      update: 129,
      duplicate: 1,
    });
    expect(told).toEqual([129, 129]);
  });

  it("writes few rows a few at a time, and the next only once the journal has the last", async () => {
    const { imports, memory } = await desk();
    await check(imports, fileOf("读者证号,姓名", ...Array.from({ length: 120 }, (_, n) => `${10_000 + n},读者${n}`)));
    const begun = memory.entries.length;
    const journaled: [number, number][] = [];
    await imports.write(BY, ({ done }) => {
      // the report that it is begun is there before
      journaled.push([done, memory.entries.length - begun - 1]);
    });
    expect(journaled).toEqual([
      [50, 1],
      [100, 2],
      [120, 3],
    ]);
  });

  it("writes many rows in several entries, pauses between them and stops on cancel with what is written kept", async () => {
    const { db, imports, memory } = await desk();
    const lines = Array.from({ length: 6500 }, (_, index) => `${10_000 + index},读者${index}`);
    await check(imports, fileOf("读者证号,姓名", ...lines));
    const seen: number[] = [];
    const writing = imports.write(BY, ({ done }) => {
      seen.push(done);
      // what is told is in the journal; two chunks more are already written
      if (done === 1000) {
        imports.pause();
        setTimeout(() => {
          seen.push(-1);
          imports.resume();
        }, 50);
      }
      if (done === 2000) imports.cancel();
    });
    const outcome = await writing;
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        failure: null,
        report: { written: 4000, wrote: { new: 4000, update: 0, records: 4000 }, stopped: true },
      },
    });
    expect(seen).toEqual([1000, -1, 2000, 3000, 4000]);
    expect(await db.reader.count()).toBe(4000);
    expect(memory.entries.filter(({ command }) => command === "reader.import")).toHaveLength(4);
    for (const entry of memory.entries)
      expect(new TextEncoder().encode(JSON.stringify(entry)).length).toBeLessThan(512 * 1024);
  });

  it("waits while the journal does not answer, says so, and goes on to the last row", async () => {
    const { db, imports, memory } = await desk(1 / 50);
    await check(
      imports,
      fileOf("读者证号,姓名", ...Array.from({ length: 3200 }, (_, index) => `${10_000 + index},读者${index}`)),
    );
    const told: { readonly done: number; readonly waiting: boolean; readonly journaled: number }[] = [];
    const rowsIn = (): number =>
      memory.entries
        .filter(({ command }) => command === "reader.import")
        .reduce((rows, { ops }) => rows + ops.length, 0);
    const outcome = await imports.write(BY, ({ done, waiting = false }) => {
      told.push({ done, waiting, journaled: rowsIn() });
      if (waiting) memory.silent = false;
      else if (done === 1000) memory.silent = true;
    });
    expect(outcome).toMatchObject({ ok: true, value: { failure: null, report: { written: 3200 } } });
    expect(told.some(({ waiting }) => waiting)).toBe(true);
    expect(told.filter(({ done, journaled }) => done > journaled)).toEqual([]);
    expect(await db.reader.count()).toBe(3200);
    expect(rowsIn()).toBe(3200);
  });

  it("can be stopped while the journal does not answer, and says how much that has", async () => {
    const { imports, memory } = await desk(1 / 50);
    await check(
      imports,
      fileOf("读者证号,姓名", ...Array.from({ length: 3200 }, (_, index) => `${10_000 + index},读者${index}`)),
    );
    const outcome = await imports.write(BY, ({ done, waiting }) => {
      if (done === 1000) memory.silent = true;
      // a busy machine may wait for an answer before
      if (waiting && memory.silent) imports.cancel();
    });
    const written = memory.entries
      .filter(({ command }) => command === "reader.import")
      .reduce((rows, { ops }) => rows + ops.length, 0);
    expect(outcome).toMatchObject({
      ok: true,
      value: { failure: { tag: "journal-silent" }, report: { written, stopped: true } },
    });
    expect(written).toBeLessThan(3200);
  });

  it("that is broken off in the middle is listed at the next start, and taken back whole", async () => {
    const { db, deps, writer } = await desk(1);
    let left = 3;
    const dying: typeof writer = {
      ...writer,
      run: (...given) => {
        if (left-- === 0) throw new Error("killed");
        return writer.run(...given);
      },
    };
    const cut = createImportApi({ ...deps, writer: async () => dying });
    await check(
      cut,
      fileOf("读者证号,姓名", ...Array.from({ length: 3000 }, (_, index) => `${10_000 + index},读者${index}`)),
    );
    await expect(cut.write(BY, quiet)).rejects.toThrow("killed");
    expect(await db.reader.count()).toBe(2000);
    const reports = await db.setting.where("id").startsWith("import-batch-").toArray();
    expect(reports.map(({ value }) => value)).toMatchObject([{ file: "秋季新办证.csv", unfinished: true }]);
    const importId = (reports[0]?.id ?? "").replace("import-batch-", "");
    expect(await createImportApi(deps).undo(importId, "staff-1", quiet)).toEqual({ left: 0, held: 0, saved: true });
    expect((await db.reader.toArray()).filter(({ gone }) => gone !== 1)).toEqual([]);
  });

  it("that is taken back waits as well, and says where it is stopped meanwhile that this is not saved yet", async () => {
    const { imports, memory, writer } = await desk(1 / 50);
    const { report } = await run(imports, fileOf(...ROWS));
    memory.silent = true;
    expect(await imports.undo(report.importId, "staff-1", ({ waiting }) => waiting && imports.cancel())).toEqual({
      left: 0,
      held: 0,
      saved: false,
    });
    const before = memory.entries.length;
    const again = await imports.undo(report.importId, "staff-1", ({ waiting }) => {
      if (waiting) memory.silent = false;
    });
    expect(again).toEqual({ left: 0, held: 0, saved: true });
    expect(memory.entries.length).toBeGreaterThan(before);
    expect(writer.health.get()).toBe("ok");
  });

  it("that is taken back in two runs says at the end of the second who stays, also from the first", async () => {
    const { db, imports, memory, writer } = await desk(1 / 50);
    const { report } = await run(imports, fileOf(...ROWS));
    const li = (await db.reader.toArray()).find(({ name }) => name === "李强")?.id ?? "";
    await (await writer.run("interaction.log", [create("interaction", "i1", { reader: li, at: 1 })])).confirmed;
    memory.silent = true;
    expect(await imports.undo(report.importId, "staff-1", ({ waiting }) => waiting && imports.cancel())).toEqual({
      left: 0,
      held: 0,
      saved: false,
    });
    memory.silent = false;
    expect(await imports.undo(report.importId, "staff-1", quiet)).toEqual({ left: 0, held: 1, saved: true });
    expect((await db.reader.toArray()).filter(({ gone }) => gone !== 1).map(({ name }) => name)).toEqual(["李强"]);
  });

  it("says that the host is away when ids cannot be derived, and that checking was cancelled", async () => {
    const { imports, goAway } = await desk();
    const opened = await imports.open(fileOf(...ROWS), quiet);
    if (!opened.ok) throw new Error(opened.error.tag);
    const cancelled = imports.plan(opened.value.mapping, DEFAULT_RULES, () => imports.cancel());
    expect(await cancelled).toEqual({ ok: false, error: { tag: "cancelled" } });
    goAway();
    expect(await imports.plan(opened.value.mapping, DEFAULT_RULES, quiet)).toEqual({
      ok: false,
      error: { tag: "host-away" },
    });
  });

  it("makes the categories that a file brings along, once", async () => {
    const { db, imports } = await desk();
    const opened = await imports.open(
      fileOf("姓名,手机,读者类型", "王芳,13800138000,VIP", "李强,13900139000,VIP"),
      quiet,
    );
    if (!opened.ok) throw new Error(opened.error.tag);
    expect(await imports.values(2, opened.value.mapping)).toEqual([{ value: "VIP", count: 2, fits: null }]);
    const mapping = {
      columns: opened.value.mapping.columns.map((rule, column) =>
        column === 2 ? { ...rule, values: { VIP: "+" } } : rule,
      ),
    };
    expect(await imports.plan(mapping, DEFAULT_RULES, quiet)).toMatchObject({ ok: true, value: { new: 2 } });
    await imports.write(BY, quiet);
    expect(await db.code.toArray()).toMatchObject([{ list: "category", code: "vip", names: { "zh-CN": "VIP" } }]);
  });

  it("takes a branch or a type in the other script for the one that is here, and for itself where both are", async () => {
    const { imports, writer } = await desk();
    const category = {
      list: "category",
      code: "child",
      names: { "zh-CN": "少儿读者", "zh-TW": "兒童讀者", en: "Children" },
    } as const;
    await (
      await writer.run("branch.create", [
        create("branch", "b1", { name: "西馆" }),
        create("branch", "b2", { name: "東館" }),
        create("branch", "b3", { name: "东馆" }),
        create("code", "c1", category),
      ])
    ).confirmed;
    const opened = await imports.open(
      fileOf("姓名,所屬館別,讀者類別", "王芳,西館,少兒", "李強,西馆,JUV", "趙敏,東館,少兒讀者", "孫麗,东馆,少儿"),
      quiet,
    );
    if (!opened.ok) throw new Error(opened.error.tag);
    const fits = async (column: number) =>
      (await imports.values(column, opened.value.mapping)).map((value) => [value.value, value.fits]);
    expect(await fits(1)).toEqual([
      ["西館", "b1"],
      ["西馆", "b1"],
      ["東館", "b2"],
      ["东馆", "b3"],
    ]);
    expect(await fits(2)).toEqual(["少兒", "JUV", "少兒讀者", "少儿"].map((word) => [word, "child"]));
    expect(await imports.plan(opened.value.mapping, DEFAULT_RULES, quiet)).toMatchObject({
      ok: true,
      value: { new: 4, error: 0 },
    });
  });

  it("finds no branch in a total or in who made the table", async () => {
    const { imports } = await desk();
    const opened = await imports.open(
      fileOf("分馆,姓名,读者证号", "西馆,王芳,001", "西馆,李强,002", "合计,2,", "制表：赵敏,,"),
      quiet,
    );
    if (!opened.ok) throw new Error(opened.error.tag);
    expect(await imports.values(0, opened.value.mapping)).toEqual([{ value: "西馆", count: 2, fits: null }]);
  });

  it("gives the faulty rows as a workbook with number and reason, which can be mended and imported", async () => {
    const { imports } = await desk();
    await check(imports, fileOf(...ROWS));
    const bytes = await imports.errorsFile("行", "原因", [[3, "证号已损坏"]]);
    const opened = await imports.open(new File([bytes], "错误.xlsx"), quiet);
    expect(opened).toMatchObject({
      ok: true,
      value: {
        rows: 1,
        columns: [
          { header: "读者证号", samples: ["1.1E+17"] },
          {},
          {},
          { header: "行", samples: ["5"] },
          { header: "原因", samples: ["证号已损坏"] },
        ],
      },
    });
  });
});

describe("an export", () => {
  it("imports again without a click to no change, and is then exported byte for byte the same", async () => {
    const { imports, exports, writer } = await desk();
    await run(imports, fileOf(...ROWS));
    await (
      await writer.run("reader.create", [
        create("reader", "r-x", {
          name: "=SUM(A1)",
          note: "'引号\n两行",
          tags: ["a;b"],
          consents: { "phone.event": { given: true, at: 5 } },
        }),
      ])
    ).confirmed;
    const request = {
      kind: "reader",
      format: "csv",
      language: "zh-CN",
      withProtected: true,
      staff: "staff-1",
    } as const;
    const first = await exports.run(request, quiet);
    expect([...first.bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(first.bytes)).toContain("'=SUM(A1)");
    const { preview, counts } = await check(imports, new File([first.bytes], "读者.csv"));
    expect(preview.own).toEqual({ kind: "reader", masked: false });
    expect(counts).toMatchObject({ new: 0, update: 0, same: 4, duplicate: 0, error: 0 });
    const other = await desk();
    await run(other.imports, new File([first.bytes], "读者.csv"));
    expect((await other.exports.run(request, quiet)).bytes).toEqual(first.bytes);
  });

  it("goes into a library whose branches have other names: they are taken for those here, or made, with the categories", async () => {
    const here = await desk();
    const entries = [
      create("branch", "b1", { name: "西馆" }),
      create("branch", "b2", { name: "东馆" }),
      create("code", "c1", {
        list: "category",
        code: "vip",
        names: { "zh-CN": "贵宾", "zh-TW": "貴賓", en: "Honoured" },
      }),
    ];
    const readers = ["b1", "b1", "b2"].map((branch, index) =>
      create("reader", `r${index}`, { name: `读者${index}`, branch, category: "vip" }),
    );
    await (await here.writer.run("reader.create", [...entries, ...readers])).confirmed;
    const { bytes } = await here.exports.run(
      { kind: "reader", format: "csv", language: "zh-CN", withProtected: true, staff: "" },
      quiet,
    );

    const { db, imports, writer } = await desk();
    await (await writer.run("branch.create", [create("branch", "b9", { name: "总馆" })])).confirmed;
    const { preview, counts } = await check(imports, new File([bytes], "读者.csv"));
    expect(counts).toMatchObject({ new: 0, error: 3 });
    const groups = await imports.problems(20);
    expect(
      groups.map(({ tag, count, lines }) => [tag, count, lines.map(({ problem }) => [problem.target, problem.value])]),
    ).toEqual([
      ["unknown-value", 3, [["category", "贵宾"]]],
      [
        "unknown-value",
        3,
        [
          ["branch", "西馆"],
          ["branch", "东馆"],
        ],
      ],
    ]);
    const [category, branch] = groups.map(({ column }) => column ?? -1);
    expect(await imports.values(branch ?? -1, preview.mapping)).toEqual([
      { value: "西馆", count: 2, fits: null },
      { value: "东馆", count: 1, fits: null },
    ]);
    const chosen: Record<number, Record<string, string>> = {
      [category ?? -1]: { 贵宾: NEW_ENTRY },
      [branch ?? -1]: { 西馆: NEW_ENTRY, 东馆: "b9" },
    };
    const mapping = {
      columns: preview.mapping.columns.map((rule, column) => ({ ...rule, values: chosen[column] ?? {} })),
    };
    expect(await imports.plan(mapping, DEFAULT_RULES, quiet)).toMatchObject({ ok: true, value: { new: 3, error: 0 } });
    await imports.write(BY, quiet);
    expect(await db.branch.toArray()).toMatchObject([{ id: "b9" }, { id: "branch-西馆", name: "西馆", code: "XG" }]);
    expect((await db.reader.orderBy("id").toArray()).map(({ branch: at, category: kind }) => [at, kind])).toEqual([
      ["branch-西馆", "贵宾"],
      ["branch-西馆", "贵宾"],
      ["b9", "贵宾"],
    ]);
    // the same file again has no questions left but the one that was answered by choosing
    expect((await check(imports, new File([bytes], "读者.csv"))).counts).toMatchObject({ same: 2, error: 1 });
  });

  it("gives each branch that a list makes a short code that is free, and says so before anything is written", async () => {
    const { db, imports, writer } = await desk();
    // of a branch that is closed too: its numbers stay given
    const there = { name: "新馆", code: "XG", hidden: true };
    await (await writer.run("branch.create", [create("branch", "b9", there)])).confirmed;
    const rows = ["001,王芳,西馆", "002,李强,西 馆", "003,赵敏,East Branch", "004,孙丽,学馆", "005,周杰,新馆"];
    const opened = await imports.open(fileOf("读者证号,姓名,馆别", ...rows), quiet);
    if (!opened.ok) throw new Error(opened.error.tag);
    const values = { 西馆: NEW_ENTRY, "西 馆": NEW_ENTRY, "East Branch": NEW_ENTRY, 学馆: NEW_ENTRY, 老馆: NEW_ENTRY };
    const mapping = {
      columns: opened.value.mapping.columns.map((rule) => (rule.target === "branch" ? { ...rule, values } : rule)),
    };
    expect(await imports.newBranches()).toEqual([]);
    expect(await imports.plan(mapping, DEFAULT_RULES, quiet)).toMatchObject({ ok: true, value: { new: 5, error: 0 } });
    const made = await imports.newBranches();
    expect(made.map(({ name, code }) => [name, code])).toEqual([
      ["西馆", "XG2"],
      ["East Branch", "EB"],
      ["学馆", "XG3"],
    ]);
    await imports.write(BY, quiet);
    for (const { id, name, code } of made) expect(await db.branch.get(id)).toMatchObject({ name, code });
    expect(await db.branch.count()).toBe(4);
  });

  it("comes back from XLSX too, ids and phones as text", async () => {
    const { imports, exports } = await desk();
    await run(imports, fileOf(...ROWS));
    const { bytes, records } = await exports.run(
      { kind: "reader", format: "xlsx", language: "en", withProtected: true, staff: "" },
      quiet,
    );
    expect(records).toBe(3);
    const { preview, counts } = await check(imports, new File([bytes], "readers.xlsx"));
    expect(preview.format).toBe("workbook");
    expect(counts).toMatchObject({ same: 3, new: 0, error: 0 });
  });

  it("is masked unless asked, and leaves a line behind when it is not", async () => {
    const { db, imports, exports } = await desk();
    await run(imports, fileOf(...ROWS));
    const masked = new TextDecoder().decode(
      (
        await exports.run(
          { kind: "reader", format: "csv", language: "en", withProtected: false, staff: "staff-1" },
          quiet,
        )
      ).bytes,
    );
    expect(masked).toContain("138****8000");
    expect(masked).not.toContain("13800138000");
    expect(await db.reveal.toArray()).toMatchObject([
      { about: { kind: "reader", id: "export-csv-3" }, fields: [], staff: "staff-1", reason: "export" },
    ]);
    await exports.run({ kind: "reader", format: "csv", language: "en", withProtected: true, staff: "staff-1" }, quiet);
    expect((await db.reveal.toArray()).map(({ fields }) => fields?.includes("phones"))).toEqual([false, true]);
    const again = await check(imports, new File([masked], "masked.csv"), { ...DEFAULT_RULES, onMatch: "overwrite" });
    expect(again.counts).toMatchObject({ same: 3, update: 0 });
  });

  it("says nothing of religion, politics and medicine, masked or not, and takes nothing of it away when it comes back", async () => {
    const { db, imports, exports, writer } = await desk();
    const readers = [
      create("reader", "r-x", { card: "001", interests: { I: 60, B94: 40, d: 50, "R 4": 70, "415": 30 } }),
      create("reader", "r-y", { card: "002", interests: { R: 60 } }),
    ];
    await (await writer.run("reader.create", readers)).confirmed;
    for (const withProtected of [false, true]) {
      const { bytes } = await exports.run(
        { kind: "reader", format: "csv", language: "en", withProtected, staff: "staff-1" },
        quiet,
      );
      const text = new TextDecoder().decode(bytes);
      expect(text).toContain("I=60");
      expect(text).not.toMatch(/B94|d=50|R 4|415|R=60/);
      const { counts } = await check(imports, new File([bytes], "读者.csv"), {
        ...DEFAULT_RULES,
        onMatch: "overwrite",
        blankErases: true,
      });
      expect(counts).toMatchObject({ same: 2, update: 0, new: 0 });
      const other = await desk();
      if (withProtected) await run(other.imports, new File([bytes], "读者.csv"));
      if (withProtected)
        expect(
          (await other.exports.run({ kind: "reader", format: "csv", language: "en", withProtected, staff: "" }, quiet))
            .bytes,
        ).toEqual(bytes);
    }
    expect((await db.reader.get("r-y"))?.interests).toEqual({ R: 60 });
  });

  it("says of no reader that somebody asked about a sensitive class, and goes by the library's own list", async () => {
    const { db, imports, exports, writer } = await desk();
    const asked = (id: string, subjectClass: string) =>
      create("interaction", id, {
        reader: "r-x",
        at: 1_795_000_000_000,
        channel: "desk",
        purpose: "reference",
        subjectClass,
      });
    await (
      await writer.run("test", [
        create("reader", "r-x", { card: "001", name: "张素琴" }),
        asked("i1", "R4"),
        asked("i2", "K2"),
        asked("i3", "b 94"),
      ])
    ).confirmed;
    const saved = async (kind: "interaction" | "reader") =>
      (await exports.run({ kind, format: "csv", language: "en", withProtected: true, staff: "" }, quiet)).bytes;
    const bytes = await saved("interaction");
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain("K2");
    expect(text).not.toMatch(/R4|b 94/);
    const { counts } = await check(imports, new File([bytes], "x.csv"), {
      ...DEFAULT_RULES,
      onMatch: "overwrite",
      blankErases: true,
    });
    expect(counts).toMatchObject({ same: 3, update: 0, error: 0 });
    await (await writer.run("test", setSetting(null, SENSITIVE_CLASSES_ID, "sensitive-classes", ["K"]))).confirmed;
    expect(new TextDecoder().decode(await saved("interaction"))).toMatch(/R4/);
    expect(new TextDecoder().decode(await saved("interaction"))).not.toMatch(/K2/);
    expect((await db.interaction.get("i1"))?.subjectClass).toBe("R4");
  });

  it("of use comes back to no change, and into another library byte for byte; main classes that are nobody's business stay here", async () => {
    const { imports, exports, writer } = await desk();
    const readers = [
      create("reader", "r-1", { card: "001", name: "张素琴" }),
      create("branch", "branch-2", { name: "城西馆", code: "西" }),
    ];
    const use = (id: string, more: Readonly<Record<string, unknown>>): Change =>
      create("activity", id, { reader: "r-1", on: "2026-11-02", kind: "loan", ...more });
    const uses = [
      use("a1", { quantity: 3, mainClass: "K", branch: "branch-2", batch: "import-7" }),
      use("a2", { kind: "e-resource" }),
      use("a3", { mainClass: "R", quantity: 2 }),
    ];
    await (await writer.run("test", [...readers, ...uses])).confirmed;
    const request = {
      kind: "activity",
      format: "csv",
      language: "zh-CN",
      withProtected: false,
      staff: "staff-1",
    } as const;
    const { bytes, records } = await exports.run(request, quiet);
    expect(records).toBe(3);
    expect(await exports.count("activity")).toBe(3);
    const lines = new TextDecoder().decode(bytes).trim().split("\r\n");
    expect(lines.slice(1)).toEqual([
      "a1,r-1,张素琴,001,2026-11-02,借阅,3,K,城西馆,import-7",
      "a2,r-1,张素琴,001,2026-11-02,数字资源,,,,",
      "a3,r-1,张素琴,001,2026-11-02,借阅,2,,,",
    ]);
    const { preview, counts } = await check(imports, new File([bytes], "x.csv"), {
      ...DEFAULT_RULES,
      onMatch: "overwrite",
      blankErases: true,
    });
    expect(preview).toMatchObject({ own: { kind: "activity" }, holds: "reader" });
    expect(counts).toMatchObject({ same: 3, new: 0, update: 0, error: 0 });
    const other = await desk();
    await (await other.writer.run("test", readers)).confirmed;
    const { report } = await run(other.imports, new File([bytes], "x.csv"));
    expect((await other.exports.run(request, quiet)).bytes).toEqual(bytes);
    await other.imports.undo(report.importId, "staff-1", quiet);
    expect(await other.exports.count("activity")).toBe(0);
  });

  it("of service records and opinions names the reader for people and comes back to no change", async () => {
    const { imports, exports, writer } = await desk();
    await run(imports, fileOf(...ROWS));
    const reader = (
      await exports.run({ kind: "reader", format: "csv", language: "en", withProtected: true, staff: "" }, quiet)
    ).records;
    expect(reader).toBe(3);
    await (
      await writer.run("interaction.log", [
        create("interaction", "i1", {
          reader: "r1",
          at: 1_795_000_000_000,
          channel: "phone",
          purpose: "reference",
          question: "几点关门？",
        }),
      ])
    ).confirmed;
    await (
      await writer.run("feedback.create", [
        create("feedback", "f1", {
          type: "complaint",
          text: "太吵",
          receivedAt: 1_795_000_000_000,
          status: "registered",
          contact: { phone: "13800138000" },
        }),
      ])
    ).confirmed;
    for (const kind of ["interaction", "feedback"] as const) {
      const { bytes } = await exports.run(
        { kind, format: "csv", language: "zh-TW", withProtected: true, staff: "" },
        quiet,
      );
      const { preview, counts } = await check(imports, new File([bytes], "x.csv"));
      expect(preview.own?.kind).toBe(kind);
      expect(counts).toMatchObject({ same: 1, new: 0, error: 0 });
    }
  });
});
