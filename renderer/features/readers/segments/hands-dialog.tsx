/** Who was put in and left out by hand: each can be taken back, and somebody whom the rule does not find put in. */

import { useLiveQuery } from "dexie-react-hooks";
import { useRef, useState } from "react";
import { type Masked, masked } from "../../../db/masked.ts";
import { PersonLine, PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { Field } from "../../../ui/field.tsx";
import { TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { useReaders } from "./segment-queries.ts";
import { type Hands, whoIs } from "./use-hands.ts";

const MOST_FOUND = 6;

export function HandsDialog({ hands, onClose }: { hands: Hands; onClose: () => void }) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const found = useFound(text);
  const putIn = (row: Masked<"reader">): void => {
    hands.pin(row.id, whoIs(row, t));
    setText("");
    input.current?.focus();
  };
  // Enter must not take who was found for the text before
  const first = found?.text === text ? found.rows.find(({ id }) => !hands.pinned.includes(id)) : undefined;
  return (
    <Dialog
      open
      title={t("segments.hands-title")}
      closeLabel={t("segments.close")}
      onClose={onClose}
      initialFocus={input}
    >
      <div className="stack">
        <Field label={t("segments.find-reader")} hint={t("segments.find-hint")}>
          {(control) => (
            <TextInput
              {...control}
              {...TAKES_SCAN}
              ref={input}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onEnter={() => first !== undefined && putIn(first)}
            />
          )}
        </Field>
        <ul className="list">
          {found?.rows.map((row) => (
            <li key={row.id} className="line">
              <span className="grow clip">
                <PersonLine name={row.name} rest={[row.card, row.organisation]} />
              </span>
              <Button size="small" disabled={hands.pinned.includes(row.id)} onClick={() => putIn(row)}>
                {t("segments.pin")}
              </Button>
            </li>
          ))}
        </ul>
        {found?.rows.length === 0 && text.trim() !== "" && <p className="soft">{t("segments.find-none")}</p>}
        <HandList title={t("words.segment.pinned")} ids={hands.pinned} onTakeBack={hands.pin} />
        <HandList title={t("words.segment.excluded")} ids={hands.excluded} onTakeBack={hands.exclude} />
        <p className="field-hint">{t("segments.hands-hint")}</p>
      </div>
    </Dialog>
  );
}

function HandList({ title, ids, onTakeBack }: { title: string; ids: readonly string[]; onTakeBack: Hands["pin"] }) {
  const t = useT();
  const readers = useReaders(ids);
  return (
    <section aria-label={title}>
      <div className="section-head">
        <h3>{title}</h3>
      </div>
      {ids.length === 0 ? (
        <p className="soft">{t("segments.hands-none")}</p>
      ) : (
        <ul className="list">
          {ids.map((id) => {
            const row = readers.get(id);
            const name = row?.name ?? t("segments.no-longer-here");
            return (
              <li key={id} className="line">
                <span className="grow clip">
                  <PersonName>{name}</PersonName>
                </span>
                <Button
                  size="small"
                  aria-label={t("segments.undo-hand-of", { name })}
                  onClick={() => onTakeBack(id, whoIs(row, t))}
                >
                  {t("segments.undo-hand")}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function useFound(text: string) {
  const { db, search } = useServices();
  return useLiveQuery(async () => {
    if (text.trim() === "") return { text, rows: [] };
    const { hits } = await search.query({ text, limit: MOST_FOUND, seenToday: [] });
    const rows = await db.reader.bulkGet(hits.map(({ id }) => id));
    return { text, rows: rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [masked("reader", row)])) };
  }, [db, search, text]);
}
