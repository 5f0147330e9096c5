/**
 * Looks at readers who are erased, by case number: who looked can still be asked, and printed; at whom stands nowhere.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { History } from "lucide-react";
import { CASE_ID, NO_CASE } from "#shared/model/who-is-named.ts";
import type { DeskDb } from "../../../db/database.ts";
import { useRecordHistory } from "../../../desk-services/record-history.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";

interface Case {
  readonly id: string;
  readonly looks: number;
  /** Of the last look. */
  readonly at: number;
}

export function CaseList({ now }: { now: number }) {
  const t = useT();
  const format = useFormat();
  const { db } = useServices();
  const openHistory = useRecordHistory();
  const cases = useLiveQuery(async () => await readCases(db), [db]);
  if (cases === undefined || cases.length === 0) return null;
  const nameOf = (id: string): string =>
    id === NO_CASE.id ? t("centre.case-none") : t("centre.case-number", { number: id.slice(CASE_ID.length) });
  return (
    <details>
      <summary>{t("centre.cases")}</summary>
      <p className="meta">{t("centre.cases-stay")}</p>
      <ul className="erased-lines">
        {cases.map(({ id, looks, at }) => (
          <li key={id}>
            <Button
              size="small"
              kind="quiet"
              icon={History}
              onClick={() => openHistory({ kind: "reveal", ids: [id], title: nameOf(id) })}
            >
              {t("centre.case", { name: nameOf(id), count: looks, last: format.moment(at, now) })}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The case with the latest look first. */
async function readCases(db: DeskDb): Promise<readonly Case[]> {
  const cases = new Map<string, Case>();
  await db.reveal
    .where("about.id")
    .startsWith(CASE_ID)
    .each(({ about, at = 0 }) => {
      if (about?.kind !== NO_CASE.kind) return;
      const known = cases.get(about.id);
      cases.set(about.id, { id: about.id, looks: (known?.looks ?? 0) + 1, at: Math.max(at, known?.at ?? 0) });
    });
  return [...cases.values()].sort((a, b) => b.at - a.at);
}
