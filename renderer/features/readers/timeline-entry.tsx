/** One event of the timeline: when, what, in which words, who; opened, everything that was written down. */
import { TriangleAlert } from "lucide-react";
import type { House } from "../../db/read-house.ts";
import type { TogetherOf } from "../../desk-services/use-together.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Pill } from "../../ui/pill.tsx";
import type { TimelineItem } from "./timeline.ts";
import { timelineLine, useLineWords } from "./timeline-line.ts";

export interface EntryProps {
  readonly item: TimelineItem;
  readonly house: House;
  readonly now: number;
  readonly today: string;
  readonly active: boolean;
  readonly open: boolean;
  readonly together?: TogetherOf;
}

export function TimelineEntry({ item, house, now, today, active, open, together }: EntryProps) {
  const format = useFormat();
  const line = timelineLine(item, useLineWords(house, today, together));
  const near = format.day(item.at).slice(0, 4) === format.day(now).slice(0, 4);
  return (
    <article className="entry">
      <time dateTime={new Date(item.at).toISOString()}>
        {item.tag === "use" || !near ? format.shortDay(item.at, now) : format.moment(item.at, now)}
      </time>
      <span className={classNames("node", line.tone && `node-${line.tone}`)}>
        <Icon icon={line.icon} />
      </span>
      <div>
        <h4>
          <span className="kind">{line.kind}</span>
          {line.title}
          {line.late !== undefined && (
            <Pill tone="danger" icon={TriangleAlert}>
              {line.late}
            </Pill>
          )}
        </h4>
        {line.text !== "" && <p className={open ? "prewrap" : "two-lines"}>{line.text}</p>}
        {open && line.more.map((text) => <p key={text}>{text}</p>)}
        {line.tags.length > 0 && (
          <p>
            {line.tags.map((tag) => (
              <Pill key={tag} tone="line">
                #{tag}
              </Pill>
            ))}
          </p>
        )}
      </div>
      <div className="entry-side">
        {line.side.map((text) => (
          <span key={text}>{text}</span>
        ))}
        {active && line.editable && <Kbd keys="E" />}
      </div>
    </article>
  );
}
