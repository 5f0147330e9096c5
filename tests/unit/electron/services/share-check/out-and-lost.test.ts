/**
 * A look at a share from which a computer was removed, or a batch declared lost: the state is the one that the desks
 * have.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseName } from "#shared/replication/files/names.ts";
import { declarationOf } from "#shared/replication/lines/gaps.ts";
import { checkShare, type ShareCheck } from "../../../../../electron/services/share-check/check-share.ts";
import { checkLines, exitCodeOf } from "../../../../../electron/services/share-check/check-words.ts";
import { LIBRARY, makeDevice, markedShare, settleAll } from "../../../../support/desks.ts";
import type { MemoryStore } from "../../../../support/memory-store.ts";
import { takeOut } from "../../../../support/removing.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

async function check({ files }: MemoryStore): Promise<ShareCheck> {
  const folder = join(await temporaryFolder(), "share");
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return checkShare(folder, LIBRARY);
}

describe("a check of a share", { timeout: 60_000 }, () => {
  it.each(["removed", "retired"] as const)(
    "counts nothing that a %s computer has written behind its number, and says so",
    async (way) => {
      const clock = { ms: 1_700_000_000_000 };
      const share = markedShare();
      const [a, b, c] = [makeDevice("一楼", clock), makeDevice("二楼", clock), makeDevice("儿童馆", clock)];
      for (const device of [a, b, c]) device.write(`r-${device.name}`, { name: device.name });
      await settleAll([a, b, c], share);
      const { no } = (await b.replica.state()).own.sealed;
      await takeOut(a, b.replica.stream, way);
      b.write("r-一楼", { name: "被改了" });
      await b.sync(share);
      await settleAll([a, c], share);
      expect(a.replica.row("reader", "r-一楼")?.name).toBe("一楼");
      const checked = await check(share);
      expect(checked.replayed.digest).toEqual((await a.replica.digest()).tables);
      expect(checked.replayed.digest).toEqual((await c.replica.digest()).tables);
      expect(checked.findings).toEqual([{ tag: "out", device: "二楼", way, no, behind: 1 }]);
      expect(exitCodeOf(checked.findings)).toBe(0);
      expect(checkLines(checked).join("\n")).toContain(
        `二楼 was ${way} and counts up to batch ${no}; 1 of its batches behind that count nowhere.`,
      );
    },
  );

  it("goes on behind a batch that was declared lost, and calls it no loss", async () => {
    const clock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    a.write("r1", { name: "第一份" });
    for (const device of [a, b]) await device.sync(share);
    for (const name of ["r2", "r3"]) {
      a.write(name, { name });
      await a.sync(share);
    }
    const second = [...share.files.keys()].find((name) => {
      const parsed = parseName(name);
      return parsed?.tag === "batch" && parsed.stream === a.replica.stream && parsed.no === 2;
    });
    for (const store of [share, a.local]) store.files.delete(second ?? "");
    const before = await check(share);
    expect(before.findings).toContainEqual({ tag: "gap", device: "一楼", from: 2, to: 2 });
    expect(exitCodeOf(before.findings)).toBe(1);
    const missing = (await b.sync(share)).warnings.find(({ tag }) => tag === "batch-missing");
    if (missing?.tag !== "batch-missing" || missing.gap === null) throw new Error("nothing is missing");
    b.replica.write([declarationOf(missing.gap)]);
    await b.sync(share);
    expect(b.replica.row("reader", "r3")?.name).toBe("r3");
    const checked = await check(share);
    expect(checked.replayed.digest).toEqual((await b.replica.digest()).tables);
    expect(checked.replayed.waiting).toEqual([]);
    expect(checked.findings).toEqual([{ tag: "declared-lost", device: "一楼", from: 2, to: 2 }]);
    expect(exitCodeOf(checked.findings)).toBe(0);
  });
});
