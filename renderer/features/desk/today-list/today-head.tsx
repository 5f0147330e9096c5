/** The greeting: which day it is and until when this branch is open; and the keys of the list. */
import { Link } from "wouter";
import { doorsOn } from "#shared/analysis/life/doors.ts";
import { readBranch } from "../../../db/read-house.ts";
import { useMailWaiting } from "../../../desk-services/day/use-mail-waiting.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { useIdle } from "../../../ui/hooks/use-idle.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import { useStepsWaiting } from "../today/use-steps-waiting.ts";
import styles from "./today.module.css";

const KEYS: readonly (readonly [keys: readonly string[], what: MessageId])[] = [
  [["F6"], "today.key-enter"],
  [["J", "K"], "today.key-move"],
  [["Enter"], "today.key-open"],
  [["E"], "today.key-done"],
  [["H"], "today.key-later"],
];
const NAMED_KEYS: typeof KEYS = [
  [["F6"], "today.key-enter"],
  [["↓", "↑"], "today.key-move"],
  [["Enter"], "today.key-open"],
];

export function TodayHead({ today, singleKeys }: { readonly today: string; readonly singleKeys: boolean }) {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const { branch = "" } = useDeviceSettings();
  const isIdle = useIdle();
  const row = useSharedQuery(db, readBranch, branch);
  const doors = row && doorsOn(row, today);
  const open =
    doors?.tag === "closed"
      ? doors.why === undefined
        ? t("today.closed")
        : t("today.closed-why", { why: doors.why })
      : doors?.hours === undefined
        ? undefined
        : t("today.hours", { from: doors.hours.from, to: doors.hours.to });
  return (
    <header className={styles.head}>
      <h1>{t("today.title")}</h1>
      <p>
        {format.namedDay(today)}
        {row?.name !== undefined && ` · ${[row.name, open].filter((part) => part !== undefined).join(" ")}`}
      </p>
      {isIdle && <Waiting />}
      <p className={`${styles.keys} push no-print`}>
        {(singleKeys ? KEYS : NAMED_KEYS).map(([keys, what]) => (
          <span key={what}>
            {keys.map((each) => (
              <Kbd key={each} keys={each} />
            ))}
            {t(what)}
          </span>
        ))}
      </p>
    </header>
  );
}

/** What else waits, each with its door: asked once the list stands. */
function Waiting() {
  const t = useT();
  const mail = useMailWaiting();
  const steps = useStepsWaiting();
  return (
    <>
      {mail > 0 && (
        <p>
          <Link href="/mail">{t("words.mail-waiting", { count: mail })}</Link>
        </p>
      )}
      {steps > 0 && (
        <p>
          <Link href="/outreach">{t("today.steps-due", { count: steps })}</Link>
        </p>
      )}
    </>
  );
}
