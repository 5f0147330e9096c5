/** Journeys of the library: which it makes, and the steps that are due today, each an outreach that is prepared. */
import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { JOURNEYS_ID, journeySwitchesOf } from "#shared/model/settings/journey-switches.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { JOURNEY_STEPS, JOURNEYS, type Journey } from "#shared/outreach/journey.ts";
import { useAct } from "../../acts/use-acts.ts";
import { useBeginOutreach } from "../../acts/use-begin-outreach.ts";
import type { DeskDb } from "../../db/database.ts";
import { readJourneysOn } from "../../db/lists/journeys-on.ts";
import { readSetting, setSetting } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { useCalmQuery } from "../../desk-services/use-calm-query.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { type JourneyStepDue, stepText } from "../../platform/worker/outreach-api.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { stepName } from "../../words/step-name.ts";
import { doorPath } from "./outreach-words.ts";

/** Where the call before reached nobody. */
const OTHERWISE: readonly ContactChannel[] = ["sms", "letter"];

export function DueSteps() {
  const t = useT();
  const format = useFormat();
  const { clock, db } = useServices();
  const [, navigate] = useLocation();
  const begin = useBeginOutreach(navigate);
  const [isChoosing, setIsChoosing] = useState(false);
  const on = useLiveQuery(async () => await readJourneysOn(db), [db]);
  const isAny = on === undefined || on.forAll.length + on.byRules.length > 0;
  const due = useStepsDue();
  const prepare = (each: JourneyStepDue): void => {
    const name = stepName(each, t);
    const { otherChannel, sparesSpokenTo } = JOURNEY_STEPS[each.journey][each.step] ?? {};
    void begin({
      name,
      source: { by: "list", name, on: format.day(clock.now()) },
      listed: each.readers,
      goal: each.journey,
      step: stepText(each),
      ...(otherChannel && { channels: OTHERWISE }),
      ...(!sparesSpokenTo && { quietDays: 0 }),
    });
  };
  return (
    <section aria-label={t("outreach.journeys")} className="no-print">
      <div className="section-head">
        <h2>{t("outreach.journeys")}</h2>
        <Button size="small" kind="quiet" className="push" onClick={() => setIsChoosing(true)}>
          {t("outreach.journeys-choose")}
        </Button>
      </div>
      {due?.length === 0 && <p className="soft">{t(isAny ? "outreach.journeys-none" : "outreach.journeys-off")}</p>}
      <ul className="list" aria-busy={due === undefined}>
        {due?.map((each) => (
          <li key={stepText(each)} className="line">
            <span className="grow">{stepName(each, t)}</span>
            <Link className="nums" href={doorPath("", { tag: "step", step: each }, "/outreach")}>
              {t("outreach.persons", { count: each.readers.length })}
            </Link>
            <Button
              size="small"
              aria-label={t("outreach.prepare-of", { name: stepName(each, t) })}
              onClick={() => prepare(each)}
            >
              {t("outreach.prepare")}
            </Button>
          </li>
        ))}
      </ul>
      {isChoosing && <JourneysDialog onClose={() => setIsChoosing(false)} />}
    </section>
  );
}

/** What moves somebody into a step. */
const FOLLOWED = ["reader", "interaction", "activity", "feedback", "setting", "outreach", "recipient"] as const;

function useStepsDue(): readonly JourneyStepDue[] | undefined {
  const { db, worker } = useServices();
  const ask = useCallback(
    async (database: DeskDb) => {
      // one row is read, the whole table is watched
      for (const table of FOLLOWED) await database.table(table).limit(1).toArray();
      return worker.outreach.stepsDue();
    },
    [worker],
  );
  return useCalmQuery(db, ask);
}

function JourneysDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const { db } = useServices();
  const stored = useLiveQuery(async () => await readSetting(db, JOURNEYS_ID), [db]);
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const writing = useRef(Promise.resolve());
  const on = chosen ?? journeySwitchesOf(settingValue(stored ?? undefined));
  const byRules = useLiveQuery(async () => await readJourneysOn(db), [db])?.byRules ?? [];
  const write = async (next: readonly string[]): Promise<void> => {
    await act({
      command: "setting.journeys",
      changes: setSetting(await readSetting(db, JOURNEYS_ID), JOURNEYS_ID, "journeys", next),
      said: { id: "outreach.did-edit" },
      quiet: true,
    });
    // what was chosen since stays
    setChosen((now) => (now === next ? null : now));
  };
  // one behind the other, and each on what was chosen before it, however soon it comes
  const turn = (journey: Journey, isOn: boolean): void => {
    const next = isOn ? [...on, journey] : on.filter((each) => each !== journey);
    setChosen(next);
    writing.current = writing.current.then(() => write(next));
  };
  // before it is known what is on, nothing can be turned
  if (stored === undefined) return null;
  return (
    <Dialog open title={t("outreach.journeys")} closeLabel={t("ui.cancel")} onClose={onClose}>
      <div className="stack">
        <p className="field-hint">{t("outreach.journeys-hint")}</p>
        {JOURNEYS.map((journey) => (
          <div key={journey}>
            <Checkbox checked={on.includes(journey)} onChange={({ target }) => turn(journey, target.checked)}>
              {t(`outreach.goal-${journey}`)}
            </Checkbox>
            <p className="field-hint">
              {t(`outreach.journey-${journey}`)}
              {byRules.includes(journey) && <> · {t("outreach.journey-by-rule")}</>}
            </p>
          </div>
        ))}
      </div>
    </Dialog>
  );
}
