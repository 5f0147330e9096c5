/** A connection of a page or its worker: proved first by both sides, then calls and their answers. */
import type { RawData, WebSocket } from "ws";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import { isNonce } from "#shared/host/proof.ts";
import type { Serve } from "#shared/host/serve.ts";
import { isObject } from "#shared/kernel/json.ts";
import { err } from "#shared/kernel/result.ts";
import { isProof, type LaunchKey, makeNonce, proofOf } from "./launch-key.ts";

/** Who has not proved itself by then is nobody's page. */
const PROVED_WITHIN_MS = 10_000;
/** The code of a WebSocket that was closed because of what came over it. */
const REFUSED = 1008;

export function servePageSocket(socket: WebSocket, launch: LaunchKey, serve: Serve): void {
  const own = makeNonce();
  const say = (message: unknown): void => socket.send(toWire(message, toBase64));
  const late = setTimeout(() => socket.terminate(), PROVED_WITHIN_MS);
  let theirs: string | null = null;
  let isProved = false;

  const prove = (message: Readonly<Record<string, unknown>>): void => {
    if (theirs === null && isNonce(message.nonce)) {
      theirs = message.nonce;
      say({ proof: proofOf(launch, "host", { host: own, page: theirs }) });
      return;
    }
    isProved = theirs !== null && isProof(launch, "page", { host: own, page: theirs }, message.proof);
    if (isProved) clearTimeout(late);
    else socket.close(REFUSED);
  };
  const answer = async (message: Readonly<Record<string, unknown>>): Promise<void> => {
    const { no, name, args } = message;
    if (!Number.isSafeInteger(no)) return say({ no: null, answer: err({ tag: "bad-request", issue: "not a call" }) });
    const answered = await serve(name, args);
    if (socket.readyState === socket.OPEN) say({ no, answer: answered });
  };
  socket.on("message", (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return;
    const message = isBinary ? null : parseMessage(data);
    if (message === null) socket.close(REFUSED);
    else if (isProved) answer(message).catch(() => socket.terminate());
    else prove(message);
  });
  socket.on("close", () => clearTimeout(late));
  // a frame that is too large or none at all ends the connection
  socket.on("error", () => socket.terminate());
  say({ nonce: own });
}

function parseMessage(data: RawData): Readonly<Record<string, unknown>> | null {
  try {
    // one text frame comes as one buffer
    const message = fromWire(String(data), fromBase64);
    return isObject(message) ? message : null;
  } catch {
    return null;
  }
}

const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** A plain array of bytes, as a schema wants it. */
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
