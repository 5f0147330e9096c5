/** A page of a result: its head with the name, the days that count, the way to all rounds, and what can be taken from it. */
import { ChevronRight, FileDown, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation } from "wouter";
import { PaperFoot, PaperHead } from "../../../desk-services/paper/paper-head.tsx";
import { usePrintCommand } from "../../../desk-services/paper/use-print-command.ts";
import { useEscapeTo } from "../../../desk-services/way-back.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { PageTabs } from "../../../ui/page-tabs.tsx";
import styles from "./result.module.css";
import { resultPath } from "./result-path.ts";
import { type TitledTable, useSaveResult } from "./use-save-result.ts";

interface ResultFrameProps {
  readonly outreach: string;
  readonly name: string;
  readonly isPooled: boolean;
  readonly isBusy: boolean;
  readonly pill?: ReactNode;
  /** Which days, or which rounds. */
  readonly span: string;
  readonly tables: readonly TitledTable[];
  readonly children: ReactNode;
}

export function ResultFrame({ outreach, name, isPooled, isBusy, pill, span, tables, children }: ResultFrameProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const save = useSaveResult();
  const back = useEscapeTo(isPooled ? resultPath(outreach) : `/outreach/${outreach}`);
  const print = (): void => window.print();
  usePrintCommand(print);
  return (
    <main className="work centre" id="main" aria-busy={isBusy}>
      <PaperHead title={name} scope={t("result.title")} period={span} />
      <header className={classNames("page-head no-print", styles.head)}>
        <button type="button" className={classNames("link soft", styles.crumb)} onClick={() => navigate("/outreach")}>
          {t("words.kind.outreach")}
        </button>
        <ChevronRight size={16} aria-hidden />
        <h1 title={name}>{name}</h1>
        {pill}
        <span className="meta">{span}</span>
        <PageTabs
          label={t("result.pages")}
          tabs={[
            { href: resultPath(outreach), label: t("result.one-round"), isCurrent: !isPooled },
            { href: resultPath(outreach, true), label: t("result.pool"), isCurrent: isPooled },
          ]}
          onGo={(href) => navigate(href, { replace: true })}
        />
        <span className="push row">
          <Button keys="Esc" onClick={back}>
            {t("words.way-back")}
          </Button>
          <Button icon={FileDown} onClick={() => void save(t("result.title"), [name, span], tables)}>
            {t("batch.export-xlsx")}
          </Button>
          <Button icon={Printer} kind="primary" keys="Ctrl+P" onClick={print}>
            {t("result.print")}
          </Button>
        </span>
      </header>
      {children}
      <PaperFoot />
    </main>
  );
}
