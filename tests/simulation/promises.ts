/**
 * What people were promised, kept apart from the product: every command's token, and for every cell that it
 * wrote the tokens that stood there in front of the person. From that follows what must stand in the end: the
 * writes that nobody who had seen them has replaced, and no others (checks 2, 3 and 4).
 */
import type { Json } from "#shared/kernel/json.ts";
import { isKind, RECORDS } from "#shared/model/kinds.ts";
import { ALIAS, DELETED, type Entry } from "#shared/replication/rows/entry.ts";
import { cellPlace, cellsOf, frontierOf, shownCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { CheckNumber, Harm } from "./checks.ts";

export type Token = string;

interface CellWrite {
  /** More than one where the command asks a question again. */
  readonly values: readonly Json[];
  /** It has not seen what its own command says of the record before it. */
  readonly beside: boolean;
  /** Writes of this cell that the person saw; of a deletion, of all cells. */
  readonly saw: readonly Token[];
}

interface Command {
  readonly token: Token;
  readonly hlc: string;
  /** By record and cell. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<string, CellWrite>>;
}

export interface Breach {
  readonly check: CheckNumber;
  readonly sentence: string;
  /** Confirmed work is lost or overwritten; or what was erased can be read. */
  readonly harm?: Harm;
}

export class Promises {
  readonly #commands = new Map<Token, Command>();
  /** Lost with a disk that nobody else had a copy of. */
  readonly #excused = new Set<Token>();
  /** By record, cell and token. */
  readonly #swept = new Set<string>();
  readonly #erased = new Set<string>();

  /** @param rowOf the row as it stood in front of the person */
  record(
    entry: Entry,
    rowOf: (kind: string, id: string) => AnyRow | undefined,
    formOf: (kind: string, id: string, cell: string) => readonly Token[] | undefined,
  ): void {
    const cells = new Map<string, Map<string, CellWrite>>();
    for (const op of entry.ops) {
      const row = rowOf(op.kind, op.id);
      const written = new Map(cells.get(`${op.kind}/${op.id}`));
      for (const [cell, value] of Object.entries(op.cells)) {
        const saw =
          (op.after?.[cell] === undefined ? undefined : formOf(op.kind, op.id, cell)) ??
          (row === undefined ? [] : tokensOf(op.kind, row, cell));
        const [before, beside] = [written.get(cell), op.beside === 1];
        written.set(cell, {
          values: [...(beside ? (before?.values ?? []) : []), value],
          beside: before?.beside ?? beside,
          saw: cell === DELETED && row !== undefined ? [...saw, ...contentTokens(op.kind, row)] : saw,
        });
      }
      cells.set(`${op.kind}/${op.id}`, written);
    }
    this.#commands.set(entry.staff, { token: entry.staff, hlc: entry.hlc, cells });
  }

  /** A deleted record was swept: what had stood in it needs to stand no more. */
  sweep(kind: string, row: AnyRow): void {
    for (const cell of [...contentCells(kind, row), DELETED, ALIAS])
      for (const token of tokensOf(kind, row, cell)) this.#swept.add(`${kind}/${row.id} ${cell} ${token}`);
  }

  /** Nothing of these records is to stand. */
  erase(records: Iterable<string>): void {
    for (const record of records) this.#erased.add(record);
  }

  excuse(token: Token): void {
    this.#excused.add(token);
  }

  get size(): number {
    return this.#commands.size;
  }

  /** Commands that are nowhere, though nothing excuses it. */
  missing(existing: ReadonlySet<Token>): readonly Token[] {
    return [...this.#commands.keys()].filter((token) => !existing.has(token) && !this.#excused.has(token));
  }

  /**
   * @param existing tokens of all entries that are left
   * @param look called with each check that is looked at
   * @param doubled tokens that were published a second time, in another stream: what replaced one may not have seen the
   * other
   */
  breaches(
    rows: ReadonlyMap<string, AnyRow>,
    existing: ReadonlySet<Token>,
    doubled: ReadonlySet<Token>,
    look: (check: CheckNumber) => void,
  ): readonly Breach[] {
    const found: Breach[] = [];
    for (const [record, cells] of this.#byRecord(existing)) {
      if (this.#erased.has(record)) continue;
      const row = rows.get(record);
      const kind = record.slice(0, record.indexOf("/"));
      const standing = new Map([...cells].map(([cell, tokens]) => [cell, this.#standing(record, cell, tokens)]));
      if (row === undefined && this.#isGone(record, standing)) continue;
      for (const [cell, expected] of standing) {
        const kept = isKnown(kind, cell) ? 2 : 11;
        look(kept);
        look(3);
        const actual = new Set(row === undefined ? [] : tokensOf(kind, row, cell));
        const lost = [...expected].filter(
          (token) => !actual.has(token) && !this.#swept.has(`${record} ${cell} ${token}`),
        );
        if (lost.length > 0)
          found.push({
            check: kept,
            harm: "lost",
            sentence: `${record} ${cell}: ${lost.join(" ")} lost; there is ${[...actual].join(" ") || "nothing"}`,
          });
        const back = [...actual].filter((token) => !expected.has(token) && !doubled.has(token));
        if (back.length > 0)
          found.push({
            check: 3,
            sentence: `${record} ${cell}: ${back.join(" ")} stands although somebody who had seen it replaced it`,
          });
        if (lost.length === 0 && back.length === 0 && row !== undefined)
          found.push(...this.#shownBreach(record, kind, row, cell));
      }
      look(4);
      if (row !== undefined && ![...cells.values()].flat().some((token) => doubled.has(token)))
        found.push(...this.#goneBreach(record, row, standing));
    }
    return found;
  }

  #byRecord(existing: ReadonlySet<Token>): Map<string, Map<string, Token[]>> {
    const records = new Map<string, Map<string, Token[]>>();
    for (const token of existing) {
      for (const [record, written] of this.#commands.get(token)?.cells ?? []) {
        const cells = records.get(record) ?? new Map<string, Token[]>();
        records.set(record, cells);
        for (const cell of written.keys()) cells.set(cell, [...(cells.get(cell) ?? []), token]);
      }
    }
    return records;
  }

  /** Of a cell's writes those that no other has seen, directly or through writes in between. */
  #standing(record: string, cell: string, tokens: readonly Token[]): Set<Token> {
    const seen = this.#seenFrom(record, cell, tokens);
    return new Set(tokens.filter((token) => !seen.has(token)));
  }

  #seenFrom(record: string, cell: string, tokens: readonly Token[]): Set<Token> {
    const seen = new Set<Token>();
    const open = [...tokens];
    for (let token = open.pop(); token !== undefined; token = open.pop()) {
      for (const before of this.#write(token, record, cell)?.saw ?? []) {
        if (seen.has(before)) continue;
        seen.add(before);
        open.push(before);
      }
    }
    return seen;
  }

  #write(token: Token, record: string, cell: string): CellWrite | undefined {
    return this.#commands.get(token)?.cells.get(record)?.get(cell);
  }

  /** What is shown follows from the standing writes by the field's merge. */
  #shownBreach(record: string, kind: string, row: AnyRow, cell: string): readonly Breach[] {
    const { shape, merge } = cellPlace(kind, cell);
    const writes = tokensOf(kind, row, cell).flatMap((token) => {
      const write = this.#write(token, record, cell);
      return (write?.values ?? []).map((value) => ({ token, value, hlc: this.#commands.get(token)?.hlc ?? "" }));
    });
    const shown = JSON.stringify(shownCell(kind, row, cell));
    const latest = writes.reduce((best, { hlc }) => [best, hlc].sort()[1] ?? "", "");
    const isWithdrawal = ({ value }: { readonly value: Json }): boolean =>
      value === true ||
      typeof value === "string" ||
      (typeof value === "object" && value !== null && "given" in value && value.given === false);
    const withdrawals = writes.filter(isWithdrawal);
    const allowed =
      shape === "set"
        ? [writes.some(({ value }) => value === true)]
        : merge === "max"
          ? [
              writes.reduce<Json>(
                (best, { value }) =>
                  typeof value === "number" && (typeof best !== "number" || value > best) ? value : best,
                null,
              ),
            ]
          : merge === "withdrawn" && withdrawals.length > 0
            ? withdrawals.map(({ value }) => value)
            : writes.filter(({ hlc }) => hlc === latest).map(({ value }) => value);
    if (writes.length === 0 || allowed.some((value) => JSON.stringify(value) === shown)) return [];
    // overwritten by what nobody wrote there; one of several that stand is only the wrong one of them
    const isOverwritten = !writes.some(({ value }) => JSON.stringify(value) === shown);
    return [
      {
        check: 3,
        ...(isOverwritten && { harm: "lost" }),
        sentence: `${record} ${cell}: shows ${shown}, of ${JSON.stringify(writes)}`,
      },
    ];
  }

  #goneBreach(record: string, row: AnyRow, standing: ReadonlyMap<string, ReadonlySet<Token>>): readonly Breach[] {
    const gone = this.#isGone(record, standing);
    if (gone === (row.gone === 1) || [...this.#swept].some((swept) => swept.startsWith(`${record} `))) return [];
    return [
      {
        check: 4,
        ...(!gone && { harm: "lost" }),
        sentence: gone
          ? `${record}: deleted by ${[...(standing.get(DELETED) ?? [])].join(" ")} and back`
          : `${record}: gone although something in it stands that no deletion has seen, or none stands alone`,
      },
    ];
  }

  /** Every standing deletion stands alone, and each content was seen by some of them. */
  #isGone(record: string, standing: ReadonlyMap<string, ReadonlySet<Token>>): boolean {
    const deletions = [...(standing.get(DELETED) ?? [])];
    if (
      deletions.length === 0 ||
      !deletions.every((token) => this.#write(token, record, DELETED)?.values.every((value) => value === true))
    )
      return false;
    const content = [...standing].flatMap(([cell, tokens]) =>
      cell === DELETED || cell === ALIAS ? [] : [...tokens].map((token) => ({ cell, token })),
    );
    const sees = (deletion: Token, cell: string, token: Token): boolean =>
      token === deletion
        ? this.#write(token, record, cell)?.beside !== true
        : (this.#write(deletion, record, DELETED)?.saw ?? []).includes(token);
    return !content.some(({ cell, token }) => deletions.every((deletion) => !sees(deletion, cell, token)));
  }
}

/** Whether this version knows the kind and the field. */
const isKnown = (kind: string, cell: string): boolean =>
  isKind(kind) &&
  (cell === DELETED || cell === ALIAS || Object.hasOwn(RECORDS[kind].fields, cell.split("/", 1)[0] ?? ""));

export const tokensOf = (kind: string, row: AnyRow, cell: string): readonly Token[] =>
  frontierOf(kind, row, cell).map(({ by }) => by[3]);

const contentTokens = (kind: string, row: AnyRow): readonly Token[] =>
  contentCells(kind, row).flatMap((cell) => tokensOf(kind, row, cell));

const contentCells = (kind: string, row: AnyRow): readonly string[] =>
  cellsOf(kind, row).filter((cell) => cell !== DELETED && cell !== ALIAS);
