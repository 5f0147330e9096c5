/** What the mail comes to, and the two ways on. */
import { isOpinionKind, MAIL_KINDS, type MailItem } from "#shared/model/mail/mail-item.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import styles from "./mail.module.css";
import { kindName } from "./mail-words.ts";

interface MailFootProps {
  readonly items: readonly MailItem[];
  readonly dueOf: (item: MailItem) => string | undefined;
  readonly onLater: () => void;
  readonly onRegister: () => void;
}

export function MailFoot({ items, dueOf, onLater, onRegister }: MailFootProps) {
  const t = useT();
  const format = useFormat();
  const soonest = items
    .flatMap((item) => dueOf(item) ?? [])
    .toSorted()
    .at(0);
  const unowned = items.filter(({ kind, owner }) => kind !== null && isOpinionKind(kind) && owner === "").length;
  return (
    <footer className={`${styles.foot} no-print`}>
      <p className={styles.sums}>
        <span>
          <b>{t("mail.items", { count: items.length })}</b>
        </span>
        {MAIL_KINDS.flatMap((kind) => {
          const count = items.filter((item) => item.kind === kind).length;
          return count === 0
            ? []
            : [
                <span key={kind}>
                  {kindName(kind, t)} <b>{format.number(count)}</b>
                </span>,
              ];
        })}
        {soonest !== undefined && <span>{t("mail.soonest", { day: format.shownDay(soonest) })}</span>}
        {unowned > 0 && <span>{t("mail.unowned", { count: unowned })}</span>}
      </p>
      <span className="push row">
        <span className={styles.keys}>
          <span>
            <Kbd keys="Enter" />
            {t("mail.key-next")}
          </span>
          <span>
            <Kbd keys="Ctrl+D" />
            {t("mail.key-above")}
          </span>
        </span>
        <Button keys="Esc" onClick={onLater}>
          {t("mail.later")}
        </Button>
        <Button kind="primary" keys="Ctrl+Enter" disabled={items.length === 0} onClick={onRegister}>
          {t("mail.register", { count: items.length })}
        </Button>
      </span>
    </footer>
  );
}
