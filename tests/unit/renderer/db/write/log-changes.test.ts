import { describe, expect, test } from "vitest";
import { asksForWork, parseNoteLine } from "#shared/model/input/note-line.ts";
import { logChanges } from "../../../../../renderer/db/write/log-changes.ts";
import { opinionChanges } from "../../../../../renderer/db/write/new-opinion.ts";
import { noteChanges } from "../../../../../renderer/db/write/note-changes.ts";

const PLACE = { desk: "d1", branch: "b1", staff: "s1" };
const LOG = { id: "i1", at: 1000, purpose: "find", reader: "r1", channel: "desk", minutes: 4 } as const;
const TODAY = "2026-11-24";
const FOLLOW_UP = { id: "t1", assignee: undefined, promised: false, fallback: "跟进：找书" };

describe("what a quick log changes", () => {
  test("is one record, which holds nothing that is not known", () => {
    expect(logChanges(LOG, PLACE)).toEqual([
      {
        act: "create",
        kind: "interaction",
        id: "i1",
        values: { ...PLACE, at: 1000, purpose: "find", reader: "r1", channel: "desk", minutes: 4, direction: "in" },
      },
    ]);
    const [anonymous] = logChanges(
      { ...LOG, reader: null, minutes: undefined },
      { desk: "d1", branch: undefined, staff: undefined },
    );
    expect(anonymous).toEqual({
      act: "create",
      kind: "interaction",
      id: "i1",
      values: { desk: "d1", at: 1000, purpose: "find", channel: "desk", direction: "in" },
    });
  });
});

describe("what a note adds", () => {
  test("words alone are one edit and no task", () => {
    const note = parseNoteLine("地方志里的旧校名", TODAY);
    expect(asksForWork(note)).toBe(false);
    expect(noteChanges(LOG, note, {}, FOLLOW_UP, PLACE)).toEqual([
      { act: "edit", kind: "interaction", id: "i1", patch: { question: "地方志里的旧校名" } },
    ]);
  });

  test("tags join those that are there, each once", () => {
    const [change] = noteChanges(LOG, parseNoteLine("#a #b", TODAY), { tags: ["b", "c"] }, FOLLOW_UP, PLACE);
    expect(change).toMatchObject({ patch: { tags: ["b", "c", "a"] } });
  });

  test.each([
    ["behind what was typed in the record's form meanwhile", "还想办证", "还想办证\n问亲子阅读"],
    ["once, where it stands there already", "还想办证\n问亲子阅读", "还想办证\n问亲子阅读"],
    ["alone, where there are none", " ", "问亲子阅读"],
  ])("its words go %s", (_, question, now) => {
    const [change] = noteChanges(LOG, parseNoteLine("问亲子阅读", TODAY), { question }, FOLLOW_UP, PLACE);
    expect(change).toMatchObject({ patch: { question: now } });
  });

  test("a day makes a task about the log, a promise only where the reader was promised it", () => {
    const note = parseNoteLine("回电 >明天 !高", TODAY);
    expect(noteChanges(LOG, note, {}, FOLLOW_UP, PLACE)[1]).toEqual({
      act: "create",
      kind: "task",
      id: "t1",
      values: {
        about: { kind: "interaction", id: "i1" },
        text: "回电",
        due: "2026-11-25",
        priority: "high",
        assignee: "s1",
        origin: { by: "person", id: "s1" },
      },
    });
    expect(noteChanges(LOG, note, {}, { ...FOLLOW_UP, promised: true, assignee: "s2" }, PLACE)[1]).toMatchObject({
      values: { promisedTo: "r1", assignee: "s2" },
    });
    expect(
      noteChanges({ ...LOG, reader: null }, note, {}, { ...FOLLOW_UP, promised: true }, PLACE)[1],
    ).not.toHaveProperty("values.promisedTo");
  });

  test("a line of marks alone still gives the task words", () => {
    expect(noteChanges(LOG, parseNoteLine(">明天", TODAY), {}, FOLLOW_UP, PLACE)[1]).toMatchObject({
      values: { text: "跟进：找书" },
    });
  });

  test("an empty line changes nothing", () => {
    expect(noteChanges(LOG, parseNoteLine("", TODAY), {}, FOLLOW_UP, PLACE)).toEqual([]);
  });
});

describe("what an opinion changes", () => {
  test("opinion and service record point at each other and tell one story", () => {
    const { purpose: _purpose, ...log } = LOG;
    const [opinion, record, ...more] = opinionChanges(
      {
        id: "f1",
        log: { ...log, reader: null, channel: "phone" },
        type: "complaint",
        contact: { name: "王女士", phone: "139" },
        text: "停水",
        topic: undefined,
        due: "2026-12-01",
        paperRef: undefined,
        registerNo: "CD-A-2026-0001",
        owner: "s2",
      },
      PLACE,
    );
    expect(more).toEqual([]);
    expect(opinion).toMatchObject({
      kind: "feedback",
      id: "f1",
      values: {
        contact: { name: "王女士", phone: "139" },
        receivedAt: 1000,
        channel: "phone",
        status: "registered",
        owner: "s2",
        // to whom it went first: the next hand-over would leave no trace of it
        steps: { registered: { at: 1000, by: "s1", to: "s2" } },
      },
    });
    expect(opinion).not.toHaveProperty("values.reader");
    expect(opinion).not.toHaveProperty("values.topic");
    expect(record).toMatchObject({
      kind: "interaction",
      id: "i1",
      values: {
        feedback: "f1",
        purpose: "complaint",
        channel: "phone",
        question: "停水",
        contact: { name: "王女士", phone: "139" },
      },
    });
  });
});
