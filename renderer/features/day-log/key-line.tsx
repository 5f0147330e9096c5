/** The keys of the list, and what paper and file hold. */
import { useT } from "../../i18n/use-t.ts";
import { Kbd } from "../../ui/kbd.tsx";
import styles from "./day-log.module.css";

interface KeyLineProps {
  readonly singleKeys: boolean;
  readonly canNote: boolean;
  readonly count: number;
  readonly isFiltered: boolean;
}

export function KeyLine({ singleKeys, canNote, count, isFiltered }: KeyLineProps) {
  const t = useT();
  return (
    <p className={`${styles.keys} no-print`}>
      {singleKeys && (
        <span>
          <Kbd keys="J" /> <Kbd keys="K" /> {t("day-log.up-down")}
        </span>
      )}
      <span>
        <Kbd keys={singleKeys ? "E" : "F2"} /> {t("day-log.edit-short")}
      </span>
      {canNote && (
        <span>
          <Kbd keys="F4" /> {t("day-log.note")}
        </span>
      )}
      {singleKeys && (
        <span>
          <Kbd keys="R" /> {t("day-log.give-short")}
        </span>
      )}
      <span>
        <Kbd keys="Del" /> {t("day-log.remove")}
      </span>
      <span>
        <Kbd keys="Enter" /> {t("day-log.open")}
      </span>
      {singleKeys && (
        <span>
          <Kbd keys="[" /> <Kbd keys="]" /> {t("day-log.around")}
        </span>
      )}
      <span className="push">{t(isFiltered ? "day-log.foot" : "day-log.foot-all", { count })}</span>
    </p>
  );
}
