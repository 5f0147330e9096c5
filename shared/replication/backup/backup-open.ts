/**
 * Opens a backup and reads its rows, each once and as it stood at the end: what people changed while it was
 * written stands in it twice, and the second time counts. Every file is verified on the way.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import { parsePart } from "../checkpoints/checkpoint.ts";
import { type KeptCheckpoint, readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { isAside, type StateRow } from "../checkpoints/state-row.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { Sealing, Store } from "../exchange/ports.ts";
import { createRun, type Run } from "../exchange/sync-run.ts";
import { type Cards, createCards } from "../files/cards.ts";
import { deviceName, isStreamId, partName, STREAMS } from "../files/names.ts";
import { changeDigest, differingKinds, type HashText, type StateDigest } from "../rows/digest.ts";
import type { AnyRow } from "../rows/row.ts";
import { type BackupFault, faultIfStopped } from "./backup-fault.ts";

export interface OpenedBackup {
  readonly kept: KeptCheckpoint;
  /** Whose backup it is. */
  readonly card: DeviceCard;
  /** Rows of one part after the other, each record once. */
  parts(): AsyncGenerator<Result<readonly StateRow[], BackupFault>, undefined>;
}

export async function openBackup(
  seal: Sealing,
  store: Store,
  isCancelled: () => boolean = () => false,
): Promise<Result<OpenedBackup, BackupFault>> {
  const run = createRun(
    { seal, local: store, share: store, replica: NO_REPLICA, memory: NO_MEMORY, clock: { now: () => 0 } },
    { isCancelled },
  );
  const cards = createCards(run, false);
  const found = await faultIfStopped(() => find(run, cards));
  if (!found.ok) return found;
  const { kept, card } = found.value;
  return ok({ kept, card, parts: () => readParts(run, kept, card) });
}

async function find(
  run: Run,
  cards: Cards,
): Promise<Result<{ readonly kept: KeptCheckpoint; readonly card: DeviceCard }, BackupFault>> {
  const streams = await run.local.list(STREAMS);
  const cardless: string[] = [];
  for (const stream of streams.filter(isStreamId)) {
    const bytes = await run.local.get(deviceName(stream));
    const card = await cards.get(stream);
    // a colleague's may never have been at hand; one that is there is what it should be
    if (bytes === null) cardless.push(deviceName(stream));
    else if (card === null) return err({ tag: "damaged", file: deviceName(stream) });
  }
  const [kept] = await readShelf(run, run.local, cards);
  const card = kept === undefined ? null : await cards.get(kept.stream);
  if (kept !== undefined && card !== null) return ok({ kept, card });
  for (const warning of run.log.warnings)
    if (warning.tag === "file-refused")
      return err(warning.error.tag === "newer-format" ? warning.error : { tag: "damaged", file: warning.file });
  return err({ tag: "damaged", file: cardless[0] ?? "manifest" });
}

async function* readParts(
  run: Run,
  kept: KeptCheckpoint,
  card: DeviceCard,
): AsyncGenerator<Result<readonly StateRow[], BackupFault>, undefined> {
  const { parts, again } = kept.checkpoint;
  const late = new Set<string>();
  const order = [...parts.keys()].map((at) => (at + again) % Math.max(1, parts.length));
  for (const index of order) {
    const rows = await faultIfStopped(() => readPart(run, kept, card, index));
    if (!rows.ok) {
      yield rows;
      return;
    }
    yield ok(rows.value.filter((row) => isAside(row) || index >= again || !late.has(keyOf(row))));
    if (index >= again) for (const row of rows.value) if (!isAside(row)) late.add(keyOf(row));
  }
}

const keyOf = ([kind, { id }]: readonly [kind: string, row: AnyRow]): string => `${kind}/${id}`;

async function readPart(
  run: Run,
  kept: KeptCheckpoint,
  card: DeviceCard,
  index: number,
): Promise<Result<readonly StateRow[], BackupFault>> {
  const file = partName(kept, index);
  const bytes = await run.local.get(file);
  const place = { stream: kept.stream, no: kept.no, index };
  const opened = bytes === null ? err(null) : await run.seal.openState(place, card.signKey, bytes);
  const expected = kept.checkpoint.parts[index];
  if (!opened.ok || opened.value.hash !== expected?.hash) return err({ tag: "damaged", file });
  const rows = parsePart(opened.value.text);
  return rows.ok ? rows : err({ tag: "damaged", file });
}

export interface CheckedBackup {
  readonly opened: OpenedBackup;
  readonly records: number;
  readonly digest: StateDigest;
}

export interface CheckOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly isCancelled?: () => boolean;
  /** Lets others have their turn between two runs of rows. */
  readonly breathe?: () => Promise<void>;
}

const ROWS_IN_A_BREATH = 500;

/** Opens every file, counts the digest of all rows anew, and compares it with what the manifest says. */
export async function checkBackup(
  seal: Sealing,
  store: Store,
  hash: HashText,
  { onProgress, isCancelled, breathe }: CheckOptions = {},
): Promise<Result<CheckedBackup, BackupFault>> {
  const opened = await openBackup(seal, store, isCancelled);
  if (!opened.ok) return opened;
  const { checkpoint } = opened.value.kept;
  const total = Object.values(checkpoint.records).reduce((sum, count) => sum + count, 0);
  let digest: StateDigest = {};
  let records = 0;
  let aside = 0;
  for await (const rows of opened.value.parts()) {
    if (!rows.ok) return rows;
    const kept = rows.value.flatMap((row) => (isAside(row) ? [] : [row]));
    for (let from = 0; from < kept.length; from += ROWS_IN_A_BREATH) {
      const run = kept
        .slice(from, from + ROWS_IN_A_BREATH)
        .map(([kind, after]) => ({ kind, before: undefined, after }));
      digest = changeDigest(digest, run, hash);
      await breathe?.();
    }
    records += kept.length;
    aside += rows.value.length - kept.length;
    onProgress?.(records, total);
  }
  // a version that knows other fields sets aside others, and may count another state
  const isComparable = checkpoint.digest?.aside === aside;
  const kinds = isComparable && checkpoint.digest !== null ? differingKinds(digest, checkpoint.digest.tables) : [];
  return kinds.length > 0 ? err({ tag: "differs", kinds }) : ok({ opened: opened.value, records, digest });
}

/** Nothing of the database is asked while a backup is read. */
const NO_REPLICA = {} as Parameters<typeof createRun>[0]["replica"]; // its calls are only wrapped, never made
