/** The table of imports: what becomes of each file, of real ones and of ten with the shapes that imports stumble over. */
import { expect, it } from "vitest";
import type { Target } from "../../../../../shared/exchange/columns/targets.ts";
import { figuresTable, type ImportFigures, importFigures } from "../../../../support/import-figures.ts";
import { NASTY_FILES } from "../../../../support/nasty-files.ts";
import { describeReal } from "../../../../support/real-data.ts";

const FEWEST_FOUND = 0.995;

function expectWhole(all: readonly ImportFigures[]): void {
  for (const { name, columns, cells } of all) {
    expect([name, columns.wrong]).toEqual([name, []]);
    const isWhole = cells.asked === 0 || cells.found / cells.asked >= FEWEST_FOUND;
    expect([name, isWhole ? [] : cells.lost]).toEqual([name, []]);
  }
}

it("takes every column of ten nasty files for what it is, and loses no cell of a row that it takes", async () => {
  const all: ImportFigures[] = [];
  for (const file of NASTY_FILES) all.push(await importFigures(file));
  expectWhole(all);
  expect(all.flatMap(({ columns }) => columns.missed)).toEqual([]);
  await expect(figuresTable(all)).toMatchFileSnapshot("./import-table-nasty.md");
}, 120_000);

const none = (count: number): readonly null[] => Array.from({ length: count }, () => null);
const FOLIO: readonly (Target | null)[] = [
  "category",
  "system",
  "phone",
  "birthDate",
  "address",
  "givenName",
  "phone",
  "email",
  "familyName",
  "middleName",
  null,
  "expiresOn",
  null,
  null,
  "userid",
  "card",
  "enrolledOn",
];
const MEMBERS: readonly (Target | null)[] = ["system", "name", null, null, "gender", "collective", ...none(7), "address", "address", null, null, "note", null];
const REAL = {
  "folio-users.jsonl": FOLIO,
  "shakespeare-members.csv": MEMBERS,
  "shakespeare-books.csv": ["system", ...none(12), "note", ...none(5)],
  "cdnow-summary.csv": ["system", ...none(3)],
  "cdnow-sample.txt": none(1),
  // whom a name names no column says: the samples do, to whoever reads them
  "clc-classes.csv": [null, "name"],
} as const;

describeReal("real files", Object.keys(REAL), (read) => {
  it("have no cell lost that they are taken for", async () => {
    const all: ImportFigures[] = [];
    for (const [name, columns] of Object.entries(REAL)) all.push(await importFigures({ name, bytes: new Uint8Array(read(name)), columns }));
    expectWhole(all);
    await expect(figuresTable(all)).toMatchFileSnapshot("./import-table-real.md");
  }, 300_000);
});
