/** The steps of an outreach with what each has come to, and below them what is set. */
import { Check } from "lucide-react";
import { addDays } from "#shared/kernel/day.ts";
import { RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import type { Row } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import styles from "./outreach.module.css";
import { goalText } from "./outreach-words.ts";
import { WholeDays } from "./whole-days.tsx";

export const OUTREACH_STEPS = ["group", "exclude", "templates", "lists", "result"] as const;
export type OutreachStep = (typeof OUTREACH_STEPS)[number];

interface StepNavProps {
  readonly row: Row<"outreach">;
  readonly figures: OutreachFigures | null | undefined;
  readonly current: OutreachStep;
  readonly onStep: (step: OutreachStep) => void;
}

export function StepNav({ row, figures, current, onStep }: StepNavProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const hasPurpose = purposeOf(row) !== undefined;
  const held = figures?.bars.find(({ bar }) => bar === "held-back")?.count ?? 0;
  // whoever came to be left out since stands in the table under a name of its own
  const out = figures == null ? 0 : figures.group - figures.told - held - figures.since.count;
  const isMade = row.madeAt !== undefined;
  const texts = Object.values(row.templates ?? {}).filter((text) => text !== "").length;
  const isDone: Readonly<Record<OutreachStep, boolean>> = {
    group: hasPurpose && (figures?.group ?? 0) > 0,
    exclude: isMade,
    templates: texts > 0,
    lists: isMade,
    result: false,
  };
  const resultDays = row.resultDays ?? RESULT_DAYS;
  const resultText =
    row.madeOn === undefined
      ? t("outreach.say-result-after", { days: resultDays })
      : t("outreach.say-result-on", { day: format.shownDay(addDays(row.madeOn, resultDays)) });
  const said = (step: OutreachStep): string => {
    if (figures == null) return t("outreach.counting");
    if (step === "group") return t("outreach.persons", { count: figures.group });
    if (row.goal === undefined) return t("outreach.say-no-goal");
    if (!hasPurpose) return t("outreach.say-no-purpose");
    if (step === "exclude") {
      return held > 0 ? t("outreach.say-excluded-held", { out, held }) : t("outreach.say-excluded", { out });
    }
    if (step === "templates")
      return texts === 0 ? t("outreach.say-no-text") : t("outreach.say-texts", { count: texts });
    if (step === "result") return resultText;
    return isMade
      ? t("outreach.say-made", { count: figures.told, day: format.shownDay(row.madeAt ?? clock.now()) })
      : t("outreach.say-not-made", { count: figures.told });
  };
  return (
    <nav className={`${styles.side} no-print`} aria-label={t("outreach.steps")}>
      <ol className={styles.steps}>
        {OUTREACH_STEPS.map((step, place) => (
          <li key={step}>
            <button
              type="button"
              className={classNames(isDone[step] && styles.done)}
              aria-current={step === current ? "step" : undefined}
              onClick={() => onStep(step)}
            >
              <span className={styles.place}>{isDone[step] ? <Icon icon={Check} /> : place + 1}</span>
              {t(`outreach.step-${step}`)}
              <small>
                <WholeDays>{said(step)}</WholeDays>
              </small>
            </button>
          </li>
        ))}
      </ol>
      <section aria-label={t("outreach.this-round")} className={styles.round}>
        <div className="section-head">
          <h2>{t("outreach.this-round")}</h2>
        </div>
        <dl className="facts">
          <dt>{t("outreach.goal")}</dt>
          <dd>{goalText(row, t) ?? t("outreach.goal-none")}</dd>
          {row.heldBack !== undefined && (
            <>
              <dt>{t("words.not-told-bar.held-back")}</dt>
              <dd>{t("outreach.set-held", { percent: row.heldBack.percent, seed: String(row.heldBack.seed) })}</dd>
            </>
          )}
          <dt>{t("outreach.set-result")}</dt>
          <dd>
            <WholeDays>{resultText}</WholeDays>
          </dd>
          {row.createdBy !== undefined && (
            <>
              <dt>{t("outreach.set-by")}</dt>
              <dd>{house.staff.get(row.createdBy) ?? ""}</dd>
            </>
          )}
        </dl>
      </section>
    </nav>
  );
}
