/** Whom an undone import has left here, to be looked at one by one: each leads to her page. */
import { useLiveQuery } from "dexie-react-hooks";
import { useLocation } from "wouter";
import { groupCard } from "#shared/model/input/card-number.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";
import { nameLang } from "../../../words/name-lang.ts";

/** Whoever is seen to makes room for the next. */
const SHOWN = 100;

export interface StayingDialogProps {
  readonly file: string;
  readonly readers: readonly string[];
  readonly onClose: () => void;
}

export function StayingDialog({ file, readers, onClose }: StayingDialogProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const { db } = useServices();
  const { place } = useHouse();
  const rows = useLiveQuery(async () => await db.reader.bulkGet(readers.slice(0, SHOWN)), [db, readers]);
  if (rows === undefined) return null;
  const items = rows.flatMap((row) =>
    row === undefined
      ? []
      : [
          {
            value: row.id,
            label: row.name ?? t("words.empty"),
            ...(row.name !== undefined && { lang: nameLang(row.name, place) }),
            ...(row.card !== undefined && { hint: groupCard(row.card) }),
          },
        ],
  );
  return (
    <PickDialog
      title={t("import.staying-title", { file })}
      note={t("import.staying-note", { n: readers.length, shown: items.length })}
      filterLabel={t("import.staying-find")}
      empty={t("import.staying-none")}
      closeLabel={t("import.purge-cancel")}
      items={items}
      onPick={(id) => navigate(`/readers/${id}`)}
      onClose={onClose}
    />
  );
}
