import { once } from "node:events";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import type { Handlers } from "#shared/host/contract.ts";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import { SOCKET_PATH } from "#shared/host/proof.ts";
import { createServe } from "#shared/host/serve.ts";
import { ok } from "#shared/kernel/result.ts";
import { startServer } from "../../../../electron/ipc/http-server.ts";
import {
  type LaunchKey,
  loopbackOrigin,
  makeLaunchKey,
  makeNonce,
  proofOf,
} from "../../../../electron/ipc/launch-key.ts";
import { connectProved } from "../../../../electron/ipc/prove-host.ts";
import { CONTENT_SECURITY_POLICY } from "../../../../electron/security/csp.ts";
import { freePort } from "../../../support/launch.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let launch: LaunchKey;
let origin = "";
/** Calls that reached a handler. */
let reached: string[] = [];

/** Every handler answers its own name and arguments. */
const echo = new Proxy({} as Handlers, {
  // a handler for whichever name is asked for; createServe asks for names of the contract only
  get: (_target, name) => async (args: unknown) => {
    reached.push(String(name));
    return ok({ name: String(name), args });
  },
});

beforeEach(async () => {
  reached = [];
  const root = join(await temporaryFolder(), "renderer");
  await mkdir(join(root, "assets"), { recursive: true });
  await writeFile(join(root, "index.html"), "<!doctype html><title>desk</title>");
  await writeFile(join(root, "assets", "page-1a2b.js"), "export {};");
  await writeFile(join(root, "..", "secrets.json"), '{"key":"secret"}');
  await symlink(join(root, "..", "secrets.json"), join(root, "assets", "link.json"));
  launch = makeLaunchKey(await freePort());
  origin = loopbackOrigin(launch.port);
  const server = await startServer({
    launch,
    root,
    serve: createServe(
      echo,
      () => true,
      () => undefined,
    ),
  });
  if (!server.ok) throw new Error(server.error);
  onTestFinished(() => server.value.close());
});

function ask(
  path: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: launch.port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

const upgrade = {
  connection: "Upgrade",
  upgrade: "websocket",
  "sec-websocket-version": "13",
  "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
};
/** Asks for a connection; one that is given ends the test by its answer's status. */
const askConnection = (headers: Record<string, string>, path: string = SOCKET_PATH): Promise<Answer> =>
  ask(path, { headers: { ...upgrade, ...headers } });

/** A connection before anything is proved, with what comes over it. */
async function connection(): Promise<{
  readonly socket: WebSocket;
  readonly next: () => Promise<Record<string, unknown> | "closed">;
}> {
  const socket = new WebSocket(`ws://127.0.0.1:${launch.port}${SOCKET_PATH}`, { origin });
  const heard: (Record<string, unknown> | "closed")[] = [];
  const waiting: ((message: Record<string, unknown> | "closed") => void)[] = [];
  const hear = (message: Record<string, unknown> | "closed"): void => {
    const waits = waiting.shift();
    if (waits === undefined) heard.push(message);
    else waits(message);
  };
  socket.on("message", (data) => hear(JSON.parse(String(data))));
  socket.on("close", () => hear("closed"));
  socket.on("error", () => undefined);
  onTestFinished(() => socket.terminate());
  await once(socket, "open");
  return { socket, next: async () => heard.shift() ?? (await new Promise((resolve) => waiting.push(resolve))) };
}

async function proved(): Promise<WebSocket> {
  const socket = await connectProved(launch);
  if (socket === null) throw new Error("the host does not prove itself");
  onTestFinished(() => socket.terminate());
  return socket;
}

const toBase64 = (item: Uint8Array): string => Buffer.from(item).toString("base64");
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "base64"));

async function answerOf(socket: WebSocket, text: string): Promise<unknown> {
  const answered = once(socket, "message");
  socket.send(text);
  return fromWire(String((await answered)[0]), fromBase64);
}

const aCall = JSON.stringify({ no: 1, name: "device.start", args: {} });
const isAnswered = { no: 1, answer: { ok: true, value: { name: "device.start", args: {} } } };

describe("the proof of both sides", () => {
  test("comes before the first call, and each new connection begins with it", async () => {
    for (let times = 0; times < 2; times++) expect(await answerOf(await proved(), aCall)).toEqual(isAnswered);
  });

  test("a host with another key, or of another port, is none", async () => {
    expect(await connectProved({ ...launch, key: makeLaunchKey(1).key })).toBeNull();
    const other = makeLaunchKey(await freePort());
    expect(await connectProved(other)).toBeNull();
    expect(reached).toEqual([]);
  });

  test("is another one at every connection, and never the key", async () => {
    const [first, second] = [await connection(), await connection()];
    const nonce = makeNonce();
    for (const { socket } of [first, second]) socket.send(JSON.stringify({ nonce }));
    const said = [await first.next(), await first.next(), await second.next(), await second.next()];
    expect(new Set(said.map((message) => JSON.stringify(message))).size).toBe(4);
    expect(JSON.stringify(said)).not.toContain(launch.key);
  });

  test.each<[string, (nonces: { host: string; page: string }) => unknown]>([
    ["a call", () => JSON.parse(aCall)],
    ["the host's own proof", (nonces) => ({ proof: proofOf(launch, "host", nonces) })],
    [
      "a proof for another port",
      (nonces) => ({ proof: proofOf({ ...launch, port: launch.port + 1 }, "page", nonces) }),
    ],
    ["a proof of an older connection", ({ page }) => ({ proof: proofOf(launch, "page", { host: makeNonce(), page }) })],
    ["a proof under another key", (nonces) => ({ proof: proofOf(makeLaunchKey(launch.port), "page", nonces) })],
    ["no text", () => ({ proof: 7 })],
    ["another nonce", () => ({ nonce: makeNonce() })],
  ])("%s in its place ends the connection, and no call is heard", async (_what, make) => {
    const { socket, next } = await connection();
    const first = await next();
    const nonces = { host: first === "closed" ? "" : String(first.nonce), page: makeNonce() };
    socket.send(JSON.stringify({ nonce: nonces.page }));
    expect(await next()).toEqual({ proof: proofOf(launch, "host", nonces) });
    socket.send(JSON.stringify(make(nonces)));
    socket.send(aCall);
    expect(await next()).toBe("closed");
    expect(reached).toEqual([]);
  });

  test("a proof before a nonce ends the connection", async () => {
    const { socket, next } = await connection();
    const first = await next();
    socket.send(
      JSON.stringify({
        proof: proofOf(launch, "page", { host: first === "closed" ? "" : String(first.nonce), page: "" }),
      }),
    );
    expect(await next()).toBe("closed");
  });
});

describe("who may ask", () => {
  test.each(["localhost", "reader-desk.example", "127.0.0.1", "127.0.0.1:1", "[::1]", "0.0.0.0"])(
    "a Host of %s is refused, as after a rebinding of names",
    async (host) => {
      const forged = host.includes(":") || host === "127.0.0.1" ? host : `${host}:${launch.port}`;
      expect((await ask("/", { headers: { host: forged } })).status).toBe(403);
      expect((await askConnection({ host: forged, origin })).status).toBe(403);
    },
  );

  test.each(["http://evil.example", "null", "https://127.0.0.1", "http://localhost", ""])(
    "an Origin of “%s” is refused",
    async (name) => {
      const forged = name.startsWith("http") ? `${name}:${launch.port}` : name;
      expect((await askConnection({ origin: forged })).status).toBe(403);
      expect((await ask("/", { headers: { origin: forged } })).status).toBe(403);
    },
  );

  test("a connection without an Origin, or elsewhere, is refused", async () => {
    expect((await askConnection({})).status).toBe(403);
    for (const path of ["/", "/call", "/assets/page-1a2b.js"])
      expect((await askConnection({ origin }, path)).status).toBe(404);
  });

  test("nothing but 127.0.0.1 is listened on", async () => {
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.2", port: launch.port });
      socket.once("connect", () => resolve(false));
      socket.once("error", () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe("what may be asked", () => {
  test("the program's own files, which set no cookie", async () => {
    const answer = await ask("/?opened");
    expect([answer.status, answer.body]).toEqual([200, "<!doctype html><title>desk</title>"]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect((await ask("/assets/page-1a2b.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  test("a call reaches its handler with parsed arguments, bytes as bytes", async () => {
    const args = { store: "local", name: "heads/x", bytes: new Uint8Array([1, 2, 255]) };
    expect(await answerOf(await proved(), toWire({ no: 7, name: "store.put", args }, toBase64))).toEqual({
      no: 7,
      answer: { ok: true, value: { name: "store.put", args } },
    });
  });

  test("calls that are asked together are each answered under their number", async () => {
    const socket = await proved();
    const answers: unknown[] = [];
    const all = new Promise<void>((resolve) => {
      socket.on("message", (data) => {
        answers.push(JSON.parse(String(data)).no);
        if (answers.length === 20) resolve();
      });
    });
    for (let no = 1; no <= 20; no++) socket.send(JSON.stringify({ no, name: "device.start", args: {} }));
    await all;
    expect(new Set(answers).size).toBe(20);
  });

  test.each([
    ["an unknown call", '{"no":1,"name":"device.stop","args":{}}'],
    ["a name from the prototype", '{"no":1,"name":"constructor","args":{}}'],
    ["arguments that do not fit", '{"no":1,"name":"lease.take","args":{"page":1}}'],
    ["no arguments", '{"no":1,"name":"device.start"}'],
    ["no number", '{"name":"device.start","args":{}}'],
    ["nothing in it", "{}"],
  ])("%s is a bad request", async (_name, text) => {
    expect(await answerOf(await proved(), text)).toMatchObject({
      answer: { ok: false, error: { tag: "bad-request" } },
    });
    expect(reached).toEqual([]);
  });

  test.each(["[]", "{", "", "7"])("%j is no message, and ends the connection", async (text) => {
    const socket = await proved();
    const closed = once(socket, "close");
    socket.send(text);
    await closed;
    expect(await answerOf(await proved(), aCall)).toEqual(isAnswered);
  });

  test("whatever is sent, it is answered or the connection ends, and the server stays", async () => {
    let socket = await proved();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .record({ no: fc.integer(), name: fc.string(), args: fc.jsonValue() })
            .map((value) => JSON.stringify(value)),
        ),
        async (text) => {
          if (socket.readyState !== socket.OPEN) socket = await proved();
          const answered = new Promise<unknown>((resolve) => {
            socket.onmessage = resolve;
            socket.onclose = resolve;
          });
          socket.send(text);
          await answered;
        },
      ),
      { numRuns: 200 },
    );
    expect(await answerOf(await proved(), aCall)).toEqual(isAnswered);
  });

  test("nothing is asked by a request, and no method but reading is served", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
      for (const path of ["/", "/call", SOCKET_PATH])
        expect(
          (await ask(path, { method, headers: { origin, "content-type": "application/json" }, body: aCall })).status,
        ).toBe(405);
    expect((await ask(SOCKET_PATH)).status).toBe(404);
    expect((await ask("/alive")).status).toBe(404);
    expect(reached).toEqual([]);
  });

  test.each([
    "/../secrets.json",
    "/%2e%2e/secrets.json",
    "/assets/..%2f..%2fsecrets.json",
    "/assets/link.json",
    "//evil.example/",
    "http://evil.example/",
    "/assets/page.exe",
    "/%00",
    "/%",
  ])("nothing outside the built page is read: %s", async (path) => {
    const answer = await ask(path);
    expect([400, 403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("secret");
  });

  test("every answer carries the policy, and none allows another origin", async () => {
    const answers = [
      await ask("/"),
      await ask("/nothing.js"),
      await ask("/", { method: "POST" }),
      await ask("/", { headers: { host: "evil" } }),
      await askConnection({ origin: "http://evil.example" }),
    ];
    for (const { headers } of answers) {
      expect(headers["content-security-policy"]).toBe(CONTENT_SECURITY_POLICY);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  test("a message of more than the limit is refused unread", async () => {
    const socket = await proved();
    socket.on("error", () => undefined);
    const closed = once(socket, "close");
    socket.send(`{"no":1,"name":"device.start","args":{},"x":"${"x".repeat(33 * 1024 * 1024)}"}`);
    await closed;
    expect(reached).toEqual([]);
    expect(await answerOf(await proved(), aCall)).toEqual(isAnswered);
  });
});

test("a port that is taken is told by its code", async () => {
  expect(await startServer({ launch, root: "/", serve: async () => null })).toEqual({ ok: false, error: "EADDRINUSE" });
});
