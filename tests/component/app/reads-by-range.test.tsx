/**
 * What is always shown, and what runs at each act, reads a long table by an index range: a library of 2,000 readers
 * costs the page no more rows than what is to be done today. Each read is counted where Dexie asks the browser.
 */

import { cleanup, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { DBCore, DBCoreCursor, Middleware } from "dexie";
import { expect, it } from "vitest";
import { KINDS, RECORDS } from "#shared/model/kinds.ts";
import { App } from "../../../renderer/app/app.tsx";
import { DeskDb } from "../../../renderer/db/database.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import "../../../renderer/styles/index.css";
import { createSearchApi } from "../../../renderer/worker/search/search-api.ts";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";
import { workerInPage } from "../../support/worker-in-page.ts";

const [READERS, TASKS, OPINIONS, RECORDS_KEPT] = [2_000, 5_000, 2_000, 3_000];
/** A few hundred: what one read of a long table may bring. */
const MOST_ROWS = 300;
const LONG: ReadonlySet<string> = new Set([...KINDS.filter((kind) => RECORDS[kind].rows !== "few"), "log"]);

interface Read {
  readonly table: string;
  readonly index: string;
  rows: number;
}

const countReads = (reads: Read[]): Middleware<DBCore> => ({
  stack: "dbcore",
  name: "count-reads",
  create: (core) => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      if (!LONG.has(name)) return table;
      const begin = (index: string | null | undefined): Read => {
        const read = { table: name, index: index ?? "", rows: 0 };
        reads.push(read);
        return read;
      };
      return {
        ...table,
        query: async (request) => {
          const read = begin(request.query.index.name);
          const found = await table.query(request);
          read.rows = found.result.length;
          return found;
        },
        openCursor: async (request) => {
          const read = begin(request.query.index.name);
          const cursor = await table.openCursor(request);
          return cursor && countSteps(cursor, read);
        },
      };
    },
  }),
});

/** A cursor goes on by `continue`; one that has gone on so often has read so many. */
function countSteps(cursor: DBCoreCursor, read: Read): DBCoreCursor {
  read.rows = 1;
  const goOn = cursor.continue.bind(cursor);
  cursor.continue = (key) => {
    read.rows += 1;
    goOn(key);
  };
  return cursor;
}

const MADE = ["b".repeat(16), 1, "0000000000000000", "chen"] as const;
const many = <T,>(count: number, row: (place: number) => T): (T & { id: string; w: typeof MADE })[] =>
  Array.from({ length: count }, (_, place) => ({ id: `made-${place}`, w: MADE, ...row(place) }));

async function fill(db: DeskDb, now: number): Promise<void> {
  const day = 24 * 3_600_000;
  await db.reader.bulkPut(
    many(READERS, (place) => ({ name: `读者${place}`, card: `C${place}`, owner: `m${place % 40}` })),
  );
  await db.task.bulkPut(
    many(TASKS, (place) => ({
      text: `待办${place}`,
      due: `2026-0${1 + (place % 9)}-15`,
      assignee: place % 2 === 0 ? "chen" : "lin",
      promisedTo: `made-${place % READERS}`,
      // one of fifty is still to be done
      ...(place % 50 === 0 ? {} : { done: now - place * 60_000 }),
    })),
  );
  await db.feedback.bulkPut(
    many(OPINIONS, (place) => ({
      text: `意见${place}`,
      type: "suggestion" as const,
      status: place % 20 === 0 ? ("registered" as const) : ("closed" as const),
      receivedAt: now - place * day,
      registerNo: `CD-Z-2026-${place}`,
    })),
  );
  await db.interaction.bulkPut(
    many(RECORDS_KEPT, (place) => ({ reader: `made-${place % READERS}`, at: now - place * day, purpose: "find" })),
  );
}

async function openLibrary(reads: Read[]): Promise<TestServices> {
  const services = await createTestServices({ settings: { staff: "chen" } });
  const { db, writer, clock } = services;
  await writer.run("test", [create("staff", "chen", { name: "陈雨桐" }), create("staff", "lin", { name: "林致远" })]);
  await fill(db, clock.now());
  // what the worker reads over its own connection is not the page's
  const behind = new DeskDb(db.name);
  const worker = { ...services, db: behind, search: createSearchApi(behind) };
  db.use(countReads(reads));
  db.close();
  await db.open();
  render(
    <App
      services={{ ...services, search: worker.search, ...workerInPage(worker) }}
      acts={services.acts}
      i18n={await createI18n("zh-CN")}
    />,
  );
  return services;
}

async function runCommand(name: string): Promise<void> {
  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByRole("combobox", { name: "输入命令、姓名或证号" }), name);
  await userEvent.keyboard("{Enter}");
}

it("reads a few hundred rows at most of a long table, whatever is always shown and whatever is done", async () => {
  const reads: Read[] = [];
  const { writer, db, clock } = await openLibrary(reads);
  // a whole table takes its time: the count below shall say so, not the clock
  await screen.findAllByText(/待办\d+/, {}, { timeout: 15_000 });

  // another part of the desk, which may be fetched later
  await screen.findByRole("heading", { name: /今天的登记/ });
  const tally = (): string => screen.getByRole("heading", { name: /今天的登记/ }).textContent ?? "";
  const before = tally();
  await writer.run("task.done", [edit("task", "made-0", { done: 7 })]);
  await writer.run("reader", [create("reader", "new-reader", { name: "新读者" })]);
  await writer.undo();
  await writer.run("log", [create("interaction", "new-one", { reader: "made-1", at: clock.now(), purpose: "find" })]);
  // what lags behind the acts follows what was written last
  await waitFor(() => expect(tally()).not.toBe(before), { timeout: 8_000 });

  await runCommand("待办");
  await screen.findByRole("button", { name: /全部未办 99/ });
  await userEvent.click(screen.getByRole("button", { name: /已完成/ }));
  await userEvent.keyboard("{Control>}[Comma]{/Control}");
  await waitFor(() => expect(document.querySelector('.rail [aria-current="page"]')?.textContent).toBe("设置"));
  expect(reads.filter(({ rows }) => rows > MOST_ROWS)).toEqual([]);
  cleanup();
  db.close();
});
