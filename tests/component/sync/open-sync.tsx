/**
 * The whole window at the sync centre over a real database: a runner that the test directs stands in for the
 * worker, and a second desk's writes come in as the exchange brings them, so that conflicts are real ones.
 */
import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { Host } from "#shared/host/contract.ts";
import type { DeviceSettings, StartInfo } from "#shared/host/device-calls.ts";
import type { ShareFault } from "#shared/host/library-calls.ts";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { SyncProgress, SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { App } from "../../../renderer/app/app.tsx";
import { applySlice } from "../../../renderer/db/exchange/apply-slice.ts";
import { create, edit } from "../../../renderer/db/write/changes.ts";
import type { Services } from "../../../renderer/desk-services/services.ts";
import { createI18n } from "../../../renderer/i18n/i18n.ts";
import "../../../renderer/styles/index.css";
import { createTestServices, type TestServices } from "../../support/desk-services.ts";
import { workerInPage } from "../../support/worker-in-page.ts";

export const OWN = "a".repeat(16);
export const CHILDREN = "b".repeat(16);
const OLD = "c".repeat(16);
export const LI = "00000000-0000-7000-8000-000000000001";
const MORNING = new Date(2026, 10, 25, 10, 26).getTime();
const YEARS_AGO = new Date(2025, 3, 2, 9, 0).getTime();

/** Directs one exchange after the other. */
export interface TestRunner {
  started: number;
  cancelled: number;
  tell: (progress: Partial<SyncProgress>) => void;
  finish: (report?: Partial<SyncReport>) => void;
  fail: (reason: string) => void;
}

export interface OpenedSync {
  readonly services: TestServices;
  readonly runner: TestRunner;
  readonly folder: TestFolder;
}

/** What the host says of the shared folder. */
export interface TestFolder {
  fault: ShareFault | null;
  prepared: number;
  /** How often it was looked at. */
  probed: number;
  /** Files that were handed to the person. */
  readonly saved: { readonly name: string; readonly text: string }[];
}

export interface OpenSyncOptions {
  readonly settings?: DeviceSettings;
  readonly prepare?: (services: TestServices) => Promise<void>;
  readonly fault?: ShareFault;
  /** Stay at the desk. */
  readonly atDesk?: boolean;
  readonly shell?: StartInfo["shell"];
  /** Stands between the screen and its host. */
  readonly between?: (host: Host) => Host;
}

const PATH = "\\\\图书馆共享\\读者台";

export async function openSync({
  settings = {},
  prepare,
  fault,
  atDesk = false,
  shell = "browser",
  between = (host) => host,
}: OpenSyncOptions = {}): Promise<OpenedSync> {
  const base = await createTestServices({
    shell,
    settings: {
      language: "zh-CN",
      staff: "s1",
      // who has joined knows it by name
      ...(settings.branchName === undefined && { branch: "b1" }),
      deskName: "一楼服务台",
      sharePath: PATH,
      ...settings,
    },
  });
  const folder: TestFolder = { fault: fault ?? null, prepared: 0, probed: 0, saved: [] };
  const runner = createRunner();
  await base.writer.run("test.house", [
    create("staff", "s1", { name: "陈雨桐", initials: "陈" }),
    create("staff", "s2", { name: "周敏", initials: "周" }),
    create("branch", "b1", { name: "城东馆", code: "CD" }),
  ]);
  base.writer.setStaff("s1");
  await prepare?.(base);
  const services = {
    ...base,
    host: between(withFolder(base.host, folder)),
    worker: { ...workerInPage(base).worker, sync: runner.api },
  };
  render(
    <App
      services={services as unknown as Services}
      acts={services.acts}
      i18n={await createI18n(settings.language ?? "zh-CN")}
    />,
  ); // nothing here asks more of the worker
  const link = await screen.findByRole("link", { name: /同步|Sync/ });
  if (!atDesk) await userEvent.click(link);
  return { services: base, runner: runner.direct, folder };
}

function withFolder(host: Host, folder: TestFolder): Host {
  // the contract's calls that the screen makes beyond the journal's
  return (async (name: string, args: never) => {
    if (name === "file.save") {
      const { suggestedName, bytes } = args as { suggestedName: string; bytes: Uint8Array };
      folder.saved.push({ name: suggestedName, text: new TextDecoder().decode(bytes) });
      return ok({ path: suggestedName });
    }
    if (name === "share.choose") return ok({ path: (args as { path: string | null }).path ?? PATH });
    if (name === "share.probe") {
      folder.probed += 1;
      return folder.fault === null ? ok({ path: PATH, library: "0123456789abcdef" }) : err(folder.fault);
    }
    if (name === "share.prepare") {
      folder.prepared += 1;
      folder.fault = null;
      return ok({ path: PATH });
    }
    if (name === "library.code")
      return ok({
        code: "ABCD-EFGH-JKMN-PQRS-TVWX-YZ",
        libraryId: "0123456789abcdef",
        libraryName: "城东图书馆",
        epoch: 2,
      });
    if (name === "library.make-epoch")
      return ok({ epoch: (args as { after: number }).after + 1, key: "ab".repeat(32) });
    if (name === "library.own")
      return ok({ libraryId: "0123456789abcdef", stream: OWN, epoch: 2, heldKeys: ["cd".repeat(32)] });
    if (name === "library.readmit") {
      const { code } = args as { code: string };
      return code === "right" ? ok(null) : err({ tag: code === "known" ? "code-known" : "code-wrong" });
    }
    return host(name as never, args);
  }) as Host;
}

function createRunner(): {
  readonly direct: TestRunner;
  readonly api: { sync: (onProgress: (progress: SyncProgress) => void) => Promise<SyncReport>; cancel: () => void };
} {
  let resolve: (report: SyncReport) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  let onProgress: (progress: SyncProgress) => void = () => undefined;
  const direct: TestRunner = {
    started: 0,
    cancelled: 0,
    tell: (progress) =>
      onProgress({ step: "look", device: null, file: null, done: 0, total: 0, unit: "files", bytes: 0, ...progress }),
    finish: (report = {}) => resolve(reportOf(report)),
    fail: (reason) => reject(new Error(reason)),
  };
  return {
    direct,
    api: {
      sync: (tell) => {
        direct.started += 1;
        onProgress = tell;
        return new Promise((done, failed) => {
          resolve = done;
          reject = failed;
        });
      },
      cancel: () => {
        direct.cancelled += 1;
      },
    },
  };
}

export const NOON = new Date(2026, 10, 25, 12, 14).getTime();

export const reportOf = (report: Partial<SyncReport> = {}): SyncReport => ({
  outcome: { tag: "done" },
  startedAt: NOON,
  endedAt: NOON + 8000,
  steps: {
    look: { files: 4, records: 0, bytes: 0, devices: [] },
    read: { files: 3, records: 0, bytes: 4096, devices: ["儿童馆-2", "三楼咨询台"] },
    verify: { files: 3, records: 0, bytes: 4096, devices: [] },
    merge: { files: 1, records: 37, bytes: 0, devices: ["儿童馆-2"] },
    write: { files: 1, records: 21, bytes: 2048, devices: [] },
    finish: { files: 0, records: 0, bytes: 0, devices: [] },
  },
  conflicts: 3,
  devices: [
    device(OWN, "一楼服务台", NOON, { own: true, pending: 0, hasOurs: null }),
    device("d".repeat(16), "三楼咨询台", new Date(2026, 10, 25, 11, 58).getTime()),
    device(CHILDREN, "儿童馆-2", new Date(2026, 10, 25, 10, 31).getTime()),
    device("e".repeat(16), "流动书车", new Date(2026, 10, 16, 9, 0).getTime(), { hasOurs: false }),
  ],
  warnings: [],
  ...report,
});

export const device = (
  stream: string,
  name: string,
  lastAt: number,
  more: Partial<SyncReport["devices"][number]> = {},
): SyncReport["devices"][number] => ({
  stream,
  device: name,
  branch: "城东馆",
  own: false,
  lastAt,
  pending: null,
  hasOurs: true,
  waitsFor: [],
  joined: false,
  replacedBy: null,
  added: { files: 0, bytes: 0 },
  provedAt: null,
  out: null,
  since: null,
  asks: null,
  ...more,
});

/** A record that all desks had seen. */
export async function seenByAll({ db }: TestServices, ops: readonly Op[]): Promise<void> {
  await applySlice(db, OWN, YEARS_AGO, {
    stream: OLD,
    entries: [{ seq: 1, hlc: makeHlc(YEARS_AGO, 0), pulls: 0, staff: "s2", command: "import.write", ops }],
  });
}

/** What the children's desk wrote without having seen anything from here. */
export async function writtenElsewhere({ db }: TestServices, ops: readonly Op[], seq = 1): Promise<void> {
  const hlc = makeHlc(MORNING + seq * 60_000, 0);
  await applySlice(db, OWN, MORNING, {
    stream: CHILDREN,
    entries: [
      {
        seq,
        hlc,
        pulls: 1,
        ...(seq === 1 && { seen: { [OLD]: { no: 1, hash: "", seq: 1 } } }),
        staff: "s2",
        command: "reader.edit",
        ops,
      },
    ],
  });
}

/** The reader of the picture: phone, consent and note changed here and in the children's library. */
export async function threeConflicts(services: TestServices): Promise<void> {
  const consent = (given: boolean, how: string) => ({ given, at: MORNING, how });
  await seenByAll(services, [
    {
      kind: "reader",
      id: LI,
      cells: {
        name: "李卫东",
        card: "002103881420",
        phones: ["13512340091"],
        "consents/sms.event": consent(true, "form"),
        note: "孙女读三年级，常一起来，每周六上午都在。",
      },
    },
  ]);
  await services.writer.run("reader.edit", [edit("reader", LI, { phones: ["13812347720"] })]);
  await services.writer.run("reader.edit", [
    edit("reader", LI, { consents: { "sms.event": consent(false, "spoken") } }),
  ]);
  await services.writer.run("reader.edit", [
    edit("reader", LI, { note: "孙女读三年级，常一起来，爱看昆虫，每周六上午都在。" }),
  ]);
  await writtenElsewhere(services, [
    {
      kind: "reader",
      id: LI,
      cells: {
        phones: ["13812347702"],
        "consents/sms.event": consent(true, "form"),
        note: "孙女读四年级，常一起来，每周六上午都在。",
      },
    },
  ]);
}
