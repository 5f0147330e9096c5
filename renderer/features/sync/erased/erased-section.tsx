/**
 * Readers who were erased: when, why, by whom; which computers have, which are still to come, and what remains where.
 * Names are gone and stand nowhere.
 */
import { useState } from "react";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { CaseList } from "./case-list.tsx";
import { type ErasureLine, type Erasures, useErasures } from "./erasures.ts";
import { useRemains } from "./use-remains.ts";

/** Shown at first. */
const FEW = 5;

export function ErasedSection({
  devices,
  now,
  nameOf,
}: {
  devices: readonly DeviceLine[];
  now: number;
  nameOf: (stream: string) => string;
}) {
  const t = useT();
  const erasures = useErasures(devices);
  const [isWhole, setWhole] = useState(false);
  // after each erasing, and once this computer is through with one
  const remains = useRemains(
    erasures === undefined || erasures.lines.length === 0 ? "" : `${erasures.lines.length} ${erasures.isBusy}`,
  );
  if (erasures === undefined || erasures.lines.length === 0) return null;
  const { lines } = erasures;
  return (
    <section aria-labelledby="erased-h">
      <div className="section-head">
        <h2 id="erased-h">
          {t("centre.erased")} <span className="count">{t("centre.erased-count", { count: lines.length })}</span>
        </h2>
      </div>
      {erasures.isBusy && <p>{t("centre.erased-busy")}</p>}
      {remains !== null && (
        <p>
          {remains.tag === "failed"
            ? t("centre.erased-files-failed", { code: remains.code })
            : t(`centre.erased-files-${remains.tag}`)}
        </p>
      )}
      <ul className="erased-lines">
        {lines.slice(0, isWhole ? lines.length : FEW).map((line) => (
          <Line key={line.id} line={line} erasures={erasures} now={now} nameOf={nameOf} />
        ))}
      </ul>
      {!isWhole && lines.length > FEW && (
        <Button size="small" kind="quiet" onClick={() => setWhole(true)}>
          {t("centre.erased-more", { count: lines.length })}
        </Button>
      )}
      <CaseList now={now} />
      <p className="meta">{t("centre.erased-reach", { backups: t("backup.open") })}</p>
    </section>
  );
}

function Line({
  line,
  erasures,
  now,
  nameOf,
}: {
  line: ErasureLine;
  erasures: Erasures;
  now: number;
  nameOf: (stream: string) => string;
}) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const by = line.by === null ? undefined : house.staff.get(line.by);
  const said = [
    format.moment(line.at, now),
    t(`centre.erased-${line.reason}`),
    by,
    line.records > 0 ? t("centre.erased-records", { count: line.records }) : undefined,
  ];
  const names = (streams: readonly string[]): string => format.list(streams.map(nameOf));
  return (
    <li>
      <div>{said.filter((part) => part !== undefined).join(" · ")}</div>
      {line.confirmed.length > 0 && line.waiting.length > 0 && (
        <div className="soft">{t("centre.erased-has", { names: names(line.confirmed) })}</div>
      )}
      {line.waiting.length > 0 ? (
        <>
          <div>
            <b>{t("centre.erased-waits", { names: names(line.waiting) })}</b>
          </div>
          <div className="soft">{t("centre.erased-keeps")}</div>
        </>
      ) : (
        <>
          {line.confirmed.length > 0 && <div>{t("centre.erased-all")}</div>}
          {/* a desk that has never shared has nothing there */}
          {(erasures.isOnShare || line.confirmed.length > 0) && (
            <div className="soft">{t(erasures.isOnShare ? "centre.erased-next" : "centre.erased-gone")}</div>
          )}
        </>
      )}
    </li>
  );
}
