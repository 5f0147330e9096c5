/**
 * How much each computer has added to the share, and when a file of it last held: summed over the syncs of this
 * computer from what they read and wrote anyway. Kept beside the rows, never replicated; nothing is asked of the
 * share for it, so a computer counts from its own first sync on.
 */
import type { DeviceLine, SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { DeskDb } from "../../../db/database.ts";

export interface Growth {
  /** When it was first counted. */
  readonly since: number;
  readonly files: number;
  readonly bytes: number;
  /** When a file of it was last read back whole; null for never. */
  readonly provedAt: number | null;
  /** Bytes by day since the epoch, of the last week. */
  readonly days: readonly (readonly [day: number, bytes: number])[];
}

export type GrowthByStream = Readonly<Record<string, Growth>>;

const NAME = "share-growth";
const DAY_MS = 24 * 60 * 60_000;
const WEEK_DAYS = 7;

const dayOf = (ms: number): number => Math.floor(ms / DAY_MS);

export async function readGrowth(db: DeskDb): Promise<GrowthByStream> {
  return ((await db.meta.get(NAME))?.value ?? {}) as GrowthByStream; // written only by noteGrowth
}

/** Within the caller's transaction. */
export async function noteGrowth(db: DeskDb, report: SyncReport): Promise<void> {
  const before = await readGrowth(db);
  const after = grown(before, report);
  if (after !== before) await db.meta.put({ name: NAME, value: after });
}

/** The same object where the sync has brought nothing. */
export function grown(
  before: GrowthByStream,
  { devices, endedAt }: Pick<SyncReport, "devices" | "endedAt">,
): GrowthByStream {
  const news = devices.filter(({ added, provedAt }) => added.files > 0 || provedAt !== null);
  if (news.length === 0) return before;
  return {
    ...before,
    ...Object.fromEntries(news.map((line) => [line.stream, grownBy(before[line.stream], line, endedAt)])),
  };
}

function grownBy(
  before: Growth = { since: 0, files: 0, bytes: 0, provedAt: null, days: [] },
  { added, provedAt }: DeviceLine,
  at: number,
): Growth {
  const today = dayOf(at);
  const kept = before.days.filter(([day]) => day > today - WEEK_DAYS && day !== today);
  const ofToday = (before.days.find(([day]) => day === today)?.[1] ?? 0) + added.bytes;
  return {
    since: before.since === 0 ? at : before.since,
    files: before.files + added.files,
    bytes: before.bytes + added.bytes,
    provedAt: provedAt ?? before.provedAt,
    days: ofToday === 0 ? kept : [...kept, [today, ofToday]],
  };
}

/** Bytes of the seven days that end with today's. */
export const bytesOfWeek = ({ days }: Pick<Growth, "days">, now: number): number =>
  days.reduce((sum, [day, bytes]) => (day > dayOf(now) - WEEK_DAYS ? sum + bytes : sum), 0);

/** Of a device: its stream and the earlier ones that it goes on for; null where nothing was counted yet. */
export function growthOf(growth: GrowthByStream, devices: readonly DeviceLine[], stream: string): Growth | null {
  const own = growth[stream] ?? null;
  const others = devices.filter((line) => line.stream !== stream);
  const earlier = others
    .filter(({ replacedBy }) => replacedBy === stream)
    .flatMap((line) => growthOf(growth, others, line.stream) ?? []);
  return earlier.reduce<Growth | null>((sum, more) => (sum === null ? more : together(sum, more)), own);
}

const together = (a: Growth, b: Growth): Growth => ({
  since: Math.min(a.since, b.since),
  files: a.files + b.files,
  bytes: a.bytes + b.bytes,
  provedAt: a.provedAt === null || b.provedAt === null ? (a.provedAt ?? b.provedAt) : Math.max(a.provedAt, b.provedAt),
  days: [...a.days, ...b.days],
});
