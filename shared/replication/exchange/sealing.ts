/**
 * Step 3: journaled entries become batches in the local store. A batch that a crash left there
 * unrecorded is taken up again, never sealed a second time: one name, one content (R2).
 */

import type { DeviceCard, OpenedBatch } from "../../kernel/sealed.ts";
import { readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { isSameEntry } from "../erasing/ledger.ts";
import { type BatchBody, batchLength, bodyText, MAX_PLAIN_BYTES, parseBody } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { batchName, shortHash } from "../files/names.ts";
import type { Applied, Vector } from "../rows/entry.ts";
import { digestToAnnounce } from "./compare-digests.ts";
import type { OwnState, SealedBatch } from "./ports.ts";
import { Stopped } from "./stopped.ts";
import type { Run } from "./sync-run.ts";

/** The own line: how far it is sealed, and the whole hash of its last batch. */
export interface OwnChain {
  readonly own: OwnState;
  readonly previous: string | null;
}

/** Records own batches of the local store that the database does not know of. */
export async function takeUpSealed(run: Run, index: BatchIndex, card: DeviceCard): Promise<OwnState> {
  for (;;) {
    const { own } = await run.replica.state();
    const taken = await takeUpNext(run, index, card, own);
    if (!taken) return own;
  }
}

async function takeUpNext(
  run: Run,
  index: BatchIndex,
  card: DeviceCard,
  { stream, sealed }: OwnState,
): Promise<boolean> {
  const no = sealed.no + 1;
  const hashes = await index.at(stream, no);
  for (const hash of hashes) {
    const opened = await openBatch(run, run.local, card, { stream, no, hash });
    const batch = opened?.batch;
    if (batch === undefined || shortHash(batch.previous ?? "") !== sealed.hash || batch.firstSeq !== sealed.seq + 1)
      continue;
    const body = parseBody(batch.text, batch.firstSeq);
    if (!body.ok) continue;
    const journaled = await isJournaled(run, body.value, batch.firstSeq);
    if (!journaled) continue;
    await run.replica.sealed(record(body.value, { no, hash, seq: sealed.seq + body.value.entries.length }, batch));
    return true;
  }
  return false;
}

async function isJournaled(run: Run, body: BatchBody, firstSeq: number): Promise<boolean> {
  if (body.entries.length === 0) return true;
  const journaled = await run.replica.journaled(firstSeq, 2 * MAX_PLAIN_BYTES);
  return body.entries.every((entry, index) => isSameEntry(entry, journaled[index]));
}

const record = (
  { at, acked }: BatchBody,
  sealed: Applied,
  { floor, base }: Pick<OpenedBatch, "floor" | "base">,
): SealedBatch => ({
  ...sealed,
  at,
  floor,
  ...(base !== null && { base }),
  ...(acked !== undefined && { acked }),
});

/** The whole hash of the last own batch; `lost` where no store has it any more, nor a checkpoint that names it. */
export async function previousHash(run: Run, { stream, sealed }: OwnState): Promise<string | null | "lost"> {
  if (sealed.no === 0) return null;
  const name = batchName({ stream, ...sealed });
  for (const store of [run.local, run.share]) {
    const bytes = await store.get(name);
    if (bytes === null) continue;
    const hash = await run.seal.hash(bytes);
    if (shortHash(hash) === sealed.hash) return hash;
  }
  const shelf = await readShelf(run, run.local, createCards(run, false));
  for (const { checkpoint } of shelf) {
    const hash = checkpoint.hashes[stream];
    if (hash !== undefined && shortHash(hash) === sealed.hash) return hash;
  }
  return "lost";
}

/**
 * Seals all journaled entries.
 * @param upTo those up to this number
 */
export async function sealEntries(
  run: Run,
  index: BatchIndex,
  start: OwnState,
  previous: string | null,
  upTo = start.journaled,
): Promise<OwnChain> {
  let own = start;
  let before = previous;
  while (upTo > own.sealed.seq) {
    const entries = await run.replica.journaled(own.sealed.seq + 1, MAX_PLAIN_BYTES);
    const wanted = entries.filter(({ seq }) => seq <= upTo);
    const count = batchLength(wanted);
    if (count === 0) throw new Stopped({ tag: "database", reason: `no entry ${own.sealed.seq + 1}` });
    const sealed = await sealBatch(run, index, own, before, { at: run.now(), entries: wanted.slice(0, count) });
    own = sealed.own;
    before = sealed.previous;
  }
  return { own, previous: before };
}

/** Step 7: tells, with a batch that has no entries, what has been applied here. */
export async function sealAcknowledgement(
  run: Run,
  index: BatchIndex,
  own: OwnState,
  previous: string | null,
  acked: Vector,
): Promise<OwnChain> {
  const digest = await digestToAnnounce(run, own);
  return sealBatch(run, index, own, previous, {
    at: run.now(),
    acked,
    ...(digest !== null && { digest }),
    entries: [],
  });
}

async function sealBatch(
  run: Run,
  index: BatchIndex,
  own: OwnState,
  previous: string | null,
  body: BatchBody,
): Promise<OwnChain> {
  const no = own.sealed.no + 1;
  const { floor, base } = own;
  const below = { floor, ...(base !== undefined && { base }) };
  const file = await run.seal.seal({
    stream: own.stream,
    no,
    firstSeq: own.sealed.seq + 1,
    previous,
    text: bodyText(body),
    ...below,
  });
  const ref = { stream: own.stream, no, hash: shortHash(file.hash) };
  await run.local.put(batchName(ref), file.bytes);
  index.add(ref);
  run.log.add(own.stream, file.bytes.length);
  const sealed = { no, hash: ref.hash, seq: own.sealed.seq + body.entries.length };
  await run.replica.sealed(record(body, sealed, { floor, base: base ?? null }));
  return { own: { ...own, sealed, at: body.at }, previous: file.hash };
}
