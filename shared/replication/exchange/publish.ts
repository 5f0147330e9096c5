/**
 * Step 6: what this device holds and the share lacks, own batches and those of others, goes there: batch,
 * read back, new head, old heads away. So a wiped share heals, and a stick carries for everybody.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { type Heads, newestHead } from "../files/heads.ts";
import { type BatchRef, batchName, deviceName, firstOfFolder, headName } from "../files/names.ts";
import { putIfFree, putSurely } from "../files/put-surely.ts";
import type { Applied, StreamId } from "../rows/entry.ts";
import { proveLoss } from "./store-standing.ts";
import type { Run } from "./sync-run.ts";

/** The name is the news; the content only says what the file is. */
export const HEAD_CONTENT = Uint8Array.from("reader-desk head 1\n", (char) => char.charCodeAt(0));

export interface Publication {
  readonly card: DeviceCard;
  /** Last whole batch that is applied or sealed here. */
  readonly applied: Applied;
  /** How many of the stream's entries are told of as written. */
  readonly records: number;
  /** Nothing below it is put anywhere. */
  readonly floor: number;
  /** Of one's own stream: holes below the share's head are looked for too, and no higher head counts. */
  readonly own: boolean;
}

export async function publishStream(
  run: Run,
  share: BatchIndex,
  local: BatchIndex,
  heads: Heads,
  { card, applied, records, floor, own }: Publication,
): Promise<void> {
  const { stream, device } = card;
  if (applied.no === 0) return;
  const head = own ? heads.get(stream)?.find(({ no }) => no <= applied.no) : newestHead(heads, stream);
  const from = own || head === undefined ? floor : Math.max(floor, firstOfFolder(Math.min(head.no, applied.no)));
  const line = await streamLine(run, run.local, local, card, applied, from);
  const lacking = await lackingBatches(
    run,
    share,
    card,
    applied,
    { from, announced: own && run.log.isOwnAmiss ? 0 : (head?.no ?? 0) },
    line,
  );
  run.log.enter("write");
  run.log.expect("write", lacking.length);
  if (head === undefined) {
    await putCard(run, card);
  }
  let isWhole = true;
  for (const ref of lacking) {
    // a disk may have spoilt since what was whole when it was applied
    const held = await openBatch(run, run.local, card, ref);
    // no whole copy of a batch below: its owner or another device will put it back
    if (held === null) {
      if (ref.no === applied.no) return;
      continue;
    }
    const put = await putSurely(run, batchName(ref), held.bytes, card);
    isWhole &&= put;
    if (!put) continue;
    share.add(ref);
    run.log.count({ files: 1, bytes: held.bytes.length, device, file: batchName(ref) });
  }
  // with one that cannot be put nobody can go on, and a head would promise what is not there
  if (!isWhole) return;
  run.log.count({ records });
  const isThere = own ? head?.no === applied.no && head.hash === applied.hash : (head?.no ?? 0) >= applied.no;
  if (isThere) return;
  return moveHead(run, heads, { stream, no: applied.no, hash: applied.hash }, line);
}

/** Behind the head a name may be there and its content not: an interrupted write is put again, which compares. */
async function lackingBatches(
  run: Run,
  share: BatchIndex,
  card: DeviceCard,
  applied: Applied,
  { from, announced }: { readonly from: number; readonly announced: number },
  line: ReadonlyMap<number, string>,
): Promise<readonly BatchRef[]> {
  const there = await share.between(card.stream, from, applied.no);
  proveLoss(run, card.stream, there);
  const present = new Set(there.map(batchName));
  return [...line]
    .map(([no, hash]): BatchRef => ({ stream: card.stream, no, hash }))
    .filter((ref) => ref.no > announced || !present.has(batchName(ref)))
    .sort((a, b) => a.no - b.no);
}

/** The local copy of a card was opened before it was kept. */
async function putCard(run: Run, card: DeviceCard): Promise<void> {
  const name = deviceName(card.stream);
  const bytes = await run.local.get(name);
  if (bytes !== null) await putSurely(run, name, bytes, card);
}

/** First the new one, then the older ones away: at no moment is there none. */
async function moveHead(run: Run, heads: Heads, head: BatchRef, line: ReadonlyMap<number, string>): Promise<void> {
  // its name is the news: what a broken write left under it says as much
  await putIfFree(run.share, headName(head), HEAD_CONTENT);
  for (const old of heads.get(head.stream) ?? []) {
    // the head of another line stays: it shows everybody that there is one
    if (old.no >= head.no || line.get(old.no) !== old.hash) continue;
    await run.share.delete(headName(old));
  }
}

/** Without its card nobody can read a stream: one that is gone or spoilt on the share is put back from the copy here. */
export async function putCards(run: Run, cards: Cards, streams: readonly StreamId[]): Promise<void> {
  for (const stream of streams) {
    const card = await cards.get(stream);
    if (card !== null) await putCard(run, card);
  }
}
