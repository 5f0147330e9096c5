/** The last five service records of the reader, newest first. */
import type { ReaderCardRows } from "../../../db/lists/reader-card-rows.ts";
import type { Masked } from "../../../db/masked.ts";
import { signature, useColleagues } from "../../../desk-services/known-colleagues.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useTogetherWords } from "../../../desk-services/use-together.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { iconOfChannel } from "../../../ui/channel-icon.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { resultText, wayText } from "../../../words/contact-words.ts";
import { useDeskDeps } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";

const JUST_NOW_MS = 10 * 60_000;

export interface CardRecordsProps {
  readonly reader: string;
  readonly rows: Pick<ReaderCardRows, "records" | "recordCount" | "takenPart" | "together">;
}

export function CardRecords({ reader, rows }: CardRecordsProps) {
  const { records, recordCount: count, takenPart } = rows;
  const t = useT();
  const { ways } = useDeskDeps();
  const together = useTogetherWords(rows.together);
  return (
    <section className="records" aria-labelledby="rec-h">
      <div className="section-head">
        <h2 id="rec-h">{t("desk.last-records")}</h2>
        {count > 0 && (
          <button type="button" className="link-button meta push" onClick={() => ways().toReader(reader)}>
            {t("desk.all-records", { count })}
          </button>
        )}
      </div>
      {count === 0 && <p className="meta">{t("desk.no-records")}</p>}
      <ul className="list">
        {records.map((record) => (
          <RecordLine
            key={record.id}
            record={record}
            tookPart={takenPart.has(record.id)}
            together={together(record.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RecordLineProps {
  readonly record: Masked<"interaction">;
  readonly tookPart: boolean;
  readonly together: string | undefined;
}

function RecordLine({ record, tookPart, together }: RecordLineProps) {
  const t = useT();
  const { clock } = useServices();
  const format = useFormat();
  const names = useDeskNames();
  const colleague = useColleagues().get(record.staff ?? "");
  const called = useHouse().staff.get(record.staff ?? "");
  const at = record.at ?? 0;
  const channel = wayText(record.channel ?? "desk", record.direction, t);
  return (
    <li className="line">
      <time dateTime={new Date(at).toISOString()}>
        {Math.abs(clock.now() - at) < JUST_NOW_MS
          ? t("desk.just-now")
          : format.day(at) === format.day(clock.now())
            ? format.time(at)
            : format.shortDay(at, clock.now())}
      </time>
      <span title={channel}>
        <Icon icon={iconOfChannel(record.channel ?? "desk")} />
        <span className="vh">{channel}</span>
      </span>
      <span className="row nowrap">
        <b>{names.purpose(record.purpose ?? "other")}</b>
        {tookPart && <Pill tone="line">{t("desk.took-part")}</Pill>}
      </span>
      <span className="clip">
        {together !== undefined && <span className="meta">{together} </span>}
        {record.question ?? record.answer ?? (record.direction === "out" ? resultText(record, t) : undefined)}
      </span>
      <span className="by" title={called}>
        {signature(colleague)}
      </span>
    </li>
  );
}
