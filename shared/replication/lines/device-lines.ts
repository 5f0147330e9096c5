/** The table of computers at the end of a sync: who was heard of when, and who waits for whom. */
import type { ReplicaState } from "../exchange/ports.ts";
import { NOTHING_ADDED } from "../exchange/run-log.ts";
import type { DeviceLine, SyncWarning } from "../exchange/sync-report.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf, type Lack } from "../rows/vector.ts";
import { newestEpochOf } from "./admitted-epochs.ts";
import { localStreams, readEpochs, removalsBy } from "./known-removals.ts";
import { newestEpoch, REMOVAL, type Removal } from "./removals.ts";

const MAX_AHEAD_MS = 2 * 60_000;

export async function deviceLines(
  run: Run,
  cards: Cards,
  state: ReplicaState,
  waiting: ReadonlyMap<StreamId, readonly Lack[]>,
): Promise<readonly DeviceLine[]> {
  const kept = await localStreams(run);
  const { own } = state;
  const rows = await run.replica.records(REMOVAL);
  const removals = removalsBy(run, rows);
  const epochs = await readEpochs(run, rows, kept);
  const newest = newestEpochOf(epochs);
  // who waits itself is not asked about others
  const mayAdmit = newest?.to.includes(own.stream) === true;
  const replacedBy = new Map<StreamId, StreamId>();
  const streams = [...new Set([own.stream, ...kept, ...Object.keys(state.streams)])];
  for (const stream of streams) {
    await cards.get(stream);
  }
  const lines: DeviceLine[] = [];
  for (const stream of streams) {
    const card = await cards.get(stream);
    if (card?.predecessor) replacedBy.set(card.predecessor.stream, stream);
    const isOwn = stream === own.stream;
    const known = state.streams[stream];
    lines.push({
      stream,
      device: card?.device ?? null,
      branch: card?.branch ?? null,
      own: isOwn,
      lastAt: isOwn ? own.at || null : (known?.at ?? null),
      pending: isOwn ? own.journaled - own.published : null,
      hasOurs: isOwn || known === undefined ? null : appliedOf(known.told, own.stream).seq >= own.published,
      waitsFor: (waiting.get(stream) ?? []).map((lack) => ({ ...lack, device: cards.nameOf(lack.stream) })),
      joined: run.log.joined.has(stream),
      replacedBy: null,
      out: outOf(removals.get(stream)),
      since: card?.since ?? null,
      asks:
        newest === null || card === null || removals.has(stream) || newest.to.includes(stream) || !(isOwn || mayAdmit)
          ? null
          : newest.key,
      added: run.log.added.get(stream) ?? NOTHING_ADDED,
      provedAt: run.log.provedAt.get(stream) ?? null,
    });
  }
  await warnOfOldCode(run, cards, lines);
  // for an earlier stream of a computer its present one asks
  return lines.map((line) => ({
    ...line,
    replacedBy: replacedBy.get(line.stream) ?? null,
    ...(replacedBy.has(line.stream) && { asks: null }),
  }));
}

/**
 * A computer that is new here, was let in by a code that has been replaced, and waits: whoever has taken a member's
 * computer could make one. On the first sync of all everybody is new.
 */
async function warnOfOldCode(run: Run, cards: Cards, lines: readonly DeviceLine[]): Promise<void> {
  const others = lines.filter(({ own }) => !own);
  const joined = others.filter((line) => line.joined && line.out === null);
  if (joined.length === 0 || others.every((line) => line.joined)) return;
  const rows = await run.replica.records(REMOVAL);
  const newest = newestEpoch(rows);
  for (const { stream, device, asks } of joined) {
    const card = await cards.get(stream);
    const { epoch = newest, predecessor = null } = card ?? {};
    if (epoch < newest && predecessor === null && asks !== null) run.log.warn({ tag: "old-code", stream, device });
  }
}

const outOf = (removal: Removal | undefined): DeviceLine["out"] =>
  removal === undefined ? null : { way: removal.way, at: removal.at };

/** File times are never asked (R3): what tells is the stamp of the newest batch of each device. */
export const clockWarnings = (lines: readonly DeviceLine[], nowMs: number): readonly SyncWarning[] =>
  lines.flatMap(({ stream, device, own, lastAt }) =>
    !own && lastAt !== null && lastAt > nowMs + MAX_AHEAD_MS
      ? [{ tag: "clock-off", stream, device, aheadMs: lastAt - nowMs }]
      : [],
  );
