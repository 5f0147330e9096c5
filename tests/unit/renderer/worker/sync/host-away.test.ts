/**
 * The program behind the page goes away in the middle of an exchange: the person is told that, and of no broken disk,
 * database or lock.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { CallName, Host } from "#shared/host/contract.ts";
import { err } from "#shared/kernel/result.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncOutcome } from "#shared/replication/exchange/sync-report.ts";
import { stopNotice } from "../../../../../renderer/features/sync/run/sync-words.ts";
import { createSyncPorts } from "../../../../../renderer/worker/sync-ports.ts";
import { given, type HostDesk, openHostDesk } from "../../../../support/host-desk.ts";
import { createStoreMemory } from "../../../../support/store-memory.ts";
import { folderOfFile } from "../../../../support/temporary-folder.ts";

let share = "";
let first: HostDesk;
let second: HostDesk;
beforeAll(async () => {
  share = await folderOfFile();
  first = await openHostDesk("一楼", share, null);
  const { code } = given(await first.host("library.code", {}));
  second = await openHostDesk("儿童馆", share, code);
  await first.sync();
  await second.sync();
});

/** The host is there until this call is asked for; null: to the end. */
async function syncUntil(
  call: CallName | null,
): Promise<{ readonly outcome: SyncOutcome; readonly called: readonly CallName[] }> {
  // as much to read and to write each time
  await first.sync();
  second.write("r1", { name: `王芳 ${call}` });
  await second.sync();
  first.write("s1", { name: `李强 ${call}` });
  const { libraryId } = given(await first.host("library.own", {}));
  const called = new Set<CallName>();
  const host = (async (name, args) => {
    called.add(name);
    return call !== null && called.has(call) ? err({ tag: "host-away" }) : first.host(name, args);
  }) as Host;
  const { outcome } = await sync(
    createSyncPorts(host, libraryId, first.replica, createStoreMemory(), { now: Date.now }),
  );
  return { outcome, called: [...called] };
}

describe("a host that goes away", { timeout: 120_000 }, () => {
  it("before any call of an exchange is named as what it is", async () => {
    const { called } = await syncUntil(null);
    expect(called).toEqual(
      expect.arrayContaining(["store.list", "store.get", "store.put", "seal.batch", "seal.open", "seal.card"]),
    );
    for (const call of called) {
      const { outcome } = await syncUntil(call);
      expect([call, outcome.tag === "stopped" ? stopNotice(outcome.stop).said.id : outcome.tag]).toEqual([
        call,
        "notices.stop-host-away",
      ]);
    }
  });

  it("says nothing of locked keys", async () => {
    const { keys } = createSyncPorts(
      (async () => err({ tag: "host-away" })) as unknown as Host,
      "0123456789abcdef",
      first.replica,
      createStoreMemory(),
      { now: Date.now },
    );
    await expect(keys?.held()).rejects.toThrow("host-away");
  });
});
