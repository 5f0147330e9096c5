/** Whom the list leaves out: by channel and consent, by the last contact, by household, by hand and by lot. */
import { ArrowUp, X } from "lucide-react";
import { type ContactChannel, isOwed } from "#shared/model/consent/purposes.ts";
import { QUIET_DAYS, RESULT_DAYS } from "#shared/model/outreach/outreach.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { useT } from "../../i18n/use-t.ts";
import type { OutreachFigures } from "../../platform/worker/outreach-api.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { HandPicked } from "./hand-picked.tsx";
import { HeldBackField } from "./held-back-field.tsx";
import styles from "./outreach.module.css";
import type { StepProps } from "./use-outreach-acts.ts";
import { WholeNumberField } from "./whole-number-field.tsx";

const MOST_DAYS = 3650;

export function ExcludeStep({ row, acts, isFixed, figures }: StepProps & { figures: OutreachFigures }) {
  const t = useT();
  const { channels = [] } = row;
  const purpose = purposeOf(row);
  const set = (next: readonly ContactChannel[]): void => void acts.change({ channels: [...next] });
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        {isFixed && <p className="field-hint">{t("outreach.fixed")}</p>}
        <fieldset className={styles.channels} disabled={isFixed}>
          <legend className="field-label">{t("outreach.channels")}</legend>
          <ol className="list">
            {channels.map((channel, place) => {
              const name = t(`words.contact.${channel}`);
              return (
                <li key={channel} className="line">
                  <span className="grow">{name}</span>
                  <IconButton
                    icon={ArrowUp}
                    label={t("outreach.channel-up", { channel: name })}
                    disabled={place === 0 || isFixed}
                    onClick={() => set(moved(channels, place))}
                  />
                  <IconButton
                    icon={X}
                    label={t("outreach.channel-off", { channel: name })}
                    disabled={isFixed}
                    onClick={() => set(channels.filter((each) => each !== channel))}
                  />
                </li>
              );
            })}
          </ol>
          {channels.length === 0 && <p className="field-error">{t("outreach.no-channel")}</p>}
          <div className="row">
            {CONTACT_CHANNELS.filter((channel) => !channels.includes(channel)).map((channel) => {
              const name = t(`words.contact.${channel}`);
              return (
                <Button
                  key={channel}
                  size="small"
                  disabled={isFixed}
                  aria-label={t("outreach.channel-on", { channel: name })}
                  onClick={() => set([...channels, channel])}
                >
                  {`+ ${name}`}
                </Button>
              );
            })}
          </div>
        </fieldset>
        {!(purpose !== undefined && isOwed(purpose)) && (
          <WholeNumberField
            label={t("outreach.quiet")}
            hint={t("outreach.quiet-hint")}
            from={0}
            to={MOST_DAYS}
            value={row.quietDays ?? QUIET_DAYS}
            isFixed={isFixed}
            onChange={(quietDays) => void acts.change({ quietDays })}
          />
        )}
        <Checkbox
          checked={row.perHousehold === true}
          disabled={isFixed}
          onChange={({ target }) => void acts.change({ perHousehold: target.checked })}
        >
          {t("outreach.household")}
        </Checkbox>
        <p className="field-hint">{t("outreach.household-hint")}</p>
        <WholeNumberField
          label={t("outreach.result-days")}
          from={1}
          to={MOST_DAYS}
          value={row.resultDays ?? RESULT_DAYS}
          isFixed={isFixed}
          onChange={(resultDays) => void acts.change({ resultDays })}
        />
      </div>
      <div className={styles.fields}>
        <HeldBackField row={row} acts={acts} isFixed={isFixed} figures={figures} />
        <HandPicked row={row} acts={acts} of="excluded" isFixed={isFixed} />
      </div>
    </div>
  );
}

function moved(channels: readonly ContactChannel[], place: number): readonly ContactChannel[] {
  const next = [...channels];
  const [channel] = next.splice(place, 1);
  if (channel !== undefined) next.splice(place - 1, 0, channel);
  return next;
}
