import { mkdir, symlink, writeFile } from "node:fs/promises";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Handlers } from "#shared/host/contract.ts";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import { createServe } from "#shared/host/serve.ts";
import { ok } from "#shared/kernel/result.ts";
import { startServer } from "../../../../electron/ipc/http-server.ts";
import { createLaunchAccess, type LaunchAccess } from "../../../../electron/ipc/launch-access.ts";
import { CONTENT_SECURITY_POLICY } from "../../../../electron/security/csp.ts";
import { answersAt } from "../../../../electron/services/second-start.ts";
import { freePort } from "../../../support/launch.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let port = 0;
let access: LaunchAccess;
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
  port = await freePort();
  let count = 0;
  access = createLaunchAccess(port, () => `token-${++count}`);
  const server = await startServer(port, {
    access,
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

function ask(path: string, { method = "GET", headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
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

const cookie = (): string => access.cookie.split(";")[0] ?? "";
const callHeaders = (): Record<string, string> => ({ cookie: cookie(), origin: access.origin, "content-type": "application/json" });
const call = (body: string, headers: Record<string, string> = callHeaders()): Promise<Answer> => ask("/call", { method: "POST", headers, body });
const aCall = JSON.stringify({ name: "device.start", args: {} });

describe("the launch token", () => {
  test("opens the page, with a cookie that no script reads and no other site sends", async () => {
    const answer = await ask(new URL(access.address).pathname + new URL(access.address).search);
    expect([answer.status, answer.body]).toEqual([200, "<!doctype html><title>desk</title>"]);
    expect(answer.headers["set-cookie"]).toEqual([`reader-desk-${port}=token-1; HttpOnly; SameSite=Strict; Path=/`]);
    expect((await ask("/", { headers: { cookie: cookie() } })).status).toBe(200);
    expect((await ask("/assets/page-1a2b.js", { headers: { cookie: cookie() } })).headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  test.each(["/", "/?token=", "/?token=token-2", "/assets/page-1a2b.js", "/assets/page-1a2b.js?token=token-1", "/alive", "/alive?token=wrong"])("without it nothing is read: %s", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(403);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.body).toContain("Open the address that Reader Desk printed");
  });

  test("a cookie of another launch, port or value is none", async () => {
    for (const text of [`reader-desk-${port}=token-2`, "reader-desk-1=token-1", `xreader-desk-${port}=token-1`, `reader-desk-${port}=token-1x`]) {
      expect((await ask("/", { headers: { cookie: text } })).status).toBe(403);
      expect((await call(aCall, { ...callHeaders(), cookie: text })).status).toBe(403);
    }
    expect((await ask("/", { headers: { cookie: `other=1; ${cookie()}` } })).status).toBe(200);
    expect(reached).toEqual([]);
  });

  test("a ticket opens once", async () => {
    const { pathname, search } = new URL(access.ticketAddress());
    expect((await ask(pathname + search)).status).toBe(200);
    expect((await ask(pathname + search)).status).toBe(403);
  });

  test("tells a second start whether this launch is there", async () => {
    expect(await answersAt(access.address)).toBe(true);
    expect(await answersAt(`${access.origin}/?token=old`)).toBe(false);
    expect(await answersAt(`http://127.0.0.1:${await freePort()}/?token=token-1`)).toBe(false);
  });
});

describe("who may ask", () => {
  test.each(["localhost", "reader-desk.example", "127.0.0.1", "127.0.0.1:1", "[::1]", "0.0.0.0"])("a Host of %s is refused, as after a rebinding of names", async (host) => {
    const forged = host.includes(":") || host === "127.0.0.1" ? host : `${host}:${port}`;
    expect((await ask("/?token=token-1", { headers: { host: forged } })).status).toBe(403);
    expect((await call(aCall, { ...callHeaders(), host: forged })).status).toBe(403);
    expect(reached).toEqual([]);
  });

  test.each(["http://evil.example", "null", "https://127.0.0.1", "http://localhost", ""])("an Origin of “%s” is refused", async (origin) => {
    const forged = origin.startsWith("http") ? `${origin}:${port}` : origin;
    expect((await call(aCall, { ...callHeaders(), origin: forged })).status).toBe(403);
    expect((await ask("/", { headers: { cookie: cookie(), origin: forged } })).status).toBe(403);
    expect(reached).toEqual([]);
  });

  test("a call without an Origin is refused", async () => {
    const { origin: _left, ...headers } = callHeaders();
    expect((await call(aCall, headers)).status).toBe(403);
    expect(reached).toEqual([]);
  });

  test("nothing but 127.0.0.1 is listened on", async () => {
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: "127.0.0.2", port });
      socket.once("connect", () => resolve(false));
      socket.once("error", () => resolve(true));
    });
    expect(refused).toBe(true);
  });
});

describe("what may be asked", () => {
  test("a call reaches its handler with parsed arguments, bytes as bytes", async () => {
    const bytes = new Uint8Array([1, 2, 255]);
    const answer = await call(toWire({ name: "store.put", args: { store: "local", name: "heads/x", bytes } }, (item) => Buffer.from(item).toString("base64")));
    expect(answer.status).toBe(200);
    expect(fromWire(answer.body, (text) => new Uint8Array(Buffer.from(text, "base64")))).toEqual({ ok: true, value: { name: "store.put", args: { store: "local", name: "heads/x", bytes } } });
  });

  test.each([
    ["an unknown call", '{"name":"device.stop","args":{}}', 200],
    ["a name from the prototype", '{"name":"constructor","args":{}}', 200],
    ["arguments that do not fit", '{"name":"lease.take","args":{"page":1}}', 200],
    ["no arguments", '{"name":"device.start"}', 400],
    ["a list", "[]", 400],
    ["no JSON", "{", 400],
    ["nothing", "", 400],
  ])("%s is a bad request", async (_name, body, status) => {
    const answer = await call(body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    expect(reached).toEqual([]);
  });

  test("whatever is posted, the answer is a result and the server stays", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.record({ name: fc.string(), args: fc.jsonValue() }).map((value) => JSON.stringify(value)),
        ),
        async (body) => {
          const answer = await call(body);
          expect([200, 400]).toContain(answer.status);
          expect(JSON.parse(answer.body)).toHaveProperty("ok");
        },
      ),
      { numRuns: 200 },
    );
    expect((await call(aCall)).status).toBe(200);
  });

  test("nothing changes by a GET, and no other method is served", async () => {
    expect((await ask("/call", { headers: callHeaders() })).status).toBe(405);
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) expect((await ask("/", { method, headers: { cookie: cookie(), origin: access.origin } })).status).toBe(405);
    for (const method of ["PUT", "OPTIONS", "DELETE"]) expect((await ask("/call", { method, headers: callHeaders() })).status).toBe(405);
    expect(reached).toEqual([]);
  });

  test("a form cannot make a call", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"])
      expect((await call(aCall, { ...callHeaders(), "content-type": type })).status).toBe(415);
  });

  test.each(["/../secrets.json", "/%2e%2e/secrets.json", "/assets/..%2f..%2fsecrets.json", "/assets/link.json", "//evil.example/", "http://evil.example/", "/assets/page.exe", "/%00", "/%"])(
    "nothing outside the built page is read: %s",
    async (path) => {
      const answer = await ask(path, { headers: { cookie: cookie() } });
      expect([400, 403, 404]).toContain(answer.status);
      expect(answer.body).not.toContain("secret");
    },
  );

  test("every answer carries the policy, and none allows another origin", async () => {
    const answers = [
      await ask("/?token=token-1"),
      await ask("/"),
      await ask("/nothing.js", { headers: { cookie: cookie() } }),
      await call(aCall),
      await call("{"),
      await ask("/", { headers: { host: "evil" } }),
    ];
    for (const { headers } of answers) {
      expect(headers["content-security-policy"]).toBe(CONTENT_SECURITY_POLICY);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    }
  });

  test("a call of more than the limit is refused unread", async () => {
    const answer = await call(`{"name":"device.start","args":{},"x":"${"x".repeat(33 * 1024 * 1024)}"}`).catch(() => null);
    expect(answer === null || answer.status === 413).toBe(true);
    expect(reached).toEqual([]);
    expect((await call(aCall)).status).toBe(200);
  });
});

test("a port that is taken is told by its code", async () => {
  expect(await startServer(port, { access, root: "/", serve: async () => null })).toEqual({ ok: false, error: "EADDRINUSE" });
});
