/**
 * What a change of the days moves: stages of readers, as the worker counts them, and deadlines. Of one that is done the
 * rules go round again, so that no task stays whose reason it has taken.
 */
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "wouter";
import type { Row } from "../../../db/database.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { BranchDays, CalendarPreview } from "../../../platform/worker/calendar-api.ts";
import { type BranchesChange, useMovedDues } from "./calendar-queries.ts";

/** Who has come less of late, in the list of readers. */
const NOT_SEEN = "/readers?figure=stage:not-seen";
/** Stands between the parts of a line. */
export const BETWEEN = " · ";
/** Quiet time after a key before the worker is asked. */
const QUIET_MS = 300;

const daysOfBranch = ({ id, openDays = [], exceptions = {}, vacations = {} }: Row<"branch">): BranchDays => ({
  id,
  openDays,
  exceptions,
  vacations,
});

interface Moved {
  readonly of: BranchesChange;
  readonly readers: CalendarPreview;
  readonly dues: number;
  /** Tasks that the rules took back. */
  readonly withdrawn: number;
}

interface MovedLineProps {
  /** The same object while it is the same change. */
  readonly change: BranchesChange;
  /** It is written: the branches stand as after it. */
  readonly isDone: boolean;
  /** Of a change that is done: its deadlines are moved already. */
  readonly dues?: number;
}

export function MovedLine({ change, isDone, dues }: MovedLineProps): ReactNode {
  const t = useT();
  const { worker } = useServices();
  const { staff = "" } = useDeviceSettings();
  const movedDues = useMovedDues();
  const [moved, setMoved] = useState<Moved | null>(null);
  useEffect(() => {
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const others = (isDone ? change.before : change.after).map(daysOfBranch);
      const readers = await worker.statistics.previewCalendar(others);
      const count = dues ?? (await movedDues(change)).length;
      const found = { of: change, readers, dues: count };
      if (isWanted) setMoved({ ...found, withdrawn: 0 });
      const withdrawn = isDone ? ((await worker.rules.round("idle", staff))?.withdrawn ?? 0) : 0;
      if (isWanted && withdrawn > 0) setMoved({ ...found, withdrawn });
    };
    const timer = setTimeout(() => void ask().catch(() => undefined), QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, staff, change, isDone, dues, movedDues]);
  if (moved?.of !== change) return t("calendar.counting");
  const { readers } = moved;
  const [before, after] = isDone
    ? [readers.notSeenThen, readers.notSeenNow]
    : [readers.notSeenNow, readers.notSeenThen];
  const seen =
    before === after ? t("calendar.not-seen-same", { count: after }) : t("calendar.not-seen", { before, after });
  const rest = [
    t("calendar.moved", { count: readers.moved }),
    t(isDone ? "calendar.dues-moved" : "calendar.dues", { count: moved.dues }),
    ...(moved.withdrawn > 0 ? [t("words.rules-withdrew", { count: moved.withdrawn })] : []),
  ];
  return (
    <>
      {/* who is meant can be looked at once it is so */}
      {isDone && after > 0 ? <Link href={NOT_SEEN}>{seen}</Link> : seen}
      {BETWEEN + rest.join(BETWEEN)}
    </>
  );
}
