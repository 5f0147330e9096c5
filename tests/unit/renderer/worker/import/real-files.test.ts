/** The real files of ../shared/data, read and planned whole. */
import { expect, it } from "vitest";
import { openFile } from "../../../../../renderer/worker/import/open-file.ts";
import type { Table } from "../../../../../shared/import-export/table/table.ts";
import { knownAfter, planTable } from "../../../../support/plan-table.ts";
import { describeReal } from "../../../../support/real-data.ts";

describeReal("real files", ["folio-users.jsonl", "shakespeare-members.csv"], (read) => {
  const tableFrom = async (name: string): Promise<Table> => {
    const opened = await openFile(name, new Uint8Array(read(name)), {}, { cancelled: false }, () => {});
    if (!opened.ok) throw new Error(opened.error.tag);
    return opened.value.table;
  };

  it("takes all 303 FOLIO users, and a second time finds every one of them unchanged", async () => {
    const table = await tableFrom("folio-users.jsonl");
    const planner = await planTable(table);
    expect(planner.counts()).toMatchObject({ new: 303, update: 0, same: 0, duplicate: 0, error: 0 });
    const again = await planTable(table, { known: knownAfter(planner) });
    expect(again.counts()).toMatchObject({ new: 0, update: 0, same: 303, duplicate: 0, error: 0 });
  });

  it("reads names, phones, addresses and days of a FOLIO user", async () => {
    const table = await tableFrom("folio-users.jsonl");
    const planner = await planTable(table);
    const { values } = planner.draft(0);
    expect(values).toMatchObject({
      card: "344058867767195",
      name: "Justen Else Hilll",
      familyName: "Hilll",
      category: "student",
      birthDate: "1951-03-17",
      enrolledOn: "2016-12-31",
      expiresOn: "2019-11-27",
      email: "pete@schulist-raynor-and-beer.ar.us",
      address: "79223 Mozelle Club Suite 154, Florence, ID, 35704, US",
    });
    expect(values.phones).toEqual(expect.arrayContaining(["(499)102-5994 x03456", "865.406.8773"]));
  });

  it("gives each of the 5,235 members of the lending library a place and every one left out a reason", async () => {
    const table = await tableFrom("shakespeare-members.csv");
    expect(table.rows).toHaveLength(5235);
    const planner = await planTable(table);
    const counts = planner.counts();
    expect(counts.new + counts.duplicate + counts.error).toBe(5235);
    for (const position of planner.positions("error")) expect(planner.row(position).problems.length).toBeGreaterThan(0);
    for (const position of planner.positions("duplicate")) expect(planner.row(position).suspicion).toBeDefined();
    expect(counts).toMatchObject({ new: 5235, duplicate: 0, error: 0 });
    const again = await planTable(table, { known: knownAfter(planner) });
    expect(again.counts()).toMatchObject({ new: 0, update: 0, same: 5235 });
  });

  it("keeps accents, several addresses and organisations, and takes the markup out of notes", async () => {
    const planner = await planTable(await tableFrom("shakespeare-members.csv"));
    const drafts = planner.positions("new").map((position) => planner.draft(position));
    const byName = (name: string) => drafts.find(({ values }) => values.name === name)?.values;
    expect(byName("Bibliothèque de Périgneux")?.category).toBe("collective");
    expect(drafts.filter(({ values }) => values.category === "collective")).toHaveLength(11);
    expect(drafts.filter(({ values }) => values.address?.includes("\n")).length).toBeGreaterThan(200);
    expect(
      drafts
        .filter(({ values }) => values.note !== undefined)
        .every(({ values }) => !/<a |<\/a>/.test(values.note ?? "")),
    ).toBe(true);
    expect(byName("Berenice Abbott")?.gender).toBe("female");
  });
});
