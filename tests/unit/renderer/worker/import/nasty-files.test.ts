import { describe, expect, it } from "vitest";
import { suggestMapping } from "#shared/import-export/columns/mapping.ts";
import { openFile } from "../../../../../renderer/worker/import/open-file.ts";
import { NASTY_FILES } from "../../../../support/nasty-files.ts";
import { planTable } from "../../../../support/plan-table.ts";

describe.each(NASTY_FILES)("$name", ({ name, bytes, columns, readers, refused, waiting = [] }) => {
  const open = async () => {
    const opened = await openFile(name, bytes, {}, { cancelled: false }, () => {});
    if (!opened.ok) throw new Error(opened.error.tag);
    return opened.value.table;
  };

  it("has each column taken for what it is", async () => {
    const table = await open();
    expect(suggestMapping(table).columns.map(({ target }, column) => [table.headers[column], target])).toEqual(
      columns.map((target, column) => [table.headers[column], target]),
    );
  });

  it("has each good row read whole, and each bad one refused for its true reason", async () => {
    const table = await open();
    const planner = await planTable(table);
    const rows = table.rows.map((_, position) => ({ planned: planner.row(position), draft: planner.draft(position) }));
    const taken = rows.filter(({ planned }) => planned.bucket === "new");
    expect(Object.fromEntries(taken.map(({ planned, draft }) => [planned.row, draft.values]))).toEqual(readers);
    expect(
      Object.fromEntries(
        rows
          .filter(({ planned }) => planned.bucket === "error")
          .map(({ planned }) => [planned.row, planned.problems.map(({ tag }) => tag)]),
      ),
    ).toEqual(refused);
    expect(rows.filter(({ planned }) => planned.bucket === "duplicate").map(({ planned }) => planned.row)).toEqual(
      waiting,
    );
  });
});
