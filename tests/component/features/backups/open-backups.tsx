/** The screen of backups and its part of the status bar, over places and a runner that the test directs. */
import type { BackupEntry, BackupPlace, BackupPlaceFault } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { BackupActions } from "../../../../renderer/features/backups/backup-places-store.ts";
import { BackupProvider, useBackupActions } from "../../../../renderer/features/backups/backup-provider.tsx";
import type { BackupRunner } from "../../../../renderer/features/backups/backup-runner.ts";
import { BackupStatus } from "../../../../renderer/features/backups/backup-status.tsx";
import { BackupsScreen } from "../../../../renderer/features/backups/backups-screen.tsx";
import type { Language } from "../../../../renderer/i18n/locale.ts";
import type { BackupProgress, RestorePreview } from "../../../../renderer/platform/worker/backup-api.ts";
import { ToastDock } from "../../../../renderer/ui/dialogs/toast.tsx";
import { createTestServices, type TestServices } from "../../../support/desk-services.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

const DAY_MS = 24 * 60 * 60_000;
/** An hour before the afternoon of the test's services. */
export const RECENT = new Date(2026, 10, 25, 14, 20).getTime();
export const OLD = RECENT - 3 * DAY_MS;

export const entry = (id: string, more: Partial<BackupEntry> = {}): BackupEntry => ({
  id,
  at: RECENT,
  bytes: 1_500_000,
  state: "verified",
  own: true,
  device: "一楼服务台",
  damaged: null,
  note: {
    at: RECENT,
    verifiedAt: RECENT,
    manifest: "0".repeat(64),
    records: { reader: 1200 },
    digest: { reader: { records: 1180, sum: "0".repeat(64) } },
    tookMs: 900,
  },
  ...more,
});

export interface Places {
  here: readonly BackupEntry[] | BackupPlaceFault | { readonly tag: "host-away" };
  second: Places["here"];
  shown: readonly BackupEntry[] | BackupPlaceFault;
  /** Since the last good one. */
  changed: boolean;
  readonly asked: string[];
  /** What stands here once the present library code opens what only an older one did; the same without. */
  readonly resealed?: readonly BackupEntry[];
  /** What the disk says of a deletion. */
  dropFault?: BackupPlaceFault;
}

/** Each task waits until the test ends it. */
export interface Tasks {
  readonly begun: string[];
  tell: (progress: BackupProgress) => void;
  end: (answer: unknown) => void;
}

/** Reads the places again, as the schedule does every few minutes. */
function Reading({ give }: { give: (actions: BackupActions) => void }) {
  give(useBackupActions());
  return null;
}

export async function openBackups({
  places: given = {},
  language = "zh-CN",
  prepare,
}: {
  places?: Partial<Places>;
  language?: Language;
  prepare?: (services: TestServices) => Promise<void>;
} = {}) {
  const services = await createTestServices({ settings: { staff: "s1" } });
  await prepare?.(services);
  const places: Places = {
    here: [],
    second: { tag: "no-place" },
    shown: { tag: "no-place" },
    changed: false,
    asked: [],
    ...given,
  };
  const listOf = (place: BackupPlace) => {
    const there = places[place];
    return "tag" in there ? err(there) : ok({ path: `/backups/${place}`, backups: there });
  };
  // the contract's calls that the screen makes beyond the journal's
  const host = (async (name: string, args: never) => {
    if (!name.startsWith("backup.")) return services.testHost.call(name as never, args);
    const { place, path, id } = args as { place: BackupPlace; path: string; id: string };
    places.asked.push([name, place ?? path ?? "", id ?? ""].filter((part) => part !== "").join(" "));
    if (name === "backup.list") return listOf(place);
    if (name === "backup.hold" || name === "backup.release") return ok(null);
    if (name === "backup.reseal") {
      places.here = places.resealed ?? places.here;
      return ok(null);
    }
    if (name === "backup.show") return listOf("shown");
    if (name === "backup.drop") {
      const there = places[place];
      if (places.dropFault !== undefined) return err(places.dropFault);
      if (!("tag" in there)) places[place] = there.filter((one) => one.id !== id);
      return ok(null);
    }
    if (name === "backup.choose") {
      if (path === "/share") return err({ tag: "is-share" });
      places.second = [];
      return ok({ path });
    }
    return err({ tag: "bad-request", issue: name });
  }) as Host;
  const tasks: Tasks = { begun: [], tell: () => undefined, end: () => undefined };
  const task =
    (name: string) =>
    (...args: readonly unknown[]): Promise<never> => {
      tasks.begun.push(
        [name, ...args.filter((arg) => typeof arg !== "function").map((arg) => JSON.stringify(arg))].join(" "),
      );
      tasks.tell =
        args.find((arg): arg is (progress: BackupProgress) => void => typeof arg === "function") ?? (() => undefined);
      return new Promise((resolve) => {
        tasks.end = resolve as (answer: unknown) => void;
      });
    };
  const runner: BackupRunner = {
    make: task("make"),
    check: task("check"),
    preview: task("preview"),
    restore: task("restore"),
    undoRestore: task("undo"),
    isDue: async () => false,
    hasChanged: async () => places.changed,
    cancel: () => void tasks.begun.push("cancel"),
  };
  let read = async (): Promise<void> => undefined;
  const rendered = await renderWithServices(
    <BackupProvider runner={runner}>
      <footer>
        <BackupStatus />
      </footer>
      <BackupsScreen />
      <Reading give={(actions) => (read = actions.refresh)} />
      <ToastDock />
    </BackupProvider>,
    { services: { ...services, host }, language },
  );
  return { ...rendered, places, tasks, read: () => read() };
}

export const PREVIEW: RestorePreview = {
  at: RECENT,
  device: "一楼服务台",
  counts: { reader: { add: 7, change: 1, remove: 2 }, task: { add: 0, change: 0, remove: 1 } },
  examples: [
    { kind: "reader", id: "r1", act: "add", name: "王芳", reader: null, at: RECENT, fields: [] },
    { kind: "reader", id: "r2", act: "change", name: "李卫东", reader: null, at: RECENT, fields: ["phones", "note"] },
    { kind: "reader", id: "r3", act: "remove", name: "新来的", reader: null, at: RECENT, fields: [] },
    { kind: "task", id: "t1", act: "remove", name: null, reader: null, at: RECENT, fields: [] },
  ],
  erased: 3,
};
