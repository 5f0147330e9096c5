/** The handover book 交班本 of this desk's branch, a page a day; which day stands in the address. Prints as it stands. */
import { ArrowLeft, ArrowRight, Printer } from "lucide-react";
import { useLocation, useSearch } from "wouter";
import { addDays, isDay } from "#shared/kernel/day.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./handover.module.css";
import { useShift } from "./handover-queries.ts";
import { useHandover } from "./open-handover.ts";
import { HandoverLines, ShiftLists } from "./shift-lists.tsx";

export function HandoverScreen() {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const { branch } = useDeviceSettings();
  const house = useHouse();
  const open = useHandover();
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("day") ?? "";
  const today = format.day(clock.now());
  const day = isDay(asked) && asked < today ? asked : today;
  const shift = useShift(branch, day);
  const go = (by: number): void => navigate(`/handover?day=${addDays(day, by)}`, { replace: true });
  return (
    <main className="work centre" id="main" aria-busy={branch !== undefined && shift?.day !== day}>
      <header className="page-head">
        <h1>{t("handover.title")}</h1>
        <p>
          {[format.longDay(day), house.branches.get(branch ?? "")].filter((part) => part !== undefined).join(" · ")}
        </p>
        <nav className="row no-print" aria-label={t("handover.days")}>
          <Button size="small" icon={ArrowLeft} onClick={() => go(-1)}>
            {t("handover.earlier")}
          </Button>
          <Button size="small" icon={ArrowRight} disabled={day === today} onClick={() => go(1)}>
            {t("handover.next")}
          </Button>
        </nav>
        <span className="push row no-print">
          <Button icon={Printer} keys="Ctrl+P" onClick={() => window.print()}>
            {t("handover.print")}
          </Button>
          <Button kind="primary" keys="Ctrl+Shift+L" onClick={open}>
            {t("handover.do")}
          </Button>
        </span>
      </header>
      {branch === undefined ? (
        <p className={styles.page}>{t("handover.no-branch")}</p>
      ) : (
        shift !== undefined && (
          <div className={`${styles.page} scroll`}>
            {shift.lines.length === 0 ? (
              <p className="soft">{t("handover.no-lines")}</p>
            ) : (
              <HandoverLines lines={shift.lines} />
            )}
            {day !== today && <p className="meta">{t("handover.as-now")}</p>}
            <ShiftLists shift={shift} linked />
          </div>
        )
      )}
    </main>
  );
}
