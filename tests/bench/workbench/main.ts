/** The workbench's entry: each of its acts over the services of an opened desk. */
import { generateDemo } from "#shared/demo/demo-library.ts";
import { assert } from "#shared/kernel/assert.ts";
import { tickHlc } from "#shared/kernel/hlc.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Json } from "#shared/kernel/json.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { localMoment } from "../../../renderer/db/fill-demo.ts";
import { readHead } from "../../../renderer/db/journal/head.ts";
import { type Change, create, edit } from "../../../renderer/db/write/changes.ts";
import { logChanges } from "../../../renderer/db/write/log-changes.ts";
import { workerCallback } from "../../../renderer/platform/worker/worker-callback.ts";
import { floorOfCommands, measureFloor, measureStateFloor } from "./floor.ts";
import { fullLists } from "./full-lists.ts";
import { type BenchServices, openDesk } from "./opening.ts";
import { outreachTimes } from "./outreach-times.ts";
import { readersCsv } from "./readers-csv.ts";
import { reportTimes } from "./reports.ts";
import { segmentTimes } from "./segments.ts";
import { fillActivities, statisticsKept, statisticsStart, statisticsTimes } from "./statistics.ts";
import type { ImportTimes, Workbench } from "./workbench.ts";

const PURPOSES = ["circulation", "directional", "reference", "equipment", "card"];
/** The host takes so many entries at once, as the journal client sends them. */
const APPEND = 200;
const LIST_LENGTH = 50;
const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const nothing = (): (() => undefined) => workerCallback(() => undefined);

let opened: BenchServices | null = null;
/** Who is at the desk, where it changed since the desk was opened. */
let signedIn: { readonly staff: string; readonly branch: string } | null = null;

function desk(): BenchServices {
  assert(opened !== null, "the desk is not open yet");
  return opened;
}

function okValue<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

window.workbench = {
  async open(way) {
    const { services, journalMs } = await openDesk(way);
    opened = services;
    return { journalMs };
  },
  async searchReady() {
    const startedAt = performance.now();
    const { readers } = await desk().search.load();
    return { readers, ms: performance.now() - startedAt };
  },
  importReaders,
  async nameReaders(path) {
    okValue(await desk().host("refresh.choose", { list: "readers", what: "folder", path }));
    okValue(await desk().host("settings.write", { refreshByItself: true }));
  },
  async readersStand() {
    while (!okValue(await desk().host("refresh.look", { list: "readers" })).files.every(({ still }) => still))
      await new Promise((resolve) => setTimeout(resolve, 500));
  },
  async lookAtReaders() {
    const found = okValue(await desk().worker.refresh.look("readers", false, nothing()));
    if (found.tag !== "found" || found.reasons.length > 0) throw new Error(JSON.stringify(found));
    return found.counts;
  },
  async takeReaders() {
    const { outcome } = okValue(await desk().worker.refresh.take(null, false, nothing()));
    if (outcome === null || outcome.failure !== null) throw new Error(JSON.stringify(outcome));
  },
  lastSeq: async () => (await desk().db.log.toCollection().last())?.seq ?? 0,
  floor: (request) => measureFloor(desk().db, request),
  async countRows(kinds) {
    let count = 0;
    for (const kind of kinds) count += await desk().db.table(kind).count();
    return count;
  },
  stateFloor: (kinds, rowsAtOnce) => measureStateFloor(desk().db, kinds, rowsAtOnce),
  async commands(count) {
    const { db, writer } = desk();
    const written: number[] = [];
    const confirmed: number[] = [];
    const seqs: number[] = [];
    for (let index = 0; index < count; index++) {
      const startedAt = performance.now();
      const command = await writer.run("interaction.log", await quickLog(index));
      written.push(performance.now() - startedAt);
      okValue(await command.confirmed);
      confirmed.push(performance.now() - startedAt);
      seqs.push(command.seq);
    }
    const logs = (await db.log.bulkGet(seqs)).filter((log) => log !== undefined);
    return { written, confirmed, floor: await floorOfCommands(db, logs) };
  },
  async searchTimes() {
    const byQuery = [];
    for (const text of await queries()) {
      const startedAt = performance.now();
      const { total } = await desk().search.query({ text, limit: LIST_LENGTH, seenToday: [] });
      byQuery.push({ text, ms: performance.now() - startedAt, total });
    }
    return { byQuery };
  },
  async sample(count) {
    const rows = await someReaders(count);
    return rows.map(({ id, card = "", name = "" }) => ({ id, card, name }));
  },
  journalAhead,
  async fillSample(readers) {
    const library = generateDemo({ seed: 20_261, readers, ...localMoment(Date.now()) });
    for (const chunk of library.chunks) {
      await run(
        "library.demo",
        chunk.map(({ kind, id, values }) => create(kind, id, values)),
      );
    }
    await signIn(library.staff, library.branch);
    return { shownReader: library.shownReader };
  },
  fillContacts,
  async fillLists(sizes) {
    const [known, ...others] = await someReaders(1_000);
    assert(known !== undefined, "the library has readers");
    const { branch, staff } = signedIn ?? desk().start.settings;
    const changes = fullLists(
      sizes,
      known.id,
      others.map(({ id }) => id),
      { now: Date.now(), today: localMoment(Date.now()).today, branch, staff },
    );
    for (let from = 0; from < changes.length; from += APPEND)
      await run("library.demo", changes.slice(from, from + APPEND));
    return { id: known.id, card: known.card ?? "", name: known.name ?? "" };
  },
  async logMany(count) {
    let last: Promise<Result<null, unknown>> | null = null;
    for (let index = 0; index < count; index++)
      last = (await desk().writer.run("interaction.log", await quickLog(index))).confirmed;
    if (last !== null) okValue(await last);
  },
  async workMany(count) {
    const readers = await someReaders(Math.ceil(count / 4));
    let last: Promise<Result<null, unknown>> | null = null;
    for (let index = 0; index < count; index++) {
      const reader = readers[index % readers.length]?.id ?? "";
      const change =
        index % 2 === 0
          ? await quickLog(index)
          : [edit("reader", reader, { phones: [`139${String(index).padStart(8, "0")}`] })];
      last = (await desk().writer.run(index % 2 === 0 ? "interaction.log" : "reader.edit", change)).confirmed;
    }
    if (last !== null) okValue(await last);
  },
  async signIn() {
    const { db } = desk();
    const [colleague, branch] = [await db.staff.toCollection().first(), await db.branch.toCollection().first()];
    assert(colleague !== undefined && branch !== undefined, "the library has come");
    await signIn(colleague.id, branch.id);
  },
  nameOf: async (reader) => (await desk().db.reader.get(reader))?.name ?? "",
  setPhone: (reader, phone) => run("reader.edit", [edit("reader", reader, { phones: [phone] })]),
  async prepareShare() {
    okValue(await desk().host("share.prepare", {}));
    return { code: okValue(await desk().host("library.code", {})).code };
  },
  async sync() {
    const startedAt = performance.now();
    const steps: Record<string, readonly [number, number]> = {};
    const report = await desk().worker.sync.sync(
      workerCallback(({ step }) => {
        const now = performance.now() - startedAt;
        steps[step] = [steps[step]?.[0] ?? now, now];
      }),
    );
    return { report, ms: performance.now() - startedAt, steps };
  },
  statisticsKept: () => statisticsKept(desk().db),
  statisticsStart: () => statisticsStart(desk()),
  fillActivities: (count) => fillActivities(desk(), count),
  reportTimes: () => reportTimes(desk(), async () => run("interaction.log", await quickLog(0))),
  outreachTimes: () => outreachTimes(desk(), async (changes) => run("outreach.bench", changes)),
  segmentTimes: () => segmentTimes(desk(), async () => run("interaction.log", await quickLog(0))),
  statisticsTimes: () =>
    statisticsTimes(
      desk(),
      async () => run("interaction.log", await quickLog(0)),
      (branch, exceptions) => run("branch.calendar", [edit("branch", branch, { exceptions })]),
    ),
  openConflicts: async () => desk().db.reader.where("open").equals(1).count(),
} satisfies Workbench;

const TOLD: readonly Kind[] = ["feedback", "task", "interaction"];
/** A sample library has some hundred and thirty opinions. */
const SAMPLES = 10;

async function fillContacts(): Promise<void> {
  const readers = await someReaders(2_000);
  for (let seed = 0; seed < SAMPLES; seed++) {
    const records = generateDemo({ seed, ...localMoment(Date.now()) }).chunks;
    const sampled = records.flat().filter(({ kind }) => kind === "reader");
    const own = new Map(sampled.map(({ id }, index) => [id, readers[index % readers.length]?.id ?? id]));
    for (const chunk of records) {
      const told = chunk.filter(({ kind }) => TOLD.includes(kind));
      // wherever a record names a reader of the sample
      const values = (of: object): Readonly<Record<string, unknown>> =>
        JSON.parse(JSON.stringify(of), (_, value: unknown) =>
          typeof value === "string" ? (own.get(value) ?? value) : value,
        );
      if (told.length > 0)
        await run(
          "library.demo",
          told.map(
            (record): Change => ({ act: "create", kind: record.kind, id: record.id, values: values(record.values) }),
          ),
        );
    }
  }
}

async function signIn(staff: string, branch: string): Promise<void> {
  signedIn = { staff, branch };
  desk().writer.setStaff(staff);
  okValue(await desk().host("settings.write", signedIn));
}

async function run(command: string, changes: readonly Change[]): Promise<void> {
  okValue(await (await desk().writer.run(command, changes, { undoable: false })).confirmed);
}

async function importReaders(count: number, overwrites = false): Promise<ImportTimes> {
  const { imports } = desk().worker;
  const file = new File([readersCsv(count)], "readers.csv", { type: "text/csv" });
  const startedAt = performance.now();
  const { mapping, rules } = okValue(await imports.open(file, nothing()));
  const readAt = performance.now();
  const counts = okValue(
    await imports.plan(mapping, { ...rules, ...(overwrites && { onMatch: "overwrite" }) }, nothing()),
  );
  if (counts.new !== count) throw new Error(`not every row is a new reader: ${JSON.stringify(counts)}`);
  const checkedAt = performance.now();
  const { report, failure } = okValue(
    await imports.write({ staff: desk().start.settings.staff ?? "", desk: null }, nothing()),
  );
  if (failure !== null) throw new Error(JSON.stringify(failure));
  const writtenAt = performance.now();
  await imports.close();
  return {
    readMs: readAt - startedAt,
    checkMs: checkedAt - readAt,
    writeMs: writtenAt - checkedAt,
    written: report.written,
  };
}

/** As the desk's own keys make them, in turn over readers of the library and nobody. */
let sampleIds: readonly string[] | null = null;
async function quickLog(index: number): Promise<readonly Change[]> {
  sampleIds ??= (await someReaders(200)).map(({ id }) => id);
  const { staff, branch } = signedIn ?? desk().start.settings;
  const at = Date.now();
  const reader = index % 4 === 3 ? null : (sampleIds[(index * 7) % Math.max(1, sampleIds.length)] ?? null);
  const purpose = PURPOSES[index % PURPOSES.length] ?? "other";
  return logChanges(
    {
      id: uuidV7(at, random),
      at,
      purpose,
      reader,
      channel: "desk",
      minutes: reader === null ? undefined : 1 + (index % 5),
    },
    { desk: desk().start.installation, branch, staff },
  );
}

/** Spread over the whole table by their keys. */
async function someReaders(count: number) {
  const { db } = desk();
  const keys = await db.reader.toCollection().primaryKeys();
  const step = Math.max(1, Math.floor(keys.length / count));
  const rows = await db.reader.bulkGet(keys.filter((_, index) => index % step === 0).slice(0, count));
  return rows.filter((row) => row !== undefined);
}

/** What people type: cards and parts of them, names, initials, spelled names, tails of phones. */
async function queries(): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { card = "", name = "", phones = [] } of await someReaders(40)) {
    const reading = (await desk().search.reading(name))
      .normalize("NFD")
      .replace(/[^a-zA-Z\s]/g, "")
      .toLowerCase();
    const words = reading.split(/\s+/);
    texts.push(
      card,
      card.slice(0, 9),
      name,
      [...name].slice(0, 2).join(""),
      [...name][0] ?? "",
      words.map((word) => word[0] ?? "").join(""),
      words.join(""),
      phones[0]?.slice(-4) ?? "0000",
    );
  }
  return texts.filter((text) => text !== "");
}

async function journalAhead(commands: number): Promise<void> {
  const { db, host, start } = desk();
  const stream = start.library?.stream ?? "";
  const lastSeq = okValue(await host("journal.state", { stream })).lastSeq;
  const { pulls, hlc: lastHlc } = await readHead(db);
  let hlc = lastHlc;
  for (let from = 0; from < commands; from += APPEND) {
    const entries: Entry[] = [];
    for (let index = from; index < Math.min(from + APPEND, commands); index++) {
      hlc = tickHlc(hlc, Date.now());
      const [change] = await quickLog(index);
      if (change?.act !== "create") continue;
      // values of a quick log are plain cells
      entries.push({
        seq: lastSeq + index + 1,
        hlc,
        pulls,
        staff: start.settings.staff ?? "",
        command: "interaction.log",
        ops: [{ kind: change.kind, id: change.id, cells: change.values as Readonly<Record<string, Json>> }],
      });
    }
    okValue(
      await host("journal.append", {
        stream,
        expectedSeq: lastSeq + from + 1,
        entries: entries.map((entry) => ({ ...entry })),
      }),
    );
  }
}
