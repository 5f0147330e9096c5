/**
 * This desk's place in its library: founding, joining, and going on under a new stream. Keys come first,
 * then the files of the local copy, and the installation's own note last, so that a crash leaves either a
 * member or none.
 */
import { createHmac, randomBytes } from "node:crypto";
import { toBase32 } from "#shared/kernel/base32.ts";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DeviceCard, Locked, Predecessor } from "#shared/kernel/sealed.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, keySlot, libraryMarker } from "#shared/replication/files/names.ts";
import type { DiskError } from "../disk-errors.ts";
import type { Installation } from "../installation.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { openCard, sealCard } from "../sealing/card-file.ts";
import { makeLibraryCode, type StretchCode, wrapKey } from "../sealing/library-code.ts";
import { keyId } from "../sealing/sealed-body.ts";
import { makeAgreementKeys, makeSigningKeys, streamOf } from "../sealing/signatures.ts";
import type { Secrets } from "../secrets.ts";
import { libraryKey, mergedRing, readRing, ringOf, writeRing } from "./key-ring.ts";

export interface DeviceNames {
  readonly deskName: string;
  readonly branchName: string;
}

/** All that sealing needs, held by the host only. */
export interface HostKeys {
  readonly library: LibraryKey;
  readonly stream: string;
  /** Private keys of the own streams, also of one that was left and that the database has not left yet. */
  signing(stream: string): Uint8Array | null;
}

export interface Membership {
  keys(): Result<HostKeys, Locked>;
  /** Of the epoch that is sealed under now. */
  code(): string | null;
  libraryName(): string | null;
  card(): Promise<Result<DeviceCard, Locked | DiskError>>;
  found(
    names: DeviceNames & { readonly libraryName: string },
  ): Promise<
    Result<{ libraryId: string; stream: string; code: string }, DiskError | { readonly tag: "already-member" }>
  >;
  /** @param files markers and key slots of the library, which the local copy keeps */
  join(
    library: LibraryKey,
    code: string,
    files: readonly StoreFile[],
    names: DeviceNames,
  ): Promise<Result<{ libraryId: string; stream: string }, DiskError | { readonly tag: "already-member" }>>;
  /** A member that was removed has been given the new code. */
  readmit(
    library: LibraryKey,
    code: string,
  ): Promise<Result<null, DiskError | Locked | { readonly tag: "code-known" }>>;
  leave(predecessor: Predecessor): Promise<Result<{ stream: string; predecessor: Predecessor }, DiskError | Locked>>;
  derive(texts: readonly string[]): Result<readonly string[], Locked>;
}

export interface StoreFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MembershipDeps {
  readonly secrets: Secrets;
  readonly installation: Installation;
  readonly local: Store;
  readonly clock: Clock;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
}

const NAME = "library.name";
export const FIRST_EPOCH = 1;
const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : new TextDecoder().decode(bytes));

const markerContent = (library: string, slots: readonly string[]): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ format: 1, library, slots })}\n`);

export function createMembership({ secrets, installation, local, clock, stretch }: MembershipDeps): Membership {
  const keys = (): Result<HostKeys, Locked> => {
    const member = installation.library();
    const ring = readRing(secrets);
    if (member === null || ring === null) return err({ tag: "locked" });
    const signing = (stream: string): Uint8Array | null => secrets.get(`stream.${stream}`)?.subarray(0, 32) ?? null;
    return ok({ library: libraryKey(member.id, ring), stream: member.stream, signing });
  };

  /** It has one content for ever (R2), and is asked for with every exchange. */
  let known: DeviceCard | null = null;
  const ownCard = async (): Promise<Result<DeviceCard, Locked | DiskError>> => {
    const own = keys();
    if (!own.ok) return own;
    if (known?.stream === own.value.stream) return ok(known);
    const name = deviceName(own.value.stream);
    const bytes = await local.get(name);
    if (!bytes.ok)
      return err({ tag: "io", code: bytes.error.tag === "unknown" ? bytes.error.code : bytes.error.tag, name });
    const card = openCard(own.value.library, own.value.stream, bytes.value);
    if (!card.ok) return err({ tag: "io", code: card.error.tag, name });
    known = card.value;
    return card;
  };

  /** Keys and card of a new stream; the card is in the local copy when it answers. */
  const makeStream = async (
    library: LibraryKey,
    { deskName, branchName }: DeviceNames,
    predecessor: Predecessor | null,
  ): Promise<Result<string, DiskError>> => {
    const sign = makeSigningKeys();
    const agree = makeAgreementKeys();
    const stream = streamOf(sign.publicKey);
    const kept = await secrets.put(`stream.${stream}`, Buffer.concat([sign.privateKey, agree.privateKey]));
    if (!kept.ok) return kept;
    const card = sealCard(
      library,
      {
        device: deskName,
        branch: branchName,
        signKey: bytesToHex(sign.publicKey),
        agreeKey: bytesToHex(agree.publicKey),
        predecessor,
        since: clock.now(),
      },
      sign.privateKey,
    );
    const put = await putLocal({ name: deviceName(stream), bytes: card });
    return put.ok ? ok(stream) : put;
  };

  const putLocal = async ({ name, bytes }: StoreFile): Promise<Result<null, DiskError>> => {
    const put = await local.put(name, bytes);
    if (put.ok) return put;
    return err(
      put.error.tag === "full"
        ? { tag: "disk-full", freeBytes: 0 }
        : { tag: "io", code: put.error.tag === "unknown" ? put.error.code : put.error.tag, name },
    );
  };

  const enter = async (
    library: LibraryKey,
    code: string,
    files: readonly StoreFile[],
    names: DeviceNames,
  ): Promise<Result<{ libraryId: string; stream: string }, DiskError>> => {
    const kept = await writeRing(secrets, ringOf(library, code));
    if (!kept.ok) return kept;
    for (const file of files) {
      const put = await putLocal(file);
      if (!put.ok) return put;
    }
    const stream = await makeStream(library, names, null);
    if (!stream.ok) return stream;
    const noted = await installation.setLibrary({ id: library.library, stream: stream.value });
    return noted.ok ? ok({ libraryId: library.library, stream: stream.value }) : noted;
  };

  return {
    keys,
    code: () => readRing(secrets)?.current.code ?? null,
    libraryName: () => text(secrets.get(NAME)),
    card: ownCard,
    found: async (names) => {
      if (installation.library() !== null) return err({ tag: "already-member" });
      const library: LibraryKey = {
        library: toBase32(randomBytes(10)),
        epoch: FIRST_EPOCH,
        key: Uint8Array.from(randomBytes(32)),
      };
      const code = makeLibraryCode();
      const slot = toBase32(randomBytes(10));
      const named = await secrets.put(NAME, new TextEncoder().encode(names.libraryName));
      if (!named.ok) return named;
      const entered = await enter(
        library,
        code,
        [
          { name: keySlot(slot), bytes: await wrapKey(code, library.library, library.key, stretch) },
          { name: libraryMarker(library.library), bytes: markerContent(library.library, [slot]) },
        ],
        names,
      );
      return entered.ok ? ok({ ...entered.value, code }) : entered;
    },
    join: async (library, code, files, names) =>
      installation.library() === null ? enter(library, code, files, names) : err({ tag: "already-member" }),
    readmit: async (library, code) => {
      const ring = readRing(secrets);
      if (installation.library()?.id !== library.library || ring === null) return err({ tag: "locked" });
      if (ring.keys.some((held) => held.code !== null && keyId(held.key) === keyId(library.key)))
        return err({ tag: "code-known" });
      return writeRing(secrets, mergedRing(ring, ringOf(library, code)));
    },
    leave: async (predecessor) => {
      const own = keys();
      if (!own.ok) return own;
      const card = await ownCard();
      if (!card.ok) return card;
      if (predecessor.stream !== own.value.stream)
        return ok({ stream: own.value.stream, predecessor: card.value.predecessor ?? predecessor });
      const stream = await makeStream(
        own.value.library,
        { deskName: card.value.device, branchName: card.value.branch },
        predecessor,
      );
      if (!stream.ok) return stream;
      const noted = await installation.setLibrary({ id: own.value.library.library, stream: stream.value });
      return noted.ok ? ok({ stream: stream.value, predecessor }) : noted;
    },
    derive: (texts) => {
      const own = keys();
      if (!own.ok) return own;
      const { library } = own.value.library;
      return ok(texts.map((item) => createHmac("sha256", library).update(item, "utf8").digest("hex")));
    },
  };
}
