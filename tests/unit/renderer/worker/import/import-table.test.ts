/**
 * The tables of imports: what becomes of each file, of real ones and of made ones with the shapes that imports stumble
 * over. It takes long, as every cell of thousands of real rows is written, exported, and looked for.
 */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import type { Target } from "../../../../../shared/import-export/columns/targets.ts";
import { figuresTable, type ImportFigures } from "../../../../support/figures-table.ts";
import { importFigures } from "../../../../support/import-figures.ts";
import { IMPORT_KEYS } from "../../../../support/import-keys.ts";
import { NASTY_FILES } from "../../../../support/nasty-files.ts";
import { proofDraw } from "../../../../support/proof-scale.ts";
import { describeReal } from "../../../../support/real-data.ts";
import { figuresOfUse, type UseFigures } from "../../../../support/use-figures.ts";
import { purchasesAsVisits, USE_FILES } from "../../../../support/use-files.ts";

/**
 * Of the cells that the program takes: rows that are taken, columns that have a place. Rows that are refused and columns
 * without a place are named to the person before anything is written, and counted here with their reasons.
 */
const FEWEST_FOUND = 0.995;

/** No column is taken for another, and of what is taken nothing is lost; each other cell has its reason. */
function expectWhole(all: readonly ImportFigures[]): void {
  for (const { name, columns, cells, isSameAgain } of all) {
    expect([name, columns.wrong]).toEqual([name, []]);
    const isWhole = cells.asked === 0 || cells.found / cells.asked >= FEWEST_FOUND;
    expect([name, isWhole ? [] : cells.firstLost]).toEqual([name, []]);
    expect([name, isSameAgain]).not.toEqual([name, false]);
  }
}

/** Of a drawn part the lines stand in the table of all. */
async function expectInTable(all: readonly ImportFigures[], name: string, isWhole: boolean): Promise<void> {
  const table = figuresTable(all, IMPORT_KEYS);
  if (isWhole) return await expect(table).toMatchFileSnapshot(name);
  const kept = await readFile(new URL(name, import.meta.url), "utf8");
  for (const line of table.split("\n")) expect(kept).toContain(line);
}

const NASTY_DRAWN = proofDraw(NASTY_FILES, { count: 4 });

it("takes every column of nasty files for what it is, and loses no cell of a row that it takes", async () => {
  const all: ImportFigures[] = [];
  for (const file of NASTY_DRAWN) all.push(await importFigures(file));
  expectWhole(all);
  expect(all.flatMap(({ columns }) => columns.missed)).toEqual([]);
  await expectInTable(all, "./import-table-nasty.md", NASTY_DRAWN.length === NASTY_FILES.length);
}, 120_000);

it("keeps of lists of use exactly what they say happened, and gives it out so that it comes back", async () => {
  const all: UseFigures[] = [];
  for (const file of USE_FILES) all.push(await figuresOfUse(file));
  expectWhole(all);
  expect(all.flatMap(({ columns, untrue }) => [...columns.missed, ...untrue])).toEqual([]);
  await expect(figuresTable(all, IMPORT_KEYS)).toMatchFileSnapshot("./import-table-use.md");
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
  "status",
  "userid",
  "card",
  "enrolledOn",
];
const MEMBERS: readonly (Target | null)[] = [
  "system",
  "name",
  null,
  null,
  "gender",
  "collective",
  ...none(7),
  "address",
  "address",
  null,
  null,
  "note",
  null,
];
/** Of its columns most have no place of their own. */
const MOST_DROPPED = "shakespeare-members.csv";
const REAL = {
  "folio-users.jsonl": FOLIO,
  [MOST_DROPPED]: MEMBERS,
  "shakespeare-books.csv": ["system", ...none(12), "note", ...none(5)],
  "cdnow-summary.csv": ["system", ...none(3)],
  "cdnow-sample.txt": none(1),
  // whom a name names no column says: the samples do, to whoever reads them
  "clc-classes.csv": [null, "name"],
} as const;

/**
 * The list of which most is dropped, as it is or with what goes nowhere kept in the note, and all other files together:
 * each takes as long as the others, so one of the three is drawn.
 */
const WAYS = proofDraw([null, {}, { keepsRest: true }] as const);

describeReal("real files", Object.keys(REAL), (read) => {
  it("have no cell lost that they are taken for", async () => {
    const all: ImportFigures[] = [];
    for (const way of WAYS) {
      if (way === null) {
        for (const [name, columns] of Object.entries(REAL))
          if (name !== MOST_DROPPED)
            all.push(await importFigures({ name, bytes: new Uint8Array(read(name)), columns }));
        continue;
      }
      const bytes = new Uint8Array(read(MOST_DROPPED));
      const figures = await importFigures({ name: MOST_DROPPED, bytes, columns: MEMBERS, ...way });
      if ("keepsRest" in way)
        expect(Object.keys(figures.cells.apart)).toEqual(["says nothing (无, no, in order, no expiry):"]);
      all.push(figures);
    }
    expectWhole(all);
    expect(all.flatMap(({ columns }) => columns.missed)).toEqual([]);
    await expectInTable(all, "./import-table-real.md", WAYS.length === 3);
  }, 300_000);
});

describeReal("dated purchases", ["cdnow-sample.txt"], (read) => {
  it("taken for visits are all there, day by day", async () => {
    const { readers, ...file } = purchasesAsVisits(read("cdnow-sample.txt").toString());
    const figures = await figuresOfUse(file, readers);
    expectWhole([figures]);
    expect([...figures.columns.missed, ...figures.untrue]).toEqual([]);
    await expect(figuresTable([figures], IMPORT_KEYS)).toMatchFileSnapshot("./import-table-purchases.md");
  }, 300_000);
});
