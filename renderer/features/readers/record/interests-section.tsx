/**
 * What a reader is interested in, by main class: how much, from which signs, and when the last one was. A colleague
 * adds what the reader says, and takes away what should not be inferred.
 */

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { hiddenClasses, interestSigns } from "#shared/analysis/interest-signs.ts";
import { INTEREST_SOURCES, type Interest, interestsOn, mainClassOf } from "#shared/analysis/interests.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { mainClassesOf } from "#shared/model/main-classes.ts";
import { LOANS_CONSENT, type Reader } from "#shared/model/reader.ts";
import { useAct } from "../../../acts/use-acts.ts";
import type { Belongings } from "../../../db/lists/reader-belongings.ts";
import { edit } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import type { Said } from "../../../i18n/message-id.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { PickDialog } from "../../../ui/dialogs/pick-dialog.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { classText } from "../../../words/class-words.ts";
import type { ReaderView } from "../reader-queries.ts";

/** Of 100, for a class that a reader names without saying how much. */
const SAID_WEIGHT = 60;

export function InterestsSection({ view, belongings }: { readonly view: ReaderView; readonly belongings: Belongings }) {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const { place } = useHouse();
  const [picking, setPicking] = useState(false);
  const change = useInterestChange(view);
  const { reader } = view;
  const signs = interestSigns(
    { reader, interactions: belongings.interactions, activity: belongings.activity },
    format.day,
  );
  const interests = interestsOn(signs, dayToNumber(format.day(clock.now())), belongings.sensitive);
  const hidden = hiddenClasses(reader);
  const said = new Set(saidUnder(reader, () => true).map((code) => mainClassOf(code)));
  return (
    <section aria-labelledby="interest-h">
      <div className="section-head">
        <h2 id="interest-h">{t("classes.title")}</h2>
        <Button size="small" icon={Plus} className="push" onClick={() => setPicking(true)}>
          {t("classes.add")}
        </Button>
      </div>
      {interests.length === 0 && <p className="soft">{t("classes.none")}</p>}
      <ul>
        {interests.map((interest) => (
          <InterestLine
            key={interest.class}
            interest={interest}
            most={interests[0]?.points ?? 1}
            onRemove={() => void change.remove(interest)}
          />
        ))}
      </ul>
      {hidden.length > 0 && (
        <p className="row row-wrap">
          <span className="meta">{t("classes.hidden")}</span>
          {hidden.map((code) => (
            <Button
              key={code}
              size="small"
              kind="quiet"
              aria-label={t("classes.bring-back", { name: classText(code, t, place) })}
              onClick={() => void change.bringBack(code)}
            >
              {classText(code, t, place)}
            </Button>
          ))}
        </p>
      )}
      <Loans view={view} />
      <p className="meta">{t("classes.hint")}</p>
      {picking && (
        <PickDialog
          title={t("classes.pick")}
          closeLabel={t("readers.cancel")}
          filterLabel={t("classes.find")}
          empty={t("classes.no-match")}
          items={mainClassesOf(place).map((code) => ({
            value: code,
            label: classText(code, t, place),
            chosen: said.has(code),
          }))}
          onPick={(code) => void (said.has(code) ? change.unsay(code) : change.say(code))}
          onClose={() => setPicking(false)}
        />
      )}
    </section>
  );
}

function InterestLine({
  interest,
  most,
  onRemove,
}: {
  readonly interest: Interest;
  readonly most: number;
  readonly onRemove: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const name = classText(interest.class, t, useHouse().place);
  const sources = INTEREST_SOURCES.flatMap((source) => {
    const points = interest.bySource[source];
    return points === undefined ? [] : [t(`classes.source-${source}`, { points: Math.round(points * 10) / 10 })];
  });
  const list = format.list(sources);
  return (
    <li className="interest">
      <span>{name}</span>
      <ProgressBar label={name} done={interest.points} total={most} thin />
      <IconButton icon={X} label={t("classes.remove", { name })} kind="quiet" onClick={onRemove} />
      <span className="meta">
        {interest.last === undefined
          ? list
          : t("classes.from-since", { sources: list, day: numberToDay(interest.last) })}
      </span>
    </li>
  );
}

/** Loans tell something only with the reader's own consent. */
function Loans({ view }: { readonly view: ReaderView }) {
  const t = useT();
  const act = useAct();
  const { clock } = useServices();
  const { staff } = useDeviceSettings();
  const given = view.reader.consents?.[LOANS_CONSENT]?.given === true;
  const turn = (): void => {
    const consent = {
      given: !given,
      at: clock.now(),
      how: "spoken" as const,
      ...(staff !== undefined && { by: staff }),
    };
    void act({
      command: "reader.consent",
      changes: [edit("reader", view.id, { consents: { [LOANS_CONSENT]: consent } })],
      said: { id: given ? "classes.did-no-loans" : "classes.did-loans" },
    });
  };
  return (
    <Checkbox checked={given} onChange={turn}>
      {t("classes.loans")}
    </Checkbox>
  );
}

interface InterestChange {
  readonly say: (code: string) => Promise<boolean>;
  readonly unsay: (code: string) => Promise<boolean>;
  /** What is said is unsaid; what is inferred besides is not inferred any more. */
  readonly remove: (interest: Interest) => Promise<boolean>;
  readonly bringBack: (code: string) => Promise<boolean>;
}

function useInterestChange({ id, ids, reader }: ReaderView): InterestChange {
  const t = useT();
  const { place } = useHouse();
  const act = useAct();
  const write = (interests: Readonly<Record<string, number | null>>, said: Said): Promise<boolean> => {
    // what is taken away goes from every record of hers, or it would be shown again
    const taken = Object.fromEntries(Object.entries(interests).filter(([, weight]) => weight === null));
    const others = ids.filter((other) => other !== id && Object.keys(taken).length > 0);
    return act({
      command: "reader.interest",
      changes: [
        edit("reader", id, { interests }),
        ...others.map((other) => edit("reader", other, { interests: taken })),
      ],
      said,
    });
  };
  const unsaid = (code: string): Readonly<Record<string, null>> =>
    Object.fromEntries(saidUnder(reader, (each) => mainClassOf(each) === code).map((each) => [each, null]));
  const of = (code: string): { readonly interest: string } => ({ interest: classText(code, t, place) });
  return {
    say: (code) => write({ [code]: SAID_WEIGHT }, { id: "classes.did-add", values: of(code) }),
    unsay: (code) => write(unsaid(code), { id: "classes.did-remove", values: of(code) }),
    remove: ({ class: code, bySource }) => {
      const isInferred = Object.keys(bySource).some((source) => source !== "said");
      return write(
        { ...unsaid(code), ...(isInferred && { [code]: 0 }) },
        { id: "classes.did-remove", values: of(code) },
      );
    },
    bringBack: (code) => write({ [code]: null }, { id: "classes.did-bring-back", values: of(code) }),
  };
}

const saidUnder = (
  { interests = {} }: Pick<Reader, "interests">,
  isMeant: (code: string) => boolean,
): readonly string[] =>
  Object.entries(interests).flatMap(([code, weight]) => (weight > 0 && isMeant(code) ? [code] : []));
