/**
 * Every name that may stand in a store. A name has one writer and one content for ever (R2); numbers and
 * hash starts are lower-case hex, so that text order is number order. Whatever does not parse is ignored.
 */
import type { StreamId } from "../rows/entry.ts";

export type StoreName =
  | { readonly tag: "library"; readonly library: string }
  | { readonly tag: "store"; readonly id: string }
  | ({ readonly tag: "head" } & BatchRef)
  | { readonly tag: "device"; readonly stream: StreamId }
  | ({ readonly tag: "batch" } & BatchRef)
  | { readonly tag: "part"; readonly stream: StreamId; readonly no: number; readonly index: number }
  | { readonly tag: "manifest"; readonly stream: StreamId; readonly no: number }
  | { readonly tag: "note"; readonly stream: StreamId; readonly no: number }
  | { readonly tag: "key"; readonly slot: string };

export interface BatchRef {
  readonly stream: StreamId;
  readonly no: number;
  /** The first 12 hex digits of the batch's SHA-256. */
  readonly hash: string;
}

/** A checkpoint by its writer and the number in its folder's name. */
export interface StateRef {
  readonly stream: StreamId;
  readonly no: number;
}

const HASH_START = 12;
/** Batches per folder. */
const PER_FOLDER = 256;
/** Four hex digits of folders. */
export const MAX_BATCH_NO = 0xffff * PER_FOLDER + PER_FOLDER - 1;
/** Highest index of a part. */
export const MAX_PART = 0xffff;
const COMPONENT = /^(?!\.)[a-z0-9.-]{1,40}$/;
const MAX_NAME = 90;

export const shortHash = (hash: string): string => hash.slice(0, HASH_START);

/** Whether a name may be used below a store's root at all, known or not. */
export const isStorePath = (name: string): boolean =>
  name.length <= MAX_NAME && name.split("/").every(isStoreComponent);

/** Device names of Windows and trailing dots would be something else there. */
export const isStoreComponent = (part: string): boolean =>
  COMPONENT.test(part) && !part.endsWith(".") && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(part);

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, "0");

export const HEADS = "heads";
export const STREAMS = "streams";
export const KEYS = "keys";

export const batchFolder = (stream: StreamId, folder: number): string => `${STREAMS}/${stream}/${hex(folder, 4)}`;
export const folderOf = (no: number): number => Math.floor(no / PER_FOLDER);
/** The lowest number in the folder of a number; 0 in the first one. */
export const firstOfFolder = (no: number): number => folderOf(no) * PER_FOLDER;
export const deviceName = (stream: StreamId): string => `${STREAMS}/${stream}/device`;
export const streamFolder = (stream: StreamId): string => `${STREAMS}/${stream}`;
/** Of a checkpoint: its parts and its manifest. */
export const stateFolder = ({ stream, no }: StateRef): string => `${STREAMS}/${stream}/state-${hex(no, 8)}`;
export const partName = (state: StateRef, index: number): string => `${stateFolder(state)}/${hex(index, 4)}.part`;
export const manifestName = (state: StateRef): string => `${stateFolder(state)}/manifest`;
/** In a backup only: that it was opened and counted after it was written. */
export const noteName = (state: StateRef): string => `${stateFolder(state)}/note`;
export const headName = ({ stream, no, hash }: BatchRef): string => `${HEADS}/${stream}-${hex(no, 8)}-${hash}`;
export const batchName = ({ stream, no, hash }: BatchRef): string =>
  `${batchFolder(stream, folderOf(no))}/${hex(no, 8)}-${hash}.batch`;
export const libraryMarker = (library: string): string => `reader-desk.library-${library}`;
export const storeMarker = (id: string): string => `reader-desk.store-${id}`;
export const keySlot = (slot: string): string => `${KEYS}/${slot}`;

const ID = "[0-9a-hjkmnp-tv-z]{16}";
const LIBRARY = new RegExp(`^reader-desk\\.library-(${ID})$`);
const STORE = new RegExp(`^reader-desk\\.store-(${ID})$`);
const HEAD = new RegExp(`^heads/(${ID})-([0-9a-f]{8})-([0-9a-f]{12})$`);
const DEVICE = new RegExp(`^streams/(${ID})/device$`);
const BATCH = new RegExp(`^streams/(${ID})/([0-9a-f]{4})/([0-9a-f]{8})-([0-9a-f]{12})\\.batch$`);
const PART = new RegExp(`^streams/(${ID})/state-([0-9a-f]{8})/([0-9a-f]{4})\\.part$`);
const MANIFEST = new RegExp(`^streams/(${ID})/state-([0-9a-f]{8})/manifest$`);
const NOTE = new RegExp(`^streams/(${ID})/state-([0-9a-f]{8})/note$`);
const KEY = new RegExp(`^keys/(${ID})$`);

export const isStreamId = (text: string): text is StreamId => new RegExp(`^${ID}$`).test(text);

/** @param name below the store's root, with `/` between its parts; null for whatever is not ours */
export function parseName(name: string): StoreName | null {
  const library = LIBRARY.exec(name)?.[1];
  if (library !== undefined) return { tag: "library", library };
  const store = STORE.exec(name)?.[1];
  if (store !== undefined) return { tag: "store", id: store };
  const head = HEAD.exec(name);
  if (head !== null) return numbered({ tag: "head", stream: head[1] ?? "", no: number(head[2]), hash: head[3] ?? "" });
  const device = DEVICE.exec(name)?.[1];
  if (device !== undefined) return { tag: "device", stream: device };
  const batch = BATCH.exec(name);
  if (batch !== null) {
    const no = number(batch[3]);
    return folderOf(no) === number(batch[2])
      ? numbered({ tag: "batch", stream: batch[1] ?? "", no, hash: batch[4] ?? "" })
      : null;
  }
  const part = PART.exec(name);
  if (part !== null)
    return numbered({
      tag: "part",
      stream: part[1] ?? "",
      no: number(part[2]),
      index: Math.min(number(part[3]), MAX_PART),
    });
  const manifest = MANIFEST.exec(name);
  if (manifest !== null) return numbered({ tag: "manifest", stream: manifest[1] ?? "", no: number(manifest[2]) });
  const note = NOTE.exec(name);
  if (note !== null) return numbered({ tag: "note", stream: note[1] ?? "", no: number(note[2]) });
  const key = KEY.exec(name)?.[1];
  return key === undefined ? null : { tag: "key", slot: key };
}

const number = (text: string | undefined): number => Number.parseInt(text ?? "", 16);

const numbered = <N extends StoreName & { readonly no: number }>(name: N): N | null =>
  name.no >= 1 && name.no <= MAX_BATCH_NO ? name : null;
