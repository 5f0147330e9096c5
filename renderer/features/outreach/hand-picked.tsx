/** Readers whom somebody has put in, or left out, by hand: found by scan or search, each with its undo. */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useId, useRef, useState } from "react";
import { findByScan } from "../../db/find-by-scan.ts";
import { masked } from "../../db/masked.ts";
import { readPeople } from "../../db/reader-class.ts";
import { PersonLine, PersonName } from "../../desk-services/person-name.tsx";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { SCANS_HERE, useScansInside } from "../../ui/hooks/use-scans-inside.ts";
import { TAKES_SCAN } from "../../ui/keyboard.ts";
import { TextInput } from "../../ui/text-input.tsx";
import type { StepProps } from "./use-outreach-acts.ts";

const MOST_FOUND = 6;

/** What came of the card that was scanned last. */
type Scanned =
  | { readonly came: "pinned" | "excluded" | "again"; readonly name: string }
  | { readonly came: "several" | "unknown" | "in-part"; readonly code: string };

interface HandPickedProps extends StepProps {
  readonly of: "pinned" | "excluded";
}

export function HandPicked({ row, acts, of, isFixed }: HandPickedProps) {
  const t = useT();
  const services = useServices();
  const { db, search } = services;
  const id = useId();
  const field = useRef<HTMLDivElement>(null);
  const adding = useRef(Promise.resolve());
  const [scanned, setScanned] = useState<Scanned | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const hits = useRef<HTMLUListElement>(null);
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
    const isKept = await acts.change({ [of]: { [reader]: true } });
    // the next one may be typed by now
    if (isKept) setText((now) => (now === text ? "" : now));
    input.current?.focus();
  };
  const takeScanned = async (code: string): Promise<void> => {
    const found = await findByScan(code, services);
    const reader = found.tag === "reader" ? (found.row ?? (await db.reader.get(found.id))) : undefined;
    if (reader === undefined) return setScanned({ came: found.tag === "several" ? "several" : "unknown", code });
    const isThere = (await db.outreach.get(row.id))?.[of]?.includes(reader.id) === true;
    const isKept = isThere || (await acts.change({ [of]: { [reader.id]: true } }));
    if (isKept) setScanned({ came: isThere ? "again" : of, name: reader.name ?? "" });
  };
  // one behind the other: a card that follows at once waits for the one before
  useScansInside(
    field,
    isFixed
      ? null
      : (code) => {
          adding.current = adding.current
            .then(() => takeScanned(code))
            .catch(() => setScanned({ came: "unknown", code }));
        },
    (code) => setScanned({ came: "in-part", code }),
  );
  const isFound = found !== undefined && found.rows.length > 0;
  // they open below the field, where the window may end
  useEffect(() => {
    if (isFound) hits.current?.scrollIntoView({ block: "nearest" });
  }, [isFound]);
  // Enter must not take who was found for the text before
  const first = found?.text === text ? found.rows.find((each) => !ids.includes(each.id)) : undefined;
  return (
    <section aria-labelledby={id} className="stack">
      <div ref={field} {...SCANS_HERE}>
        {!isFixed && (
          <Field label={t(of === "pinned" ? "outreach.add" : "outreach.exclude")} hint={t("outreach.add-hint")}>
            {(control) => (
              <TextInput
                {...control}
                {...TAKES_SCAN}
                ref={input}
                value={text}
                onChange={(event) => {
                  setScanned(null);
                  setText(event.target.value);
                }}
                onEnter={() => first !== undefined && void take(first.id)}
              />
            )}
          </Field>
        )}
      </div>
      <div aria-live="polite">
        {scanned !== null && (
          <p className={"name" in scanned ? "soft" : "field-error"}>
            {"name" in scanned
              ? t(`outreach.scan-${scanned.came}`, { name: scanned.name })
              : t(`outreach.scan-${scanned.came}`, { code: scanned.code })}
          </p>
        )}
      </div>
      <ul className="list" ref={hits}>
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
