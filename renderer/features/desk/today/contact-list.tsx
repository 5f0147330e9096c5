/**
 * 今天联系: the readers this colleague keeps in touch with whose day has come. One key logs the word; whoever was logged
 * stays under the focus until a person moves on, so that the next key never meets another reader.
 */

import { Check } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ContactDue } from "../../../db/lists/contacts-due.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useNamesInFull } from "../../../desk-services/use-reader-names.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { matchKeys } from "../../../ui/keyboard.ts";
import { useDeskActions } from "../desk-context.ts";
import { useContactActs } from "./contact-acts.ts";
import { useContactsDue } from "./contact-queries.ts";

interface Held {
  readonly item: ContactDue;
  readonly index: number;
}

/** A short list does the work; the rest is a number. */
const SHOWN = 3;

export function ContactList({ today }: { readonly today: string }) {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const due = useContactsDue(today);
  const { reached: log } = useContactActs();
  const { openReader } = useDeskActions();
  const list = useRef<HTMLUListElement>(null);
  /** Logged a moment ago, and still shown: a second press is no second word. */
  const logged = useRef(new Set<string>());
  useEffect(() => {
    for (const id of logged.current) if (due?.some((item) => item.id === id) === false) logged.current.delete(id);
  }, [due]);
  const [held, setHeld] = useState<Held | null>(null);
  /** At a counter the reason stands on this row alone. */
  const [focused, setFocused] = useState<string | null>(null);
  const inFull = useNamesInFull();
  if (due === undefined || (due.length === 0 && held === null)) return null;
  const isDue = (id: string): boolean => due.some((item) => item.id === id);
  const waiting = due.slice(0, SHOWN);
  const shown =
    held === null || isDue(held.item.id)
      ? waiting
      : [...waiting.slice(0, held.index), held.item, ...waiting.slice(held.index)];
  const rows = (): readonly HTMLButtonElement[] => [
    ...(list.current?.querySelectorAll<HTMLButtonElement>(".link-line") ?? []),
  ];
  const contact = (item: ContactDue, index: number): void => {
    if (logged.current.has(item.id) || !isDue(item.id)) return;
    logged.current.add(item.id);
    if (list.current?.children[index]?.contains(document.activeElement)) setHeld({ item, index });
    const again = (): void => {
      logged.current.delete(item.id);
      setHeld(null);
    };
    log(item).then((isLogged) => isLogged || again(), again);
  };
  const onKeyDown = (event: KeyboardEvent, item: ContactDue, index: number): void => {
    const all = rows();
    if (matchKeys(event, "↓")) all[index + 1]?.focus();
    else if (matchKeys(event, "↑")) all[index - 1]?.focus();
    else if (singleKeys && matchKeys(event, "C")) contact(item, index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="todo" aria-labelledby="contact-h">
      <div className="section-head">
        <h2 id="contact-h">
          {t("desk.contact-today")} <span className="count">{due.length}</span>
        </h2>
      </div>
      <ul ref={list} className="list" title={t("rules.contact-hint")}>
        {shown.map((item, index) => (
          <li
            key={item.id}
            className="line"
            onFocus={() => setFocused(item.id)}
            onBlur={(event) => {
              if (!event.currentTarget.contains(event.relatedTarget)) setFocused(null);
              if (held?.item.id === item.id && !event.currentTarget.contains(event.relatedTarget)) setHeld(null);
            }}
          >
            <button
              type="button"
              className="link-line grow"
              aria-keyshortcuts={singleKeys ? "C" : undefined}
              onClick={() => openReader(item.id)}
              onKeyDown={(event) => onKeyDown(event, item, index)}
            >
              <PersonName>{item.who}</PersonName>
              <small>
                {(inFull || focused === item.id) && (
                  <span>
                    {item.ago === undefined ? t("rules.contact-never") : t("rules.contact-last", { ago: item.ago })}
                  </span>
                )}
                {item.channel !== undefined && <span>{t(`words.contact.${item.channel}`)}</span>}
              </small>
            </button>
            <Button
              size="small"
              icon={Check}
              disabled={!isDue(item.id)}
              aria-label={t("rules.contact-done-who", { who: item.who })}
              onClick={() => contact(item, index)}
            >
              {t("rules.contact-done")}
            </Button>
          </li>
        ))}
      </ul>
      {due.length > shown.length && (
        <p className="meta">{t("rules.contact-more", { count: due.length - shown.length })}</p>
      )}
    </section>
  );
}
