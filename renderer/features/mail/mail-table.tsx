/** The table of the mail: its head with the digits of each column, and a row for each item. */
import { useMemo } from "react";
import type { MailItem } from "#shared/model/mail/mail-item.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLocale, useT } from "../../i18n/use-t.ts";
import { Kbd } from "../../ui/kbd.tsx";
import styles from "./mail.module.css";
import type { MailCalendar, MailReader } from "./mail-queries.ts";
import { MailRow, type MailRowProps } from "./mail-row.tsx";
import { channelChoices, kindChoices, ownerChoices } from "./mail-words.ts";

interface MailTableProps
  extends Pick<MailRowProps, "today" | "isChecked" | "set" | "onNext" | "onReader" | "onRemove"> {
  readonly rows: readonly MailItem[];
  readonly readers: ReadonlyMap<string, MailReader>;
  readonly dueOf: (item: MailItem) => string | undefined;
  readonly calendar: MailCalendar | undefined;
}

export function MailTable({ rows, readers, dueOf, calendar, ...row }: MailTableProps) {
  const t = useT();
  const locale = useLocale();
  const { staff } = useDeviceSettings();
  const house = useHouse();
  const channels = useMemo(() => channelChoices(house.place, t), [house.place, t]);
  const kinds = useMemo(() => kindChoices(calendar?.within, t), [calendar?.within, t]);
  const owners = useMemo(() => ownerChoices(house, staff, locale, t), [house, staff, locale, t]);
  return (
    <table className={styles.grid} aria-label={t("mail.title")}>
      <colgroup>
        {(["no", "channel", "who", "kind", "title", "text", "due", "owner", "remove"] as const).map((column) => (
          <col key={column} className={styles[`col-${column}`]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="vh">{t("mail.row")}</span>
          </th>
          <Head keys={`1–${channels.length}`}>{t("words.feedback.channel")}</Head>
          <Head>{t("mail.who-hint")}</Head>
          <Head keys={`1–${kinds.length}`}>{t("words.feedback.type")}</Head>
          <Head>{t("words.feedback.title")}</Head>
          <Head>{t("words.feedback.text")}</Head>
          <Head>{t("words.feedback.due")}</Head>
          <Head keys="0–9">{t("words.feedback.owner")}</Head>
          <th scope="col">
            <span className="vh">{t("mail.remove")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((item, index) => (
          <MailRow
            key={item.id}
            {...row}
            item={item}
            no={index + 1}
            found={item.reader === null ? undefined : (readers.get(item.reader) ?? asTyped(item))}
            due={dueOf(item)}
            place={house.place}
            channels={channels}
            kinds={kinds}
            owners={owners}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Until the row is read, by the name that was found. */
const asTyped = ({ reader, who }: MailItem): MailReader => ({ id: reader ?? "", name: who });

function Head({ children, keys }: { readonly children: string; readonly keys?: string }) {
  return (
    <th scope="col">
      {children}
      {keys !== undefined && <Kbd keys={keys} />}
    </th>
  );
}
