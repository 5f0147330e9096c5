/**
 * A computer that was away while it was retired, a colleague was removed with a new key, and history was swept: it
 * comes back with all that it had not sent. It takes long, as history is swept only after weeks of exchanges.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type RemovalWay, removalId } from "#shared/model/removal.ts";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { given, type HostDesk, openHostDesk } from "../../../../support/host-desk.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

const DAY_MS = 24 * 60 * 60_000;
const checkpoints = { ...CHECKPOINT_RULE, tailBatches: 6, tailOps: 6 };

async function takeOut(remover: HostDesk, { replica }: HostDesk, way: RemovalWay, at: number): Promise<void> {
  const { no, hash, seq } = (await remover.replica.state()).streams[replica.stream] ?? { no: 0, hash: "", seq: 0 };
  const made = way === "removed" ? given(await remover.host("library.make-epoch", { after: 1 })) : undefined;
  remover.replica.write([
    {
      kind: "removal",
      id: removalId(replica.stream, no, made?.key ?? null),
      cells: { stream: replica.stream, no, hash, seq, way, at, ...made },
    },
  ]);
}

async function numbers(share: string, { replica }: HostDesk): Promise<readonly number[]> {
  const names = await readdir(join(share, "streams", replica.stream, "0000"));
  return names.filter((name) => name.endsWith(".batch")).map((name) => Number.parseInt(name.slice(0, 8), 16));
}

describe("a computer that was away through a change of keys and a sweep", { timeout: 120_000 }, () => {
  it("R6, R15: comes back under a new stream, with the new key, from a checkpoint, and all that it had not sent is made anew", async () => {
    let ms = Date.now();
    const share = await folderOfFile();
    const a = await openHostDesk("一楼", share, null, () => ms);
    const { code } = given(await a.host("library.code", {}));
    const [away, c, lost] = [
      await openHostDesk("书车", share, code, () => ms),
      await openHostDesk("儿童馆", share, code, () => ms),
      await openHostDesk("三楼", share, code, () => ms),
    ];
    for (let round = 0; round < 3; round++) {
      away.write("shared", { [`note-${round}`]: "离开前发出" });
      for (const desk of [away, a, c, lost]) await desk.sync({ checkpoints });
    }
    away.write("unsent", { name: "离开时写的" });
    away.write("shared", { phone: "离开时改的" });
    await takeOut(a, away, "retired", ms);
    for (const desk of [a, c, lost]) await desk.sync({ checkpoints });
    await takeOut(a, lost, "removed", ms);
    for (let morning = 0; morning < 14; morning++) {
      for (const desk of [a, c]) {
        desk.write("shared", { [desk.name]: `第${morning}天` });
        await desk.sync({ checkpoints });
      }
      ms += 5 * DAY_MS;
    }
    // nothing is left of what it could have gone on with
    expect(Math.min(...(await numbers(share, a)))).toBeGreaterThan(5);
    expect(await numbers(share, away)).toHaveLength(1);
    const newKey = given(await a.host("library.own", {})).heldKeys[0] ?? "";
    expect(given(await away.host("library.own", {})).heldKeys).not.toContain(newKey);

    away.write("late", { name: "回来后写的" });
    const old = away.replica.stream;
    const reports: SyncReport[] = [];
    for (let round = 0; round < 2; round++) reports.push(await away.sync({ checkpoints }));
    expect(reports.flatMap(({ warnings }) => warnings)).toContainEqual(
      expect.objectContaining({ tag: "new-stream", from: old }),
    );
    // the present code came along, and it is told of it
    expect(reports.flatMap(({ warnings }) => warnings.map(({ tag }) => tag))).toEqual(["new-code", "new-stream"]);
    expect(given(await away.host("library.code", {})).code).toBe(given(await a.host("library.code", {})).code);
    expect(reports.some(({ takenOver }) => takenOver !== undefined)).toBe(true);
    expect(given(await away.host("library.own", {})).heldKeys).toContain(newKey);
    for (let round = 0; round < 2; round++) for (const desk of [a, c, away]) await desk.sync({ checkpoints });
    for (const desk of [a, c, away]) {
      expect(desk.replica.row("reader", "unsent")?.name).toBe("离开时写的");
      expect(desk.replica.row("reader", "late")?.name).toBe("回来后写的");
      expect(desk.replica.row("reader", "shared")).toMatchObject({
        "note-0": "离开前发出",
        phone: "离开时改的",
        一楼: "第13天",
        儿童馆: "第13天",
      });
      expect(desk.replica.lines()).toEqual(a.replica.lines());
      // check 13: what triggered it is over
      expect(await desk.sync({ checkpoints })).toMatchObject({ warnings: [] });
    }
    const key = given(
      await unlockShare(createFolderStore(share), given(await a.host("library.code", {})).code, lightCodes),
    );
    const checked = await checkShare(share, key);
    expect(checked.findings.filter(({ tag }) => tag !== "out")).toEqual([]);
    expect(checked.replayed.digest).toEqual((await a.replica.digest()).tables);
  });
});
