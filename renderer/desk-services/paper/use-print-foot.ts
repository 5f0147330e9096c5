/** The foot of every paper: at which desk, by whom and when it was printed. */
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useDeviceSettings } from "../device-settings.ts";
import { useServices } from "../services.ts";
import { useHouse } from "../use-house.ts";

export function usePrintFoot(): string {
  const foot = usePrintFootOf();
  const house = useHouse();
  const { clock } = useServices();
  const { deskName = "", staff = "" } = useDeviceSettings();
  return foot({ desk: deskName, person: house.staff.get(staff) ?? "", at: clock.now() });
}

/** Who prints, by their names. */
export interface PrintedBy {
  /** Said where the paper has no head that says it. */
  readonly branch?: string | undefined;
  readonly desk: string;
  readonly person: string;
  /** When it is printed. */
  readonly at: number;
}

/** The same before there is a desk that knows its colleagues. */
export function usePrintFootOf(): (by: PrintedBy) => string {
  const t = useT();
  const format = useFormat();
  return ({ branch, desk, person, at }) =>
    t("desk.slip-foot", {
      desk: branch === undefined || branch === "" ? desk : `${branch} · ${desk}`,
      staff: person,
      at: `${format.shownDay(at)}\u00a0${format.time(at)}`,
    });
}
