/** Who is called: her name and number, why, what to make sure of, what to say, and what is between her and the library. */
import { Building2, Clock, Eye, EyeOff, ShieldCheck, UserRound } from "lucide-react";
import { useEffect, useState } from "react";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { purposeOf } from "#shared/model/outreach/outreach-goals.ts";
import { type Callee, isOfAnotherDesk } from "#shared/outreach/call-queue.ts";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import type { CalleeRows } from "../../../db/lists/callee.ts";
import { codeName } from "../../../db/read-house.ts";
import { PersonName, PersonNames } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useLibraryPhone } from "../../../desk-services/use-library-name.ts";
import { useFormat, useLocale, useT } from "../../../i18n/use-t.ts";
import type { FigureReader } from "../../../platform/worker/statistics-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { causeText } from "../../../words/life-words.ts";
import { goalText } from "../outreach-words.ts";
import { WholeDays } from "../whole-days.tsx";
import { CallRecords } from "./call-records.tsx";
import styles from "./calls.module.css";
import { outcomeWord } from "./outcomes.ts";
import type { CallListView } from "./use-call-list.ts";
import type { ShownNumber } from "./use-shown-number.ts";
import type { WhatToSay } from "./use-what-to-say.ts";

export interface CallPersonProps {
  readonly list: CallListView;
  readonly callee: Callee;
  /** Null: she is not here any more. */
  readonly rows: CalleeRows | null;
  readonly channel: ContactChannel;
  readonly number: ShownNumber;
  /** Nobody is called now, or not she from here: there is no key for her number. */
  readonly isClosed: boolean;
  readonly say: WhatToSay;
  /** Her place in the life cycle; null until it is known. */
  readonly figure: FigureReader | null;
}

export function CallPerson(props: CallPersonProps) {
  const { rows, callee, list } = props;
  const t = useT();
  if (rows === null)
    return (
      <article className={styles.call}>
        <p className={styles.stop} role="status">
          {t("calls.stop.gone")}
        </p>
      </article>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <article className={`${styles.call} scroll`} aria-labelledby="callee" tabIndex={0}>
      <CallTop {...props} rows={rows} />
      <Standing callee={callee} rows={rows} list={list} />
      <WhyAndWhat {...props} rows={rows} />
      <CallRecords rows={rows} today={list.now.on} outreach={list.outreach.id} />
    </article>
  );
}

type Known = CallPersonProps & { readonly rows: CalleeRows };

function CallTop({ list, rows, channel, number, isClosed }: Known) {
  const t = useT();
  const house = useHouse();
  const locale = useLocale();
  const { reader, mayCall } = rows;
  const guardian = useGuardianOf(rows);
  const reading = useReading(reader.name, reader.reading);
  const unit = [reader.organisation, reader.unit].filter((part) => part !== undefined).join(" · ");
  const said = saidFor(list, rows, channel).map(({ tag, channel: each }) =>
    t(`calls.said-${tag}`, { channel: t(`words.contact.${each}`) }),
  );
  return (
    <header className={styles.top}>
      <h1 id="callee">
        <PersonName>{reader.preferredName ?? reader.name ?? t("words.no-name")}</PersonName>
        {reading !== undefined && <span className="reading">{reading}</span>}
      </h1>
      <span className={styles.number} role="status" aria-label={t(`words.contact.${channel}`)}>
        {number.shown === undefined ? "•••• ••••" : channel === "phone" ? inGroups(number.shown) : number.shown}
      </span>
      <div className={styles.facts}>
        {reader.category !== undefined && (
          <span>
            <Icon icon={UserRound} />
            {codeName(house, "category", reader.category, locale)}
          </span>
        )}
        {unit !== "" && (
          <span className="narrow-hide">
            <Icon icon={Building2} />
            {unit}
          </span>
        )}
        {said.length > 0 && (
          <span>
            <Icon icon={ShieldCheck} />
            {said.join(" · ")}
          </span>
        )}
        {guardian !== undefined && (
          <span>{rows.guardian === undefined ? guardian : t("calls.through", { name: guardian })}</span>
        )}
      </div>
      <div className={`${styles.facts} ${styles.seen}`}>
        {number.shown !== undefined ? (
          <span>
            <Icon icon={Eye} />
            {t("calls.look-recorded")}
          </span>
        ) : mayCall.may && !isClosed ? (
          <Button size="small" kind="quiet" icon={EyeOff} keys="V" onClick={number.show}>
            {t("calls.show-number")}
          </Button>
        ) : null}
      </div>
    </header>
  );
}

/** What she has said of being contacted, as far as it decides here: a reply rests on her asking, and on no consent. */
function saidFor(
  { outreach }: CallListView,
  { reader, said, mayCall }: CalleeRows,
  channel: ContactChannel,
): readonly { readonly tag: "asked" | "yes" | "no"; readonly channel: ContactChannel }[] {
  if (purposeOf(outreach) === "reply") return mayCall.may ? [{ tag: "asked", channel }] : [];
  // the line below says why she is not called
  if (reader.leaving !== undefined) return [];
  return said
    .filter((each) => each.may || each.channel !== channel || !mayCall.may)
    .map((each) => ({ tag: each.may ? "yes" : "no", channel: each.channel }));
}

/** Why she may not be called, or who has called her already. */
function Standing({ callee, rows, list }: Pick<Known, "callee" | "rows" | "list">) {
  const t = useT();
  const format = useFormat();
  const house = useHouse();
  const { clock } = useServices();
  const last = callee.attempts.at(-1);
  const lines = [
    isOfAnotherDesk(list.turnOf(callee)) && t("calls.not-here"),
    !rows.mayCall.may && !isAtEnd(callee.state) && t(`calls.stop.${rows.mayCall.reason}`),
    last !== undefined &&
      t("calls.tried", {
        times: callee.attempts.length,
        when: format.moment(last.at, clock.now()),
        by: house.staff.get(last.by ?? "") ?? "",
        outcome: t(outcomeWord(last.outcome)),
      }),
    callee.isDouble && t("calls.double"),
    callee.later !== undefined &&
      t("calls.later-on", {
        day: format.longDay(callee.later.on),
        time: callee.later.minute === undefined ? "" : minuteText(callee.later.minute),
      }),
    rows.mayCall.may && rows.mayCall.isAgeUnknown && t("calls.age-unknown"),
  ].filter((line) => typeof line === "string");
  if (lines.length === 0) return null;
  return (
    <div role="status">
      <ul className={styles.stop}>
        {lines.map((line) => (
          <li key={line}>
            <Icon icon={Clock} />
            {line}
          </li>
        ))}
      </ul>
    </div>
  );
}

export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function WhyAndWhat({ list, rows, channel, say, figure }: Known) {
  const t = useT();
  const format = useFormat();
  const phone = useLibraryPhone();
  const name = rows.reader.preferredName ?? rows.reader.name ?? "";
  const { toldWith } = rows;
  const guardian = useGuardianOf(rows);
  const told = toldWith.filter(({ may }) => may).map((one) => one.name);
  const notTold = toldWith.filter(({ may }) => !may).map((one) => one.name);
  return (
    <dl className={styles.why}>
      <dt>{t("calls.why")}</dt>
      <dd>
        {goalText(list.outreach, t)}
        {figure !== null && <WholeDays>{` · ${causeText(figure.cause, t)}`}</WholeDays>}
      </dd>
      {channel === "phone" && (
        <>
          <dt>{t("calls.check")}</dt>
          <dd className="soft">
            {phone === ""
              ? t("calls.check-text", { name: guardian ?? name })
              : t("calls.check-text-phone", { name: guardian ?? name, phone })}
          </dd>
        </>
      )}
      <dt>{t("calls.say")}</dt>
      <dd className={say.tag === "text" || say.tag === "unread" ? styles.say : "soft"}>
        {say.tag === "text" && say.text}
        {say.tag === "none" && t("calls.no-text")}
        {say.tag === "missing" && t("calls.text-lacks", { fields: format.list(say.fields) })}
      </dd>
      {told.length > 0 && (
        <>
          <dt>{t("calls.also")}</dt>
          <dd>
            <PersonNames names={told} />
          </dd>
        </>
      )}
      {notTold.length > 0 && (
        <>
          <dt>{t("calls.not-also")}</dt>
          <dd>
            <PersonNames names={notTold} />
          </dd>
        </>
      )}
    </dl>
  );
}

/** For whom to ask in her place; undefined where she is called herself. */
function useGuardianOf({ isForGuardian, guardian, reader }: CalleeRows): string | undefined {
  const t = useT();
  if (!isForGuardian) return undefined;
  return guardian ?? t("calls.guardian-of", { name: reader.preferredName ?? reader.name ?? "" });
}

function useReading(name: string | undefined, byHand: string | undefined): string | undefined {
  const { search } = useServices();
  const [guess, setGuess] = useState<{ readonly name: string; readonly reading: string } | null>(null);
  useEffect(() => {
    if (name === undefined || byHand !== undefined) return;
    let isWanted = true;
    void search.reading(name).then((reading) => isWanted && setGuess({ name, reading }));
    return () => {
      isWanted = false;
    };
  }, [search, name, byHand]);
  if (byHand !== undefined) return byHand;
  return guess?.name === name && guess?.reading !== name ? guess?.reading : undefined;
}

/** As a number is read out: 138 0000 2764, 0912 345 678. */
function inGroups(number: string): string {
  const plain = number.replace(/[\s-]/g, "");
  if (/^1\d{10}$/.test(plain)) return `${plain.slice(0, 3)} ${plain.slice(3, 7)} ${plain.slice(7)}`;
  if (/^09\d{8}$/.test(plain)) return `${plain.slice(0, 4)} ${plain.slice(4, 7)} ${plain.slice(7)}`;
  return number;
}
