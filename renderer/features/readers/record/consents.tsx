/**
 * What the reader agreed to, by channel and purpose, and whether she wants no contact. A cell opens the question, the
 * head of a column that of a no to all that is said on its channel.
 */

import { Check, X } from "lucide-react";
import { useState } from "react";
import { declinedUntil } from "#shared/model/consent/may-contact.ts";
import {
  CONSENT_PURPOSES,
  CONTACT_PURPOSES,
  type ConsentPurpose,
  type ContactChannel,
  consentKey,
} from "#shared/model/consent/purposes.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { CONTACT_CHANNELS, type Consent } from "#shared/model/reader.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { ReaderView } from "../reader-queries.ts";
import { ConsentDialog } from "./consent-dialog.tsx";
import { DoNotContact } from "./do-not-contact.tsx";

export function Consents({ view }: { view: ReaderView }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  const [asking, setAsking] = useState<{
    readonly channel: ContactChannel;
    readonly purpose: ConsentPurpose | null;
  } | null>(null);
  const until = (purpose: ConsentPurpose): string | undefined => declinedUntil(view.reader, purpose, format.day(now));
  /** Why an earlier yes counts no more. */
  const stopOfYes = (purpose: ConsentPurpose): string | undefined => {
    if (view.reader.doNotContact !== undefined && CONTACT_PURPOSES[purpose] === "consent")
      return t("readers.consent-quiet");
    const day = until(purpose);
    return day && t("readers.declined-until", { day: format.shownDay(day) });
  };
  const consents = view.reader.consents ?? {};
  const channels = offeredIn(house.place, CONTACT_CHANNELS, (channel) =>
    CONSENT_PURPOSES.some((purpose) => consents[consentKey(channel, purpose)] !== undefined),
  );
  const said = (consent: Consent): string =>
    [
      format.shortDay(consent.at, now),
      consent.how && t(`words.how.${consent.how}`),
      saidText(consent, t(consent.given ? "readers.consent-yes" : "readers.consent-no")),
      consent.by && house.staff.get(consent.by),
    ]
      .filter(Boolean)
      .join(" · ");
  const saidText = ({ giver }: Consent, text: string): string =>
    giver === "guardian" ? t("words.how.by-guardian", { said: text }) : text;
  const latest = Object.values(consents).toSorted((a, b) => b.at - a.at)[0];
  return (
    <section aria-labelledby="consent-h">
      <div className="section-head">
        <h2 id="consent-h">{t("words.reader.consents")}</h2>
      </div>
      <DoNotContact view={view} />
      <table className="grid-consent">
        <thead>
          <tr>
            <th scope="col">{t("readers.purpose")}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                <button
                  type="button"
                  className="cell-btn"
                  title={t("readers.consent-channel-title")}
                  onClick={() => setAsking({ channel, purpose: null })}
                >
                  {t(`words.contact.${channel}`)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {CONSENT_PURPOSES.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">
                {t(`words.consent.${purpose}`)}
                {until(purpose) !== undefined && (
                  <p className="no">{t("readers.declined-until", { day: format.shownDay(until(purpose) ?? "") })}</p>
                )}
              </th>
              {channels.map((channel) => {
                const consent = consents[consentKey(channel, purpose)];
                const stop = consent?.given === true ? stopOfYes(purpose) : undefined;
                const title = consent && [said(consent), consent.wording, stop].filter(Boolean).join("\n");
                return (
                  <td key={channel}>
                    <button
                      type="button"
                      className="cell-btn"
                      title={title}
                      onClick={() => setAsking({ channel, purpose })}
                    >
                      <Given consent={consent} stop={stop} isDuty={CONTACT_PURPOSES[purpose] === "duty"} />
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">{latest === undefined ? t("readers.consent-never") : said(latest)}</p>
      {asking !== null && <ConsentDialog {...asking} view={view} onClose={() => setAsking(null)} />}
    </section>
  );
}

/** What is owed by duty needs no asking: only a no counts. */
function Given({
  consent,
  stop,
  isDuty,
}: {
  readonly consent: Consent | undefined;
  readonly stop: string | undefined;
  readonly isDuty: boolean;
}) {
  const t = useT();
  if (consent === undefined)
    return <span className="no">{t(isDuty ? "readers.consent-duty" : "readers.consent-unasked")}</span>;
  return (
    <span className={consent.given && stop === undefined ? "yes" : "no"}>
      <Icon icon={consent.given ? Check : X} />
      <span className="vh">
        {[t(consent.given ? "readers.consent-yes" : "readers.consent-no"), stop].filter(Boolean).join(" · ")}
      </span>
    </span>
  );
}
