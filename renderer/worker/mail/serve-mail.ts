/**
 * Reads letters and forms out of files, off the page's thread. Whose a letter is says the address or the card in it,
 * where one reader alone has it; what came in the name of nobody is a person without a card.
 */
import type { Decode } from "#shared/import-export/table/encoding.ts";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { normalizeCard } from "#shared/model/input/card-number.ts";
import { senderLine } from "#shared/model/mail/sender.ts";
import { type FormAnswer, readFormTable, readFormText } from "#shared/model/mail/web-form.ts";
import type { DeskDb } from "../../db/database.ts";
import { readFirst } from "../../db/reader-class.ts";
import { MAIL_FILE_BYTES, type MailApi, type MailRead, type ReadLetter } from "../../platform/worker/mail-api.ts";
import { openFile } from "../import/open-file.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { MailLetter } from "./read-eml.ts";

/** A field takes twenty thousand characters. */
const LONGEST_WORDS = 19_000;
const LONGEST_LINE = 190;
/** An older date, and one to come, is a mistake of whoever sent it. */
const LATEST_DAYS = 60;
const DAY_MS = 86_400_000;
const NAMES_IN_LETTERS = /\.(eml|msg)$/i;

export const createMailApi = ({ db, clock }: Pick<WorkerDeps, "db" | "clock">): MailApi => ({
  async read(name, bytes): Promise<MailRead> {
    if (bytes.length > MAIL_FILE_BYTES) return { tag: "too-large", limit: MAIL_FILE_BYTES };
    if (bytes.length === 0) return { tag: "empty" };
    const now = clock.now();
    const isCompound = [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte);
    if (NAMES_IN_LETTERS.test(name) || (!isCompound && isHeaded(bytes))) {
      // each with its package, which no desk needs before a file comes
      const letter = isCompound
        ? (await import("./read-msg.ts")).readMsg(bytes, strictly)
        : await (await import("./read-eml.ts")).readEml(bytes, strictly);
      if (letter === null) return { tag: "not-mail" };
      const form = readFormText(letter.text);
      const read = form === null ? await ofLetter(db, letter, name) : await ofForm(db, form, name);
      return answer([{ ...read, receivedAt: timeOf(letter.date, now) }], letter.attached);
    }
    const file = await openFile(name, bytes, {}, { cancelled: false }, () => undefined);
    if (!file.ok) return { tag: file.error.tag === "empty-file" ? "empty" : "not-mail" };
    const { headers, rows } = file.value.table;
    const forms = readFormTable(
      headers,
      rows.map(({ cells }) => cells),
    );
    if (forms === null) return { tag: "no-words" };
    const letters = [];
    for (const form of forms) letters.push({ ...(await ofForm(db, form, name)), receivedAt: timeOf(form.at, now) });
    return answer(letters, 0);
  },
});

type Untimed = Omit<ReadLetter, "receivedAt" | "mark">;
type Unmarked = Omit<ReadLetter, "mark">;

async function ofLetter(db: DeskDb, { name, email, subject, text }: MailLetter, source: string): Promise<Untimed> {
  return {
    channel: "email",
    reader: email === "" ? null : await readerWith(db, email),
    who: senderLine({ name, email }),
    kind: null,
    title: subject,
    text,
    source,
  };
}

async function ofForm(db: DeskDb, form: FormAnswer, source: string): Promise<Untimed> {
  const { kind, name, card, contact, subject, words } = form;
  const cards = card === "" ? [] : await db.reader.where("card").equals(normalizeCard(card)).toArray();
  const [only, ...others] = cards.filter(({ gone }) => gone !== 1);
  const reader = only === undefined || others.length > 0 ? null : await readFirst(db, only.id);
  return {
    channel: "web",
    reader,
    who: [name, contact].filter(Boolean).join(" "),
    kind,
    title: subject,
    text: words,
    source,
  };
}

/** Whoever alone has the address: of a family that shares one nobody is guessed. */
async function readerWith(db: DeskDb, address: string): Promise<string | null> {
  const wanted = address.toLowerCase();
  const found = await db.reader.filter((row) => row.gone !== 1 && row.email?.toLowerCase() === wanted).toArray();
  const people = new Set(await Promise.all(found.map(({ id }) => readFirst(db, id))));
  const [only] = people;
  return people.size === 1 && only !== undefined ? only : null;
}

async function answer(letters: readonly Unmarked[], attached: number): Promise<MailRead> {
  const marks = await Promise.all(letters.map(markOf));
  let clipped = 0;
  const short = letters.map((letter, at) => {
    if (letter.text.length > LONGEST_WORDS) clipped++;
    return {
      ...letter,
      who: oneLine(letter.who),
      title: oneLine(letter.title),
      text: cut(letter.text, LONGEST_WORDS),
      source: oneLine(letter.source),
      mark: marks[at],
    };
  });
  return { tag: "read", letters: short, clipped, attached };
}

/** Of what it says, from whom and when: not of its file, which may be saved under another name, nor of whose it is by now. */
async function markOf({ channel, who, title, text, receivedAt }: Unmarked): Promise<string> {
  const said = new TextEncoder().encode(JSON.stringify([channel, who, title, text, receivedAt]));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest("SHA-256", said)));
}

const oneLine = (text: string): string => cut(text.replace(/\s+/g, " ").trim(), LONGEST_LINE);

/** Never in the middle of a rare character. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, "");

function timeOf(date: string, now: number): number | null {
  const at = date === "" ? Number.NaN : Date.parse(date);
  return at <= now && at > now - LATEST_DAYS * DAY_MS ? at : null;
}

/** It begins as a letter does: with the line of a head. */
const isHeaded = (bytes: Uint8Array): boolean =>
  /^(?:from |received:|return-path:|delivered-to:|mime-version:|from:|subject:|date:|message-id:|x-[\w-]+:)/i.test(
    new TextDecoder("latin1").decode(bytes.subarray(0, 64)),
  );

const strictly: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
