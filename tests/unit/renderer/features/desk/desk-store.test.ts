import { describe, expect, test } from "vitest";
import {
  afterIdle,
  afterKey,
  cleared,
  createDeskStore,
  type DeskState,
  minutesSince,
  nextChannel,
  nextWhose,
  notServing,
  serve,
  withReader,
} from "../../../../../renderer/features/desk/desk-store.ts";
import {
  type DeskDraft,
  draftKey,
  draftsOf,
  dropDraft,
  keepDraft,
} from "../../../../../renderer/features/desk/session/drafts.ts";

const NOON = 1_000_000;
const state = (change: Partial<DeskState> = {}): DeskState => ({ ...createDeskStore(NOON).getState(), ...change });

describe("the desk's conversation", () => {
  const FREE = {
    reader: null,
    lately: "r1",
    callerCheck: null,
    whose: null,
    anonymousNext: false,
    outcome: { tag: "waiting" },
  };

  test("hears of the keys of a scan once, and of a clock that was put back", () => {
    const store = createDeskStore(NOON);
    const told: number[] = [];
    store.subscribe(({ lastKeyAt }) => told.push(lastKeyAt - NOON));
    for (const at of [1000, 1010, 1249, 1250, 900]) store.setState((before) => afterKey(before, NOON + at));
    expect(told).toEqual([1000, 1250, 900]);
  });

  test("the next entry falls back to nobody exactly a minute after the last key, and the card closes", () => {
    const open = state(withReader(state(), "r1", NOON));
    expect(afterIdle(open, NOON + 59_999)).toBeNull();
    expect(afterIdle(open, NOON + 60_000)).toEqual(FREE);
    expect(afterIdle({ ...open, lastKeyAt: NOON + 30_000 }, NOON + 60_000)).toBeNull();
  });

  test("a clock that was moved takes nobody away, and the minute is counted anew", () => {
    const open = state(withReader(state(), "r1", NOON));
    for (const moved of [NOON + 73 * 365 * 86_400_000, NOON - 1]) {
      const after = { ...open, ...afterIdle(open, moved) };
      expect(nextWhose(after)).toBe("r1");
      expect(afterIdle(after, moved + 59_999)).toBeNull();
      expect(afterIdle(after, moved + 60_000)).toEqual(FREE);
    }
  });

  test("a card at which something has been begun stays open, though the next entry is nobody's, and closes later", () => {
    const open = state(withReader(state(), "r1", NOON));
    const begun = afterIdle(open, NOON + 60_000, false);
    expect(begun).toEqual({ whose: null, anonymousNext: false });
    expect(afterIdle({ ...open, ...begun }, NOON + 90_000, false)).toBeNull();
    expect(afterIdle({ ...open, ...begun }, NOON + 91_000)).toMatchObject({ reader: null });
    expect(afterIdle(state(), NOON + 600_000)).toBeNull();
    // nobody who is deleted is given back
    const closed = { ...open, ...afterIdle(open, NOON + 60_000) };
    expect(notServing(closed, new Set(["r1"]), NOON).lately).toBeNull();
    expect([withReader(closed, "r2", NOON).lately, cleared(NOON).lately]).toEqual([null, null]);
  });

  test("one entry for nobody is over with the next reader, with the empty desk and with time", () => {
    const once = state({ ...withReader(state(), "r1", NOON), anonymousNext: true });
    expect(nextWhose(once)).toBeNull();
    expect(nextWhose({ ...once, ...withReader(once, "r2", NOON) })).toBe("r2");
    expect(cleared(NOON).anonymousNext).toBe(false);
    expect(afterIdle(once, NOON + 60_000)?.anonymousNext).toBe(false);
  });

  test("does not fall back while somebody writes in a sheet", () => {
    const writing = state({
      ...withReader(state(), "r1", NOON),
      panel: { tag: "opinion", type: "complaint", reader: "r1", channel: "desk" },
    });
    expect(afterIdle(writing, NOON + 600_000)).toBeNull();
  });

  test("remembers eight contacts, each reader and all strangers once, latest first", () => {
    let now = state();
    for (const reader of ["a", "b", null, "a", null, "c", "d", "e", "f", "g"])
      now = { ...now, ...serve(now, reader, NOON) };
    expect(now.session.map(({ reader }) => reader)).toEqual(["g", "f", "e", "d", "c", null, "a", "b"]);
    expect(now.seen).toEqual(["g", "f", "e", "d", "c", "a", "b"]);
  });

  test("a new reader closes what belonged to the one before", () => {
    const before = state({
      lastLog: { seq: 1, id: "i", reader: "a", purpose: "find", channel: "desk", at: 1, minutes: 1 },
      panel: { tag: "event" },
    });
    expect(withReader(before, "b", NOON)).toMatchObject({
      reader: "b",
      whose: "b",
      lastLog: null,
      panel: { tag: "none" },
    });
    expect(cleared(NOON)).toMatchObject({ reader: null, whose: null, channel: "desk" });
  });

  test("counts whole minutes, at least one, and none for nobody", () => {
    expect(minutesSince({ whose: "r", since: NOON }, NOON + 10_000)).toBe(1);
    expect(minutesSince({ whose: "r", since: NOON }, NOON + 250_000)).toBe(4);
    expect(minutesSince({ whose: null, since: NOON }, NOON + 250_000)).toBeUndefined();
    // the clock was a year behind, or ahead, when she was scanned
    for (const moved of [-1, 1])
      expect(minutesSince({ whose: "r", since: NOON }, NOON + moved * 365 * 24 * 60 * 60_000)).toBeUndefined();
  });

  test("the channel key goes round", () => {
    expect(["desk", "phone", "fax", "letter", "web"].map((channel) => nextChannel(channel as "desk"))).toEqual([
      "phone",
      "fax",
      "letter",
      "web",
      "desk",
    ]);
  });
});

describe("drafts", () => {
  const note = (text: string, log = "i1", reader: string | null = "r1"): DeskDraft => ({
    tag: "note",
    reader,
    log,
    purpose: "find",
    text,
    at: NOON,
  });

  test("the same line is one draft, the latest words on top, and no words are no draft", () => {
    const drafts = keepDraft(keepDraft(keepDraft([], note("一")), note("别的", "i2")), note("一二"));
    expect(drafts.map((draft) => draft.tag === "note" && draft.text)).toEqual(["一二", "别的"]);
    expect(keepDraft(drafts, note("  "))).toHaveLength(1);
    expect(dropDraft(drafts, draftKey(note("", "i2")))).toHaveLength(1);
  });

  test("a number scanned into an empty sheet of a new reader is no draft, a typed one is", () => {
    const form = {
      name: "",
      card: "0042",
      scanned: "0042",
      category: "",
      phone: "",
      organisation: "",
      expiresOn: "2027-11-26",
    };
    const sheet = (change: Partial<typeof form>): DeskDraft => ({
      tag: "new-reader",
      reader: null,
      form: { ...form, ...change },
      at: NOON,
    });
    expect(keepDraft([], sheet({}))).toEqual([]);
    expect(keepDraft([], sheet({ card: "0043" }))).toHaveLength(1);
    expect(keepDraft(keepDraft([], sheet({ name: "欧" })), sheet({ name: "欧阳" }))).toEqual([sheet({ name: "欧阳" })]);
  });

  test("belong to their reader, those of nobody to nobody", () => {
    const drafts = [note("a"), note("b", "i2", null)];
    expect(draftsOf(drafts, "r1")).toEqual([drafts[0]]);
    expect(draftsOf(drafts, null)).toEqual([drafts[1]]);
  });

  test("all are kept, however many: none goes without a word", () => {
    let drafts: readonly DeskDraft[] = [];
    for (let n = 0; n < 25; n++) drafts = keepDraft(drafts, note("x", `i${n}`));
    expect(drafts).toHaveLength(25);
    expect(drafts[0]).toMatchObject({ log: "i24" });
  });
});
