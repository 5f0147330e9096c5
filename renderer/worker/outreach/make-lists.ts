/**
 * Makes the lists of an outreach: a recipient for everybody of its group, contacted or not, then the moment at which
 * they were made, written last. What is cut off before that is a draft still, and what stands there already is taken up
 * again; ids are derived, so that two desks that make one list make the same.
 */
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { type Recipient, recipientKey } from "#shared/model/outreach/recipient.ts";
import { attemptsOf } from "#shared/outreach/call-state.ts";
import { isTold, type Placing, placeAll } from "#shared/outreach/waterfall.ts";
import type { Row } from "../../db/database.ts";
import { type Change, create, createAgain, edit, remove } from "../../db/write/changes.ts";
import { createChain } from "../../db/write/command-chain.ts";
import type { Rate } from "../../platform/worker/import-api.ts";
import type { BatchOutcome, BatchRequest } from "../../platform/worker/segments-api.ts";
import { breathe } from "../breathe.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { Candidates } from "./candidates.ts";

const AT_ONCE = 200;
const DERIVED_AT_ONCE = 1000;
const NOTHING: BatchOutcome = { changed: 0, gone: 0, stopped: false, failure: null };

export async function makeLists(
  deps: WorkerDeps,
  candidates: Candidates,
  { act, batchId, staff }: BatchRequest,
  isCancelled: () => boolean,
  onProgress: (rate: Rate) => void,
): Promise<BatchOutcome> {
  const { db, clock } = deps;
  const row = act.tag === "lists" ? await db.outreach.get(act.outreach) : undefined;
  if (row === undefined || row.gone === 1 || row.madeAt !== undefined) return NOTHING;
  const { candidates: group, asked } = await candidates.groupOf(row);
  const placed = placeAll(group, asked);
  if (!placed.some(isTold)) return NOTHING;
  const ids = await derive(deps, row.id, placed);
  const there = new Map(
    (await db.recipient.bulkGet([...ids.values()])).flatMap((known) => (known ? [[known.id, known]] : [])),
  );
  const more = await leftOver(deps, row.id, new Set(ids.values()));
  const changes = [
    ...placed.map((one, place) => changeOf(one, place, row.id, ids, there)),
    ...more.map((id) => remove("recipient", id)),
  ];
  const writer = await deps.writer(staff);
  let done = 0;
  const tell = (waiting: boolean): void => onProgress({ done, total: changes.length, ...(waiting && { waiting }) });
  const chain = createChain({ writer, onProgress: (_, waiting) => waiting && tell(true), isCancelled, atOnce: 0 });
  let goesOn = true;
  while (done < changes.length && goesOn && !isCancelled()) {
    const part = changes.slice(done, done + AT_ONCE);
    const written = await writer.run("outreach.make", part, { batchId, undoable: false, likelyNew: there.size === 0 });
    goesOn = await chain.add(written, part.length);
    done += part.length;
    tell(false);
    await breathe();
  }
  const isWhole = goesOn && done === changes.length && !isCancelled();
  if (isWhole) {
    const made = edit("outreach", row.id, { madeAt: clock.now(), madeOn: asked.today });
    await chain.add(await writer.run("outreach.make", [made], { batchId, undoable: false }), 0);
  }
  await chain.end();
  const told = placed.filter(isTold).length;
  return { changed: isWhole ? told : chain.confirmed, gone: 0, stopped: !isWhole, failure: chain.failure?.tag ?? null };
}

/** Reader → the id of her recipient. */
async function derive(
  { host }: Pick<WorkerDeps, "host">,
  outreach: string,
  placed: readonly Placing[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (let from = 0; from < placed.length; from += DERIVED_AT_ONCE) {
    const part = placed.slice(from, from + DERIVED_AT_ONCE);
    const derived = await host("library.derive", { texts: part.map(({ id }) => recipientKey(outreach, id)) });
    if (!derived.ok) throw new Error(derived.error.tag);
    for (const [place, { id }] of part.entries()) ids.set(id, uuidV8(hexToBytes(derived.value[place] ?? "")));
  }
  return ids;
}

function changeOf(
  one: Placing,
  place: number,
  outreach: string,
  ids: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, Row<"recipient">>,
): Change {
  const id = ids.get(one.id) ?? "";
  const lead = ids.get((isTold(one) ? one.contact.with : one.with) ?? "");
  const values: Recipient = {
    outreach,
    reader: one.id,
    stage: one.stage,
    place,
    ...(isTold(one) ? { channel: one.contact.channel, via: one.contact.via } : { notContacted: one.notContacted }),
    ...(lead !== undefined && { with: lead }),
  };
  const known = there.get(id);
  if (known === undefined) return create("recipient", id, values);
  if (known.gone === 1) return createAgain("recipient", id, values);
  const cleared = { notContacted: null, channel: null, via: null, with: null };
  return edit("recipient", id, { ...cleared, ...values });
}

/** Written by a making that was cut off, for readers who are not of the group any more. */
async function leftOver(
  { db }: Pick<WorkerDeps, "db">,
  outreach: string,
  wanted: ReadonlySet<string>,
): Promise<readonly string[]> {
  const rows = await db.recipient.where("outreach").equals(outreach).toArray();
  return rows.flatMap((row) => (row.gone === 1 || wanted.has(row.id) || attemptsOf(row).length > 0 ? [] : [row.id]));
}
