/**
 * Every computer of the library: when it was last heard of, what it still has to send, for whom it waits; below
 * that how much it has added to the share, and when files of it were last read back whole.
 */
import { TriangleAlert } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { isRetirementDue } from "#shared/replication/lines/removals.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { type NameOf, namesakes, numberMark } from "../../../words/computer-names.ts";
import { DeviceActs, DeviceState } from "../out/device-acts.tsx";
import { bytesOfWeek, type Growth, growthOf } from "./share-growth.ts";
import { daysLate, type SyncStanding } from "./sync-standing.ts";

export interface DeviceTableProps {
  readonly standing: SyncStanding;
  readonly now: number;
  readonly ownName: string;
  readonly nameOf: NameOf;
}

export function DeviceTable({ standing, now, ownName, nameOf }: DeviceTableProps) {
  const t = useT();
  const format = useFormat();
  const { devices, growth } = standing;
  const own = devices.find((device) => device.own);
  const doubled = namesakes(devices);
  const waitsHere = standing.isHeld || standing.pending > 0;
  return (
    <section aria-labelledby="devices-h">
      <div className="section-head">
        <h2 id="devices-h">
          {t("centre.devices")}{" "}
          <span className="count">{t("centre.device-count", { count: Math.max(1, devices.length) })}</span>
        </h2>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("centre.device-name")}</th>
            <th scope="col">{t("centre.device-last")}</th>
            <th scope="col" className="nums">
              {t("centre.device-pending")}
            </th>
            <th scope="col">{t("centre.device-waits")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <b>{own !== undefined && doubled.has(own.stream) ? `${ownName} ${numberMark(own.stream)}` : ownName}</b>{" "}
              <span className="meta">{t("centre.this-one")}</span>
              {own?.asks != null && <Pill tone="warn">{t("centre.asks")}</Pill>}
            </th>
            <td>
              <LastSeen at={standing.done?.report.endedAt ?? null} now={now} />
            </td>
            <td className="nums" data-no-rows title={t("words.no-rows")}>
              {standing.isHeld ? <UnknownCount /> : standing.pending}
            </td>
            <td className={waitsHere ? undefined : "soft"}>
              {t(waitsHere ? "centre.waits-here" : "centre.waits-none")}
            </td>
          </tr>
          {own !== undefined && <GrowthRow growth={growthOf(growth, standing.lines, own.stream)} now={now} />}
          {[
            ...devices.filter((device) => !device.own),
            ...standing.lines.filter((line) => isLeftBehind(line, now)),
          ].map((device) => (
            <Fragment key={device.stream}>
              <tr>
                <th scope="row">
                  {nameOf(device.stream)}{" "}
                  {device.replacedBy !== null && <span className="meta">{t("centre.earlier-number")}</span>}{" "}
                  {isNewHere(device, standing) && <Pill tone="info">{t("centre.joined")}</Pill>}{" "}
                  <DeviceState device={device} now={now} />
                  {doubled.has(device.stream) && device.since != null && (
                    <div className="meta">{t("centre.since-when", { when: format.moment(device.since, now) })}</div>
                  )}
                </th>
                <td>
                  <LastSeen at={device.lastAt} now={now} />
                </td>
                <td className="nums">
                  <UnknownCount />
                </td>
                <Waits device={device} nameOf={nameOf} />
              </tr>
              <GrowthRow growth={growthOf(growth, standing.lines, device.stream)} now={now}>
                <DeviceActs device={device} name={nameOf(device.stream)} now={now} />
              </GrowthRow>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/**
 * Taken up by the last exchange. To who has just joined all are new, and none of them is, but for one that came later
 * still.
 */
function isNewHere({ joined, since }: DeviceLine, { devices, isFirst }: SyncStanding): boolean {
  const ownSince = devices.find(({ own }) => own)?.since;
  return joined && (!isFirst || (since != null && ownSince != null && since > ownSince));
}

function UnknownCount() {
  const t = useT();
  return (
    <>
      <span aria-hidden="true">?</span>
      <span className="vh">{t("centre.pending-unknown")}</span>
    </>
  );
}

/**
 * An earlier number of a computer that goes on under another one: nobody sees it, but everybody waits for it until it
 * is retired.
 */
const isLeftBehind = ({ replacedBy, out, lastAt }: DeviceLine, now: number): boolean =>
  replacedBy !== null && out == null && isRetirementDue(lastAt, now);

function GrowthRow({ growth, now, children }: { growth: Growth | null; now: number; children?: ReactNode }) {
  const t = useT();
  const format = useFormat();
  const added =
    growth === null || growth.files === 0
      ? t("centre.device-added-none")
      : t("centre.device-added", {
          day: format.shortDay(growth.since, now),
          files: growth.files,
          bytes: format.bytes(growth.bytes),
          week: format.bytes(bytesOfWeek(growth, now)),
        });
  const proved =
    growth?.provedAt == null
      ? t("centre.device-unproved")
      : t("centre.device-proved", { when: format.moment(growth.provedAt, now) });
  return (
    <tr className="device-growth">
      <td colSpan={4} className="meta">
        <div className="row">
          <p className="grow">
            <span>{added}</span> <span>{proved}</span>
          </p>
          {children}
        </div>
      </td>
    </tr>
  );
}

function LastSeen({ at, now }: { at: number | null; now: number }) {
  const t = useT();
  const format = useFormat();
  if (at === null) return <span className="soft">{t("centre.not-yet")}</span>;
  if (daysLate(at, now) === null) return format.moment(at, now);
  return (
    <span className="late-mark">
      <Icon icon={TriangleAlert} />
      {format.age(at, now)}
    </span>
  );
}

/** Its own batches may wait for a third computer; or it has not yet confirmed that it has ours, as one must that is in. */
function Waits({ device, nameOf }: { device: DeviceLine; nameOf: NameOf }) {
  const t = useT();
  const format = useFormat();
  if (device.waitsFor.length > 0 && device.out == null)
    return (
      <td>{format.list([...new Set(device.waitsFor.map((waiting) => nameOf(waiting.stream, waiting.device)))])}</td>
    );
  // nobody waits for one that is out
  return device.hasOurs === false && device.out == null ? (
    <td>{t("centre.waits-confirm")}</td>
  ) : (
    <td className="soft">{t("centre.waits-none")}</td>
  );
}
