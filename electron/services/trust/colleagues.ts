/**
 * What the host itself has read of the colleagues' roles and PINs: in the journal, in batches and checkpoints that it
 * has opened. Of writes that had not seen each other the later one counts, as in the records.
 */
import { isObject } from "#shared/kernel/json.ts";
import type { Ranked } from "#shared/model/colleagues/roles.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import type { EvidenceNote } from "./erased-evidence.ts";

const KIND = "staff";
const CELLS = ["role", "pin", "hidden", DELETED] as const;
type Cell = (typeof CELLS)[number];

interface Said {
  readonly value: unknown;
  /** The stamp of the write; text order is time order. */
  readonly at: string;
}

export interface Colleagues {
  readonly note: EvidenceNote;
  of(id: string): Ranked | undefined;
  /** Those who were not deleted. */
  all(): readonly Ranked[];
}

export function createColleagues(): Colleagues {
  const known = new Map<string, Map<Cell, Said>>();
  const take = (id: string, cell: Cell, said: Said): void => {
    const cells = known.get(id) ?? new Map<Cell, Said>();
    known.set(id, cells);
    if ((cells.get(cell)?.at ?? "") <= said.at) cells.set(cell, said);
  };
  const rankedOf = (cells: ReadonlyMap<Cell, Said>): Ranked | undefined => {
    if (cells.get(DELETED)?.value === true) return undefined;
    return Object.fromEntries(
      (["role", "pin", "hidden"] as const).flatMap((cell) => {
        const value = cells.get(cell)?.value;
        return value !== undefined && value !== null && fitsField(KIND, cell, value) ? [[cell, value]] : [];
      }),
    );
  };
  return {
    note: {
      entries: (entries) => {
        for (const entry of entries) {
          if (!isObject(entry) || !Array.isArray(entry.ops)) continue;
          const at = typeof entry.hlc === "string" ? entry.hlc : "";
          for (const op of entry.ops as readonly unknown[]) {
            if (!isObject(op) || op.kind !== KIND || typeof op.id !== "string" || !isObject(op.cells)) continue;
            for (const cell of CELLS) if (cell in op.cells) take(op.id, cell, { value: op.cells[cell], at });
          }
        }
      },
      rows: (kind, rows) => {
        if (kind !== KIND) return;
        for (const row of rows) {
          for (const cell of CELLS) {
            const value = cell === DELETED ? row.gone === 1 : row[cell];
            take(row.id, cell, { value, at: row.f?.[cell]?.at(-1)?.by[2] ?? row.w[2] });
          }
        }
      },
    },
    of: (id) => {
      const cells = known.get(id);
      return cells === undefined ? undefined : rankedOf(cells);
    },
    all: () => [...known.values()].flatMap((cells) => rankedOf(cells) ?? []),
  };
}
