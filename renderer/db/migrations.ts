/** Local database versions as data. A published version is never edited; each has a test from old rows. */
import type { Transaction } from "dexie";
import { countDigest } from "./exchange/count-digest.ts";
import { putAgain } from "./work-stages.ts";

export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string>>;
  readonly upgrade?: (transaction: Transaction) => Promise<unknown>;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    stores: {
      reader: "id, card, open, as, *imports",
      activity: "id, [reader+on]",
      interaction: "id, at, [reader+at], open",
      feedback: "id, reader, status, receivedAt, open",
      task: "id, due, promisedTo, about.id, open",
      staff: "id",
      branch: "id",
      setting: "id",
      code: "id",
      reveal: "id, at, about.id",
      unknown: "[kind+id]",
      log: "seq, batchId, act",
      streams: "stream",
      quarantine: "++n",
      meta: "name",
    },
  },
  // what can be made again from the rows at any time, kept for a quick start
  { version: 2, stores: { cache: "name" } },
  // deleted records are found for sweeping; the digest that is kept beside the rows begins with those that are there
  {
    version: 3,
    stores: {
      reader: "id, card, open, as, gone, *imports",
      activity: "id, [reader+on], gone",
      interaction: "id, at, [reader+at], open, gone",
      feedback: "id, reader, status, receivedAt, open, gone",
      task: "id, due, promisedTo, about.id, open, gone",
      staff: "id, gone",
      branch: "id, gone",
      setting: "id, gone",
      code: "id, gone",
      reveal: "id, at, about.id, gone",
      "lost-batch": "id, gone",
      unknown: "[kind+id], row.gone",
    },
    upgrade: countDigest,
  },
  // the ledger of erased readers, which is asked for every record that comes
  { version: 4, stores: { erased: "id, *records, gone" } },
  // computers that were removed or retired
  { version: 5, stores: { removal: "id, gone" } },
  // groups of readers
  { version: 6, stores: { segment: "id, gone" } },
  // the readers of a responsible colleague; most readers have none and are not in the index
  { version: 7, stores: { reader: "id, card, open, as, owner, gone, *imports" } },
  // the months of the reports: use is found by its day
  {
    version: 8,
    stores: {
      activity: "id, [reader+on], on, gone",
      "month-figures": "id, month, gone",
      "month-seal": "id, month, gone",
      "report-form": "id, gone",
    },
  },
  // whom an erasing empties in the records of others; most readers name nobody
  { version: 9, stores: { reader: "id, card, open, as, owner, household, guardian, gone, *imports" } },
  // computers to which a new library key is given
  { version: 10, stores: { admission: "id, gone" } },
  // what is to be done and what is done, whose it is and who waits for it; the numbers of the register
  {
    version: 11,
    stores: {
      feedback: "id, reader, status, receivedAt, registerNo, open, gone",
      task: "id, promisedTo, about.id, open, gone, todo, [assignee+todo], [todo+promisedTo], finished",
    },
    upgrade: (transaction) => putAgain(transaction, "task"),
  },
  // who took part in a service record beside the reader it was logged for
  { version: 12, stores: { participant: "id, interaction, reader, gone" } },
  // what a shift left at its branch
  { version: 13, stores: { handover: "id, [branch+at], gone" } },
  // readers who look like one person and are two
  { version: 14, stores: { "not-same": "id, gone" } },
  // promises that are to be kept, to whoever it is
  {
    version: 15,
    stores: { task: "id, promisedTo, about.id, open, gone, todo, [assignee+todo], owed, finished" },
    upgrade: (transaction) => putAgain(transaction, "task"),
  },
  // the work of one colleague or nobody in particular, by its day: Today reads what comes first of it
  {
    version: 16,
    stores: {
      feedback: "id, reader, status, receivedAt, registerNo, open, gone, unanswered, [workOf+unanswered], asleep",
      task: "id, promisedTo, about.id, open, gone, todo, [assignee+todo], [workOf+todo], owed, [workOf+owed], [assignee+ruled], finished",
    },
    upgrade: async (transaction) => {
      await putAgain(transaction, "task");
      await putAgain(transaction, "feedback");
    },
  },
  // an opinion is the work of whoever was asked first until somebody accepts it, and until its reader is told the answer,
  // closed by then or not; to tell it may be put off
  {
    version: 17,
    stores: {
      feedback:
        "id, reader, status, receivedAt, registerNo, open, gone, unanswered, [workOf+unanswered], asleep, untold",
    },
    upgrade: (transaction) => putAgain(transaction, "feedback"),
  },
  // whom the library contacts, and why it does not contact others
  {
    version: 18,
    stores: {
      outreach: "id, gone",
      recipient: "id, outreach, reader, part, gone",
      "outreach-part": "id, gone",
      "outreach-file": "id, gone",
    },
  },
  // photographs and PDFs of what came, and their bytes
  {
    version: 19,
    stores: { attachment: "id, about.id, gone", "attachment-part": "id, attachment, gone" },
  },
  // in which files a reader stood
  { version: 20, stores: { reveal: "id, at, about.id, *readers, gone" } },
];

export const LATEST_VERSION = MIGRATIONS[MIGRATIONS.length - 1]?.version ?? 0;

/** The tables as the latest version has them, in one step, for a database that is new or has that version already. */
export const LATEST: Migration = {
  version: LATEST_VERSION,
  stores: Object.assign({}, ...MIGRATIONS.map(({ stores }) => stores)),
};
