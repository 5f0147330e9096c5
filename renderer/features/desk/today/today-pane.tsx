/** The right pane of the desk: what is due today, and the day so far by purpose and hour. */
import { Suspense, useEffect, useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import { hourOf } from "../../../desk-services/use-day-rows.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { lazyPart } from "../../../ui/hooks/lazy-part.tsx";
import { useIdle } from "../../../ui/hooks/use-idle.ts";
import { warmDesk } from "../lazy-parts.ts";
import { TallyTable } from "./tally-table.tsx";
import { TodoList } from "./todo-list.tsx";

const MINUTE_MS = 60_000;
const ContactList = lazyPart(async () => (await import("./contact-list.tsx")).ContactList);

export function TodayPane() {
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
    <aside className="pane scroll" aria-label={t("desk.due-today")}>
      <TodoList today={today} />
      {isIdle && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <ContactList today={today} />
          </WholeLanguage>
        </Suspense>
      )}
      <TallyTable today={today} hourNow={hourOf(now)} />
    </aside>
  );
}

/**
 * The present minute, from its first moment on: midnight turns the page by itself. A clock that was moved is followed
 * within a minute.
 */
function useMinute(): number {
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = (): void => {
      clearTimeout(timer);
      const at = clock.now();
      setNow(at);
      // hours and days begin with a minute, in every time zone
      timer = setTimeout(turn, MINUTE_MS - (at % MINUTE_MS));
    };
    turn();
    document.addEventListener("visibilitychange", turn);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [clock]);
  return now;
}
