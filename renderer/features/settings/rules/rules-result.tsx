/** Whom the rules name, why, and for whom the work is; and of the others how many were held back for what. */

import { useLiveQuery } from "dexie-react-hooks";
import { Link } from "wouter";
import type { HeldCounts } from "#shared/rules/conditions.ts";
import { type HeldBecause, type Proposal, RULES } from "#shared/rules/rule.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useRecordHistory } from "../../../desk-services/record-history.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { WithdrawnTask } from "../../../platform/worker/rules-api.ts";
import { Button } from "../../../ui/button.tsx";
import { heldCountText, ruleCauseText } from "../../../words/rule-reasons.ts";
import styles from "../rules.module.css";

/** Of each rule; the rest is a number. */
const SHOWN = 10;

interface RuleResultProps {
  readonly proposals: readonly Proposal[];
  readonly held: HeldCounts;
  readonly taken?: readonly WithdrawnTask[];
}

export function RuleResult({ proposals, held, taken = [] }: RuleResultProps) {
  const t = useT();
  const house = useHouse();
  const named = RULES.map((rule) => ({ rule, of: proposals.filter((proposal) => proposal.rule === rule) }));
  const names = useNames(named.flatMap(({ of }) => of.slice(0, SHOWN).map(({ reader }) => reader)));
  return (
    <>
      {named
        .filter(({ of }) => of.length > 0)
        .map(({ rule, of }) => (
          <section key={rule} className={styles.named} aria-label={t(`rules.name-${rule}`)}>
            <h3>
              {t(`rules.name-${rule}`)} <span className="count">{of.length}</span>
            </h3>
            <ul className="list">
              {of.slice(0, SHOWN).map(({ reader, key, cause, assignee }) => (
                <li key={`${reader} ${key}`} className="line">
                  <ReaderLink reader={reader} names={names} />
                  <span className="grow">{ruleCauseText(cause, t)}</span>
                  <span className="meta nowrap">
                    {assignee === undefined
                      ? t("rules.for-nobody")
                      : t("rules.for", { name: house.staff.get(assignee) ?? "" })}
                  </span>
                </li>
              ))}
            </ul>
            {of.length > SHOWN && <p className="meta">{t("rules.more", { count: of.length - SHOWN })}</p>}
          </section>
        ))}
      {taken.length > 0 && <Withdrawn tasks={taken} />}
      <details className={styles.held}>
        <summary>{t("rules.held-back")}</summary>
        <dl className="facts">
          {RULES.map((rule) => (
            <div key={rule}>
              <dt>{t(`rules.name-${rule}`)}</dt>
              <dd>
                {Object.entries(held[rule]).map(([because, count]) => (
                  // the keys of the counts are the reasons
                  <span key={because}>{heldCountText(rule, because as HeldBecause, count, t)}</span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

/** Each leads to its history: in the list of tasks it is no more. */
function Withdrawn({ tasks }: { readonly tasks: readonly WithdrawnTask[] }) {
  const t = useT();
  const openHistory = useRecordHistory();
  const shown = tasks.slice(0, SHOWN);
  const names = useNames(shown.map(({ reader }) => reader));
  const title = t("words.rules-withdrew", { count: tasks.length });
  return (
    <section className={styles.named} aria-label={title}>
      <h3>{title}</h3>
      <ul className="list">
        {shown.map(({ task, reader, rule }) => (
          <li key={task} className="line">
            <ReaderLink reader={reader} names={names} />
            <span className="grow">{t(`rules.name-${rule}`)}</span>
            <Button
              size="small"
              kind="quiet"
              onClick={() => openHistory({ kind: "task", ids: [task], title: t(`rules.name-${rule}`) })}
            >
              {t("words.history")}
            </Button>
          </li>
        ))}
      </ul>
      {tasks.length > SHOWN && <p className="meta">{t("rules.more", { count: tasks.length - SHOWN })}</p>}
    </section>
  );
}

interface ReaderLinkProps {
  readonly reader: string;
  readonly names: ReadonlyMap<string, string> | undefined;
}

function ReaderLink({ reader, names }: ReaderLinkProps) {
  const t = useT();
  return (
    <Link href={`/readers/${reader}`}>
      <PersonName>{names === undefined ? "…" : (names.get(reader) ?? t("rules.nobody-here"))}</PersonName>
    </Link>
  );
}

/** Undefined while reading. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string> | undefined {
  const { db } = useServices();
  const key = ids.join();
  const rows = useLiveQuery(async () => db.reader.bulkGet(key === "" ? [] : key.split(",")), [db, key]);
  return (
    rows &&
    new Map(rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [[row.id, row.name ?? ""] as const])))
  );
}
