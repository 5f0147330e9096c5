/**
 * Step 7: the word that what came was applied, a batch with no entries: once a day where something was pulled,
 * at once where somebody waits for it, or asks for the sync.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import { readHeads } from "../files/heads.ts";
import { HEADS } from "../files/names.ts";
import { unannounced, untold } from "../rows/vector.ts";
import type { ReplicaState } from "./ports.ts";
import { publishStream } from "./publish.ts";
import { type OwnChain, sealAcknowledgement } from "./sealing.ts";
import type { Run } from "./sync-run.ts";

export const DAY_MS = 24 * 60 * 60_000;

export interface Indexes {
  readonly share: BatchIndex;
  readonly local: BatchIndex;
}

/** @param asked by a person: who presses the key at both desks reads at both that the other one has it all */
export const isAcknowledgementDue = ({ own, streams }: ReplicaState, nowMs: number, asked: boolean): boolean =>
  Object.keys(unannounced(own.told, streams)).length > 0 && (asked || Math.abs(nowMs - own.ackedAt) >= DAY_MS);

/**
 * @param chain with the floor that the own stream may rise to
 * @param isDue it is its day, or somebody waits for it: can go on with what was put back, and must see that there is
 * news
 */
export async function acknowledge(
  run: Run,
  indexes: Indexes,
  card: DeviceCard,
  { own, streams }: ReplicaState,
  chain: OwnChain,
  isDue: boolean,
): Promise<OwnChain> {
  if (!isDue && chain.own.floor - own.floor < WORTH_A_BATCH) return chain;
  const sealed = await sealAcknowledgement(run, indexes.local, chain.own, chain.previous, untold(own.told, streams));
  return publishOwn(run, indexes, card, sealed);
}

/** So many own batches to be swept are told of by a batch of its own; fewer wait for the next one. */
const WORTH_A_BATCH = 16;

/** What was sealed since the own batches were published. */
export async function publishOwn(
  run: Run,
  { share, local }: Indexes,
  card: DeviceCard,
  chain: OwnChain,
): Promise<OwnChain> {
  const listed = await run.share.list(HEADS);
  await publishStream(run, share, local, readHeads(listed), {
    card,
    applied: chain.own.sealed,
    floor: chain.own.floor,
    own: true,
    records: 0,
  });
  return chain;
}

/** A batch of its own for a floor that must not wait for the next one. */
export async function tellFloor(
  run: Run,
  indexes: Indexes,
  card: DeviceCard,
  { own, previous }: OwnChain,
): Promise<OwnChain> {
  const state = await run.replica.state();
  const sealed = await sealAcknowledgement(run, indexes.local, own, previous, untold(own.told, state.streams));
  return publishOwn(run, indexes, card, sealed);
}
