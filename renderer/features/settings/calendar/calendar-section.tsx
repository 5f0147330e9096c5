/**
 * The calendar of the branches: a year of days, each with what differs from its weekday. A selected range turns the
 * foot into the act, with what it would move.
 */
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { Row } from "../../../db/database.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { IconButton } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Select } from "../../../ui/select.tsx";
import { useAllBranches } from "../branches/branch-queries.ts";
import { Changing, useIsShut } from "../of-role.tsx";
import styles from "./calendar.module.css";
import { CalendarFoot } from "./calendar-foot.tsx";
import type { BranchesChange } from "./calendar-queries.ts";
import { HolidayFile } from "./holiday-file.tsx";
import { MovedLine } from "./moved-line.tsx";
import { hasSign, YearGrid } from "./year-grid.tsx";
import { FIRST_YEAR, LAST_YEAR, useYearSelection } from "./year-selection.ts";

const LEGEND = ["usual", "weekly", "partly", "closed", "rest", "work", "away", "open", "some"] as const;
/** Only where several branches are shown. */
const OF_SEVERAL: readonly string[] = ["partly", "some"];
const ALL = "";

export function CalendarSection() {
  const t = useT();
  const rows = useAllBranches();
  const open = rows?.filter(({ hidden }) => hidden !== true);
  if (open === undefined) return null;
  if (open.length === 0) return <p className="field-hint">{t("settings.population-no-branch")}</p>;
  return <Calendar branches={open} />;
}

/** What was written last, while the branches stand as it left them. */
interface Done {
  readonly change: BranchesChange;
  readonly dues: number;
}

function Calendar({ branches }: { readonly branches: readonly Row<"branch">[] }) {
  const t = useT();
  const headId = useId();
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const selection = useYearSelection(today);
  const { branch: own = ALL } = useDeviceSettings();
  const [chosen, setChosen] = useState<string>(own);
  const [done, setDone] = useState<Done | null>(null);
  /** Enter in the grid, which the foot carries out. */
  const [entered, setEntered] = useState(0);
  const isShut = useIsShut();
  const only = branches.length === 1 ? branches[0] : branches.find(({ id }) => id === chosen);
  // biome-ignore lint/correctness/useExhaustiveDependencies: branches are the same while nothing of them has changed
  const shown = useMemo(() => (only === undefined ? branches : [only]), [JSON.stringify(only ?? branches)]);
  const { selected } = selection;
  const year = Number(selection.focus.slice(0, 4));
  const toYear = (next: number): void => selection.go(`${next}${selection.focus.slice(4, 7)}-01`);
  return (
    <div className={styles.calendar}>
      <div className={styles.head}>
        {branches.length > 1 && (
          <Select
            aria-label={t("settings.branch")}
            value={only?.id ?? ALL}
            options={[
              { value: ALL, label: t("words.all-branches") },
              ...branches.map(({ id, name = "" }) => ({ value: id, label: name })),
            ]}
            onChange={setChosen}
          />
        )}
        <span className={styles.year}>
          <IconButton
            icon={ChevronLeft}
            kind="plain"
            label={t("calendar.year-before")}
            keys="PgUp"
            disabled={year <= FIRST_YEAR}
            onClick={() => toYear(year - 1)}
          />
          <b id={headId}>{t("calendar.year", { year: String(year) })}</b>
          <IconButton
            icon={ChevronRight}
            kind="plain"
            label={t("calendar.year-after")}
            keys="PgDn"
            disabled={year >= LAST_YEAR}
            onClick={() => toYear(year + 1)}
          />
        </span>
        <ul className={styles.legend} aria-label={t("calendar.legend")}>
          {LEGEND.filter((look) => shown.length > 1 || !OF_SEVERAL.includes(look)).map((look) => (
            <li key={look}>
              <span className={styles.day} data-look={look} aria-hidden="true">
                {hasSign(look) && t(`calendar.sign-${look}`)}
              </span>
              {t(`calendar.legend-${look}`)}
            </li>
          ))}
          <li>
            <span className={styles.day} data-weekend aria-hidden="true" />
            {t("calendar.legend-weekend")}
          </li>
          <li>
            <span className={classNames(styles.day, styles.today)} aria-hidden="true" />
            {t("calendar.legend-today")}
          </li>
        </ul>
        <Changing>
          <HolidayFile
            branches={branches}
            shown={branches.length === 1 ? null : (only?.id ?? null)}
            year={year}
            onDone={(change, dues) => setDone({ change, dues })}
          />
        </Changing>
      </div>
      <div className={styles.months}>
        <YearGrid
          year={year}
          today={today}
          branches={shown}
          selection={selection}
          labelledBy={headId}
          onEnter={() => setEntered((count) => count + 1)}
        />
      </div>
      {isShut ? null : selected === null ? (
        <p className={`${styles.foot} ${styles.idle}`} role="status">
          {done !== null && isAsLeft(done, branches) ? (
            <span>
              <MovedLine change={done.change} isDone dues={done.dues} />
            </span>
          ) : (
            t("calendar.hint")
          )}
        </p>
      ) : (
        <CalendarFoot
          branches={shown}
          range={selected}
          year={year}
          entered={entered}
          onCancel={() => selection.clear()}
          onDone={(change, dues) => {
            // meanwhile others may be selected
            selection.clear(selected);
            setDone({ change, dues });
          }}
        />
      )}
    </div>
  );
}

const isAsLeft = ({ change }: Done, branches: readonly Row<"branch">[]): boolean =>
  change.after.every((row) => {
    const now = branches.find(({ id }) => id === row.id);
    return now !== undefined && yearText(now) === yearText(row);
  });

const yearText = ({ openDays, workingDays, exceptions, workdays, vacations }: Row<"branch">): string =>
  JSON.stringify([
    openDays,
    workingDays,
    ...[exceptions, workdays, vacations].map((map) => Object.entries(map ?? {}).toSorted()),
  ]);
