import { describe, expect, test } from "vitest";
import type { Host } from "#shared/host/contract.ts";
import { type Defect, toDefect } from "#shared/host/defect.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { CLOSED_UNDER, createPresence } from "../../../../renderer/db/presence.ts";
import { createLastResort, hearUncaught } from "../../../../renderer/platform/last-resort.ts";

function logHost(): { host: Host; logged: Defect[]; away: boolean } {
  const kept = {
    logged: [] as Defect[],
    away: false,
    host: (async (_name: string, args: { defects: Defect[] }) => {
      if (kept.away) return err({ tag: "host-away" });
      kept.logged.push(...args.defects);
      return ok(null);
    }) as unknown as Host,
  }; // the one call that the last resort makes
  return kept;
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

describe("the page's last resort", () => {
  test("makes one notice of a storm, with its number, and a few lines of the log", async () => {
    const { host, logged } = logHost();
    const lastResort = createLastResort(host);
    let told = 0;
    lastResort.noticed.subscribe(() => told++);
    const error = new TypeError("again and again");
    for (let n = 0; n < 1_000; n++) lastResort.report(error);
    await settled();
    expect(lastResort.noticed.get()).toMatchObject({
      times: 1_000,
      last: { kind: "TypeError", place: "page", moment: "act" },
    });
    expect(told).toBe(1_000);
    expect(logged.map(({ times }) => times)).toEqual([1, 10, 100, 1_000]);
  });

  test("shows nothing of what was closed by a database that is gone, heard before or after it is known, and logs it", async () => {
    const { host, logged } = logHost();
    const lastResort = createLastResort(host);
    const presence = createPresence();
    lastResort.hold(CLOSED_UNDER, presence);
    const aborted = new DOMException("closed", "AbortError");
    lastResort.report(aborted);
    expect(lastResort.noticed.get()).toMatchObject({ last: { kind: "AbortError" } });
    presence.lost();
    expect(lastResort.noticed.get()).toBeNull();
    lastResort.report(aborted);
    expect(lastResort.noticed.get()).toBeNull();
    lastResort.report(new TypeError("something else"));
    expect(lastResort.noticed.get()).toMatchObject({ last: { kind: "TypeError" } });
    lastResort.dismiss();
    presence.returned("again");
    lastResort.report(aborted);
    expect(lastResort.noticed.get()).toMatchObject({ times: 1, last: { kind: "AbortError" } });
    await settled();
    expect(logged.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["AbortError", "TypeError"]));
  });

  test("counts anew after the notice was closed, and keeps errors with a screen of their own out of it", async () => {
    const { host, logged } = logHost();
    const lastResort = createLastResort(host);
    lastResort.report(new Error("one"));
    lastResort.dismiss();
    expect(lastResort.noticed.get()).toBeNull();
    lastResort.note(new RangeError("drawn"), "screen");
    expect(lastResort.noticed.get()).toBeNull();
    lastResort.take(toDefect(new Error("two"), "worker", "act"));
    await settled();
    expect(lastResort.noticed.get()).toMatchObject({ times: 1, last: { place: "worker" } });
    expect(logged.map(({ place, moment }) => `${place} ${moment}`)).toEqual(["page act", "page screen", "worker act"]);
  });

  test("keeps what the host does not take, within a bound, and brings it with the next", async () => {
    const kept = logHost();
    const lastResort = createLastResort(kept.host);
    kept.away = true;
    const sort = (line: number): Defect => ({ ...toDefect(new Error("x"), "page", "act"), at: [`a.js:${line}:1`] });
    for (let line = 1; line <= 500; line++) lastResort.take(sort(line));
    await settled();
    expect(lastResort.unsent()).toHaveLength(200);
    kept.away = false;
    lastResort.note(new Error("next"), "screen");
    lastResort.take(sort(1));
    for (let n = 0; n < 9; n++) lastResort.take(sort(1));
    await expect.poll(() => lastResort.unsent()).toEqual([]);
    expect(kept.logged.length).toBeGreaterThanOrEqual(200);
  });

  test("hears thrown errors and refused promises, and not the browser's note of a second layout", () => {
    const scope = new EventTarget();
    const heard: unknown[] = [];
    const stop = hearUncaught(scope, (error) => heard.push(error));
    const [thrown, refused] = [new Error("thrown"), new Error("refused")];
    scope.dispatchEvent(Object.assign(new Event("error"), { error: thrown, message: "thrown" }));
    scope.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason: refused }));
    scope.dispatchEvent(
      Object.assign(new Event("error"), {
        error: undefined,
        message: "ResizeObserver loop completed with undelivered notifications.",
      }),
    );
    stop();
    scope.dispatchEvent(Object.assign(new Event("error"), { error: thrown, message: "thrown" }));
    expect(heard).toEqual([thrown, refused]);
  });
});
