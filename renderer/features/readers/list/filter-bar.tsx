/**
 * The rows of a segment as chips over the list: what it is narrowed by, one more with F, and kept as a segment. Behind a
 * figure that figure stands first and stays.
 */
import { ChevronDown, Pencil, Plus, Users, X } from "lucide-react";
import { type RefObject, useMemo, useState } from "react";
import { useLocation } from "wouter";
import type { SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { parseCondition } from "#shared/model/segment.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useScreenCommands } from "../../../desk-services/screen-commands.ts";
import type { DeskCommand } from "../../../platform/command.ts";
import { Button } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { isInside } from "../../../ui/keyboard.ts";
import { conditionText, ruleText, segmentFieldName } from "../../../words/rule-words.ts";
import { FieldPicker } from "../segments/field-picker.tsx";
import { useWords } from "../segments/rule-wording.ts";
import { type DraftCondition, finishedRule, setCondition, withField } from "../segments/segment-draft.ts";
import { ConditionDialog } from "./condition-dialog.tsx";
import { askingRows, type FilterChip, type ListFilter, withCondition, withoutChip } from "./list-filter.ts";
import { SaveSegmentDialog } from "./save-segment-dialog.tsx";

/** Asked most often: each has its own button until it is asked. */
const QUICK = ["lifeState", "category", "owner", "branch"] as const satisfies readonly SegmentField[];

interface FilterBarProps {
  readonly filter: ListFilter;
  /** What the list is behind; null for none. */
  readonly figure: string | null;
  readonly count: number | undefined;
  /** The list, where F means one row more. */
  readonly holder: RefObject<HTMLElement | null>;
  readonly focusList: () => void;
  readonly onClear: () => void;
  /** Who is listed now, for a segment of a figure, whose readers no rule can name. */
  readonly listed: () => Promise<readonly string[]>;
}

export function FilterBar({ filter, figure, count, holder, focusList, onClear, listed }: FilterBarProps) {
  const words = useWords();
  const { t } = words;
  const [, navigate] = useLocation();
  const { singleKeys = true } = useDeviceSettings();
  const [isPicking, setIsPicking] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [edited, setEdited] = useState<{
    readonly group: number;
    readonly row: number;
    readonly isNew: boolean;
  } | null>(null);
  const { draft, chips, segment } = filter;
  const condition = edited === null ? undefined : draft.groups[edited.group]?.conditions[edited.row];
  const canAdd = withCondition(draft, withField("category")) !== null;
  const asked = new Set(chips.flatMap((chip) => (chip.tag === "row" ? [chip.condition.field] : [])));

  const add = (field: SegmentField): void => {
    const next = withCondition(draft, withField(field));
    if (next === null) return;
    filter.set(next);
    const group = next.groups.findIndex(({ conditions }, at) => conditions !== draft.groups[at]?.conditions);
    setEdited({ group, row: (next.groups[group]?.conditions.length ?? 1) - 1, isNew: true });
  };
  const remove = (chip: FilterChip): void => {
    filter.set(withoutChip(draft, chip));
    focusList();
  };
  const closeEdited = (): void => {
    setEdited(null);
    // after the dialog is out of the page
    requestAnimationFrame(focusList);
  };
  useScreenCommands(
    useMemo(
      (): readonly DeskCommand[] => [
        {
          id: "readers.filter-add",
          label: "readers.filter-add",
          section: "view",
          ...(singleKeys && { keys: ["F"] }),
          isAt: (pressed) => isInside(holder.current, pressed),
          enabled: () => canAdd,
          run: () => setIsPicking(true),
        },
      ],
      [singleKeys, holder, canAdd],
    ),
  );
  const textOf = (chip: FilterChip): string => {
    if (chip.tag === "row") return rowText(chip.condition);
    const groups =
      chip.tag === "whole" ? draft.groups : [draft.groups[chip.group]].filter((each) => each !== undefined);
    const rule = finishedRule(askingRows({ ...draft, groups }));
    return rule === null ? "…" : ruleText(rule, words);
  };
  /** A row that lacks its value is no sentence yet. */
  const rowText = (row: DraftCondition): string => {
    const stored = parseCondition(row);
    return stored === undefined ? `${segmentFieldName(row.field, t)}…` : conditionText(stored, words);
  };
  const toEditor = (): void =>
    navigate(
      segment == null
        ? `/readers/segments/new?${new URLSearchParams({ draft: JSON.stringify(draft) })}`
        : `/readers/segments/${segment.id}${filter.isDirty && segment.fixed === undefined ? `?${new URLSearchParams({ draft: JSON.stringify({ ...draft, name: segment.name ?? "" }) })}` : ""}`,
    );

  const narrowedBy = [...(segment == null ? [] : [segment.name ?? ""]), ...chips.map(textOf)].join(" · ");
  const bar = (
    <section className="filter-bar no-print" aria-label={t("readers.filter")}>
      {filter.isNarrowed && <b>{t("readers.filter-on")}</b>}
      {figure !== null && <span className="chip filter-fixed">{figure}</span>}
      {segment != null && (
        <button type="button" className="chip filter-fixed" title={t("readers.filter-edit-segment")} onClick={toEditor}>
          <Icon icon={Users} />
          {t("readers.filter-segment", { name: segment.name ?? "" })}
          <Icon icon={Pencil} />
        </button>
      )}
      {chips.map((chip, index) => {
        const text = textOf(chip);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name than its place
          <span key={index} className="filter-chip">
            <button
              type="button"
              className="chip"
              aria-pressed
              title={chip.tag === "row" ? t("readers.filter-edit") : t("readers.filter-edit-segment")}
              onClick={() => {
                if (chip.tag === "row") setEdited({ group: chip.group, row: chip.row, isNew: false });
                else toEditor();
              }}
            >
              {text}
            </button>
            <button
              type="button"
              className="filter-cross"
              aria-label={t("readers.filter-remove-of", { what: text })}
              onClick={() => remove(chip)}
            >
              <Icon icon={X} />
            </button>
          </span>
        );
      })}
      {canAdd &&
        QUICK.filter((field) => !asked.has(field)).map((field) => (
          <button key={field} type="button" className="chip filter-quick" onClick={() => add(field)}>
            {segmentFieldName(field, t)}
            <Icon icon={ChevronDown} />
          </button>
        ))}
      {canAdd && (
        <Button size="small" icon={Plus} {...(singleKeys && { keys: "F" })} onClick={() => setIsPicking(true)}>
          {t("readers.filter-add")}
        </Button>
      )}
      {filter.isNarrowed && (
        <Button size="small" kind="quiet" {...(figure === null && { keys: "Esc" })} onClick={onClear}>
          {t("readers.filter-clear")}
        </Button>
      )}
      {(filter.isNarrowed || figure !== null) && (segment == null || filter.isDirty) && (
        <Button size="small" className="push" icon={Users} onClick={() => setIsSaving(true)}>
          {t("readers.filter-save")}
        </Button>
      )}
      {isPicking && <FieldPicker asked={asked} onPick={add} onClose={() => setIsPicking(false)} />}
      {edited !== null && condition !== undefined && (
        <ConditionDialog
          condition={condition}
          isNew={edited.isNew}
          count={count}
          onChange={(to) => filter.set(setCondition(draft, edited.group, edited.row, to))}
          onRemove={() => {
            filter.set(withoutChip(draft, { tag: "row", ...edited, condition }));
            closeEdited();
          }}
          onClose={closeEdited}
        />
      )}
      {isSaving && (
        <SaveSegmentDialog
          rule={
            figure === null && (segment == null || segment.fixed === undefined) ? finishedRule(askingRows(draft)) : null
          }
          hands={segment ?? {}}
          listed={listed}
          count={count ?? 0}
          onSaved={figure === null ? filter.open : () => undefined}
          onClose={() => {
            setIsSaving(false);
            requestAnimationFrame(focusList);
          }}
        />
      )}
    </section>
  );
  return (
    <>
      {filter.isNarrowed && (
        <p className="print-only">
          {t("readers.filter-on")} {narrowedBy}
        </p>
      )}
      {bar}
    </>
  );
}
