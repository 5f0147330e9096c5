/** What can be done about another computer: let it in, remove it, retire it; or that it is out already. */
import { MoreHorizontal } from "lucide-react";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { isRetirementDue } from "#shared/replication/lines/removals.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { useSyncActions } from "../sync-provider.tsx";

/** Where it stands, beside its name. */
export function DeviceState({ device: { out, lastAt, asks }, now }: { device: DeviceLine; now: number }) {
  const t = useT();
  const format = useFormat();
  // reports that were kept by an older version do not say
  if (out != null)
    return (
      <Pill tone="warn">
        {out.at === null ? t(`centre.out-${out.way}`) : t(`centre.out-${out.way}-on`, { day: format.day(out.at) })}
      </Pill>
    );
  if (asks != null) return <Pill tone="warn">{t("centre.asks")}</Pill>;
  return isRetirementDue(lastAt, now) ? <Pill tone="warn">{t("centre.out-idle")}</Pill> : null;
}

export function DeviceActs({ device, name, now }: { device: DeviceLine; name: string; now: number }) {
  const t = useT();
  const { open } = useSyncActions();
  if (device.out != null) return null;
  const { asks } = device;
  const ask = (out: "removed" | "retired") => (): void => open({ out, device, name });
  return (
    <span className="row">
      {asks != null && (
        <Button size="small" onClick={() => open({ admit: device, key: asks, name })}>
          {t("centre.admit")}
        </Button>
      )}
      {isRetirementDue(device.lastAt, now) && (
        <Button size="small" onClick={ask("retired")}>
          {t("centre.out-retire")}
        </Button>
      )}
      <Menu
        trigger={<IconButton icon={MoreHorizontal} label={t("centre.device-acts", { name })} />}
        items={[
          { id: "retire", label: t("centre.out-retire"), onSelect: ask("retired") },
          { id: "remove", label: t("centre.out-remove"), onSelect: ask("removed") },
        ]}
      />
    </span>
  );
}
