/**
 * The checkpoints that stand in a store. One counts from the moment when its manifest stands there, for that
 * is written last and deleted first; whoever opens it has its writer's signature and the hashes of all parts.
 */
import { err, type Result } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { GuardedStore, Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import {
  isStreamId,
  manifestName,
  parseName,
  partName,
  STREAMS,
  type StateRef,
  stateFolder,
  streamFolder,
} from "../files/names.ts";
import type { StreamId, Vector } from "../rows/entry.ts";
import { plainVector } from "../rows/vector.ts";
import { type Checkpoint, parseManifest, parsePart } from "./checkpoint.ts";
import type { StateRow } from "./state-row.ts";

/** A checkpoint whose manifest was opened and verified. */
export interface KeptCheckpoint extends StateRef {
  /** SHA-256 of the manifest's file. */
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly checkpoint: Checkpoint;
}

/** @param streams whose checkpoints are looked for; without it those of all streams of the store */
export async function readShelf(
  run: Run,
  store: GuardedStore,
  cards: Cards,
  streams?: readonly StreamId[],
): Promise<readonly KeptCheckpoint[]> {
  const names = streams === undefined ? await store.list(STREAMS) : streams;
  const found: KeptCheckpoint[] = [];
  for (const stream of names.filter(isStreamId)) {
    const numbers = await stateNumbers(store, stream);
    for (const no of numbers) {
      const card = await cards.get(stream);
      const kept = card === null ? null : await openManifest(run, store, card, no);
      if (kept !== null) found.push(kept);
    }
  }
  return found.sort(byReach);
}

/** How far the checkpoint of the local copy reaches that covers most. */
export async function readCovered(run: Run, cards: Cards): Promise<Vector> {
  const shelf = await readShelf(run, run.local, cards);
  return plainVector(shelf[0]?.checkpoint.cursors.streams ?? {});
}

/** Numbers of a stream's checkpoints in a store, whole or not. */
export async function stateNumbers(store: GuardedStore, stream: StreamId): Promise<readonly number[]> {
  const names = await store.list(streamFolder(stream));
  return names.flatMap((name) => {
    const parsed = parseName(`${streamFolder(stream)}/${name}/manifest`);
    return parsed?.tag === "manifest" ? [parsed.no] : [];
  });
}

/** Null where it is not there, or is not what its place says. */
async function openManifest(
  run: Run,
  store: GuardedStore,
  card: DeviceCard,
  no: number,
): Promise<KeptCheckpoint | null> {
  const { stream, device } = card;
  const ref: StateRef = { stream, no };
  const bytes = await store.get(manifestName(ref));
  if (bytes === null) return null;
  const opened = await run.seal.openState({ ...ref, index: "manifest" }, card.signKey, bytes);
  const parsed = opened.ok ? parseManifest(opened.value.text) : opened;
  // it is its writer's word about its own line too
  const isPlaced = parsed.ok && (parsed.value.cursors.streams[stream]?.no ?? 0) >= no;
  if (opened.ok && parsed.ok && isPlaced) return { ...ref, hash: opened.value.hash, bytes, checkpoint: parsed.value };
  if (run.keys !== null && !opened.ok && opened.error.tag === "wrong-key") {
    run.log.lacksKey.set(stream, device);
    return null;
  }
  run.log.warn({
    tag: "file-refused",
    stream,
    device,
    file: manifestName(ref),
    error: parsed.ok ? { tag: "wrong-place" } : parsed.error,
  });
  return null;
}

/** The rows of a part; an error where it is not there, or is not what the manifest says. */
export async function readPart(
  run: Run,
  store: GuardedStore,
  cards: Cards,
  { stream, no, checkpoint }: KeptCheckpoint,
  index: number,
): Promise<Result<readonly StateRow[], PartError>> {
  const card = await cards.get(stream);
  const bytes = await store.get(partName({ stream, no }, index));
  if (card === null || bytes === null) return err({ tag: "damaged" });
  const opened = await run.seal.openState({ stream, no, index }, card.signKey, bytes);
  if (!opened.ok || opened.value.hash !== checkpoint.parts[index]?.hash) return err({ tag: "damaged" });
  const rows = parsePart(opened.value.text);
  return rows.ok ? rows : err({ tag: "malformed", what: "row" });
}

type PartError = { readonly tag: "damaged" } | { readonly tag: "malformed"; readonly what: string };

/** The parts that stand in a store, by index. */
export async function partsThere(store: GuardedStore, ref: StateRef): Promise<ReadonlySet<number>> {
  const names = await store.list(stateFolder(ref));
  const found = new Set<number>();
  for (const name of names) {
    const parsed = parseName(`${stateFolder(ref)}/${name}`);
    if (parsed?.tag === "part") found.add(parsed.index);
  }
  return found;
}

/** Whether all parts of a checkpoint stand in a store: one may be gone, and the manifest still be there. */
export async function isWhole(store: GuardedStore, kept: KeptCheckpoint): Promise<boolean> {
  const parts = await partsThere(store, kept);
  return kept.checkpoint.parts.every((_, index) => parts.has(index));
}

/** First the manifest, so that at no moment a checkpoint stands there without all its parts. */
export async function dropCheckpoint(store: GuardedStore, ref: StateRef): Promise<void> {
  const names = await store.list(stateFolder(ref));
  const ours = names.map((name) => `${stateFolder(ref)}/${name}`).filter((name) => parseName(name) !== null);
  for (const name of [...ours].sort((a, b) => Number(b.endsWith("manifest")) - Number(a.endsWith("manifest")))) {
    await store.delete(name);
  }
}

/** How many entries a checkpoint covers, of all streams. */
export const reachOf = ({ checkpoint }: KeptCheckpoint): number =>
  Object.values(checkpoint.cursors.streams).reduce((sum, { seq, no }) => sum + seq + no, 0);

/** The one that covers most comes first. */
const byReach = (a: KeptCheckpoint, b: KeptCheckpoint): number =>
  reachOf(b) - reachOf(a) || b.checkpoint.at - a.checkpoint.at || (a.stream < b.stream ? -1 : 1);
