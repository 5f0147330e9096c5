/**
 * The right pane of the desk: the day so far by purpose and hour, and beside a card what is due today; beside Today,
 * which has that itself, what colleagues left.
 */
import { Suspense, useEffect } from "react";
import { hourOf } from "../../../desk-services/day/use-day-rows.ts";
import { useMinute } from "../../../desk-services/day/use-minute.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { lazyPart } from "../../../ui/hooks/lazy-part.tsx";
import { useIdle } from "../../../ui/hooks/use-idle.ts";
import { warmDesk } from "../lazy-parts.ts";
import { TallyTable } from "./tally-table.tsx";
import { KeptReady, TodoList } from "./todo-list.tsx";

const ContactList = lazyPart(async () => (await import("./contact-list.tsx")).ContactList);
const NotesList = lazyPart(async () => (await import("./notes-list.tsx")).NotesList);

interface TodayPaneProps {
  readonly besideToday: boolean;
  /** The day's records are many: false until what comes before them is on the screen. */
  readonly isWhole: boolean;
}

export function TodayPane({ besideToday, isWhole }: TodayPaneProps) {
  const t = useT();
  const format = useFormat();
  const now = useMinute();
  const today = format.day(now);
  const isIdle = useIdle();
  useEffect(() => {
    // the lines of the first card need not wait for their code
    if (isIdle) void warmDesk();
  }, [isIdle]);
  return (
    <aside className="pane scroll" aria-label={t(besideToday ? "desk.beside-today" : "desk.due-today")}>
      {isIdle && <KeptReady today={today} />}
      {besideToday ? (
        isIdle && (
          <Suspense fallback={null}>
            <WholeLanguage>
              <NotesList now={now} />
            </WholeLanguage>
          </Suspense>
        )
      ) : (
        <BesideCard today={today} />
      )}
      {isWhole && <TallyTable today={today} hourNow={hourOf(now)} />}
    </aside>
  );
}

/** The card that was scanned comes first. */
function BesideCard({ today }: { readonly today: string }) {
  const isIdle = useIdle();
  return (
    isIdle && (
      <>
        <TodoList today={today} />
        <Suspense fallback={null}>
          <WholeLanguage>
            <ContactList today={today} />
          </WholeLanguage>
        </Suspense>
      </>
    )
  );
}
