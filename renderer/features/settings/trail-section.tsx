/**
 * What this computer's host has recorded for itself: who was shown the library code, whom it let in without a PIN, and whether every look still
 * stands in the journal.
 */
import { useEffect, useState } from "react";
import type { CodeUsed, Trail } from "#shared/host/trail-calls.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";

export function TrailSection() {
  const t = useT();
  const { host } = useServices();
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
  const { looks, missing, isWhole, codes, entered } = trail;
  return (
    <>
      {missing > 0 ? (
        <p role="alert">{t("settings.trail-missing", { count: missing, looks })}</p>
      ) : (
        <p>{t("settings.trail-looks", { count: looks })}</p>
      )}
      {!isWhole && <p role="alert">{t("settings.trail-broken")}</p>}
      <p>{codes.length === 0 ? t("settings.trail-no-code") : t("settings.trail-codes", { count: codes.length })}</p>
      <Times of={codes} />
      {entered.length > 0 && <p>{t("settings.trail-entered", { count: entered.length })}</p>}
      <Times of={entered} />
      <p className="field-hint">{t("settings.trail-hint")}</p>
    </>
  );
}

/** When and who, the newest first. */
function Times({ of }: { readonly of: readonly CodeUsed[] }) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  return (
    <ul className="plain">
      {of
        .toReversed()
        .slice(0, SHOWN)
        .map(({ at, staff }) => (
          <li
            key={`${at}-${staff}`}
          >{`${format.moment(at, clock.now())} ${staff === "" ? t("settings.trail-nobody") : (house.staff.get(staff) ?? staff)}`}</li>
        ))}
    </ul>
  );
}

const SHOWN = 20;
