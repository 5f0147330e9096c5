/** All segments with their counts, and ready-made ones to begin with. */
import { Plus, Users } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Row } from "../../../db/database.ts";
import { segmentAsked } from "../../../db/segment-asked.ts";
import { PaperHead } from "../../../desk-services/paper/paper-head.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useWaitingDuplicates } from "../../../desk-services/use-waiting-duplicates.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { workerCallback } from "../../../platform/worker/worker-callback.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { ruleText } from "../../../words/rule-words.ts";
import { ReaderPages } from "../reader-pages.tsx";
import { useWords } from "./rule-wording.ts";
import { finishedRule } from "./segment-draft.ts";
import { useSegments } from "./segment-queries.ts";
import styles from "./segments.module.css";
import { TEMPLATES, templateDraft } from "./templates.ts";

const NEW = "/readers/segments/new";

export function SegmentsScreen() {
  const t = useT();
  const [, navigate] = useLocation();
  const segments = useSegments();
  const waiting = useWaitingDuplicates();
  return (
    <main className="work centre" id="main" aria-busy={segments === undefined}>
      <PaperHead scope={t("words.all-branches")} />
      <header className="page-head">
        <h1 className="nowrap">{t("segments.title")}</h1>
        <ReaderPages current="segments" waiting={waiting} />
        <Button kind="primary" className="push" icon={Plus} autoFocus onClick={() => navigate(NEW)}>
          {t("segments.new")}
        </Button>
      </header>
      <div className={`${styles.page} scroll`}>
        {segments?.length === 0 && (
          <p className={styles.none}>
            <Icon icon={Users} size={20} />
            {t("segments.none-yet")}
          </p>
        )}
        {segments !== undefined && segments.length > 0 && <Saved segments={segments} />}
        <Templates />
      </div>
    </main>
  );
}

function Saved({ segments }: { segments: readonly Row<"segment">[] }) {
  const words = useWords();
  const { t } = words;
  const format = useFormat();
  const [, navigate] = useLocation();
  const counts = useCounts(segments);
  return (
    <section aria-label={t("segments.saved")}>
      <div className="section-head">
        <h2>{t("segments.saved")}</h2>
      </div>
      <ul className="list">
        {segments.map((row) => {
          const count = counts.get(row.id);
          return (
            <li key={row.id} className="line">
              <button type="button" className="link" onClick={() => navigate(`/readers?segment=${row.id}`)}>
                {row.name}
              </button>
              {row.fixed !== undefined && <Pill>{t("segments.kind-fixed")}</Pill>}
              <span className="grow clip soft">{row.rule !== undefined && ruleText(row.rule, words)}</span>
              <b className="nums">{count === undefined ? "…" : count === null ? "–" : format.number(count)}</b>
              <Button
                size="small"
                aria-label={t("segments.edit-of", { name: row.name ?? "" })}
                onClick={() => navigate(`/readers/segments/${row.id}`)}
              >
                {t("segments.edit")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Templates() {
  const words = useWords();
  const { t } = words;
  const [, navigate] = useLocation();
  return (
    <section aria-label={t("segments.templates")}>
      <div className="section-head">
        <h2>{t("segments.templates")}</h2>
      </div>
      <ul className="list">
        {TEMPLATES.map((template) => {
          const name = t(`segments.template-${template}`);
          const rule = finishedRule(templateDraft(template, name));
          return (
            <li key={template} className="line">
              <b className="nowrap">{name}</b>
              <span className="grow clip soft">{rule !== null && ruleText(rule, words)}</span>
              <Button
                size="small"
                aria-label={t("segments.begin-with", { name })}
                onClick={() => navigate(`${NEW}?template=${template}`)}
              >
                {t("segments.begin")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** One after the other; null where a rule cannot be asked. */
function useCounts(segments: readonly Row<"segment">[]): ReadonlyMap<string, number | null> {
  const { worker } = useServices();
  const [counts, setCounts] = useState<ReadonlyMap<string, number | null>>(new Map());
  const key = JSON.stringify(segments.map((row) => [row.id, segmentAsked(row)]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the segments are their key
  useEffect(() => {
    let isWanted = true;
    const nothing = workerCallback(() => undefined);
    const count = async (): Promise<void> => {
      for (const row of segments) {
        const answer = await worker.segments.ask(segmentAsked(row), 0, nothing);
        if (!isWanted) return;
        setCounts((now) => new Map(now).set(row.id, answer.tag === "counted" ? answer.members : null));
      }
    };
    // a segment that is opened says what is wrong
    count().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [worker, key]);
  return counts;
}
