/**
 * What people do at a desk: they edit readers, tag them, note consents, count visits, delete, bring back, join
 * duplicates, undo, open a form before lunch and save it after, import the same file at two desks. A newer
 * desk writes kinds and fields that the others do not know.
 */
import { canonicalJson, type Json } from "#shared/kernel/json.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { ALIAS, DELETED, type Entry, type Op, type WriteRef } from "#shared/replication/rows/entry.ts";
import { askedWrites, frontierOf, shownCell } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { invert } from "../../renderer/db/write/invert.ts";
import type { Desk } from "./desk.ts";
import { type Token, tokensOf } from "./promises.ts";

/** A command that can be undone, as it was when it was given. */
export interface Act {
  readonly token: Token;
  readonly rows: readonly (AnyRow | undefined)[];
}

/** A form as it was opened. */
export interface Form {
  readonly kind: string;
  readonly id: string;
  readonly cell: string;
  readonly refs: readonly WriteRef[];
  readonly tokens: readonly Token[];
}

const READERS = 7;
const TAGS = ["young", "braille", "vip"];
const CONSENTS = ["phone.event", "letter.arrival"];

const IMPORTED = 3;
// derived from the list, so the same at every desk and after a deletion
const importedId = (n: number): string => `00000000-0000-8000-8000-00000000000${n}`;
const readerId = (n: number): string => `00000000-0000-7000-8000-00000000000${n}`;

/** One thing that somebody does. */
export function actAt(desk: Desk): void {
  const { random } = desk.world;
  if (!desk.canWrite) return;
  const dice = desk.world.erases && random.chance(0.03) ? -1 : random.below(100);
  if (dice < 0) erase(desk);
  else if (dice < 38) edit(desk);
  else if (dice < 46) tag(desk);
  else if (dice < 54) consent(desk);
  else if (dice < 60) count(desk);
  else if (dice < 67) remove(desk);
  else if (dice < 70) bringBack(desk);
  else if (dice < 75) join(desk);
  else if (dice < 83) openForm(desk);
  else if (dice < 91) undo(desk);
  else if (dice < 95) importFile(desk);
  else if (dice < 97 || !random.chance(desk.world.weather.newer * 3)) edit(desk);
  else writeNewer(desk);
}

interface CommandExtra {
  readonly batchId?: string;
  readonly undoes?: readonly number[];
  readonly forms?: readonly Form[];
  /** Nobody takes it back. */
  readonly isFinal?: boolean;
}

export function command(desk: Desk, name: string, ops: readonly Op[], extra: CommandExtra = {}): void {
  const { world, replica } = desk;
  const before = new Map(ops.map(({ kind, id }) => [`${kind}/${id}`, replica.row(kind, id)]));
  const token = world.nextToken();
  const { forms, isFinal = false, ...draft } = extra;
  const entry: Entry = replica.write(ops, { staff: token, command: name, ...draft });
  // all of it was on what is erased: nothing was promised
  if (replica.log.at(-1) !== entry) return;
  world.promises.record(
    entry,
    (kind, id) => before.get(`${kind}/${id}`),
    (kind, id, cell) => forms?.find((form) => form.kind === kind && form.id === id && form.cell === cell)?.tokens,
  );
  if (!isFinal) desk.acts.push({ token, rows: entry.ops.map(({ kind, id }) => before.get(`${kind}/${id}`)) });
  if (desk.acts.length > 40) desk.acts.shift();
  desk.say(
    `${token} ${name}: ${entry.ops.map(({ kind, id, cells }) => `${kind}/${id} ${JSON.stringify(cells)}`).join(", ")}`,
  );
}

/** One of those that people made, or of the list that is imported. */
const someReader = ({ world: { random } }: Desk): string =>
  random.chance(0.85) ? readerId(random.below(READERS)) : importedId(random.below(IMPORTED));

export function edit(desk: Desk): void {
  const { random } = desk.world;
  const cells: Record<string, Json> = {};
  for (let i = random.between(1, 2); i > 0; i--) {
    const field = random.pick(["name", "card", "note", "interests/poetry", "interests/maps", "keepInTouchDays"]);
    // now and then two people type the same, or empty a field
    const text = random.chance(0.15) ? "the same" : `v${random.below(1000)}`;
    cells[field] = random.chance(0.1)
      ? null
      : field.startsWith("interests") || field === "keepInTouchDays"
        ? random.below(100)
        : text;
  }
  command(desk, "reader.edit", [{ kind: "reader", id: someReader(desk), cells }]);
}

const tag = (desk: Desk): void => {
  const { random } = desk.world;
  command(desk, "reader.tag", [
    { kind: "reader", id: someReader(desk), cells: { [`tags/${random.oneOf(TAGS)}`]: random.chance(0.6) } },
  ]);
};

const consent = (desk: Desk): void => {
  const { random } = desk.world;
  command(desk, "reader.consent", [
    {
      kind: "reader",
      id: someReader(desk),
      cells: { [`consents/${random.oneOf(CONSENTS)}`]: { given: random.chance(0.5), at: random.below(1_000_000) } },
    },
  ]);
};

const count = (desk: Desk): void => {
  const { random } = desk.world;
  command(desk, "activity.count", [
    { kind: "activity", id: `activity-${random.below(2)}`, cells: { quantity: random.below(50) } },
  ]);
};

const remove = (desk: Desk): void =>
  command(desk, "reader.delete", [{ kind: "reader", id: someReader(desk), cells: { [DELETED]: true } }]);

const bringBack = (desk: Desk): void =>
  command(desk, "reader.bring-back", [{ kind: "reader", id: someReader(desk), cells: { [DELETED]: null } }]);

function join(desk: Desk): void {
  const { random } = desk.world;
  const [a, b] = [someReader(desk), someReader(desk)];
  if (a === b) return;
  const { op } = joinRecords("reader", a, b);
  command(desk, "reader.join", [random.chance(0.7) ? op : { ...op, cells: { [ALIAS]: null } }]);
}

/** Saved between a minute and two days later, whatever has come meanwhile. */
function openForm(desk: Desk): void {
  const { random, schedule } = desk.world;
  const [kind, id, cell] = ["reader", someReader(desk), random.pick(["name", "card", "note"])];
  const row = desk.replica.row(kind, id);
  const writes = row === undefined ? [] : frontierOf(kind, row, cell);
  const form: Form = {
    kind,
    id,
    cell,
    refs: writes.map(({ by }) => [by[0], by[1]]),
    tokens: writes.map(({ by }) => by[3]),
  };
  desk.forms.push(form);
  desk.say(`opens ${kind}/${id} ${cell}, seeing ${form.tokens.join(" ") || "nothing"}`);
  schedule.after(60_000 + random.below(2 * 86_400_000), () => {
    // a crash, another stream or a rebuilding closes the form
    if (desk.world.isOver || !desk.canWrite || !desk.forms.includes(form)) return;
    desk.forms = desk.forms.filter((other) => other !== form);
    command(
      desk,
      "reader.save-form",
      [{ kind, id, cells: { [cell]: `f${random.below(1000)}` }, after: { [cell]: form.refs } }],
      { forms: [form] },
    );
  });
}

/** Takes the last own act back that is still in the log, through the product's own inverse. */
function undo(desk: Desk): void {
  const { world, replica } = desk;
  const act = desk.acts.pop();
  if (act === undefined) return;
  const seqOf = (token: Token): number | undefined => replica.log.find(({ staff }) => staff === token)?.seq;
  const logRow = (of: Act, seq: number): Parameters<typeof invert>[0] => {
    const entry = replica.log[seq - 1];
    if (entry === undefined) throw new Error("an act without an entry");
    const before = entry.ops.map(({ kind, cells }, index) => {
      const row = of.rows[index];
      return row === undefined
        ? {}
        : Object.fromEntries(
            Object.keys(cells).flatMap((cell) =>
              shownCell(kind, row, cell) === null ? [] : [[cell, shownCell(kind, row, cell)]],
            ),
          );
    });
    const ref = ([stream, , , staff]: AnyRow["w"]): WriteRef => {
      const own = seqOf(staff);
      return own === undefined ? [stream === replica.stream ? "" : stream, 0] : [replica.stream, own];
    };
    const beforeBy = entry.ops.map(({ kind, cells }, index) => {
      const row = of.rows[index];
      if (row === undefined) return {};
      return Object.fromEntries(
        Object.keys(cells).flatMap((cell) => {
          const writes = frontierOf(kind, row, cell);
          const [first] = writes;
          return first === undefined ? [] : [[cell, writes.length === 1 ? ref(first.by) : null]];
        }),
      );
    });
    const sides = entry.ops.map(({ kind, cells }, index) => {
      const row = of.rows[index];
      return row === undefined
        ? {}
        : Object.fromEntries(
            Object.keys(cells).flatMap((cell) =>
              askedWrites(kind, row, cell).length > 0 ? [[cell, askedWrites(kind, row, cell)]] : [],
            ),
          );
    });
    const created = of.rows.flatMap((row, index) => (row === undefined ? [index] : []));
    return { seq, entry, before, beforeBy, sides, created };
  };
  const seq = seqOf(act.token);
  // something of it was erased since
  if (seq === undefined || replica.log[seq - 1]?.ops.length !== act.rows.length) return;
  const inverse = invert(
    logRow(act, seq),
    replica.stream,
    (kind, id) => replica.row(kind, id),
    (other) => {
      const token = replica.log[other - 1]?.staff;
      const found = [...desk.acts, act].find(
        (known) => known.token === token && replica.log[other - 1]?.ops.length === known.rows.length,
      );
      return found === undefined ? undefined : logRow(found, other);
    },
  );
  if (inverse.ops.length === 0) return;
  const own = new Set(replica.log.map(({ staff }) => staff));
  for (const { kind, id, cells, beside } of inverse.ops) {
    world.look(14);
    const row = replica.row(kind, id);
    // with a question that is asked again is said what stands there
    const isSaidAgain = (cell: string): boolean =>
      beside === 1 &&
      row !== undefined &&
      frontierOf(kind, row, cell).some(({ v = null }) => canonicalJson(v) === canonicalJson(cells[cell] ?? null));
    const overwritten = Object.keys(cells).filter((cell) => !isSaidAgain(cell));
    const theirs =
      row === undefined
        ? []
        : overwritten.flatMap((cell) => tokensOf(kind, row, cell).filter((token) => !own.has(token)));
    if (theirs.length > 0)
      world.fail(
        14,
        `${desk.name}: undoing ${act.token} overwrites ${theirs.join(" ")} of a colleague on ${kind}/${id}`,
        "lost",
      );
  }
  command(desk, "undo", inverse.ops, { undoes: [seq] });
}

/** Some of the readers, so that others are left; nobody can take it back. */
function erase(desk: Desk): void {
  const { random } = desk.world;
  const id = random.chance(0.7) ? readerId(random.below(2)) : importedId(0);
  command(desk, "reader.erase", [{ kind: "erased", id, cells: { at: random.below(1_000_000) } }]);
  desk.acts = desk.acts.filter(({ token }) =>
    desk.replica.log.some(({ staff, command: name }) => staff === token && name !== "reader.erase"),
  );
}

/** The library system's list, the same at every desk: only what differs is written. */
function importFile(desk: Desk): void {
  const batchId = `import-${desk.world.random.below(3)}`;
  for (let n = 0; n < IMPORTED; n++) {
    const id = importedId(n);
    const row = desk.replica.row("reader", id);
    const values: Readonly<Record<string, Json>> = { name: `name ${n}`, card: `card ${n}` };
    const cells = Object.fromEntries(
      Object.entries(values).filter(([cell, value]) => row === undefined || shownCell("reader", row, cell) !== value),
    );
    if (Object.keys(cells).length > 0) command(desk, "import.row", [{ kind: "reader", id, cells }], { batchId });
  }
}

/** A kind and a field that this version does not know (check 11). */
function writeNewer(desk: Desk): void {
  const { random } = desk.world;
  command(
    desk,
    "loan.note",
    random.chance(0.5)
      ? [
          {
            kind: "loan",
            id: `loan-${random.below(2)}`,
            cells: { title: `t${random.below(1000)}`, shelf: { row: random.below(9) } },
          },
        ]
      : [{ kind: "reader", id: someReader(desk), cells: { nickname: `n${random.below(1000)}` } }],
  );
}
