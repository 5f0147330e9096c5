/** The numbers that were given, beside whose letter each belongs on; they stay until they are closed. */
import { Stamp, X } from "lucide-react";
import { isOpinionKind } from "#shared/model/mail/mail-item.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useT } from "../../i18n/use-t.ts";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import styles from "./mail.module.css";
import type { ReadItem } from "./mail-changes.ts";

interface MailNumbersProps {
  readonly items: readonly ReadItem[];
  readonly onClose: () => void;
}

export function MailNumbers({ items, onClose }: MailNumbersProps) {
  const t = useT();
  const numbered = items.filter(({ item }) => isOpinionKind(item.kind));
  return (
    <div role="status">
      {numbered.length > 0 && (
        <div className={`alert alert-info ${styles.notes}`}>
          <Icon icon={Stamp} />
          <b>{t("mail.numbers")}</b>
          <ul className={`grow ${styles.numbers}`}>
            {numbered.map(({ item: { id, who, title, text }, registerNo }) => (
              <li key={id} className="clip">
                <b className="mono">{registerNo}</b> <PersonName>{who.trim() || t("words.anonymous")}</PersonName>{" "}
                <span className="soft">{title.trim() || text.trim()}</span>
              </li>
            ))}
          </ul>
          <IconButton icon={X} label={t("ui.close")} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
