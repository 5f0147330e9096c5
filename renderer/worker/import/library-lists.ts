/** The library's lists as an import sees them: categories, branches, and what its card numbers look like. */

import { cardProfile } from "#shared/import-export/cells/parse-code.ts";
import type { ReadContext } from "#shared/import-export/cells/read-context.ts";
import { createCategoryLookup, createLookup, type Lookup, newEntry } from "#shared/import-export/columns/lookups.ts";
import { type Mapping, NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import type { OwnNames } from "#shared/import-export/own/own-cell.ts";
import type { KnownReader } from "#shared/import-export/plan/reader-index.ts";
import type { Table } from "#shared/import-export/table/table.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import { madeCode } from "#shared/model/settings/branch-name.ts";
import type { DeskDb } from "../../db/database.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import type { NewBranch } from "../../platform/worker/import-api.ts";
import { createReadings } from "../search/readings.ts";

async function codesOf(db: DeskDb, list: string): Promise<readonly { code: string; names: readonly string[] }[]> {
  const rows = await db.code.filter((row) => row.gone !== 1 && row.list === list).toArray();
  return rows.flatMap(({ code, names }) =>
    code === undefined ? [] : [{ code, names: names === undefined ? [] : Object.values(names) }],
  );
}

async function branchesOf(db: DeskDb): Promise<readonly { code: string; names: readonly string[] }[]> {
  const rows = await db.branch.filter((row) => row.gone !== 1).toArray();
  return rows.map(({ id, name, code }) => ({ code: id, names: [name, code].filter((text) => text !== undefined) }));
}

export const readBranches = async (db: DeskDb, toSimplified: CharMap): Promise<Lookup> =>
  createLookup(await branchesOf(db), toSimplified);

const HAN = /^\p{Script=Han}/u;
/** Chinese characters together, a word of other letters, a number. */
const WORDS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{M}])+|\p{N}+/gu;

/** The branches that a file makes, as a person has said of its columns, each with a code that none has yet. */
export async function readNewBranches(
  db: DeskDb,
  toSimplified: CharMap,
  { rows }: Table,
  { columns }: Mapping,
): Promise<readonly NewBranch[]> {
  const branches = await db.branch.toArray();
  const made = new Map<string, NewBranch>();
  const readings = createReadings(toSimplified);
  const wordsOf = (name: string): readonly string[] =>
    (name.normalize("NFKC").match(WORDS) ?? []).flatMap((part) => (HAN.test(part) ? readings.ofLabel(part) : [part]));
  for (const [column, { target, values = {} }] of columns.entries()) {
    const names = Object.keys(values).filter((value) => target === "branch" && values[value] === NEW_ENTRY);
    if (names.length === 0) continue;
    const there = new Set(rows.map(({ cells }) => cells[column]?.trim()));
    for (const name of names.filter((each) => there.has(each))) {
      const { code: id } = newEntry("branch", name);
      if (made.has(id) || branches.some((row) => row.id === id && row.gone !== 1)) continue;
      const code = madeCode(wordsOf(name), [...branches, ...made.values()]);
      made.set(id, { id, name, code });
    }
  }
  return [...made.values()];
}

export async function readContext(
  db: DeskDb,
  toSimplified: CharMap,
  readers: readonly KnownReader[],
  today: string,
): Promise<ReadContext> {
  return {
    categories: createCategoryLookup(await codesOf(db, "category"), toSimplified),
    branches: await readBranches(db, toSimplified),
    region: await readJurisdiction(db),
    card: cardProfile(readers.flatMap(({ card, gone }) => (card === undefined || gone === 1 ? [] : [card]))),
    today,
  };
}

/** Which list a field of our own exports is named from. */
const LIST_OF: Readonly<Record<string, string>> = {
  category: "category",
  source: "source",
  purpose: "purpose",
  topic: "topic",
  department: "department",
  branch: "branch",
  formerBranches: "branch",
  owner: "staff",
  staff: "staff",
  firstAsked: "staff",
};

/**
 * @param language index into a code's names: zh-CN, zh-TW, en
 * @param toSimplified for reading names, whichever script they are in
 */
export async function readNames(
  db: DeskDb,
  language: "zh-CN" | "zh-TW" | "en",
  toSimplified?: CharMap,
): Promise<OwnNames> {
  const order = ["zh-CN", "zh-TW", "en"].indexOf(language);
  const staff = (await db.staff.filter((row) => row.gone !== 1).toArray()).map(({ id, name }) => ({
    code: id,
    names: name === undefined ? [] : [name],
  }));
  const lists = new Map<string, { readonly lookup: Lookup; readonly names: ReadonlyMap<string, string> }>();
  for (const list of ["category", "source", "purpose", "topic", "department"]) {
    const codes = await codesOf(db, list);
    lists.set(list, {
      lookup: createLookup(codes, toSimplified),
      names: new Map(codes.map(({ code, names }) => [code, names[order] ?? names[0] ?? code])),
    });
  }
  for (const [list, codes] of [
    ["branch", await branchesOf(db)],
    ["staff", staff],
  ] as const)
    lists.set(list, {
      lookup: createLookup(codes, toSimplified),
      names: new Map(codes.flatMap(({ code, names }) => (names[0] === undefined ? [] : [[code, names[0]] as const]))),
    });
  const listOf = (field: string) => lists.get(LIST_OF[field] ?? "");
  return {
    nameOf: (_kind, field, code) => listOf(field)?.names.get(code),
    codeOf: (_kind, field, name) => listOf(field)?.lookup.find(name),
  };
}
