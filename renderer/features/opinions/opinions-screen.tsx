/**
 * The inbox: views and list on the left, one opinion on the right. The cursor stays at its opinion until a person
 * moves it, also when an act takes it out of the view: the next key never meets one that nobody has read. What is
 * selected is acted on together.
 */
import { MessageSquareText } from "lucide-react";
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSearch } from "wouter";
import { useActs } from "../../acts/use-acts.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { takeFocus } from "../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { isIme, isInside } from "../../ui/keyboard.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { EndingDialog } from "./ending-dialog.tsx";
import { InboxTabs, KeyHints } from "./inbox-chrome.tsx";
import { type EndingAsked, type Pick, useOpinionActs } from "./opinion-acts.ts";
import { opinionCommands } from "./opinion-commands.ts";
import { OpinionDetail } from "./opinion-detail.tsx";
import { OpinionList } from "./opinion-list.tsx";
import { OpinionPicker } from "./opinion-picker.tsx";
import { PAGE, useInbox, useOpinion } from "./opinion-queries.ts";
import { OpinionSlip } from "./opinion-slip.tsx";
import { keepPlace, type ViewId } from "./opinion-views.ts";
import { PapersDialog } from "./papers-dialog.tsx";

const NONE: ReadonlySet<string> = new Set();

export function OpinionsScreen() {
  const t = useT();
  const { clock } = useServices();
  const pageActs = useActs();
  const { staff, singleKeys = true } = useDeviceSettings();
  const format = useFormat();
  const today = format.day(clock.now());
  // another screen leads to one opinion by its id, wherever it stands in the list
  const asked = new URLSearchParams(useSearch()).get("id");
  const [view, setView] = useState<ViewId>("all");
  const [limit, setLimit] = useState(PAGE);
  const [cursor, setCursor] = useState<{ readonly id: string | null; readonly index: number }>({ id: asked, index: 0 });
  const [selected, setSelected] = useState(NONE);
  const [picking, setPicking] = useState<Pick | null>(null);
  const [ending, setEnding] = useState<EndingAsked | null>(null);
  const [papers, setPapers] = useState(false);
  const counter = useCounter();
  const openTask = useTaskSheet();
  const openHistory = useRecordHistory();
  const [replyWanted, setReplyWanted] = useState<string | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const replyBox = useRef<HTMLTextAreaElement>(null);
  const answerAndClose = useRef<(() => void) | null>(null);

  const held = useMemo(
    () => [...new Set([...selected, ...(cursor.id === null ? [] : [cursor.id])])].toSorted(),
    [selected, cursor.id],
  );
  const inbox = useInbox(view, { today, staff }, limit, held);
  const ids = useMemo(() => inbox?.rows.map((row) => row.id) ?? [], [inbox]);
  const place = keepPlace(ids, cursor.id, cursor.index);
  const activeId = cursor.id ?? place.id;
  useLayoutEffect(() => {
    if (cursor.id === null && place.id !== null) setCursor({ id: place.id, index: place.index });
  }, [cursor.id, place.id, place.index]);
  const asRead = useOpinion(activeId);
  // a live query answers for the id before until the next is read: a key pressed meanwhile must not meet the wrong one
  const active = asRead?.id === activeId ? asRead : inbox?.rows.find((row) => row.id === activeId);
  const chosen = inbox?.rows.filter((row) => selected.has(row.id)) ?? [];
  const targets = selected.size > 0 ? chosen : active === undefined ? [] : [active];
  const focusList = (): void => holder.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();

  const acts = useOpinionActs({
    targets,
    active,
    staff,
    onPick: setPicking,
    onEnding: setEnding,
    onReplyWanted: () => {
      setReplyWanted(activeId);
      replyBox.current?.focus();
    },
    onSent: focusList,
  });
  const undo = (): Promise<boolean> => pageActs.turn("undo");
  const toggle = (id: string | null): void => {
    if (id === null) return;
    setSelected((before) =>
      before.has(id) ? new Set([...before].filter((item) => item !== id)) : new Set([...before, id]),
    );
  };
  const goTo = (index: number): void => setCursor({ id: ids[index] ?? null, index });

  const newTask = (): void => {
    if (active !== undefined)
      openTask({ about: { kind: "feedback", id: active.id }, reader: active.reader, onClosed: focusList });
  };
  const now = { acts, targets, toggle: () => toggle(activeId), undo, newTask };
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
        listHasFocus: (pressed) => isInside(holder.current, pressed),
        onPapers: () => setPapers(true),
        onTask: () => latest.current.newTask(),
        onNew: counter === null ? null : () => counter.openOpinion(null),
        onSelect: () => latest.current.toggle(),
        onReply: () => replyBox.current?.focus(),
        onAnswerAndClose: () => (document.activeElement === replyBox.current ? answerAndClose.current : null),
        onUndo: () => void latest.current.undo(),
        onPrint: () => window.print(),
      }),
    [singleKeys, counter],
  );
  useScreenCommands(commands);

  const isRead = inbox !== undefined;
  useEffect(() => {
    if (isRead) takeFocus(holder.current, "listbox");
  }, [isRead]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event)) return;
    if (event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = Math.max(0, Math.min(ids.length - 1, place.index + (event.key === "ArrowDown" ? 1 : -1)));
      const more = [place.id, ids[next]].filter((id) => typeof id === "string");
      setSelected((before) => new Set([...before, ...more]));
      goTo(next);
      event.preventDefault();
    } else if (event.key === "Escape" && selected.size > 0) {
      setSelected(NONE);
      event.preventDefault();
      event.stopPropagation();
    }
  };

  if (inbox === undefined) return <main className="work" id="main" aria-busy="true" />;
  const reader =
    active?.reader === undefined
      ? (active?.contact?.name ?? t("words.anonymous"))
      : (inbox.readers.get(active.reader) ?? "");
  return (
    <div className="work split">
      <section className="inbox no-print" aria-labelledby="inbox-h">
        <h1 className="vh" id="inbox-h">
          {t("opinions.title")}
        </h1>
        <InboxTabs
          view={view}
          counts={inbox.counts}
          onView={(next) => {
            setView(next);
            setCursor({ id: null, index: 0 });
            setSelected(NONE);
          }}
        />
        {inbox.rows.length === 0 ? (
          <EmptyState icon={MessageSquareText}>
            {t(view === "all" ? "opinions.none-yet" : "opinions.none-here")}
          </EmptyState>
        ) : (
          <OpinionList
            inbox={inbox}
            active={place.index}
            selected={selected}
            staff={staff}
            today={today}
            singleKeys={singleKeys}
            holder={holder}
            onActive={(index) => {
              goTo(index);
              if (inbox.more && index >= ids.length - 20) setLimit(limit + PAGE);
            }}
            onOpen={() => replyBox.current?.focus()}
            onKeyDown={onKeyDown}
          />
        )}
        {selected.size > 0 ? (
          <BulkBar rows={chosen} acts={acts} onClear={() => setSelected(NONE)} onUndo={() => void undo()} />
        ) : (
          singleKeys && <KeyHints />
        )}
      </section>
      {active === undefined ? (
        <main className="detail" id="main">
          <EmptyState>{t("opinions.choose-one")}</EmptyState>
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
            menu={[
              { id: "priority", label: t("opinions.priority"), keys: "P", onSelect: () => setPicking("priority") },
              { id: "tag", label: t("opinions.tag"), keys: "L", onSelect: () => setPicking("tag") },
              { id: "due", label: t("opinions.due"), keys: "D", onSelect: () => setPicking("due") },
              { id: "type", label: t("opinions.type"), keys: "T", onSelect: () => setPicking("type") },
              { id: "topic", label: t("opinions.topic"), keys: "O", onSelect: () => setPicking("topic") },
              { id: "papers", label: t("opinions.papers"), keys: "F", onSelect: () => setPapers(true) },
              { id: "task", label: t("opinions.new-task"), keys: "N", onSelect: newTask },
              { id: "snooze", label: t("opinions.snooze"), keys: "H", onSelect: () => setPicking("snooze") },
              {
                id: "told",
                label: t("opinions.told"),
                disabled: active.status !== "answered",
                onSelect: () => void acts.told(),
              },
              { id: "close", label: t("opinions.close"), keys: "E", onSelect: () => void acts.close() },
              null,
              {
                id: "history",
                label: t("opinions.record-history"),
                onSelect: () =>
                  openHistory({ kind: "feedback", ids: [active.id], title: active.title ?? active.registerNo ?? "" }),
              },
              { id: "print", label: t("opinions.print"), keys: "Ctrl+P", onSelect: () => window.print() },
            ]}
          />
          <OpinionSlip row={active} house={inbox.house} reader={reader} />
        </>
      )}
      {papers && active !== undefined && (
        <PapersDialog
          key={active.id}
          row={active}
          today={today}
          onSave={acts.papers}
          onClose={() => {
            setPapers(false);
            focusList();
          }}
        />
      )}
      {ending !== null && (
        <EndingDialog
          asked={ending}
          onEnd={(how) => acts.end(ending, how)}
          onClose={() => {
            setEnding(null);
            focusList();
          }}
        />
      )}
      {picking !== null && (
        <OpinionPicker
          which={picking}
          targets={targets}
          shown={active?.id}
          rows={inbox.rows}
          house={inbox.house}
          staff={staff}
          today={today}
          acts={acts}
          onClose={() => {
            setPicking(null);
            focusList();
          }}
        />
      )}
    </div>
  );
}
