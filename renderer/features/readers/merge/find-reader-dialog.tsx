/** Finds another reader by name, card or end of a phone. Enter in the field takes the first one found. */
import { useLiveQuery } from "dexie-react-hooks";
import { useRef, useState } from "react";
import { masked } from "../../../db/masked.ts";
import { readPeople } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";

const MOST_FOUND = 8;

export interface FindReaderProps {
  readonly title: string;
  readonly label: string;
  readonly initial?: string;
  /** Ids that cannot be meant. */
  readonly without: readonly string[];
  readonly onPick: (reader: string) => void;
  /** Where there is somebody to take away. */
  readonly onNobody?: () => void;
  readonly onClose: () => void;
}

export function FindReaderDialog({ title, label, initial = "", without, onPick, onNobody, onClose }: FindReaderProps) {
  const t = useT();
  const { db, search } = useServices();
  const [text, setText] = useState(initial);
  const input = useRef<HTMLInputElement>(null);
  const key = without.join();
  const found = useLiveQuery(async () => {
    if (text.trim() === "") return { text, rows: [] };
    const left = new Set(key.split(","));
    const { hits } = await search.query({ text, limit: MOST_FOUND + left.size, seenToday: [] });
    const rows = await readPeople(
      db,
      hits.map((hit) => hit.id).filter((id) => !left.has(id)),
    );
    return {
      text,
      rows: rows
        .flatMap((row) => (row === undefined || row.gone === 1 ? [] : [masked("reader", row)]))
        .slice(0, MOST_FOUND),
    };
  }, [db, search, text, key]);
  // Enter must not take who was found for the text before
  const first = found?.text === text ? found.rows[0] : undefined;
  return (
    <Dialog open title={title} closeLabel={t("readers.cancel")} onClose={onClose} initialFocus={input}>
      <div className="stack">
        <Field label={label} hint={t("readers.find-reader-hint")}>
          {(control) => (
            <TextInput
              {...control}
              {...TAKES_SCAN}
              ref={input}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onEnter={() => first !== undefined && onPick(first.id)}
            />
          )}
        </Field>
        <ul className="list">
          {found?.rows.map((row) => (
            <li key={row.id} className="line">
              <span className="grow clip">
                {[row.name, row.card, row.phones?.[0], row.organisation].filter(Boolean).join(" · ")}
              </span>
              <Button size="small" onClick={() => onPick(row.id)}>
                {t("readers.find-reader-this")}
              </Button>
            </li>
          ))}
        </ul>
        {found?.rows.length === 0 && text.trim() !== "" && <p className="soft">{t("readers.find-reader-none")}</p>}
        {onNobody !== undefined && <Button onClick={onNobody}>{t("readers.find-reader-clear")}</Button>}
      </div>
    </Dialog>
  );
}
