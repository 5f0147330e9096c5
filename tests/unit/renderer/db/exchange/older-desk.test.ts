/**
 * A desk with an older program among newer ones: what it has never heard of stands in it untouched, under its own changes
 * too, and whoever takes the state from it has all of it.
 */
import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { type StateRow, takeStateRow } from "#shared/replication/checkpoints/state-row.ts";
import type { Entry, Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { createReplica } from "../../../../../renderer/db/exchange/replica.ts";
import { edit } from "../../../../../renderer/db/write/changes.ts";
import { OWN, openDesk, type TestDesk } from "../desk.ts";

const [X, Y] = ["x".repeat(16), "y".repeat(16)];
const AT = 1_780_000_000_000;

/** What the older program does not know: by a name that no program knows, it is as unknown here. */
const KINDS = ["not-same", "outreach", "recipient", "outreach-part", "outreach-file", "attachment", "attachment-part"];
const FIELDS = [
  "reader/formerBranches",
  "reader/contactFrom",
  "reader/declined",
  "feedback/orderSteps",
  "feedback/noReply",
  "interaction/callerCheck",
  "interaction/contactResult",
  "task/noReply",
];
const UNHEARD = "unheard-";
const unheard = (kind: string, cell: string): string =>
  FIELDS.includes(`${kind}/${cell.split("/", 1)[0]}`) ? UNHEARD + cell : cell;
const heard = (name: string): string => name.replace(UNHEARD, "");
const renamed = <T>(values: Readonly<Record<string, T>>, name: (key: string) => string): Record<string, T> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), value]));

const toOlder = (entry: Entry): Entry => ({
  ...entry,
  ops: entry.ops.map((op) => ({
    ...op,
    kind: KINDS.includes(op.kind) ? UNHEARD + op.kind : op.kind,
    cells: renamed(op.cells, (cell) => unheard(op.kind, cell)),
  })),
});

const toNewer = ([kind, row]: readonly [string, AnyRow]): unknown => [
  heard(kind),
  { ...renamed(row, heard), ...(row.f !== undefined && { f: renamed(row.f, heard) }) },
];

const entry = (seq: number, ops: readonly Op[]): Entry => ({
  seq,
  hlc: makeHlc(AT + seq, 0),
  pulls: 0,
  staff: "t",
  command: "test",
  ops,
});
const op = (kind: string, id: string, cells: Op["cells"]): Op => ({ kind, id, cells });

/** What newer desks have written, two of them at once in places. */
const LINES: readonly (readonly [stream: string, entry: Entry])[] = [
  [
    X,
    entry(1, [
      op("reader", "r1", { name: "王芳", contactFrom: "2026-12-01", "formerBranches/2026-11-20": "west" }),
      op("reader", "r2", { name: "王 芳", "formerBranches/2026-11-20": "west" }),
      op("not-same", "n1", { first: "r1", second: "r2" }),
      op("recipient", "c1", { outreach: "o1", reader: "r1", "attempts/x": { at: AT, outcome: "declined" } }),
      op("reader", "r1", { "declined/invite-back": "2026-11-20" }),
      op("outreach", "o1", { name: "邀请回馆", goal: "invite-back", listed: ["r1"], "templates/phone.zh-CN": "您好" }),
      op("outreach-part", "p1", { outreach: "o1", desk: X, lapsesOn: "2026-12-04" }),
      op("outreach-file", "of1", { outreach: "o1", made: "letters", people: 2, at: AT }),
      op("attachment", "a1", { about: { kind: "feedback", id: "f1" }, parts: 1, bytes: 3, shown: true }),
      op("attachment-part", "ap1", { attachment: "a1", place: 0, data: "AAAA" }),
      op("interaction", "i1", {
        channel: "phone",
        reader: "r1",
        at: AT,
        callerCheck: "failed",
        contactResult: "moved",
      }),
      op("feedback", "f1", { [`orderSteps/${AT}`]: { step: "signed", on: "2026-11-20" }, noReply: true }),
      op("task", "t1", { text: "回电", promisedTo: "r1", noReply: true }),
      op("feedback", "f1", {
        type: "question",
        status: "registered",
        "steps/returned": { at: AT, by: "chen" },
        "steps/forwarded-7": { at: AT, by: "chen", to: "zhou", department: "reading", of: ["a", "later", "day"] },
      }),
    ]),
  ],
  [
    Y,
    entry(1, [
      op("reader", "r1", { name: "王芳", contactFrom: "2027-01-01", "formerBranches/2026-11-20": "north" }),
      op("reader", "r2", { "formerBranches/2026-10-01": "east" }),
      op("recipient", "c1", { "attempts/y": { at: AT + 1, outcome: "reached" } }),
      op("outreach-part", "p1", { givenBackAt: AT + 5 }),
      op("feedback", "f1", { [`orderSteps/${AT + 1}`]: { step: "extension-asked", on: "2026-11-21" } }),
    ]),
  ],
];

const replicaOf = ({ db, memory }: TestDesk) =>
  createReplica({
    db,
    host: memory.host,
    stream: OWN,
    now: () => AT,
    random: (length) => new Uint8Array(length),
    exclusive: (run) => run(),
  });

/** As a checkpoint has them. */
async function told(desk: TestDesk): Promise<readonly StateRow[]> {
  const rows: StateRow[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ReturnType<typeof replicaOf>["stateRows"]>> = await replicaOf(desk).stateRows(after);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return rows;
}

/** By a newer program, from what another desk tells. */
function taken(rows: readonly unknown[]): ReadonlyMap<string, unknown> {
  const into: StateRow[] = [];
  for (const row of rows) expect(takeStateRow(JSON.parse(JSON.stringify(row)), into)).toBe(true);
  return new Map(into.map(([kind, row]) => [`${kind}/${"id" in row ? row.id : "aside"}`, row] as const).sort());
}

it("keeps the fields, the kind and the parts of a step that it does not know, changes beside them, and tells them on", async () => {
  const [older, newer] = [await openDesk(), await openDesk()];
  for (const [stream, item] of LINES) {
    await replicaOf(older).apply({ stream, entries: [toOlder(item)] });
    await replicaOf(newer).apply({ stream, entries: [item] });
  }
  // its person changes the same records
  const { confirmed } = await older.writer.run("test", [
    edit("reader", "r1", { name: "王芳芳" }),
    edit("feedback", "f1", { status: "answered", steps: { answered: { at: AT + 9, by: "lin" } } }),
  ]);
  await confirmed;
  const own = older.memory.entries;
  expect(JSON.stringify(own)).not.toContain(UNHEARD);
  await replicaOf(newer).apply({ stream: OWN, entries: own });

  const passedOn = taken((await told(older)).map((row) => toNewer(row as readonly [string, AnyRow])));
  expect(passedOn).toEqual(taken(await told(newer)));
  expect(passedOn.get("reader/r1")).toMatchObject({ name: "王芳芳", open: 1 });
  expect(passedOn.get("reader/r2")).toMatchObject({
    formerBranches: { "2026-11-20": "west", "2026-10-01": "east" },
  });
  expect(passedOn.get("not-same/n1")).toMatchObject({ first: "r1", second: "r2" });
  expect(passedOn.get("reader/r1")).toMatchObject({ declined: { "invite-back": "2026-11-20" } });
  // both desks called her: neither attempt is lost
  expect(passedOn.get("recipient/c1")).toMatchObject({
    attempts: { x: { at: AT, outcome: "declined" }, y: { at: AT + 1, outcome: "reached" } },
  });
  expect(passedOn.get("feedback/f1")).toMatchObject({
    status: "answered",
    steps: {
      returned: { at: AT, by: "chen" },
      "forwarded-7": { to: "zhou", department: "reading", of: ["a", "later", "day"] },
      answered: { by: "lin" },
    },
  });
  expect(passedOn.get("outreach/o1")).toMatchObject({ listed: ["r1"], templates: { "phone.zh-CN": "您好" } });
  expect(passedOn.get("outreach-part/p1")).toMatchObject({ lapsesOn: "2026-12-04", givenBackAt: AT + 5 });
  expect(passedOn.get("outreach-file/of1")).toMatchObject({ people: 2 });
  expect(passedOn.get("attachment-part/ap1")).toMatchObject({ data: "AAAA" });
  expect(passedOn.get("interaction/i1")).toMatchObject({
    channel: "phone",
    callerCheck: "failed",
    contactResult: "moved",
  });
  expect(passedOn.get("task/t1")).toMatchObject({ noReply: true });
  expect(passedOn.get("feedback/f1")).toMatchObject({
    noReply: true,
    orderSteps: { [AT]: { step: "signed" }, [AT + 1]: { step: "extension-asked" } },
  });
  // nothing of it was set aside as damaged
  expect([...passedOn.keys()].filter((key) => key.endsWith("/aside"))).toEqual([]);
});

it("shows nothing where it does not know a channel, and loses neither it nor what its own person writes beside it", async () => {
  const older = await openDesk();
  const written = entry(1, [op("interaction", "i1", { channel: "hologram", at: AT, question: "几点关门" })]);
  await replicaOf(older).apply({ stream: X, entries: [written] });
  const { confirmed } = await older.writer.run("test", [edit("interaction", "i1", { question: "几点开门" })]);
  await confirmed;
  const row = await older.db.interaction.get("i1");
  expect(row).toMatchObject({ at: AT, question: "几点开门" });
  expect(row?.channel).toBeUndefined();
  expect(JSON.stringify((await told(older)).find(([kind]) => kind === "interaction"))).toContain("hologram");
  // somebody who chooses one that it knows has the last word
  await (await older.writer.run("test", [edit("interaction", "i1", { channel: "phone" })])).confirmed;
  expect((await older.db.interaction.get("i1"))?.channel).toBe("phone");
});
