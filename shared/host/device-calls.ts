/** What the page asks about this computer: who it is, its lease, its own settings. */
import * as v from "valibot";
import { JURISDICTIONS } from "../model/house.ts";
import { IDLE_LOCK_MINUTES } from "../model/settings/idle-lock.ts";
import { call } from "./define.ts";
import { refreshPaths } from "./refresh-calls.ts";

const id = v.pipe(v.string(), v.maxLength(64));
const line = v.pipe(v.string(), v.maxLength(60));

/** What a person has said of a new library, until its first records are written: the desk may be closed before. */
const founding = v.object({
  branch: id,
  staff: id,
  jurisdiction: v.picklist(JURISDICTIONS),
  library: line,
  branchName: line,
  branchCode: line,
  person: line,
});
export type Founding = v.InferOutput<typeof founding>;

/** At a counter a queue reads the screen; in an office nobody does. */
export const DESK_PLACES = ["counter", "office"] as const;

/** Kept per computer in its data folder, never replicated. */
export const deviceSettings = v.partial(
  v.object({
    language: v.picklist(["zh-CN", "zh-TW", "en", "pseudo"]),
    /** Absent: as the place counts its years. */
    calendar: v.picklist(["western", "minguo"]),
    theme: v.picklist(["system", "light", "dark"]),
    density: v.picklist(["compact", "standard", "relaxed"]),
    zoom: v.pipe(v.number(), v.minValue(0.8), v.maxValue(2)),
    deskName: line,
    deskLetter: v.pipe(v.string(), v.maxLength(4)),
    /** The stream that the letter was given to: under another one this desk needs another letter. */
    letterOf: id,
    /** Absent: at a counter. */
    deskPlace: v.picklist(DESK_PLACES),
    branch: id,
    /** As whoever joined has typed it, until a branch of that name has come. */
    branchName: line,
    staff: id,
    /** Longest gap between keys of a scan, in milliseconds, and what the scanner sends around the code. */
    scanner: v.object({
      gapMs: v.pipe(v.number(), v.minValue(5), v.maxValue(500)),
      prefix: v.string(),
      suffix: v.picklist(["enter", "tab", "none"]),
    }),
    singleKeys: v.boolean(),
    /** Absent: as usual. */
    idleLockMinutes: v.picklist(IDLE_LOCK_MINUTES),
    sharePath: v.pipe(v.string(), v.maxLength(1000)),
    /** Where a second copy of every backup goes. */
    backupPath: v.pipe(v.string(), v.maxLength(1000)),
    /** Where the library system puts its lists. */
    refreshPaths,
    /** They are taken over without being asked for. */
    refreshByItself: v.boolean(),
    /** False from the restore of a backup to the first exchange: nothing of others is put back or carried till then. */
    mayCarry: v.boolean(),
    /** Of the list of readers, in their order; one that another version had is left out. Absent: the usual ones. */
    readerColumns: v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(60)),
    /** By which of them, with `-` before it from the greatest down; one that this version has not is as if absent. */
    readerOrder: v.pipe(v.string(), v.maxLength(40)),
    firstRunDone: v.boolean(),
    founding: v.nullable(founding),
  }),
);
export type DeviceSettings = v.InferOutput<typeof deviceSettings>;

/** `owner`: they lie in the data folder, beside what they seal. Either way the database itself is not sealed. */
export type KeyGuard = "keychain" | "owner";

export interface StartInfo {
  readonly shell: "electron" | "browser";
  readonly platform: "windows" | "mac" | "linux";
  /** Names the database: `reader-desk-<installation>`. */
  readonly installation: string;
  readonly version: string;
  /** The system's language tags, most wanted first. */
  readonly locales: readonly string[];
  readonly demo: boolean;
  /** A trial that its page may leave, with all that is in it. */
  readonly canLeave?: boolean | undefined;
  readonly dataFolder: string;
  readonly keys: KeyGuard;
  readonly settings: DeviceSettings;
  /** Null until a library is founded or joined. */
  readonly library: { readonly id: string; readonly stream: string } | null;
  readonly freeBytes: number;
  /**
   * The data folder was lost, and made anew from a window: the journal is whole only from this number on. Absent:
   * nothing is owed.
   */
  readonly rebuilding?: { readonly lastSeq: number } | undefined;
}

/**
 * The keychain that sealed the keys of this computer is lost, or cannot be asked by this shell: nothing is open until
 * `device.unlock`.
 */
export interface KeysAway {
  readonly tag: "keys-away";
  /** What guards them once they are open. */
  readonly keys: KeyGuard;
}

const nothing = v.object({});

export const deviceCalls = {
  "device.start": call(nothing)<StartInfo, KeysAway>(),
  /**
   * Opens a desk whose keys are away by the library code, as typed; from then on they are sealed by what guards keys on
   * this computer now.
   */
  "device.unlock": call(v.object({ code: v.pipe(v.string(), v.maxLength(80)) }))<
    null,
    { tag: "code-malformed" } | { tag: "code-wrong" }
  >(),
  /**
   * `sinceMs`: how long the other page has held it. One page at a time writes. Renewed by `lease.renew` every 5 s; free
   * again 15 s after the last.
   */
  "lease.take": call(v.object({ page: v.string(), force: v.boolean() }))<
    { page: string },
    { tag: "held"; sinceMs: number }
  >(),
  "lease.renew": call(v.object({ page: v.string() }))<null, { tag: "lost" }>(),
  "lease.release": call(v.object({ page: v.string() }))<null>(),
  /** Paths are not written so: `share.choose`, `backup.choose` and `refresh.choose` do it. */
  "settings.write": call(v.omit(deviceSettings, ["sharePath", "backupPath", "refreshPaths"]))<DeviceSettings>(),
};
