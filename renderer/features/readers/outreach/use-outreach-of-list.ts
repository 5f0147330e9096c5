/**
 * From the list of readers to an outreach: to those who are selected, else to a segment that is opened as it was kept,
 * else to all who are listed now.
 */
import { useLayoutEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { useBeginOutreach } from "../../../acts/use-begin-outreach.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import type { ListFigure } from "../list/list-figure.ts";
import type { ReaderList } from "../readers-in-view.ts";

interface ListOf {
  readonly list: ReaderList | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly title: string;
  /** The title says nothing of who is listed. */
  readonly isPlain: boolean;
  /** The segment that is listed, and nothing else; null where more narrows the list. */
  readonly segment: string | null;
  readonly figure: ListFigure | null;
}

export function useOutreachOfList(of: ListOf): () => Promise<void> {
  const [, navigate] = useLocation();
  const begin = useBeginOutreach(navigate);
  const { clock } = useServices();
  const format = useFormat();
  const start = async (): Promise<void> => {
    const { list, chosen, title, isPlain, segment, figure } = of;
    const stage = figure?.asked.of.tag === "stage" ? figure.asked.of.state : undefined;
    const isAway = stage === "not-seen" || stage === "inactive";
    if (chosen.size === 0 && segment !== null) return begin({ name: title, source: { by: "segment", segment } });
    const listed = chosen.size > 0 ? [...chosen] : ((await list?.idsOf(0, list.total)) ?? []);
    const source = {
      by: "list" as const,
      name: title,
      on: format.day(clock.now()),
      ...(isPlain && { plain: true as const }),
    };
    return begin({ name: isPlain ? "" : title, source, listed, ...(isAway && { goal: "invite-back" as const }) });
  };
  const latest = useRef(start);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = start;
  });
  useScreenCommands(
    useMemo(
      (): readonly DeskCommand[] => [
        { id: "readers.outreach", label: "batch.outreach", section: "reader", run: () => void latest.current() },
      ],
      [],
    ),
  );
  return () => latest.current();
}
