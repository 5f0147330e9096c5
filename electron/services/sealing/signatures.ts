/**
 * Ed25519 and X25519 keys as 32 raw bytes, and the stream id that is made of a public key. The one place
 * that knows the DER wrapping which node:crypto wants.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { toBase32 } from "#shared/kernel/base32.ts";

export interface KeyPair {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

const RAW_BYTES = 32;
/** RFC 8410: SubjectPublicKeyInfo of Ed25519 (1.3.101.112) before its 32 bytes of key. */
const PUBLIC_PREFIX = Buffer.from("302a300506032b6570032100", "hex");
const PRIVATE_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** RFC 8410: the same of X25519 (1.3.101.110). */
const AGREEMENT_PUBLIC_PREFIX = Buffer.from("302a300506032b656e032100", "hex");
const AGREEMENT_PRIVATE_PREFIX = Buffer.from("302e020100300506032b656e04220420", "hex");

export const makeSigningKeys = (): KeyPair => rawPair(generateKeyPairSync("ed25519"));

export const makeAgreementKeys = (): KeyPair => rawPair(generateKeyPairSync("x25519"));

const rawPair = ({ privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject }): KeyPair => ({
  privateKey: lastBytes(privateKey.export({ format: "der", type: "pkcs8" })),
  publicKey: lastBytes(publicKey.export({ format: "der", type: "spki" })),
});

const lastBytes = (der: Buffer): Uint8Array => Uint8Array.from(der.subarray(der.length - RAW_BYTES));

export function signBytes(privateKey: Uint8Array, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(sign(null, sha256(bytes), signingKey(privateKey)));
}

export function isSigned(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== RAW_BYTES) return false;
  return verify(null, sha256(bytes), verifyingKey(publicKey), signature);
}

/** To parse a key takes as long as to use it, and a sync verifies with few of them, one file after another. */
const MOST_KEYS = 100;
const parsed = new Map<string, KeyObject>();

function verifyingKey(publicKey: Uint8Array): KeyObject {
  const name = Buffer.from(publicKey).toString("base64");
  const key =
    parsed.get(name) ??
    createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: "der", type: "spki" });
  if (!parsed.has(name) && parsed.size >= MOST_KEYS) parsed.clear();
  parsed.set(name, key);
  return key;
}

/** As long as the raw key is held, and no longer. */
const signing = new WeakMap<Uint8Array, KeyObject>();

function signingKey(privateKey: Uint8Array): KeyObject {
  const key =
    signing.get(privateKey) ??
    createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, privateKey]), format: "der", type: "pkcs8" });
  signing.set(privateKey, key);
  return key;
}

/** What two X25519 keys have in common; null for a public key that is none. */
export function agreedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array | null {
  try {
    return Uint8Array.from(
      diffieHellman({
        privateKey: createPrivateKey({
          key: Buffer.concat([AGREEMENT_PRIVATE_PREFIX, privateKey]),
          format: "der",
          type: "pkcs8",
        }),
        publicKey: createPublicKey({
          key: Buffer.concat([AGREEMENT_PUBLIC_PREFIX, publicKey]),
          format: "der",
          type: "spki",
        }),
      }),
    );
  } catch {
    return null;
  }
}

export const sha256 = (bytes: Uint8Array): Uint8Array => Uint8Array.from(createHash("sha256").update(bytes).digest());

/** The first 80 bits of the key's hash: nobody can make a card for a stream that is not theirs. */
export const streamOf = (publicKey: Uint8Array): string => toBase32(sha256(publicKey).subarray(0, 10));
