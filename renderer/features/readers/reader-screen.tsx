/** One reader: head, tabs, and beside them consents and care. Ctrl+PgUp and Ctrl+PgDn turn the tabs. */

import { UserX } from "lucide-react";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation, useParams, useSearch } from "wouter";
import { maskName } from "#shared/model/readers/mask.ts";
import { useBesideReader } from "../../acts/beside-reader.ts";
import { useAct } from "../../acts/use-acts.ts";
import { remove } from "../../db/write/changes.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type TabItem, Tabs } from "../../ui/tabs.tsx";
import { useCareActs } from "./care/care-acts.ts";
import { OpinionsTab } from "./opinions-tab.tsx";
import { OutreachTab, useReaderOutreach } from "./outreach/outreach-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { type PaperAsked, ReaderPaper } from "./paper/reader-paper.tsx";
import { readerCommands, readerMenu } from "./reader-commands.ts";
import { ReaderDialog, type ReaderDialogName } from "./reader-dialog.tsx";
import { ReaderHead } from "./reader-head.tsx";
import { ReaderPane } from "./reader-pane.tsx";
import { type ReaderView, useBelongings, useReader, useTimeline } from "./reader-queries.ts";
import { RecordTab } from "./record/record-tab.tsx";
import { TimelineTab } from "./timeline-tab.tsx";
import { useHeldLook } from "./use-held-look.ts";

const TABS = ["overview", "timeline", "opinions", "outreach", "record"] as const;
type TabId = (typeof TABS)[number];

export function ReaderScreen() {
  const { id = "" } = useParams<{ id: string }>();
  const t = useT();
  const [, navigate] = useLocation();
  const view = useReader(id);
  if (view === undefined) return <main className="work" id="main" aria-busy="true" />;
  if (view === null) {
    return (
      <main className="work centre" id="main">
        <h1 className="vh">{t("words.reader-gone")}</h1>
        <EmptyState icon={UserX} action={<Button onClick={() => navigate("/readers")}>{t("readers.to-list")}</Button>}>
          {t("readers.gone")}
        </EmptyState>
      </main>
    );
  }
  return <ReaderPage key={view.id} view={view} />;
}

const neighbour = (tab: TabId, tabs: readonly TabId[], step: number): TabId =>
  tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] ?? tab;

function ReaderPage({ view }: { view: ReaderView }) {
  const t = useT();
  const act = useAct();
  const counter = useCounter();
  // whoever fills the screen is at the counter: nothing lands on the reader before
  useEffect(() => counter?.serve(view.id), [counter, view.id]);
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  // another screen may lead to one of the tabs
  const asked = new URLSearchParams(useSearch()).get("tab");
  const [tab, setTab] = useState<TabId>(TABS.find((id) => id === asked) ?? "timeline");
  const [dialog, setDialog] = useState<ReaderDialogName | null>(null);
  /** One that answers late leaves the next one open. */
  const close = (name: ReaderDialogName): void => setDialog((now) => (now === name ? null : now));
  const { makeCard } = useCareActs();
  const [paper, setPaper] = useState<PaperAsked | null>(null);
  const print = (asked: PaperAsked): void => {
    // without the question, which would stand on the paper, and with all that was asked for
    flushSync(() => {
      close("print");
      setPaper(asked);
    });
    requestAnimationFrame(() => window.print());
  };
  useEffect(() => {
    const end = (): void => setPaper(null);
    addEventListener("afterprint", end);
    return () => removeEventListener("afterprint", end);
  }, []);
  const hasCard = view.reader.card !== undefined;
  const hasLeft = view.reader.leaving !== undefined;
  const Beside = useBesideReader();
  const isMerged = view.ids.length > 1;
  const outreach = useReaderOutreach(view.ids);
  const shown = useRef<readonly TabId[]>(TABS);
  useEffect(() => {
    shown.current = TABS.filter((id) => id !== "outreach" || outreach.length > 0);
  }, [outreach]);
  const openTask = useTaskSheet();
  const held = useHeldLook(view.id);
  const openHistory = useRecordHistory();
  const belongings = useBelongings(view);
  const items = useTimeline(belongings);
  /** Right after a log its note, else something new; she stays where she is. */
  const compose = useCallback(() => {
    if (counter?.noteLast(view.id) !== true) openTask({ kind: "note", reader: view.id });
  }, [counter, openTask, view.id]);
  const newTask = useCallback(
    () => openTask({ about: { kind: "reader", id: view.id }, reader: view.id }),
    [openTask, view.id],
  );

  const showHistory = useCallback(
    () => openHistory({ kind: "reader", ids: view.ids, title: view.reader.name ?? t("words.no-name") }),
    [openHistory, view.ids, view.reader.name, t],
  );

  const erase = useCallback(async (): Promise<void> => {
    const who = maskName(view.reader.name ?? "", view.reader.familyName);
    if (
      await act({
        command: "reader.delete",
        changes: view.ids.map((id) => remove("reader", id)),
        said: { id: "readers.did-delete", values: { who } },
      })
    )
      navigate("/readers");
  }, [act, navigate, view]);
  const commands = useMemo(
    () =>
      readerCommands({
        hasCard,
        hasLeft,
        isMerged,
        onCompose: compose,
        onOpinion: counter === null ? null : () => counter.openOpinion(view.id),
        onTab: (step) => setTab((now) => neighbour(now, shown.current, step)),
        onTask: newTask,
        onDelete: () => void erase(),
        onHistory: showHistory,
        onDialog: setDialog,
      }),
    [counter, view.id, isMerged, hasLeft, hasCard, compose, newTask, showHistory, erase],
  );
  useScreenCommands(commands);

  if (belongings === undefined) return <main className="work" id="main" aria-busy="true" />;
  const tabs: readonly TabItem<TabId>[] = [
    {
      id: "overview",
      label: t("readers.tab-overview"),
      panel: (
        <OverviewTab reader={view.id} belongings={belongings} items={items} onTask={(id) => openTask({ task: id })} />
      ),
    },
    {
      id: "timeline",
      label: t("readers.tab-timeline"),
      // no number that the next moment takes back
      ...(belongings.isWhole && { count: items.length }),
      panel: <TimelineTab items={items} />,
    },
    {
      id: "opinions",
      label: t("readers.tab-opinions"),
      count: belongings.opinions.length,
      panel: <OpinionsTab reader={view.id} belongings={belongings} />,
    },
    // who was never on a list has nothing to look at
    ...(outreach.length > 0
      ? [
          {
            id: "outreach" as const,
            label: t("readers.tab-outreach"),
            count: outreach.length,
            panel: <OutreachTab rows={outreach} />,
          },
        ]
      : []),
    { id: "record", label: t("readers.tab-record"), panel: <RecordTab view={view} held={held} /> },
  ];
  return (
    <div className="work with-pane">
      <main className="centre" id="main">
        <ReaderHead view={view} today={today} held={held} onCompose={compose} menu={readerMenu(t, commands)} />
        {Beside !== null && (
          <Suspense fallback={null}>
            <Beside reader={view.id} />
          </Suspense>
        )}
        <Tabs
          label={t("readers.tabs")}
          tabs={tabs}
          value={tab}
          onChange={setTab}
          panelClassName={paper === null ? "centre" : "centre no-print"}
        />
        {paper !== null && <ReaderPaper view={view} belongings={belongings} items={items} asked={paper} />}
      </main>
      <ReaderPane
        view={view}
        belongings={belongings}
        held={held}
        onTask={(id) => openTask({ task: id })}
        onNewTask={newTask}
      />
      {dialog !== null && (dialog !== "print" || belongings.isWhole) && (
        <ReaderDialog
          name={dialog}
          view={view}
          today={today}
          act={act}
          makeCard={makeCard}
          onPrint={print}
          onClose={() => close(dialog)}
        />
      )}
    </div>
  );
}
