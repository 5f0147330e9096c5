/** The five steps of an opinion, each that was taken with its day and who took it. */
import { Check } from "lucide-react";
import { dueDay, FEEDBACK_STATUSES } from "#shared/model/feedback.ts";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import type { OpinionRow } from "./opinion-queries.ts";
import { stepsTaken } from "./opinion-views.ts";
import { dayToInstant } from "./opinion-words.ts";

export function OpinionTrack({ row, house }: { row: OpinionRow; house: House }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const due = dueDay(row);
  const taken = stepsTaken(row);
  const at = FEEDBACK_STATUSES.indexOf(row.status ?? "registered");
  return (
    <ol className="track" aria-label={t("opinions.progress")}>
      {FEEDBACK_STATUSES.map((status, index) => {
        const step = row.steps?.[status];
        const done = taken.has(status);
        const detail =
          step !== undefined && index <= at
            ? [format.shortDay(step.at, now), step.by && house.staff.get(step.by)].filter(Boolean).join(" ")
            : status === "answered" && due !== undefined && index > at
              ? t("opinions.answer-by", { day: format.shortDay(dayToInstant(due), now) })
              : index < at && !done
                ? t("opinions.step-unrecorded")
                : "";
        return (
          <li
            key={status}
            className={done ? "done" : undefined}
            aria-current={index === at && !done ? "step" : undefined}
          >
            <span className="dot">{done && <Icon icon={Check} />}</span>
            {t(`words.status.${status}`)}
            <small>{detail}</small>
          </li>
        );
      })}
    </ol>
  );
}
