/** Stands under the list while readers are selected: how many, what can be done, and whom it will not reach. */
import { FileDown } from "lucide-react";
import type { MouseEvent } from "react";
import type { BatchTag } from "../../../acts/batch-dialog.tsx";
import { useT } from "../../../i18n/use-t.ts";
import type { ExportRequest } from "../../../platform/worker/export-api.ts";
import { Button } from "../../../ui/button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import type { ChosenFacts } from "./chosen-readers.ts";

/** What a key of the list asks for; the first is chosen to begin with. */
export const CHOSEN_ACTS = {
  task: ["task"],
  owner: ["set-owner"],
  tags: ["add-tag", "remove-tag"],
} as const satisfies Readonly<Record<string, readonly BatchTag[]>>;
/** In the order of the bar; a contact is no change of the readers, and has a form of its own. */
export const ACTS = ["task", "owner", "tags", "contact"] as const;
export type ChosenAct = (typeof ACTS)[number];
export const ACT_KEYS = { task: "T", owner: "A", tags: "L", contact: "C" } as const;

interface ChosenBarProps {
  readonly count: number;
  /** Of the selected, how many the list does not show now. */
  readonly hidden: number;
  readonly facts: ChosenFacts | undefined;
  readonly singleKeys: boolean;
  readonly onAct: (act: ChosenAct) => void;
  readonly onExport: (format: ExportRequest["format"]) => void;
  readonly onOutreach: () => void;
  readonly onUndo: () => void;
  /** Without those that the list does not show. */
  readonly onDrop: () => void;
  readonly onClear: () => void;
}

/** A press leaves the focus in the list. */
const keepFocus = (event: MouseEvent): void => event.preventDefault();

export function ChosenBar(props: ChosenBarProps) {
  const { count, hidden, facts, singleKeys, onAct, onExport, onOutreach, onUndo, onDrop, onClear } = props;
  const t = useT();
  const remarks = [
    ...(facts !== undefined && facts.gone > 0 ? [t("readers.chosen-gone", { count: facts.gone })] : []),
    ...(facts !== undefined && facts.noOwner > 0 ? [t("readers.chosen-no-owner", { count: facts.noOwner })] : []),
    ...(facts !== undefined && facts.noPhone > 0 ? [t("readers.chosen-no-phone", { count: facts.noPhone })] : []),
  ];
  return (
    <section className="keys bulk no-print" aria-label={t("readers.chosen-acts")}>
      <b aria-live="polite">{t("readers.chosen", { count })}</b>
      {hidden > 0 && (
        <>
          <span aria-live="polite">{t("readers.chosen-hidden", { count: hidden })}</span>
          <Button size="small" onMouseDown={keepFocus} onClick={onDrop}>
            {t("readers.chosen-drop", { count: hidden })}
          </Button>
        </>
      )}
      {ACTS.map((act) => (
        <Button
          key={act}
          size="small"
          {...(singleKeys && { keys: ACT_KEYS[act] })}
          onMouseDown={keepFocus}
          onClick={() => onAct(act)}
        >
          {t(`readers.chosen-${act}`)}
        </Button>
      ))}
      <Button size="small" onMouseDown={keepFocus} onClick={onOutreach}>
        {t("batch.outreach")}
      </Button>
      <Menu
        trigger={<Button size="small">{t("commands.export")}</Button>}
        items={[
          { id: "xlsx", label: t("batch.export-xlsx"), icon: FileDown, onSelect: () => onExport("xlsx") },
          { id: "csv", label: t("batch.export-csv"), icon: FileDown, onSelect: () => onExport("csv") },
        ]}
      />
      <span className="push meta">{remarks.join(" · ")}</span>
      <Button size="small" kind="quiet" keys="Ctrl+Z" onMouseDown={keepFocus} onClick={onUndo}>
        {t("acts.undo")}
      </Button>
      <Button size="small" kind="quiet" keys="Esc" onMouseDown={keepFocus} onClick={onClear}>
        {t("readers.chosen-clear")}
      </Button>
    </section>
  );
}
