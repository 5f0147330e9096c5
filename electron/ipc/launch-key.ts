/**
 * The key of one launch of the browser window's host: whoever holds it is its page. It is never sent, stands in no
 * command line, cookie or address that is asked for over HTTP; see `shared/host/proof.ts`.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { type Nonces, OPENED_BY_FILE, type ProofSide, proofText } from "#shared/host/proof.ts";

export interface LaunchKey {
  readonly port: number;
  readonly key: string;
}

export const makeLaunchKey = (port: number): LaunchKey => ({ port, key: randomBytes(32).toString("base64url") });

export const loopbackOrigin = (port: number): string => `http://127.0.0.1:${port}`;

/** The address with the key in it, for the file that only its owner may read. */
export const keyedAddress = ({ port, key }: LaunchKey): string => `${loopbackOrigin(port)}/?${OPENED_BY_FILE}#${key}`;

/** The key and port in such an address; null where it is none. */
export function readKeyedAddress(address: string): LaunchKey | null {
  const [, port, key] =
    new RegExp(`^http://127\\.0\\.0\\.1:(\\d{1,5})/\\?${OPENED_BY_FILE}#([\\w-]{43})$`).exec(address) ?? [];
  return port === undefined || key === undefined ? null : { port: Number(port), key };
}

export const makeNonce = (): string => randomBytes(32).toString("hex");

export const proofOf = ({ port, key }: LaunchKey, side: ProofSide, nonces: Nonces): string =>
  createHmac("sha256", key)
    .update(proofText(side, port, nonces))
    .digest("hex");

/** In a time that tells nothing of where two proofs differ. */
export function isProof(launch: LaunchKey, side: ProofSide, nonces: Nonces, claimed: unknown): boolean {
  const right = Buffer.from(proofOf(launch, side, nonces));
  const given = Buffer.from(typeof claimed === "string" ? claimed : "");
  return given.length === right.length && timingSafeEqual(given, right);
}
