/** Checks a list of use against the library: its rows added up, each record compared with the one that is there. */

import { daysReached } from "#shared/import-export/library-use/days-reached.ts";
import type { UseMapping } from "#shared/import-export/library-use/use-mapping.ts";
import type { PlannedUse, UsePlanner } from "#shared/import-export/library-use/use-planner.ts";
import type { UseRules } from "#shared/import-export/library-use/use-rules.ts";
import type { PlannedRow } from "#shared/import-export/plan/plan-row.ts";
import type { PlanCounts } from "#shared/import-export/plan/planner.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import type { DeskDb } from "../../db/database.ts";
import { type Change, create, createAgain, edit } from "../../db/write/changes.ts";
import type { PageRow, Wrote } from "../../platform/worker/import-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { CheckedList } from "./checked-list.ts";
import { leftoverOf } from "./faulty-rows.ts";
import type { OpenedFile } from "./open-file.ts";
import { deriveWith } from "./plan-file.ts";
import { planUses } from "./plan-uses.ts";
import { rememberMapping } from "./remembered.ts";
import { countStaying } from "./staying-uses.ts";
import type { RowsToWrite } from "./write-chunks.ts";

interface UseCheck {
  readonly list: CheckedList;
  readonly planner: UsePlanner;
  /**
   * After everything was compared: counts what stays though it is not in the list. @param breathe between slices;
   * answers whether it goes on
   */
  readonly lookBeside: (breathe: () => Promise<boolean>) => Promise<void>;
}

export async function checkUses(
  deps: WorkerDeps,
  toSimplified: CharMap,
  {
    file,
    fingerprint,
    mapping,
    rules,
    fixes,
  }: {
    readonly file: OpenedFile;
    readonly fingerprint: string;
    readonly mapping: UseMapping;
    readonly rules: UseRules;
    readonly fixes: Map<number, ReadonlyMap<number, string>>;
  },
): Promise<UseCheck> {
  const { db } = deps;
  const planner = await planUses(deps, toSimplified, file, mapping, rules, fixes);
  const faulty = (position: number): PlannedRow => ({
    row: file.table.rows[position]?.row ?? 0,
    bucket: "error",
    readerId: null,
    name: "",
    card: "",
    cells: [],
    problems: planner.problems(position),
    notices: [],
  });
  let staying = 0;
  const counts = (): PlanCounts => {
    const { folded, ...rest } = planner.counts();
    return { ...rest, ...(folded !== undefined && { folded: { ...folded, ...(staying > 0 && { staying }) } }) };
  };
  const list: CheckedList = {
    kind: "activity",
    counts,
    async page(bucket, from, count) {
      if (bucket === "duplicate" || bucket === "kept") return { total: 0, rows: [] };
      if (bucket === "error") {
        const positions = planner.faulty();
        return {
          total: positions.length,
          rows: positions.slice(from, from + count).map((position) => ({ position, ...faulty(position) })),
        };
      }
      const places = planner.places(bucket);
      const uses = places.slice(from, from + count).map((place) => ({ place, use: planner.use(place) }));
      return { total: places.length, rows: await withReaders(db, bucket, uses) };
    },
    *faulty() {
      for (const position of planner.faulty())
        yield { position, row: file.table.rows[position]?.row ?? 0, problems: planner.problems(position) };
    },
    fix: planner.fix,
    decide: async () => undefined,
    toWrite: (importId) => usesToWrite(planner, importId),
    until: (today) => daysReached(usesIn(planner), today),
    leftover: () => leftoverOf(file.table, planner.faulty(), faulty),
    remember: () => rememberMapping(db, fingerprint, { holds: "use", mapping, rules }),
  };
  return {
    list,
    planner,
    async lookBeside(breathe) {
      staying = await countStaying(usesIn(planner), {
        db,
        source: rules.source,
        derive: deriveWith(deps.host),
        breathe,
      });
    },
  };
}

async function withReaders(
  db: DeskDb,
  bucket: "new" | "update" | "same",
  uses: readonly { readonly place: number; readonly use: PlannedUse }[],
): Promise<readonly PageRow[]> {
  const readers = await db.reader.bulkGet(uses.map(({ use }) => use.reader));
  return uses.map(({ place, use }, order) => {
    const { name = "", card = "" } = readers[order] ?? {};
    return {
      position: place,
      row: use.row,
      bucket,
      readerId: use.reader,
      name,
      card,
      cells: [],
      problems: [],
      notices: [],
      use,
    };
  });
}

function* usesIn(planner: UsePlanner): Generator<PlannedUse> {
  for (const bucket of ["new", "update", "same"] as const)
    for (const place of planner.places(bucket)) yield planner.use(place);
}

function usesToWrite(planner: UsePlanner, importId: string): RowsToWrite {
  const fresh = planner.places("new");
  const places = [...fresh, ...planner.places("update")];
  const wrote = (rows: number): Wrote => ({
    new: Math.min(rows, fresh.length),
    update: Math.max(0, rows - fresh.length),
    records: rows,
  });
  return { command: "activity.import", total: places.length, rows: rowsOf(), wrote };

  function* rowsOf(): Generator<readonly Change[]> {
    for (const place of places) yield changesOf(planner.use(place), importId);
  }
}

function changesOf(
  { id, reader, on, kind, quantity, mainClass, branch, before, otherBranch, comesBack }: PlannedUse,
  importId: string,
): readonly Change[] {
  if (before !== null)
    return [
      edit("activity", id, {
        ...(quantity > before && { quantity }),
        ...(otherBranch && branch !== undefined && { branch }),
      }),
    ];
  const values = {
    reader,
    on,
    kind,
    ...(mainClass !== undefined && { mainClass }),
    batch: importId,
    ...(quantity !== 1 && { quantity }),
    ...(branch !== undefined && { branch }),
  };
  return [(comesBack ? createAgain : create)("activity", id, values)];
}
