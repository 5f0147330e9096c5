import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CallName } from "#shared/host/contract.ts";
import type { Serve } from "#shared/host/serve.ts";
import { alarmHandlers } from "../../../../electron/services/alarms-file.ts";
import { askByTyping, askPlaceByTyping } from "../../../../electron/services/chosen-folders.ts";
import type { DeskServices } from "../../../../electron/services/desk-services.ts";
import {
  browserFileHandlers,
  deviceHandlers,
  folderHandlers,
  journalHandlers,
  logHandlers,
  trialHandlers,
} from "../../../../electron/services/handlers.ts";
import { openLibraryHandlers } from "../../../../electron/services/library.ts";
import { createRefreshHandlers } from "../../../../electron/services/refresh/refresh-handlers.ts";
import { renewalHandlers } from "../../../../electron/services/renewal/renewal-handlers.ts";
import { createSession } from "../../../../electron/services/trust/session.ts";
import { watchedServe } from "../../../../electron/watched-serve.ts";
import { lightCodes } from "../../../support/light-codes.ts";
import { openServices } from "../../../support/opened-services.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

async function openDesk(dataFolder: string): Promise<{ serve: Serve; services: DeskServices }> {
  let last = 0;
  const opened = await openServices(dataFolder);
  if (!opened.ok) throw new Error(opened.error.tag);
  const services = opened.value;
  onTestFinished(() => services.close());
  const handlers = {
    ...deviceHandlers(services, { shell: "browser", version: "0", locales: [], demo: false }),
    ...alarmHandlers(services),
    ...createSession({ ...services, steadyClock: { now: () => 0 }, isCode: () => false }).calls,
    ...journalHandlers(services),
    ...renewalHandlers(services),
    ...logHandlers(services),
    ...folderHandlers(services),
    ...trialHandlers(services, false),
    ...createRefreshHandlers(services, { now: Date.now }, askPlaceByTyping),
    ...browserFileHandlers,
    ...(await openLibraryHandlers(services, { now: () => ++last }, askByTyping, lightCodes)),
  };
  const serve = watchedServe(handlers, services);
  await serve("lease.take", { page: "page", force: false });
  return { serve, services };
}

const STREAM = "0123456789abcdef";
const append = (serve: Serve, seq: number): Promise<unknown> =>
  serve("journal.append", { stream: STREAM, expectedSeq: seq, entries: [{ seq }], page: "page" });

/** Of every kind that touches a file of the data folder. */
const CALLS: readonly (readonly [CallName, unknown])[] = [
  ["journal.state", { stream: "fedcba9876543210" }],
  ["journal.read", { stream: STREAM, fromSeq: 1, maxBytes: 1 }],
  ["settings.write", { deskName: "二楼", page: "page" }],
  ["refresh.forget", { list: "loans", page: "page" }],
  ["ledger.add", { lines: [{ id: "x", records: [] }], page: "page" }],
  ["store.put", { store: "local", name: "x", bytes: new Uint8Array(), page: "page" }],
  ["backup.list", { place: "here" }],
  ["library.found", { libraryName: "城东", deskName: "一楼", branchName: "城东馆", page: "page" }],
];

test("a data folder that was renamed is named at every call, nothing is made in its place, and it goes on when it is back", async () => {
  const dataFolder = await temporaryFolder();
  const { serve } = await openDesk(dataFolder);
  expect(await append(serve, 1)).toEqual({ ok: true, value: { lastSeq: 1 } });
  await rename(dataFolder, `${dataFolder}.away`);
  const away = { ok: false, error: { tag: "folder-away", path: dataFolder, code: "ENOENT" } };
  expect(await append(serve, 2)).toEqual(away);
  for (const [name, args] of CALLS) expect([name, await serve(name, args)]).toEqual([name, away]);
  expect(
    await readdir(join(dataFolder, "..")).then((names) => names.includes(dataFolder.split("/").at(-1) ?? "")),
  ).toBe(false);
  // who the desk is stays known, so that the page can say what has happened
  expect(await serve("device.start", {})).toMatchObject({ ok: true, value: { dataFolder } });
  await rename(`${dataFolder}.away`, dataFolder);
  expect(await append(serve, 2)).toEqual({ ok: true, value: { lastSeq: 2 } });
  expect(await serve("log.read", {})).toMatchObject({
    value: { text: expect.stringMatching(/folder-away\n.*folder-back/) },
  });
});

test("another folder under its name is not taken for it", async () => {
  // both lie in what goes with the test
  const dataFolder = join(await temporaryFolder(), "desk");
  await mkdir(dataFolder);
  const { serve } = await openDesk(dataFolder);
  await append(serve, 1);
  await rename(dataFolder, `${dataFolder}.away`);
  await mkdir(dataFolder);
  expect(await append(serve, 2)).toMatchObject({ ok: false, error: { tag: "folder-away" } });
  await writeFile(join(dataFolder, "running.json"), JSON.stringify({ pid: 1, address: null, startedAt: 1 }));
  expect(await append(serve, 2)).toMatchObject({ ok: false, error: { tag: "folder-away" } });
  expect((await readdir(dataFolder)).filter((name) => name !== "running.json")).toEqual([]);
});
