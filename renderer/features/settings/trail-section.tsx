/**
 * What this computer's host has recorded for itself: who was shown the library code, and whether every look still
 * stands in the journal.
 */
import { useEffect, useState } from "react";
import type { Trail } from "#shared/host/trail-calls.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";

export function TrailSection() {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { host, clock } = useServices();
  const [trail, setTrail] = useState<Trail | "unread" | null>(null);
  useEffect(() => {
    let isWanted = true;
    void host("trail.prove", {}).then((answer) => isWanted && setTrail(answer.ok ? answer.value : "unread"));
    return () => {
      isWanted = false;
    };
  }, [host]);
  if (trail === null) return <p role="status">{t("settings.trail-reading")}</p>;
  if (trail === "unread") return <p role="alert">{t("settings.trail-unread")}</p>;
  const { looks, missing, isWhole, codes } = trail;
  return (
    <>
      {missing > 0 ? (
        <p role="alert">{t("settings.trail-missing", { count: missing, looks })}</p>
      ) : (
        <p>{t("settings.trail-looks", { count: looks })}</p>
      )}
      {!isWhole && <p role="alert">{t("settings.trail-broken")}</p>}
      <p>{codes.length === 0 ? t("settings.trail-no-code") : t("settings.trail-codes", { count: codes.length })}</p>
      <ul className="plain">
        {codes
          .toReversed()
          .slice(0, SHOWN)
          .map(({ at, staff }) => (
            <li
              key={`${at}-${staff}`}
            >{`${format.moment(at, clock.now())} ${staff === "" ? t("settings.trail-nobody") : (house.staff.get(staff) ?? staff)}`}</li>
          ))}
      </ul>
      <p className="field-hint">{t("settings.trail-hint")}</p>
    </>
  );
}

const SHOWN = 20;
