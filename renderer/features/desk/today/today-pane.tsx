/** The right pane of the desk: what is due today, and the day so far by purpose and hour. */
import { Suspense, useEffect, useState } from "react";
import { useServices } from "../../../db/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { WholeLanguage } from "../../../i18n/whole-language.tsx";
import { late } from "../../../ui/late.tsx";
import { useIdle } from "../../../ui/use-idle.ts";
import { warmDesk } from "../late-parts.ts";
import { TallyTable } from "./tally-table.tsx";
import { hourOf } from "./today-queries.ts";
import { TodoList } from "./todo-list.tsx";

const MINUTE_MS = 60_000;
const ContactList = late(async () => (await import("./contact-list.tsx")).ContactList);

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

/** The present minute: midnight turns the page by itself. */
function useMinute(): number {
  const { clock } = useServices();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}
