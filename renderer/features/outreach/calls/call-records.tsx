/** What was last said between her and the library, and what is open: opinions, promises, tasks. */
import { Link } from "wouter";
import { dueDay } from "#shared/model/feedback.ts";
import { isOver } from "#shared/model/last-day.ts";
import type { CalleeRows } from "../../../db/lists/callee.ts";
import { codeName } from "../../../db/read-house.ts";
import { signature, useColleagues } from "../../../desk-services/known-colleagues.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { iconOfChannel } from "../../../ui/channel-icon.ts";
import { Icon } from "../../../ui/icon.tsx";
import { resultText, wayText } from "../../../words/contact-words.ts";
import { taskText } from "../../../words/things-named.ts";

export interface CallRecordsProps {
  readonly rows: CalleeRows;
  readonly today: string;
  /** Whose list it is, on which her page goes on. */
  readonly outreach: string;
}

export function CallRecords({ rows, today, outreach }: CallRecordsProps) {
  const t = useT();
  const open = [
    {
      title: t("desk.open-opinions"),
      lines: rows.opinions.map((row) => ({
        id: row.id,
        text: row.title ?? row.text ?? "",
        href: `/opinions?id=${row.id}`,
        due: dueDay(row),
      })),
    },
    {
      title: t("desk.promises"),
      lines: rows.promises.map((row) => ({ id: row.id, text: taskText(row, t), due: row.due })),
    },
    { title: t("desk.tasks"), lines: rows.tasks.map((row) => ({ id: row.id, text: taskText(row, t), due: row.due })) },
  ].filter(({ lines }) => lines.length > 0);
  return (
    <div className="card-cols">
      <LastRecords rows={rows} outreach={outreach} />
      <div className="open-work">
        {open.length === 0 && <p className="meta">{t("calls.nothing-open")}</p>}
        {open.map(({ title, lines }) => (
          <section key={title}>
            <div className="section-head">
              <h2>
                {title} <span className="count">{lines.length}</span>
              </h2>
            </div>
            <ul className="list">
              {lines.map((line) => (
                <li key={line.id} className="line">
                  {"href" in line && typeof line.href === "string" ? (
                    <Link className="grow clip" href={line.href}>
                      {line.text}
                    </Link>
                  ) : (
                    <span className="grow clip">{line.text}</span>
                  )}
                  <Due day={line.due} today={today} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function Due({ day, today }: { readonly day: string | undefined; readonly today: string }) {
  const t = useT();
  const format = useFormat();
  if (day === undefined) return null;
  const isLate = isOver(day, today);
  return (
    <span className={isLate ? "late-mark nowrap" : "meta nowrap"}>
      {t(isLate ? "calls.late-since" : "calls.due", { day: format.shownDay(day) })}
    </span>
  );
}

function LastRecords({ rows: { reader, records, recordCount }, outreach }: Omit<CallRecordsProps, "today">) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const house = useHouse();
  const colleagues = useColleagues();
  const { clock } = useServices();
  return (
    <section className="records" aria-labelledby="call-records">
      <div className="section-head">
        <h2 id="call-records">{t("desk.last-records")}</h2>
        {recordCount > 0 && (
          <Link className="meta push" href={`/readers/${reader.id}?list=${outreach}`}>
            {t("desk.all-records", { count: recordCount })}
          </Link>
        )}
      </div>
      {recordCount === 0 && <p className="meta">{t("desk.no-records")}</p>}
      <ul className="list">
        {records.map((row) => {
          const way = wayText(row.channel ?? "desk", row.direction, t);
          return (
            <li key={row.id} className="line">
              <time dateTime={new Date(row.at ?? 0).toISOString()}>{format.shortDay(row.at ?? 0, clock.now())}</time>
              <span title={way}>
                <Icon icon={iconOfChannel(row.channel ?? "")} />
                <span className="vh">{way}</span>
              </span>
              <b className="nowrap">{codeName(house, "purpose", row.purpose ?? "other", locale)}</b>
              <span className="clip">{row.question ?? row.answer ?? resultText(row, t)}</span>
              <span className="by" title={house.staff.get(row.staff ?? "")}>
                {signature(colleagues.get(row.staff ?? ""))}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
