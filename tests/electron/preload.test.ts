/** The built preload, evaluated as the sandbox does: one file that may ask for `electron` and nothing else. */
import { compileFunction } from "node:vm";
import { expect, test } from "vitest";
import { bundle, requiredBy } from "../support/boot-shell.ts";

interface PageMessage {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly ports: readonly object[];
}

async function load() {
  const sent: unknown[][] = [];
  const exposed: [name: string, api: Record<string, (...args: unknown[]) => unknown>][] = [];
  const heard = new Set<(event: unknown, command: unknown) => void>();
  let onMessage: (event: PageMessage) => void = () => undefined;
  const window = {
    location: { origin: "app://reader-desk" },
    addEventListener: (_type: string, listener: typeof onMessage) => {
      onMessage = listener;
    },
  };
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name: string, api: Record<string, () => unknown>) => exposed.push([name, api]),
    },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        sent.push(args);
        return Promise.resolve({ ok: true, value: "answer" });
      },
      postMessage: (...args: unknown[]) => sent.push(args),
      on: (_channel: string, listener: (event: unknown, command: unknown) => void) => heard.add(listener),
      removeListener: (_channel: string, listener: (event: unknown, command: unknown) => void) =>
        heard.delete(listener),
    },
  };
  const evaluate: unknown = compileFunction(await bundle("preload"), ["require", "module", "exports", "window"]);
  if (typeof evaluate === "function")
    evaluate((name: string) => (name === "electron" ? electron : undefined), { exports: {} }, {}, window);
  return { sent, exposed, heard, window, post: (message: PageMessage) => onMessage(message) };
}

test("is one CommonJS file that requires electron only", async () => {
  const code = await bundle("preload");
  expect(requiredBy(code)).toEqual(["electron"]);
  expect(code).not.toMatch(/^\s*(import|export)\s|\bimport\(/m);
});

test("puts one frozen object with two functions on the page", async () => {
  const { exposed } = await load();
  expect(exposed.map(([name]) => name)).toEqual(["readerDesk"]);
  const [, bridge] = exposed[0] ?? [];
  expect(Object.isFrozen(bridge)).toBe(true);
  expect(Object.keys(bridge ?? {}).sort()).toEqual(["call", "onMenu"]);
});

test("passes a call on one channel, whatever its name", async () => {
  const { exposed, sent } = await load();
  await expect(exposed[0]?.[1].call?.("shell.openExternal", { url: "x" })).resolves.toEqual({
    ok: true,
    value: "answer",
  });
  expect(sent).toEqual([["desk:call", "shell.openExternal", { url: "x" }]]);
});

test("tells the page command ids and nothing of the event, until it stops listening", async () => {
  const { exposed, heard } = await load();
  const commands: unknown[][] = [];
  const stop = exposed[0]?.[1].onMenu?.((...args: unknown[]) => commands.push(args));
  for (const listener of heard) listener({ sender: "secret" }, "sync.now");
  for (const listener of heard) listener({ sender: "secret" }, { not: "text" });
  if (typeof stop === "function") stop();
  expect(heard.size).toBe(0);
  expect(commands).toEqual([["sync.now"]]);
});

test("hands the worker's port over only when the page itself asks", async () => {
  const { sent, window, post } = await load();
  const port = {};
  const asked: PageMessage = {
    source: window,
    origin: "app://reader-desk",
    data: "reader-desk:worker-port",
    ports: [port],
  };
  post({ ...asked, source: {} });
  post({ ...asked, origin: "https://example.org" });
  post({ ...asked, data: "other" });
  post({ ...asked, ports: [] });
  expect(sent).toEqual([]);
  post(asked);
  expect(sent).toEqual([["desk:port", null, [port]]]);
});
