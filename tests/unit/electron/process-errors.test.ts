import { EventEmitter } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { watchProcess } from "../../../electron/process-errors.ts";
import { createDeskLog } from "../../../electron/services/desk-log.ts";
import { nodeFileSystem } from "../../../electron/services/file-system.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const CANARY = "林月如";

async function watched(
  isThere = async (): Promise<boolean> => true,
): Promise<{ process: EventEmitter; ended: unknown[]; logged: () => Promise<string>; stop: () => void }> {
  const dataFolder = await temporaryFolder();
  const process = new EventEmitter();
  const ended: unknown[] = [];
  const log = createDeskLog({ fs: nodeFileSystem, dataFolder, clock: { now: () => 0 }, isThere });
  const stop = watchProcess(process, log, (error) => ended.push(error));
  return { process, ended, stop, logged: () => readFile(join(dataFolder, "desk.log"), "utf8").catch(() => "") };
}

describe("what nobody has caught in the host", () => {
  test("ends the process after an exception, once the log has it, without anybody's data", async () => {
    const { process, ended, logged } = await watched();
    const error = Object.assign(new RangeError(`no row of ${CANARY}`), { code: "EIO" });
    process.emit("uncaughtException", error);
    expect(ended).toEqual([]);
    await expect.poll(() => ended).toEqual([error]);
    expect(await logged()).toMatch(
      /^1970-01-01T00:00:00\.000Z host act RangeError EIO process-errors\.test\.ts:\d+:\d+ /,
    );
    expect(await logged()).not.toContain(CANARY);
  });

  test("goes on after a refused promise, and notes it", async () => {
    const { process, ended, logged } = await watched();
    process.emit("unhandledRejection", new TypeError(CANARY));
    await expect.poll(logged).toContain("host act TypeError");
    expect(ended).toEqual([]);
  });

  test("ends the process though the disk never answers", async () => {
    const { process, ended } = await watched(() => new Promise(() => undefined));
    process.emit("uncaughtException", new Error("x"));
    await expect.poll(() => ended.length, { timeout: 10_000 }).toBe(1);
  });

  test("hears nothing any more once it is stopped", async () => {
    const { process, stop } = await watched();
    stop();
    expect(process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection")).toBe(0);
  });
});
