/** Names of codes, colleagues and purposes as the screen's language has them. */
import { useMemo } from "react";
import type { CODE_LISTS } from "#shared/model/house.ts";
import { isPurpose } from "#shared/model/purpose.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { unlistedName } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useSharedQuery } from "../../desk-services/shared-query.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";

export const readCodes = (db: DeskDb): Promise<readonly Row<"code">[]> => db.code.toArray();

type ListName = (typeof CODE_LISTS)[number];

export interface CodeChoice {
  readonly code: string;
  readonly name: string;
}

export interface DeskNames {
  /** A code that no list knows is shown as it is. */
  readonly code: (list: ListName, code: string) => string;
  /** Codes to choose from, in the library's order, hidden ones left out. */
  readonly choices: (list: ListName) => readonly CodeChoice[];
  /** The first ten purposes have short names of their own, made for keys. */
  readonly purpose: (code: string) => string;
}

export function useDeskNames(): DeskNames {
  const { db } = useServices();
  const t = useT();
  const locale = useLocale();
  const rows = useSharedQuery(db, readCodes);
  return useMemo(() => {
    const shown = (rows ?? []).filter((row) => row.gone !== 1).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
    const byCode = new Map(shown.map((row) => [`${row.list}/${row.code}`, row.names?.[locale]]));
    const code = (list: ListName, id: string): string =>
      byCode.get(`${list}/${id}`) ?? unlistedName(list, id, locale) ?? id;
    const choices = (list: ListName): readonly CodeChoice[] =>
      shown
        .filter((row) => row.list === list && row.hidden !== true && row.code !== undefined)
        .map((row) => ({ code: row.code ?? "", name: code(list, row.code ?? "") }));
    return { code, choices, purpose: (id) => (isPurpose(id) ? t(`desk.purpose.${id}`) : code("purpose", id)) };
  }, [rows, locale, t]);
}
