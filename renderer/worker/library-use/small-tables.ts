/** Tasks and opinions, which are few: read again only when one of them was written. */
import type { DeskDb, Row } from "../../db/database.ts";

interface SmallTables {
  readonly tasks: (version: number) => Promise<readonly Row<"task">[]>;
  /** Received since the instant. */
  readonly opinions: (version: number, since: number) => Promise<readonly Row<"feedback">[]>;
}

export function createSmallTables(db: DeskDb): SmallTables {
  const isLive = ({ gone }: { readonly gone?: 1 }): boolean => gone !== 1;
  const tasks = createKeptRead(async () => (await db.task.toArray()).filter(isLive));
  const opinions = createKeptRead(async (since: number) =>
    (await db.feedback.where("receivedAt").aboveOrEqual(since).toArray()).filter(isLive),
  );
  return { tasks: (version) => tasks(version, 0), opinions };
}

function createKeptRead<T>(read: (of: number) => Promise<T>): (version: number, of: number) => Promise<T> {
  let held: { readonly version: number; readonly of: number; readonly rows: T } | null = null;
  return async (version, of) => {
    if (held?.version !== version || held.of !== of) held = { version, of, rows: await read(of) };
    return held.rows;
  };
}
