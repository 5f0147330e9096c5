/** A reader's page on paper: every part that was asked for, one below the other and whole. */
import type { FileWithReader } from "../../../db/lists/files-with-reader.ts";
import type { Belongings } from "../../../db/lists/reader-belongings.ts";
import { FileLines } from "../../../desk-services/paper/files-with-reader-list.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { OpinionsTab } from "../opinions-tab.tsx";
import { OverviewTab } from "../overview-tab.tsx";
import type { ReaderView } from "../reader-queries.ts";
import { RecordTab } from "../record/record-tab.tsx";
import type { TimelineItem } from "../timeline.ts";
import { TimelineEntry } from "../timeline-entry.tsx";

export const PAPER_PARTS = ["overview", "timeline", "opinions", "record", "files"] as const;
export type PaperPart = (typeof PAPER_PARTS)[number];

export interface PaperAsked {
  readonly parts: ReadonlySet<PaperPart>;
  /** Protected fields in full, whose look is on record; null: masked. */
  readonly shown: Readonly<Record<string, unknown>> | null;
  /** In which she stood, where they are among the parts: read before anything is printed. */
  readonly files: readonly FileWithReader[];
}

interface ReaderPaperProps {
  readonly view: ReaderView;
  readonly belongings: Belongings;
  readonly items: readonly TimelineItem[];
  readonly asked: PaperAsked;
}

export function ReaderPaper({ view, belongings, items, asked: { parts, shown, files } }: ReaderPaperProps) {
  const t = useT();
  const nothing = (): void => undefined;
  const panels = {
    overview: <OverviewTab reader={view.id} belongings={belongings} items={items} onTask={nothing} />,
    timeline: <WholeTimeline items={items} />,
    opinions: <OpinionsTab reader={view.id} belongings={belongings} />,
    record: <RecordTab view={view} held={{ shown, hold: nothing, release: nothing }} />,
    files: <FileLines files={files} />,
  } satisfies Readonly<Record<PaperPart, unknown>>;
  return (
    <div className="print-only">
      {PAPER_PARTS.filter((part) => parts.has(part)).map((part) => (
        <section key={part} aria-label={paperPartName(part, t)}>
          <h2>{paperPartName(part, t)}</h2>
          {panels[part]}
        </section>
      ))}
    </div>
  );
}

export const paperPartName = (part: PaperPart, t: Translate): string =>
  part === "files" ? t("words.file.title") : t(`readers.tab-${part}`);

function WholeTimeline({ items }: Pick<ReaderPaperProps, "items">) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const now = useServices().clock.now();
  if (items.length === 0) return <p className="soft">{t("readers.no-records")}</p>;
  return items.map((item) => (
    <TimelineEntry key={item.id} item={item} house={house} now={now} today={format.day(now)} active={false} open />
  ));
}
