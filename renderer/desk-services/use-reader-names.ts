/**
 * How readers whom a record names are called: whoever has been deleted or erased is called that, and nobody else's row
 * is empty.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { type CalledOut, hideName, maskName, nameless } from "#shared/model/readers/mask.ts";
import type { DeskDb, Row } from "../db/database.ts";
import { readReaderClass } from "../db/reader-class.ts";
import type { Translate } from "../i18n/i18n.ts";
import { useT } from "../i18n/use-t.ts";
import { useDeviceSettings } from "./device-settings.ts";
import { useServices } from "./services.ts";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Of a duplicate the person into whom it was merged; undefined where nobody is left. */
const personOf = async (db: DeskDb, id: string, row: Row<"reader"> | undefined): Promise<Row<"reader"> | undefined> =>
  row === undefined || row.gone === 1 || row.as !== undefined ? (await readReaderClass(db, id))?.reader : row;

/** @returns each id with whoever it means; undefined until they are read */
function useReadersOf(
  ids: readonly string[],
): readonly (readonly [id: string, row: Row<"reader"> | undefined])[] | undefined {
  const { db } = useServices();
  const key = ids.join();
  return useLiveQuery(async () => {
    const asked = key === "" ? [] : [...new Set(key.split(","))];
    const rows = await db.reader.bulkGet(asked);
    return Promise.all(asked.map(async (id, place) => [id, await personOf(db, id, rows[place])] as const));
  }, [db, key]);
}

/** @returns a name for each id; empty until they are read */
export function useReaderNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const t = useT();
  const found = useReadersOf(ids);
  return useMemo(() => fullNamesOf(found, t), [found, t]);
}

const fullNamesOf = (found: ReturnType<typeof useReadersOf>, t: Translate): ReadonlyMap<string, string> =>
  found === undefined
    ? NO_NAMES
    : new Map(
        found.map(
          ([id, row]) => [id, row === undefined ? t("words.reader-gone") : row.name || t("words.no-name")] as const,
        ),
      );

/** At an office desk; at a counter a queue reads the screen. */
export const useNamesInFull = (): boolean => useDeviceSettings().deskPlace === "office";

interface ReadersCalledOut {
  /** For each id the name as a queue may read it; empty until they are read. */
  readonly names: ReadonlyMap<string, CalledOut>;
  readonly fullNames: ReadonlyMap<string, string>;
  /**
   * Words that were written about one of them, as the desk may show them: at a counter without her name, and not before
   * it is known which name that is.
   */
  readonly wordsAbout: (id: string | undefined, words: string) => string;
}

export function useReadersCalledOut(ids: readonly string[]): ReadersCalledOut {
  const t = useT();
  const inFull = useNamesInFull();
  const found = useReadersOf(ids);
  return useMemo(() => {
    const rows = new Map(found);
    const names = new Map(
      [...rows].map(([id, row]) => [
        id,
        row === undefined ? nameless(t("words.reader-gone")) : maskName(row.name ?? "", row.familyName),
      ]),
    );
    const wordsAbout = (id: string | undefined, words: string): string => {
      if (inFull || id === undefined || words === "") return words;
      const who = names.get(id);
      return who === undefined ? "…" : hideName(words, rows.get(id)?.name ?? "", who);
    };
    return { names, fullNames: fullNamesOf(found, t), wordsAbout };
  }, [found, inFull, t]);
}

/** @returns for each id the name as a queue may read it; empty until they are read */
export const useNamesCalledOut = (ids: readonly string[]): ReadonlyMap<string, CalledOut> =>
  useReadersCalledOut(ids).names;
