/** Name, reading, state of the card, and how this person may be reached. */
import { Building2, Check, CircleAlert, Phone, ShieldCheck, UserRound } from "lucide-react";
import type { ChannelSaid } from "#shared/model/consent/channels-said.ts";
import { groupCard } from "#shared/model/input/card-number.ts";
import { isCardValid } from "#shared/model/readers/card-validity.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import type { Masked } from "../../../db/masked.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { useHeld } from "../../../ui/hooks/use-held.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { useDeskDeps } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import { useReading } from "./name-reading.ts";

interface Shown {
  readonly reader: Masked<"reader">;
}

interface Served extends Shown {
  readonly said: readonly ChannelSaid[];
}

export function WhoIsServed({ reader, said, today }: Served & { readonly today: string }) {
  const t = useT();
  const { ways } = useDeskDeps();
  const reading = useReading(reader.name, reader.reading);
  return (
    <>
      <header className="who">
        <h1 id="reader-h">
          <PersonName>{reader.preferredName ?? reader.name ?? t("words.no-name")}</PersonName>
          {reading !== undefined && <span className="reading">{reading}</span>}
        </h1>
        <CardState reader={reader} today={today} />
        <div className="row">
          <Button size="small" keys="Ctrl+Enter" onClick={() => ways().toReader(reader.id)}>
            {t("desk.full-page")}
          </Button>
        </div>
      </header>
      <Facts reader={reader} said={said} />
    </>
  );
}

function CardState({ reader, today }: Shown & { readonly today: string }) {
  const t = useT();
  if (reader.card === undefined) return <Pill tone="info">{t("desk.potential")}</Pill>;
  return isCardValid(reader, today) ? (
    <Pill tone="ok" icon={Check}>
      {t("desk.card-valid")}
    </Pill>
  ) : (
    <Pill tone="danger" icon={CircleAlert}>
      {t("desk.card-invalid")}
    </Pill>
  );
}

function Facts({ reader, said }: Served) {
  const t = useT();
  const names = useDeskNames();
  const { staff } = useHouse();
  const owner = reader.owner === undefined ? undefined : staff.get(reader.owner);
  const unit = [reader.organisation, reader.unit].filter((part) => part !== undefined).join(" · ");
  return (
    <div className="who-facts">
      {reader.card !== undefined && (
        <span>
          {t("desk.card")} <span className="mono">{groupCard(reader.card)}</span>
        </span>
      )}
      {reader.category !== undefined && <span>{names.code("category", reader.category)}</span>}
      {unit !== "" && (
        <span>
          <Icon icon={Building2} />
          {unit}
        </span>
      )}
      {reader.phones !== undefined && reader.phones.length > 0 && <Phones reader={reader.id} masked={reader.phones} />}
      <Consents said={said} />
      {owner !== undefined && (
        <span className="narrow-hide">
          <Icon icon={UserRound} />
          {t("desk.owner", { name: owner })}
        </span>
      )}
    </div>
  );
}

function Phones({ reader, masked }: { readonly reader: string; readonly masked: readonly string[] }) {
  const t = useT();
  const reveal = useReveal();
  const {
    shown: looked,
    hold,
    release,
  } = useHeld(reader, () => reveal({ kind: "reader", id: reader, fields: ["phones"] }));
  const phones = looked && (Array.isArray(looked.phones) ? looked.phones.map(String) : []);
  const shown = phones ?? masked;
  return (
    <button
      type="button"
      className="reveal"
      title={t("desk.hold-to-show")}
      aria-keyshortcuts="Control+I"
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
    >
      <Icon icon={Phone} />
      <span className="mono">{phones === null ? (shown[0] ?? "") : shown.join(" / ")}</span>
      {phones === null && masked.length > 1 && <span>{t("desk.more-phones", { count: masked.length - 1 })}</span>}
      <Kbd keys="Ctrl+I" />
    </button>
  );
}

/** Which ways this person agreed to or refused, for any purpose; silence where nothing was asked. */
function Consents({ said }: Pick<Served, "said">) {
  const t = useT();
  if (said.length === 0) return null;
  return (
    <span>
      <Icon icon={ShieldCheck} />
      {said.map(({ channel, may }) => t(may ? "desk.may" : "desk.may-not", { channel })).join(" · ")}
    </span>
  );
}
