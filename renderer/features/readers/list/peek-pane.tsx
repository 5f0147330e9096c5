/**
 * Who stands under the cursor, beside the list: why she comes or stays away, what is open, what happened last, how she
 * is reached. The arrows of the list move it; Space and Escape put it away.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { dueDay, isOpen } from "#shared/model/feedback.ts";
import { isOver } from "#shared/model/last-day.ts";
import { readPeek } from "../../../db/lists/reader-peek.ts";
import { codeName } from "../../../db/read-house.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { Button } from "../../../ui/button.tsx";
import { resultText } from "../../../words/contact-words.ts";
import { taskText } from "../../../words/things-named.ts";
import { LifePlace } from "../overview-tab.tsx";
import { useReader, useReaderReading } from "../reader-queries.ts";

/** Of what is open, and of what happened last. */
const SHOWN = 3;
const LONGEST = 60;

interface PeekPaneProps {
  readonly id: string;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function PeekPane({ id, onOpen, onClose }: PeekPaneProps) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const house = useHouse();
  const { db, clock } = useServices();
  const view = useReader(id);
  const reading = useReaderReading(view?.reader);
  const ids = view?.ids.join() ?? "";
  const read = useLiveQuery(
    async () => (ids === "" ? undefined : await readPeek(db, ids.split(","), SHOWN)),
    [db, ids],
  );
  const today = format.day(clock.now());
  useScreenCommands(
    useMemo(
      (): readonly DeskCommand[] => [
        { id: "readers.peek-close", label: "readers.peek-close", section: "view", keys: ["Esc"], run: onClose },
      ],
      [onClose],
    ),
  );
  const reader = view?.reader;
  const opinions = read?.opinions.filter(isOpen) ?? [];
  const tasks = read?.tasks ?? [];
  const open = [
    ...opinions.map((row) => ({ id: row.id, text: row.title ?? (row.text ?? "").slice(0, LONGEST), day: dueDay(row) })),
    ...tasks.map((row) => ({ id: row.id, text: taskText(row, t), day: row.due })),
  ];
  const belongs = [
    reading,
    reader?.category === undefined ? undefined : codeName(house, "category", reader.category, locale),
    reader?.organisation,
  ].filter((part) => part !== undefined && part !== "");
  return (
    <aside className="pane scroll peek no-print" aria-label={t("readers.peek")}>
      {view === null && <p className="soft">{t("readers.gone")}</p>}
      {reader != null && (
        <>
          <section>
            <h2 className="peek-name">
              <PersonName>{reader.name ?? t("words.no-name")}</PersonName>
            </h2>
            <p className="meta">{belongs.join(" · ")}</p>
          </section>
          {read !== undefined && view != null && <LifePlace reader={view.id} belongings={read} />}
          <section aria-labelledby="peek-open">
            <div className="section-head">
              <h3 id="peek-open">{t("readers.open-work")}</h3>
              <span className="meta">{open.length}</span>
            </div>
            {open.length === 0 && <p className="soft">{t("readers.nothing-open")}</p>}
            <ul className="list">
              {open.slice(0, SHOWN).map((row) => (
                <li key={row.id} className="line">
                  <span className="grow clip">{row.text}</span>
                  {row.day !== undefined && (
                    <span className={isOver(row.day, today) ? "late-mark" : "meta"}>
                      {t(isOver(row.day, today) ? "readers.late-since" : "readers.due", {
                        day: format.shownDay(row.day),
                      })}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="peek-last">
            <div className="section-head">
              <h3 id="peek-last">{t("readers.last")}</h3>
            </div>
            {read?.records.length === 0 && <p className="soft">{t("readers.no-contact")}</p>}
            <ul className="list">
              {read?.records.map((row) => (
                <li key={row.id} className="line">
                  <span className="meta nowrap">{format.shortDay(row.at ?? 0, clock.now())}</span>
                  <span className="grow clip">
                    {[
                      row.purpose === undefined ? undefined : codeName(house, "purpose", row.purpose, locale),
                      row.direction === "out" ? resultText(row, t) : undefined,
                    ]
                      .filter((part) => part !== undefined && part !== "")
                      .join(" · ")}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <section aria-label={t("readers.group-reach")}>
            <dl className="peek-facts">
              {reader.preferredChannel !== undefined && (
                <>
                  <dt>{t("words.reader.preferredChannel")}</dt>
                  <dd>{t(`words.contact.${reader.preferredChannel}`)}</dd>
                </>
              )}
              <dt>{t("words.reader.phones")}</dt>
              <dd className="mono">{(reader.phones ?? []).join(" / ") || t("readers.no-phone")}</dd>
              <dt>{t("words.reader.owner")}</dt>
              <dd>{reader.owner === undefined ? t("readers.no-owner") : (house.staff.get(reader.owner) ?? "")}</dd>
            </dl>
          </section>
          <footer className="row">
            <Button size="small" keys="Enter" onMouseDown={(event) => event.preventDefault()} onClick={onOpen}>
              {t("readers.peek-open")}
            </Button>
            <Button size="small" keys="Space" onMouseDown={(event) => event.preventDefault()} onClick={onClose}>
              {t("readers.peek-close")}
            </Button>
          </footer>
        </>
      )}
    </aside>
  );
}
