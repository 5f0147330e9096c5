/**
 * The fork rule for streams of others: of two valid batches under one number the line with the smaller
 * hash stays. Who had applied the other line forgets what was applied and rebuilds from the local copy.
 */
import { ok } from "../kernel/result.ts";
import type { DeviceCard } from "../kernel/sealed.ts";
import type { BatchIndex } from "./batch-index.ts";
import type { Cards } from "./cards.ts";
import { lineOf, openBatch } from "./chain.ts";
import type { Applied } from "./entry.ts";
import { shortHash } from "./names.ts";
import type { ReplicaState } from "./ports.ts";
import type { Attempt, Run } from "./sync-run.ts";

/**
 * Whether a batch that is here lies on another line than the one that is applied: what its readers had seen
 * then counts as seen, for it will never come.
 */
export async function isOnOtherLine(run: Run, local: BatchIndex, card: DeviceCard, applied: Applied, { no, hash }: Applied): Attempt<boolean> {
  if (no === 0) return ok(false);
  const kept = await local.at(card.stream, no);
  if (!kept.ok) return kept;
  if (!kept.value.includes(hash)) return ok(false);
  const theirs = await lineOf(run, run.local, local, card, { no, hash }, 1);
  if (!theirs.ok) return theirs;
  const ours = await lineOf(run, run.local, local, card, applied, 1);
  if (!ours.ok) return ours;
  return ok([...theirs.value].some(([number, other]) => (ours.value.get(number) ?? other) !== other));
}

/** @returns whether a line was applied here that must not stay */
export async function hasAppliedExcluded(run: Run, local: BatchIndex, cards: Cards, state: ReplicaState): Attempt<boolean> {
  let excluded = false;
  for (const [stream, applied] of Object.entries(state.streams)) {
    const kept = await local.between(stream, 1, applied.no);
    if (!kept.ok) return kept;
    if (kept.value.length === new Set(kept.value.map((batch) => batch.no)).size) continue;
    const card = await cards.get(stream);
    if (!card.ok) return card;
    if (card.value === null) continue;
    const line = await lineOf(run, run.local, local, card.value, applied, 1);
    if (!line.ok) return line;
    for (let no = 1; no <= applied.no; no++) {
      const ours = line.value.get(no);
      const hashes = await local.at(stream, no);
      if (!hashes.ok) return hashes;
      const other = hashes.value.find((hash) => hash !== ours);
      if (ours === undefined || other === undefined) continue;
      const opened = await openBatch(run, run.local, card.value, { stream, no, hash: other });
      if (!opened.ok) return opened;
      if (opened.value === null) continue;
      const before = await previousOf(run, card.value, line.value, no);
      if (!before.ok) return before;
      if (shortHash(opened.value.batch.previous ?? "") !== before.value) continue;
      const isExcluded = other < ours;
      if (isExcluded) run.log.warn({ tag: "fork", stream, device: card.value.device, no, kept: other, excluded: ours });
      excluded ||= isExcluded;
      break;
    }
  }
  return ok(excluded);
}

/** The batch before, also where a checkpoint covers it and it is not here itself. */
async function previousOf(run: Run, card: DeviceCard, line: ReadonlyMap<number, string>, no: number): Attempt<string> {
  const before = line.get(no - 1);
  if (before !== undefined || no === 1) return ok(before ?? "");
  const opened = await openBatch(run, run.local, card, { stream: card.stream, no, hash: line.get(no) ?? "" });
  return opened.ok ? ok(shortHash(opened.value?.batch.previous ?? "")) : opened;
}
