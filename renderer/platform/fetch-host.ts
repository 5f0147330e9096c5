/**
 * The host of the browser window, reached over loopback: `POST /call` with `{"name", "args"}` as wire text,
 * answered with the call's result as wire text. The launch cookie goes along; page and worker use it alike.
 */

import type { Host } from "#shared/host/contract.ts";
import { fromWire, toWire } from "#shared/host/envelope.ts";
import { base64ToBytes, bytesToBase64 } from "./base64.ts";
import { createHostFrom } from "./host-call.ts";

export const createFetchHost = (): Host =>
  createHostFrom(async (name, args) => {
    const response = await fetch("/call", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: toWire({ name, args }, bytesToBase64),
      credentials: "same-origin",
      cache: "no-store",
      // sent while the page goes: without it the next window would find the desk still held
      keepalive: name === "lease.release",
    });
    return fromWire(await response.text(), base64ToBytes);
  });
