/**
 * Beside the frame: the question about a clock in doubt, then what was made while it was wrong. Their code comes when
 * needed.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { Suspense } from "react";
import { readClockNote } from "../../db/write/clock-note.ts";
import { useServices } from "../../desk-services/services.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { useClockWatch } from "./use-clock-watch.ts";

const ClockQuestion = lazyPart(async () => (await import("./clock-question.tsx")).ClockQuestion);
const WrongTimes = lazyPart(async () => (await import("./wrong-times.tsx")).WrongTimes);

export function ClockHost() {
  const { db } = useServices();
  const { doubt, look, believe } = useClockWatch();
  const span = useLiveQuery(async () => (await readClockNote(db))?.span, [db]);
  return (
    <Suspense fallback={null}>
      {doubt !== null && <ClockQuestion doubt={doubt} onRight={believe} onLookAgain={look} />}
      {doubt === null && span !== undefined && (
        <WholeLanguage>
          <WrongTimes span={span} key={`${span.first}-${span.last}`} />
        </WholeLanguage>
      )}
    </Suspense>
  );
}
