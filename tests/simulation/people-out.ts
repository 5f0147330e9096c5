/**
 * Computers that people take out: a lost one with a new key and a new code for those that stay, an unused one without.
 * The lost one may be found again and let in by the new code; the unused one is simply used again.
 */
import { admissionId } from "#shared/model/admission.ts";
import { type RemovalWay, removalId } from "#shared/model/removal.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { ADMISSION, newestEpoch, REMOVAL } from "#shared/replication/lines/removals.ts";
import type { Op, StreamId } from "#shared/replication/rows/entry.ts";
import type { Desk } from "./desk.ts";
import { holdsKey, mergedRing } from "./fast-keys.ts";
import { type FastKey, fastKeyId, openFastCard, sha256Hex } from "./fast-seal.ts";
import { command } from "./people.ts";

const DAY_MS = 86_400_000;

/**
 * As the dialog does it: a removal for the computer's stream and for each that it has left, up to what is applied here.
 */
export async function takeOut(desk: Desk, way: RemovalWay): Promise<void> {
  const { world, replica } = desk;
  const { random } = world;
  if (!desk.canWrite || !desk.hasJoined) return;
  const computers = computersKnownAt(desk).filter(
    (streams) =>
      !streams.includes(desk.author.stream) &&
      streams.some((stream) => !world.out.has(stream)) &&
      (way === "retired" || mayGo(desk, streams)),
  );
  const unused = computers.filter((streams) =>
    world.desks.some(({ daysOff, author }) => daysOff > 0 && streams.includes(author.stream)),
  );
  const chosen = way === "retired" && unused.length > 0 ? random.oneOf(unused) : random.oneOf(computers);
  if (chosen === undefined) return;
  const { streams } = await replica.state();
  const epoch = way === "removed" ? makeEpoch(desk, newestEpoch(await replica.records(REMOVAL))) : undefined;
  const named = epoch === undefined ? null : { epoch: epoch.epoch, key: fastKeyId(epoch) };
  const ops = chosen.map((stream) => {
    const { no = 0, hash = "", seq = 0 } = streams[stream] ?? {};
    return {
      kind: REMOVAL,
      id: removalId(stream, no, named?.key ?? null),
      cells: { stream, no, hash, seq, way, at: desk.now(), ...named },
    };
  });
  const admitted =
    epoch === undefined || !world.namesComputers
      ? []
      : knownAt(desk, streams, chosen).map((stream) => admit(desk, stream, fastKeyId(epoch)));
  command(desk, "computer.take-out", [...ops, ...admitted], { isFinal: true });
  for (const stream of chosen) if (world.out.get(stream) !== "removed") world.out.set(stream, way);
  if (epoch !== undefined && random.chance(0.5))
    world.schedule.after(DAY_MS + random.below(6 * DAY_MS), () => letIn(desk, chosen, fastKeyId(epoch)));
}

/** Who may have a new key: all computers that are known here, but for those that are out. */
const knownAt = (
  desk: Desk,
  streams: Readonly<Record<StreamId, unknown>>,
  going: readonly StreamId[],
): readonly StreamId[] =>
  [...new Set([desk.author.stream, ...Object.keys(streams), ...computersKnownAt(desk).flat()])].filter(
    (stream) => !going.includes(stream) && desk.world.out.get(stream) !== "removed",
  );

const admit = (desk: Desk, stream: StreamId, key: string): Op => ({
  kind: ADMISSION,
  id: admissionId(stream, key),
  cells: { at: desk.now() },
});

/** What the last exchange has shown to wait, somebody lets in: of these people all are known. */
export function admitWaiting(desk: Desk, { devices }: SyncReport): void {
  const waiting = devices.flatMap(({ stream, own, asks }) => (own || asks === null ? [] : [admit(desk, stream, asks)]));
  if (waiting.length > 0 && desk.canWrite) command(desk, "computer.admit", waiting, { isFinal: true });
}

/** By computer: its stream, and those that it has left. */
function computersKnownAt({ local, library }: Desk): readonly (readonly StreamId[])[] {
  const left = new Map<StreamId, StreamId | null>();
  for (const name of local.names()) {
    const place = parseName(name);
    const bytes = place?.tag === "device" ? local.get(name) : undefined;
    const card = place?.tag !== "device" || bytes === undefined ? null : openFastCard(library, place.stream, bytes);
    if (card?.ok) left.set(card.value.stream, card.value.predecessor?.stream ?? null);
  }
  const before = new Set(left.values());
  const lineOf = (stream: StreamId): readonly StreamId[] => {
    const older = left.get(stream) ?? null;
    return older === null ? [stream] : [stream, ...lineOf(older)];
  };
  return [...left.keys()].filter((stream) => !before.has(stream)).map(lineOf);
}

/**
 * Two at least stay, or nobody is left to tell it; and one of them goes to both stores where anybody does, or what
 * stays are two libraries.
 */
function mayGo({ world }: Desk, streams: readonly StreamId[]): boolean {
  const staying = world.desks.filter(
    ({ isOut, author }) => !isOut && world.out.get(author.stream) !== "removed" && !streams.includes(author.stream),
  );
  return staying.length >= 2 && (world.shares.length < 2 || staying.some(({ shares }) => shares.length > 1));
}

function makeEpoch(desk: Desk, after: number): FastKey {
  const { world, author } = desk;
  const made: FastKey = {
    epoch: Math.max(after, ...author.ring.keys.map(({ epoch }) => epoch)) + 1,
    key: sha256Hex(world.random.bytes(32)),
  };
  world.keys.push(made);
  desk.author = { ...author, ring: mergedRing(author.ring, [made]) };
  return made;
}

/**
 * Somebody reads the new code to whoever has found the computer; a colleague's sync has brought it to the folder
 * before.
 */
function letIn({ world }: Desk, streams: readonly StreamId[], keyId: string): void {
  const colleague = world.desks.find(
    ({ isOut, author }) =>
      !isOut && !streams.includes(author.stream) && holdsKey(author.ring, keyId) && author.ring.current.epoch > 1,
  );
  const found = world.desks.find(({ author }) => streams.includes(author.stream));
  if (world.isOver || colleague === undefined || found === undefined) return;
  found.author = { ...found.author, ring: mergedRing(found.author.ring, colleague.author.ring.keys) };
  found.say("is let in by the new code");
}
