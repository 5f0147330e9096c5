/** Whom the rules name, why, and for whom the work is; and of the others how many were held back for what. */

import { useLiveQuery } from "dexie-react-hooks";
import { Link } from "wouter";
import type { HeldCounts } from "#shared/rules/conditions.ts";
import { type HeldBecause, type Proposal, RULES } from "#shared/rules/rule.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import { heldCountText, ruleCauseText } from "../../../words/rule-reasons.ts";
import styles from "../rules.module.css";

/** Of each rule; the rest is a number. */
const SHOWN = 10;

export function RuleResult({
  proposals,
  held,
}: {
  readonly proposals: readonly Proposal[];
  readonly held: HeldCounts;
}) {
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
                  <Link href={`/readers/${reader}`}>
                    <PersonName>{names === undefined ? "…" : (names.get(reader) ?? t("rules.nobody-here"))}</PersonName>
                  </Link>
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
