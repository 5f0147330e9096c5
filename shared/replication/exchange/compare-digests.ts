/**
 * Who stands at exactly the state that a colleague has announced compares: the rows must be the same. A
 * difference is told, with the figures of both; nothing is ever taken over from it.
 */
import type { Cards } from "../files/cards.ts";
import { areAmiss, REMOVAL, removalsOf } from "../lines/removals.ts";
import { type DigestAt, differingKinds, isSamePlace } from "../rows/digest.ts";
import type { StreamId } from "../rows/entry.ts";
import type { StreamState } from "./cursor.ts";
import type { OwnState, ReplicaState } from "./ports.ts";
import type { Run } from "./sync-run.ts";

/** Warns of every stream whose last announcement is of this very state and is another one. */
export async function compareDigests(
  run: Run,
  cards: Cards,
  announced: Readonly<Record<StreamId, DigestAt>>,
): Promise<void> {
  if (Object.keys(announced).length === 0) return;
  const own = await run.replica.digest();
  const state = await run.replica.state();
  // what was applied as if a removal stood elsewhere than the rows say is about to be applied anew, and is nobody's
  // state
  const removals = await run.replica.records(REMOVAL);
  const { own: self, streams } = state;
  const all = { ...streams, [self.stream]: { ...self.sealed, seq: self.journaled } };
  if (areAmiss(removalsOf(removals), all)) return;
  for (const [stream, theirs] of Object.entries(announced)) {
    if (
      !isSamePlace(own, theirs) ||
      isOnOtherLines(state, stream) ||
      run.log.warnings.some((warning) => warning.tag === "digest-differs" && warning.stream === stream)
    )
      continue;
    const kinds = differingKinds(own.tables, theirs.tables);
    if (kinds.length > 0)
      run.log.warn({ tag: "digest-differs", stream, device: cards.nameOf(stream), kinds, ours: own, theirs });
  }
}

/** A fork has two entries under one number: who has applied the other line stands elsewhere. */
const isOnOtherLines = ({ own, streams }: ReplicaState, announcer: StreamId): boolean =>
  Object.entries(streams[announcer]?.told ?? {}).some(([stream, { no, hash }]) => {
    const applied = stream === own.stream ? own.sealed : streams[stream];
    return applied?.no === no && applied.hash !== hash;
  });

export const announcedBy = (streams: Readonly<Record<StreamId, StreamState>>): Readonly<Record<StreamId, DigestAt>> =>
  Object.fromEntries(
    Object.entries(streams).flatMap(([stream, { digest }]) =>
      digest === undefined ? [] : [[stream, digest] as const],
    ),
  );

/** What an acknowledgement may announce: only a state that its own stream's batches lead to. */
export async function digestToAnnounce(run: Run, own: OwnState): Promise<DigestAt | null> {
  const digest = await run.replica.digest();
  return (digest.at[own.stream] ?? 0) === own.sealed.seq ? digest : null;
}
