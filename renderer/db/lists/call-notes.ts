/**
 * The note that was begun for whoever is called and not written with a call yet, each in the database's own drawer, for
 * the colleague who wrote it: it is there again when she is in hand again. Never replicated, and gone with an erased reader.
 */
import type { DeskDb } from "../database.ts";
import { CALL_NOTE } from "../erasing/erased-drafts.ts";

export interface CallNoteOf {
  readonly recipient: string;
  readonly reader: string;
  /** The colleague; undefined where nobody was chosen. */
  readonly by: string | undefined;
}

const drawer = ({ recipient, by }: Omit<CallNoteOf, "reader">): string =>
  `${CALL_NOTE}${recipient}${by === undefined ? "" : `/${by}`}`;

/** What nobody signed is whose who finds it. @returns "" where there is none */
export async function readCallNote(db: DeskDb, of: Omit<CallNoteOf, "reader">): Promise<string> {
  const [own, unsigned] = await db.meta.bulkGet([drawer(of), drawer({ ...of, by: undefined })]);
  return textIn(own?.value) || textIn(unsigned?.value);
}

/** The recipients whose note was begun by this colleague, or by nobody who signed. */
export async function readBegunNotes(db: DeskDb, by: string | undefined): Promise<ReadonlySet<string>> {
  const names = await db.meta.where("name").startsWith(CALL_NOTE).primaryKeys();
  return new Set(
    names.flatMap((name) => {
      const [recipient = "", signed] = name.slice(CALL_NOTE.length).split("/");
      return signed === undefined || signed === by ? [recipient] : [];
    }),
  );
}

const textIn = (value: unknown): string =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string" ? value.text : "";

/** An empty one is taken away. The page may hold a note of a reader who was erased meanwhile: it is not kept. */
export const keepCallNote = (db: DeskDb, { recipient, reader, by }: CallNoteOf, text: string): Promise<unknown> =>
  db.transaction("rw", db.meta, db.erased, async () => {
    await db.meta.bulkDelete([drawer({ recipient, by }), drawer({ recipient, by: undefined })]);
    if (text.trim() === "" || (await db.erased.get(reader)) !== undefined) return;
    await db.meta.put({
      name: drawer({ recipient, by }),
      value: by === undefined ? { reader, text } : { reader, text, by },
    });
  });
