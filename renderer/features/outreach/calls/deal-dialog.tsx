/** So many people to each computer, until an open day; this one may take them all. */
import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import { nextOpenDay } from "#shared/analysis/life/doors.ts";
import { addDays, isDay } from "#shared/kernel/day.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { readDay } from "#shared/model/input/note-line.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { readBranch } from "../../../db/read-house.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { useOnce } from "../../../ui/hooks/use-once.ts";
import { TextInput } from "../../../ui/text-input.tsx";
import { dealChanges, evenly, MOST_AT_ONCE, MOST_DAYS_HELD, usualLapse } from "./part-changes.ts";
import type { CallListView } from "./use-call-list.ts";

export interface DealDialogProps {
  readonly list: CallListView;
  /** Recipients that can be dealt out: this computer's own who were not tried, then those whom nobody holds. */
  readonly free: readonly string[];
  readonly nameOf: (stream: string) => string;
  readonly onClose: () => void;
}

export function DealDialog(props: DealDialogProps) {
  const { db } = useServices();
  const { branch } = useDeviceSettings();
  const calendar = useLiveQuery(
    async () => (branch === undefined ? {} : ((await readBranch(db, branch)) ?? {})),
    [db, branch],
  );
  return calendar === undefined ? null : <DealForm {...props} calendar={calendar} />;
}

function DealForm({
  list,
  free,
  nameOf,
  onClose,
  calendar,
}: DealDialogProps & { readonly calendar: Parameters<typeof nextOpenDay>[0] }) {
  const t = useT();
  const format = useFormat();
  const act = useAct();
  const { clock, random } = useServices();
  const { staff } = useDeviceSettings();
  const { own, others } = list.computers;
  const desks = [...(own === undefined ? [] : [own]), ...others];
  const [people, setPeople] = useState<readonly string[]>(() =>
    desks.map((_, at) => (at === 0 ? String(Math.min(MOST_AT_ONCE, free.length)) : "0")),
  );
  const [lapsesOn, setLapsesOn] = useState(() => format.shownDay(usualLapse(calendar, list.now.on)));
  const [ids] = useState(() => desks.map(() => uuidV7(clock.now(), random)));
  const counts = people.map((each) => Number(each.normalize("NFKC")));
  const sum = counts.reduce((all, each) => all + each, 0);
  const isNumber = (each: number): boolean => Number.isInteger(each) && each >= 0;
  const day = readDay(lapsesOn.normalize("NFKC").trim(), list.now.on) ?? lapsesOn;
  const isOpenDay = isDay(day) && day >= list.now.on && nextOpenDay(calendar, addDays(day, -1)) === day;
  const lastDay = addDays(list.now.on, MOST_DAYS_HELD);
  const isTooLate = isDay(day) && day > lastDay;
  const dayError = isTooLate
    ? t("calls.deal-too-late", { days: MOST_DAYS_HELD, day: format.shownDay(lastDay) })
    : isOpenDay
      ? undefined
      : t("calls.deal-closed-day");
  const most = Math.min(MOST_AT_ONCE, free.length);
  const areNumbers = counts.every(isNumber);
  const isTooMany = areNumbers && sum > most;
  const isGood = areNumbers && !isTooMany && dayError === undefined && sum > 0;
  const deal = useOnce(async (): Promise<void> => {
    if (!isGood) return;
    const shares = desks.map((desk, at) => ({ id: ids[at] ?? "", desk, people: counts[at] ?? 0 }));
    const changes = dealChanges({ outreach: list.outreach.id, free, shares, lapsesOn: day, at: clock.now(), staff });
    if (await act({ command: "outreach.deal", changes, said: { id: "calls.did-deal", values: { people: sum } } }))
      onClose();
  });
  return (
    <Dialog
      open
      title={t("calls.deal-title", { people: free.length })}
      closeLabel={t("calls.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("calls.deal-act")}
          cancel={t("calls.cancel")}
          disabled={!isGood}
          onAct={() => void deal()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t("calls.deal-how")}</p>
        {desks.map((desk, at) => (
          <Field
            key={desk}
            label={desk === own ? t("calls.this-computer") : nameOf(desk)}
            {...(!isNumber(counts[at] ?? 0) && { error: t("calls.deal-number") })}
          >
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                value={people[at] ?? ""}
                onFocus={({ currentTarget }) => currentTarget.select()}
                onChange={({ currentTarget: { value } }) => setPeople((before) => before.with(at, value))}
                onEnter={() => void deal()}
              />
            )}
          </Field>
        ))}
        {areNumbers && (desks.length > 1 || isTooMany) && (
          <p className={isTooMany ? "field-error" : "field-hint"} role="status">
            {t(isTooMany ? "calls.deal-too-many" : "calls.deal-sum", { sum, people: most })}
          </p>
        )}
        {desks.length > 1 && (
          <p>
            <Button size="small" onClick={() => setPeople(evenly(most, desks.length).map(String))}>
              {t("calls.deal-evenly")}
            </Button>
          </p>
        )}
        <Field
          label={t("calls.deal-until")}
          hint={t("calls.deal-until-hint")}
          {...(dayError !== undefined && { error: dayError })}
        >
          {(control) => (
            <TextInput
              {...control}
              value={lapsesOn}
              onChange={({ currentTarget: { value } }) => setLapsesOn(value)}
              onBlur={() => isDay(day) && setLapsesOn(format.shownDay(day))}
              onEnter={() => void deal()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
