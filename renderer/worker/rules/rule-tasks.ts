/**
 * Tasks that rules make. Their ids are derived from rule, reader and cause, and so are their values: two desks that
 * evaluate apart from each other make one task, and what was done or deleted is not made again. What this desk has
 * taken back was never meant, and what was withdrawn may get its reason yet: both are proposed as before.
 */
import type { Host } from "#shared/host/contract.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { CONTACT_RULE, isRule, type Outcome, type Proposal, type RuleId } from "#shared/rules/rule.ts";
import { type Already, causeKey, settle } from "#shared/rules/settle.ts";
import type { AllTerms } from "#shared/rules/terms.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { ownStreamOf } from "../../db/journal/own-stream.ts";
import { readMergedReaders } from "../../db/reader-class.ts";
import { type Change, create, createAgain } from "../../db/write/changes.ts";
import { isWithdrawn } from "./withdrawals.ts";

export interface TaskIds {
  /** By the text that they are derived from. */
  readonly of: ReadonlyMap<string, string>;
  /** Other ids of whoever was merged, by the one under which she is counted: what was made of them was made of her. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

const AT_ONCE = 1000;

/** Whether ids can be derived now. */
export const canDerive = async (host: Host): Promise<boolean> => (await host("library.derive", { texts: [""] })).ok;

/** Undefined while the library is locked. */
export async function taskIdsOf(
  { db, host }: { readonly db: DeskDb; readonly host: Host },
  outcomes: readonly Outcome[],
): Promise<TaskIds | undefined> {
  const others = await readOtherIds(db);
  const texts = [
    ...new Set(
      outcomes.flatMap((outcome) =>
        "proposal" in outcome && outcome.rule !== CONTACT_RULE ? causesOf(outcome.proposal, others) : [],
      ),
    ),
  ];
  const ids = new Map<string, string>();
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const part = texts.slice(from, from + AT_ONCE);
    const derived = await host("library.derive", { texts: part });
    if (!derived.ok) return undefined;
    for (const [place, text] of part.entries()) ids.set(text, uuidV8(hexToBytes(derived.value[place] ?? "")));
  }
  return { of: ids, others };
}

const causesOf = (proposal: Proposal, others: TaskIds["others"]): readonly string[] =>
  [proposal.reader, ...(others.get(proposal.reader) ?? [])].map((reader) => causeKey({ ...proposal, reader }));

async function readOtherIds(db: DeskDb): Promise<TaskIds["others"]> {
  const rows = await db.reader.where("as").above("").toArray();
  const { mainOf } = await readMergedReaders(db);
  const others = new Map<string, string[]>();
  for (const id of new Set(rows.flatMap(({ id: merged, as = merged }) => [merged, as]))) {
    const main = mainOf(id);
    if (main !== id) others.set(main, [...(others.get(main) ?? []), id]);
  }
  return others;
}

/** A deleted task was there too, one that was taken back or withdrawn was not. */
export async function settleWith(
  db: DeskDb,
  outcomes: readonly Outcome[],
  ids: TaskIds,
  terms: AllTerms,
): Promise<readonly Outcome[]> {
  const rows = (await db.task.bulkGet([...ids.of.values()])).filter((row) => row !== undefined);
  const undone = await takenBack(
    db,
    rows.filter(({ gone }) => gone === 1),
  );
  // a row of a kind is one of any
  const known = new Set(rows.flatMap((row) => (undone.has(row.id) || isWithdrawn(row as AnyRow) ? [] : [row.id])));
  const open = new Map<RuleId, number>();
  for (const { origin } of await db.task.orderBy("todo").toArray()) {
    if (origin?.by !== "rule" || !isRule(origin.id)) continue;
    open.set(origin.id, (open.get(origin.id) ?? 0) + 1);
  }
  const already: Already = {
    isMade: (proposal) => causesOf(proposal, ids.others).some((cause) => known.has(ids.of.get(cause) ?? "")),
    open: (rule) => open.get(rule) ?? 0,
    most: (rule) => terms[rule].thresholds.open,
    starts: (rule) => terms[rule].starts,
  };
  return settle(outcomes, already);
}

/** Ids of deleted tasks whose deletion is this desk's undo. */
async function takenBack(db: DeskDb, gone: readonly Row<"task">[]): Promise<ReadonlySet<string>> {
  const own = await ownStreamOf(db);
  const deletions = gone.flatMap((row) => {
    const [write, ...others] = frontierOf("task", row as AnyRow, DELETED); // a row of a kind is one of any
    return write === undefined || others.length > 0 || write.by[0] !== own ? [] : [{ id: row.id, seq: write.by[1] }];
  });
  const seqs = [...new Set(deletions.map(({ seq }) => seq))];
  const undoes = new Set(
    (await db.log.bulkGet(seqs)).flatMap((row) => (row?.entry.undoes === undefined ? [] : [row.seq])),
  );
  return new Set(deletions.filter(({ seq }) => undoes.has(seq)).map(({ id }) => id));
}

/** The tasks of proposals; where one was taken back, it is made again. */
export async function tasksOf(db: DeskDb, proposals: readonly Proposal[], ids: TaskIds): Promise<readonly Change[]> {
  const named = proposals.map((proposal) => ({ proposal, id: ids.of.get(causeKey(proposal)) ?? "" }));
  const rows = await db.task.bulkGet(named.map(({ id }) => id));
  return named.map(({ proposal, id }, place) => taskOf(proposal, id, rows[place] === undefined ? create : createAgain));
}

/** Without words: each screen says in its own language what the rule asks for. */
const taskOf = ({ rule, reader, due, assignee }: Proposal, id: string, make: typeof create): Change =>
  make("task", id, {
    about: { kind: "reader", id: reader },
    due: numberToDay(due),
    origin: { by: "rule", id: rule },
    ...(assignee !== undefined && { assignee }),
  });
