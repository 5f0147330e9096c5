import { describe, expect, it } from "vitest";
import { canonicalJson } from "#shared/kernel/json.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { RIGHTS } from "#shared/model/colleagues/roles.ts";
import { type Colleagues, createColleagues } from "../../../../../electron/services/trust/colleagues.ts";
import { createErasedEvidence } from "../../../../../electron/services/trust/erased-evidence.ts";
import { createSession } from "../../../../../electron/services/trust/session.ts";
import { makePin } from "../../../../../renderer/acts/staff-pin.ts";

let salt = 0;
const pinOf = (typed: string) => makePin(typed, (length) => new Uint8Array(length).fill(++salt));
const hlc = (at: number): string => at.toString(16).padStart(16, "0");
const entry = (at: number, id: string, cells: Readonly<Record<string, unknown>>): unknown => ({
  seq: at,
  hlc: hlc(at),
  ops: [{ kind: "staff", id, cells }],
});

async function library() {
  const pins = { he: await pinOf("2468"), zhou: await pinOf("1357") };
  const journal = [
    entry(1, "he", { name: "何", role: "admin" }),
    entry(2, "zhou", { name: "周", role: "lead", pin: pins.zhou }),
    entry(3, "chen", { name: "陈", role: "desk" }),
    entry(4, "he", { pin: pins.he }),
  ];
  const colleagues: Colleagues = createColleagues();
  const evidence = createErasedEvidence([colleagues.note]);
  // what the host has read in no other way stands in its journal
  evidence.addSource(async (note) => note.entries(journal));
  let now = 0;
  let isFull = false;
  const told: unknown[] = [];
  const session = createSession({
    colleagues,
    evidence,
    trail: {
      add: async (facts) => {
        if (isFull) return err({ tag: "io", code: "ENOSPC", name: "trail" });
        told.push(...facts);
        return ok(null);
      },
    },
    steadyClock: { now: () => now },
    isCode: (typed) => typed === "THE-CODE",
  });
  const allowed = async (): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const right of RIGHTS) if ((await session.may(right)).ok) found.push(right);
    return found;
  };
  return {
    ...session,
    pins,
    journal,
    evidence,
    colleagues,
    allowed,
    told,
    fill: () => (isFull = true),
    pass: (ms: number) => (now += ms),
  };
}

describe("who is at the desk, for the host", () => {
  it("has the rights of a role only with the PIN that the records hold, and loses them on leaving", async () => {
    const { calls, allowed, pins } = await library();
    expect(await allowed()).toEqual([]);
    await calls["session.enter"]({ staff: "chen" });
    expect(await allowed()).toEqual([]);
    // the name alone, as a console can say it
    await calls["session.enter"]({ staff: "he" });
    expect(await allowed()).toEqual([]);
    await calls["session.enter"]({ staff: "zhou", pin: { typed: "1357", ...pins.zhou } });
    expect(await allowed()).toEqual(["erase", "unmasked", "settings", "figures"]);
    await calls["session.enter"]({ staff: "he", pin: { typed: "2468", ...pins.he } });
    expect(await allowed()).toEqual([...RIGHTS]);
    await calls["session.leave"]({});
    expect(await allowed()).toEqual([]);
    expect(await calls["session.state"]({})).toEqual({ ok: true, value: { staff: null } });
  });

  it("takes no PIN that somebody has made up", async () => {
    const { calls, allowed } = await library();
    expect((await calls["session.enter"]({ staff: "he", pin: { typed: "0000", ...(await pinOf("0000")) } })).ok).toBe(
      true,
    );
    expect(await allowed()).toEqual([]);
  });

  it("lets time pass after wrong ones, whoever is asked, and looks at no right one before", async () => {
    const { calls, pins, pass } = await library();
    const enter = (typed: string) => calls["session.enter"]({ staff: "he", pin: { typed, ...pins.he } });
    expect([await enter("1"), await enter("2")]).toMatchObject([{ error: { waitMs: 0 } }, { error: { waitMs: 0 } }]);
    expect(await enter("3")).toEqual({ ok: false, error: { tag: "wrong-pin", waitMs: 5000 } });
    expect(await enter("2468")).toMatchObject({ ok: false, error: { waitMs: 5000, isEarly: true } });
    expect(await calls["session.enter"]({ staff: "he", code: "THE-CODE" })).toMatchObject({ ok: false });
    pass(5000);
    expect((await enter("2468")).ok).toBe(true);
  });

  it("goes by the library code too, where a PIN was forgotten", async () => {
    const { calls, allowed, told, pins } = await library();
    expect(await calls["session.enter"]({ staff: "he", code: "another" })).toMatchObject({
      error: { tag: "code-wrong" },
    });
    expect(await allowed()).toEqual([]);
    expect(told).toEqual([]);
    await calls["session.enter"]({ staff: "he", code: "THE-CODE" });
    expect(await allowed()).toEqual([...RIGHTS]);
    // of a PIN the trail has nothing to tell
    await calls["session.enter"]({ staff: "zhou", pin: { typed: "1357", ...pins.zhou } });
    expect(told).toEqual([{ what: "entered", staff: "he" }]);
  });

  it("lets nobody in by the library code where the trail cannot be written", async () => {
    const { calls, allowed, fill } = await library();
    fill();
    expect(await calls["session.enter"]({ staff: "he", code: "THE-CODE" })).toMatchObject({ error: { tag: "io" } });
    expect(await calls["session.state"]({})).toEqual(ok({ staff: null }));
    expect(await allowed()).toEqual([]);
  });

  it("lets everybody do everything until an administrator has a PIN, and follows what comes later", async () => {
    const { calls, allowed, evidence, pins } = await library();
    await calls["session.enter"]({ staff: "chen" });
    expect(await allowed()).toEqual([]);
    evidence.note.entries([entry(5, "he", { hidden: true })]);
    expect(await allowed()).toEqual([...RIGHTS]);
    evidence.note.entries([entry(6, "he", { hidden: false })]);
    // an earlier write that comes late changes nothing
    evidence.note.entries([entry(2, "he", { pin: null })]);
    expect(await allowed()).toEqual([]);
    await calls["session.enter"]({ staff: "he", pin: { typed: "2468", ...pins.he } });
    evidence.note.entries([entry(7, "he", { pin: await pinOf("9999") })]);
    // set anew at another desk: the old one gives nothing any more
    expect(await allowed()).toEqual([]);
  });

  it("reads the colleagues of a checkpoint by the stamps of their cells", async () => {
    const { calls, allowed, evidence, pins } = await library();
    const w = ["stream", 1, hlc(1), ""] as const;
    const by = ["stream", 9, hlc(9), ""] as const;
    const pin = await pinOf("1122");
    evidence.note.rows("staff", [{ id: "chen", w, f: { role: [{ by }] }, role: "admin", pin } as never]);
    await calls["session.enter"]({ staff: "chen", pin: { typed: "1122", ...pin } });
    expect(await allowed()).toEqual([...RIGHTS]);
    // an older state of him does not take back what was set since
    evidence.note.rows("staff", [{ id: "he", w: ["stream", 0, hlc(0), ""], role: "desk" } as never]);
    await calls["session.enter"]({ staff: "he", pin: { typed: "2468", ...pins.he } });
    expect(canonicalJson([...(await allowed())])).toBe(canonicalJson([...RIGHTS]));
  });

  it("reads what a page writes that is no colleague as nothing", async () => {
    const { colleagues, evidence, allowed } = await library();
    await allowed();
    const bad = [null, 7, { ops: "x" }, { ops: [null, { kind: "staff" }, { kind: "staff", id: "z", cells: 4 }] }];
    evidence.note.entries([...bad, entry(9, "zhou", { role: "king", pin: "1357" })]);
    expect(colleagues.of("zhou")).toEqual({});
    expect(colleagues.of("z")).toBeUndefined();
  });
});
