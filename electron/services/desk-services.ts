/**
 * Takes one data folder, then opens everything in it, in the order in which one thing needs another. Either shell
 * does it once, at its start; nothing else holds them. A folder whose keys are away is held while they are asked for.
 */
import { basename, dirname } from "node:path";
import type { Clock, RandomBytes } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type Alarms, openAlarms } from "./alarms-file.ts";
import { bootedAt, isRunning } from "./browser/running-process.ts";
import { type DataFolderError, type Holder, type NotAFolder, takeDataFolder } from "./data-folder.ts";
import { createDeskLog, type DeskLog } from "./desk-log.ts";
import { type DeviceSettingsService, openDeviceSettings } from "./device-settings-file.ts";
import type { DiskError } from "./disk-errors.ts";
import { type ErasedLedger, openErasedLedger } from "./erased-ledger.ts";
import type { FileSystem } from "./file-system.ts";
import type { HeldFolder } from "./folder-watch.ts";
import { type Installation, openInstallation } from "./installation.ts";
import { createJournal, type Journal } from "./journal.ts";
import type { DamagedFile } from "./json-file.ts";
import { createLease, type Lease } from "./lease.ts";
import { type FolderRebuilding, type HeldFile, openFolderRebuilding } from "./rebuilding/folder-rebuilding.ts";
import { type RebuildingBroken, settleBeside } from "./rebuilding/place-beside.ts";
import type { SmallFiles } from "./rebuilding/small-files.ts";
import type { ProfilePlace } from "./renewal/profile-place.ts";
import { openRenewal, type Renewal } from "./renewal/renewal.ts";
import { type Keychain, type KeychainAway, openSecrets, type Secrets } from "./secrets.ts";
import { type Colleagues, createColleagues } from "./trust/colleagues.ts";
import { createErasedEvidence, type ErasedEvidence } from "./trust/erased-evidence.ts";
import { journalEvidence } from "./trust/evidence-sources.ts";
import { type OutStreams, openOutStreams } from "./trust/out-streams.ts";
import { type HostTrail, openTrail } from "./trust/trail.ts";

export interface DeskServices {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  readonly installation: Installation;
  readonly secrets: Secrets;
  readonly settings: DeviceSettingsService;
  readonly journal: Journal;
  readonly ledger: ErasedLedger;
  readonly alarms: Alarms;
  readonly evidence: ErasedEvidence;
  readonly colleagues: Colleagues;
  readonly out: OutStreams;
  readonly trail: HostTrail;
  readonly renewal: Renewal;
  readonly lease: Lease;
  readonly log: DeskLog;
  /** The data folder as it was taken. */
  readonly folder: HeldFolder;
  readonly rebuilding: FolderRebuilding;
  readonly smallFiles: SmallFiles;
  /** Ends what is under way and gives the data folder back. */
  close(): Promise<void>;
}

export interface DeskServicesDeps {
  readonly fs: FileSystem;
  /** Wall time, epoch milliseconds. */
  readonly clock: Clock;
  /** Never steps. */
  readonly steadyClock: Clock;
  readonly random: RandomBytes;
  readonly keychain: Keychain | null;
  readonly minFreeBytes: number;
  /** Where this process's page is, for a second start; null in Electron. */
  readonly address: string | null;
  /** Said to a second start. */
  readonly refreshes?: boolean;
  readonly answersAt: (address: string) => Promise<boolean>;
  /** By which a second start knows the holder of a folder that was made anew; none in Electron. */
  readonly openFile?: HeldFile;
  /** Of the browser that this shell opens. */
  readonly profile: ProfilePlace;
}

/** What a data folder needs no keys for. */
export interface HeldDesk extends Pick<DeskServices, "folder" | "lease" | "log"> {
  /**
   * Once; after an error it may be tried again, and the folder is still held.
   * @param code opens the keys where the keychain does not; in canonical form
   */
  open(code?: string): Promise<Result<DeskServices, OpenHeldError>>;
  /** Gives a folder back that was not opened. */
  release(): Promise<void>;
}

type HoldError = DiskError | RebuildingBroken | DataFolderError | NotAFolder;
export type OpenHeldError = DiskError | DamagedFile | KeychainAway;
export type OpenDeskError = HoldError | OpenHeldError;

export async function holdDesk(dataFolder: string, deps: DeskServicesDeps): Promise<Result<HeldDesk, HoldError>> {
  const { fs, clock } = deps;
  const self: Holder = {
    pid: process.pid,
    address: deps.address,
    startedAt: clock.now(),
    ...(deps.refreshes === true && { refreshes: true }),
  };
  const profile = dirname(deps.profile.folder) === dataFolder ? basename(deps.profile.folder) : null;
  const settled = await settleBeside(fs, dataFolder, profile);
  if (!settled.ok) return settled;
  const taken = await takeDataFolder(dataFolder, {
    fs,
    self,
    answersAt: deps.answersAt,
    isRunning: (pid, notedAt) => isRunning(pid, notedAt, clock.now()),
    bootedAt: bootedAt(clock.now()),
  });
  if (!taken.ok) return taken;
  const { away, release } = taken.value;
  const held = {
    folder: { path: dataFolder, away },
    lease: createLease(deps.steadyClock),
    log: createDeskLog({ fs, dataFolder, clock, isThere: async () => (await away()) === null }),
  };

  const open = async (code?: string): Promise<Result<DeskServices, OpenHeldError>> => {
    const gone = await away();
    if (gone !== null) return err({ tag: "io", code: gone, name: basename(dataFolder) });
    const opened = await openFiles(dataFolder, deps, code);
    if (!opened.ok) return opened;
    const { journal, trail, secrets, settings, ledger, alarms, out, renewal, installation } = opened.value;
    const smallFiles: SmallFiles = new Map();
    const rebuilding = await openFolderRebuilding({
      fs,
      dataFolder,
      folder: taken.value,
      profile,
      installation,
      files: [
        installation,
        secrets,
        settings,
        ledger,
        alarms,
        out,
        renewal,
        ...(deps.openFile === undefined ? [] : [deps.openFile]),
      ],
      smallFiles,
      journal,
      trail,
      dropLost: renewal.dropLost,
    });
    if (!rebuilding.ok) return rebuilding;
    const colleagues = createColleagues();
    const evidence = createErasedEvidence([colleagues.note]);
    evidence.addSource(journalEvidence(journal));
    await held.log.event("started");
    const close = async (): Promise<void> => {
      await journal.close();
      await trail.close();
      await held.log.event("ended");
      await release();
    };
    return ok({
      ...opened.value,
      ...held,
      fs,
      dataFolder,
      evidence,
      colleagues,
      rebuilding: rebuilding.value,
      smallFiles,
      close,
    });
  };
  return ok({ ...held, open, release });
}

type OpenedFiles = Pick<
  DeskServices,
  "installation" | "secrets" | "settings" | "journal" | "ledger" | "alarms" | "out" | "trail" | "renewal"
>;

async function openFiles(
  dataFolder: string,
  { fs, clock, random, keychain, minFreeBytes, profile }: DeskServicesDeps,
  code: string | undefined,
): Promise<Result<OpenedFiles, OpenHeldError>> {
  const installation = await openInstallation(fs, dataFolder, random);
  if (!installation.ok) return installation;
  const secrets = await openSecrets(fs, dataFolder, random, keychain, { code });
  if (!secrets.ok) return secrets;
  const key = await secrets.value.getOrMake("journal", 32);
  if (!key.ok) return key;
  const settings = await openDeviceSettings(fs, dataFolder);
  if (!settings.ok) return settings;
  const ledger = await openErasedLedger(fs, dataFolder);
  if (!ledger.ok) return ledger;
  const alarms = await openAlarms(fs, dataFolder);
  if (!alarms.ok) return alarms;
  const out = await openOutStreams(fs, dataFolder);
  if (!out.ok) return out;
  const renewal = await openRenewal({ fs, dataFolder, secrets: secrets.value, clock, random, profile });
  if (!renewal.ok) return renewal;
  // before any browser is opened; after a code one is, and the profile stays until the next start
  await renewal.value.settle();
  return ok({
    ledger: ledger.value,
    alarms: alarms.value,
    out: out.value,
    renewal: renewal.value,
    installation: installation.value,
    secrets: secrets.value,
    settings: settings.value,
    journal: createJournal({ fs, dataFolder, key: key.value, random, minFreeBytes }),
    trail: openTrail({ fs, dataFolder, key: key.value, random, clock, minFreeBytes }),
  });
}
