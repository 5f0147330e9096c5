/** Every computer of the library: when it was last heard of, what waits here, and for whom. */
import { TriangleAlert } from "lucide-react";
import type { DeviceLine } from "#shared/replication/sync-report.ts";
import { useServices } from "../../db/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";

/** After so many days of silence a computer is drawn as late. */
const SILENT_DAYS = 7;
const DAY_MS = 86_400_000;

export function DevicesTable({ devices, pending, name }: { devices: readonly DeviceLine[]; pending: number | undefined; name: (stream: string) => string }) {
  const t = useT();
  const format = useFormat();
  const now = useServices().clock.now();
  const shown = devices.filter((device) => device.replacedBy === null).toSorted((a, b) => Number(b.own) - Number(a.own) || (b.lastAt ?? 0) - (a.lastAt ?? 0));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("sync.name")}</th>
          <th scope="col">{t("sync.last-sync")}</th>
          <th scope="col" className="nums">
            {t("sync.pending")}
          </th>
          <th scope="col">{t("sync.waits-for")}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((device) => (
          <tr key={device.stream}>
            <th scope="row">
              {device.own ? <b>{name(device.stream)}</b> : name(device.stream)} <span className="meta">{device.own ? t("sync.this-one") : device.joined ? t("sync.just-joined") : device.branch}</span>
            </th>
            <td>
              {device.lastAt === null ? (
                "—"
              ) : now - device.lastAt > SILENT_DAYS * DAY_MS ? (
                <span className="late-mark">
                  <Icon icon={TriangleAlert} />
                  {format.age(device.lastAt, now)}
                </span>
              ) : (
                format.moment(device.lastAt, now)
              )}
            </td>
            <td className="nums">{device.own ? format.number(pending ?? device.pending ?? 0) : "?"}</td>
            <td className={device.waitsFor.length === 0 ? "soft" : undefined}>
              {device.waitsFor.length === 0 ? t("sync.nobody") : format.list(device.waitsFor.map((wait) => wait.device ?? name(wait.stream)))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
