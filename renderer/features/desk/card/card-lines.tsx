/**
 * The few lines that matter of the reader at the desk: how she used to come, what is open, what was promised, how
 * to reach her. The card does not wait for them. No score, no value: the screen can be read across the counter.
 */
import { useEffect, useState } from "react";
import { daysBetween } from "#shared/kernel/day.ts";
import { stopOf } from "#shared/model/consent/may-contact.ts";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { isTaskLate } from "#shared/model/task.ts";
import { contactDue } from "#shared/rules/conditions.ts";
import type { LifeLine } from "#shared/rules/life-line.ts";
import type { ReaderCardRows } from "../../../db/lists/reader-card-rows.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";

export interface CardLinesProps {
  readonly rows: ReaderCardRows;
  readonly today: string;
}

export function CardLines({ rows, today }: CardLinesProps) {
  const t = useT();
  const format = useFormat();
  const life = useLifeLine(rows, today);
  const lines = [
    life && lifeText(life, t),
    openText(rows.opinions, t, format.list),
    ...promiseTexts(rows.promises, today, t),
    contactText(rows, today, (at) => format.day(at), t),
    preferredText(rows, t),
  ];
  const said = lines.filter((line) => typeof line === "string");
  if (said.length === 0) return null;
  return (
    <section aria-label={t("rules.lines")}>
      <ul className="card-lines">
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

/**
 * At once what the worker has kept before anybody comes, then how it stands now; asked again with every record. What
 * was kept knows nothing of the records of today.
 */
function useLifeLine(
  { reader: { id: reader }, records, recordCount, opinions }: ReaderCardRows,
  today: string,
): LifeLine | null {
  const { worker } = useServices();
  const format = useFormat();
  const [found, setFound] = useState<{ readonly reader: string; readonly line: LifeLine | null } | null>(null);
  const lastAt = records[0]?.at;
  const isKeptTrue = lastAt === undefined || format.day(lastAt) !== today;
  const known = `${recordCount} ${records[0]?.id} ${opinions.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new record is a reason to ask again
  useEffect(() => {
    let isWanted = true;
    const read = async (): Promise<void> => {
      const kept = isKeptTrue ? await worker.rules.keptLineOf(reader) : null;
      if (isWanted && kept !== null) setFound({ reader, line: kept });
      const line = await worker.rules.lineOf(reader);
      if (isWanted) setFound({ reader, line });
    };
    // a line that cannot be had is not shown
    read().catch(() => undefined);
    return () => {
      isWanted = false;
    };
  }, [worker, reader, known, isKeptTrue]);
  return found?.reader === reader ? found.line : null;
}

function lifeText(line: LifeLine, t: Translate): string {
  switch (line.line) {
    case "away":
      return t(`desk.line-away-${line.often.per}`, { often: line.often.days, away: line.openDays });
    case "fewer":
      return t("rules.line-fewer", { recent: line.recent, before: line.before });
    case "long-away":
      return t("rules.line-long-away", { days: line.days });
    case "back":
      return line.ago === 0
        ? t("rules.line-back-today", { away: line.away })
        : t("rules.line-back", { ago: line.ago, away: line.away });
    case "new":
      return t("rules.line-new", { days: line.days });
    case "never-used":
      return t("rules.line-never-used");
  }
}

function openText(
  opinions: ReaderCardRows["opinions"],
  t: Translate,
  list: (items: readonly string[]) => string,
): string | undefined {
  const counts = FEEDBACK_TYPES.map((type) => ({
    type,
    count: opinions.filter((row) => row.type === type).length,
  })).filter(({ count }) => count > 0);
  return counts.length === 0
    ? undefined
    : t("rules.line-opinions", { list: list(counts.map(({ type, count }) => t(`rules.open-${type}`, { count }))) });
}

function promiseTexts(
  promises: ReaderCardRows["promises"],
  today: string,
  t: Translate,
): readonly (string | undefined)[] {
  const late = promises.filter((row) => isTaskLate(row, today)).length;
  const now = promises.filter(({ due }) => due === today).length;
  return [
    late > 0 ? t("rules.line-promises-late", { count: late }) : undefined,
    now > 0 ? t("rules.line-promises-today", { count: now }) : undefined,
  ];
}

function contactText(
  { reader, spokenAt: at }: ReaderCardRows,
  today: string,
  dayOf: (at: number) => string,
  t: Translate,
): string | undefined {
  const { owner, keepInTouchDays = 0 } = reader;
  if (owner === undefined || keepInTouchDays === 0 || stopOf(reader, "consent", today) !== undefined) return undefined;
  if (at === undefined) return t("rules.line-contact-never");
  const ago = daysBetween(dayOf(at), today);
  return (contactDue(-ago, keepInTouchDays) ?? 0) <= 0 ? t("rules.line-contact", { ago }) : undefined;
}

const preferredText = ({ reader: { preferredChannel } }: ReaderCardRows, t: Translate): string | undefined =>
  preferredChannel === undefined ? undefined : t("rules.line-prefers", { way: t(`words.contact.${preferredChannel}`) });
