/**
 * Serves the built renderer and its calls on 127.0.0.1 and nowhere else. What may pass is decided in
 * `http-guard.ts`; every answer, refusals too, carries the security headers and is kept by no cache but
 * that of the hashed assets.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import type { Serve } from "#shared/host/serve.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { readBuiltFile } from "../security/built-files.ts";
import { SECURITY_HEADERS } from "../security/csp.ts";
import { errorCode } from "../services/file-system.ts";
import { judge } from "./http-guard.ts";
import type { LaunchAccess } from "./launch-access.ts";

export interface DeskServer {
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

export interface DeskServerDeps {
  readonly access: LaunchAccess;
  readonly serve: Serve;
  /** Absolute folder of the built renderer. */
  readonly root: string;
}

/** A batch of the exchange or a run of entries is far below it. */
const MOST_CALL_BYTES = 32 * 1024 * 1024;

/** @returns the server, or the system's code where the port cannot be had */
export async function startServer(port: number, deps: DeskServerDeps): Promise<Result<DeskServer, string>> {
  const server = createServer((request, response) => {
    answer(request, response, deps).catch(() => response.destroy());
  });
  try {
    await listen(server, port);
  } catch (error) {
    return err(errorCode(error));
  }
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return ok({ close });
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, resolve);
  });

async function answer(request: IncomingMessage, response: ServerResponse, { access, serve, root }: DeskServerDeps): Promise<void> {
  const verdict = judge({ method: request.method ?? "", url: request.url ?? "", headers: request.headers }, access);
  switch (verdict.act) {
    case "refuse":
      return send(response, verdict.status, TEXT, verdict.sentence);
    case "alive":
      return send(response, 204, TEXT, "");
    case "file": {
      const file = await readBuiltFile(root, verdict.pathname);
      if (file === null) return send(response, 404, TEXT, "There is no such file.");
      const cookie = verdict.setCookie ? { "Set-Cookie": access.cookie } : {};
      const cache = verdict.pathname.startsWith("/assets/") ? { "Cache-Control": "private, max-age=31536000, immutable" } : {};
      return send(response, 200, file.type, verdict.bodyWanted ? file.bytes : "", { ...cookie, ...cache });
    }
    case "call": {
      const body = await readBody(request);
      if (body === null) return send(response, 413, TEXT, "The call is too large.");
      const called = parseCall(body);
      const result = called === null ? err({ tag: "bad-request", issue: "not a call" }) : await serve(called.name, called.args);
      return send(response, called === null ? 400 : 200, "application/json; charset=utf-8", toWire(result, toBase64));
    }
  }
}

const TEXT = "text/plain; charset=utf-8";

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array, more: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...SECURITY_HEADERS, "Cache-Control": "no-store", ...more, "Content-Type": type });
  response.end(body);
}

/** Null for more than a call may be. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) return null;
    length += chunk.length;
    if (length > MOST_CALL_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseCall(body: string): { name: unknown; args: unknown } | null {
  try {
    const call = fromWire(body, fromBase64);
    return typeof call === "object" && call !== null && "name" in call && "args" in call ? { name: call.name, args: call.args } : null;
  } catch {
    return null;
  }
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** A plain array of bytes, as a schema wants it. */
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));
