/** The library's lists as an import sees them: categories, branches, and what its card numbers look like. */

import { cardProfile } from "#shared/import-export/cells/parse-code.ts";
import type { ReadContext } from "#shared/import-export/cells/read-context.ts";
import { createCategoryLookup, createLookup, type Lookup } from "#shared/import-export/columns/lookups.ts";
import type { OwnNames } from "#shared/import-export/own/own-cell.ts";
import type { KnownReader } from "#shared/import-export/plan/reader-index.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import type { DeskDb } from "../../db/database.ts";
import { readJurisdiction } from "../../db/read-house.ts";

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
