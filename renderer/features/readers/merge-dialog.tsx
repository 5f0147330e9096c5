/**
 * Merges two records of one person: choose the other one, then per field the value to keep. Both histories
 * stay; undo takes the merge back whole.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import type { Json } from "#shared/kernel/json.ts";
import { type Reader, reader as readerSpec } from "#shared/model/reader.ts";
import { joinRecords } from "#shared/replication/alias.ts";
import { plainValue } from "#shared/replication/cells.ts";
import { useAct } from "../../acts/use-acts.ts";
import { type Change, edit } from "../../db/changes.ts";
import { masked } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { useHouse } from "../../db/use-house.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { Radio } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogButtons } from "../../ui/dialog-buttons.tsx";
import { namedIn, planOf, shownField, type Wording } from "./field-words.ts";
import { FindReaderDialog } from "./find-reader-dialog.tsx";
import { type ReaderView, useReaderNames } from "./reader-queries.ts";

/** Fields with one value; sets and maps are united by the merge. */
const SINGLE = Object.entries(readerSpec.fields).flatMap(([field, spec]) => (spec.shape === "one" ? [field as keyof Reader] : [])); // keys of the declaration

export function MergeDialog({ view, onClose, onMerged }: { view: ReaderView; onClose: () => void; onMerged: (main: string) => void }) {
  const t = useT();
  const [other, setOther] = useState<string | null>(null);
  if (other !== null) return <ChooseValues view={view} other={other} onClose={onClose} onMerged={onMerged} />;
  return <FindReaderDialog title={t("readers.merge")} label={t("readers.merge-find")} initial={view.reader.name ?? ""} without={view.ids} onPick={setOther} onClose={onClose} />;
}

interface ChooseProps {
  readonly view: ReaderView;
  readonly other: string;
  readonly onClose: () => void;
  readonly onMerged: (main: string) => void;
}

function ChooseValues({ view, other, onClose, onMerged }: ChooseProps) {
  const t = useT();
  const act = useAct();
  const { db } = useServices();
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const rows = useLiveQuery(async () => {
    const [mine, yours] = await db.reader.bulkGet([view.id, other]);
    return mine === undefined || yours === undefined ? undefined : { mine, yours, shownMine: masked("reader", mine), shownYours: masked("reader", yours) };
  }, [db, view.id, other]);
  const names = useReaderNames(rows === undefined ? [] : [...namedIn(rows.mine), ...namedIn(rows.yours)]);
  const words: Wording = { t, locale: useLocale(), house: useHouse(), names };
  if (rows === undefined) return null;
  const differing = SINGLE.filter((field) => rows.mine[field] !== undefined && rows.yours[field] !== undefined && plainValue(rows.mine[field] as Json) !== plainValue(rows.yours[field] as Json)); // field values are JSON
  const merge = async (): Promise<void> => {
    const { main, op } = joinRecords("reader", view.id, other);
    const loser = main === view.id ? rows.yours : rows.mine;
    const keepsLoser = (field: string): boolean => (loser.id === other) === theirs.has(field);
    const patch = Object.fromEntries(differing.filter(keepsLoser).map((field) => [field, loser[field]]));
    const changes: readonly Change[] = [{ act: "cells", kind: "reader", id: op.id, cells: op.cells }, ...(Object.keys(patch).length > 0 ? [edit("reader", main, patch)] : [])];
    if (await act({ command: "reader.merge", changes, said: { id: "readers.did-merge", values: { name: rows.mine.name ?? "" } } })) onMerged(main);
  };
  return (
    <Dialog
      open
      wide
      title={t("readers.merge")}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={<DialogButtons act={t("readers.merge-do")} cancel={t("readers.cancel")} onAct={() => void merge()} onCancel={onClose} />}
    >
      <p className="dialog-note">{t("readers.merge-keeps")}</p>
      {differing.length === 0 ? (
        <p>{t("readers.merge-same")}</p>
      ) : (
        differing.map((field) => (
          <fieldset key={field} className="merge-row">
            <legend>{t(`words.reader.${field}`)}</legend>
            <Radio name={field} checked={!theirs.has(field)} onChange={() => setTheirs(new Set([...theirs].filter((item) => item !== field)))}>
              {shownField(planOf(field), rows.shownMine, words)}
            </Radio>
            <Radio name={field} checked={theirs.has(field)} onChange={() => setTheirs(new Set([...theirs, field]))}>
              {shownField(planOf(field), rows.shownYours, words)}
            </Radio>
          </fieldset>
        ))
      )}
    </Dialog>
  );
}
