/** One reader: head, tabs, and beside them consents and care. Ctrl+PgUp and Ctrl+PgDn turn the tabs. */

import {
  CopyMinus,
  CopyPlus,
  Eraser,
  History,
  IdCard,
  ListTodo,
  Printer,
  Scale,
  Trash2,
  UserMinus,
  UserX,
} from "lucide-react";
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation, useParams, useSearch } from "wouter";
import { maskName } from "#shared/model/readers/mask.ts";
import { useBesideReader } from "../../acts/beside-reader.ts";
import { useAct } from "../../acts/use-acts.ts";
import { edit, remove } from "../../db/write/changes.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useTaskSheet } from "../../desk-services/open-task-sheet.ts";
import { useRecordHistory } from "../../desk-services/record-history.ts";
import { useScreenCommands } from "../../desk-services/screen-commands.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { type TabItem, Tabs } from "../../ui/tabs.tsx";
import { CardDialog } from "./care/card-dialog.tsx";
import { useCareActs } from "./care/care-acts.ts";
import { LeavingPicker } from "./care/leaving-picker.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { MergeDialog } from "./merge/merge-dialog.tsx";
import { PartDialog } from "./merge/part-dialog.tsx";
import { OpinionsTab } from "./opinions-tab.tsx";
import { OutreachTab, useReaderOutreach } from "./outreach/outreach-tab.tsx";
import { OverviewTab } from "./overview-tab.tsx";
import { type PaperAsked, ReaderPaper } from "./paper/reader-paper.tsx";
import { ReaderPaperDialog } from "./paper/reader-paper-dialog.tsx";
import { ReaderHead } from "./reader-head.tsx";
import { ReaderPane } from "./reader-pane.tsx";
import { type ReaderView, useBelongings, useReader, useTimeline } from "./reader-queries.ts";
import { RecordTab } from "./record/record-tab.tsx";
import { RuleReasonsDialog } from "./rule-reasons-dialog.tsx";
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
  const [merging, setMerging] = useState(false);
  const [parting, setParting] = useState(false);
  const [makingCard, setMakingCard] = useState(false);
  const careActs = useCareActs();
  const [leavingAsked, setLeavingAsked] = useState(false);
  const [erasing, setErasing] = useState(false);
  const [reasoning, setReasoning] = useState(false);
  const [printing, setPrinting] = useState(false);
  const [paper, setPaper] = useState<PaperAsked | null>(null);
  const print = (asked: PaperAsked): void => {
    // without the question, which would stand on the paper, and with all that was asked for
    flushSync(() => {
      setPrinting(false);
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
    (): readonly DeskCommand[] => [
      ...(counter === null
        ? []
        : [
            {
              id: "reader.log",
              label: "readers.log" as const,
              section: "reader" as const,
              keys: ["F4"],
              inFields: true,
              run: compose,
            },
            {
              id: "reader.opinion",
              label: "readers.opinion" as const,
              section: "reader" as const,
              keys: ["Ctrl+N"],
              inFields: true,
              run: () => counter.openOpinion(view.id),
            },
          ]),
      {
        id: "reader.next-tab",
        label: "readers.next-tab",
        section: "view",
        keys: ["Ctrl+PgDn"],
        inFields: true,
        run: () => setTab((now) => neighbour(now, shown.current, 1)),
      },
      {
        id: "reader.previous-tab",
        label: "readers.previous-tab",
        section: "view",
        keys: ["Ctrl+PgUp"],
        inFields: true,
        run: () => setTab((now) => neighbour(now, shown.current, -1)),
      },
      {
        id: "reader.print",
        label: "readers.print",
        section: "file",
        keys: ["Ctrl+P"],
        inFields: true,
        run: () => setPrinting(true),
      },
      { id: "reader.task", label: "readers.new-task", section: "reader", run: newTask },
      {
        id: "reader.make-card",
        label: "readers.make-card",
        section: "reader",
        enabled: () => !(hasLeft || hasCard),
        run: () => setMakingCard(true),
      },
      {
        id: "reader.leave",
        label: "readers.leave",
        section: "reader",
        enabled: () => !hasLeft,
        run: () => setLeavingAsked(true),
      },
      { id: "reader.merge", label: "readers.merge", section: "reader", run: () => setMerging(true) },
      ...(isMerged
        ? [
            {
              id: "reader.part",
              label: "readers.part" as const,
              section: "reader" as const,
              run: () => setParting(true),
            },
          ]
        : []),
      { id: "reader.delete", label: "readers.delete", section: "reader", run: () => void erase() },
      { id: "reader.erase", label: "readers.erase", section: "reader", run: () => setErasing(true) },
      { id: "reader.rules", label: "rules.reasons", section: "reader", run: () => setReasoning(true) },
      { id: "reader.history", label: "readers.history", section: "reader", run: showHistory },
    ],
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
        <ReaderHead
          view={view}
          today={today}
          held={held}
          onCompose={compose}
          menu={[
            { id: "task", label: t("readers.new-task"), icon: ListTodo, onSelect: newTask },
            ...(hasLeft || hasCard
              ? []
              : [{ id: "card", label: t("readers.make-card"), icon: IdCard, onSelect: () => setMakingCard(true) }]),
            ...(hasLeft
              ? []
              : [{ id: "leave", label: t("readers.leave"), icon: UserMinus, onSelect: () => setLeavingAsked(true) }]),
            { id: "merge", label: t("readers.merge"), icon: CopyPlus, onSelect: () => setMerging(true) },
            ...(isMerged
              ? [{ id: "part", label: t("readers.part"), icon: CopyMinus, onSelect: () => setParting(true) }]
              : []),
            { id: "rules", label: t("rules.reasons"), icon: Scale, onSelect: () => setReasoning(true) },
            { id: "history", label: t("readers.history"), icon: History, onSelect: showHistory },
            {
              id: "print",
              label: t("readers.print"),
              icon: Printer,
              keys: "Ctrl+P",
              onSelect: () => setPrinting(true),
            },
            null,
            { id: "delete", label: t("readers.delete"), icon: Trash2, onSelect: () => void erase() },
            { id: "erase", label: t("readers.erase"), icon: Eraser, onSelect: () => setErasing(true) },
          ]}
        />
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
      {printing && belongings.isWhole && (
        <ReaderPaperDialog reader={view.id} ids={view.ids} onPrint={print} onClose={() => setPrinting(false)} />
      )}
      {reasoning && <RuleReasonsDialog reader={view.id} onClose={() => setReasoning(false)} />}
      {makingCard && (
        <CardDialog
          name={view.reader.name ?? ""}
          onMade={(card) => careActs.makeCard({ id: view.id, name: view.reader.name ?? "", step: undefined }, card)}
          onClose={() => setMakingCard(false)}
        />
      )}
      {leavingAsked && (
        <LeavingPicker
          title={t("care.leave-why")}
          onPick={(reason, named) =>
            void act({
              command: "reader.edit",
              changes: [edit("reader", view.id, { leaving: { reason, on: today } })],
              said: {
                id: "care.did-leave",
                values: { who: maskName(view.reader.name ?? "", view.reader.familyName), reason: named },
              },
            })
          }
          onClose={() => setLeavingAsked(false)}
        />
      )}
      {parting && <PartDialog view={view} onClose={() => setParting(false)} />}
      {erasing && <EraseDialog view={view} onClose={() => setErasing(false)} onErased={() => navigate("/readers")} />}
      {merging && (
        <MergeDialog
          view={view}
          onClose={() => setMerging(false)}
          onMerged={(main) => {
            setMerging(false);
            navigate(`/readers/${main}`);
          }}
        />
      )}
    </div>
  );
}
