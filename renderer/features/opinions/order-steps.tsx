/** What has passed between the library and whoever sent the order from outside, the latest first. */
import { orderEntries } from "#shared/model/mail/outside-order.ts";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import type { OpinionRow } from "./opinion-queries.ts";
import { dayToInstant } from "./opinion-words.ts";

interface OrderStepsProps {
  readonly row: OpinionRow;
  readonly house: House;
  readonly onEnter: () => void;
}

export function OrderSteps({ row, house, onEnter }: OrderStepsProps) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const entries = orderEntries(row).toReversed();
  return (
    <section aria-labelledby="order-steps">
      <div className="section-head">
        <h2 id="order-steps">{t("words.feedback.orderSteps")}</h2>
        <Button size="small" kind="quiet" className="push" keys="W" onClick={onEnter}>
          {t("opinions.order-step")}
        </Button>
      </div>
      <ul className="list">
        {entries.map(({ at, step, on, by, until, verdict }) => (
          <li key={at} className="line">
            <time className="meta nowrap" dateTime={on}>
              {format.shortDay(dayToInstant(on), now)}
            </time>
            <span className="grow">
              {[
                t(`words.order-step.${step}`),
                until !== undefined && t("opinions.order-until", { day: format.shownDay(until) }),
                verdict !== undefined && t(`words.order-verdict.${verdict}`),
                by === undefined ? undefined : house.staff.get(by),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
