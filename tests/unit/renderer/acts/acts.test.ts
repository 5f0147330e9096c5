import { describe, expect, test } from "vitest";
import { ok } from "#shared/kernel/result.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { type Act, type Acts, createActs, type News } from "../../../../renderer/acts/acts.ts";
import { DatabaseGone } from "../../../../renderer/db/presence.ts";
import { EntryTooLarge, ReaderChanged, ReaderGone, StreamMoved } from "../../../../renderer/db/write/commit.ts";
import type { BatchToUndo, Undone, Writer } from "../../../../renderer/db/write/writer.ts";
import type { MessageId } from "../../../../renderer/i18n/message-id.ts";
import { createFakeJournal, type FakeJournal } from "../../../support/fake-journal.ts";

interface Rig {
  readonly acts: Acts;
  readonly journal: FakeJournal;
  /** Commands that were written, in their order. */
  readonly written: readonly string[];
  /** What was told, without the pale steps. */
  readonly told: readonly string[];
  readonly news: readonly News[];
  readonly reported: readonly unknown[];
  /** Thrown by the next write. */
  breakNext(error: unknown): void;
}

const NOTHING = "nothing to turn";
/** A command that finds everything as it wants it. */
const AS_IT_IS = "as it is";

/** @param batch the one that is the last act */
function openRig(last: string | null = "reader.create", batch: BatchToUndo | null = null): Rig {
  const journal = createFakeJournal();
  const written: string[] = [];
  const news: News[] = [];
  const reported: unknown[] = [];
  let failure: unknown = null;
  const write = async (command: string) => {
    const error = failure;
    failure = null;
    if (error !== null) throw error;
    if (command === AS_IT_IS) return { seq: 0, confirmed: Promise.resolve(ok(null)) };
    written.push(command);
    const seq = journal.write();
    return { seq, confirmed: journal.confirm(seq) };
  };
  let latest = 0;
  const turn = async (name: string): Promise<Undone | null> => {
    if (last === null) return null;
    const of = latest;
    const done = await write(`${name} ${last}`);
    latest = done.seq;
    return { written: done, of, command: last, left: [], who: [], others: 0 };
  };
  const writer: Writer = {
    health: journal.health,
    setStaff: () => undefined,
    onClockInDoubt: () => () => undefined,
    run: async (command) => {
      const done = await write(command);
      latest = done.seq;
      return done;
    },
    undo: () => turn("undo"),
    redo: () => turn("redo"),
    undoCommand: (seq) => turn(`undo ${seq}`),
    undoBatch: async () => {
      throw new Error("no page takes a batch back");
    },
    batchToUndo: async () => batch,
    confirm: journal.confirm,
  };
  const acts = createActs({ writer, report: (error) => reported.push(error) });
  acts.listen((one) => news.push(one));
  return {
    acts,
    journal,
    written,
    news,
    reported,
    get told() {
      return news.filter(({ tag }) => tag !== "saving").map(textOf);
    },
    breakNext: (error) => {
      failure = error;
    },
  };
}

function textOf(news: News): string {
  switch (news.tag) {
    case "saving":
    case "overtaken":
      return news.tag;
    case "saved":
      return `${news.late ? "saved late" : "saved"} ${deedOf(news)}${news.unsafe.map((deed) => `, not ${deedOf({ deed })}`).join("")}`;
    case "not-safe":
      return `not safe ${deedOf(news)}: ${news.why}`;
    case "not-begun":
      return `not begun: ${news.why}`;
    case "nothing":
      return NOTHING;
    case "command-broke":
      return `broke: ${news.command.label}`;
  }
}

const deedOf = ({ deed }: Pick<Extract<News, { tag: "saved" }>, "deed">): string =>
  deed.tag === "act" ? deed.act.command : `${deed.direction} ${deed.command}`;

const act = (command: string, more: Partial<Act> = {}): Act => ({
  command,
  changes: [],
  said: { id: "acts.saving" },
  ...more,
});
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("an act", () => {
  test("is pale at once, and saved when the journal has it", async () => {
    const { acts, news, journal } = openRig();
    journal.setAway(true);
    const begun = await acts.run(act("a"));
    expect(news.map(({ tag }) => tag)).toEqual(["saving"]);
    journal.setAway(false);
    expect(await begun?.saved).toBe(true);
    expect(news.map(({ tag }) => tag)).toEqual(["saving", "saved"]);
  });

  test("is not safe after ten seconds, and safe when its own number is in", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    const begun = await rig.acts.run(act("a"));
    rig.journal.tenSeconds();
    expect(await begun?.saved).toBe(false);
    rig.journal.setAway(false);
    await settle();
    expect(rig.told).toEqual(["not safe a: journal-silent", "saved late a"]);
  });

  test("that the disk had no room for is not confirmed by the one before it", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    const first = await rig.acts.run(act("first"));
    const second = await rig.acts.run(act("second"));
    rig.journal.tenSeconds();
    expect(await Promise.all([first?.saved, second?.saved])).toEqual([false, false]);
    rig.journal.setRoom(1);
    rig.journal.setAway(false);
    await settle();
    expect(rig.told.slice(2)).toEqual(["saved late first, not second", "not safe second: disk-full"]);
    rig.journal.setRoom(2);
    await settle();
    expect(rig.told.slice(4)).toEqual(["saved late second"]);
  });

  test("that finds nothing to change is saved only when what it finds is", async () => {
    const rig = openRig();
    expect(await (await rig.acts.run(act(AS_IT_IS)))?.saved).toBe(true);
    rig.journal.setAway(true);
    const first = await rig.acts.run(act("a"));
    const again = await rig.acts.run(act(AS_IT_IS));
    rig.journal.tenSeconds();
    expect([again?.seq, await first?.saved, await again?.saved]).toEqual([0, false, false]);
    rig.journal.setAway(false);
    await settle();
    expect(await (await rig.acts.run(act(AS_IT_IS)))?.saved).toBe(true);
  });

  test("answered after a later one does not cover it", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    const first = await rig.acts.run(act("first"));
    const second = await rig.acts.run(act("second"));
    rig.journal.setAway(false);
    expect(await Promise.all([first?.saved, second?.saved])).toEqual([true, true]);
    expect(rig.told).toEqual(["saved second"]);
  });

  test("is not taken while nobody answers", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    await rig.acts.run(act("a"));
    rig.journal.tenSeconds();
    await settle();
    expect(await rig.acts.run(act("b"))).toBeNull();
    expect(rig.written).toEqual(["a"]);
    expect(rig.told.at(-1)).toBe("not begun: journal-silent");
  });

  test("that the journal refused is asked about again when the journal takes something", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    await rig.acts.run(act("a"));
    rig.journal.refuse("at 7, expected 3");
    await settle();
    expect(rig.told).toEqual(["not safe a: journal-refused"]);
    const other = rig.journal.confirm(1);
    rig.journal.setAway(false);
    await other;
    await settle();
    expect(rig.told).toEqual(["not safe a: journal-refused", "saved late a"]);
  });

  test.each([
    ["waits for its ten seconds", () => undefined],
    ["is not safe", ({ journal }: Rig) => journal.tenSeconds()],
    ["was refused", ({ journal }: Rig) => journal.refuse("at 7, expected 3")],
  ])("that %s when the database goes is lost, whatever comes to stand under its number", async (_when, before) => {
    const rig = openRig();
    const form = {};
    rig.journal.setAway(true);
    const begun = await rig.acts.run(act("a"), form);
    before(rig);
    await settle();
    rig.journal.loseDatabase();
    expect(await begun?.saved).toBe(false);
    await settle();
    expect(rig.told.at(-1)).toBe("not safe a: database-gone");
    expect(await rig.acts.run(act("b"), form)).toBeNull();
    expect(rig.told.at(-1)).toBe("not begun: database-gone");
    rig.journal.setAway(false);
    rig.journal.fillAgain();
    const again = await rig.acts.run(act("again"), form);
    expect([again?.seq, await again?.saved]).toEqual([begun?.seq, true]);
    await settle();
    expect(rig.told.slice(-2)).toEqual(["not begun: database-gone", "saved again"]);
  });

  test("that is quiet says only what went wrong, and that it came right", async () => {
    const rig = openRig();
    await (await rig.acts.run(act("a", { quiet: true, options: { undoable: false } })))?.saved;
    expect(rig.news).toEqual([]);
    rig.journal.setAway(true);
    await rig.acts.run(act("b", { quiet: true }));
    rig.journal.tenSeconds();
    await settle();
    rig.journal.setAway(false);
    await settle();
    expect(rig.told).toEqual(["overtaken", "not safe b: journal-silent", "saved late b"]);
  });

  test("that is quiet comes before what was told of in the order of undo, also where that is answered later", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    const told = await rig.acts.run(act("told"));
    await rig.acts.run(act("quiet", { quiet: true }));
    rig.journal.setAway(false);
    await told?.saved;
    await settle();
    expect(rig.told).toEqual(["overtaken", "saved told", "overtaken"]);
    await (await rig.acts.run(act("next")))?.saved;
    expect(rig.told.slice(3)).toEqual(["saved next"]);
  });
});

describe("a form", () => {
  test("whose act is not safe writes no second record, and another form may", async () => {
    const rig = openRig();
    const form = {};
    rig.journal.setAway(true);
    await rig.acts.run(act("before"));
    await rig.acts.run(act("a"), form);
    rig.journal.tenSeconds();
    await settle();
    // the journal is well again, and this act is not in it yet
    rig.journal.takeOne();
    await settle();
    expect(await rig.acts.run(act("again"), form)).toBeNull();
    expect(rig.told.at(-1)).toBe("not begun: still-pending");
    expect(await rig.acts.run(act("other"), {})).not.toBeNull();
    expect(rig.written).toEqual(["before", "a", "other"]);
  });

  test("may write again when its act is safe", async () => {
    const rig = openRig();
    const form = {};
    rig.journal.setAway(true);
    await rig.acts.run(act("a"), form);
    rig.journal.tenSeconds();
    await settle();
    rig.journal.setAway(false);
    await settle();
    expect(await rig.acts.run(act("again"), form)).not.toBeNull();
  });
});

describe("taking back", () => {
  test.each([
    ["undo", "undo reader.create", "undo reader.create"],
    ["redo", "redo reader.create", "redo reader.create"],
    [7, "undo 7 reader.create", "undo reader.create"],
  ] as const)("%s is called done only when the journal has it", async (which, command, deed) => {
    const rig = openRig();
    rig.journal.setAway(true);
    const turned = rig.acts.turn(which);
    await settle();
    expect(rig.written).toEqual([command]);
    expect(rig.told).toEqual([]);
    rig.journal.tenSeconds();
    expect(await turned).toBe(false);
    expect(rig.told).toEqual([`not safe ${deed}: journal-silent`]);
    rig.journal.setAway(false);
    await settle();
    expect(rig.told.at(-1)).toBe(`saved late ${deed}`);
  });

  test("is not begun while nobody answers", async () => {
    const rig = openRig();
    rig.journal.setAway(true);
    await rig.acts.run(act("a"));
    rig.journal.tenSeconds();
    await settle();
    expect(await rig.acts.turn("undo")).toBe(false);
    expect(rig.written).toEqual(["a"]);
  });

  test("says that there is nothing", async () => {
    const rig = openRig(null);
    expect(await rig.acts.turn("undo")).toBe(false);
    expect(rig.told).toEqual([NOTHING]);
  });

  test("tells by what was said of it which act a key has taken back and done again", async () => {
    const rig = openRig("outreach.call");
    const said = { id: "calls.did.declined", values: { who: maskName("张素琴") } } as const;
    await rig.acts.run(act("outreach.call", { said }));
    await rig.acts.turn("undo");
    await rig.acts.turn("redo");
    const turns = rig.news.flatMap((news) => (news.tag === "saved" && news.deed.tag === "turned" ? [news.deed] : []));
    expect(turns.map(({ direction, was }) => [direction, was])).toEqual([
      ["undo", said],
      ["redo", said],
    ]);
  });

  test("clicked twice takes back once", async () => {
    const rig = openRig();
    expect(await Promise.all([rig.acts.turn(7), rig.acts.turn(7)])).toEqual([true, false]);
    expect(rig.written).toEqual(["undo 7 reader.create"]);
  });
});

describe("what throws is said, and nothing was written", () => {
  const ways: readonly (readonly [string, (acts: Acts) => Promise<unknown>])[] = [
    ["an act", (acts) => acts.run(act("a"))],
    ["an undo", (acts) => acts.turn("undo")],
    ["a redo", (acts) => acts.turn("redo")],
    ["the toast's undo", (acts) => acts.turn(3)],
  ];
  const failures = [
    [new StreamMoved(), "not begun: stream-moved", 0],
    [new DatabaseGone(), "not begun: database-gone", 0],
    [new EntryTooLarge(1e6), "not begun: too-large", 0],
    [new ReaderGone(), "not begun: reader-gone", 0],
    [new ReaderChanged(), "not begun: reader-changed", 0],
    [new TypeError("undefined is no function"), "not begun: broken", 1],
  ] as const;
  test.each(
    ways.flatMap(([name, run]) =>
      failures.map(([error, said, reports]) => [name, error.constructor.name, run, error, said, reports] as const),
    ),
  )("%s that meets %s", async (_way, _error, run, error, said, reports) => {
    const rig = openRig();
    rig.breakNext(error);
    expect((await run(rig.acts)) || null).toBeNull();
    expect(rig.told).toEqual([said]);
    expect(rig.reported).toHaveLength(reports);
  });
});

describe("a command", () => {
  const label: MessageId = "commands.lock";
  test.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no"))],
  ])("that %s is said and reported", async (_how, run) => {
    const rig = openRig();
    rig.acts.attempt({ label, run });
    await settle();
    expect(rig.told).toEqual([`broke: ${label}`]);
    expect(rig.reported).toHaveLength(1);
  });

  test("that works says nothing", async () => {
    const rig = openRig();
    rig.acts.attempt({ label, run: async () => undefined });
    await settle();
    expect(rig.news).toEqual([]);
  });
});

describe("a batch that is the last act", () => {
  test("is taken back once, however often the key is pressed meanwhile", async () => {
    const { acts, written } = openRig("reader.edit", { of: "many", batchId: "batch-1" });
    const asked: string[] = [];
    let resolve = (_isDone: boolean): void => undefined;
    const promise = new Promise<boolean>((done) => {
      resolve = done;
    });
    acts.onUndoBatch("many", (batchId) => {
      asked.push(batchId);
      return promise;
    });
    const first = acts.turn("undo");
    expect(await acts.turn("undo")).toBe(false);
    resolve(true);
    expect(await first).toBe(true);
    expect([asked, written]).toEqual([["batch-1"], []]);
    await acts.turn("undo");
    expect(asked).toEqual(["batch-1", "batch-1"]);
  });

  test("is taken back as a whole by whoever does that, and by no single command", async () => {
    const { acts, written, news } = openRig("reader.edit", { of: "restore", batchId: "batch-1" });
    const asked: string[] = [];
    const stop = acts.onUndoBatch("restore", async (batchId) => asked.push(batchId) > 0);
    expect(await acts.turn("undo")).toBe(true);
    expect([asked, written, news]).toEqual([["batch-1"], [], []]);
    // whoever takes back others is not asked
    acts.onUndoBatch("many", async () => asked.push("many") > 0);
    await acts.turn("redo");
    stop();
    await acts.turn("undo");
    expect([asked, written]).toEqual([["batch-1"], ["redo reader.edit", "undo reader.edit"]]);
  });
});
