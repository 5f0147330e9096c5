/** How use is scored: weights and cut points, with whom a change would move before it is taken. */
import { useLiveQuery } from "dexie-react-hooks";
import { type ReactNode, useEffect, useState } from "react";
import { DEFAULT_VALUE_RULES, type ValueRules, valueRulesOf } from "#shared/analysis/value-rules.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { parseValueRules, VALUE_RULES_ID } from "#shared/model/settings/stored-value-rules.ts";
import { readSetting, setSetting } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import type { ValuePreview } from "../../platform/worker/readers-page-api.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { NumberInput } from "./number-input.tsx";
import { useSave } from "./use-save.ts";

const WEIGHTS = ["visitDay", "item", "event", "enquiry", "participation"] as const;
const CUTS = ["recency", "frequency", "value"] as const;
const SCORINGS = ["cuts", "fifths"] as const;
/** Quiet time after a key before the worker is asked. */
const QUIET_MS = 300;

/** As typed: cut points that may not fit yet. */
interface Draft {
  readonly weights: ValueRules["weights"];
  readonly cuts: Readonly<Record<(typeof CUTS)[number], readonly number[]>>;
  readonly scoring: ValueRules["scoring"];
}

export function ValueSection() {
  const t = useT();
  const { db } = useServices();
  const { shared } = useSave();
  const stored = useLiveQuery(async () => await readSetting(db, VALUE_RULES_ID), [db]);
  const [typed, setTyped] = useState<Draft | null>(null);
  if (stored === undefined) return null;
  const now = valueRulesOf(settingValue(stored));
  const draft: Draft = typed ?? now;
  const rules = parseValueRules(draft);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(now);
  const save = async (): Promise<void> => {
    if (await shared("setting.value", setSetting(stored, VALUE_RULES_ID, "value", rules))) setTyped(null);
  };
  return (
    <>
      <p className="field-hint">{t("settings.value-hint")}</p>
      <div className="settings-fields">
        <Field label={t("settings.value-scoring")}>
          {(control) => (
            <Select
              {...control}
              value={draft.scoring}
              options={SCORINGS.map((value) => ({ value, label: t(`settings.value-by-${value}`) }))}
              onChange={(scoring) => setTyped({ ...draft, scoring })}
            />
          )}
        </Field>
        {WEIGHTS.map((weight) => (
          <Field key={weight} label={t(`settings.value-weight-${weight}`)}>
            {(control) => (
              <NumberInput
                {...control}
                value={draft.weights[weight]}
                onValue={(value) => setTyped({ ...draft, weights: { ...draft.weights, [weight]: value } })}
              />
            )}
          </Field>
        ))}
      </div>
      {draft.scoring === "cuts" && <CutFields draft={draft} onDraft={setTyped} />}
      <p role="status" className="field-hint">
        {rules === undefined ? t("settings.value-unfit") : isChanged && <Preview rules={rules} />}
      </p>
      <div className="row">
        <Button kind="primary" disabled={rules === undefined || !isChanged} onClick={() => void save()}>
          {t("settings.value-save")}
        </Button>
        <Button disabled={typed === null} onClick={() => setTyped(null)}>
          {t("settings.value-discard")}
        </Button>
        <Button onClick={() => setTyped(DEFAULT_VALUE_RULES)}>{t("settings.value-default")}</Button>
      </div>
    </>
  );
}

function CutFields({ draft, onDraft }: { draft: Draft; onDraft: (draft: Draft) => void }) {
  const t = useT();
  return (
    <div className="settings-fields">
      {CUTS.map((cut) => (
        <fieldset key={cut} className="value-cuts">
          <legend>{t(`settings.value-cut-${cut}`)}</legend>
          {draft.cuts[cut].map((value, place) => {
            const score = 5 - place;
            return (
              <NumberInput
                key={score}
                aria-label={t("settings.value-cut-for", { of: t(`settings.value-cut-${cut}`), score })}
                value={value}
                onValue={(next) =>
                  onDraft({
                    ...draft,
                    cuts: {
                      ...draft.cuts,
                      [cut]: draft.cuts[cut].map((each, index) => (index === place ? next : each)),
                    },
                  })
                }
              />
            );
          })}
        </fieldset>
      ))}
    </div>
  );
}

function Preview({ rules }: { rules: ValueRules }): ReactNode {
  const t = useT();
  const { worker } = useServices();
  const [preview, setPreview] = useState<{ readonly of: string; readonly found: ValuePreview } | null>(null);
  const key = JSON.stringify(rules);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rules are their key
  useEffect(() => {
    let isWanted = true;
    const ask = (): void => {
      worker.statistics.previewValue(rules).then(
        (found) => isWanted && setPreview({ of: key, found }),
        () => undefined,
      );
    };
    const timer = setTimeout(ask, QUIET_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [worker, key]);
  if (preview?.of !== key) return t("settings.value-previewing");
  const { readers, moved, toCore, fromCore } = preview.found;
  return t("settings.value-preview", { readers, moved, toCore, fromCore });
}
