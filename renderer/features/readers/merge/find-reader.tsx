/**
 * A field that finds readers by name, card or end of a phone. Enter takes the first one found, and waits for the answer
 * to what stands in the field.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { type RefObject, useEffect, useRef, useState } from "react";
import { masked } from "../../../db/masked.ts";
import { readPeople } from "../../../db/reader-class.ts";
import { PersonLine } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextInput } from "../../../ui/text-input.tsx";

const MOST_FOUND = 8;

export interface FindReaderProps {
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  /** Ids that cannot be meant. */
  readonly without: readonly string[];
  readonly onPick: (reader: string) => void;
  readonly input?: RefObject<HTMLInputElement | null>;
  /** The field is for the next one as soon as one is taken. */
  readonly several?: true;
}

export function FindReader({ label, hint, initial = "", without, onPick, input, several }: FindReaderProps) {
  const t = useT();
  const { db, search } = useServices();
  const [text, setText] = useState(initial);
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
  const asked = useRef<string | null>(null);
  // Enter must not take who was found for the text before
  const first = found?.text === text ? found.rows[0] : undefined;
  const pick = (reader: string): void => {
    onPick(reader);
    if (several) setText("");
  };
  const take = useRef(pick);
  useEffect(() => {
    take.current = pick;
  });
  useEffect(() => {
    if (found === undefined || asked.current !== found.text) return;
    asked.current = null;
    const [row] = found.rows;
    if (row !== undefined) take.current(row.id);
  }, [found]);
  const enter = (): void => {
    if (first !== undefined) pick(first.id);
    else if (found?.text !== text) asked.current = text;
  };
  return (
    <>
      <Field label={label} hint={hint ?? t("readers.find-reader-hint")}>
        {(control) => (
          <TextInput
            {...control}
            {...TAKES_SCAN}
            ref={input}
            value={text}
            // who is proposed gives way to who is typed
            onFocus={(event) => event.currentTarget.select()}
            onChange={(event) => {
              asked.current = null;
              setText(event.target.value);
            }}
            onEnter={enter}
          />
        )}
      </Field>
      <ul className="list">
        {found?.rows.map((row) => (
          <li key={row.id} className="line">
            <span className="grow clip">
              <PersonLine name={row.name} rest={[row.card, row.phones?.[0], row.organisation]} />
            </span>
            <Button size="small" onClick={() => pick(row.id)}>
              {t("readers.find-reader-this")}
            </Button>
          </li>
        ))}
      </ul>
      {found?.rows.length === 0 && text.trim() !== "" && <p className="soft">{t("readers.find-reader-none")}</p>}
    </>
  );
}
