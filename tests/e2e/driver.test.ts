/**
 * The browser that drives the tests is an honest one: it refuses what a person's browser refuses. It takes long, as it
 * needs browsers of its own.
 */

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { SOCKET_PATH } from "#shared/host/proof.ts";
import { launchDesk, openPage } from "../support/launch.ts";
import { foundLibrary, logConfirmed } from "./desk-page.ts";
import { hostCall } from "./host-call.ts";

async function foreignSite(): Promise<string> {
  const server = createServer((_request, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>elsewhere</title>"),
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
}

const isRefused = async (url: string): Promise<boolean> =>
  fetch(url, { credentials: "include" }).then(
    () => false,
    () => true,
  );

test("a page may not read another origin", async () => {
  const [one, other] = [await foreignSite(), await foreignSite()];
  const { page, close } = await openPage(one);
  onTestFinished(close);
  expect(await page.evaluate(isRefused, other)).toBe(true);
});

test("a foreign page in the desk's own browser reads nothing of the desk and makes no call", async () => {
  const desk = await launchDesk({ asBuilt: true });
  onTestFinished(async () => {
    await desk.stop();
  });
  const { page, close } = await openPage(desk.address);
  onTestFinished(close);
  await page.goto(await foreignSite());
  expect(await page.evaluate(isRefused, `http://127.0.0.1:${desk.port}/`)).toBe(true);
  // a connection is open to every page of the world until the other end refuses it
  const spoken = await page.evaluate(
    (url) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => resolve(String(data));
        socket.onclose = () => resolve("refused");
      }),
    `ws://127.0.0.1:${desk.port}${SOCKET_PATH}`,
  );
  expect(spoken).toBe("refused");
  // what a page may send anywhere without asking, as a form does; its answer is hidden from it
  await page.evaluate(
    (url) =>
      fetch(url, {
        method: "POST",
        credentials: "include",
        mode: "no-cors",
        headers: { "Content-Type": "text/plain" },
        body: '{"no":1,"name":"settings.write","args":{"theme":"dark"}}',
      }).catch(() => null),
    `http://127.0.0.1:${desk.port}${SOCKET_PATH}`,
  );
  const { settings } = await hostCall(desk, "device.start", {});
  expect(settings).not.toHaveProperty("theme");
});

test("the page of the desk reaches nothing but itself", async () => {
  const desk = await launchDesk({ asBuilt: true });
  onTestFinished(async () => {
    await desk.stop();
  });
  const { page, close } = await openPage(desk.address);
  onTestFinished(close);
  expect(await page.evaluate(isRefused, await foreignSite())).toBe(true);
});

/** How many connections the host at a port has now, idle ones of loaded files included, which end by themselves. */
async function connectionsAt(port: number): Promise<number> {
  const at = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const lines = (await readFile("/proc/net/tcp", "utf8")).split("\n").map((line) => line.trim().split(/\s+/));
  return lines.filter(([, local, , state]) => local === at && state === ESTABLISHED).length;
}
const ESTABLISHED = "01";

test.runIf(process.platform === "linux")(
  "the page and its worker have one connection each, and each begins with the proofs of both ends",
  async () => {
    const desk = await launchDesk({ asBuilt: true });
    onTestFinished(async () => {
      await desk.stop();
    });
    const { page, close } = await openPage("about:blank");
    onTestFinished(close);
    const sockets: string[][] = [];
    page.on("websocket", (socket) => {
      const said: string[] = [];
      sockets.push(said);
      for (const [event, side] of [["framesent", ">"] as const, ["framereceived", "<"] as const]) {
        socket.on(
          event as "framesent",
          ({ payload }) => void said.push(`${side}${Object.keys(JSON.parse(String(payload)))[0]}`),
        ); // both events carry a frame
      }
    });
    await page.goto(desk.address);
    await foundLibrary(page);
    await logConfirmed(page, 1);
    expect(page.workers()).toHaveLength(1);
    await expect.poll(() => connectionsAt(desk.port), { timeout: 30_000, interval: 200 }).toBe(2);
    expect(sockets).toHaveLength(2);
    for (const said of sockets) {
      expect([...said.slice(0, 2)].sort()).toEqual(["<nonce", ">nonce"]);
      // the host proves itself first
      expect(said.slice(2, 4)).toEqual(["<proof", ">proof"]);
      expect(said.slice(4).filter((key) => !key.endsWith("no"))).toEqual([]);
    }
  },
);
