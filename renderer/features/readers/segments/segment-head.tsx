/** The head of a segment: its name, whether its list is live or fixed, and what can be done with the whole of it. */
import { Ellipsis, FileDown, Printer, Save, Trash2, Undo2 } from "lucide-react";
import type { RefObject } from "react";
import { useLocation } from "wouter";
import type { Row } from "../../../db/database.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { ExportRequest } from "../../../platform/worker/export-api.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Menu, type MenuItems } from "../../../ui/menu.tsx";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import type { SegmentDraft } from "./segment-draft.ts";
import styles from "./segments.module.css";

interface SegmentHeadProps {
  readonly row: Row<"segment"> | null;
  readonly draft: SegmentDraft;
  readonly isDirty: boolean;
  readonly nameRef: RefObject<HTMLInputElement | null>;
  readonly onName: (name: string) => void;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onFix: () => void;
  readonly onUnfix: () => void;
  readonly onDelete: () => void;
  readonly onExport: (format: ExportRequest["format"]) => void;
  readonly onPrint: () => void;
  /** Null where there is nothing to take back. */
  readonly onUndoBatch: (() => void) | null;
}

export function SegmentHead(props: SegmentHeadProps) {
  const {
    row,
    draft,
    isDirty,
    nameRef,
    onName,
    onSave,
    onDiscard,
    onFix,
    onUnfix,
    onDelete,
    onExport,
    onPrint,
    onUndoBatch,
  } = props;
  const t = useT();
  const [, navigate] = useLocation();
  const items: MenuItems = [
    { id: "xlsx", label: t("batch.export-xlsx"), icon: FileDown, onSelect: () => onExport("xlsx") },
    { id: "csv", label: t("batch.export-csv"), icon: FileDown, onSelect: () => onExport("csv") },
    { id: "print", label: t("segments.print"), icon: Printer, keys: "Ctrl+P", onSelect: onPrint },
    ...(onUndoBatch === null ? [] : [{ id: "undo", label: t("batch.undo"), icon: Undo2, onSelect: onUndoBatch }]),
    ...(row === null ? [] : [null, { id: "delete", label: t("segments.delete"), icon: Trash2, onSelect: onDelete }]),
  ];
  return (
    <header className="page-head no-print">
      <h1 className="nowrap">
        <button type="button" className="link" onClick={() => navigate("/readers/segments")}>
          {t("segments.title")}
        </button>
      </h1>
      <TextInput
        ref={nameRef}
        autoFocus={row === null && draft.name === ""}
        className={styles.name}
        aria-label={t("words.segment.name")}
        placeholder={t("segments.name-hint")}
        maxLength={200}
        value={draft.name}
        onChange={(event) => onName(event.target.value)}
      />
      {row === null ? (
        <span className="meta">{t("segments.new-hint")}</span>
      ) : (
        <Select
          aria-label={t("segments.kind")}
          value={row.fixed === undefined ? "live" : "fixed"}
          options={[
            { value: "live", label: t("segments.kind-live") },
            {
              value: "fixed",
              label: row.fixed === undefined ? t("segments.kind-fixed") : t("segments.fixed", { day: row.fixed.on }),
              disabled: isDirty,
            },
          ]}
          onChange={(kind) => (kind === "fixed" ? onFix() : onUnfix())}
        />
      )}
      <span className="push row">
        {row !== null && isDirty && <Button onClick={onDiscard}>{t("segments.discard")}</Button>}
        <Button kind="primary" icon={Save} keys="Ctrl+S" disabled={!isDirty} onClick={onSave}>
          {t("segments.save")}
        </Button>
        <Menu trigger={<IconButton icon={Ellipsis} large label={t("segments.more")} />} items={items} />
      </span>
    </header>
  );
}
