/**
 * What readers are put in order by, over all of them: a number for each, of days, codes and texts alike. Each column is
 * read when it is first asked for, and again only where something of it has changed.
 */
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import { type Column, valueAt } from "#shared/analysis/segments/reader-columns.ts";
import type { DeskDb } from "../db/database.ts";
import { readMergedReaders } from "../db/reader-class.ts";
import type { ReaderOrder } from "../platform/worker/reader-list-api.ts";
import type { LibraryView, LibraryViews } from "./library-use/library-view.ts";
import { GROUP_SEPARATOR, type ReaderFacts } from "./library-use/reader-facts.ts";
import { localDay } from "./library-use/use-rows.ts";
import { countOpenWork } from "./open-counts.ts";
import type { ColumnStore } from "./segments/column-store.ts";
import type { WorkerDeps } from "./worker-deps.ts";

/** Undefined for whoever has nothing there. */
export type KeyOf = (id: string) => number | undefined;

interface OrderKeys {
  /** Another object where anything may be another. */
  readonly of: unknown;
  readonly keyOf: KeyOf;
}

const quiet = (): void => undefined;
const collator = new Intl.Collator("zh", { numeric: true });

/** @param sorted all readers by name; another list when one of them was written */
export function createReaderOrders(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views: Pick<LibraryViews, "at" | "look">,
  columns: ColumnStore,
): (order: ReaderOrder, sorted: readonly string[]) => Promise<OrderKeys> {
  let held: { readonly by: string; readonly of: readonly unknown[]; readonly keys: OrderKeys } | null = null;
  /** @param of what the keys were made of */
  const kept = async (by: string, of: readonly unknown[], make: () => Promise<KeyOf> | KeyOf): Promise<OrderKeys> => {
    if (held === null || held.by !== by || of.length !== held.of.length || of.some((each, at) => each !== held?.of[at]))
      held = { by, of, keys: { of: {}, keyOf: await make() } };
    return held.keys;
  };
  const asked = (): { readonly branch: null; readonly month: string } => ({
    branch: null,
    month: localDay(clock.now()).slice(0, 7),
  });
  const ofFacts = async (
    order: ReaderOrder,
    readOf: (facts: ReaderFacts) => string | number | undefined,
  ): Promise<OrderKeys> => {
    const { readers } = (await views.look(asked(), quiet)).use;
    return kept(JSON.stringify(order), [readers], () =>
      keysFrom(readers, ({ id, facts }) => [id, readOf(facts)], order),
    );
  };
  const ofPlaced = async (
    order: ReaderOrder,
    readOf: (item: LibraryView["placed"][number]) => string | number | undefined,
  ): Promise<OrderKeys> => {
    const { placed } = await views.at(asked(), quiet);
    return kept(JSON.stringify(order), [placed], () =>
      keysFrom(placed, (item) => [item.person.id, readOf(item)], order),
    );
  };
  return async (order, sorted) => {
    switch (order.by) {
      case "name":
        return { of: sorted, keyOf: () => 0 };
      case "card":
        return kept("card", [sorted], () => cardKeys(db));
      case "category":
      case "branch":
      case "owner": {
        const { by } = order;
        return ofFacts(order, (facts) => facts[by]);
      }
      case "expiresOn":
        return ofFacts(order, ({ expiresOn }) => expiresOn);
      case "enrolledOn":
        return ofFacts(order, ({ life }) => life.enrolledOn);
      case "organisation":
        return ofFacts(order, ({ group }) => group?.split(GROUP_SEPARATOR).join(" "));
      case "stage":
        return ofPlaced({ ...order, codes: LIFE_STATES }, ({ state }) => state);
      case "lastUse":
        return ofPlaced(order, ({ numbers }) => numbers.lastUse);
      case "days":
        return ofPlaced(order, ({ numbers }) => numbers.frequency);
      case "open": {
        const { versions } = (await views.look(asked(), quiet)).use;
        const of = [sorted, versions.tasks, versions.opinions];
        return kept("open", of, async () => {
          const counts = await countOpenWork(db);
          return (id) => counts.get(id);
        });
      }
      case "tags": {
        const now = await columns(["tags"], quiet);
        const tags = now.columns.tags;
        return kept("tags", [now.readers, tags], () =>
          keysFrom(
            now.readers.map((id, place) => ({ id, place })),
            ({ id, place }) => [id, tags === undefined ? undefined : textOf(tags, place)],
            order,
          ),
        );
      }
    }
  };
}

function textOf(column: Column, place: number): string | undefined {
  const value = valueAt(column, place);
  return typeof value === "object" ? value.join(" ") : undefined;
}

/** Texts and codes by their place among all of the column: few of them are different. */
function keysFrom<T>(
  items: readonly T[],
  read: (item: T) => readonly [id: string, value: string | number | undefined],
  { codes = [] }: Pick<ReaderOrder, "codes">,
): KeyOf {
  const values = new Map<string, string | number>();
  for (const item of items) {
    const [id, value] = read(item);
    if (value !== undefined && value !== "") values.set(id, value);
  }
  const texts = new Set<string>();
  for (const value of values.values()) if (typeof value === "string") texts.add(value);
  const known = codes.filter((code) => texts.has(code));
  for (const code of known) texts.delete(code);
  const ranks = new Map([...known, ...[...texts].sort(collator.compare)].map((text, rank) => [text, rank]));
  return (id) => {
    const value = values.get(id);
    return typeof value === "string" ? ranks.get(value) : value;
  };
}

/** From the index alone; whose records were merged stands by the first of her cards. */
async function cardKeys(db: DeskDb): Promise<KeyOf> {
  const [byCard, { mainOf }] = await Promise.all([db.reader.orderBy("card").primaryKeys(), readMergedReaders(db)]);
  const places = new Map<string, number>();
  for (const [place, id] of byCard.entries()) if (!places.has(mainOf(id))) places.set(mainOf(id), place);
  return (id) => places.get(id);
}
