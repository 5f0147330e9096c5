/** Alarms in the data folder: one for each cause, kept over restarts until somebody has acknowledged it. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { AlarmCause } from "#shared/host/alarm-calls.ts";
import { type Alarms, alarmHandlers, openAlarms } from "../../../../electron/services/alarms-file.ts";
import { nodeFileSystem } from "../../../../electron/services/file-system.ts";
import { openServices } from "../../../support/opened-services.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const folder = await mkdtemp(join(tmpdir(), "alarms-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(): Promise<Alarms> {
  const opened = await openAlarms(nodeFileSystem, folder);
  if (!opened.ok) throw new Error(opened.error.tag);
  return opened.value;
}

const DAY_MS = 24 * 60 * 60_000;
const STREAM = "0123456789abcdef";
const file: AlarmCause = {
  kind: "refused-file",
  stream: STREAM,
  name: "streams/x",
  device: "三楼咨询台",
  reason: "damaged",
};
const back: AlarmCause = { kind: "went-back", stream: STREAM, name: "", device: "三楼咨询台" };
const key = ({ kind, stream, name }: AlarmCause): Pick<AlarmCause, "kind" | "stream" | "name"> => ({
  kind,
  stream,
  name,
});

describe("alarms in the data folder", () => {
  it("are one for each cause, with the exchanges that met it first and last, after a restart too", async () => {
    const alarms = await open();
    await alarms.note([file, file], [], 1000);
    await alarms.note([file, back], [], 5000);
    expect((await open()).read()).toEqual([
      { ...file, first: 1000, last: 5000 },
      { ...back, first: 5000, last: 5000 },
    ]);
  });

  it("stand there for the page of the next start, with by whom one was acknowledged", async () => {
    const dataFolder = await temporaryFolder();
    const started = async () => {
      const services = await openServices(dataFolder);
      if (!services.ok) throw new Error(services.error.tag);
      return { calls: alarmHandlers(services.value), close: services.value.close };
    };
    const first = await started();
    await first.calls["alarms.note"]({ causes: [file, back], over: [], at: 1000 });
    await first.calls["alarms.acknowledge"]({ ...key(back), at: 2000, by: "s1" });
    await first.close();
    const next = await started();
    onTestFinished(() => next.close());
    expect(await next.calls["alarms.read"]({})).toEqual({
      ok: true,
      value: [
        { ...file, first: 1000, last: 1000 },
        { ...back, first: 1000, last: 1000, acknowledged: { at: 2000, by: "s1" } },
      ],
    });
  });

  it("stay acknowledged, with by whom, while the cause persists, and are new where it comes back after a month", async () => {
    const alarms = await open();
    await alarms.acknowledge(key(file), { at: 6000, by: "s1" });
    await alarms.acknowledge(key(file), { at: 7000, by: "s2" });
    await alarms.note([file], [], 8000);
    expect((await open()).read()[0]).toEqual({
      ...file,
      first: 1000,
      last: 8000,
      acknowledged: { at: 6000, by: "s1" },
    });
    await alarms.note([file], [], 8000 + 31 * DAY_MS);
    expect((await open()).read()[0]).toEqual({ ...file, first: 8000 + 31 * DAY_MS, last: 8000 + 31 * DAY_MS });
  });

  it("of what happens and is over are new each time, once they were acknowledged", async () => {
    const alarms = await open();
    await alarms.acknowledge(key(back), { at: 6000, by: "" });
    await alarms.note([back], [], 9000);
    expect(alarms.read().find(({ kind }) => kind === "went-back")).toEqual({ ...back, first: 9000, last: 9000 });
  });

  it("that somebody has acknowledged are new where they come back after an exchange has looked and not met them, and only then", async () => {
    const alarms = await open();
    const other: AlarmCause = { ...file, name: "streams/y" };
    await alarms.note([other], [], 100_000);
    await alarms.note([], [key(other)], 101_000);
    // nobody had acknowledged it: it stands as it was
    expect(alarms.read().find(({ name }) => name === other.name)).toEqual({ ...other, first: 100_000, last: 100_000 });
    const acknowledged = { at: 102_000, by: "s1" };
    await alarms.acknowledge(key(other), acknowledged);
    await alarms.note([back], [], 103_000);
    await alarms.note([other], [], 104_000);
    expect(alarms.read().find(({ name }) => name === other.name)).toEqual({
      ...other,
      first: 100_000,
      last: 104_000,
      acknowledged,
    });
    await alarms.note([], [key(other)], 105_000);
    await alarms.note([], [key(other)], 106_000);
    expect((await open()).read().find(({ name }) => name === other.name)).toEqual({
      ...other,
      first: 100_000,
      last: 104_000,
      acknowledged,
      over: 105_000,
    });
    await alarms.note([other], [], 107_000);
    expect((await open()).read().find(({ name }) => name === other.name)).toEqual({
      ...other,
      first: 107_000,
      last: 107_000,
    });
  });

  it("do not keep a desk closed when their file is damaged", async () => {
    await writeFile(join(folder, "alarms.json"), "[{");
    expect((await open()).read()).toEqual([]);
  });
});
