/**
 * The host of the browser window, reached over loopback: one WebSocket for the page and one for its worker. Nothing
 * is said over it, and nothing believed, before both ends have proved that they hold the launch key; a connection
 * that is lost is opened again, and proved again, with the next call.
 */
import type { CallName, Host } from "#shared/host/contract.ts";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import { isNonce, type Nonces, type ProofSide, proofText, SOCKET_PATH } from "#shared/host/proof.ts";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { isObject } from "#shared/kernel/json.ts";
import { err } from "#shared/kernel/result.ts";
import { createHostFrom } from "./host-call.ts";

/** Null: nobody has given this page a key, nor will. */
export type LaunchKeySource = () => Promise<string | null>;

/** Where the page was loaded from. */
export interface HostPlace {
  /** With the port. */
  readonly host: string;
  readonly port: string;
}

type Message = Readonly<Record<string, unknown>>;

/** What the browser does itself. */
const NEVER_SERVED: ReadonlySet<CallName> = new Set<CallName>(["file.save"]);

/** A proved connection. */
interface Link {
  ask(name: string, args: unknown): Promise<unknown>;
}

/** Somebody answers at the address who does not hold the key of this page, or the page has none. */
class Unproved extends Error {}

export function createSocketHost(launchKey: LaunchKeySource, { host, port }: HostPlace): Host {
  let link: Promise<Link> | null = null;
  const connect = (): Promise<Link> => {
    const opened = openLink(`ws://${host}${SOCKET_PATH}`, Number(port), launchKey, () => {
      if (link === opened) link = null;
    });
    return opened;
  };
  return createHostFrom(async (name, args) => {
    // the page downloads: a large file must not go to the host only to be refused there
    if (NEVER_SERVED.has(name)) return err({ tag: "unsupported" });
    link ??= connect();
    try {
      return await (await link).ask(name, args);
    } catch (error) {
      if (error instanceof Unproved) return err({ tag: "host-away", unproved: true });
      throw error;
    }
  });
}

/** @param onGone the connection is lost, or was refused */
async function openLink(url: string, port: number, launchKey: LaunchKeySource, onGone: () => void): Promise<Link> {
  try {
    const key = await launchKey();
    if (key === null) throw new Unproved();
    const hmac = await hmacKey(key);
    // last: a socket may be open before whoever made it listens again
    return await proveLink(new WebSocket(url), port, hmac, onGone);
  } catch (error) {
    onGone();
    throw error;
  }
}

function proveLink(socket: WebSocket, port: number, key: CryptoKey, onGone: () => void): Promise<Link> {
  const page = nonce();
  const say = (message: unknown): void => socket.send(toWire(message, bytesToBase64));
  return new Promise((resolve, reject) => {
    let host: string | null = null;
    let opened: OpenLink | null = null;
    // one message after the other, though each proof takes its time
    let heard: Promise<void> = Promise.resolve();
    const refuse = (): void => {
      reject(new Unproved());
      socket.close();
    };
    const hear = async (message: Message): Promise<void> => {
      if (opened !== null) return opened.hear(message);
      if (host === null && isNonce(message.nonce)) {
        host = message.nonce;
        return;
      }
      if (host === null || !(await isProof(key, "host", port, { host, page }, message.proof))) return refuse();
      say({ proof: await proofOf(key, "page", port, { host, page }) });
      opened = openedLink(socket);
      resolve(opened);
    };
    socket.onopen = () => say({ nonce: page });
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      heard = heard.then(() => hear(parseMessage(data))).catch(refuse);
    };
    socket.onclose = () => {
      onGone();
      reject(new Error("the host is away"));
      opened?.end();
    };
  });
}

interface OpenLink extends Link {
  hear(message: Message): void;
  /** Whoever waits hears that the host is away. */
  end(): void;
}

function openedLink(socket: WebSocket): OpenLink {
  const waiting = new Map<
    number,
    { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let last = 0;
  return {
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        last += 1;
        const text = toWire({ no: last, name, args }, bytesToBase64);
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error("the host is away"));
        waiting.set(last, { resolve, reject });
        socket.send(text);
      }),
    hear({ no, answer }) {
      if (typeof no !== "number") return;
      waiting.get(no)?.resolve(answer);
      waiting.delete(no);
    },
    end() {
      for (const { reject } of waiting.values()) reject(new Error("the host is away"));
      waiting.clear();
    },
  };
}

function parseMessage(data: unknown): Message {
  const message = typeof data === "string" ? fromWire(data, base64ToBytes) : null;
  return isObject(message) ? message : {};
}

const nonce = (): string => bytesToHex(crypto.getRandomValues(new Uint8Array(32)));

const hmacKey = (key: string): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(key), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
    "verify",
  ]);

const proofOf = async (key: CryptoKey, side: ProofSide, port: number, nonces: Nonces): Promise<string> =>
  bytesToHex(
    new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(proofText(side, port, nonces)))),
  );

/** In a time that tells nothing of where two proofs differ: the browser compares. */
async function isProof(
  key: CryptoKey,
  side: ProofSide,
  port: number,
  nonces: Nonces,
  claimed: unknown,
): Promise<boolean> {
  if (!isNonce(claimed)) return false;
  return crypto.subtle.verify(
    "HMAC",
    key,
    new Uint8Array(hexToBytes(claimed)),
    new TextEncoder().encode(proofText(side, port, nonces)),
  );
}

/** Arguments of one `fromCharCode` call: far below every engine's limit. */
const SLICE = 0x8000;

/** Bytes as base64: a call crosses a text channel. */
function bytesToBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += SLICE) binary += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(binary);
}

/** Counted, not iterated, which takes ten times as long: a list of the library system has megabytes. */
function base64ToBytes(text: string): Uint8Array {
  const chars = atob(text);
  const bytes = new Uint8Array(chars.length);
  for (let at = 0; at < chars.length; at++) bytes[at] = chars.charCodeAt(at);
  return bytes;
}
