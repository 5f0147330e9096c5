/**
 * The rows of the mail as they stand: each key is kept in the drawer at once, and a row that waits to be begun stands
 * last.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { emptyMailItem, isBlankItem, type MailItem } from "#shared/model/mail/mail-item.ts";
import type { DeskDb } from "../../db/database.ts";
import { dropMailDrafts, keepMailDraft, readMailDrafts } from "../../db/lists/mail-drafts.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";

/** More are too many to look over, and stay where they are. */
const MOST_MAIL_ROWS = 200;

export interface MailRows {
  /** Null until they are read; the last one is blank. */
  readonly rows: readonly MailItem[] | null;
  /** As they stand, also between two drawings. */
  readonly now: () => readonly MailItem[];
  readonly set: (id: string, change: Partial<MailItem>) => void;
  /** @returns those that found room */
  readonly add: (items: readonly Partial<MailItem>[]) => readonly MailItem[];
  /** Registered, or thrown away. */
  readonly drop: (ids: readonly string[]) => void;
  /** Thrown away by mistake, or taken back. */
  readonly putBack: (items: readonly MailItem[]) => void;
}

export function useMailRows(): MailRows {
  const { db, clock, random } = useServices();
  const { staff } = useDeviceSettings();
  const [rows, setRows] = useState<readonly MailItem[] | null>(null);
  const latest = useRef<readonly MailItem[]>([]);
  /** Begun after the one above it, also in one moment: read again, they stand as they stood. */
  const made = useCallback(
    (above: MailItem | undefined): MailItem => {
      const now = clock.now();
      const id = (): string => uuidV7(now, random);
      return emptyMailItem({ id: id(), log: id(), task: id() }, Math.max(now, (above?.begun ?? 0) + 1));
    },
    [clock, random],
  );
  const show = useCallback(
    (items: readonly MailItem[]): void => {
      const last = items.at(-1);
      latest.current = last !== undefined && isBlankItem(last) ? items : [...items, made(last)];
      setRows(latest.current);
    },
    [made],
  );
  useEffect(() => {
    let isHere = true;
    void readMailDrafts(db, staff).then((kept) => isHere && show(kept));
    return () => {
      isHere = false;
    };
  }, [db, staff, show]);

  const acts = useMemo((): Omit<MailRows, "rows"> => {
    const keep = (item: MailItem): void =>
      void (isBlankItem(item) ? dropMailDrafts(db, [item.id]) : keepMailDraft(db, staff, item));
    return {
      now: () => latest.current,
      set: (id, change) => {
        const next = latest.current.map((item) => (item.id === id ? { ...item, ...change } : item));
        for (const item of next) if (item.id === id) keep(item);
        show(next);
      },
      add: (items) => {
        const begun = latest.current.filter((item) => !isBlankItem(item));
        const added: MailItem[] = [];
        for (const item of items.slice(0, Math.max(0, MOST_MAIL_ROWS - begun.length)))
          added.push({ ...made(added.at(-1) ?? begun.at(-1)), ...item });
        for (const item of added) keep(item);
        show([...begun, ...added]);
        return added;
      },
      drop: (ids) => {
        void dropMailDrafts(db, ids);
        show(latest.current.filter(({ id }) => !ids.includes(id)));
      },
      putBack: (items) => {
        for (const item of items) keep(item);
        const others = latest.current.filter((row) => !isBlankItem(row) && items.every(({ id }) => row.id !== id));
        show([...others, ...items].toSorted((a, b) => a.begun - b.begun));
      },
    };
  }, [db, staff, show, made]);
  useEffect(() => {
    onScreen.set(db, acts);
    return () => {
      if (onScreen.get(db) === acts) onScreen.delete(db);
    };
  }, [db, acts]);
  return useMemo(() => ({ ...acts, rows }), [acts, rows]);
}

/** The rows that are shown, if they are: those of another visit to the screen write to the drawer alone. */
const onScreen = new WeakMap<DeskDb, Omit<MailRows, "rows">>();

/** @param by the colleague whose rows they were */
export function putBackMail(db: DeskDb, by: string | undefined, items: readonly MailItem[]): void {
  const rows = onScreen.get(db);
  if (rows !== undefined) rows.putBack(items);
  else for (const item of items) void keepMailDraft(db, by, item);
}

/** Those that were changed since they were put back stay. */
export async function dropMail(db: DeskDb, by: string | undefined, items: readonly MailItem[]): Promise<void> {
  const rows = onScreen.get(db);
  const kept = new Map((rows?.now() ?? (await readMailDrafts(db, by))).map((item) => [item.id, JSON.stringify(item)]));
  const ids = items.flatMap((item) => (kept.get(item.id) === JSON.stringify(item) ? [item.id] : []));
  if (rows !== undefined) rows.drop(ids);
  else await dropMailDrafts(db, ids);
}
