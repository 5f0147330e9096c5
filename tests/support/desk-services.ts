/**
 * A desk's services for component tests: a real database in the browser under a name of its own, the real
 * writer, and a host in memory that keeps the journal and this computer's settings as the contract says.
 */
import type { CallName, Host } from "#shared/host/contract.ts";
import type { DeviceSettings, StartInfo } from "#shared/host/device-calls.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { err, ok } from "#shared/kernel/result.ts";
import { sameCards } from "#shared/replication/rows/conflict-view.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { type Acts, createActs } from "../../renderer/acts/acts.ts";
import { DeskDb } from "../../renderer/db/database.ts";
import { createJournalClient } from "../../renderer/db/journal/journal-client.ts";
import { createRebuildFolder } from "../../renderer/db/journal/rebuild-folder.ts";
import { createWriter, type Writer } from "../../renderer/db/write/writer.ts";
import type { Services } from "../../renderer/desk-services/services.ts";
import type { SearchApi } from "../../renderer/platform/worker/worker-api.ts";
import { createReadings } from "../../renderer/worker/search/readings.ts";
import { createSameCharacters } from "../../renderer/worker/search/same-characters.ts";
import { createSimplifier } from "../../renderer/worker/simplify.ts";
import { MemoryJournal } from "./memory-journal.ts";
import { memorySession } from "./memory-session.ts";

const STREAM = "a".repeat(16);

export interface TestHost {
  readonly call: Host;
  readonly entries: Entry[];
  readonly journal: MemoryJournal;
  settings: DeviceSettings;
  /** No call is answered while this is true. */
  away: boolean;
}

function createTestHost(clock: Clock, settings: DeviceSettings = {}): TestHost {
  const journal = new MemoryJournal();
  const session = memorySession(clock);
  const host: TestHost = { call: answer as Host, entries: journal.entries, journal, settings, away: false }; // a partial host: the calls that components make
  async function answer(name: CallName, args: unknown): Promise<unknown> {
    if (host.away) return err({ tag: "host-away" });
    if (name === "library.derive")
      return ok(await Promise.all((args as { readonly texts: readonly string[] }).texts.map(hexDigest))); // the contract's argument
    if (name.startsWith("session.")) return session(name, args);
    if (name !== "settings.write") return journal.host(name, structuredClone(args) as never); // the journal refuses what is not its own
    host.settings = { ...host.settings, ...(args as DeviceSettings) }; // the contract's argument
    return ok(host.settings);
  }
  return host;
}

export async function hexDigest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface TestServices extends Omit<Services, "worker"> {
  /** Writes behind the screen, as a colleague or an import would. */
  readonly writer: Writer;
  readonly acts: Acts;
  readonly testHost: TestHost;
}

/** The day on which the desk of the tests stands, a Wednesday, whatever day it is. */
export const DESK_DAY = "2026-11-25";
const AFTERNOON = new Date(`${DESK_DAY}T15:20`).getTime();

export async function createTestServices(start: Partial<StartInfo> = {}): Promise<TestServices> {
  const installation = crypto.randomUUID();
  const db = new DeskDb(`test-${installation}`, 0);
  await db.open();
  let now = AFTERNOON;
  const clock = { now: () => ++now };
  const testHost = createTestHost(clock, start.settings);
  let turn: Promise<unknown> = Promise.resolve();
  const journal = createJournalClient({
    db,
    host: testHost.call,
    stream: STREAM,
    exclusive: (run) => {
      const next = turn.then(run);
      turn = next.catch(() => null);
      return next;
    },
    // tries again at once; gives up only after a time that a busy machine keeps too
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms < 5_000 ? ms / 50 : ms / 4)),
    journaled: 0,
  });
  const writer = createWriter({ db, stream: STREAM, clock, journal, staff: "" });
  return {
    db,
    writer,
    acts: createActs({ writer }),
    host: testHost.call,
    testHost,
    clock,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    search: nameSearch(db),
    // needs a worker: what it does is seen in the browser
    fillAgain: async () => err({ tag: "host-away" }),
    rebuildFolder: createRebuildFolder({ db, host: testHost.call, stream: STREAM, exclusive: (run) => run() }),
    leaveTrial: async () => undefined,
    start: {
      shell: "browser",
      platform: "windows",
      installation,
      version: "0.1.0",
      locales: ["zh-CN"],
      demo: false,
      dataFolder: "",
      keys: "owner",
      settings: {},
      library: { id: "library", stream: STREAM },
      freeBytes: 1e12,
      ...start,
    },
  };
}

const sameCharacters = createSameCharacters(createSimplifier());
const readings = createReadings(createSimplifier());

/**
 * Finds by card and by part of the name, straight from the rows, those seen today first; other ranks, pinyin and speed
 * are the worker's tests.
 */
const nameSearch = (db: DeskDb): SearchApi => ({
  load: async () => ({ readers: await db.reader.count() }),
  query: async ({ text, limit, seenToday }) => {
    const found = await db.reader.filter((row) => row.card === text || (row.name ?? "").includes(text)).toArray();
    const seenAt = new Map(seenToday.map((id, index) => [id, index]));
    const rows = found.toSorted(
      (a, b) => (seenAt.get(a.id) ?? seenToday.length) - (seenAt.get(b.id) ?? seenToday.length),
    );
    const exact = rows.find((row) => row.card === text)?.id ?? null;
    return {
      hits: rows
        .slice(0, limit)
        .map((row) => ({ id: row.id, rank: row.card === text ? ("card" as const) : ("contains" as const) })),
      total: rows.length,
      exact,
    };
  },
  reading: async () => "",
  sameCharacters: async (text) => sameCharacters(text),
  syllables: async (labels) => labels.map(readings.ofLabel),
  nameSyllables: async (names) => names.map((name) => readings.of(name)?.syllables.map(({ plain }) => plain) ?? []),
  sorted: async () => (await db.reader.filter(({ gone }) => gone !== 1).toArray()).map((row) => row.id),
  sameCards: async () =>
    sameCards((await db.reader.toArray()).flatMap(({ card, id }) => (card === undefined ? [] : [[card, id] as const]))),
  changed: async () => undefined,
});
