/**
 * The inbox: views and list on the left, one opinion on the right. What is selected is acted on together.
 */
import { MessageSquareText } from "lucide-react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { ViewId } from "#shared/analysis/lists/inbox-views.ts";
import { useActs } from "../../acts/use-acts.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useEscapeToAll } from "../../desk-services/way-back.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { isInside } from "../../ui/keyboard.ts";
import { BulkBar, InboxTabs, KeyHints, MailWaiting } from "./inbox-chrome.tsx";
import { useInboxPlace } from "./inbox-place.ts";
import { type OpinionAsked, useOpinionActs } from "./opinion-acts.ts";
import { opinionCommands } from "./opinion-commands.ts";
import { OpinionDetail } from "./opinion-detail.tsx";
import { OpinionDialog } from "./opinion-dialog.tsx";
import { OpinionList } from "./opinion-list.tsx";
import { OpinionSlip } from "./opinion-slip.tsx";

export function OpinionsScreen() {
  const t = useT();
  const { clock } = useServices();
  const pageActs = useActs();
  const { staff, singleKeys = true } = useDeviceSettings();
  const format = useFormat();
  const today = format.day(clock.now());
  const [asked, ask] = useState<OpinionAsked | null>(null);
  const place = useInboxPlace(today, staff);
  const { view, inbox, active, selected, chosen, targets } = place;
  const counter = useCounter();
  const [, navigate] = useLocation();
  const openTask = useTaskSheet();
  const [replyWanted, setReplyWanted] = useState<string | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const toMail = useRef<HTMLDivElement>(null);
  const replyBox = useRef<HTMLTextAreaElement>(null);
  const answerAndClose = useRef<(() => void) | null>(null);

  const focusList = (): void => holder.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();

  const acts = useOpinionActs({
    targets,
    active,
    staff,
    onAsk: ask,
    onReplyWanted: () => {
      setReplyWanted(place.id);
      replyBox.current?.focus();
    },
    onSent: focusList,
  });
  const undo = (): Promise<boolean> => pageActs.turn("undo");
  const newTask = (): void => {
    if (active !== undefined)
      openTask({ about: { kind: "feedback", id: active.id }, reader: active.reader, onClosed: focusList });
  };
  /** Whoever has chosen another view goes on in its list. */
  const isViewChosen = useRef(false);
  const chooseView = (id: ViewId): void => {
    isViewChosen.current = true;
    place.showView(id);
  };
  const now = { acts, active, targets, toggle: place.toggle, undo, newTask };
  const latest = useRef(now);
  // before the next key: a passive effect may come after it
  useLayoutEffect(() => {
    latest.current = now;
  });
  const commands = useMemo(
    () =>
      opinionCommands({
        acts: () => latest.current.acts,
        singleKeys,
        hasTarget: () => latest.current.targets.length > 0,
        isInList: (pressed) => isInside(holder.current, pressed),
        hasOrder: () => latest.current.active?.externalOrder !== undefined,
        onTask: () => latest.current.newTask(),
        onMail: () => navigate("/mail"),
        onNew: counter === null ? null : () => counter.openOpinion(null),
        onSelect: () => latest.current.toggle(),
        onReply: () => replyBox.current?.focus(),
        onAnswerAndClose: () => (document.activeElement === replyBox.current ? answerAndClose.current : null),
        onUndo: () => void latest.current.undo(),
      }),
    [singleKeys, counter, navigate],
  );
  useScreenCommands(commands);
  /** There are opinions, and none of them is in the view. */
  const isHiding = view !== "all" && inbox?.rows.length === 0 && inbox.counts.all > 0;
  useEscapeToAll(isHiding, "feedback.show-all", "opinions.view-all", () => chooseView("all"));

  const isRead = inbox !== undefined;
  useEffect(() => {
    if (isRead && holder.current === null) takeFocus(toMail.current, "button");
    else if (isRead) takeFocus(holder.current, "listbox");
  }, [isRead]);
  useEffect(() => {
    if (!isViewChosen.current || inbox === undefined) return;
    isViewChosen.current = inbox.rows.length === 0;
    holder.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  }, [inbox]);
  const close = (): void => {
    // a save that is answered late closes its own
    ask((now) => (now === asked ? null : now));
    focusList();
  };

  if (inbox === undefined) return <main className="work" id="main" aria-busy="true" />;
  const none = isHiding
    ? t("opinions.none-of", { count: inbox.counts.all })
    : t(view === "all" ? "opinions.none-yet" : "opinions.none-here");
  return (
    <div className="work split">
      <section className="inbox no-print" aria-labelledby="inbox-h">
        <h1 className="vh" id="inbox-h">
          {t("opinions.title")}
        </h1>
        <InboxTabs view={view} counts={inbox.counts} onView={chooseView} />
        <MailWaiting place={toMail} singleKeys={singleKeys} onOpen={() => navigate("/mail")} />
        {inbox.rows.length === 0 ? (
          <EmptyState
            icon={MessageSquareText}
            action={
              isHiding && (
                <Button keys="Esc" onClick={() => chooseView("all")}>
                  {t("opinions.view-all")}
                </Button>
              )
            }
          >
            {none}
          </EmptyState>
        ) : (
          <OpinionList
            inbox={inbox}
            place={place}
            staff={staff}
            today={today}
            singleKeys={singleKeys}
            holder={holder}
            onOpen={() => replyBox.current?.focus()}
          />
        )}
        {selected.size > 0 ? (
          <BulkBar rows={chosen} acts={acts} onClear={place.clearSelection} onUndo={() => void undo()} />
        ) : (
          singleKeys && <KeyHints />
        )}
      </section>
      {active === undefined ? (
        <main className="detail" id="main">
          <div className="no-print">
            <EmptyState>{t("opinions.choose-one")}</EmptyState>
          </div>
          <h1 className="print-only">{t("opinions.title")}</h1>
          <p className="print-only">{none}</p>
        </main>
      ) : (
        <>
          <OpinionDetail
            row={active}
            inbox={inbox}
            today={today}
            acts={acts}
            onNewTask={newTask}
            replyWanted={replyWanted === active.id && active.publicReply === undefined}
            replyRef={replyBox}
            endRef={answerAndClose}
          />
          <OpinionSlip row={active} inbox={inbox} />
        </>
      )}
      {asked !== null && (
        <OpinionDialog asked={asked} inbox={inbox} place={place} today={today} acts={acts} onClose={close} />
      )}
    </div>
  );
}
