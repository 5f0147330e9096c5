/**
 * Shapes one rule: its thresholds and the segment that it starts from, with whom it would then name before anything is
 * saved.
 */
import { type ReactNode, useState } from "react";
import { journeyOf, type RuleId } from "#shared/rules/rule.ts";
import {
  boundsOf,
  isShapeFit,
  type RuleShape,
  shapeOf,
  shapeSettingId,
  storedShape,
  usualShape,
  whenValues,
} from "#shared/rules/thresholds.ts";
import { type StoredSetting, setSetting } from "../../../db/write/library-setting.ts";
import { useAsked } from "../../../desk-services/use-asked.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ShapePreview } from "../../../platform/worker/rules-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/select.tsx";
import { NumberInput } from "../number-input.tsx";
import styles from "../rules.module.css";
import { useSave } from "../use-save.ts";
import { useKnownNote } from "./use-known-note.ts";

/** Quiet time after a key before the worker is asked. */
const QUIET_MS = { first: 300, again: 300 } as const;
const EVERYBODY = "";

export interface RuleShapeDialogProps {
  readonly rule: RuleId;
  readonly isOn: boolean;
  readonly stored: StoredSetting;
  readonly onClose: () => void;
}

export function RuleShapeDialog({ rule, isOn, stored, onClose }: RuleShapeDialogProps) {
  const t = useT();
  const { shared } = useSave();
  const now = shapeOf(rule, stored);
  const [draft, setDraft] = useState(now);
  const journey = journeyOf(rule);
  const isFit = isShapeFit(rule, draft);
  const isChanged = JSON.stringify(draft) !== JSON.stringify(now);
  const save = async (): Promise<void> => {
    const id = shapeSettingId(rule);
    if (await shared("setting.rule-shape", setSetting(stored, id, `rule-shape-${rule}`, storedShape(rule, draft))))
      onClose();
  };
  return (
    <Dialog
      open
      title={t(`rules.name-${rule}`)}
      closeLabel={t("rules.close")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("rules.shape-save")}
          cancel={t("rules.shape-cancel")}
          disabled={!isFit || !isChanged}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      {isFit && <p>{t(`rules.when-${rule}`, whenValues(draft.thresholds))}</p>}
      <div className="settings-fields">
        {boundsOf(rule).map(([name, { least, most }]) => {
          const value = draft.thresholds[name];
          const isWrong = !isShapeFit(rule, {
            ...usualShape(rule),
            thresholds: { ...usualShape(rule).thresholds, [name]: value },
          });
          return (
            <Field
              key={name}
              label={t(`rules.threshold-${name}`)}
              {...(isWrong
                ? { error: t("rules.shape-unfit", { least, most }) }
                : { hint: t("rules.shape-bounds", { least, most }) })}
            >
              {(control) => (
                <NumberInput
                  {...control}
                  value={value}
                  onValue={(next) => setDraft({ ...draft, thresholds: { ...draft.thresholds, [name]: next } })}
                />
              )}
            </Field>
          );
        })}
        <StartField value={draft.segment} onChange={(segment) => setDraft({ ...draft, segment })} />
      </div>
      {journey !== undefined && (
        <>
          <Checkbox checked={draft.starts} onChange={({ target }) => setDraft({ ...draft, starts: target.checked })}>
            {t("rules.shape-starts", { journey: t(`outreach.goal-${journey}`) })}
          </Checkbox>
          <p className="field-hint">{t("rules.shape-starts-hint")}</p>
        </>
      )}
      <div role="status" className={styles.preview}>
        {isFit && <Preview rule={rule} shape={draft} />}
        {!isOn && <p className="field-hint">{t("rules.shape-off")}</p>}
      </div>
      <Button size="small" onClick={() => setDraft(usualShape(rule))}>
        {t("rules.shape-usual")}
      </Button>
    </Dialog>
  );
}

function StartField({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (segment: string | null) => void;
}) {
  const t = useT();
  const { compare } = useFormat();
  const { segments } = useHouse();
  const known = [...segments].map(([id, label]) => ({ value: id, label })).sort((a, b) => compare(a.label, b.label));
  const gone = value !== null && !segments.has(value) ? [{ value, label: t("rules.start-gone") }] : [];
  return (
    <Field label={t("rules.start")} hint={t("rules.start-hint")}>
      {(control) => (
        <Select
          {...control}
          value={value ?? EVERYBODY}
          options={[{ value: EVERYBODY, label: t("rules.start-everybody") }, ...gone, ...known]}
          onChange={(next) => onChange(next === EVERYBODY ? null : next)}
        />
      )}
    </Field>
  );
}

function Preview({ rule, shape }: { readonly rule: RuleId; readonly shape: RuleShape }): ReactNode {
  const t = useT();
  const knownNote = useKnownNote();
  const question = JSON.stringify([rule, shape]);
  const { held, isBusy, failure } = useAsked<ShapePreview>(
    question,
    (worker) => worker.rules.previewShape(rule, shape),
    QUIET_MS,
  );
  if (failure !== null) return <p>{t("rules.cannot")}</p>;
  if (held === null || isBusy || held.question !== question) return <p>{t("rules.looking")}</p>;
  const { start, named, namedNow, tasks } = held.value;
  return (
    <>
      {start !== null && <p>{t("rules.shape-start", { count: start })}</p>}
      <p>{t("rules.shape-named", { count: named, now: namedNow })}</p>
      <p>{t("rules.shape-tasks", { count: tasks })}</p>
      {knownNote !== null && knownNote !== undefined && <p className="field-hint">{knownNote}</p>}
    </>
  );
}
