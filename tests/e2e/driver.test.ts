/** The browser that drives the tests is an honest one: it refuses what a person's browser refuses. */

import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { SOCKET_PATH } from "#shared/host/proof.ts";
import { launchDesk, openPage } from "../support/launch.ts";
import { hostCall } from "./host-call.ts";

async function foreignSite(): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>elsewhere</title>")).listen(0, "127.0.0.1");
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
  const desk = await launchDesk();
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
      fetch(url, { method: "POST", credentials: "include", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body: '{"no":1,"name":"settings.write","args":{"theme":"dark"}}' }).catch(
        () => null,
      ),
    `http://127.0.0.1:${desk.port}${SOCKET_PATH}`,
  );
  const { settings } = await hostCall(desk, "device.start", {});
  expect(settings).not.toHaveProperty("theme");
});

test("the page of the desk reaches nothing but itself", async () => {
  const desk = await launchDesk();
  onTestFinished(async () => {
    await desk.stop();
  });
  const { page, close } = await openPage(desk.address);
  onTestFinished(close);
  expect(await page.evaluate(isRefused, await foreignSite())).toBe(true);
});
