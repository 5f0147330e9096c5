/**
 * Whole desks for the tests of one file: folders and databases of their own, founded and joined as a first run does it,
 * and all gone at the end.
 */
import { afterAll, beforeAll, expect } from "vitest";
import type { nodeFileSystem } from "../../electron/services/file-system.ts";

import type { Writer } from "../../renderer/db/write/writer.ts";
import { folderOfFile } from "./temporary-folder.ts";

import { cloneDesk, giveWebLocks, okValue, openWholeDesk, type WholeDesk } from "./whole-desk.ts";

export interface Sharing {
  readonly share: string;
  readonly code: string;
}

interface Machine {
  readonly clock?: { now: () => number };
  readonly fs?: typeof nodeFileSystem;
}

export interface WholeDesks {
  freshFolder(): Promise<string>;
  open(folder: string, machine?: Machine): Promise<WholeDesk>;
  /** A desk with a library of its own that has no share. */
  found(machine?: Machine): Promise<WholeDesk>;
  /** The same with a share, empty but for what every share has. */
  foundWithShare(machine?: Machine): Promise<Sharing & { readonly desk: WholeDesk }>;
  join(sharing: Sharing, deskName: string): Promise<WholeDesk>;
  /** As when somebody copies the whole profile to another computer. */
  clone(desk: WholeDesk): Promise<WholeDesk>;
}

/** @param name of its databases */
export function wholeDesks(name: string): WholeDesks {
  const desks: WholeDesk[] = [];
  beforeAll(giveWebLocks);
  afterAll(async () => {
    for (const desk of desks) await desk.close();
  });
  const open: WholeDesks["open"] = async (folder, { clock, fs } = {}) => {
    const desk = await openWholeDesk(folder, `${name}-${desks.length + 1}`, clock, fs);
    desks.push(desk);
    return desk;
  };
  const found: WholeDesks["found"] = async (machine) => {
    const desk = await open(await folderOfFile(), machine);
    okValue(await desk.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
    return desk;
  };
  return {
    freshFolder: folderOfFile,
    open,
    found,
    foundWithShare: async (machine) => {
      const [desk, share] = [await found(machine), await folderOfFile()];
      okValue(await desk.host("share.choose", { path: share }));
      okValue(await desk.host("share.prepare", {}));
      return { desk, share, code: okValue(await desk.host("library.code", {})).code };
    },
    join: async ({ share, code }, deskName) => {
      const desk = await open(await folderOfFile());
      okValue(await desk.host("share.choose", { path: share }));
      okValue(await desk.host("library.join", { code, deskName, branchName: "城东馆" }));
      return desk;
    },
    clone: async (desk) => {
      const twin = await cloneDesk(desk, await folderOfFile(), `${name}-${desks.length + 1}`);
      desks.push(twin);
      return twin;
    },
  };
}

/** A record's id, by its number in the test. */
export const idOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** One command, and that the journal has it. */
export async function save(writer: Writer, changes: Parameters<Writer["run"]>[1]): Promise<void> {
  expect(await (await writer.run("test.change", changes)).confirmed).toMatchObject({ ok: true });
}

/** Tables of a desk's database, change log and kept search included, in whose rows one of the texts stands. */
export async function inDatabase({ db }: WholeDesk, texts: readonly string[]): Promise<readonly string[]> {
  const hits: string[] = [];
  for (const table of db.tables) {
    const all = JSON.stringify(await table.toArray());
    for (const text of texts) if (all.includes(text)) hits.push(`${table.name}: ${text}`);
  }
  return hits;
}
