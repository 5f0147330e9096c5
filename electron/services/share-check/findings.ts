/** What a look at a share can find, and how grave it is. */
import type { OpenError } from "#shared/kernel/sealed.ts";

/**
 * `note`: nothing to do. `mend`: a desk or *heal* puts it right. `loss`: something is missing that only another copy
 * has.
 */
export type Gravity = "note" | "mend" | "loss";

interface Of {
  /** The computer's name, or its stream where its card cannot be read. */
  readonly device: string;
}

export type Finding =
  /** Not ours: ignored by every desk. */
  | { readonly tag: "foreign"; readonly file: string }
  /** More foreign files than are named one by one. */
  | { readonly tag: "many-foreign"; readonly count: number }
  | ({ readonly tag: "card-missing" } & Of)
  | ({ readonly tag: "refused"; readonly file: string; readonly error: OpenError } & Of)
  /** Batches between two others, or below a head, that are not there. */
  | ({ readonly tag: "gap"; readonly from: number; readonly to: number } & Of)
  /** A batch that does not follow on the one before it. */
  | ({ readonly tag: "broken"; readonly no: number } & Of)
  /** Batches are there and no head tells of them. */
  | ({ readonly tag: "head-missing"; readonly no: number } & Of)
  | ({ readonly tag: "head-empty"; readonly no: number } & Of)
  /** Two lines under one number. */
  | ({ readonly tag: "fork"; readonly no: number; readonly kept: string; readonly excluded: string } & Of)
  /** A colleague has applied more of it than there is. */
  | ({ readonly tag: "went-back"; readonly has: number; readonly seen: number; readonly by: string } & Of)
  /** Entries that cannot be applied, because what their author had seen is not here. */
  | ({ readonly tag: "waits"; readonly no: number; readonly for: readonly string[] } & Of)
  | ({ readonly tag: "set-aside"; readonly count: number } & Of)
  /** A gap that somebody has declared lost: everybody goes on behind it. */
  | ({ readonly tag: "declared-lost"; readonly from: number; readonly to: number } & Of)
  /** Removed or retired: what it wrote behind that number counts nowhere. */
  | ({ readonly tag: "out"; readonly way: "removed" | "retired"; readonly no: number; readonly behind: number } & Of)
  /** Parts of a checkpoint without the manifest that makes them one. */
  | ({ readonly tag: "state-unfinished"; readonly no: number } & Of)
  | ({ readonly tag: "part-missing"; readonly file: string } & Of)
  /** A checkpoint whose rows are not those that it announces. */
  | ({ readonly tag: "state-differs"; readonly no: number; readonly kinds: readonly string[] } & Of)
  /** History was swept, and no whole checkpoint holds what it was. */
  | { readonly tag: "no-base"; readonly devices: readonly string[] };

const GRAVITY: Readonly<Record<Finding["tag"], Gravity>> = {
  foreign: "note",
  "many-foreign": "note",
  "set-aside": "note",
  "declared-lost": "note",
  out: "note",
  "state-unfinished": "note",
  fork: "note",
  "head-missing": "mend",
  "card-missing": "loss",
  refused: "loss",
  gap: "loss",
  broken: "loss",
  "head-empty": "loss",
  "went-back": "loss",
  waits: "loss",
  "part-missing": "loss",
  "state-differs": "loss",
  "no-base": "loss",
};

export const gravityOf = ({ tag }: Finding): Gravity => GRAVITY[tag];

const ERRORS: Readonly<Record<OpenError["tag"], string>> = {
  "not-ours": "cut short or not a file of ours",
  "newer-format": "written by a newer version",
  malformed: "malformed",
  "too-large": "too large",
  "wrong-place": "belongs elsewhere: renamed, replayed or of another library",
  "bad-signature": "its signature does not hold: changed, or not written by that computer",
  "wrong-key": "sealed under a key that this code does not open",
  damaged: "damaged",
};

export const errorWords = (error: OpenError): string =>
  ERRORS[error.tag] + (error.tag === "malformed" ? ` (${error.what})` : "");

/** A sentence for a person, without the gravity. */
export function findingWords(finding: Finding): string {
  switch (finding.tag) {
    case "foreign":
      return `${finding.file} is not ours and is ignored.`;
    case "many-foreign":
      return `${finding.count} more files are not ours and are ignored.`;
    case "card-missing":
      return `${finding.device}: the card that names this computer and its key is missing; its batches cannot be checked.`;
    case "refused":
      return `${finding.device}: ${finding.file} is refused: ${errorWords(finding.error)}.`;
    case "gap":
      return finding.from === finding.to
        ? `${finding.device}: batch ${finding.from} is missing.`
        : `${finding.device}: batches ${finding.from} to ${finding.to} are missing.`;
    case "broken":
      return `${finding.device}: batch ${finding.no} does not follow on the one before it.`;
    case "head-missing":
      return `${finding.device}: batch ${finding.no} is here and not announced.`;
    case "head-empty":
      return `${finding.device}: batch ${finding.no} is announced and not here.`;
    case "fork":
      return `${finding.device}: two lines under number ${finding.no}: ${finding.kept} counts, ${finding.excluded} does not. A profile was copied or restored.`;
    case "went-back":
      return `${finding.device} went back from ${finding.seen} to ${finding.has}: ${finding.by} has seen ${finding.seen}. This share was restored from an older copy, or files were deleted.`;
    case "waits":
      return `${finding.device}: batch ${finding.no} and later wait for ${finding.for.join(", ")}.`;
    case "set-aside":
      return `${finding.device}: ${finding.count} changes are of a kind that this version does not take; they are kept.`;
    case "declared-lost":
      return finding.from === finding.to
        ? `${finding.device}: batch ${finding.from} was declared lost.`
        : `${finding.device}: batches ${finding.from} to ${finding.to} were declared lost.`;
    case "out":
      return `${finding.device} was ${finding.way} and counts up to batch ${finding.no}${finding.behind === 0 ? "." : `; ${finding.behind} of its batches behind that count nowhere.`}`;
    case "state-unfinished":
      return `${finding.device}: checkpoint ${finding.no} is not finished: it is being written or taken away.`;
    case "part-missing":
      return `${finding.device}: ${finding.file}, a part of a checkpoint, is missing.`;
    case "state-differs":
      return `${finding.device}: checkpoint ${finding.no} does not hold the records that it announces (${finding.kinds.join(", ")}).`;
    case "no-base":
      return `The older batches of ${finding.devices.join(", ")} have been swept, and no whole checkpoint here covers them: nobody can join. Any desk of this library puts one there with its next sync.`;
  }
}
