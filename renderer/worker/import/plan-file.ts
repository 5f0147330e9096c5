/** Makes the planner of an opened file: which reading its rows need, against the library as it stands. */

import type { Host } from "#shared/host/contract.ts";
import { createRowReader } from "#shared/import-export/cells/read-row.ts";
import { codeColumns } from "#shared/import-export/columns/code-columns.ts";
import { type Mapping, NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { foldHeader } from "#shared/import-export/columns/match-header.ts";
import { type OwnFile, parseOwnHeader } from "#shared/import-export/own/own-format.ts";
import { readOwnRow } from "#shared/import-export/own/own-row.ts";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import type { ImportRules } from "#shared/import-export/plan/import-rules.ts";
import { createPlanner, type Mended, type Planner } from "#shared/import-export/plan/planner.ts";
import { createReaderIndex, type KnownReader, type ReaderIndex } from "#shared/import-export/plan/reader-index.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { readLedger } from "../../db/erasing/erase-rows.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import type { NewBranch } from "../../platform/worker/import-api.ts";
import { allRows } from "../all-rows.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { readContext, readNames, readNewBranches } from "./library-lists.ts";
import type { OpenedFile } from "./open-file.ts";

export interface FilePlan {
  readonly planner: Planner;
  readonly index: ReaderIndex;
  /** The library's rows of the kind as they stood. */
  readonly known: readonly KnownReader[];
  readonly kind: OwnKind;
  readonly own: OwnFile | null;
  readonly bringsEntries: boolean;
  readonly newBranches: readonly NewBranch[];
}

/** The host did not answer when ids were to be derived. */
export class HostAway extends Error {}

export const deriveWith =
  (host: Host) =>
  async (texts: readonly string[]): Promise<readonly string[]> => {
    const digests = await host("library.derive", { texts: [...texts] });
    if (!digests.ok) throw new HostAway();
    return digests.value;
  };

export async function planFile(
  { db, host, clock, random, letPass }: WorkerDeps,
  toSimplified: CharMap,
  file: OpenedFile,
  mapping: Mapping,
  rules: ImportRules,
  mended: Mended,
): Promise<FilePlan> {
  const own = parseOwnHeader(file.table.headers);
  const kind = own?.kind ?? "reader";
  const known: readonly AnyRow[] = await allRows(db.table(kind), letPass); // rows of the kind
  const readers = known as unknown as readonly KnownReader[]; // a row of another kind has no keys of a reader, and is found by its id alone
  const region = await readJurisdiction(db);
  const context = await readContext(db, toSimplified, kind === "reader" ? readers : [], localDay(clock.now()));
  const names = await readNames(db, "zh-CN", toSimplified);
  const index = createReaderIndex(readers, region, toSimplified);
  const ledger = await readLedger(db);
  const guarded = file.format === "delimited";
  const inFile = { ...context, hasCard: index.hasCard, columns: codeColumns(file.table, mapping) };
  const planner = createPlanner({
    rows: file.table.rows,
    settled:
      own === null
        ? mapping.columns.map(({ adopts, settled }, column) => ({
            header: foldHeader(file.table.headers[column] ?? ""),
            ...(adopts !== undefined && { adopts }),
            ...(settled !== undefined && { settled }),
          }))
        : [],
    read:
      own === null
        ? createRowReader(file.table.headers, mapping, inFile)
        : (row) => readOwnRow(row, own, mapping, names, guarded),
    index,
    rules,
    mended,
    kind,
    region,
    toSimplified,
    isErased: (key) => ledger.has(key),
    newId: () => uuidV7(clock.now(), random),
    derive: deriveWith(host),
  });
  return {
    planner,
    index,
    known: readers,
    kind,
    own,
    bringsEntries: mapping.columns.some(({ values }) => Object.values(values ?? {}).includes(NEW_ENTRY)),
    newBranches: await readNewBranches(db, toSimplified, file.table, mapping),
  };
}
