/** The held-back group: off by default, refused where every reader has to be told, and its size before the list is made. */
import { RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf, refusesHeldBack } from "#shared/model/outreach/outreach-goals.ts";
import { powerOf, sizeNeeded } from "#shared/outreach/size-needed.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { AnywayHint } from "./anyway-hint.tsx";
import type { StepProps } from "./use-outreach-acts.ts";
import { WholeNumberField } from "./whole-number-field.tsx";

const SHARES = ["10", "20", "30", "50"] as const;
const OFF = "0";
/** As little is known of a library that has never tried: one in ten comes by herself. */
const USUAL = { baseline: 10, difference: 10 };

export function HeldBackField({ row, acts, isFixed, figures }: StepProps & { figures: OutreachFigures }) {
  const t = useT();
  const format = useFormat();
  const { random } = useServices();
  const purpose = purposeOf(row);
  const refused = row.goal === undefined || purpose === undefined ? null : refusesHeldBack(row.goal, purpose);
  if (refused !== null) return <p className="field-hint">{t(`outreach.held-refused-${refused}`)}</p>;
  const { heldBack, wished = USUAL } = row;
  const held = figures.bars.find(({ bar }) => bar === "held-back")?.count ?? 0;
  const choose = (share: (typeof SHARES)[number] | typeof OFF): void => {
    if (share === OFF) return void acts.change({ heldBack: null, wished: null });
    void acts.change({
      heldBack: { percent: Number(share), seed: heldBack?.seed ?? seedOf(random(4)) },
      wished,
    });
  };
  const said = { baseline: wished.baseline / 100, difference: wished.difference / 100 };
  const needed = heldBack === undefined ? undefined : sizeNeeded(said, heldBack.percent / 100);
  // of an empty group nothing shows
  const { lots } = figures;
  const power = powerOf(said, { contacted: lots.told, heldBack: lots.heldBack }) ?? 0;
  const known = SHARES.find((share) => Number(share) === heldBack?.percent);
  return (
    <div className="stack">
      <Field label={t("outreach.held")} hint={t("outreach.held-hint")}>
        {(control) => (
          <Select
            {...control}
            disabled={isFixed}
            value={heldBack === undefined ? OFF : (known ?? "20")}
            options={[
              { value: OFF, label: t("outreach.held-off") },
              ...SHARES.map((value) => ({ value, label: format.percent(Number(value) / 100) })),
            ]}
            onChange={choose}
          />
        )}
      </Field>
      {heldBack !== undefined && (
        <>
          <WholeNumberField
            label={t("outreach.baseline")}
            from={1}
            to={50}
            value={wished.baseline}
            isFixed={isFixed}
            onChange={(baseline) => void acts.change({ wished: { ...wished, baseline } })}
          />
          <AnywayHint
            outreach={row.id}
            days={row.resultDays ?? RESULT_DAYS}
            baseline={wished.baseline}
            most={50}
            isFixed={isFixed}
            onTake={(baseline) => void acts.change({ wished: { ...wished, baseline } })}
          />
          <WholeNumberField
            label={t("outreach.difference")}
            from={1}
            to={50}
            value={wished.difference}
            isFixed={isFixed}
            onChange={(difference) => void acts.change({ wished: { ...wished, difference } })}
          />
          <p aria-live="polite">
            {needed === undefined
              ? t("outreach.size-none")
              : t("outreach.size-needed", {
                  contacted: needed.contacted,
                  held: needed.heldBack,
                  hasContacted: figures.told,
                  hasHeld: held,
                  power: format.percent(Math.round(power * 100) / 100),
                })}
          </p>
          {(lots.told < figures.told || lots.heldBack < held) && (
            <p className="field-hint">
              {t("outreach.size-lots", { contacted: Math.round(lots.told), held: Math.round(lots.heldBack) })}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** Four digits, which a colleague can read out. */
const seedOf = (bytes: Uint8Array): number => 1000 + (bytes.reduce((number, byte) => number * 256 + byte, 0) % 9000);
