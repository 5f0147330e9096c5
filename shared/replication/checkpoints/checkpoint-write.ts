/**
 * Makes a checkpoint in the local store: all rows in parts, and the manifest last. People go on working
 * meanwhile: what own commands touch is read again at the end, and the own entries up to there are sealed, so
 * that the parts together are exactly the state at the manifest's vector.
 */
import { type DeviceCard, MAX_STATE_PLAIN } from "../../kernel/sealed.ts";
import type { ReplicaState, StateEnd } from "../exchange/ports.ts";
import { type OwnChain, sealAcknowledgement, sealEntries } from "../exchange/sealing.ts";
import type { Run } from "../exchange/sync-run.ts";
import { parseBody, utf8Length } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { manifestName, partName, type StateRef } from "../files/names.ts";
import type { StreamId } from "../rows/entry.ts";
import { untold } from "../rows/vector.ts";
import { type Checkpoint, manifestText, partText, rowText, type StatePart } from "./checkpoint.ts";
import type { CheckpointRule } from "./checkpoint-due.ts";
import { dropCheckpoint, type KeptCheckpoint, partsThere } from "./checkpoint-shelf.ts";
import { QUARANTINE, type StateRow } from "./state-row.ts";

interface WriteDeps {
  readonly run: Run;
  readonly local: BatchIndex;
  readonly cards: Cards;
  readonly rule: CheckpointRule;
  /** The newest whole one of the local store. */
  readonly newest: KeptCheckpoint | null;
}

export interface WrittenCheckpoint {
  readonly chain: OwnChain;
  /** Null where the state could not be told exactly this time. */
  readonly kept: KeptCheckpoint | null;
}

export async function writeCheckpoint(deps: WriteDeps, card: DeviceCard, chain: OwnChain): Promise<WrittenCheckpoint> {
  const { run } = deps;
  const numbered = await freeNumber(deps, chain);
  const ref: StateRef = { stream: card.stream, no: numbered.own.sealed.no };
  const state = await run.replica.state();
  const hashes = await lastHashes(deps, state);
  if (hashes === null) return { chain: numbered, kept: null };
  const parts = createParts(run, ref, deps.rule, card.device);
  await readRows(run, parts);
  const end = await run.replica.stateEnd(state.own.journaled);
  if (end === null || !isUnmoved(state, end, card.stream)) return giveUp(run, ref, numbered);
  const again = parts.done.length;
  await addRows(parts, end.rows);
  const sealed = await sealEntries(
    run,
    deps.local,
    numbered.own,
    numbered.previous,
    end.cursors.streams[card.stream]?.seq ?? 0,
  );
  const checkpoint = parts.hasGiant
    ? null
    : wholeState(run.now(), end, sealed, hashes, {
        parts: parts.done,
        again,
        records: parts.records,
      });
  return checkpoint === null ? giveUp(run, ref, sealed) : finish(run, ref, checkpoint, sealed);
}

/** A folder's name has one content for ever (R2): where something stands under it, the own number grows first. */
async function freeNumber({ run, local }: WriteDeps, chain: OwnChain): Promise<OwnChain> {
  const state = await run.replica.state();
  let free = chain;
  // one that held an erased reader may have stood here, and be gone at once
  let isFree = chain.own.sealed.no > 0 && state.erasure.size === 0 ? await isFreeNumber(run, chain.own) : false;
  while (!isFree) {
    free = await sealAcknowledgement(run, local, free.own, free.previous, untold(free.own.told, state.streams));
    // of a copied profile the other one may have been quicker
    isFree = await isFreeNumber(run, free.own);
  }
  return free;
}

async function isFreeNumber(run: Run, { stream, sealed: { no } }: OwnChain["own"]): Promise<boolean> {
  const ref: StateRef = { stream, no };
  const here = await run.local.get(manifestName(ref));
  const there = await partsThere(run.share, ref);
  const manifest = await run.share.get(manifestName(ref));
  if (here !== null || there.size > 0 || manifest !== null) return false;
  // what a crash has left; a part of it was never seen by anybody
  await dropCheckpoint(run.local, ref);
  return true;
}

/** Per stream of others the whole hash of its last batch; null where one is not applied to its end or not at hand. */
async function lastHashes(
  { run, cards, newest }: WriteDeps,
  { streams }: ReplicaState,
): Promise<Readonly<Record<StreamId, string>> | null> {
  const hashes: Record<StreamId, string> = {};
  for (const [stream, { no, hash, seq }] of Object.entries(streams)) {
    if (no === 0 && seq === 0) continue;
    const covered = newest?.checkpoint.cursors.streams[stream];
    const known = newest?.checkpoint.hashes[stream];
    if (known !== undefined && covered?.no === no && covered.hash === hash && covered.seq === seq) {
      hashes[stream] = known;
      continue;
    }
    const card = await cards.get(stream);
    const opened = card === null || no === 0 ? null : await openBatch(run, run.local, card, { stream, no, hash });
    if (opened === null) return null;
    const { batch } = opened;
    const body = parseBody(batch.text, batch.firstSeq);
    if (!body.ok || batch.firstSeq + body.value.entries.length - 1 !== seq) return null;
    hashes[stream] = batch.hash;
  }
  return hashes;
}

interface Parts {
  readonly done: StatePart[];
  readonly records: Record<string, number>;
  /** A single row that no part can hold: there is no checkpoint of such a state. */
  readonly hasGiant: boolean;
  add(row: StateRow, again: boolean): Promise<void>;
  flush(): Promise<void>;
}

function createParts(run: Run, ref: StateRef, { partBytes }: CheckpointRule, device: string): Parts {
  const done: StatePart[] = [];
  const records: Record<string, number> = {};
  let rows: string[] = [];
  let bytes = 0;
  let hasGiant = false;
  const flush = async (): Promise<void> => {
    if (rows.length === 0) return;
    const index = done.length;
    const file = await run.seal.sealState({ ...ref, index, text: partText(rows) });
    await run.local.put(partName(ref, index), file.bytes);
    done.push({ hash: file.hash, records: rows.length });
    run.log.add(ref.stream, file.bytes.length);
    run.log.count({ records: rows.length, device });
    rows = [];
    bytes = 0;
  };
  return {
    done,
    records,
    get hasGiant() {
      return hasGiant;
    },
    flush,
    add: async (row, again) => {
      const text = rowText(row);
      if (!again && row[0] !== QUARANTINE) records[row[0]] = (records[row[0]] ?? 0) + 1;
      const length = utf8Length(text) + 1;
      if (length > MAX_STATE_PLAIN - 1) {
        hasGiant = true;
        return;
      }
      if (bytes > 0 && bytes + length > partBytes) await flush();
      rows.push(text);
      bytes += length;
    },
  };
}

async function readRows(run: Run, parts: Parts): Promise<void> {
  run.log.enter("finish");
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof run.replica.stateRows>> = await run.replica.stateRows(after);
    for (const row of page.rows) {
      await parts.add(row, false);
    }
    after = page.next;
  } while (after !== null);
  return parts.flush();
}

async function addRows(parts: Parts, rows: readonly StateRow[]): Promise<void> {
  for (const row of rows) {
    await parts.add(row, true);
  }
  return parts.flush();
}

/** Nothing of others was applied since. */
function isUnmoved({ streams }: ReplicaState, { cursors }: StateEnd, own: StreamId): boolean {
  const others = Object.entries(cursors.streams).filter(
    ([stream, { no, seq }]) => stream !== own && (no > 0 || seq > 0),
  );
  return others.every(([stream, { no, seq }]) => streams[stream]?.no === no && streams[stream]?.seq === seq);
}

/** Null where the own entries do not end with a batch. */
function wholeState(
  at: number,
  { cursors, digest }: StateEnd,
  { own, previous }: OwnChain,
  hashes: Readonly<Record<StreamId, string>>,
  made: Pick<Checkpoint, "parts" | "again" | "records">,
): Checkpoint | null {
  const cursor = cursors.streams[own.stream];
  if (cursor === undefined || previous === null || own.sealed.seq !== cursor.seq) return null;
  const { no, hash } = own.sealed;
  const others = Object.entries(cursors.streams).filter(
    ([stream]) => stream !== own.stream && hashes[stream] !== undefined,
  );
  return {
    at,
    cursors: {
      hlc: cursors.hlc,
      streams: { ...Object.fromEntries(others), [own.stream]: { ...cursor, no, hash, at: own.at, floor: own.floor } },
    },
    hashes: { ...hashes, [own.stream]: previous },
    digest,
    ...made,
  };
}

async function finish(run: Run, ref: StateRef, checkpoint: Checkpoint, chain: OwnChain): Promise<WrittenCheckpoint> {
  const file = await run.seal.sealState({ ...ref, index: "manifest", text: manifestText(checkpoint) });
  await run.local.put(manifestName(ref), file.bytes);
  run.log.add(ref.stream, file.bytes.length);
  return { chain, kept: { ...ref, hash: file.hash, bytes: file.bytes, checkpoint } };
}

async function giveUp(run: Run, ref: StateRef, chain: OwnChain): Promise<WrittenCheckpoint> {
  await dropCheckpoint(run.local, ref);
  return { chain, kept: null };
}
