/** A page of the statistics: its head with the pages, the branch and the month, and what is below. */
import { Printer } from "lucide-react";
import { useLocation } from "wouter";
import { useImportedText } from "../../desk-services/library/use-imported-text.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import { useEscapeTo } from "../../desk-services/way-back.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { PageTabs } from "../../ui/page-tabs.tsx";
import { Select } from "../../ui/select.tsx";
import { monthText } from "../../words/things-named.ts";
import { AnswerBody, type AnswerBodyProps } from "./answer-body.tsx";
import { type Chosen, STATISTICS_PAGES, statisticsPath } from "./chosen.ts";
import { useTold } from "./told.tsx";

/** Months that can be looked at, this one first. */
const MONTHS = 24;

interface PageFrameProps<T> extends AnswerBodyProps<T> {
  readonly today: string;
}

export function PageFrame<T>({ today, ...body }: PageFrameProps<T>) {
  const { chosen, answer } = body;
  const isBusy = answer.tag === "reading" || (answer.tag === "ready" && answer.isOld);
  const t = useT();
  const house = useHouse();
  const [, navigate] = useLocation();
  const choose = (next: Chosen): void => navigate(statisticsPath(next), { replace: true });
  const imported = useImportedText();
  const { isDecided } = useTold();
  const { from = null } = chosen;
  const back = useEscapeTo(from);
  return (
    <main className="work centre" id="main" aria-busy={isBusy}>
      <PaperHead
        title={`${t("statistics.title")} · ${t(`statistics.page-${chosen.page}`)}`}
        scope={(chosen.branch === null ? undefined : house.branches.get(chosen.branch)) ?? t("words.all-branches")}
        period={monthText(chosen.month, t)}
      />
      <header className="page-head no-print">
        <h1 className="nowrap">{t("statistics.title")}</h1>
        <PageTabs
          label={t("statistics.pages")}
          tabs={[
            ...STATISTICS_PAGES.map((page) => ({
              href: statisticsPath({ ...chosen, page }),
              label: t(`statistics.page-${page}`),
              isCurrent: page === chosen.page,
            })),
            { href: "/statistics/reports", label: t("statistics.to-reports"), isCurrent: false },
          ]}
          onGo={navigate}
        />
        <span className="push row">
          {from !== null && (
            <Button keys="Esc" onClick={back}>
              {t("words.way-back")}
            </Button>
          )}
          <Select
            aria-label={t("statistics.branch")}
            value={chosen.branch ?? ""}
            options={[
              { value: "", label: t("words.all-branches") },
              ...[...house.branches].map(([value, label]) => ({ value, label })),
            ]}
            onChange={(branch) => choose({ ...chosen, branch: branch === "" ? null : branch })}
          />
          <Select
            aria-label={t("statistics.month")}
            value={chosen.month}
            options={monthsBefore(today, MONTHS).map((value) => ({ value, label: monthText(value, t) }))}
            onChange={(month) => choose({ ...chosen, month })}
          />
          <Button icon={Printer} keys="Ctrl+P" disabled={!isDecided} onClick={() => window.print()}>
            {t("statistics.print")}
          </Button>
        </span>
      </header>
      {imported !== undefined && <p className="page-note">{imported}</p>}
      <AnswerBody {...body} />
    </main>
  );
}

/** YYYY-MM, the latest first. */
function monthsBefore(today: string, count: number): readonly string[] {
  const last = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  return Array.from(
    { length: count },
    (_, back) => `${Math.floor((last - back) / 12)}-${String(((last - back) % 12) + 1).padStart(2, "0")}`,
  );
}
