/** What a sync cannot go on without: batches that are announced, or that somebody has seen, and that are nowhere. */
import type { ReplicaState, UnreadHeads } from "../exchange/ports.ts";
import type { Pulled } from "../exchange/pull.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { type Heads, newestHead } from "../files/heads.ts";
import { type BatchRef, batchName } from "../files/names.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf, type Lack } from "../rows/vector.ts";
import { describeGap } from "./lost.ts";
import { unreadName } from "./unread.ts";

interface MissingDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

/** Streams whose next batch is announced and is nowhere. */
export const missingStreams = ({ vector, waiting }: Pulled, heads: Heads, { own }: ReplicaState): readonly StreamId[] =>
  [...heads.keys()].filter(
    (stream) =>
      stream !== own.stream &&
      !waiting.has(stream) &&
      (newestHead(heads, stream)?.no ?? 0) > appliedOf(vector, stream).no,
  );

/** Streams whose next batch is announced, or was seen by somebody who waits for it, with what is known of it. */
export async function warnOfMissing(
  deps: MissingDeps,
  pulled: Pulled & { readonly state: ReplicaState },
  heads: Heads,
  unread: UnreadHeads,
): Promise<void> {
  const { run, cards } = deps;
  const seen = [...pulled.waiting.values()]
    .flat()
    .filter(({ stream }) => stream !== pulled.state.own.stream && !pulled.waiting.has(stream));
  const streams = new Set([...missingStreams(pulled, heads, pulled.state), ...seen.map(({ stream }) => stream)]);
  for (const stream of streams) {
    // what is there and cannot be opened is not lost: that is told of by itself
    if (run.log.lacksKey.has(stream)) continue;
    const card = await cards.get(stream);
    const applied = appliedOf(pulled.vector, stream);
    const lack = seen.filter((other) => other.stream === stream).sort((a, b) => b.no - a.no)[0];
    const gap =
      card === null ? null : await describeGap(deps, card, applied, lastTold(lack, newestHead(heads, stream)));
    const head = newestHead(heads, stream);
    // where nothing but its name tells of a batch, nobody waits for it
    if (
      lack === undefined &&
      head !== undefined &&
      gap !== null &&
      gap.no === head.no &&
      gap.hash === head.hash &&
      gap.lastSeq === null
    ) {
      const name = unreadName(head);
      // what stands under its name and is bad is told of as that
      const isRefused = run.log.warnings.some(
        (warning) => warning.tag === "file-refused" && warning.file === batchName(head),
      );
      if (!isRefused && unread[name]?.aside !== true)
        run.log.warn({ tag: "head-alone", stream, device: cards.nameOf(stream), no: head.no, head: name });
      continue;
    }
    run.log.warn({ tag: "batch-missing", stream, device: cards.nameOf(stream), no: applied.no + 1, gap });
  }
}

/** Who waits for a batch knows its last entry, a head only its name. */
function lastTold(lack: Lack | undefined, head: BatchRef | undefined): Parameters<typeof describeGap>[3] {
  if (lack !== undefined && lack.no >= (head?.no ?? 0)) return { no: lack.no, hash: lack.hash, lastSeq: lack.seq };
  return head === undefined ? null : { no: head.no, hash: head.hash, lastSeq: null };
}
