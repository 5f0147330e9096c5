/**
 * 今天联系: whom to speak to today. At a counter the reason stands on the row in focus alone, as do the keys everywhere: a
 * digit logs to whoever has the focus, and to nobody else.
 */
import { AtSign, type LucideIcon, Mail, MessageCircle, MessageSquareText, Phone } from "lucide-react";
import { useState } from "react";
import type { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import type { ContactDue } from "../../../db/lists/contacts-due.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useNamesInFull } from "../../../desk-services/use-reader-names.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { CONTACT_ACTS, type ContactAct } from "../today/contact-acts.ts";
import type { RowProps } from "./row-props.ts";
import { StandingMark } from "./standing-mark.tsx";
import styles from "./today.module.css";
import { RowTitle, TodayRow, tabIndexOf } from "./today-row.tsx";
import { useKeptReason } from "./use-kept-reason.ts";

const ICONS: Readonly<Record<(typeof CONTACT_CHANNELS)[number], LucideIcon>> = {
  phone: Phone,
  sms: MessageSquareText,
  letter: Mail,
  email: AtSign,
  wechat: MessageCircle,
  line: MessageCircle,
};

interface ContactsPartProps {
  readonly rows: readonly ContactDue[];
  readonly total: number;
  readonly now: number;
  /** Absent where single keys are switched off. */
  readonly keys: Readonly<Record<ContactAct, string>> | undefined;
  /** Absent once all are shown. */
  readonly onWhole: (() => void) | undefined;
  readonly propsOf: (item: ContactDue, index: number) => RowProps;
}

export function ContactsPart({ rows, total, now, keys, onWhole, propsOf }: ContactsPartProps) {
  const t = useT();
  // the door to the rest says how many there are
  const isShort = total > rows.length && onWhole !== undefined;
  return (
    <section aria-labelledby="contact-h">
      <div className={styles.part}>
        <h2 id="contact-h">
          {t("desk.contact-today")} {!isShort && <span className="count">{total}</span>}
        </h2>
        {isShort && (
          <button type="button" className="link-button" onClick={onWhole}>
            {t("today.all-contacts", { count: total })}
          </button>
        )}
        {keys !== undefined && (
          <span className={`${styles.keys} ${styles.actKeys} no-print`}>
            {CONTACT_ACTS.map((act) => (
              <span key={act}>
                <Kbd keys={keys[act]} />
                {t(`today.${act}`)}
              </span>
            ))}
          </span>
        )}
      </div>
      <ul>
        {rows.map((item, index) => (
          <ContactRow key={item.id} item={item} now={now} keys={keys} row={propsOf(item, index)} />
        ))}
      </ul>
    </section>
  );
}

interface ContactRowProps extends Pick<ContactsPartProps, "now" | "keys"> {
  readonly item: ContactDue;
  readonly row: RowProps;
}

function ContactRow({ item, now, keys, row }: ContactRowProps) {
  const t = useT();
  const inFull = useNamesInFull();
  const [isPointedAt, setPointedAt] = useState(false);
  const isInHand = row.isHeld || isPointedAt;
  const isOpen = row.standing === null || row.standing.tag === "open";
  const tabIndex = tabIndexOf(row);
  const channel = item.channel ?? "phone";
  const phone = channel === "phone" ? item.phone : undefined;
  return (
    <TodayRow id={item.id} row={row} className={`${styles.row} ${styles.contact}`} onPoint={setPointedAt}>
      <RowTitle row={row} className={`${styles.title} ${styles.name}`}>
        <PersonName>{inFull ? item.name : item.who}</PersonName>
      </RowTitle>
      {/* whoever was reached a moment ago has been spoken to */}
      <span className="clip">{(inFull || isInHand) && row.standing?.tag !== "reached" && <Reason item={item} />}</span>
      <span className={styles.way}>
        <Icon icon={ICONS[channel]} />
        <span className={classNames(phone !== undefined && "narrow-vh")}>{t(`words.contact.${channel}`)}</span>
        {phone !== undefined && <span className="mono">{phone}</span>}
      </span>
      <span className={styles.end}>
        {!isOpen && row.standing !== null ? (
          <StandingMark standing={row.standing} />
        ) : isInHand ? (
          <span className={styles.acts} data-keyed={keys === undefined ? undefined : ""}>
            {CONTACT_ACTS.map((act) => (
              <Button
                key={act}
                size="small"
                tabIndex={tabIndex}
                title={t(`today.${act}`)}
                onClick={() => row.onAct(act)}
              >
                {keys !== undefined && <Kbd keys={keys[act]} />}
                <span aria-hidden="true">{t(`today.${act}`)}</span>
                <span className="vh">{t(`today.${act}-who`, { who: item.who })}</span>
              </Button>
            ))}
          </span>
        ) : (
          item.missedAt !== undefined && <Missed count={item.missed} at={item.missedAt} now={now} />
        )}
      </span>
    </TodayRow>
  );
}

function Missed({ count, at, now }: { readonly count: number; readonly at: number; readonly now: number }) {
  const t = useT();
  return <span className="meta">{t("today.missed-times", { count, when: useFormat().moment(at, now) })}</span>;
}

/** Not seen for so many open days, where the worker has found that; else when the last word was spoken. */
function Reason({ item: { id, ago } }: { readonly item: ContactDue }) {
  const t = useT();
  const away = useKeptReason(id);
  if (away !== undefined) return t(`desk.line-away-${away.per}`, { often: away.often, away: away.openDays });
  return ago === undefined ? t("today.never") : t("today.last-word", { ago });
}
