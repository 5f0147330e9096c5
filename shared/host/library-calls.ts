/** Founding and joining a library, its code, its shared folder, and the sealed exchange. Keys stay in the host. */
import * as v from "valibot";
import {
  type AdoptedKeys,
  type DeviceCard,
  type EpochRef,
  type Locked,
  MAX_STATE_PLAIN,
  type OpenError,
  type OpenedBatch,
  type OpenedState,
  type Out,
  type Predecessor,
} from "../kernel/sealed.ts";
import type { PutError, StoreError } from "../kernel/store-outcome.ts";
import { call } from "./define.ts";
import type { NotAllowed } from "./session-calls.ts";

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const code = v.pipe(v.string(), v.maxLength(80));
/** `share` is the folder that was chosen, `local` the copy in the data folder, and a backup is a store too. */
const store = v.union([
  v.picklist(["share", "local"]),
  v.object({ place: v.picklist(["here", "second", "shown"]), id: v.pipe(v.string(), v.maxLength(120)) }),
]);
const storeName = v.pipe(v.string(), v.maxLength(90));
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const id16 = v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{16}$/));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const nothing = v.object({});
const ofFolder = v.object({ chosen: v.optional(v.boolean(), false) });
/** A part of a checkpoint by its index, or its manifest. */
const statePlace = {
  stream: id16,
  no: number,
  index: v.union([v.pipe(number, v.maxValue(0xffff)), v.literal("manifest")]),
};

/** No share has been chosen. */
export interface NoShare {
  readonly tag: "no-share";
}

/** Why a folder cannot be used for this library as it is. */
export type ShareFault =
  | NoShare
  | { readonly tag: "no-folder" }
  | { readonly tag: "not-a-folder" }
  /** Nothing in it: can be prepared. */
  | { readonly tag: "empty-folder" }
  /** Other files, no library: another folder must be chosen. */
  | { readonly tag: "wrong-folder" }
  /** Our files but no marker: can be prepared again. */
  | { readonly tag: "marker-lost" }
  | { readonly tag: "another-library"; readonly library: string }
  | { readonly tag: "two-libraries"; readonly libraries: readonly string[] }
  | { readonly tag: "newer-format" }
  | { readonly tag: "read-only" }
  | { readonly tag: "full" }
  | { readonly tag: "unclear"; readonly code: string };

export type JoinError =
  | { readonly tag: "code-malformed" }
  | { readonly tag: "code-wrong" }
  | { readonly tag: "already-member" }
  | ShareFault;

/** This device in its library. */
export interface OwnMembership {
  readonly libraryId: string;
  readonly stream: string;
  readonly card: DeviceCard;
  /** Ids of all keys of the library that are held here, and the epoch that is sealed under now. */
  readonly heldKeys: readonly string[];
  readonly epoch: number;
}

export const libraryCalls = {
  /**
   * Makes keys, library id and stream, with or without a share; the folder is prepared by `share.prepare`. `staff` is
   * who founds it, and is shown the code.
   */
  "library.found": call(
    v.object({
      libraryName: name,
      deskName: name,
      branchName: name,
      staff: v.optional(v.pipe(v.string(), v.maxLength(64)), ""),
    }),
  )<{ libraryId: string; stream: string; code: string }, { tag: "already-member" }>(),
  /** Joins the library in the chosen share. */
  "library.join": call(v.object({ code, deskName: name, branchName: name }))<
    { libraryId: string; stream: string },
    JoinError
  >(),
  "library.own": call(nothing)<OwnMembership, Locked>(),
  /**
   * For the code sheet: as printed, in groups. The name is known where it was founded. Given only once the host has
   * recorded for whom (`trail-calls.ts`).
   */
  "library.code": call(v.object({ staff: v.optional(v.pipe(v.string(), v.maxLength(64)), "") }))<
    { code: string; libraryId: string; libraryName: string | null; epoch: number },
    Locked | NotAllowed
  >(),
  /**
   * A key and a code for the epoch that a removal begins, behind `after`; nothing is sealed under it before
   * `library.adopt-epochs`.
   */
  "library.make-epoch": call(v.object({ after: number }))<EpochRef, Locked | NotAllowed>(),
  /**
   * Takes the keys of these epochs from the share, wraps each for the devices that may have it, and seals under it from
   * now on. Where it `looks`, the share's slot of the present code is mended too.
   */
  "library.adopt-epochs": call(
    v.object({
      epochs: v.array(v.object({ epoch: number, key: hash, seals: v.boolean(), to: v.array(id16) })),
      lacking: v.boolean(),
      looks: v.boolean(),
    }),
  )<AdoptedKeys, Locked | StoreError | PutError>(),
  /** A removed computer has been given the new code; `code-known`: one whose key it holds already. */
  "library.readmit": call(v.object({ code }))<
    null,
    Exclude<JoinError, { readonly tag: "already-member" }> | Locked | { readonly tag: "code-known" }
  >(),
  /** HMAC-SHA-256 under the library id, for derived ids: `texts` → hex digests. */
  "library.derive": call(v.object({ texts: v.array(v.string()) }))<readonly string[], Locked>(),
  /** Leaves the own stream at its last batch that can be proved (R6). Asked again, the same answer. */
  "library.new-stream": call(
    v.object({
      stream: id16,
      no: number,
      hash: v.pipe(v.string(), v.regex(/^([0-9a-f]{12})?$/)),
      seq: number,
    } satisfies Record<keyof Predecessor, unknown>),
  )<{ stream: string; predecessor: Predecessor }, Locked>(),

  /**
   * With null the system's own dialog asks; also where there is one and it has not given this path. A member keeps the
   * folder that it has until the new one is seen to be its library's, or is prepared: a look is only a look.
   */
  "share.choose": call(v.object({ path: v.nullable(v.pipe(v.string(), v.maxLength(1000))) }))<
    { path: string },
    { tag: "cancelled" } | { tag: "no-folder" } | { tag: "not-a-folder" }
  >(),
  /**
   * Looks at the folder in use without writing into it, or at the one that was chosen last: where that is meant, or none
   * is in use.
   */
  "share.probe": call(ofFolder)<{ path: string; library: string }, ShareFault>(),
  /**
   * Writes the library's markers into an empty folder, or again where they were lost. Only after a person has said so.
   */
  "share.prepare": call(ofFolder)<{ path: string }, ShareFault | Locked>(),

  "store.list": call(v.object({ store, folder: storeName }))<readonly string[], StoreError>(),
  "store.get": call(v.object({ store, name: storeName }))<Uint8Array, StoreError>(),
  "store.put": call(v.object({ store, name: storeName, bytes }))<null, PutError>(),
  "store.delete": call(v.object({ store, name: storeName }))<null, StoreError>(),

  "seal.batch": call(
    v.object({
      stream: id16,
      no: number,
      firstSeq: number,
      previous: v.nullable(hash),
      text: v.string(),
      floor: v.optional(number, 1),
      base: v.exactOptional(v.object({ stream: id16, no: number, hash })),
    }),
  )<{ bytes: Uint8Array; hash: string }, Locked | Out>(),
  "seal.open": call(v.object({ stream: id16, no: number, signKey: hash, bytes }))<OpenedBatch, OpenError | Locked>(),
  /** The files of an own checkpoint. */
  "seal.state": call(v.object({ ...statePlace, text: v.pipe(v.string(), v.maxLength(MAX_STATE_PLAIN)) }))<
    { bytes: Uint8Array; hash: string },
    Locked
  >(),
  "seal.open-state": call(v.object({ ...statePlace, signKey: hash, bytes }))<OpenedState, OpenError | Locked>(),
  "seal.card": call(v.object({ stream: id16, bytes }))<DeviceCard, OpenError | Locked>(),
  "seal.hash": call(v.object({ bytes }))<string>(),
};
