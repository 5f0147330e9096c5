import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { PortAnswer, PortCall } from "#shared/host/bridge.ts";
import { createHost } from "../../../../renderer/platform/host.ts";
import { createHostFrom } from "../../../../renderer/platform/host-call.ts";
import { createPortHost } from "../../../../renderer/platform/port-host.ts";

const away = { ok: false, error: { tag: "host-away" } };
afterEach(() => {
  Reflect.deleteProperty(globalThis, "readerDesk");
  vi.useRealTimers();
});

describe("a call to the host", () => {
  it("passes on the answer, good or bad", async () => {
    expect(await createHostFrom(async () => ({ ok: true, value: null }))("lease.release", { page: "a" })).toEqual({
      ok: true,
      value: null,
    });
    expect(
      await createHostFrom(async () => ({ ok: false, error: { tag: "lost" } }))("lease.renew", { page: "a" }),
    ).toEqual({ ok: false, error: { tag: "lost" } });
  });

  it("says that the host is away when it breaks, is silent, or answers something else", async () => {
    expect(await createHostFrom(() => Promise.reject(new Error("gone")))("device.start", {})).toEqual(away);
    expect(
      await createHostFrom(
        () => new Promise(() => undefined),
        () => 5,
      )("device.start", {}),
    ).toEqual(away);
    for (const answer of [null, undefined, "<html>", {}, { ok: 1 }, { ok: true }, { ok: false }]) {
      expect(await createHostFrom(async () => answer)("device.start", {})).toEqual(away);
    }
  });

  it("waits for the work that stands before a code, on an old machine too", async () => {
    vi.useFakeTimers();
    let answer: (value: unknown) => void = () => undefined;
    const sent = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const asked = createHostFrom(() => sent)("device.unlock", { code: "0" });
    await vi.advanceTimersByTimeAsync(60_000);
    answer({ ok: true, value: null });
    expect(await asked).toEqual({ ok: true, value: null });
  });

  it("says so too when sending throws at once", async () => {
    const host = createHostFrom(() => {
      throw new Error("cannot be cloned");
    });
    expect(await host("device.start", {})).toEqual(away);
  });

  it("takes the bridge of the preload where there is one", async () => {
    Reflect.set(globalThis, "readerDesk", { call: async (name: string) => ({ ok: true, value: name }) });
    expect(await createHost(async () => null)("device.start", {})).toEqual({ ok: true, value: "device.start" });
  });

  it("reaches the host from the worker through its port, answers in any order", async () => {
    const { port1, port2 } = new MessageChannel();
    const questions: PortCall[] = [];
    port1.on("message", (question: PortCall) => {
      questions.push(question);
      if (questions.length < 2) return;
      for (const { no, args } of questions.toReversed())
        port1.postMessage({ no, answer: { ok: true, value: args } } satisfies PortAnswer);
    });
    const host = createPortHost(port2 as unknown as MessagePort); // Node's port has the worker's methods
    const answers = await Promise.all([
      host("lease.renew", { page: "first" }),
      host("lease.renew", { page: "second" }),
    ]);
    expect(answers).toEqual([
      { ok: true, value: { page: "first" } },
      { ok: true, value: { page: "second" } },
    ]);
    port1.close();
  });
});
