/**
 * The two columns. ↑ and ↓ go from field to field, ← and → choose a side, Esc leads back to the list; protected values
 * show while Ctrl+I is held, and the look is recorded for both.
 */
import { Check } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { Reader } from "#shared/model/reader.ts";
import { isCardValid } from "#shared/model/readers/card-validity.ts";
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useReaderNames } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useLocale, useRich, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { useHeld } from "../../../ui/hooks/use-held.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { isIme } from "../../../ui/keyboard.ts";
import { Pill } from "../../../ui/pill.tsx";
import { FieldText } from "../record/field-text.tsx";
import { namedByReader, planOf, shownField, type Wording } from "../record/field-words.ts";
import styles from "./duplicates.module.css";
import { type PairSeen, type PairSide, shownSide } from "./duplicates-queries.ts";
import { type ColumnSide, type PairFields, type Picks, type UnlikeParts, unlikeParts } from "./pair-choice.ts";

const SIDES = ["left", "right"] as const;

export interface PairGridProps {
  readonly seen: PairSeen;
  readonly fields: PairFields;
  readonly picks: Picks;
  readonly isBornApart: boolean;
  readonly onPick: (field: keyof Reader, side: ColumnSide) => void;
  readonly onTakeAll: (side: ColumnSide) => void;
  readonly onLeave: () => void;
  readonly onReader: (id: string, tab?: string) => void;
}

export function PairGrid({ seen, fields, picks, isBornApart, onPick, onTakeAll, onLeave, onReader }: PairGridProps) {
  const t = useT();
  const rich = useRich();
  const locale = useLocale();
  const { left, right } = seen;
  const names = useReaderNames([...namedByReader(left.person), ...namedByReader(right.person)]);
  const words: Wording = { t, format: useFormat(), locale, house: useHouse(), names };
  const reveal = useReveal();
  const fieldsOf = maskedFields("reader");
  const held = useHeld(seen.state, async () => {
    const looks = await Promise.all(
      [left, right].map(({ person }) => reveal({ kind: "reader", id: person.id, fields: fieldsOf })),
    );
    const [ofLeft, ofRight] = looks;
    return ofLeft === undefined || ofRight === undefined ? undefined : { left: ofLeft, right: ofRight };
  });
  const shown = { left: shownSide(left), right: shownSide(right) };
  const textOf = (field: keyof Reader, side: ColumnSide): string =>
    shownField(planOf(field), shown[side], words, held.shown?.[side][field]);

  const table = useRef<HTMLTableElement>(null);
  const rows = fields.differing.filter(({ only }) => only === null);
  const [at, setAt] = useState<{ readonly row: number; readonly side: ColumnSide }>({ row: 0, side: "left" });
  const row = Math.min(at.row, Math.max(0, rows.length - 1));
  const go = (to: number, side: ColumnSide): void => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    setAt({ row: next, side });
    table.current?.querySelector<HTMLElement>(`[data-cell="${rows[next]?.field}-${side}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const field = rows[row]?.field;
    const side = event.key === "ArrowLeft" ? "left" : event.key === "ArrowRight" ? "right" : null;
    if (event.key === "Escape") onLeave();
    else if (event.key === "ArrowUp" || event.key === "ArrowDown")
      go(row + (event.key === "ArrowDown" ? 1 : -1), at.side);
    else if (side !== null && field !== undefined) {
      onPick(field, side);
      go(row, side);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <table
        ref={table}
        className={styles.table}
        data-rows-by-arrows=""
        aria-label={t("duplicates.table", { name: left.person.name ?? t("words.no-name") })}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{t("duplicates.field")}</span>
            </th>
            {SIDES.map((side) => (
              <th key={side} scope="col">
                <Head side={side} of={seen[side]} onTakeAll={onTakeAll} onReader={onReader} canTake={rows.length > 0} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.differing.map(({ field, only }) => {
            const label = t(`words.reader.${field}`);
            const texts = { left: textOf(field, "left"), right: textOf(field, "right") };
            const [ofLeft, ofRight] = unlikeParts(texts.left, texts.right);
            const parts = { left: ofLeft, right: ofRight };
            const index = rows.findIndex((each) => each.field === field);
            return (
              <tr
                key={field}
                data-row={field}
                className={field === "birthDate" && isBornApart ? styles.must : undefined}
              >
                <th scope="row">{label}</th>
                {SIDES.map((side) => (
                  <td key={side} className={classNames((only ?? picks[field]) === side && styles.pick)}>
                    {only === null ? (
                      <label>
                        <input
                          type="radio"
                          name={`pair-${field}`}
                          data-cell={`${field}-${side}`}
                          tabIndex={index === row && at.side === side ? 0 : -1}
                          checked={picks[field] === side}
                          onChange={() => onPick(field, side)}
                          onFocus={() => setAt({ row: index, side })}
                        />
                        <Value
                          field={field}
                          text={texts[side]}
                          parts={parts[side]}
                          isAlike={texts.left === texts.right}
                        />
                      </label>
                    ) : only === side ? (
                      <span className={styles.only}>
                        <FieldText plan={planOf(field)}>{texts[side]}</FieldText>
                        <span className="meta">{t("duplicates.only-here")}</span>
                      </span>
                    ) : (
                      <span className={`${styles.only} ${styles.blank}`}>{t("duplicates.blank")}</span>
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.same}>
        {fields.differing.length === 0 && <>{t("readers.merge-same")} </>}
        {fields.same.length > 0 &&
          rich("duplicates.same", {
            count: fields.same.length,
            fields: fields.same.map((field, index) => (
              <span key={field}>
                {index > 0 && " · "}
                {t(`words.reader.${field}`)} <FieldText plan={planOf(field)}>{textOf(field, "left")}</FieldText>
              </span>
            )),
          })}
        <br />
        {t("duplicates.hint")}
      </p>
      <div className={`keys ${styles.gridKeys}`} role="note" aria-label={t("duplicates.keys")}>
        {GRID_HINTS.map(([keys, label]) => (
          <span key={label}>
            {keys.map((key) => (
              <Kbd key={key} keys={key} />
            ))}
            {t(label)}
          </span>
        ))}
      </div>
    </>
  );
}

const GRID_HINTS = [
  [["Enter"], "duplicates.hint-grid"],
  [["↑", "↓"], "duplicates.hint-field"],
  [["←", "→"], "duplicates.hint-side"],
  [["Esc"], "duplicates.hint-list"],
  [["Ctrl+I"], "duplicates.hint-look"],
] as const;

/** What differs is marked; where that is under the mask, it is said. */
function Value({
  field,
  text,
  parts: [before, unlike, after],
  isAlike,
}: {
  field: keyof Reader;
  text: string;
  parts: UnlikeParts;
  isAlike: boolean;
}) {
  const t = useT();
  const plan = planOf(field);
  if (isAlike)
    return (
      <span>
        <FieldText plan={plan}>{text}</FieldText> <span className="meta">{t("duplicates.unlike-hidden")}</span>
      </span>
    );
  // a name is one word in its language
  if (NAMES.has(field)) return <FieldText plan={plan}>{text}</FieldText>;
  return (
    <span>
      {before}
      {unlike !== "" && <mark>{unlike}</mark>}
      {after}
    </span>
  );
}

const NAMES: ReadonlySet<string> = new Set([
  "name",
  "preferredName",
  "familyName",
  "givenName",
  "household",
  "guardian",
]);

function Head({
  side,
  of: { person, made, lastSeen, counts },
  canTake,
  onTakeAll,
  onReader,
}: {
  side: ColumnSide;
  of: PairSide;
  canTake: boolean;
  onTakeAll: (side: ColumnSide) => void;
  onReader: (id: string, tab?: string) => void;
}) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  const isValid = isCardValid(person, format.day(now));
  const who = house.staff.get(made.staff);
  const day = format.shownDay(made.at);
  const door = (tab: string | undefined, count: number) =>
    count === 0 ? (
      0
    ) : (
      <button type="button" className="link" onClick={() => onReader(person.id, tab)}>
        {format.number(count)}
      </button>
    );
  return (
    <>
      <span className={styles.who}>
        <PersonName>{person.name ?? person.preferredName ?? t("words.no-name")}</PersonName>
        {person.card === undefined ? (
          <Pill>{t("readers.potential")}</Pill>
        ) : isValid ? (
          <Pill tone="ok" icon={Check}>
            {t("readers.card-valid")}
          </Pill>
        ) : (
          <Pill>{t("readers.card-invalid")}</Pill>
        )}
        {canTake && (
          <Button
            size="small"
            kind="quiet"
            className="push"
            keys={side === "left" ? "Ctrl+←" : "Ctrl+→"}
            onClick={() => onTakeAll(side)}
          >
            {t(`duplicates.all-${side}`)}
          </Button>
        )}
      </span>
      <small>
        {made.file !== undefined
          ? t("duplicates.made-by-import", { day, file: made.file })
          : who === undefined
            ? t("duplicates.made", { day })
            : t("duplicates.made-by", { day, name: who })}
        {" · "}
        {lastSeen === undefined
          ? t("readers.merge-never-seen")
          : t("readers.merge-last-seen", { day: format.shortDay(lastSeen, now) })}
      </small>
      <small>
        {t("duplicates.contacts")} {door("timeline", counts.contacts)} · {t("duplicates.opinions")}{" "}
        {door("opinions", counts.opinions)} · {t("duplicates.tasks")} {door("overview", counts.tasks)}
      </small>
    </>
  );
}
