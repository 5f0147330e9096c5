/** Makes the planner of a list of use, against the readers and the use that the library has. */
import { isSensitive, mainClassOf } from "#shared/analysis/interests.ts";
import { cardProfile } from "#shared/import-export/cells/parse-code.ts";
import type { Region } from "#shared/import-export/cells/parse-phone.ts";
import { classIn } from "#shared/import-export/library-use/call-number.ts";
import { rankReaderColumns } from "#shared/import-export/library-use/rank-reader-columns.ts";
import { readUse } from "#shared/import-export/library-use/read-use.ts";
import type { UseMapping } from "#shared/import-export/library-use/use-mapping.ts";
import { createUsePlanner, type UsePlanner } from "#shared/import-export/library-use/use-planner.ts";
import type { UseRules } from "#shared/import-export/library-use/use-rules.ts";
import { createWho, type ReaderKeys } from "#shared/import-export/library-use/who.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readLedger } from "../../db/erasing/erase-rows.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import { readSensitiveClasses } from "../../db/write/library-setting.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { readBranches } from "./library-lists.ts";
import type { OpenedFile } from "./open-file.ts";
import { deriveWith } from "./plan-file.ts";

/** The main class that may be kept of a loan: letters everywhere, hundreds where libraries use them. */
export function classKept(region: Region, sensitive: readonly string[]): (callNumber: string) => string | undefined {
  return (callNumber) => {
    const code = classIn(callNumber);
    if (code === undefined || isSensitive(code, sensitive)) return undefined;
    return region === "mainland" && /^\d/.test(code) ? undefined : mainClassOf(code);
  };
}

export async function planUses(
  { db, host, clock }: WorkerDeps,
  toSimplified: CharMap,
  file: OpenedFile,
  mapping: UseMapping,
  rules: UseRules,
  fixes: Map<number, ReadonlyMap<number, string>>,
): Promise<UsePlanner> {
  const keys = await readKeys(db);
  const [branches, region, ledger, sensitive] = [
    await readBranches(db, toSimplified),
    await readJurisdiction(db),
    await readLedger(db),
    await readSensitiveClasses(db),
  ];
  const who = createWho(keys);
  const context = {
    who,
    branches,
    card: cardProfile(keys.flatMap(({ card, gone }) => (card === undefined || gone === 1 ? [] : [card]))),
    today: localDay(clock.now()),
    minguo: region === "taiwan",
    classOf: classKept(region, sensitive),
    readers: rankReaderColumns(file.table.rows, mapping, who),
  };
  return createUsePlanner({
    rows: file.table.rows,
    read: (row) => readUse(row, file.table.headers, mapping, rules, context),
    who,
    source: rules.source,
    fixes,
    derive: deriveWith(host),
    stored: async (ids) =>
      (await db.activity.bulkGet([...ids])).map((row) => (row === undefined ? undefined : storedUse(row))),
    isErased: (key) => ledger.has(key),
  });
}

const READERS_AT_ONCE = 2000;

/** What tells readers apart, a slice of rows at a time: whole rows of all of them would take too much room. */
async function readKeys(db: DeskDb): Promise<readonly ReaderKeys[]> {
  const keys: ReaderKeys[] = [];
  for (let after = ""; ; ) {
    const rows = await db.reader.where("id").above(after).limit(READERS_AT_ONCE).toArray();
    for (const { id, card, otherIds, as, gone } of rows)
      keys.push({
        id,
        ...(card !== undefined && { card }),
        ...(otherIds !== undefined && { otherIds }),
        ...(as !== undefined && { as }),
        ...(gone === 1 && { gone }),
      });
    const last = rows.at(-1);
    if (rows.length < READERS_AT_ONCE || last === undefined) return keys;
    after = last.id;
  }
}

const storedUse = ({ quantity, branch, gone }: Row<"activity">) => ({
  ...(quantity !== undefined && { quantity }),
  ...(branch !== undefined && { branch }),
  ...(gone === 1 && { gone }),
});
