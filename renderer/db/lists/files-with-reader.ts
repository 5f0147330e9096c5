/**
 * In which files a reader stood: letters, labels, messages of an outreach, and lists that were exported. A household's
 * letter names all whom it tells. Of a file of every record of a kind it holds whoever had one by then.
 */
import { madeAt } from "#shared/kernel/ids.ts";
import type { OutFileKind } from "#shared/model/outreach/outreach-file.ts";
import { EXPORT_OF_ALL, EXPORT_OF_SOME, parseExportId } from "#shared/model/reveal.ts";
import type { DeskDb, Row } from "../database.ts";

export interface FileWithReader {
  readonly id: string;
  readonly at: number;
  readonly staff: string | undefined;
  /** Of an export the kind of its records. */
  readonly what: OutFileKind | { readonly kind: string; readonly isMasked: boolean };
  /** Who else stood in it: people, of an export lines. */
  readonly lines: number;
  readonly channel: string | undefined;
  /** As the purposes of consent are called; absent where nobody was to be contacted. */
  readonly purpose: string | undefined;
  readonly outreach: string | undefined;
}

/**
 * Newest first.
 * @param ids all of her class
 */
export async function readFilesWith(db: DeskDb, ids: readonly string[]): Promise<readonly FileWithReader[]> {
  const lists = await Promise.all([filesOfLists(db, ids), exportsOfSome(db, ids), exportsOfAll(db, ids)]);
  return lists.flat().sort((a, b) => b.at - a.at);
}

async function filesOfLists(db: DeskDb, ids: readonly string[]): Promise<readonly FileWithReader[]> {
  const own = (
    await db.recipient
      .where("reader")
      .anyOf([...ids])
      .toArray()
  ).filter(({ gone }) => gone !== 1);
  const leads = await db.recipient.bulkGet(own.map((row) => row.with ?? ""));
  const written = [...own, ...leads].flatMap((row) => Object.keys(row?.files ?? {}));
  const files = await db["outreach-file"].bulkGet([...new Set(written)]);
  const outreaches = await db.outreach.bulkGet(files.map((file) => file?.outreach ?? ""));
  return files.flatMap((file, place): readonly FileWithReader[] =>
    file?.made === undefined
      ? []
      : [
          {
            id: file.id,
            at: file.at ?? 0,
            staff: file.by,
            what: file.made,
            lines: file.people ?? 0,
            channel: file.channel,
            purpose: file.purpose,
            outreach: outreaches[place]?.name,
          },
        ],
  );
}

async function exportsOfSome(db: DeskDb, ids: readonly string[]): Promise<readonly FileWithReader[]> {
  const rows = await db.reveal
    .where("readers")
    .anyOf([...ids])
    .distinct()
    .toArray();
  return rows.flatMap(exported);
}

/** Of readers and service records whoever there was; what she did at another desk since then may have come later. */
async function exportsOfAll(db: DeskDb, ids: readonly string[]): Promise<readonly FileWithReader[]> {
  const since = new Map(
    await Promise.all(
      (["reader", "interaction", "feedback", "activity"] as const).map(
        async (kind) => [kind as string, await firstOf(db, kind, ids)] as const,
      ),
    ),
  );
  const rows = await db.reveal
    .where("about.id")
    .startsWith(EXPORT_OF_ALL)
    .and(({ about }) => about?.id.startsWith(EXPORT_OF_SOME) === false)
    .toArray();
  return rows.filter(({ about, at = 0 }) => at >= (since.get(about?.kind ?? "") ?? Infinity)).flatMap(exported);
}

type WithReaders = "reader" | "interaction" | "feedback" | "activity";

/** From when on there was one of hers; 0 where its id does not say. */
async function firstOf(db: DeskDb, kind: WithReaders, ids: readonly string[]): Promise<number> {
  const keys = (await Promise.all(ids.map((id) => keysOf(db, kind, id)))).flat();
  return keys.reduce((first, key) => Math.min(first, madeAt(key) ?? 0), Infinity);
}

const keysOf = async (db: DeskDb, kind: WithReaders, id: string): Promise<readonly string[]> => {
  if (kind === "reader") return [id];
  if (kind === "feedback") return db.feedback.where("reader").equals(id).primaryKeys();
  const [index, begin] = kind === "interaction" ? ["[reader+at]", -Infinity] : ["[reader+on]", ""];
  return db.table<unknown, string>(kind).where(index).between([id, begin], [id, []]).primaryKeys();
};

function exported({ id, at = 0, staff, about, fields, gone }: Row<"reveal">): readonly FileWithReader[] {
  const made = parseExportId(about?.id ?? "");
  if (about === undefined || made === undefined || gone === 1) return [];
  return [
    {
      id,
      at,
      staff,
      what: { kind: about.kind, isMasked: (fields ?? []).length === 0 },
      lines: made.records,
      channel: made.aim?.channel,
      purpose: made.aim?.purpose,
      outreach: undefined,
    },
  ];
}
