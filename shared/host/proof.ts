/**
 * How page and host of the browser window prove to each other that they hold the launch key, before either says
 * anything else. Each sends `{ nonce }`, then `{ proof }`: HMAC-SHA-256 under the key, in hex, over `proofText`. Who
 * listens at the same port after the host has gone learns nothing from it and is told nothing. Each new connection
 * begins with it; then come calls, `{ no, name, args }`, answered by `{ no, answer }` in any order, in `toWire`'s form.
 */

/** Where the host listens for connections of its pages. */
export const SOCKET_PATH = "/host";

/** Who proves: neither side can be given its own proof back. */
export type ProofSide = "host" | "page";

export interface Nonces {
  readonly host: string;
  readonly page: string;
}

/** @param port of the host; a proof that was given to another port is none here */
export const proofText = (side: ProofSide, port: number, nonces: Nonces): string =>
  `reader-desk ${side} ${port} ${nonces.host} ${nonces.page}`;

/** 32 random bytes, in hex. */
export const isNonce = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/**
 * In the address that a person opens, from a file that only its owner may read: what stands behind `#` is sent to
 * nobody.
 */
export const OPENED_BY_FILE = "opened";

/**
 * The event by which the host hands the key to a page of the browser that it has opened, and the name under which the
 * key lies for it.
 */
export const LAUNCH_KEY = "readerDeskLaunchKey";
