/** Who this is, how they may be reached, what must not be missed, and the acts of the page. */
import {
  Building2,
  CalendarClock,
  Check,
  CircleAlert,
  Ellipsis,
  MapPin,
  Phone,
  Plus,
  TriangleAlert,
} from "lucide-react";
import { groupCard } from "#shared/model/input/card-number.ts";
import { isCardValid } from "#shared/model/readers/card-validity.ts";
import { maskText } from "#shared/model/readers/mask.ts";
import { type CardAlert, readerAlerts } from "#shared/model/readers/reader-alerts.ts";
import { codeName } from "../../db/read-house.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useExpiryAhead } from "../../desk-services/library/use-expiry-ahead.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../i18n/use-t.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Menu, type MenuItems } from "../../ui/menu.tsx";
import { Pill } from "../../ui/pill.tsx";
import { badWayText } from "../../words/contact-words.ts";
import { type ReaderView, useReaderReading } from "./reader-queries.ts";
import type { HeldLook } from "./use-held-look.ts";

export interface ReaderHeadProps {
  readonly view: ReaderView;
  readonly today: string;
  readonly held: HeldLook;
  /** Opens the composer for her. */
  readonly onCompose: () => void;
  readonly menu: MenuItems;
}

export function ReaderHead({ view, today, held, onCompose, menu }: ReaderHeadProps) {
  const t = useT();
  const counter = useCounter();
  const { reader, id } = view;
  const reading = useReaderReading(reader);
  return (
    <header className="reader-head">
      <div className="who">
        <h1>
          <PersonName>{reader.preferredName ?? reader.name ?? t("words.no-name")}</PersonName>
          {reading !== undefined && reading !== "" && <span className="reading">{reading}</span>}
        </h1>
        <span className="row row-wrap">
          <CardPills view={view} today={today} />
        </span>
        <div className="row">
          {counter !== null && (
            <>
              <Button kind="primary" icon={Plus} keys="F4" onClick={onCompose}>
                {t("readers.log")}
              </Button>
              <Button className="narrow-hide" keys="Ctrl+N" onClick={() => counter.openOpinion(id)}>
                {t("readers.opinion")}
              </Button>
            </>
          )}
          <Menu trigger={<IconButton icon={Ellipsis} label={t("readers.more")} kind="plain" large />} items={menu} />
        </div>
      </div>
      <Facts view={view} held={held} />
      <Alerts view={view} today={today} />
    </header>
  );
}

function CardPills({ view: { reader }, today }: Pick<ReaderHeadProps, "view" | "today">) {
  const t = useT();
  const format = useFormat();
  const ahead = useExpiryAhead();
  if (reader.card === undefined) return <Pill tone="info">{t("readers.potential")}</Pill>;
  const expiring = readerAlerts(reader, today, ahead).find((alert) => alert.kind === "expiring");
  return (
    <>
      {isCardValid(reader, today) ? (
        <Pill tone="ok" icon={Check}>
          {t("readers.card-valid")}
        </Pill>
      ) : (
        <Pill tone="danger" icon={CircleAlert}>
          {t("readers.card-invalid")}
        </Pill>
      )}
      {expiring?.kind === "expiring" && (
        <Pill tone="warn" icon={CalendarClock}>
          {t("readers.expires", { day: format.longDay(expiring.on) })}
        </Pill>
      )}
    </>
  );
}

function Facts({ view: { reader }, held }: Pick<ReaderHeadProps, "view" | "held">) {
  const t = useT();
  const locale = useLocale();
  const house = useHouse();
  const unit = [reader.organisation, reader.unit].filter((part) => part !== undefined).join(" · ");
  const phones = held.shown?.phones;
  const shown = Array.isArray(phones) ? phones.map(String) : (reader.phones ?? []);
  return (
    <div className="who-facts">
      {reader.card !== undefined && (
        <span>
          {t("readers.card")} <span className="mono">{groupCard(reader.card)}</span>
        </span>
      )}
      {reader.category !== undefined && <span>{codeName(house, "category", reader.category, locale)}</span>}
      {unit !== "" && (
        <span>
          <Icon icon={Building2} />
          {unit}
        </span>
      )}
      {shown.length > 0 && (
        <span title={t("readers.hold-to-show")}>
          <Icon icon={Phone} />
          <span className="mono">{shown.join(" / ")}</span>
          <Kbd keys="Ctrl+I" />
        </span>
      )}
      {reader.branch !== undefined && (
        <span>
          <Icon icon={MapPin} />
          {house.branches.get(reader.branch)}
        </span>
      )}
    </div>
  );
}

function Alerts({ view: { reader }, today }: Pick<ReaderHeadProps, "view" | "today">) {
  const alerts = readerAlerts(reader, today, useExpiryAhead()).filter((alert) => alert.kind !== "expiring");
  if (alerts.length === 0) return null;
  return (
    <ul className="alerts">
      {alerts.map((alert) => (
        <Alert key={alert.kind} alert={alert} />
      ))}
    </ul>
  );
}

const TONES = { must: "danger", soon: "warn", info: "info" } as const;

function Alert({ alert }: { alert: CardAlert }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  const [word, sentence] = ((): readonly [string, string] => {
    switch (alert.kind) {
      case "written":
        return [t(`words.alert.${alert.level}`), alert.text];
      case "left":
        return [
          t("readers.alert-left"),
          `${codeName(house, "reason", alert.reason, locale)} · ${format.longDay(alert.on)}`,
        ];
      case "expired":
        return [
          t("readers.alert-expired"),
          t("readers.alert-expired-on", { day: format.longDay(alert.on), days: alert.daysAgo }),
        ];
      case "expiring":
        return [t("readers.alert-expiring"), format.longDay(alert.on)];
      case "do-not-contact":
        return [
          t("words.reader.doNotContact"),
          t("desk.alert.do-not-contact-text", { day: format.longDay(alert.since), words: alert.words ?? "" }),
        ];
      case "bad-contact":
        return [t("words.reader.badContact"), alert.ways.map((way) => maskText(badWayText(way, t))).join(" · ")];
    }
  })();
  return (
    <li className={`alert alert-${TONES[alert.level]}`}>
      <Icon icon={TriangleAlert} />
      <b>{word}</b>
      <span className="grow">{sentence}</span>
    </li>
  );
}
