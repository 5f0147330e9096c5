/**
 * The checkpoints that stand in a store. One counts from the moment when its manifest stands there, for that
 * is written last and deleted first; whoever opens it has its writer's signature and the hashes of all parts.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { Attempt, GuardedStore, Run } from "../exchange/sync-run.ts";
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
): Attempt<readonly KeptCheckpoint[]> {
  const names = streams === undefined ? await store.list(STREAMS) : ok(streams);
  if (!names.ok) return names;
  const found: KeptCheckpoint[] = [];
  for (const stream of names.value.filter(isStreamId)) {
    const numbers = await stateNumbers(store, stream);
    if (!numbers.ok) return numbers;
    for (const no of numbers.value) {
      const card = await cards.get(stream);
      if (!card.ok) return card;
      const kept = card.value === null ? ok(null) : await openManifest(run, store, card.value, no);
      if (!kept.ok) return kept;
      if (kept.value !== null) found.push(kept.value);
    }
  }
  return ok(found.sort(byReach));
}

/** How far the checkpoint of the local copy reaches that covers most. */
export async function readCovered(run: Run, cards: Cards): Attempt<Vector> {
  const shelf = await readShelf(run, run.local, cards);
  return shelf.ok ? ok(plainVector(shelf.value[0]?.checkpoint.cursors.streams ?? {})) : shelf;
}

/** Numbers of a stream's checkpoints in a store, whole or not. */
export async function stateNumbers(store: GuardedStore, stream: StreamId): Attempt<readonly number[]> {
  const names = await store.list(streamFolder(stream));
  if (!names.ok) return names;
  return ok(
    names.value.flatMap((name) => {
      const parsed = parseName(`${streamFolder(stream)}/${name}/manifest`);
      return parsed?.tag === "manifest" ? [parsed.no] : [];
    }),
  );
}

/** Null where it is not there, or is not what its place says. */
async function openManifest(
  run: Run,
  store: GuardedStore,
  card: DeviceCard,
  no: number,
): Attempt<KeptCheckpoint | null> {
  const { stream, device } = card;
  const ref: StateRef = { stream, no };
  const bytes = await store.get(manifestName(ref));
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  const opened = await run.seal.openState({ ...ref, index: "manifest" }, card.signKey, bytes.value);
  if (!opened.ok) return opened;
  const parsed = opened.value.ok ? parseManifest(opened.value.value.text) : opened.value;
  // it is its writer's word about its own line too
  const isPlaced = parsed.ok && (parsed.value.cursors.streams[stream]?.no ?? 0) >= no;
  if (opened.value.ok && parsed.ok && isPlaced)
    return ok({ ...ref, hash: opened.value.value.hash, bytes: bytes.value, checkpoint: parsed.value });
  if (run.keys !== null && !opened.value.ok && opened.value.error.tag === "wrong-key") {
    run.log.lacksKey.set(stream, device);
    return ok(null);
  }
  run.log.warn({
    tag: "file-refused",
    stream,
    device,
    file: manifestName(ref),
    error: parsed.ok ? { tag: "wrong-place" } : parsed.error,
  });
  return ok(null);
}

/** The rows of a part; an error where it is not there, or is not what the manifest says. */
export async function readPart(
  run: Run,
  store: GuardedStore,
  cards: Cards,
  { stream, no, checkpoint }: KeptCheckpoint,
  index: number,
): Attempt<Result<readonly StateRow[], PartError>> {
  const card = await cards.get(stream);
  if (!card.ok) return card;
  const bytes = await store.get(partName({ stream, no }, index));
  if (!bytes.ok) return bytes;
  if (card.value === null || bytes.value === null) return ok(err({ tag: "damaged" }));
  const opened = await run.seal.openState({ stream, no, index }, card.value.signKey, bytes.value);
  if (!opened.ok) return opened;
  if (!opened.value.ok || opened.value.value.hash !== checkpoint.parts[index]?.hash) return ok(err({ tag: "damaged" }));
  const rows = parsePart(opened.value.value.text);
  return ok(rows.ok ? rows : err({ tag: "malformed", what: "row" }));
}

type PartError = { readonly tag: "damaged" } | { readonly tag: "malformed"; readonly what: string };

/** The parts that stand in a store, by index. */
export async function partsThere(store: GuardedStore, ref: StateRef): Attempt<ReadonlySet<number>> {
  const names = await store.list(stateFolder(ref));
  if (!names.ok) return names;
  const found = new Set<number>();
  for (const name of names.value) {
    const parsed = parseName(`${stateFolder(ref)}/${name}`);
    if (parsed?.tag === "part") found.add(parsed.index);
  }
  return ok(found);
}

/** Whether all parts of a checkpoint stand in a store: one may be gone, and the manifest still be there. */
export async function isWhole(store: GuardedStore, kept: KeptCheckpoint): Attempt<boolean> {
  const parts = await partsThere(store, kept);
  return parts.ok ? ok(kept.checkpoint.parts.every((_, index) => parts.value.has(index))) : parts;
}

/** First the manifest, so that at no moment a checkpoint stands there without all its parts. */
export async function dropCheckpoint(store: GuardedStore, ref: StateRef): Attempt<null> {
  const names = await store.list(stateFolder(ref));
  if (!names.ok) return names;
  const ours = names.value.map((name) => `${stateFolder(ref)}/${name}`).filter((name) => parseName(name) !== null);
  for (const name of [...ours].sort((a, b) => Number(b.endsWith("manifest")) - Number(a.endsWith("manifest")))) {
    const deleted = await store.delete(name);
    if (!deleted.ok) return deleted;
  }
  return ok(null);
}

/** How many entries a checkpoint covers, of all streams. */
export const reachOf = ({ checkpoint }: KeptCheckpoint): number =>
  Object.values(checkpoint.cursors.streams).reduce((sum, { seq, no }) => sum + seq + no, 0);

/** The one that covers most comes first. */
const byReach = (a: KeptCheckpoint, b: KeptCheckpoint): number =>
  reachOf(b) - reachOf(a) || b.checkpoint.at - a.checkpoint.at || (a.stream < b.stream ? -1 : 1);
