/**
 * Palette and help sheet: a chunk that comes after the first paint, at leisure, and then stays, so that both open at
 * once.
 */
import type { DeskCommand } from "../../platform/command.ts";
import type { DeskHistory } from "../desk-history.ts";
import { HelpSheet } from "./help-sheet.tsx";
import { Palette } from "./palette.tsx";
import { usePaletteReaders } from "./palette-search.ts";

export interface OverlaysProps {
  readonly open: "palette" | "help" | null;
  readonly onClose: () => void;
  readonly commands: readonly DeskCommand[];
  readonly history: DeskHistory;
  /** A plain browser tab keeps some keys for itself. */
  readonly inTab: boolean;
}

export function Overlays({ open, onClose, commands, history, inTab }: OverlaysProps) {
  const searchReaders = usePaletteReaders();
  return (
    <>
      <Palette
        open={open === "palette"}
        onClose={onClose}
        commands={commands}
        searchReaders={searchReaders}
        onReader={(id) => history.navigate(`/readers/${id}`)}
      />
      <HelpSheet open={open === "help"} onClose={onClose} commands={commands} inTab={inTab} />
    </>
  );
}
