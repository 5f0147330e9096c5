/**
 * Who looked at the protected fields of a record, and whose list took them out: read on request, printed for the
 * reader.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { Printer } from "lucide-react";
import { useState } from "react";
import { KINDS, type Kind } from "#shared/model/kinds.ts";
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { EXPORT_OF_ALL, EXPORT_OF_SOME } from "#shared/model/reveal.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import type { HistoryOf } from "../../desk-services/record-history.ts";
import { useServices } from "../../desk-services/services.ts";
import { useRich } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { usePrinting } from "../../ui/hooks/use-printing.ts";
import { cellName } from "../../words/record-words.ts";
import type { Words } from "../../words/words.ts";
import styles from "./history.module.css";

/** Looks drawn at first. */
const FIRST = 50;

export function Looks({ of, words }: { readonly of: HistoryOf; readonly words: Words }) {
  const { t, format, house } = words;
  const rich = useRich();
  const { db, clock } = useServices();
  const isPrinting = usePrinting();
  const [shown, setShown] = useState(FIRST);
  const key = of.ids.join(" ");
  const looks = useLiveQuery(async () => await looksAt(db, of), [db, of.kind, key]);
  if (looks === undefined) return null;
  const now = clock.now();
  return (
    <details className={styles.looks} open={of.kind === "reveal"}>
      <summary>{t("history.looks", { count: looks.length })}</summary>
      <div>
        <h2 className="print-only">
          {rich("history.looks-of", { what: of.kind === "reader" ? <PersonName>{of.title}</PersonName> : of.title })}
        </h2>
        {looks.length === 0 && <p className="soft">{t("history.no-looks")}</p>}
        <ol className={styles.steps}>
          {looks.slice(0, isPrinting ? looks.length : shown).map((look) => (
            <li key={look.id} className={styles.step}>
              <span className="meta">
                {[house.staff.get(look.staff ?? "") ?? t("words.unsigned"), format.moment(look.at ?? 0, now)].join(
                  " · ",
                )}
              </span>{" "}
              {saysOf(look, of, words)}
            </li>
          ))}
        </ol>
      </div>
      <p className="row no-print">
        {looks.length > shown && (
          <Button onClick={() => setShown(looks.length)}>
            {t("history.more-looks", { count: looks.length - shown })}
          </Button>
        )}
        {looks.length > 0 && (
          <Button icon={Printer} onClick={() => window.print()}>
            {t("history.print-looks")}
          </Button>
        )}
      </p>
    </details>
  );
}

function saysOf(look: Row<"reveal">, of: HistoryOf, words: Words): string {
  const fields = fieldsOf(look, of, words);
  if (look.reason !== "export") return fields;
  return look.fields?.length === 0 ? words.t("history.exported-masked") : words.t("history.exported", { fields });
}

const fieldsOf = (look: Row<"reveal">, { kind }: HistoryOf, words: Words): string =>
  words.format.list(
    (look.fields ?? []).map((field) => {
      const of = kind === "reveal" ? kindWith(field) : kind;
      return cellName(of, cellPlace(of, field), words);
    }),
  );

/** A case does not say of which kind its records were; one field is called the same in all of them. */
const kindWith = (field: string): Kind => KINDS.find((kind) => maskedFields(kind).includes(field)) ?? "reader";

/**
 * Newest first: those of the record, and the lists of every record of its kind; the lists of some in which it stood are
 * among the files that an administrator sees.
 */
export async function looksAt(
  db: DeskDb,
  { kind, ids }: Pick<HistoryOf, "kind" | "ids">,
): Promise<readonly Row<"reveal">[]> {
  const [own, exports] = await Promise.all([
    db.reveal
      .where("about.id")
      .anyOf([...ids])
      .toArray(),
    db.reveal.where("about.id").startsWith(EXPORT_OF_ALL).toArray(),
  ]);
  return [...own, ...exports.filter(({ about }) => about?.kind === kind && !about.id.startsWith(EXPORT_OF_SOME))]
    .filter(({ gone }) => gone !== 1)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
}
