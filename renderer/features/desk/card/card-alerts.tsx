/** What must not be missed, before everything else on the card: icon, bold word, sentence, one action. */
import {
  CalendarClock,
  CircleAlert,
  Info,
  type LucideIcon,
  MessageCircleOff,
  PhoneOff,
  TriangleAlert,
  UserX,
} from "lucide-react";
import { assertNever } from "#shared/kernel/assert.ts";
import { type CardAlert, readerAlerts, renewedUntil } from "#shared/model/readers/reader-alerts.ts";
import { useActs } from "../../../acts/use-acts.ts";
import type { Masked } from "../../../db/masked.ts";
import { edit } from "../../../db/write/changes.ts";
import { useExpiryAhead } from "../../../desk-services/library/use-expiry-ahead.ts";
import type { Message } from "../../../i18n/message-id.ts";
import { useFormat, useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { useDeskActions } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";

interface Shown {
  readonly reader: Masked<"reader">;
  readonly today: string;
}

const TONES = { must: "danger", soon: "warn", info: "info" } as const;

export function CardAlerts({ reader, today }: Shown) {
  const t = useT();
  const say = useSay();
  const format = useFormat();
  const names = useDeskNames();
  const alerts = readerAlerts(reader, today, useExpiryAhead());
  if (alerts.length === 0) return null;
  return (
    <section aria-label={t("desk.alerts")}>
      <ul className="alerts">
        {alerts.map((alert) => (
          <li key={alert.kind} className={`alert alert-${TONES[alert.level]}`}>
            <Icon icon={alertIcon(alert)} />
            <b>{say(title(alert))}</b>
            <span className="grow">
              {alert.kind === "written"
                ? alert.text
                : say(sentence(alert, format.longDay, (reason) => names.code("reason", reason)))}
            </span>
            {(alert.kind === "expired" || alert.kind === "expiring") && <Renew reader={reader} today={today} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Renew({ reader, today }: Shown) {
  const t = useT();
  const acts = useActs();
  const actions = useDeskActions();
  const format = useFormat();
  const renew = async (): Promise<void> => {
    const until = renewedUntil(reader.expiresOn, today);
    const who = await actions.readerMask(reader.id);
    const changes = [edit("reader", reader.id, { expiresOn: until })];
    await acts.run({
      command: "reader.renew",
      changes,
      said: { id: "desk.renewed", values: { who, day: format.longDay(until) } },
      onUndo: actions.undoing,
    });
    actions.focusScan();
  };
  return (
    <Button size="small" onClick={() => void renew()}>
      {t("desk.renew")}
    </Button>
  );
}

function alertIcon(alert: CardAlert): LucideIcon {
  switch (alert.kind) {
    case "written":
      return alert.level === "info" ? Info : TriangleAlert;
    case "left":
      return UserX;
    case "expired":
      return CircleAlert;
    case "expiring":
      return CalendarClock;
    case "do-not-contact":
      return MessageCircleOff;
    case "bad-contact":
      return PhoneOff;
    default:
      return assertNever(alert);
  }
}

function title(alert: CardAlert): Message {
  return alert.kind === "written" ? { id: `words.alert.${alert.level}` } : { id: `desk.alert.${alert.kind}` };
}

function sentence(
  alert: Exclude<CardAlert, { kind: "written" }>,
  longDay: (day: string) => string,
  reasonName: (code: string) => string,
): Message {
  switch (alert.kind) {
    case "left":
      return { id: "desk.alert.left-text", values: { reason: reasonName(alert.reason), day: longDay(alert.on) } };
    case "expired":
      return { id: "desk.alert.expired-text", values: { day: longDay(alert.on), days: alert.daysAgo } };
    case "expiring":
      return { id: "desk.alert.expiring-text", values: { day: longDay(alert.on), days: alert.daysLeft } };
    case "do-not-contact":
      return { id: "desk.alert.do-not-contact-text", values: { day: longDay(alert.since), words: alert.words ?? "" } };
    case "bad-contact":
      return { id: "desk.alert.bad-contact-text", values: { count: alert.ways.length } };
    default:
      return assertNever(alert);
  }
}
