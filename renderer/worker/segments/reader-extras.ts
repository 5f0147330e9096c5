/**
 * What segments ask of readers and the library's use does not hold: who may be contacted, and opinions. Each part is
 * read when a rule first asks for it, then brought along: who is another person for the statistics since then is read
 * again.
 */
import { dayToNumber } from "#shared/kernel/day.ts";
import { type Contactable, mayContact, type Where } from "#shared/model/consent/may-contact.ts";
import { CONSENT_PURPOSES, consentKey } from "#shared/model/consent/purposes.ts";
import { isOpen } from "#shared/model/feedback.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { readMergedReaders, readPeople, readReaderClass } from "../../db/reader-class.ts";
import type { Person } from "../library-use/people.ts";
import { localDay } from "../library-use/use-rows.ts";

interface OpinionExtras {
  readonly open: number;
  readonly types: readonly string[];
  readonly last: number | undefined;
}

/** Of each reader's main record; who has nothing is not in the map. */
export interface Extras {
  readonly opinions: ReadonlyMap<string, OpinionExtras>;
  /** `channel.purpose` for which somebody may be contacted. */
  readonly contacts: ReadonlyMap<string, readonly string[]>;
}
export type ExtraPart = keyof Extras;

type Held = { [Part in ExtraPart]?: Map<string, Extras[Part] extends ReadonlyMap<string, infer T> ? T : never> };

const NOTHING: Extras = { opinions: new Map(), contacts: new Map() };
/** With more that have changed, reading everything is quicker. */
const MOST_CHANGED = 5000;
const CHUNK = 5000;
const AT_ONCE = 25;

export function createReaderExtras(db: DeskDb): {
  readonly now: (people: readonly Person[], parts: ReadonlySet<ExtraPart>, where: Where) => Promise<Extras>;
} {
  let held: Held = {};
  let known: readonly Person[] = [];
  let asked = "";
  const bring = async (people: readonly Person[], parts: ReadonlySet<ExtraPart>, where: Where): Promise<void> => {
    // of another day, and in another place, somebody is of another age
    if (asked !== JSON.stringify(where)) delete held.contacts;
    asked = JSON.stringify(where);
    const changed = people.filter((person, place) => person !== known[place]);
    // before anything is held, nobody has to be read again
    if (changed.length > MOST_CHANGED || Object.keys(held).length === 0) held = {};
    else
      for (let from = 0; from < changed.length; from += AT_ONCE)
        await Promise.all(changed.slice(from, from + AT_ONCE).map(({ id }) => readAgain(db, held, id, where)));
    known = people;
    for (const part of parts) {
      if (part === "contacts") held.contacts ??= await readContacts(db, where);
      if (part === "opinions") held.opinions ??= await readOpinions(db, (await readMergedReaders(db)).mainOf);
    }
  };
  return {
    async now(people, parts, where) {
      try {
        await bring(people, parts, where);
      } catch (error) {
        // what was read half-way may miss somebody: the next question reads all of it
        [held, known] = [{}, []];
        throw error;
      }
      return { ...NOTHING, ...held };
    },
  };
}

async function readOpinions(db: DeskDb, mainOf: (id: string) => string): Promise<Map<string, OpinionExtras>> {
  const found = new Map<string, OpinionExtras>();
  await eachChunk(db, "feedback", (rows: readonly Row<"feedback">[]) => {
    for (const row of rows) {
      const id = row.reader === undefined ? undefined : mainOf(row.reader);
      if (row.gone !== 1 && id !== undefined) found.set(id, withOpinion(found.get(id), row));
    }
  });
  return found;
}

async function readContacts(db: DeskDb, where: Where): Promise<Map<string, readonly string[]>> {
  const shared = new Map<string, readonly string[]>();
  const found = new Map<string, readonly string[]>();
  const { mainOf, people } = await readMergedReaders(db);
  const named = (await db.reader.where("guardian").above("").toArray()).flatMap(({ guardian }) => guardian ?? []);
  const ids = [...new Set(named)];
  const rows = await readPeople(db, ids);
  const guardians = new Map(ids.map((id, place) => [id, rows[place]] as const));
  await eachChunk(db, "reader", (part: readonly Row<"reader">[]) => {
    for (const row of part) {
      if (row.gone === 1 || mainOf(row.id) !== row.id) continue;
      const person = people.get(row.id) ?? row;
      const contacts = contactsOf(person, guardians.get(person.guardian ?? ""), where);
      // equal lists are kept once: most readers share them
      const key = contacts.join();
      found.set(row.id, shared.get(key) ?? contacts);
      if (!shared.has(key)) shared.set(key, contacts);
    }
  });
  return found;
}

const contactsOf = (reader: Contactable, guardian: Row<"reader"> | undefined, where: Where): readonly string[] =>
  CONTACT_CHANNELS.flatMap((channel) =>
    CONSENT_PURPOSES.filter(
      (purpose) =>
        mayContact({ reader, guardian: guardian?.gone === 1 ? undefined : guardian, channel, purpose, ...where }).may,
    ).map((purpose) => consentKey(channel, purpose)),
  );

async function contactsAgain(db: DeskDb, id: string, where: Where): Promise<readonly string[] | undefined> {
  const person = await readReaderClass(db, id);
  if (person?.reader.id !== id) return undefined;
  const { guardian } = person.reader;
  return contactsOf(
    person.reader,
    guardian === undefined ? undefined : (await readReaderClass(db, guardian))?.reader,
    where,
  );
}

async function readAgain(db: DeskDb, held: Held, id: string, where: Where): Promise<void> {
  const person = await readReaderClass(db, id);
  const ids = person?.ids ?? [];
  if (held.contacts !== undefined) {
    // her number may be how a child is reached
    const wards = await db.reader
      .where("guardian")
      .anyOf(ids.length === 0 ? [id] : ids)
      .toArray();
    const mains = await Promise.all(wards.map(async (row) => (await readReaderClass(db, row.id))?.reader.id));
    for (const each of new Set([id, ...mains.flatMap((main) => main ?? [])]))
      put(held.contacts, each, await contactsAgain(db, each, where));
  }
  if (held.opinions !== undefined) {
    const rows = (await rowsWith(db.feedback, "reader", ids)).filter(({ gone }) => gone !== 1);
    put(held.opinions, id, rows.reduce<OpinionExtras | undefined>(withOpinion, undefined));
  }
}

function put<T>(map: Map<string, T>, id: string, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}

function withOpinion(before: OpinionExtras | undefined, row: Row<"feedback">): OpinionExtras {
  const known = before ?? { open: 0, types: [], last: undefined };
  const day = row.receivedAt === undefined ? undefined : dayToNumber(localDay(row.receivedAt));
  const last = known.last === undefined || (day !== undefined && day > known.last) ? day : known.last;
  if (!isOpen(row)) return { ...known, last };
  return {
    open: known.open + 1,
    types: row.type === undefined || known.types.includes(row.type) ? known.types : [...known.types, row.type],
    last,
  };
}

async function eachChunk<R extends { readonly id: string }>(
  db: DeskDb,
  table: string,
  take: (rows: readonly R[]) => void,
): Promise<void> {
  for (let last: string | undefined = ""; last !== undefined; ) {
    const rows: readonly R[] = await db.table<R, string>(table).where("id").above(last).limit(CHUNK).toArray();
    take(rows);
    last = rows.at(-1)?.id;
  }
}
