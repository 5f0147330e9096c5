/**
 * 打电话: a call list, one person at a time. Her number is shown while she is in hand, and the look recorded; a digit
 * says what came of the call, Enter writes it and brings the next.
 */
import { ChevronRight, Phone } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link, useParams, useSearch } from "wouter";
import type { ContactChannel } from "#shared/model/consent/purposes.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { callSums, minutesLeft } from "#shared/outreach/call-queue.ts";
import { isAtEnd } from "#shared/outreach/call-state.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { iconOfChannel } from "../../../ui/channel-icon.ts";
import { takeFocus } from "../../../ui/dialogs/take-focus.ts";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Pill } from "../../../ui/pill.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import { HOLDS_SCANS } from "../../../ui/unsaved-words.ts";
import { CallListPane } from "./call-list-pane.tsx";
import { nextInTurn } from "./call-order.ts";
import { CallPanel, useCallKeys } from "./call-panel.tsx";
import { CallPerson } from "./call-person.tsx";
import styles from "./calls.module.css";
import { DealButtons, PartsBar } from "./parts-bar.tsx";
import { type CallListView, useCallList } from "./use-call-list.ts";
import { useCallee, useFigureOf } from "./use-callee.ts";
import { useCalling } from "./use-calling.ts";
import { useShownNumber } from "./use-shown-number.ts";
import { useUndealt } from "./use-undealt.ts";
import { useWhatToSay, type WhatToSay } from "./use-what-to-say.ts";

export function CallsScreen() {
  const t = useT();
  const { id = "" } = useParams<{ id: string }>();
  const search = new URLSearchParams(useSearch());
  const asked = search.get("channel");
  const channel = CONTACT_CHANNELS.find((each) => each === asked) ?? "phone";
  const list = useCallList(id, channel);
  if (list === undefined) return <main className="work" id="main" aria-busy="true" />;
  if (list === null || list.outreach.madeAt === undefined)
    return (
      <main className="work" id="main">
        <EmptyState icon={Phone}>{t(list === null ? "calls.no-such" : "calls.not-made")}</EmptyState>
      </main>
    );
  return <Working key={`${id} ${channel}`} list={list} channel={channel} first={search.get("who") ?? undefined} />;
}

interface WorkingProps {
  readonly list: CallListView;
  readonly channel: ContactChannel;
  readonly first: string | undefined;
}

function Working({ list, channel, first }: WorkingProps) {
  const t = useT();
  const { singleKeys = true } = useDeviceSettings();
  const calling = useCalling(list, channel, first);
  const { inHand } = calling;
  const callee = useCallee(list, inHand?.reader, nextInTurn(list.queue, inHand)?.reader, channel);
  const mayCall = callee === null ? undefined : callee?.mayCall;
  const isClosed = list.closedUntil !== undefined;
  const isDone = inHand !== undefined && isAtEnd(inHand.state);
  const number = useShownNumber(list, inHand?.reader, isClosed || calling.isElsewhere ? undefined : mayCall, channel);
  const figure = useFigureOf(callee?.reader.id);
  const dealing = useUndealt(list);
  const isOffered = inHand === undefined && dealing.free.length > 0;
  const say = useWhatToSay(list, callee ?? undefined, channel, figure);
  const holder = useRef<HTMLDivElement>(null);
  const focusList = (): void => {
    // a note that was begun is kept: its field gives the keyboard up
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    takeFocus(holder.current, "listbox");
  };

  // whoever comes by her turn is called now: her number is there without another key
  const isTurn = inHand !== undefined && list.turnOf(inHand) === "now";
  const { show } = number;
  const shownAtOnce = calling.isByTurn && isTurn && mayCall?.may === true && !isClosed ? inHand.id : undefined;
  useEffect(() => {
    if (shownAtOnce !== undefined) show();
  }, [shownAtOnce, show]);

  const isOpen = inHand !== undefined && callee != null && (callee.mayCall.may || isDone) && !calling.isElsewhere;
  const copy = useCopy(isOpen ? inHand?.id : undefined, say);
  const isWritten = channel !== "phone";
  const onCopy = isWritten ? copy : null;
  const keys = useCallKeys({ list, channel, calling, isOpen, onNumber: show, dealing, onCopy });

  const inHandId = inHand?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever is next begins in the list, where digits are keys
  useEffect(() => takeFocus(holder.current, "listbox"), [inHandId]);

  return (
    <div className={`work ${styles.calls}`} {...HOLDS_SCANS}>
      <CallsHead list={list} channel={channel} />
      <main className={`centre ${styles.main}`} id="main">
        {list.closedUntil !== undefined && <ClosedNote until={list.closedUntil} list={list} />}
        {inHand === undefined ? (
          <EmptyState icon={Phone} action={isOffered && <DealButtons dealing={dealing} isFirst />}>
            <NobodyNow list={list} free={dealing.free.length} />
          </EmptyState>
        ) : callee === undefined ? (
          <div className={styles.call} aria-busy="true" />
        ) : (
          <>
            <CallPerson
              list={list}
              callee={inHand}
              rows={callee}
              channel={channel}
              number={number}
              isClosed={isClosed || calling.isElsewhere}
              say={say}
              figure={figure}
            />
            <CallPanel
              list={list}
              channel={channel}
              calling={calling}
              isOpen={isOpen}
              onCopy={onCopy}
              keys={keys}
              onDone={focusList}
            />
          </>
        )}
      </main>
      <aside className={`pane ${styles.pane}`} aria-label={t("calls.list")} ref={holder}>
        <PartsBar list={list} dealing={dealing} isOffered={isOffered} />
        <CallListPane list={list} calling={calling} singleKeys={singleKeys} />
      </aside>
    </div>
  );
}

/**
 * Puts what is written to her where it can be pasted; asked for a moment before it is read, it comes then.
 * @param person whose text may be copied now; undefined for nobody's
 */
function useCopy(person: string | undefined, say: WhatToSay): () => void {
  const t = useT();
  const toasts = useToasts();
  const wanted = useRef<string | undefined>(undefined);
  const copyNow = (): void => {
    if (wanted.current === undefined || (wanted.current === person && say.tag === "unread")) return;
    const isHers = wanted.current === person;
    wanted.current = undefined;
    if (!isHers || say.tag !== "text") return;
    navigator.clipboard.writeText(say.text).then(
      () => toasts.show({ text: t("calls.copied"), ofMoment: true }),
      () => toasts.show({ tone: "failed", text: t("calls.not-copied") }),
    );
  };
  useEffect(copyNow);
  return () => {
    wanted.current = person;
    copyNow();
  };
}

function CallsHead({ list, channel }: Pick<WorkingProps, "list" | "channel">) {
  const t = useT();
  // whoever may not be called any more, and never was, is no part of the work
  const counted = list.callees.filter(({ reader, attempts }) => attempts.length > 0 || !list.stops.has(reader));
  const { people, tried, attempts, reached, ended } = callSums(counted);
  const left = minutesLeft(list.callees.filter(({ reader }) => !list.stops.has(reader)));
  const isPhone = channel === "phone";
  const words = t(isPhone ? "calls.progress" : "calls.progress-written", { tried, people });
  return (
    <header className="page-head">
      <nav aria-label={t("calls.way")} className={styles.crumb}>
        <Link href={`/outreach/${list.outreach.id}`}>{t("calls.outreach")}</Link>
      </nav>
      <ChevronRight size={16} aria-hidden />
      <h1 className={styles.title} title={list.outreach.name}>
        {list.outreach.name ?? t("calls.outreach")}
      </h1>
      <Pill icon={iconOfChannel(channel)}>{t(`words.contact.${channel}`)}</Pill>
      <div className={`push ${styles.progress}`}>
        <span>{words}</span>
        <ProgressBar label={words} done={tried} total={people} />
        <span className="meta">
          {isPhone ? t("calls.sums", { attempts, reached, ended }) : t("calls.sums-written", { attempts, ended })}
          {left !== undefined &&
            left > 0 &&
            ` · ${t("calls.left", { hours: Math.floor(left / 60), minutes: left % 60 })}`}
        </span>
      </div>
    </header>
  );
}

/** Why it is nobody's turn at this desk. */
function NobodyNow({ list, free }: Pick<WorkingProps, "list"> & { readonly free: number }) {
  const t = useT();
  if (list.callees.length === 0) return t("calls.empty");
  if (free > 0) return t("calls.not-dealt", { people: free });
  // whoever may not be called any more is nobody's, as beside the list
  const turns = list.callees.filter(({ reader }) => !list.stops.has(reader)).map((callee) => list.turnOf(callee));
  const unsynced = turns.filter((turn) => turn === "sync-first").length;
  if (unsynced > 0) return t("calls.nobody-unsynced", { people: unsynced });
  const theirs = turns.filter((turn) => turn === "theirs").length;
  return theirs > 0 ? t("calls.nobody-here", { people: theirs }) : t("calls.nobody-now");
}

function ClosedNote({
  until,
  list,
}: {
  readonly until: NonNullable<CallListView["closedUntil"]> | null;
  readonly list: CallListView;
}) {
  const t = useT();
  const format = useFormat();
  const waiting = list.queue.length;
  return (
    <p className={styles.closed} role="status">
      {until === null
        ? t("calls.closed-always")
        : t("calls.closed", { day: format.longDay(until.on), time: clockTime(until.minute), count: waiting })}
    </p>
  );
}

/** 9:05 of the 545th minute. */
export const clockTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
