/** Who is in the group and what for: the goal with the purpose on which it rests, and readers who are added by hand. */

import { CONTACT_PURPOSES, type ContactPurpose } from "#shared/model/consent/purposes.ts";
import { GOAL_RULES, OUTREACH_GOALS, type OutreachGoal, purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { HandPicked } from "./hand-picked.tsx";
import styles from "./outreach.module.css";
import { sourceText } from "./outreach-words.ts";
import type { StepProps } from "./use-outreach-acts.ts";

const NONE = "" as const;
const NUMBERED = / · \d+$/;
const PURPOSES = Object.keys(CONTACT_PURPOSES) as ContactPurpose[]; // the keys of a const object

interface GroupStepProps extends StepProps {
  /** Names of the other outreaches. */
  readonly taken: ReadonlySet<string>;
}

export function GroupStep({ row, acts, isFixed, taken }: GroupStepProps) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const purpose = purposeOf(row);
  const { clock } = useServices();
  // several of one list would have one name
  const usualName = (goal: OutreachGoal): string =>
    t("outreach.name-usual", { goal: t(`outreach.goal-${goal}`), day: format.day(clock.now()) });
  const isUnnamed =
    row.name === undefined || (row.goal !== undefined && row.name.replace(NUMBERED, "") === usualName(row.goal));
  /** Two of one goal on one day have two names. */
  const freeName = (goal: OutreachGoal): string => {
    const name = usualName(goal);
    const numbered = [name, ...Array.from(taken, (_, place) => `${name} · ${place + 2}`)];
    return numbered.find((each) => !taken.has(each)) ?? name;
  };
  const none = { value: NONE, label: t("outreach.goal-none") };
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        {isFixed && <p className="field-hint">{t("outreach.fixed")}</p>}
        <Field label={t("outreach.name")}>
          {(control) => (
            <TextInput
              {...control}
              key={row.name}
              maxLength={200}
              placeholder={t("outreach.name-hint")}
              defaultValue={row.name ?? ""}
              onBlur={({ currentTarget }) => {
                const name = currentTarget.value.trim();
                if (name !== (row.name ?? "")) void acts.change({ name: name === "" ? null : name });
              }}
              onEnter={() => document.activeElement instanceof HTMLElement && document.activeElement.blur()}
            />
          )}
        </Field>
        <Field label={t("outreach.goal")}>
          {(control) => (
            <Select
              {...control}
              value={row.goal ?? NONE}
              // nothing can be counted before it is chosen
              autoFocus={row.goal === undefined}
              disabled={isFixed}
              options={[
                ...(row.goal === undefined ? [none] : []),
                ...OUTREACH_GOALS.map((value) => ({ value, label: t(`outreach.goal-${value}`) })),
              ]}
              onChange={(goal: OutreachGoal | "") =>
                goal !== NONE &&
                void acts.change({
                  goal,
                  ...(isUnnamed && { name: freeName(goal) }),
                  ...(GOAL_RULES[goal].notHeldBack !== null && { heldBack: null }),
                })
              }
            />
          )}
        </Field>
        {row.goal === "own" && (
          <Field label={t("outreach.purpose")}>
            {(control) => (
              <Select
                {...control}
                value={row.purpose ?? NONE}
                disabled={isFixed}
                options={[
                  ...(row.purpose === undefined ? [none] : []),
                  ...PURPOSES.map((value) => ({ value, label: t(`outreach.purpose-${value}`) })),
                ]}
                onChange={(next: ContactPurpose | "") => next !== NONE && void acts.change({ purpose: next })}
              />
            )}
          </Field>
        )}
        {purpose !== undefined && (
          <p className="field-hint">
            <b>{t(`outreach.purpose-${purpose}`)}</b>
            {" · "}
            {t(`outreach.basis-${CONTACT_PURPOSES[purpose]}`)}
          </p>
        )}
        <p>
          <span className="soft">{t("outreach.source")}</span> {sourceText(row, house, t, format)}
        </p>
      </div>
      <HandPicked row={row} acts={acts} of="pinned" isFixed={isFixed} />
    </div>
  );
}
