/**
 * Rows that note which of their fields are read, and by which indexes they are found: what a figure or a list is made
 * of, whatever way it takes, filters inside the database too.
 */
import type { DBCore, DBCoreCursor, DBCoreIndex, DBCoreTable, Middleware } from "dexie";
import { KINDS, type Kind, RECORDS } from "#shared/model/kinds.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";

type Note = (kind: Kind, field: string) => void;

export interface NotingDb {
  readonly db: DeskDb;
  /** What was read before, to fill it, counts for nothing. */
  readonly begin: () => void;
  /** `kind.field` of all that has been read since, as it grows. */
  readonly read: ReadonlySet<string>;
  /** Rows that were copied whole, as masking does, and shall note what is read of them again. */
  readonly noted: <R extends object>(kind: Kind, rows: readonly R[]) => readonly R[];
}

/** What an index of tasks and opinions says of them: `renderer/db/work-stages.ts`. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
  todo: ["done", "due"],
  finished: ["done"],
  ruled: ["done", "due", "origin"],
  unanswered: ["status", "due", "externalOrder"],
  workOf: ["assignee", "owner", "firstAsked"],
  asleep: ["status", "snoozedUntil"],
};

/** @param copies whether whoever copies a whole row has read all of it */
export function createNotingDb(name: string, { copies }: { readonly copies: boolean }): NotingDb {
  const read = new Set<string>();
  let hasBegun = false;
  const note: Note = (kind, field) => {
    if (hasBegun && Object.hasOwn(RECORDS[kind].fields, field)) read.add(`${kind}.${field}`);
  };
  const wrap = <R>(kind: Kind, row: R): R =>
    hasBegun && typeof row === "object" && row !== null ? noting(kind, row, note, copies) : row;
  const db = new DeskDb(name);
  db.use({
    stack: "dbcore",
    name: "fields-read",
    level: OUTERMOST,
    create: (core) => ({
      ...core,
      table: (tableName) => {
        const kind = KINDS.find((each) => each === tableName);
        return kind === undefined ? core.table(tableName) : notingTable(core.table(tableName), kind, note, wrap);
      },
    }),
  } satisfies Middleware<DBCore>);
  return {
    db,
    begin: () => {
      hasBegun = true;
    },
    read,
    noted: (kind, rows) => rows.map((row) => wrap(kind, row)),
  };
}

const OUTERMOST = 100;

function notingTable(table: DBCoreTable, kind: Kind, note: Note, wrap: <R>(kind: Kind, row: R) => R): DBCoreTable {
  const noteIndex = ({ keyPath }: DBCoreIndex): void => {
    for (const path of [keyPath ?? []].flat())
      for (const field of STAGES[path] ?? [path.split(".", 1)[0] ?? ""]) note(kind, field);
  };
  const wrapped = (row: unknown): unknown => wrap(kind, row);
  return {
    ...table,
    get: (request) => table.get(request).then(wrapped),
    getMany: (request) => table.getMany(request).then((rows) => rows.map(wrapped)),
    count: (request) => {
      noteIndex(request.query.index);
      return table.count(request);
    },
    query: (request) => {
      noteIndex(request.query.index);
      return table
        .query(request)
        .then((found) => (request.values === true ? { ...found, result: found.result.map(wrapped) } : found));
    },
    openCursor: (request) => {
      noteIndex(request.query.index);
      return table
        .openCursor(request)
        .then((cursor) => (cursor === null || request.values !== true ? cursor : wrappedCursor(cursor, wrapped)));
    },
  };
}

/** A cursor of the browser answers only for itself. */
const wrappedCursor = (cursor: DBCoreCursor, wrapped: (row: unknown) => unknown): DBCoreCursor =>
  Object.create(cursor, {
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => wrapped(cursor.value) },
  }) as DBCoreCursor; // itself but for the value

/** A copy of the whole row reads nothing yet: it asks for all keys, and looks at each before it takes its value. */
function noting<R extends object>(kind: Kind, row: R, note: Note, copies: boolean): R {
  let left = 0;
  let copied: string | symbol | null = null;
  return new Proxy(row, {
    ownKeys(of) {
      const keys = Reflect.ownKeys(of);
      left = keys.length;
      return keys;
    },
    getOwnPropertyDescriptor(of, field) {
      copied = left > 0 ? field : null;
      left = Math.max(0, left - 1);
      return Reflect.getOwnPropertyDescriptor(of, field);
    },
    get(of, field) {
      if (typeof field === "string" && (copies || field !== copied)) note(kind, field);
      copied = null;
      return Reflect.get(of, field);
    },
  });
}
