/**
 * The group of an outreach with all that decides about each of them. Records are read once and kept for as long as the
 * library's view says that a person is the same: a change of one reader reads one reader.
 */
import type { RuleProblem } from "#shared/analysis/segments/compile-segment.ts";
import { addDays, numberToDay } from "#shared/kernel/day.ts";
import { type Contactable, mayContact, type Where } from "#shared/model/consent/may-contact.ts";
import { type ContactChannel, type ContactPurpose, isOwed } from "#shared/model/consent/purposes.ts";
import { isUnderWay, QUIET_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { isAtEnd, statesOf } from "#shared/outreach/call-state.ts";
import { drawHeldBack } from "#shared/outreach/held-back.ts";
import { isListed } from "#shared/outreach/list-standing.ts";
import type { Asked, Candidate } from "#shared/outreach/waterfall.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import { type ReaderClasses, readMergedReaders } from "../../db/reader-class.ts";
import { repliesWanted } from "../../db/replies-wanted.ts";
import { segmentAsked } from "../../db/segment-asked.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import type { Person } from "../library-use/people.ts";
import type { Placed } from "../library-use/placed.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { SegmentsHere } from "../segments/serve-segments.ts";
import type { WorkerDeps } from "../worker-deps.ts";

const NOBODY: ReadonlyMap<string, { readonly noReply: boolean }> = new Map();

/** A card that runs out later is nothing to tell of yet. */
const EXPIRY_TOLD_DAYS = 92;

export type GroupMember = Contactable & { readonly household?: string; readonly expiresOn?: string };

export interface LibraryToday extends Where {
  readonly classes: ReaderClasses;
  readonly placed: readonly Placed[];
  readonly placeOf: (reader: string) => Placed | undefined;
  /** As she is counted now, by her first id; who is deleted is not in it. */
  readonly members: (ids: readonly string[]) => Promise<ReadonlyMap<string, GroupMember>>;
}

export interface OutreachGroup {
  readonly problems: readonly RuleProblem[];
  readonly candidates: readonly Candidate[];
  readonly asked: Asked;
}

export interface Candidates {
  readonly today: () => Promise<LibraryToday>;
  readonly groupOf: (row: Row<"outreach">) => Promise<OutreachGroup>;
}

interface Read {
  /** Undefined for a record that the statistics do not place: it is read each time. */
  readonly of: Person | undefined;
  readonly member: GroupMember | undefined;
}

export function createCandidates(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views: Pick<LibraryViews, "at">,
  segments: Pick<SegmentsHere, "found">,
): Candidates {
  const read = new Map<string, Read>();
  let places: { readonly placed: readonly Placed[]; readonly byId: ReadonlyMap<string, number> } | null = null;

  const today = async (): Promise<LibraryToday> => {
    const view = await views.at({ branch: null, month: localDay(clock.now()).slice(0, 7) }, () => undefined);
    if (places?.placed !== view.placed)
      places = { placed: view.placed, byId: new Map(view.placed.map(({ person }, place) => [person.id, place])) };
    const { placed, byId } = places;
    const placeOf = (reader: string): Placed | undefined => placed[byId.get(reader) ?? -1];
    const [classes, place] = await Promise.all([readMergedReaders(db), readJurisdiction(db)]);
    const members = async (ids: readonly string[]): Promise<ReadonlyMap<string, GroupMember>> => {
      const missing = ids.filter((id) => {
        const known = read.get(id);
        return known?.of === undefined || known.of !== placeOf(id)?.person;
      });
      const rows = await readRows(db, missing, placed.length);
      for (const id of missing) {
        const row = classes.people.get(id) ?? rows.get(id);
        read.set(id, {
          of: placeOf(id)?.person,
          member: row === undefined || row.gone === 1 ? undefined : memberOf(row),
        });
      }
      const found = new Map<string, GroupMember>();
      for (const id of ids) {
        const member = read.get(id)?.member;
        if (member !== undefined) found.set(id, member);
      }
      return found;
    };
    return { today: view.last, place, classes, placed, placeOf, members };
  };

  return {
    today,
    async groupOf(row) {
      const library = await today();
      const { mainOf } = library.classes;
      const source = await sourceIds(db, segments, row);
      const ids = [...new Set([...source.ids, ...(row.pinned ?? [])].map(mainOf))];
      const asked = askedOf(row, library, mainOf);
      const [members, elsewhere, replies] = await Promise.all([
        library.members(ids),
        readElsewhere(db, row, mainOf),
        asked.purpose === "reply" ? readRepliesWanted(db, mainOf) : NOBODY,
      ]);
      const guardianOf = (member: GroupMember): string | undefined =>
        member.guardian === undefined ? undefined : mainOf(member.guardian);
      const named = [...new Set([...members.values()].flatMap((member) => guardianOf(member) ?? []))];
      const guardians = await library.members(named);
      const candidates = ids.flatMap((id): readonly Candidate[] => {
        const member = members.get(id);
        if (member === undefined) return [];
        const placed = library.placeOf(id);
        const guardian = guardianOf(member);
        const answering = guardian === undefined ? undefined : guardians.get(guardian);
        const { household } = member;
        const contact = lastDay(placed?.person);
        return [
          {
            id,
            reader: {
              ...member,
              ...(household !== undefined && { household: mainOf(household) }),
              ...(guardian !== undefined && { guardian }),
            },
            guardian: answering,
            stage: placed?.state ?? "registered",
            contactedOn: contact === undefined ? undefined : numberToDay(contact),
            // whoever has said no to what that one was to tell her waits for nothing
            inOtherOutreach: (elsewhere.get(id) ?? []).some(
              ({ channel, purpose }) =>
                purpose === "reply" ||
                mayContact({ ...library, reader: member, guardian: answering, channel, purpose }).may,
            ),
            asked: replies.get(id),
          },
        ];
      });
      return { problems: source.problems, candidates, asked };
    },
  };
}

/** Of the whole library. */
export const readRepliesWanted = async (
  db: DeskDb,
  mainOf: (id: string) => string,
): Promise<ReturnType<typeof repliesWanted>> => {
  const [opinions, promises] = await Promise.all([
    db.feedback.toArray(),
    db.task.where("promisedTo").above("").toArray(),
  ]);
  return repliesWanted({ opinions, promises }, mainOf);
};

/** What the first question of the screen is asked with, where nothing is chosen yet. */
function askedOf(row: Row<"outreach">, { today, place }: Where, mainOf: (id: string) => string): Asked {
  const { heldBack, quietDays = QUIET_DAYS } = row;
  return {
    today,
    place,
    // a goal of the library's own has to be finished first: until then it rests on consent to events, and on nobody's
    purpose: purposeOf(row) ?? "event",
    cardUntil: row.goal === "expiring-card" ? addDays(today, EXPIRY_TOLD_DAYS) : undefined,
    channels: row.channels ?? [],
    // today and the days before it
    latelySince: quietDays === 0 ? undefined : addDays(today, 1 - quietDays),
    excluded: new Set((row.excluded ?? []).map(mainOf)),
    perHousehold: row.perHousehold === true,
    holdBack: heldBack === undefined ? null : (leads) => drawHeldBack(leads, heldBack.percent, heldBack.seed),
  };
}

async function sourceIds(
  db: DeskDb,
  segments: Pick<SegmentsHere, "found">,
  { source, listed }: Row<"outreach">,
): Promise<{ readonly ids: readonly string[]; readonly problems: readonly RuleProblem[] }> {
  if (source?.by === "list") return { ids: listed ?? [], problems: [] };
  const segment = source?.by === "segment" ? await db.segment.get(source.segment) : undefined;
  if (segment === undefined || segment.gone === 1) return { ids: [], problems: [] };
  const found = await segments.found(segmentAsked(segment));
  return found.ok ? { ids: [...found.value], problems: [] } : { ids: [], problems: found.error };
}

interface Meant {
  readonly channel: ContactChannel;
  readonly purpose: ContactPurpose;
}

/**
 * Readers whom another outreach that is under way means to contact, and has not yet. What is owed to her no other list
 * tells her of, but one with the same goal.
 */
async function readElsewhere(
  db: DeskDb,
  own: Row<"outreach">,
  mainOf: (id: string) => string,
): Promise<ReadonlyMap<string, readonly Meant[]>> {
  const purpose = purposeOf(own);
  const isAnother = (row: Row<"outreach">): boolean =>
    row.id !== own.id && (purpose === undefined || !isOwed(purpose) || (row.goal === own.goal && own.goal !== "own"));
  const running = (await db.outreach.toArray()).filter((row) => row.gone !== 1 && isAnother(row) && isUnderWay(row));
  const rows = await db.recipient
    .where("outreach")
    .anyOf(running.map(({ id }) => id))
    .toArray();
  const stateOf = statesOf(rows);
  const purposes = new Map(running.map((row) => [row.id, purposeOf(row)]));
  const meant = new Map<string, Meant[]>();
  for (const row of rows) {
    if (row.gone === 1 || row.reader === undefined || !isListed(row) || isAtEnd(stateOf(row))) continue;
    const { channel } = row;
    const theirs = purposes.get(row.outreach ?? "");
    if (channel === undefined || theirs === undefined) continue;
    const id = mainOf(row.reader);
    meant.set(id, [...(meant.get(id) ?? []), { channel, purpose: theirs }]);
  }
  return meant;
}

/** Either side; what did not reach her is none. */
function lastDay(person: Person | undefined): number | undefined {
  if (person === undefined) return undefined;
  const { days, from, to } = person.contacts;
  return to > from ? days[to - 1] : undefined;
}

/** A fifth of all is more quickly read as all. */
const MOST_BY_ID = 5;

async function readRows(db: DeskDb, ids: readonly string[], all: number): Promise<ReadonlyMap<string, Row<"reader">>> {
  const found = new Map<string, Row<"reader">>();
  if (ids.length * MOST_BY_ID < all) {
    for (const row of await db.reader.bulkGet([...ids])) if (row !== undefined) found.set(row.id, row);
    return found;
  }
  const wanted = new Set(ids);
  for (const row of await db.reader.toArray()) if (wanted.has(row.id)) found.set(row.id, row);
  return found;
}

/** What decides, and no more, so that twenty thousand can be held. */
const DECIDING = [
  "phones",
  "email",
  "wechat",
  "line",
  "address",
  "badContact",
  "birthDate",
  "ageBand",
  "category",
  "guardian",
  "household",
  "expiresOn",
  "leaving",
  "doNotContact",
  "consents",
  "declined",
  "tags",
] as const satisfies readonly (keyof GroupMember)[];

function memberOf(row: Row<"reader">): GroupMember {
  const member: Partial<Record<keyof GroupMember, unknown>> = {};
  for (const field of DECIDING) if (row[field] !== undefined) member[field] = row[field];
  return member as GroupMember; // its fields are the row's
}
