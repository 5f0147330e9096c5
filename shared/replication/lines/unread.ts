/**
 * Heads that announce a batch which cannot be read. Such a head proves nothing: its batch may be seen late, be lost, or
 * the head is forged. On its first day it is news at every sync; then its batch is asked for when a person syncs and
 * once a day, and otherwise nobody has anything to do because of it.
 */
import { DAY_MS, type Indexes } from "../exchange/acknowledge.ts";
import type { ReplicaState, UnreadHead, UnreadHeads } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { Heads } from "../files/heads.ts";
import { type BatchRef, HEADS, headName } from "../files/names.ts";
import type { Vector } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";

export const unreadName = (head: BatchRef): string => headName(head).slice(HEADS.length + 1);

/**
 * Heads because of which there may be something to do.
 * @param asked a person syncs
 */
export function withoutResting(heads: Heads, unread: UnreadHeads, nowMs: number, asked: boolean): Heads {
  const rests = ({ since, tried, aside = false }: UnreadHead): boolean =>
    isWithinDay(nowMs, tried) && (aside || (!asked && !isWithinDay(nowMs, since)));
  const isNews = (head: BatchRef): boolean => {
    const known = unread[unreadName(head)];
    return known === undefined || !rests(known);
  };
  return new Map(
    [...heads].map(([stream, list]) => [stream, list.filter(isNews)] as const).filter(([, list]) => list.length > 0),
  );
}

const isWithinDay = (nowMs: number, at: number): boolean => Math.abs(nowMs - at) < DAY_MS;

/**
 * Remembers the heads whose batch is not here after all was fetched.
 * @param covered what checkpoints of the local copy stand for
 */
export async function noteUnread(
  { run, local }: Pick<Indexes, "local"> & { readonly run: Run },
  heads: Heads,
  { own, streams }: ReplicaState,
  covered: Vector,
): Promise<UnreadHeads> {
  const before = await run.memory.unread();
  const unread: Record<string, UnreadHead> = {};
  for (const head of [...heads.values()].flat()) {
    const applied = head.stream === own.stream ? own.sealed : appliedOf(streams, head.stream);
    if (head.no === applied.no && head.hash === applied.hash) continue;
    // of a computer whose card never came nothing is here
    const kept = applied.no > 0 || run.cards.has(head.stream) ? await local.at(head.stream, head.no) : [];
    if (kept.includes(head.hash) || (kept.length === 0 && head.no <= appliedOf(covered, head.stream).no)) continue;
    const name = unreadName(head);
    unread[name] = { since: run.now(), ...before[name], tried: run.now() };
  }
  if (Object.keys(unread).length === 0 && Object.keys(before).length === 0) return unread;
  await run.memory.noteUnread(unread);
  return unread;
}
