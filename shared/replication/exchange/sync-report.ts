/** What a sync tells: while it runs, and when it is over. The words are the screen's. */
import type { Locked, OpenError } from "../../kernel/sealed.ts";
import type { Unreadable } from "../../kernel/store-outcome.ts";
import type { Gap } from "../lines/gaps.ts";
import type { DigestAt } from "../rows/digest.ts";
import type { StreamId } from "../rows/entry.ts";

/** In the order of the sync centre. */
export const SYNC_STEPS = ["look", "read", "verify", "merge", "write", "finish"] as const;
export type SyncStep = (typeof SYNC_STEPS)[number];

export interface SyncProgress {
  readonly step: SyncStep;
  /** Name of the device whose file is read, merged or written. */
  readonly device: string | null;
  readonly file: string | null;
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly total: number;
  readonly unit: "files" | "records";
  readonly bytes: number;
}

/** Why a sync ended before its end. What was applied or written stays; all of it can be done again. */
export type SyncStop =
  | { readonly tag: "cancelled" }
  /** The share's folder is not there at the start. */
  | { readonly tag: "no-folder" }
  /** It was there and went away meanwhile. */
  | { readonly tag: "gone" }
  /** An empty folder: nothing is ever written into it before a person has said so. */
  | { readonly tag: "empty-folder" }
  /** Files that are not ours, and no library's marker. */
  | { readonly tag: "wrong-folder" }
  /** Our files, and no library's marker: a person may have it made whole. */
  | { readonly tag: "marker-lost" }
  | { readonly tag: "another-library"; readonly library: string }
  | { readonly tag: "newer-format" }
  | { readonly tag: "read-only" }
  | { readonly tag: "full" }
  | { readonly tag: "unclear"; readonly code: string; readonly file: string }
  /** A name of ours holds other bytes. */
  | { readonly tag: "other-content"; readonly file: string }
  /** Own head is not what was written: the folder says done and does not keep it. */
  | { readonly tag: "not-kept" }
  | Locked
  /** This computer was removed from the library: what it wrote behind batch `no` counts nowhere else. */
  | { readonly tag: "removed"; readonly at: number | null; readonly no: number }
  /** The local copy cannot be read or written. */
  | { readonly tag: "local-store"; readonly code: string }
  | { readonly tag: "database"; readonly reason: string };

export type SyncOutcome =
  | { readonly tag: "done" }
  | { readonly tag: "nothing-new" }
  | { readonly tag: "stopped"; readonly step: SyncStep; readonly stop: SyncStop };

export type SyncWarning =
  /** Its newest batch is stamped more than two minutes after this computer's time. */
  | { readonly tag: "clock-off"; readonly stream: StreamId; readonly device: string | null; readonly aheadMs: number }
  | {
      readonly tag: "file-refused";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly file: string;
      readonly error: OpenError | Unreadable;
    }
  /** The marker of another library lies beside ours: nothing of it is read. */
  | { readonly tag: "second-marker"; readonly file: string }
  /** A batch between those that are there is on no store that this device can reach. */
  | {
      readonly tag: "batch-missing";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly no: number;
      readonly gap: Gap | null;
    }
  /**
   * Batch `no` is announced by a head of that name, and nothing else tells of it: it may come late, be lost, or never
   * have been.
   */
  | {
      readonly tag: "head-alone";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly no: number;
      readonly head: string;
    }
  /** The share holds less of it than before; what was here has been put back. */
  | {
      readonly tag: "went-back";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly tag: "fork";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly no: number;
      readonly kept: string;
      readonly excluded: string;
    }
  /** It stands at the same entries as this device and shows other records: a fault of the program or of a disk. */
  | {
      readonly tag: "digest-differs";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly kinds: readonly string[];
      readonly ours: DigestAt;
      readonly theirs: DigestAt;
    }
  /**
   * A state was being taken over, or all was being applied again, when the sync ended: commands wait until it goes on.
   */
  | { readonly tag: "unfinished"; readonly stream: StreamId; readonly device: string | null }
  /** A removed computer has gone on writing: what it wrote behind its number counts as nothing. */
  | {
      readonly tag: "removed-wrote";
      readonly stream: StreamId;
      readonly device: string | null;
      readonly at: number | null;
    }
  /**
   * A removal reaches back further than anything from which all could be applied anew: what was taken over before
   * stays.
   */
  | { readonly tag: "removal-late" }
  /** It is new here and was let in by a library code that has been replaced since. */
  | { readonly tag: "old-code"; readonly stream: StreamId; readonly device: string | null }
  /** This computer has gone over to a newer key of the library, and to its code: the sheet in the drawer is old. */
  | { readonly tag: "new-code" }
  /** Its files are sealed under a newer key that has not reached this computer. */
  | { readonly tag: "key-missing"; readonly stream: StreamId; readonly device: string | null }
  /** This profile was a clone or an old backup: it goes on under a new stream. */
  | { readonly tag: "new-stream"; readonly stream: StreamId; readonly from: StreamId; readonly entries: number };

export interface Waiting {
  readonly stream: StreamId;
  readonly device: string | null;
  /** Number of the entry that must come first. */
  readonly seq: number;
}

export interface DeviceLine {
  readonly stream: StreamId;
  readonly device: string | null;
  readonly branch: string | null;
  readonly own: boolean;
  /** When its last batch that was applied here was sealed, on its own clock; null for never. */
  readonly lastAt: number | null;
  /** Own entries not yet on the share; for others null, nobody can know. */
  readonly pending: number | null;
  /** Whether it has told that it has all that this device had published before. */
  readonly hasOurs: boolean | null;
  /** For whom its batches here wait. */
  readonly waitsFor: readonly Waiting[];
  /** Taken up for the first time by this sync. */
  readonly joined: boolean;
  /** An earlier stream of a device that goes on under another one. */
  readonly replacedBy: StreamId | null;
  /** Removed or retired, and when. */
  readonly out: { readonly way: "removed" | "retired"; readonly at: number | null } | null;
  /** When its card was made, on its own clock; null where that is not here. */
  readonly since: number | null;
  /**
   * Id of the key that it is not given before a person has let it in: its card was made under an older one. Null where
   * it waits for nothing, or this one waits itself.
   */
  readonly asks: string | null;
  /** New files of its stream that this sync has brought here, or made here. */
  readonly added: Added;
  /**
   * When this sync last had a file of it from the share that held; of the own one, when all of it was found there
   * again. Null: not in this sync.
   */
  readonly provedAt: number | null;
}

export interface Added {
  readonly files: number;
  readonly bytes: number;
}

export interface StepCounts {
  readonly files: number;
  readonly records: number;
  readonly bytes: number;
  /** Names of the devices concerned. */
  readonly devices: readonly string[];
}

/** The state that the first sync began with, instead of all batches. */
export interface TakenOver {
  readonly stream: StreamId;
  readonly device: string | null;
  /** When it was made, on its writer's clock. */
  readonly at: number;
  readonly records: number;
}

export interface SyncReport {
  readonly outcome: SyncOutcome;
  readonly startedAt: number;
  readonly endedAt: number;
  /**
   * Steps that were entered, with what they did. `read`: entries fetched; `merge`: entries applied; `write`: own
   * entries published.
   */
  readonly steps: Readonly<Partial<Record<SyncStep, StepCounts>>>;
  /** Records in which a conflict was found by this sync. */
  readonly conflicts: number;
  /** Something did not fit its declaration and was set aside: of how many readers, 0 where it is no reader's. */
  readonly setAside?: { readonly readers: number };
  readonly takenOver?: TakenOver;
  readonly devices: readonly DeviceLine[];
  readonly warnings: readonly SyncWarning[];
}
