/** Checks a list of readers, or a file of our own, against the library. */
import { withSettled } from "#shared/import-export/cells/settled-cells.ts";
import type { Mapping } from "#shared/import-export/columns/mapping.ts";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import type { DuplicateGroup } from "#shared/import-export/plan/duplicate-group.ts";
import type { ImportRules } from "#shared/import-export/plan/import-rules.ts";
import type { PlannedRow } from "#shared/import-export/plan/plan-row.ts";
import type { Mended } from "#shared/import-export/plan/planner.ts";
import type { CharMap } from "#shared/kernel/fold.ts";
import type { Json } from "#shared/kernel/json.ts";
import { maskedFields, maskValue } from "#shared/model/readers/mask-row.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { CheckedList } from "./checked-list.ts";
import { leftoverOf } from "./faulty-rows.ts";
import type { OpenedFile } from "./open-file.ts";
import { deriveWith, planFile } from "./plan-file.ts";
import { rememberMapping } from "./remembered.ts";
import { planToWrite } from "./write-plan.ts";

interface ReaderCheck {
  readonly list: CheckedList;
  /** Checks the rows from `from` up to `to`. */
  readonly plan: (from: number, to: number) => Promise<void>;
}

export async function checkReaders(
  deps: WorkerDeps,
  toSimplified: CharMap,
  {
    file,
    fingerprint,
    mapping,
    rules,
    mended,
  }: {
    readonly file: OpenedFile;
    readonly fingerprint: string;
    readonly mapping: Mapping;
    readonly rules: ImportRules;
    readonly mended: Mended;
  },
): Promise<ReaderCheck> {
  const plan = await planFile(deps, toSimplified, file, mapping, rules, mended);
  const { planner, kind, own } = plan;
  const sizeOf = (group: DuplicateGroup): number => planner.grouped(group).length;
  const list: CheckedList = {
    kind,
    counts: planner.counts,
    async page(bucket, from, count, field) {
      const all = planner.positions(bucket);
      const positions =
        field === undefined
          ? all
          : all.filter((position) => planner.row(position).cells.some((cell) => cell.field === field));
      const rows = positions
        .slice(from, from + count)
        .map((position) => ({ position, ...maskPlanned(kind, planner.row(position)) }));
      return {
        total: positions.length,
        rows,
        ...(bucket === "duplicate" && {
          groups: { repeated: sizeOf("repeated"), "other-person": sizeOf("other-person"), alike: sizeOf("alike") },
        }),
      };
    },
    faulty: planner.faulty,
    fix: planner.fix,
    decide: planner.decide,
    decideAll: planner.decideAll,
    met: () => ({ library: plan.known, met: planner.met() }),
    newBranches: plan.newBranches,
    toWrite: (importId) => planToWrite(plan, importId),
    leftover: () =>
      leftoverOf(file.table, planner.positions("error"), (position) => maskPlanned(kind, planner.row(position))),
    async remember() {
      if (own !== null) return null;
      const cells = planner.settledCells();
      const texts = cells.flatMap((cell) => ("text" in cell ? [cell.text] : []));
      const digests = texts.length === 0 ? [] : await deriveWith(deps.host)(texts).catch(() => null);
      // the host is away: only what was mended is not remembered
      return rememberMapping(deps.db, fingerprint, {
        holds: "reader",
        mapping: digests === null ? mapping : withSettled(mapping, cells, digests),
        rules,
      });
    },
  };
  return { list, plan: planner.plan };
}

/** As a screen may have it: protected fields masked on both sides of a change. */
function maskPlanned(kind: OwnKind, row: PlannedRow): PlannedRow {
  const fields = maskedFields(kind);
  const mask = (field: string, value: Json): Json =>
    value === null || !fields.includes(field) ? value : (maskValue(field, value) as Json); // a mask keeps the shape of its value
  return {
    ...row,
    cells: row.cells.map((cell) => ({
      ...cell,
      before: mask(cell.field, cell.before),
      after: mask(cell.field, cell.after),
    })),
  };
}
