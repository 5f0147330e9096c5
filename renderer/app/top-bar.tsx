/** The top bar: back and forward, the place of the scan box (the desk's own), commands and the guide. */
import { ArrowLeft, ArrowRight, CircleHelp, Command } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../i18n/use-t.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { ariaKeys } from "../ui/keyboard.ts";
import { type DeskHistory, useHistoryState } from "./desk-history.ts";

export interface TopBarProps {
  readonly history: DeskHistory;
  readonly scan: ReactNode;
  readonly onPalette: () => void;
  readonly onGuide: () => void;
}

export function TopBar({ history, scan, onPalette, onGuide }: TopBarProps) {
  const t = useT();
  const { canBack, canForward } = useHistoryState(history);
  return (
    <header className="top">
      <IconButton
        icon={ArrowLeft}
        label={t("commands.back")}
        keys="Alt+←"
        large
        disabled={!canBack}
        onClick={history.back}
      />
      <IconButton
        icon={ArrowRight}
        label={t("commands.forward")}
        keys="Alt+→"
        large
        disabled={!canForward}
        onClick={history.forward}
      />
      {scan}
      <button className="btn btn-quiet push" type="button" onClick={onPalette} aria-keyshortcuts={ariaKeys("Ctrl+K")}>
        <span className="narrow-vh row">
          <Icon icon={Command} />
          {t("frame.palette-open")}
        </span>
        <Kbd keys="Ctrl+K" />
      </button>
      <IconButton icon={CircleHelp} label={t("commands.guide")} keys="F1" large onClick={onGuide} />
    </header>
  );
}
