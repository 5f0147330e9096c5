/** The dialog that is open on a reader's page. */
import { useLocation } from "wouter";
import { maskName } from "#shared/model/readers/mask.ts";
import type { RunAct } from "../../acts/use-acts.ts";
import { edit } from "../../db/write/changes.ts";
import { useT } from "../../i18n/use-t.ts";
import { CardDialog } from "./care/card-dialog.tsx";
import type { useCareActs } from "./care/care-acts.ts";
import { LeavingPicker } from "./care/leaving-picker.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { MergeDialog } from "./merge/merge-dialog.tsx";
import { PartDialog } from "./merge/part-dialog.tsx";
import type { PaperAsked } from "./paper/reader-paper.tsx";
import { ReaderPaperDialog } from "./paper/reader-paper-dialog.tsx";
import type { ReaderView } from "./reader-queries.ts";
import { RuleReasonsDialog } from "./rule-reasons-dialog.tsx";

export type ReaderDialogName = "card" | "erase" | "leave" | "merge" | "part" | "print" | "rules";

interface ReaderDialogProps {
  readonly name: ReaderDialogName;
  readonly view: ReaderView;
  readonly today: string;
  /** The page's: a dialog that is opened once more writes nothing while what it wrote before is not safe. */
  readonly act: RunAct;
  readonly makeCard: ReturnType<typeof useCareActs>["makeCard"];
  readonly onPrint: (asked: PaperAsked) => void;
  readonly onClose: () => void;
}

export function ReaderDialog({ name, view, today, act, makeCard, onPrint, onClose }: ReaderDialogProps) {
  const t = useT();
  const [, navigate] = useLocation();
  const { id, ids, reader } = view;
  const called = reader.name ?? "";
  switch (name) {
    case "print":
      return <ReaderPaperDialog reader={id} ids={ids} onPrint={onPrint} onClose={onClose} />;
    case "rules":
      return <RuleReasonsDialog reader={id} onClose={onClose} />;
    case "card":
      return (
        <CardDialog
          name={called}
          onMade={(card) => makeCard({ id, name: called, step: undefined }, card)}
          onClose={onClose}
        />
      );
    case "leave":
      return (
        <LeavingPicker
          title={t("care.leave-why")}
          onPick={(reason, named) =>
            void act({
              command: "reader.edit",
              changes: [edit("reader", id, { leaving: { reason, on: today } })],
              said: { id: "care.did-leave", values: { who: maskName(called, reader.familyName), reason: named } },
            })
          }
          onClose={onClose}
        />
      );
    case "part":
      return <PartDialog view={view} onClose={onClose} />;
    case "erase":
      return <EraseDialog view={view} onClose={onClose} onErased={() => navigate("/readers")} />;
    case "merge":
      return (
        <MergeDialog
          view={view}
          onClose={onClose}
          onMerged={(main) => {
            onClose();
            navigate(`/readers/${main}`);
          }}
        />
      );
  }
}
