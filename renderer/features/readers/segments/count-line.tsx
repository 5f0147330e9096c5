/** How many are in, or the sentence that says why nobody is counted. */

import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { segmentFieldName } from "../../../words/rule-words.ts";
import styles from "./segments.module.css";
import type { AnswerNow } from "./use-segment-answer.ts";

export function CountLine({ now, isUnfinished, isEmpty }: { now: AnswerNow; isUnfinished: boolean; isEmpty: boolean }) {
  const t = useT();
  const { answer, isOld, progress, failure, again } = now;
  const step = t(progress?.step === "reading" ? "segments.reading" : "segments.counting");
  if (failure !== null)
    return (
      <span className="row" role="alert">
        {t("segments.failed", { reason: failure })}
        <Button size="small" onClick={again}>
          {t("segments.again")}
        </Button>
      </span>
    );
  return (
    <span role="status" className={styles.members} data-old={isOld || undefined}>
      {isUnfinished ? (
        t("segments.wait-for-value")
      ) : isEmpty ? (
        t("segments.empty-rule")
      ) : answer === null ? (
        <span className="row">
          {step}
          {progress !== null && <ProgressBar label={step} done={progress.done} total={progress.total} />}
        </span>
      ) : answer.tag === "refused" ? (
        t("segments.refused", {
          rows: [
            ...new Set(
              answer.problems.map(({ tag, field }) =>
                t(`segments.problem-${tag}`, { field: segmentFieldName(field, t) }),
              ),
            ),
          ].join(" · "),
        })
      ) : (
        <b>{t("segments.count", { count: answer.members, total: answer.readers })}</b>
      )}
    </span>
  );
}
