/**
 * Who stands at the desk, readable from 70 cm: who and how to reach, then alerts, then records on the left
 * and open work on the right. Protected values come masked from the database.
 */

import { Suspense } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { CallerLine } from "./caller-line.tsx";
import { CardAlerts } from "./card-alerts.tsx";
import { useReaderCard } from "./card-queries.ts";
import { CardRecords } from "./card-records.tsx";
import { LazyCardLines } from "./lazy-card-lines.ts";
import { OpenWork } from "./open-work.tsx";
import { WhoIsServed } from "./who-is-served.tsx";

export function ReaderCard({ id }: { readonly id: string }) {
  const t = useT();
  const { clock } = useServices();
  const format = useFormat();
  const today = format.day(clock.now());
  const rows = useReaderCard(id, today);
  if (rows === undefined) return <article className="reader-card scroll" aria-busy="true" />;
  if (rows === null) {
    return (
      <article className="reader-card scroll">
        <EmptyState>{t("desk.reader-gone")}</EmptyState>
      </article>
    );
  }
  return (
    <article className="reader-card scroll" aria-labelledby="reader-h">
      <WhoIsServed reader={rows.reader} said={rows.said} today={today} />
      <CallerLine reader={id} />
      <CardAlerts reader={rows.reader} today={today} />
      <Suspense fallback={null}>
        <WholeLanguage>
          <LazyCardLines rows={rows} today={today} />
        </WholeLanguage>
      </Suspense>
      <div className="card-cols">
        <CardRecords reader={id} rows={rows} />
        <OpenWork rows={rows} today={today} />
      </div>
    </article>
  );
}
