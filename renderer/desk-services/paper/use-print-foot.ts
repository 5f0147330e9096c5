/** The foot of every paper: at which desk, by whom and when it was printed. */
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useDeviceSettings } from "../device-settings.ts";
import { useServices } from "../services.ts";
import { useHouse } from "../use-house.ts";

export function usePrintFoot(): string {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const { deskName = "", staff = "" } = useDeviceSettings();
  const now = clock.now();
  return t("desk.slip-foot", {
    desk: deskName,
    staff: house.staff.get(staff) ?? "",
    at: `${format.shownDay(now)}\u00a0${format.time(now)}`,
  });
}
