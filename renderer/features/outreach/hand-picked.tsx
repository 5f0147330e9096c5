/** Readers whom somebody has put in, or left out, by hand: found by scan or search, each with its undo. */
import { useLiveQuery } from "dexie-react-hooks";
import { useId, useRef, useState } from "react";
import { masked } from "../../db/masked.ts";
import { readPeople } from "../../db/reader-class.ts";
import { PersonLine, PersonName } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TAKES_SCAN } from "../../ui/keyboard.ts";
import { TextInput } from "../../ui/text-input.tsx";
import type { StepProps } from "./use-outreach-acts.ts";

const MOST_FOUND = 6;

interface HandPickedProps extends StepProps {
  readonly of: "pinned" | "excluded";
}

export function HandPicked({ row, acts, of, isFixed }: HandPickedProps) {
  const t = useT();
  const { db, search } = useServices();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const ids = row[of] ?? [];
  const key = ids.join();
  const chosen = useLiveQuery(async () => {
    const rows = await readPeople(db, key === "" ? [] : key.split(","));
    return rows.map((person, place) => ({ id: key.split(",")[place] ?? "", name: person?.name }));
  }, [db, key]);
  const found = useLiveQuery(async () => {
    if (text.trim() === "") return { text, rows: [] };
    const { hits } = await search.query({ text, limit: MOST_FOUND, seenToday: [] });
    const rows = await readPeople(
      db,
      hits.map((hit) => hit.id),
    );
    return {
      text,
      rows: rows.flatMap((each) => (each === undefined || each.gone === 1 ? [] : [masked("reader", each)])),
    };
  }, [db, search, text]);
  const take = async (reader: string): Promise<void> => {
    if (await acts.change({ [of]: { [reader]: true } })) setText("");
    input.current?.focus();
  };
  // Enter must not take who was found for the text before
  const first = found?.text === text ? found.rows.find((each) => !ids.includes(each.id)) : undefined;
  return (
    <section aria-labelledby={id} className="stack">
      {!isFixed && (
        <Field label={t(of === "pinned" ? "outreach.add" : "outreach.exclude")} hint={t("outreach.add-hint")}>
          {(control) => (
            <TextInput
              {...control}
              {...TAKES_SCAN}
              ref={input}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onEnter={() => first !== undefined && void take(first.id)}
            />
          )}
        </Field>
      )}
      <ul className="list">
        {found?.rows.map((each) => (
          <li key={each.id} className="line">
            <span className="grow clip">
              <PersonLine name={each.name} rest={[each.card, each.organisation]} />
            </span>
            <Button size="small" disabled={ids.includes(each.id)} onClick={() => void take(each.id)}>
              {t(of === "pinned" ? "outreach.add" : "outreach.exclude")}
            </Button>
          </li>
        ))}
      </ul>
      {found?.rows.length === 0 && text.trim() !== "" && <p className="soft">{t("outreach.find-none")}</p>}
      <div className="section-head">
        <h3 id={id}>{t(of === "pinned" ? "outreach.added" : "outreach.excluded")}</h3>
        <span className="count">{ids.length}</span>
      </div>
      {ids.length === 0 ? (
        <p className="soft">{t("outreach.hands-none")}</p>
      ) : (
        <ul className="list">
          {chosen?.map(({ id: reader, name = "" }) => (
            <li key={reader} className="line">
              <span className="grow clip">
                <PersonName>{name}</PersonName>
              </span>
              {!isFixed && (
                <Button
                  size="small"
                  aria-label={t("outreach.take-back-of", { name })}
                  onClick={() => void acts.change({ [of]: { [reader]: false } })}
                >
                  {t("outreach.take-back")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
