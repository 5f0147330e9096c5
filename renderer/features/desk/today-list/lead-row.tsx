/** 先做这件: the one thing to do first, why it is that, and the only primary button of the screen. */
import { Phone } from "lucide-react";
import { daysBetween } from "#shared/kernel/day.ts";
import { isOver } from "#shared/model/last-day.ts";
import type { DueWork } from "../../../db/lists/today-work.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import type { RowProps } from "./row-props.ts";
import styles from "./today.module.css";
import { RowTitle, tabIndexOf } from "./today-row.tsx";
import { DoneBox, DueCell, useWorkText, WhoWaits } from "./work-part.tsx";

interface LeadRowProps extends RowProps {
  readonly item: DueWork;
  /** All work, for what it is first among. */
  readonly work: readonly DueWork[];
}

export function LeadRow({ item, work, ...row }: LeadRowProps) {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const text = useWorkText(item);
  const tabIndex = tabIndexOf(row);
  const { phone } = item.reader ?? item.stranger ?? {};
  return (
    <section
      className={styles.lead}
      aria-labelledby="lead-h"
      data-row={item.id}
      data-standing={row.standing?.tag}
      onFocus={row.onFocus}
    >
      <div className="row">
        <DoneBox item={item} row={row} text={text} />
        <h2 id="lead-h">{t("today.first")}</h2>
      </div>
      <div className={styles.leadText}>
        <p>
          <RowTitle row={row} className={styles.title}>
            {text}
          </RowTitle>
          <DueCell item={item} row={row} />
        </p>
        <p className={styles.why}>
          {t(whyFirst(item, work, row.today))}
          {" · "}
          <WhoWaits item={item} tabIndex={tabIndex} />
        </p>
      </div>
      {phone !== undefined && (
        <span className={styles.dial}>
          <Icon icon={Phone} />
          <span className="narrow-vh">{t("words.contact.phone")}</span> <span className="mono">{phone}</span>
        </span>
      )}
      <div className="row">
        <Button tabIndex={tabIndex} keys={singleKeys ? "H" : undefined} onClick={() => row.onAct("later")}>
          {t("today.later")}
        </Button>
        <Button kind="primary" tabIndex={tabIndex} keys="Enter" onClick={row.onOpen}>
          {t("today.open")}
        </Button>
      </div>
    </section>
  );
}

function whyFirst({ kind, due, id }: DueWork, work: readonly DueWork[], today: string): MessageId {
  const isOnly = work.every((other) => other.id === id);
  if (isOver(due, today)) {
    if (kind === "promise") return isOnly ? "today.why-promise" : "today.why-promise-longest";
    return isOnly ? "today.why-late" : "today.why-late-longest";
  }
  if (due === undefined) return "today.why-undated";
  return daysBetween(today, due) === 0 ? "today.why-today" : "today.why-next";
}
