/** Who came and who went since this desk last looked on an earlier day; each number leads to the names. */

import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { PersonLine } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { RunComparison, SegmentAsked } from "../../../platform/worker/segments-api.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { useReaders } from "./segment-queries.ts";

/** Names in the dialog; the rest is a number. */
const MOST_NAMES = 200;

export function RunLine({ segment, asked }: { segment: string; asked: SegmentAsked }) {
  const t = useT();
  const { worker } = useServices();
  const [run, setRun] = useState<RunComparison | null>();
  const [shown, setShown] = useState<"came" | "went" | null>(null);
  const question = JSON.stringify(asked);
  useEffect(() => {
    let isWanted = true;
    // what is read back was written just above
    worker.segments.compare(segment, JSON.parse(question) as SegmentAsked).then(
      (found) => isWanted && setRun(found),
      // the count says what is wrong
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, segment, question]);
  if (run === undefined) return null;
  if (run === null) return <span className="meta">{t("segments.run-none")}</span>;
  return (
    <span className="row">
      <span className="meta">{t(run.isOtherRule ? "segments.run-other" : "segments.run", { day: run.since })}</span>
      {(["came", "went"] as const).map((which) => (
        <button key={which} type="button" className="link" onClick={() => setShown(which)}>
          {t(`segments.run-${which}`, { count: run[which].length })}
        </button>
      ))}
      {shown !== null && (
        <Names
          title={t(`segments.run-${shown}`, { count: run[shown].length })}
          ids={run[shown]}
          onClose={() => setShown(null)}
        />
      )}
    </span>
  );
}

function Names({ title, ids, onClose }: { title: string; ids: readonly string[]; onClose: () => void }) {
  const t = useT();
  const [, navigate] = useLocation();
  const listed = ids.slice(0, MOST_NAMES);
  const readers = useReaders(listed);
  return (
    <Dialog open title={title} closeLabel={t("segments.close")} onClose={onClose} reading>
      {ids.length === 0 && <p>{t("segments.hands-none")}</p>}
      <ul className="list">
        {listed.map((id) => {
          const reader = readers.get(id);
          return (
            <li key={id} className="line">
              {reader === undefined ? (
                <span className="soft">{t("segments.no-longer-here")}</span>
              ) : (
                <button type="button" className="link" onClick={() => navigate(`/readers/${id}`)}>
                  <PersonLine name={reader.name} rest={[reader.card]} />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {ids.length > listed.length && (
        <p className="soft">{t("segments.more-names", { count: ids.length - listed.length })}</p>
      )}
    </Dialog>
  );
}
