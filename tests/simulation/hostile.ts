/**
 * What somebody who can write to the folder does to it: spoils files, plants junk, forges heads and batches,
 * replays old ones under new names. Without the library's key; what a person with the key can do, the tests of the
 * hostile store show.
 */

import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { batchName, deviceName, headName, parseName, shortHash } from "#shared/replication/files/names.ts";
import { type FastLibrary, fastStreamOf, sealFastBatch, sealFastCard, sha256Hex } from "./fast-seal.ts";
import { damaged, type Share } from "./share.ts";
import type { World } from "./world.ts";

export function hostileAct(world: World, share: Share): void {
  const act = world.random.pick([spoil, spoil, plantJunk, forgeNext, replay, foreignLibrary]);
  const what = act(world, share);
  if (what !== null) world.trace.say("", `somebody ${what} on the ${share.name}`);
}

/** @returns what was done, or null for nothing */
type HostileAct = (world: World, share: Share) => string | null;

/** Cut, zeroed, with a bit flipped, or gone; not where nobody else has it: that is another misfortune. */
const spoil: HostileAct = (world, share) => {
  const { random } = world;
  const name = random.oneOf(share.files.names().filter((each) => each.startsWith("streams/")));
  const bytes = name === undefined ? undefined : share.files.get(name);
  if (name === undefined || bytes === undefined) return null;
  const parsed = parseName(name);
  if (parsed?.tag === "batch") {
    const others = [
      ...world.desks.map(({ local }) => local),
      ...world.shares.filter((other) => other !== share).map(({ files }) => files),
    ];
    if (!others.some((files) => world.isWhole(files, name))) return null;
  }
  world.struck.add(name);
  if (random.chance(0.3)) {
    share.files.delete(name);
    return `takes ${name} away`;
  }
  share.files.set(name, damaged(bytes, random));
  return `spoils ${name}`;
};

const JUNK = [
  "Thumbs.db",
  "~$note.tmp",
  "heads/readme (copy 2).txt",
  "streams/con/nul.batch",
  "streams/.ds_store",
  "tmp-0123456789abcdef",
  "heads/0123456789abcdef-00000001-zzzzzzzzzzzz",
  "a/very/deep/folder/indeed",
];

const plantJunk: HostileAct = ({ random }, share) => {
  const name = random.oneOf(JUNK) ?? "";
  share.files.set(name, random.bytes(random.below(300)));
  return `leaves ${name}`;
};

/** Bytes of chance under the name of a batch that a desk will look for, and a head for it. */
const forgeNext: HostileAct = ({ random }, share) => {
  const head = random.oneOf(
    share.files
      .names()
      .flatMap((name) => parseName(name) ?? [])
      .filter((name) => name.tag === "head"),
  );
  if (head === undefined) return null;
  const bytes = random.chance(0.5)
    ? random.bytes(random.below(2000))
    : Uint8Array.from([...new TextEncoder().encode('reader-desk batch 1\n{"library":'), ...random.bytes(200)]);
  const ref = { stream: head.stream, no: head.no + random.between(1, 3), hash: shortHash(sha256Hex(bytes)) };
  share.files.set(batchName(ref), bytes);
  if (random.chance(0.5)) share.files.set(headName(ref), HEAD_CONTENT);
  return `forges ${batchName(ref)}`;
};

/** A batch as it was, under another number or in another stream. */
const replay: HostileAct = ({ random }, share) => {
  const batches = share.files
    .names()
    .flatMap((name) => parseName(name) ?? [])
    .filter((name) => name.tag === "batch");
  const [old, other] = [random.oneOf(batches), random.oneOf(batches)];
  const bytes = old === undefined ? undefined : share.files.get(batchName(old));
  if (old === undefined || other === undefined || bytes === undefined) return null;
  const ref = { stream: other.stream, no: other.no + random.below(2), hash: old.hash };
  if (share.files.get(batchName(ref)) !== undefined) return null;
  share.files.set(batchName(ref), bytes);
  return `copies ${batchName(old)} to ${batchName(ref)}`;
};

/** A whole device of another library, and one that claims to be of ours without our key. */
const foreignLibrary: HostileAct = ({ random, library, startMs }, share) => {
  const theirs: FastLibrary = random.chance(0.5)
    ? { library: "fedcba9876543210", epoch: 1, key: "another key" }
    : { ...library, key: "a guess" };
  const signKey = sha256Hex(random.bytes(32));
  const stream = fastStreamOf(signKey);
  const entry = {
    seq: 1,
    hlc: "018bcfe568000000",
    pulls: 0,
    staff: "nobody",
    command: "planted",
    ops: [{ kind: "reader", id: "planted", cells: { name: "planted" } }],
  };
  const file = sealFastBatch(
    theirs,
    signKey,
    { stream, no: 1, firstSeq: 1, previous: null, text: JSON.stringify({ at: startMs, entries: [entry] }) },
    random,
  );
  const ref = { stream, no: 1, hash: shortHash(file.hash) };
  share.files.set(deviceName(stream), sealFastCard(theirs, { device: "foreign", signKey, predecessor: null }, random));
  share.files.set(batchName(ref), file.bytes);
  share.files.set(headName(ref), HEAD_CONTENT);
  return `brings the foreign stream ${stream}`;
};
