/** Below the head: how far the work is, what went wrong, that there is nothing yet, or the figures. */
import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { useLasting } from "../../ui/hooks/use-lasting.ts";
import { type Chosen, statisticsPath } from "./chosen.ts";
import type { useAnswer } from "./use-answer.ts";
import { Working } from "./working.tsx";

/** Longer than this is waiting. */
const LASTING_MS = 300;

export interface AnswerBodyProps<T> {
  readonly chosen: Chosen;
  readonly answer: ReturnType<typeof useAnswer<T>>;
  readonly isEmpty: (value: T) => boolean;
  readonly children: (value: T) => ReactNode;
}

export function AnswerBody<T>({ chosen, answer, isEmpty, children }: AnswerBodyProps<T>): ReactNode {
  const t = useT();
  const house = useHouse();
  const [, navigate] = useLocation();
  const isWaiting = answer.tag === "reading" || (answer.tag === "ready" && answer.isOther);
  const isLasting = useLasting(isWaiting, LASTING_MS);
  // until then the figures before stay: the page would flicker on a quick computer
  if (answer.tag === "reading" || (answer.tag === "ready" && isLasting))
    return (
      <div className="stats scroll">{isLasting && <Working month={chosen.month} progress={answer.progress} />}</div>
    );
  if (answer.tag === "failed") {
    return (
      <div className="stats scroll">
        <EmptyState icon={ChartColumn} action={<Button onClick={answer.again}>{t("figures.again")}</Button>}>
          {t("figures.failed", { reason: answer.reason })}
        </EmptyState>
      </div>
    );
  }
  if (isEmpty(answer.value) && chosen.branch !== null) {
    const { branch } = chosen;
    return (
      <div className="stats scroll">
        <EmptyState
          icon={ChartColumn}
          action={
            <Button onClick={() => navigate(statisticsPath({ ...chosen, branch: null }), { replace: true })}>
              {t("statistics.to-all-branches")}
            </Button>
          }
        >
          {t("statistics.empty-branch", { branch: house.branches.get(branch) ?? branch })}
        </EmptyState>
      </div>
    );
  }
  if (isEmpty(answer.value)) {
    return (
      <div className="stats scroll">
        <EmptyState
          icon={ChartColumn}
          action={<Button onClick={() => navigate("/import")}>{t("statistics.to-import")}</Button>}
        >
          {t("statistics.empty")}
        </EmptyState>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <div className="stats scroll" tabIndex={0}>
      {children(answer.value)}
    </div>
  );
}
