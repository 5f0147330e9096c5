import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { Host } from "#shared/host/contract.ts";
import type { Serve } from "#shared/host/serve.ts";
import { startServer } from "../../../../electron/ipc/http-server.ts";
import { type LaunchKey, loopbackOrigin, makeLaunchKey, makeNonce } from "../../../../electron/ipc/launch-key.ts";
import { createSocketHost } from "../../../../renderer/platform/socket-host.ts";
import { freePort } from "../../../support/launch.ts";

const away = { ok: false, error: { tag: "host-away" } };
const unproved = { ok: false, error: { tag: "host-away", unproved: true } };
const echo: Serve = async (name, args) => ({ ok: true, value: { name, args } });

/** The page's own, with the origin that a browser puts beside. */
class PageSocket extends WebSocket {
  constructor(url: string) {
    super(url, { origin: url.replace(/^ws:(.*)\/host$/, "http:$1") });
    // a page hears of it by the end of the connection
    this.on("error", () => undefined);
  }
}
const { importKey } = crypto.subtle;
const usual = Reflect.get(globalThis, "WebSocket");
beforeEach(() => void Reflect.set(globalThis, "WebSocket", PageSocket));
afterEach(() => void Reflect.set(globalThis, "WebSocket", usual));

async function serveAt(launch: LaunchKey, serve: Serve = echo): Promise<() => Promise<void>> {
  const server = await startServer({ launch, root: "/", serve });
  if (!server.ok) throw new Error(server.error);
  onTestFinished(() => server.value.close());
  return () => server.value.close();
}

const hostOf = ({ port, key }: LaunchKey): Host =>
  createSocketHost(async () => key, { host: new URL(loopbackOrigin(port)).host, port: String(port) });

/** Somebody else at the port, who says what he likes and notes what he is told. */
async function squatter(port: number, say: (socket: WebSocket, heard: string) => void): Promise<readonly string[]> {
  const server = new WebSocketServer({ host: "127.0.0.1", port });
  const heard: string[] = [];
  server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    socket.on("message", (data) => {
      heard.push(String(data));
      say(socket, String(data));
    });
    say(socket, "");
  });
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  expect((server.address() as AddressInfo).port).toBe(port); // of a listening server
  return heard;
}

describe("a page's connection to its host", () => {
  it("carries calls and bytes both ways, in any order", async () => {
    const launch = makeLaunchKey(await freePort());
    await serveAt(launch);
    const host = hostOf(launch);
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
    const put = { store: "share", name: "x", bytes } as const;
    const answers: unknown[] = await Promise.all([host("store.put", put), host("lease.renew", { page: "a" })]);
    expect(answers).toEqual([
      { ok: true, value: { name: "store.put", args: put } },
      { ok: true, value: { name: "lease.renew", args: { page: "a" } } },
    ]);
  });

  it("leaves a file to the browser, however large: nothing of it goes to the host", async () => {
    const launch = makeLaunchKey(await freePort());
    const served: string[] = [];
    await serveAt(launch, async (name) => {
      served.push(String(name));
      return { ok: true, value: null };
    });
    const host = hostOf(launch);
    // more than a call may carry
    const bytes = new Uint8Array(33 * 1024 * 1024);
    expect(await host("file.save", { suggestedName: "读者.xlsx", bytes })).toEqual({
      ok: false,
      error: { tag: "unsupported" },
    });
    await host("lease.renew", { page: "a" });
    expect(served).toEqual(["lease.renew"]);
  });

  it("is opened once its key is ready, so that nothing of it is missed", async () => {
    const launch = makeLaunchKey(await freePort());
    await serveAt(launch);
    const order: string[] = [];
    const importing = vi.spyOn(crypto.subtle, "importKey").mockImplementation(async (...key: unknown[]) => {
      const made = await Reflect.apply(importKey, crypto.subtle, key);
      order.push("key");
      return made;
    });
    onTestFinished(() => importing.mockRestore());
    class Noted extends PageSocket {
      constructor(url: string) {
        super(url);
        order.push("socket");
      }
    }
    Reflect.set(globalThis, "WebSocket", Noted);
    expect(await hostOf(launch)("device.start", {})).toMatchObject({ ok: true });
    expect(order).toEqual(["key", "socket"]);
  });

  it("says that the host is away while nobody is there, also to calls that wait, and finds it again", async () => {
    const launch = makeLaunchKey(await freePort());
    const host = hostOf(launch);
    expect(await host("device.start", {})).toEqual(away);
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const close = await serveAt(launch, () => {
      asked();
      return new Promise(() => undefined);
    });
    const waits = host("share.choose", { path: null });
    await isAsked;
    await close();
    // such a call has all the time in the world: it is answered by the end of the connection
    expect(await waits).toEqual(away);
    await serveAt(launch);
    expect(await host("lease.renew", { page: "a" })).toMatchObject({ ok: true });
  });

  it("tells a page without a key, and one whose host was started anew, that the two are strangers", async () => {
    const launch = makeLaunchKey(await freePort());
    await serveAt(launch);
    const place = { host: `127.0.0.1:${launch.port}`, port: String(launch.port) };
    expect(await createSocketHost(async () => null, place)("device.start", {})).toEqual(unproved);
    expect(await hostOf({ ...launch, key: makeLaunchKey(1).key })("device.start", {})).toEqual(unproved);
  });

  it.each<[string, (socket: WebSocket, heard: string) => void]>([
    [
      "gives the page its own nonce back",
      (socket, heard) => {
        if (heard === "") return;
        const { nonce } = JSON.parse(heard);
        socket.send(heard);
        socket.send(JSON.stringify({ proof: nonce }));
      },
    ],
    [
      "proves nothing",
      (socket, heard) => socket.send(JSON.stringify(heard === "" ? { nonce: makeNonce() } : { proof: makeNonce() })),
    ],
    [
      "answers at once as if all were proved",
      (socket) => socket.send(JSON.stringify({ no: 1, answer: { ok: true, value: null } })),
    ],
    ["sends no JSON", (socket) => socket.send("<html>")],
  ])("says nothing to somebody at the port who %s", async (_what, say) => {
    const launch = makeLaunchKey(await freePort());
    const heard = await squatter(launch.port, say);
    expect(await hostOf(launch)("settings.write", { deskName: "一楼服务台" })).toEqual(unproved);
    expect(heard.every((text) => Object.keys(JSON.parse(text)).join() === "nonce")).toBe(true);
  });
});
