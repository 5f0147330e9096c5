/** What one run counts, warns of and learns on its way: for progress, for its report, and for its later steps. */
import type { StreamId } from "../rows/entry.ts";
import type { Added, StepCounts, SyncProgress, SyncStep, SyncWarning, TakenOver } from "./sync-report.ts";

export interface RunLog {
  readonly step: SyncStep;
  enter(step: SyncStep): void;
  /** Adds to the present step's counts and tells of it. */
  count(more: {
    readonly files?: number;
    readonly records?: number;
    readonly bytes?: number;
    readonly device?: string | null;
    readonly file?: string;
  }): void;
  /** So many more files, or records to merge, will come to a step. */
  expect(step: SyncStep, count: number): void;
  warn(warning: SyncWarning): void;
  conflicts: number;
  /** Readers of whom something was set aside; an empty id for what is no reader's. */
  readonly quarantined: Set<string>;
  /** Something was applied that everybody waits to hear is applied. */
  isAwaited: boolean;
  /** Another line may stand under the own stream on the share, and what would prove it is not there. */
  isLineInDoubt: boolean;
  /** The own newest batch was looked at and is not as it should be: all own files are put again. */
  isOwnAmiss: boolean;
  /**
   * Streams whose head on the share went back. Until something of them is put back, it may be the head alone that is
   * away.
   */
  readonly losses: Map<
    StreamId,
    { readonly warning: Extract<SyncWarning, { readonly tag: "went-back" }>; readonly isProved: boolean }
  >;
  /** Streams with a file that cannot be put, because something else holds its name. */
  readonly blocked: Set<StreamId>;
  takenOver: TakenOver | null;
  /** Whose state is being taken over. */
  takingFrom: { readonly stream: StreamId; readonly device: string | null } | null;
  readonly joined: Set<StreamId>;
  /** Streams of which something is sealed under a key that is not here, with their device's name. */
  readonly lacksKey: Map<StreamId, string | null>;
  /** A new file of a stream has come here, verified, or was made here. */
  add(stream: StreamId, bytes: number): void;
  readonly added: ReadonlyMap<StreamId, Added>;
  /** When a file of a stream was last seen whole on the share. */
  readonly provedAt: Map<StreamId, number>;
  readonly warnings: readonly SyncWarning[];
  readonly steps: Readonly<Partial<Record<SyncStep, StepCounts>>>;
}

export const NOTHING_ADDED: Added = { files: 0, bytes: 0 };

export function createRunLog(onProgress: (progress: SyncProgress) => void): RunLog {
  let step: SyncStep = "look";
  const totals = new Map<SyncStep, number>();
  const steps = new Map<SyncStep, { files: number; records: number; bytes: number; devices: string[] }>();
  const warnings: SyncWarning[] = [];
  const added = new Map<StreamId, Added>();
  const counts = (): { files: number; records: number; bytes: number; devices: string[] } => {
    const known = steps.get(step) ?? { files: 0, records: 0, bytes: 0, devices: [] };
    steps.set(step, known);
    return known;
  };
  const tell = (device: string | null, file: string | null): void => {
    const { files, records, bytes } = counts();
    const ofRecords = step === "merge";
    const done = ofRecords ? records : files;
    // how many records a batch holds is known only when it is open; of a checkpoint it is known before
    const total = totals.get(step) ?? 0;
    onProgress({
      step,
      device,
      file,
      done,
      total: ofRecords && done > total ? 0 : total,
      unit: ofRecords ? "records" : "files",
      bytes,
    });
  };
  return {
    get step() {
      return step;
    },
    enter: (next) => {
      step = next;
      tell(null, null);
    },
    expect: (of, count) => {
      totals.set(of, (totals.get(of) ?? 0) + count);
    },
    count: ({ files = 0, records = 0, bytes = 0, device = null, file = null }) => {
      const known = counts();
      known.files += files;
      known.records += records;
      known.bytes += bytes;
      if (device !== null && !known.devices.includes(device)) known.devices.push(device);
      tell(device, file);
    },
    warn: (warning) => {
      // one file is met by several steps
      const isKnown =
        warning.tag === "file-refused" &&
        warnings.some((other) => other.tag === "file-refused" && other.file === warning.file);
      if (!isKnown) warnings.push(warning);
    },
    conflicts: 0,
    quarantined: new Set(),
    isAwaited: false,
    isLineInDoubt: false,
    isOwnAmiss: false,
    losses: new Map(),
    blocked: new Set(),
    takenOver: null,
    takingFrom: null,
    joined: new Set(),
    lacksKey: new Map(),
    add: (stream, bytes) => {
      const before = added.get(stream) ?? NOTHING_ADDED;
      added.set(stream, { files: before.files + 1, bytes: before.bytes + bytes });
    },
    added,
    provedAt: new Map(),
    warnings,
    get steps() {
      return Object.fromEntries(steps);
    },
  };
}
