/** State and age of the last exchange, first in the status bar; leads to the sync centre. */
import { useLiveQuery } from "dexie-react-hooks";
import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import { readSealed } from "../../db/own-stream.ts";
import { useServices } from "../../db/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { useSyncState } from "./sync-store.ts";

const MINUTE_MS = 60_000;

export function SyncStateChip() {
  const t = useT();
  const format = useFormat();
  const { db, clock } = useServices();
  const [, navigate] = useLocation();
  const { running, report } = useSyncState((state) => state);
  const now = useMinute(clock.now);
  const pending =
    useLiveQuery(
      async () =>
        db.log
          .where("seq")
          .above((await readSealed(db)).published)
          .count(),
      [db],
    ) ?? 0;
  const text = running
    ? t("sync.running")
    : report === null
      ? t("sync.chip-never", { count: pending })
      : report.outcome.tag === "stopped"
        ? t("sync.chip-stopped", { count: pending })
        : t("sync.chip", { age: format.age(report.endedAt, now), count: pending });
  return (
    <button type="button" onClick={() => navigate("/sync")}>
      <Icon icon={RefreshCw} />
      {text}
    </button>
  );
}

/** The present minute: an age that stands still is wrong. */
function useMinute(now: () => number): number {
  const [minute, setMinute] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMinute(now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [now]);
  return minute;
}
