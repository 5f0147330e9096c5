/** The sheets for a lost code and a lost share, step by step, over real hosts and real folders. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newCodeId } from "#shared/model/removal.ts";

import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { given, type HostDesk, openHostDesk } from "../../../../support/host-desk.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

const codeOf = async ({ host }: HostDesk): Promise<string> => given(await host("library.code", {})).code;
const endOf = ({ outcome }: SyncReport): string => (outcome.tag === "stopped" ? outcome.stop.tag : outcome.tag);

async function settle(desks: readonly HostDesk[]): Promise<void> {
  for (let round = 0; round < 4; round++) for (const desk of desks) await desk.sync();
}

async function library(): Promise<{
  readonly share: string;
  readonly a: HostDesk;
  readonly b: HostDesk;
  readonly code: string;
}> {
  const share = await folderOfFile();
  const a = await openHostDesk("一楼", share, null);
  const code = await codeOf(a);
  const b = await openHostDesk("儿童馆", share, code);
  for (const desk of [a, b])
    for (let count = 0; count < 3; count++) desk.write(`r-${desk.name}-${count}`, { name: `${desk.name} ${count}` });
  await settle([a, b]);
  return { share, a, b, code };
}

/**
 * Every file by its name with the hash of its bytes, but for the store's own marker, which says that it is another
 * folder.
 */
async function filesOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !entry.name.startsWith("reader-desk.store-"))
      files.set(
        path.slice(folder.length),
        createHash("sha256")
          .update(await readFile(path))
          .digest("hex"),
      );
  }
  return new Map([...files].sort(([x], [y]) => (x < y ? -1 : 1)));
}

describe("the sheet for a lost code", { timeout: 120_000 }, () => {
  it("has the same code printed by any member", async () => {
    const { b, code } = await library();
    expect(await codeOf(b)).toBe(code);
  });

  it("has a new one made where a stranger may have the old: that one opens nothing any more, and every member shows the new one", async () => {
    const { share, a, b, code } = await library();
    const made = given(await b.host("library.make-epoch", { after: 1 }));
    b.replica.write([{ kind: "removal", id: newCodeId(made.key), cells: { ...made, at: Date.now() } }]);
    expect(endOf(await b.sync())).toBe("done");
    const fresh = await codeOf(b);
    expect(fresh).not.toBe(code);
    expect(await openHostDesk("外人", share, code).catch((error: Error) => error.message)).toContain("code-wrong");
    a.write("r-一楼-0", { note: "换码之后" });
    await settle([a, b]);
    expect(await codeOf(a)).toBe(fresh);
    const c = await openHostDesk("新台", share, fresh);
    await settle([a, b, c]);
    for (const desk of [b, c]) expect(desk.replica.lines()).toEqual(a.replica.lines());
    // nobody went
    for (const desk of [a, b]) expect(endOf(await desk.sync())).toBe("nothing-new");
  });
});

describe("the sheet for a lost share", { timeout: 120_000 }, () => {
  it("has it rebuilt from one computer, every file that counts byte for byte as it was, and the others go on", async () => {
    const { share, a, b } = await library();
    const before = await filesOf(share);
    await rm(share, { recursive: true });
    expect(endOf(await a.sync())).toBe("no-folder");
    await mkdir(share);
    // nothing is written into an empty folder before a person has said so
    expect(endOf(await a.sync())).toBe("empty-folder");
    expect((await filesOf(share)).size).toBe(0);
    given(await a.host("share.prepare", {}));
    expect(endOf(await a.sync())).toBe("done");
    expect(await filesOf(share)).toEqual(before);
    b.write("r-儿童馆-0", { note: "重建之后" });
    await settle([b, a]);
    expect(a.replica.row("reader", "r-儿童馆-0")?.note).toBe("重建之后");
    expect(a.replica.lines()).toEqual(b.replica.lines());
  });

  it("has it rebuilt at another place, after a computer was removed: the newest code opens it, and all epochs are there", async () => {
    const { a, b } = await library();
    const made = given(await a.host("library.make-epoch", { after: 1 }));
    a.replica.write([{ kind: "removal", id: newCodeId(made.key), cells: { ...made, at: Date.now() } }]);
    await settle([a, b]);
    const place = await folderOfFile();
    given(await b.host("share.choose", { path: place }));
    given(await b.host("share.prepare", { chosen: true }));
    expect(endOf(await b.sync())).toBe("done");
    given(await a.host("share.choose", { path: place }));
    await settle([a, b]);
    const c = await openHostDesk("新台", place, await codeOf(b));
    await settle([c, a, b]);
    for (const desk of [b, c]) expect(desk.replica.lines()).toEqual(a.replica.lines());
  });
});
