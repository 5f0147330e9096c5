/** Readers that carry one card: led to the page where they can be merged. */
import { useLiveQuery } from "dexie-react-hooks";
import { Link } from "wouter";
import { masked } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { useT } from "../../i18n/use-t.ts";

const MOST_SHOWN = 20;

export function SameCards({ groups }: { groups: readonly (readonly string[])[] }) {
  const t = useT();
  const { db } = useServices();
  const key = groups.map((ids) => ids.join()).join(";");
  const shown = useLiveQuery(async () => {
    const rows = await Promise.all(groups.slice(0, MOST_SHOWN).map((ids) => db.reader.bulkGet([...ids])));
    return rows.map((group) => group.flatMap((row) => (row === undefined ? [] : [masked("reader", row)])));
  }, [db, key]);
  if (groups.length === 0 || shown === undefined) return null;
  return (
    <section aria-labelledby="same-h" className="same-cards">
      <div className="section-head">
        <h2 id="same-h">
          {t("sync.same-cards")} <span className="count">{groups.length}</span>
        </h2>
      </div>
      <ul className="list">
        {shown.map((group) => (
          <li key={group.map((row) => row.id).join()} className="line">
            <span className="mono">{group[0]?.card}</span>
            <span className="grow clip">{group.map((row) => row.name ?? "").join(" / ")}</span>
            <Link href={`/readers/${group[0]?.id ?? ""}`}>{t("sync.to-merge")}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
