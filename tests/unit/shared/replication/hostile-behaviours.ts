/**
 * What a store, or whoever can write to it, may do to us: each behaviour of `safety.md` as an act on the
 * files of a share, or as a store that lies from now on.
 */
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import {
  batchName,
  deviceName,
  headName,
  libraryMarker,
  parseName,
  shortHash,
} from "#shared/replication/files/names.ts";
import { sealBatch } from "../../../../electron/services/sealing/batch-file.ts";
import { sealCard } from "../../../../electron/services/sealing/card-file.ts";
import { makeAgreementKeys, makeSigningKeys, streamOf } from "../../../../electron/services/sealing/signatures.ts";
import { type Device, LIBRARY, makeDevice, settleAll } from "../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { takeOut } from "../../../support/removing.ts";
import { sealBomb } from "./sealed-bomb.ts";

export interface Scene {
  readonly share: MemoryStore;
  /** The share as it was some syncs ago. */
  readonly older: ReadonlyMap<string, Uint8Array>;
  /** A batch that one desk still lacks. */
  readonly newest: string;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly clock: { ms: number };
  readonly devices: readonly Device[];
}

/** Which store a desk meets, by its place and by the round. */
export type Shown = (device: number, round: number) => Store;

/** Changes the files, or answers the store that the desks meet from now on. */
export type Behaviour = (scene: Scene) => Store | Shown | undefined | Promise<undefined>;

const batches = ({ share }: Scene): readonly string[] =>
  [...share.files.keys()].filter((name) => name.endsWith(".batch")).sort();
const heads = ({ share }: Scene): readonly string[] =>
  [...share.files.keys()].filter((name) => name.startsWith("heads/")).sort();
const streamsOf = (scene: Scene): readonly string[] => [
  ...new Set(batches(scene).map((name) => name.split("/")[1] ?? "")),
];
const bytesOf = ({ share }: Scene, name: string): Uint8Array => share.files.get(name) ?? new Uint8Array();
const forget = ({ share }: Scene, isGone: (name: string) => boolean): undefined => {
  for (const name of [...share.files.keys()]) if (isGone(name)) share.files.delete(name);
};
const spoil = (scene: Scene, change: (bytes: Uint8Array) => Uint8Array): undefined => {
  const name = batches(scene).find((item) => item === scene.newest) ?? scene.pick(batches(scene));
  scene.share.files.set(name, change(Uint8Array.from(bytesOf(scene, name))));
};
const plant = ({ share }: Scene, name: string, bytes: Uint8Array = new Uint8Array(300)): undefined =>
  void share.files.set(name, bytes);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const flip = (bytes: Uint8Array, at: number): Uint8Array => {
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

/** A batch that is valid but for its author: somebody with the code, or without it. */
function forge(
  scene: Scene,
  options: {
    readonly library?: typeof LIBRARY;
    readonly stream?: string;
    readonly body: string | typeof sealBomb;
    readonly card?: boolean;
  },
): undefined {
  const { library = LIBRARY, body, card = true } = options;
  const keys = makeSigningKeys();
  const stream = options.stream ?? streamOf(keys.publicKey);
  const sealed =
    typeof body === "string"
      ? sealBatch(library, keys.privateKey, { stream, no: 1, firstSeq: 1, previous: null, text: body })
      : body(library, keys.privateKey, stream);
  const ref = { stream, no: 1, hash: shortHash(sealed.hash) };
  scene.share.files.set(batchName(ref), sealed.bytes);
  scene.share.files.set(headName(ref), text("reader-desk head 1\n"));
  if (!card) return;
  const names = {
    device: "nobody knows me",
    branch: "?",
    signKey: bytesToHex(keys.publicKey),
    agreeKey: bytesToHex(makeAgreementKeys().publicKey),
    predecessor: null,
    since: 0,
  };
  scene.share.files.set(deviceName(stream), sealCard(library, names, keys.privateKey));
}

const planted = {
  seq: 1,
  hlc: "018bcfe568000000",
  pulls: 0,
  staff: "x",
  command: "x",
  ops: [{ kind: "reader", id: "planted", cells: { name: "planted" } }],
};
const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
/** One desk works under another time; afterwards the clock is right again. */
async function writesAt({ clock, devices, share }: Scene, ms: number): Promise<undefined> {
  const [a] = devices;
  const right = clock.ms;
  clock.ms = ms;
  a?.write("a-odd-clock", { name: "under another time" });
  a?.write("a0", { name: "changed under another time" });
  await a?.sync(share);
  clock.ms = right;
}
const YEAR_MS = 365 * 24 * 60 * 60_000;

/**
 * What stands in place of a folder or a file is no plain one: the folder store does not see it, and writes nothing
 * there.
 */
const withoutPlain = (store: Store, isOdd: (name: string) => boolean): Store =>
  through(store, {
    list: async (folder) => {
      if (isOdd(folder)) return err({ tag: "missing" });
      const names = await store.list(folder);
      return names.ok ? ok(names.value.filter((name) => !isOdd(folder === "" ? name : `${folder}/${name}`))) : names;
    },
    get: async (name) => (isOdd(name) ? err({ tag: "missing" }) : store.get(name)),
    put: async (name, bytes) => (isOdd(name) ? err({ tag: "unknown", code: "ENOTDIR" }) : store.put(name, bytes)),
    delete: async (name) => (isOdd(name) ? err({ tag: "missing" }) : store.delete(name)),
  });

/** A store that answers through `change`. */
const through = (store: Store, change: Partial<Store>): Store => ({
  list: (folder) => store.list(folder),
  get: (name) => store.get(name),
  put: (name, bytes) => store.put(name, bytes),
  delete: (name) => store.delete(name),
  ...change,
});

export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "deletes one batch": (scene) => void scene.share.files.delete(scene.pick(batches(scene))),
  "deletes the newest batch of each computer": (scene) => {
    for (const stream of streamsOf(scene))
      scene.share.files.delete(
        batches(scene)
          .filter((name) => name.includes(stream))
          .at(-1) ?? "",
      );
    return undefined;
  },
  "deletes the oldest batch of each computer": (scene) => {
    for (const stream of streamsOf(scene))
      scene.share.files.delete(batches(scene).find((name) => name.includes(stream)) ?? "");
    return undefined;
  },
  "deletes all of one computer": (scene) => {
    const stream = scene.pick(streamsOf(scene));
    return forget(scene, (name) => name.includes(stream));
  },
  "deletes all batches": (scene) => forget(scene, (name) => name.startsWith("streams/")),
  "deletes all heads": (scene) => forget(scene, (name) => name.startsWith("heads/")),
  "deletes everything, marker too": (scene) => forget(scene, () => true),
  "deletes a computer's card": (scene) => void scene.share.files.delete(deviceName(scene.pick(streamsOf(scene)))),
  "cuts a file to nothing": (scene) => spoil(scene, () => new Uint8Array()),
  "cuts a file in its header": (scene) => spoil(scene, (bytes) => bytes.slice(0, 60)),
  "cuts the last byte": (scene) => spoil(scene, (bytes) => bytes.slice(0, -1)),
  "appends a byte": (scene) => spoil(scene, (bytes) => Uint8Array.from([...bytes, 0])),
  "flips a bit of the header": (scene) => spoil(scene, (bytes) => flip(bytes, 40)),
  "flips a bit of the body": (scene) => spoil(scene, (bytes) => flip(bytes, bytes.length - 200)),
  "flips a bit of the signature": (scene) => spoil(scene, (bytes) => flip(bytes, bytes.length - 1)),
  "fills a file with zeros": (scene) => spoil(scene, (bytes) => new Uint8Array(bytes.length)),
  "swaps two batches": (scene) => {
    const [a, b] = [batches(scene)[0] ?? "", batches(scene).at(-1) ?? ""];
    const [first, second] = [bytesOf(scene, a), bytesOf(scene, b)];
    scene.share.files.set(a, second).set(b, first);
    return undefined;
  },
  "gives a name the content of another valid batch of that computer": (scene) => {
    const stream = scene.pick(streamsOf(scene));
    const [first = "", ...more] = batches(scene).filter((name) => name.includes(stream));
    scene.share.files.set(more.at(-1) ?? first, bytesOf(scene, first));
    return undefined;
  },
  "replays a batch under a new number": (scene) => {
    const name = scene.pick(batches(scene));
    const parsed = parseName(name);
    if (parsed?.tag !== "batch") return undefined;
    const ref = { ...parsed, no: parsed.no + 200 };
    plant(scene, batchName(ref), bytesOf(scene, name));
    return plant(scene, headName(ref), text("reader-desk head 1\n"));
  },
  "announces a batch that was never there": (scene) =>
    plant(scene, headName({ stream: scene.pick(streamsOf(scene)), no: 900, hash: "0123456789ab" })),
  "rolls one computer back": (scene) => {
    const stream = scene.pick(streamsOf(scene));
    forget(scene, (name) => name.includes(stream));
    for (const [name, bytes] of scene.older) if (name.includes(stream)) scene.share.files.set(name, bytes);
    return undefined;
  },
  "rolls everything back": (scene) => {
    forget(scene, () => true);
    for (const [name, bytes] of scene.older) scene.share.files.set(name, bytes);
    return undefined;
  },
  "shows one computer other things than the rest, then all of them the same": (scene) => {
    const aside = createMemoryStore(new Map(scene.share.files));
    return (device, round) => (device === 0 && round < 2 ? aside : scene.share);
  },
  "brings a batch that a removed computer wrote afterwards": async (scene) => {
    const { share, devices, clock } = scene;
    const [a] = devices;
    const out = makeDevice("out", clock);
    out.write("out-before", { name: "while it belonged" });
    await settleAll([out, ...devices], share);
    const unaware = createMemoryStore(new Map(share.files));
    if (a !== undefined) await takeOut(a, out.replica.stream, "removed");
    await settleAll(devices, share);
    out.write("out-after", { name: "planted" });
    await out.sync(unaware);
    for (const [name, bytes] of unaware.files)
      if (name.includes(out.replica.stream) && !share.files.has(name)) share.files.set(name, bytes);
  },
  "carries work of a computer whose clock is ten years ahead": (scene) =>
    writesAt(scene, scene.clock.ms + 10 * YEAR_MS),
  "carries work of a computer whose clock stands in 1970": (scene) => writesAt(scene, 1000),
  "has a link or a junction in place of a folder": ({ share }) =>
    withoutPlain(share, (name) => name === "heads" || name.startsWith("heads/")),
  "has a pipe in place of a batch": ({ share, newest }) => withoutPlain(share, (name) => name === newest),
  "writes names in other case": (scene) => {
    for (const name of heads(scene))
      plant(
        scene,
        name.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
      );
    return undefined;
  },
  "adds twins of names in another normal form": (scene) => plant(scene, `${scene.pick(batches(scene))}\u0301`),
  "adds conflict copies": (scene) => {
    for (const name of batches(scene).slice(0, 3))
      plant(scene, name.replace(".batch", " (conflicted copy 2026-01-01).batch"), bytesOf(scene, name));
    return undefined;
  },
  "leaves a half-uploaded file under a right name": (scene) =>
    spoil(scene, (bytes) => bytes.slice(0, bytes.length >> 1)),
  "adds device names and trailing dots": (scene) => {
    for (const name of ["heads/con", "heads/nul.batch", "heads/lpt1", "streams/x.", "keys/aux"]) plant(scene, name);
    return undefined;
  },
  "adds a path of 300 characters": (scene) => plant(scene, `streams/${"a".repeat(300)}/device`),
  "adds ten thousand junk files": (scene) => {
    for (let at = 0; at < 10_000; at++) plant(scene, `heads/junk-${at}`, new Uint8Array());
    return undefined;
  },
  "adds a file far larger than any of ours": (scene) => {
    const stream = scene.pick(streamsOf(scene));
    const ref = { stream, no: 901, hash: "0123456789ab" };
    plant(scene, batchName(ref), new Uint8Array(20 * 1024 * 1024));
    return plant(scene, headName(ref));
  },
  "sends a bomb that inflates without end": (scene) => forge(scene, { body: sealBomb }),
  "sends JSON of great depth": (scene) => forge(scene, { body: `{"at":1,"entries":${deep(5000)}}` }),
  "sends a name that pollutes objects": (scene) =>
    forge(scene, {
      body: '{"at":1,"entries":[{"seq":1,"hlc":"018bcfe568000000","pulls":0,"staff":"x","command":"x","ops":[{"kind":"reader","id":"__proto__","cells":{"__proto__":{"name":"planted"},"constructor":1}}]}]}',
    }),
  "writes a future version": (scene) =>
    spoil(scene, (bytes) => text(new TextDecoder("latin1").decode(bytes).replace("batch 1", "batch 7"))),
  "lowers the version": (scene) =>
    spoil(scene, (bytes) => text(new TextDecoder("latin1").decode(bytes).replace("batch 1", "batch 0"))),
  "admits a computer with the right code, which is shown to everybody": (scene) =>
    forge(scene, { body: JSON.stringify({ at: 1, entries: [] }) }),
  "brings a batch of another library": (scene) =>
    forge(scene, {
      library: { ...LIBRARY, library: "zzzzzzzzzzzzzzzz" },
      body: JSON.stringify({ at: 1, entries: [planted] }),
    }),
  "brings a batch under another key": (scene) =>
    forge(scene, {
      library: { ...LIBRARY, key: new Uint8Array(32).fill(9) },
      body: JSON.stringify({ at: 1, entries: [planted] }),
    }),
  "signs for a computer that it is not": (scene) =>
    forge(scene, {
      stream: scene.pick(streamsOf(scene)),
      card: false,
      body: JSON.stringify({ at: 1, entries: [planted] }),
    }),
  "replaces a computer's card by its own": (scene) => {
    const keys = makeSigningKeys();
    const card = {
      device: "false",
      branch: "?",
      signKey: bytesToHex(keys.publicKey),
      agreeKey: bytesToHex(makeAgreementKeys().publicKey),
      predecessor: null,
      since: 0,
    };
    return plant(scene, deviceName(scene.pick(streamsOf(scene))), sealCard(LIBRARY, card, keys.privateKey));
  },
  "adds the marker of a second library": (scene) => plant(scene, libraryMarker("zzzzzzzzzzzzzzzz")),
  "swaps the marker for another library's": (scene) => {
    scene.share.files.delete(libraryMarker(LIBRARY.library));
    return plant(scene, libraryMarker("zzzzzzzzzzzzzzzz"));
  },
  "becomes read-only": (scene) =>
    through(scene.share, {
      put: async () => err({ tag: "read-only" }),
      delete: async () => err({ tag: "unknown", code: "EROFS" }),
    }),
  "is full": (scene) => through(scene.share, { put: async () => err({ tag: "full" }) }),
  "goes away in the middle": (scene) => {
    let calls = 0;
    const gone = (): boolean => ++calls > 4;
    const lost = err({ tag: "no-folder" } as const);
    return {
      list: async (folder) => (gone() ? lost : scene.share.list(folder)),
      get: async (name) => (gone() ? lost : scene.share.get(name)),
      put: async (name, bytes) => (gone() ? lost : scene.share.put(name, bytes)),
      delete: async (name) => (gone() ? lost : scene.share.delete(name)),
    };
  },
  "fails once in every five calls": (scene) => {
    let calls = 0;
    const fails = (): boolean => ++calls % 5 === 0;
    const lost = err({ tag: "unknown", code: "EIO" } as const);
    return {
      list: async (folder) => (fails() ? lost : scene.share.list(folder)),
      get: async (name) => (fails() ? lost : scene.share.get(name)),
      put: async (name, bytes) => (fails() ? lost : scene.share.put(name, bytes)),
      delete: async (name) => (fails() ? lost : scene.share.delete(name)),
    };
  },
  "says done and keeps nothing": (scene) => through(scene.share, { put: async () => ({ ok: true, value: null }) }),
  "shows an old listing": (scene) => {
    const old = [...scene.older.keys()]
      .filter((name) => name.startsWith("heads/"))
      .map((name) => name.slice("heads/".length));
    return through(scene.share, {
      list: async (folder) => (folder === "heads" ? { ok: true, value: old } : scene.share.list(folder)),
    });
  },
  "shows an empty listing": (scene) => through(scene.share, { list: async () => ({ ok: true, value: [] }) }),
};
