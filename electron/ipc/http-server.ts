/**
 * Serves the built renderer on 127.0.0.1 and nowhere else, and the calls of its pages over connections that both
 * sides have proved. What may pass is decided in `http-guard.ts`; every answer, refusals too, carries the security
 * headers and is kept by no cache but that of the hashed assets.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Serve } from "#shared/host/serve.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { readBuiltFile } from "../security/built-files.ts";
import { SECURITY_HEADERS } from "../security/csp.ts";
import { errorCode } from "../services/file-system.ts";
import { judge, judgeUpgrade, type RequestHead } from "./http-guard.ts";
import { type LaunchKey, loopbackOrigin } from "./launch-key.ts";
import { servePageSocket } from "./page-socket.ts";

export interface DeskServer {
  /** Ends open connections and frees the port. */
  close(): Promise<void>;
}

export interface DeskServerDeps {
  readonly launch: LaunchKey;
  readonly serve: Serve;
  /** Absolute folder of the built renderer. */
  readonly root: string;
}

/** A batch of the exchange or a run of entries is far below it. */
const MOST_CALL_BYTES = 32 * 1024 * 1024;

/** @returns the server, or the system's code where the port cannot be had */
export async function startServer({ launch, serve, root }: DeskServerDeps): Promise<Result<DeskServer, string>> {
  const origin = loopbackOrigin(launch.port);
  const server = createServer((request, response) => {
    answer(request, response, origin, root).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_CALL_BYTES, perMessageDeflate: false });
  server.on("upgrade", (request, stream, head) => {
    const refusal = judgeUpgrade(headOf(request), origin);
    if (refusal === null)
      sockets.handleUpgrade(request, stream, head, (socket) => servePageSocket(socket, launch, serve));
    else refuseUpgrade(stream, refusal.status, refusal.sentence);
  });
  try {
    await listen(server, launch.port);
  } catch (error) {
    return err(errorCode(error));
  }
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets.clients) socket.terminate();
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

const headOf = ({ method = "", url = "", headers }: IncomingMessage): RequestHead => ({ method, url, headers });

async function answer(request: IncomingMessage, response: ServerResponse, origin: string, root: string): Promise<void> {
  const verdict = judge(headOf(request), origin);
  if (verdict.act === "refuse") return send(response, verdict.status, TEXT, verdict.sentence);
  const file = await readBuiltFile(root, verdict.pathname);
  if (file === null) return send(response, 404, TEXT, "There is no such file.");
  const cache = verdict.pathname.startsWith("/assets/")
    ? { "Cache-Control": "private, max-age=31536000, immutable" }
    : {};
  send(response, 200, file.type, verdict.bodyWanted ? file.bytes : "", cache);
}

const TEXT = "text/plain; charset=utf-8";

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...SECURITY_HEADERS, "Cache-Control": "no-store", ...more, "Content-Type": type });
  response.end(body);
}

/** By hand: such a request has no response of its own. */
function refuseUpgrade(stream: Duplex, status: number, sentence: string): void {
  const headers = {
    ...SECURITY_HEADERS,
    "Cache-Control": "no-store",
    "Content-Type": TEXT,
    "Content-Length": Buffer.byteLength(sentence),
    Connection: "close",
  };
  stream.on("error", () => stream.destroy());
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("")}\r\n${sentence}`,
  );
}
