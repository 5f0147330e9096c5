/** What came of an outreach, or of all rounds of its goal together; counted anew whenever something was written. */
import { Send } from "lucide-react";
import type { ReactNode } from "react";
import { useLocation, useParams, useSearch } from "wouter";
import { useAsked, type WorkerAnswer } from "../../../desk-services/use-asked.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { PooledPage } from "./pooled-page.tsx";
import { RoundPage } from "./round-page.tsx";

const QUIET_MS = { first: 0, again: 400 } as const;

export function ResultScreen() {
  const { id = "" } = useParams();
  const isPooled = new URLSearchParams(useSearch()).has("pooled");
  return isPooled ? <Pooled key={id} id={id} /> : <Round key={id} id={id} />;
}

function Round({ id }: { readonly id: string }) {
  const answer = useAsked(id, (worker, onProgress) => worker.outreachResults.report(id, onProgress), QUIET_MS);
  return (
    <Answered answer={answer} id={id}>
      {(report) => <RoundPage report={report} isBusy={answer.isBusy} />}
    </Answered>
  );
}

function Pooled({ id }: { readonly id: string }) {
  const answer = useAsked(id, (worker, onProgress) => worker.outreachResults.pooled(id, onProgress), QUIET_MS);
  return (
    <Answered answer={answer} id={id}>
      {(report) => <PooledPage outreach={id} report={report} isBusy={answer.isBusy} />}
    </Answered>
  );
}

interface AnsweredProps<T> {
  readonly answer: WorkerAnswer<T | null>;
  readonly id: string;
  readonly children: (value: T) => ReactNode;
}

function Answered<T>({ answer: { held, failure, again }, id, children }: AnsweredProps<T>) {
  const t = useT();
  const [, navigate] = useLocation();
  if (failure === null && held !== null && held.value !== null) return children(held.value);
  const isMissing = failure === null && held !== null;
  return (
    <main className="work centre" id="main" aria-busy={failure === null && held === null}>
      {isMissing && (
        <EmptyState
          icon={Send}
          action={<Button onClick={() => navigate(`/outreach/${id}`)}>{t("words.way-back")}</Button>}
        >
          {t("result.no-list")}
        </EmptyState>
      )}
      {failure !== null && (
        <EmptyState icon={Send} action={<Button onClick={again}>{t("figures.again")}</Button>}>
          {t("figures.failed", { reason: failure })}
        </EmptyState>
      )}
    </main>
  );
}
