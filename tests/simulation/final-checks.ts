/** What is looked at in the end, beside what a desk shows that has just joined: checks 1, 2, 3, 4, 7, 8, 10 and 13. */
import { parseBody } from "#shared/replication/files/batch.ts";
import { batchName, parseName } from "#shared/replication/files/names.ts";
import { isRefused, type Removals } from "#shared/replication/lines/removals.ts";
import type { Desk } from "./desk.ts";
import { holdsKey } from "./fast-keys.ts";
import { openFastBatch } from "./fast-seal.ts";
import type { KeptEntries } from "./kept-entries.ts";
import { firstDifference, replay } from "./replay.ts";
import type { World } from "./world.ts";

/** A desk that has joined in the end and stands where all stand. */
export interface Joiner {
  readonly desk: Desk;
  readonly removals: Removals;
  readonly kept: KeptEntries;
}

/** Who was taken out knows it and stops, and nobody else does; who was retired has come back under a new stream. */
export function checkOut(world: World, { removals }: Joiner): void {
  for (const { name, isOut, author } of world.desks) {
    const removal = removals.get(author.stream);
    const isLetIn = removal?.keys.some((key) => holdsKey(author.ring, key)) === true;
    if (isOut !== (removal?.way === "removed" && !isLetIn))
      world.fail(13, `${name} ${isOut ? "stops, and nobody has taken it out" : "goes on, and was taken out"}`);
    if (!isOut && removal !== undefined) world.fail(13, `${name} is in and goes on under a stream that is out`);
  }
}

/** Check 1: who has the same entries shows the same. */
export function checkSame(world: World, joiner: Desk): void {
  for (const desk of world.desks) {
    if (desk.isOut) continue;
    world.look(1);
    const other = firstDifference(desk.replica.lines(), joiner.replica.lines());
    if (other === null) continue;
    world.fail(1, `${desk.name} does not show what a new desk shows: ${other}`);
    return;
  }
}

/** Checks 2, 3 and 4. */
export function checkPromises(world: World, { desk, kept, removals }: Joiner): void {
  const counts = new Map<string, number>();
  // what the program erases by itself bears nobody's token
  for (const staff of kept.tokens) if (staff !== "") counts.set(staff, (counts.get(staff) ?? 0) + 1);
  const existing = new Set(counts.keys());
  const doubled = new Set([...counts].flatMap(([token, count]) => (count > 1 ? [token] : [])));
  // a removal by somebody who is out counts, and is made anew with the rest when he comes back
  const twice = [...doubled].filter((token) => !kept.removals.includes(token));
  if (twice.length > 0 && !world.hasClones) world.fail(13, `${twice.join(" ")} published twice without a clone`);
  const excluded = excludedTokens(world);
  const missing = world.promises.missing(existing);
  const refused = refusedTokens(world, removals);
  const nowhere = missing.filter((token) => !excluded.has(token) && !refused.has(token));
  if (nowhere.length > 0) world.fail(2, `${nowhere.join(" ")} confirmed and nowhere`, "lost");
  world.waiting = missing.length - nowhere.length;
  for (const { check, sentence, harm } of world.promises.breaches(
    desk.replica.rows,
    existing,
    new Set([...doubled, ...movedTokens(world)]),
    (check) => world.look(check),
  ))
    world.fail(check, sentence, harm);
}

/**
 * Sealed in two batches, or in a stream that has two lines: of what somebody had seen on a line that was excluded
 * nothing counts, what the lines have in common neither, as not everybody has the batches that tell.
 */
function movedTokens(world: World): readonly string[] {
  const batches = new Map<string, number>();
  const lines = new Map<string, Set<string>>();
  const refs = [...world.tokensOfBatch].flatMap(([name, tokens]) => {
    const parsed = parseName(name);
    return parsed?.tag === "batch" ? [{ ...parsed, tokens: new Set(tokens) }] : [];
  });
  for (const { stream, no, hash, tokens } of refs) {
    lines.set(`${stream} ${no}`, (lines.get(`${stream} ${no}`) ?? new Set()).add(hash));
    for (const token of tokens) batches.set(token, (batches.get(token) ?? 0) + 1);
  }
  const forked = new Set([...lines].flatMap(([place, hashes]) => (hashes.size > 1 ? [place.split(" ")[0]] : [])));
  return [
    ...[...batches].flatMap(([token, count]) => (count > 1 ? [token] : [])),
    ...refs.flatMap(({ stream, tokens }) => (forked.has(stream) ? [...tokens] : [])),
  ];
}

/**
 * Commands in batches that a fork has excluded and whose author's disk went back to before them: every desk
 * keeps the files, and a person decides whether they are written again.
 */
function excludedTokens(world: World): Set<string> {
  if (!world.hasRestores) return new Set();
  return new Set(
    world.desks.flatMap(({ local }) =>
      world.batchesIn(local).flatMap((ref) => world.tokensOfBatch.get(batchName(ref)) ?? []),
    ),
  );
}

/**
 * What a removed computer wrote behind its number, or keeps to itself: that it was promised to it is the price of
 * removing it.
 */
function refusedTokens(world: World, removals: Removals): Set<string> {
  const tokens = new Set<string>();
  for (const desk of world.desks) if (desk.isOut) for (const { staff } of desk.replica.log) tokens.add(staff);
  for (const [name, ofBatch] of world.tokensOfBatch) {
    const place = parseName(name);
    if (
      place?.tag === "batch" &&
      removals.get(place.stream)?.way === "removed" &&
      isRefused(removals, place.stream, place.no)
    )
      for (const token of ofBatch) tokens.add(token);
  }
  return tokens;
}

/** Checks 1, 8 and 10: all entries again, in another order, in other slices, some of them twice. */
export function checkReplay(world: World, { desk, kept }: Joiner): void {
  const other = firstDifference(desk.replica.lines(), replay(kept.byStream, world.random, world.startMs));
  if (other !== null) world.fail(1, `the same entries in another order show another state: ${other}`);
}

/** Check 7: every head leads to a batch that can be read. */
export function checkHeads(world: World): void {
  for (const share of world.shares) {
    for (const name of share.files.names()) {
      const head = parseName(name);
      if (head?.tag !== "head") continue;
      world.look(7);
      const bytes = share.files.get(batchName(head));
      const signKey = world.signKeys.get(head.stream) ?? "";
      const opened = bytes === undefined ? null : openFastBatch(world.everyKey, head, signKey, bytes);
      if (opened === null || !opened.ok || !parseBody(opened.value.text, opened.value.firstSeq).ok)
        world.fail(7, `the ${share.name} has ${name} and no readable batch of it`);
    }
  }
}
