/** On which weekdays a branch is open, from when to when, and which of them count for deadlines. */
import { useEffect, useId, useRef, useState } from "react";
import { type Hours, hoursOf, hoursText, minutesOpen, readTime } from "#shared/model/calendar/opening-hours.ts";
import { USUAL_DAYS } from "#shared/model/house.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Row } from "../../../db/database.ts";
import { edit, type Patch } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useAllBranches } from "../branches/branch-queries.ts";
import { Changing } from "../of-role.tsx";
import styles from "./calendar.module.css";
import { type BranchesChange, duesChanged, useMovedDues } from "./calendar-queries.ts";
import { createCalendarWords } from "./calendar-words.ts";
import { MovedLine } from "./moved-line.tsx";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function WeekSection() {
  const t = useT();
  const { branch: own } = useDeviceSettings();
  const [chosen = own, setChosen] = useState<string>();
  const branches = useAllBranches()?.filter(({ hidden }) => hidden !== true);
  if (branches === undefined) return null;
  const branch = branches.find(({ id }) => id === chosen) ?? branches[0];
  if (branch === undefined) return <p className="field-hint">{t("settings.population-no-branch")}</p>;
  return (
    <>
      <p className="field-hint">{t("calendar.week-hint")}</p>
      {branches.length > 1 && (
        <div className="settings-fields">
          <Field label={t("settings.branch")}>
            {(control) => (
              <Select
                {...control}
                value={branch.id}
                options={branches.map(({ id, name = "" }) => ({ value: id, label: name }))}
                onChange={setChosen}
              />
            )}
          </Field>
        </div>
      )}
      <Changing>
        <Week key={branch.id} branch={branch} />
      </Changing>
    </>
  );
}

type DayList = "openDays" | "workingDays";

/** A branch that names no weekday has the usual ones. */
const listOf = (branch: Row<"branch">, list: DayList): readonly string[] => {
  const named = branch[list] ?? [];
  return named.length > 0 ? named : USUAL_DAYS[list];
};

function Week({ branch }: { readonly branch: Row<"branch"> }) {
  const t = useT();
  const format = useFormat();
  const words = createCalendarWords(useLocale(), format);
  const act = useAct();
  const movedDues = useMovedDues();
  const [refused, setRefused] = useState<DayList | null>(null);
  const [done, setDone] = useState<{ readonly change: BranchesChange; readonly dues: number } | null>(null);
  const write = async (patch: Patch<"branch">, after: Row<"branch">): Promise<void> => {
    const change = { before: [branch], after: [after] };
    const dues = await movedDues(change);
    const isSaved = await act({
      command: "branch.hours",
      changes: [edit("branch", branch.id, patch), ...duesChanged(dues)],
      said: { id: "calendar.did-week", values: { branch: branch.name ?? "" } },
      ...(dues.length > 0 && { detail: t("calendar.dues-moved", { count: dues.length }) }),
    });
    if (isSaved) setDone("hours" in patch ? null : { change, dues: dues.length });
  };
  const toggle = (list: DayList, weekday: number): void => {
    const now = listOf(branch, list);
    const day = String(weekday);
    const next = now.includes(day) ? now.filter((each) => each !== day) : [...now, day].toSorted();
    setRefused(next.length === 0 ? list : null);
    if (next.length > 0) void write({ [list]: next }, { ...branch, [list]: next });
  };
  const open = listOf(branch, "openDays");
  const known = open.flatMap((day) => hoursOf(branch.hours?.[day]) ?? []);
  const left = open.length - known.length;
  const minutes = known.reduce((sum, hours) => sum + minutesOpen(hours), 0);
  return (
    <>
      <ul className={`list ${styles.week}`}>
        {WEEKDAYS.map((weekday) => {
          const name = words.weekday(weekday);
          const isOpen = open.includes(String(weekday));
          return (
            <li key={weekday}>
              <span>{name}</span>
              <Checkbox
                checked={isOpen}
                aria-label={t("calendar.week-open-on", { weekday: name })}
                onChange={() => toggle("openDays", weekday)}
              >
                {t("calendar.week-open")}
              </Checkbox>
              {isOpen ? (
                <DayHours
                  weekday={name}
                  kept={branch.hours?.[weekday] ?? ""}
                  onHours={(hours) => {
                    const value = hours === null ? null : hoursText(hours);
                    void write({ hours: { [weekday]: value } }, branch);
                  }}
                />
              ) : (
                <span className={styles.off}>{t("calendar.week-closed")}</span>
              )}
              <span />
              <Checkbox
                checked={listOf(branch, "workingDays").includes(String(weekday))}
                aria-label={t("calendar.week-works-on", { weekday: name })}
                onChange={() => toggle("workingDays", weekday)}
              >
                {t("calendar.week-works")}
              </Checkbox>
            </li>
          );
        })}
      </ul>
      {refused !== null && (
        <p className="field-error" role="alert">
          {t(refused === "openDays" ? "calendar.week-none-open" : "calendar.week-none-works")}
        </p>
      )}
      <p className="field-hint" role="status">
        {done === null ? (
          t(known.length === 0 ? "calendar.week-days" : left === 0 ? "calendar.week-sum" : "calendar.week-part", {
            days: open.length,
            known: known.length,
            left,
            hours: format.number(Math.round(minutes / 6) / 10),
          })
        ) : (
          <MovedLine change={done.change} isDone dues={done.dues} />
        )}
      </p>
    </>
  );
}

const NO_HOURS: Hours = { from: "", to: "" };

interface DayHoursProps {
  readonly weekday: string;
  /** As the branch keeps them; empty where it says none. */
  readonly kept: string;
  /** Null: not said. */
  readonly onHours: (hours: Hours | null) => void;
}

/** Kept as soon as both times are there; what is no time stays to be put right, and says so. */
function DayHours({ weekday, kept, onHours }: DayHoursProps) {
  const t = useT();
  const errorId = useId();
  const hours = hoursOf(kept);
  const [shown, setShown] = useState(kept);
  const [typed, setTyped] = useState<Hours>(hours ?? NO_HOURS);
  const [isWrong, setIsWrong] = useState(false);
  /** What was given last: the field is left while that is still being written. */
  const given = useRef(kept);
  const give = (next: Hours | null): void => {
    const text = next === null ? "" : hoursText(next);
    if (text === given.current) return;
    given.current = text;
    onHours(next);
  };
  useEffect(() => {
    given.current = kept;
  }, [kept]);
  // changed by another desk, or taken back: the fields stay, and with them the focus
  if (shown !== kept) {
    setShown(kept);
    setTyped(hours ?? NO_HOURS);
    setIsWrong(false);
  }
  const keep = (part: keyof Hours): void => {
    const next = { ...typed, [part]: readTime(typed[part]) ?? typed[part].trim() };
    setTyped(next);
    const [from, to] = [readTime(next.from), readTime(next.to)];
    if (next.from === "" || next.to === "") {
      setIsWrong([next.from, next.to].some((each) => each !== "" && readTime(each) === null));
      if (next.from === "" && next.to === "") give(null);
      return;
    }
    const isRight = from !== null && to !== null && from < to;
    setIsWrong(!isRight);
    if (isRight) give({ from, to });
  };
  const field = (part: keyof Hours) => (
    <TextInput
      aria-label={t(`calendar.week-${part}`, { weekday })}
      placeholder={part === "from" ? "08:30" : "20:30"}
      maxLength={5}
      value={typed[part]}
      {...(isWrong && { "aria-invalid": true, "aria-describedby": errorId })}
      onChange={(event) => setTyped({ ...typed, [part]: event.currentTarget.value })}
      onBlur={() => keep(part)}
      onEnter={() => keep(part)}
    />
  );
  return (
    <>
      {field("from")}
      <span className={styles.dash} aria-hidden="true" />
      {field("to")}
      {isWrong && (
        <p className={`field-error ${styles.wrong}`} role="alert" id={errorId}>
          {t("calendar.week-wrong")}
        </p>
      )}
    </>
  );
}
