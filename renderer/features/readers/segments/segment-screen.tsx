/** One segment: its rule in rows with a count that follows, who is in and why, and what can be done for all of them. */
import { ListChecks, Send, Users } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation, useParams } from "wouter";
import { BatchDialog } from "../../../acts/batch-dialog.tsx";
import { useBatch } from "../../../acts/use-batch.ts";
import { useBeginOutreach } from "../../../acts/use-begin-outreach.ts";
import { useListOut } from "../../../acts/use-list-out.ts";
import type { Row } from "../../../db/database.ts";
import { segmentAsked } from "../../../db/segment-asked.ts";
import { usePrintWords } from "../../../desk-services/paper/print-words.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import type { SegmentAsked } from "../../../platform/worker/segments-api.ts";
import { workerCallback } from "../../../platform/worker/worker-callback.ts";
import { Button } from "../../../ui/button.tsx";
import { usePrintMany } from "../../../ui/dialogs/print-many.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { CountLine } from "./count-line.tsx";
import { HandsDialog } from "./hands-dialog.tsx";
import { MemberGrid } from "./member-grid.tsx";
import { type Printed, PrintedList } from "./printed-list.tsx";
import { RuleBuilder } from "./rule-builder.tsx";
import { useWords } from "./rule-wording.ts";
import { RunLine } from "./run-line.tsx";
import { finishedRule } from "./segment-draft.ts";
import { SegmentHead } from "./segment-head.tsx";
import { readReaders, useSegment } from "./segment-queries.ts";
import styles from "./segments.module.css";
import { useDraft } from "./use-draft.ts";
import { useHands } from "./use-hands.ts";
import { useSegmentActs } from "./use-segment-acts.ts";
import { useSegmentAnswer } from "./use-segment-answer.ts";

const PREVIEW = 20;

export function SegmentScreen() {
  const t = useT();
  const { id = "" } = useParams();
  const [, navigate] = useLocation();
  const row = useSegment(id);
  if (id === "new") return <SegmentEditor row={null} />;
  if (row === undefined) return <main className="work centre" id="main" aria-busy />;
  if (row !== null) return <SegmentEditor key={id} row={row} />;
  return (
    <main className="work centre" id="main">
      <EmptyState
        icon={Users}
        action={<Button onClick={() => navigate("/readers/segments")}>{t("segments.to-list")}</Button>}
      >
        {t("segments.gone")}
      </EmptyState>
    </main>
  );
}

/** @param row null for a new one */
function SegmentEditor({ row }: { row: Row<"segment"> | null }) {
  const words = useWords();
  const { t } = words;
  const { worker, db } = useServices();
  const { draft, isDirty, set, discard } = useDraft(row);
  const hands = useHands(row, draft, set);
  const acts = useSegmentActs(row);
  const batch = useBatch();
  const [, navigate] = useLocation();
  const begin = useBeginOutreach(navigate);
  const [isShowingHands, setIsShowingHands] = useState(false);
  const [forAll, setForAll] = useState<readonly string[] | null>(null);
  const [printed, setPrinted] = useState<Printed | null>(null);
  const name = useRef<HTMLInputElement>(null);

  const rule = finishedRule(draft);
  const asked: SegmentAsked | null =
    rule === null ? null : { rule, pinned: hands.pinned, excluded: hands.excluded, fixed: row?.fixed ?? null };
  const isEmpty = rule !== null && rule.groups.length === 0 && hands.pinned.length === 0 && row?.fixed === undefined;
  const now = useSegmentAnswer(asked, PREVIEW);
  // while a row lacks its value, who was found before stays to look at
  const counted = now.answer?.tag === "counted" && !isEmpty ? now.answer : null;
  const exportAs = useListOut(draft.name === "" ? t("segments.title") : draft.name, async () =>
    asked === null ? [] : worker.segments.members(asked),
  );

  const save = async (): Promise<void> => {
    if (draft.name.trim() === "") name.current?.focus();
    else await acts.keep(draft);
  };
  const changeAll = async (): Promise<void> => {
    if (asked !== null) setForAll(await worker.segments.members(asked));
  };
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  const print = async (): Promise<void> => {
    if (asked !== null) askToPrint((await worker.segments.members(asked)).length, printAll);
  };
  const printAll = async (): Promise<void> => {
    if (asked === null) return;
    const answer = await worker.segments.ask(
      asked,
      Number.MAX_SAFE_INTEGER,
      workerCallback(() => undefined),
    );
    if (answer.tag !== "counted") return;
    const readers = await readReaders(
      db,
      answer.first.map(({ id }) => id),
    );
    flushSync(() => setPrinted({ members: answer.first, total: answer.members, readers }));
    window.print();
  };
  const isToContact = row !== null && !isDirty && counted !== null && counted.members > 0;
  const contact = async (): Promise<void> => {
    if (row !== null) await begin({ name: row.name ?? "", source: { by: "segment", segment: row.id } });
  };
  // what a key does is what stands on the screen now
  const latest = useRef({ save, print, contact, isToContact });
  latest.current = { save, print, contact, isToContact };
  useScreenCommands(
    useMemo((): readonly DeskCommand[] => {
      return [
        {
          id: "segments.save",
          label: "segments.save",
          section: "file",
          keys: ["Ctrl+S"],
          inFields: true,
          run: () => latest.current.save(),
        },
        {
          id: "segments.print",
          label: "segments.print",
          section: "file",
          keys: ["Ctrl+P"],
          inFields: true,
          run: () => latest.current.print(),
        },
        {
          id: "segments.outreach",
          label: "batch.outreach",
          section: "reader",
          enabled: () => latest.current.isToContact,
          run: () => latest.current.contact(),
        },
      ];
    }, []),
  );
  return (
    <main className="work centre" id="main" aria-busy={now.isOld && asked !== null}>
      <SegmentHead
        row={row}
        draft={draft}
        isDirty={isDirty}
        nameRef={name}
        onName={(next) => set({ ...draft, name: next })}
        onSave={() => void save()}
        onDiscard={discard}
        onFix={() => void acts.fix()}
        onUnfix={() => void acts.unfix()}
        onDelete={() => void acts.discardForGood()}
        onExport={(format) => asked !== null && void exportAs(format)}
        onPrint={() => void print()}
        onUndoBatch={batch.undo === null ? null : () => void batch.undo?.()}
      />
      <div className={`${styles.top} scroll no-print`}>
        <RuleBuilder draft={draft} counts={asked === null ? null : (counted?.conditions ?? null)} onChange={set} />
      </div>
      <div className={`${styles.bar} no-print`}>
        <CountLine now={now} isUnfinished={rule === null} isEmpty={isEmpty} />
        {row !== null && !isDirty && <RunLine segment={row.id} asked={segmentAsked(row)} />}
        <span className="push row">
          {isToContact && (
            <Button size="small" onClick={() => navigate(`/readers?segment=${row.id}`)}>
              {t("segments.to-readers")}
            </Button>
          )}
          {row !== null && !isDirty && (
            <Button size="small" icon={Send} disabled={!isToContact} onClick={() => void contact()}>
              {t("batch.outreach")}
            </Button>
          )}
          <Button size="small" onClick={() => setIsShowingHands(true)}>
            {t("segments.hands", { pinned: hands.pinned.length, excluded: hands.excluded.length })}
          </Button>
          <Button
            size="small"
            icon={ListChecks}
            disabled={asked === null || counted === null || counted.members === 0}
            onClick={() => void changeAll()}
          >
            {t("batch.all")}
          </Button>
        </span>
      </div>
      {counted !== null && counted.members === 0 && <EmptyState icon={Users}>{t("segments.nobody")}</EmptyState>}
      {counted !== null && counted.members > 0 && (
        <MemberGrid
          label={
            counted.first.length < counted.members
              ? t("segments.preview", { count: counted.first.length })
              : t("segments.title")
          }
          members={counted.first}
          onPin={hands.pin}
          onExclude={hands.exclude}
        />
      )}
      {printed !== null && <PrintedList title={draft.name} printed={printed} words={words} />}
      {printDialog}
      {isShowingHands && <HandsDialog hands={hands} onClose={() => setIsShowingHands(false)} />}
      {forAll !== null && <BatchDialog ids={forAll} batch={batch} onClose={() => setForAll(null)} />}
    </main>
  );
}
