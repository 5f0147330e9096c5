/**
 * The rules, each with its switch and its shape: what they would say today before anything is written, a round by hand,
 * and what earlier rounds on this computer have made.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { journeyOf, RULES, type RuleId } from "#shared/rules/rule.ts";
import { ruleSettingId, rulesOn } from "#shared/rules/switches.ts";
import { hasShape, shapeOf, shapeSettingId, whenValues } from "#shared/rules/thresholds.ts";
import type { Direction } from "../../../acts/acts.ts";
import { useActs } from "../../../acts/use-acts.ts";
import { EMPTY_HOUSE } from "../../../db/read-house.ts";
import { type StoredSetting, setSetting } from "../../../db/write/library-setting.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { RuleRound, RuleTrial } from "../../../platform/worker/rules-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Changing } from "../of-role.tsx";
import styles from "../rules.module.css";
import { useSave } from "../use-save.ts";
import { RuleShapeDialog } from "./rule-shape-dialog.tsx";
import { PastRounds, withdrawnText } from "./rules-past.tsx";
import { RuleResult } from "./rules-result.tsx";
import { useKnownNote } from "./use-known-note.ts";

type Shown =
  | { readonly tag: "nothing" | "looking" | "failed" | "past" }
  | { readonly tag: "trial"; readonly trial: RuleTrial }
  | { readonly tag: "noted" | "taken-back"; readonly round: RuleRound };

/** The command that notes the tasks of a round. */
const ROUND = "rule.tasks";

export function RulesSection() {
  const t = useT();
  const { db, worker } = useServices();
  const { staff = "" } = useDeviceSettings();
  const { shared } = useSave();
  const [shown, setShown] = useState<Shown>({ tag: "nothing" });
  const [shaping, setShaping] = useState<RuleId | null>(null);
  const settings = useLiveQuery(
    async () => db.setting.bulkGet([...RULES.map(ruleSettingId), ...RULES.map(shapeSettingId)]),
    [db],
  );
  const house = useHouse();
  const acts = useActs();
  const knownNote = useKnownNote();
  useEffect(
    () =>
      acts.listen((news) => {
        if (news.tag !== "saved" || news.deed.tag !== "turned" || news.deed.command !== ROUND) return;
        const { direction } = news.deed;
        setShown((now) => turnedRound(now, direction));
      }),
    [acts],
  );
  // a segment that is not read yet is not gone
  if (settings === undefined || house === EMPTY_HOUSE) return null;
  const { segments } = house;
  const storedIn = (id: string): StoredSetting => settings.find((row) => row?.id === id) ?? null;
  const on = rulesOn(settings);
  const turn = async (rule: RuleId, isOn: boolean): Promise<void> => {
    const id = ruleSettingId(rule);
    if (await shared("setting.rule", setSetting(storedIn(id), id, `rule-${rule}`, isOn))) setShown({ tag: "nothing" });
  };
  /** When it speaks, with its thresholds, and of whom where not of all. */
  const whenText = (rule: RuleId): string => {
    const { thresholds, segment, starts } = shapeOf(rule, storedIn(shapeSettingId(rule)));
    const journey = journeyOf(rule);
    const said = t(`rules.when-${rule}`, whenValues(thresholds));
    const when =
      starts && journey !== undefined
        ? t("rules.when-starts", { when: said, journey: t(`outreach.goal-${journey}`) })
        : said;
    if (segment === null) return when;
    return segments.has(segment)
      ? t("rules.when-start", { when, name: segments.get(segment) ?? "" })
      : t("rules.when-start-gone", { when });
  };
  // what was looked at before may be another now
  const closeShape = (): void => {
    setShaping(null);
    setShown({ tag: "nothing" });
  };
  const run = async (look: () => Promise<Shown>): Promise<void> => {
    setShown({ tag: "looking" });
    setShown(await look().catch((): Shown => ({ tag: "failed" })));
  };
  const tryNow = (): Promise<void> => run(async () => ({ tag: "trial", trial: await worker.rules.trial() }));
  const goRound = (): Promise<void> =>
    run(async () => {
      const round = await worker.rules.round("person", staff);
      return round === null ? { tag: "failed" } : { tag: "noted", round };
    });
  return (
    <>
      <p className="field-hint">{t("rules.hint")}</p>
      {knownNote !== null && knownNote !== undefined && <p className="soft">{knownNote}</p>}
      <ul className={styles.list}>
        {RULES.map((rule) => (
          <li key={rule} className={styles.rule}>
            <Changing>
              <Checkbox
                checked={on.has(rule)}
                aria-label={t("rules.on", { name: t(`rules.name-${rule}`) })}
                onChange={(event) => void turn(rule, event.target.checked)}
              >
                {t(`rules.name-${rule}`)}
              </Checkbox>
              <p className="field-hint">{whenText(rule)}</p>
              {hasShape(rule) && (
                <Button
                  size="small"
                  aria-label={t("rules.shape-of", { name: t(`rules.name-${rule}`) })}
                  onClick={() => setShaping(rule)}
                >
                  {t("rules.shape")}
                </Button>
              )}
            </Changing>
          </li>
        ))}
      </ul>
      {shaping !== null && (
        <RuleShapeDialog
          rule={shaping}
          isOn={on.has(shaping)}
          stored={storedIn(shapeSettingId(shaping))}
          onClose={closeShape}
        />
      )}
      <div className="row row-wrap">
        <Button kind="primary" disabled={shown.tag === "looking"} onClick={() => void tryNow()}>
          {t("rules.try")}
        </Button>
        <Changing>
          <Button disabled={shown.tag === "looking"} onClick={() => void goRound()}>
            {t("rules.go")}
          </Button>
        </Changing>
        <Button
          aria-expanded={shown.tag === "past"}
          onClick={() => setShown(shown.tag === "past" ? { tag: "nothing" } : { tag: "past" })}
        >
          {t(shown.tag === "past" ? "rules.past-hide" : "rules.past")}
        </Button>
      </div>
      <p role="status">{statusText(shown, knownNote ?? null, t)}</p>
      {shown.tag === "trial" && <RuleResult proposals={shown.trial.proposals} held={shown.trial.held} />}
      {shown.tag === "noted" && <RuleResult proposals={shown.round.made} held={shown.round.held} />}
      {shown.tag === "past" && <PastRounds />}
    </>
  );
}

/** What the panel says of the round that somebody asked for, when it is taken back or done again. */
function turnedRound(shown: Shown, direction: Direction): Shown {
  if (shown.tag === "noted" && direction === "undo" && shown.round.made.length > 0)
    return { tag: "taken-back", round: shown.round };
  return shown.tag === "taken-back" && direction === "redo" ? { tag: "noted", round: shown.round } : shown;
}

function statusText(shown: Shown, knownNote: string | null, t: ReturnType<typeof useT>): string {
  switch (shown.tag) {
    case "looking":
      return t("rules.looking");
    case "failed":
      return t("rules.cannot");
    case "trial":
      return shown.trial.proposals.length === 0
        ? [t("rules.would-none"), ...(knownNote === null ? [] : [t("rules.waits")])].join(" · ")
        : t("rules.would", { count: shown.trial.proposals.length });
    case "noted":
      return [t("rules.noted", { count: shown.round.made.length }), ...withdrawnText(shown.round, t)].join(" · ");
    case "taken-back":
      return t("rules.taken-back", { count: shown.round.made.length });
    case "nothing":
    case "past":
      return "";
  }
}
