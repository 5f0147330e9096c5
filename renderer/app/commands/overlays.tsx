/**
 * Palette and help sheet: a chunk that comes after the first paint, at leisure, and then stays, so that both open at
 * once. A file that is dropped on the window is taken from then on.
 */
import { memo } from "react";
import { useDroppedFile } from "../../features/import/use-dropped-file.ts";
import { useDeskSession } from "../../features/staff/desk-session.ts";
import type { DeskCommand } from "../../platform/command.ts";
import type { DeskHistory } from "../desk-history.ts";
import { HelpSheet } from "./help-sheet.tsx";
import { Palette } from "./palette.tsx";
import { useColleagueWays } from "./palette-colleagues.ts";
import { usePalettePlaces } from "./palette-places.ts";
import { useLabelReader, usePaletteReaders } from "./palette-search.ts";

export interface OverlaysProps {
  readonly open: "palette" | "help" | null;
  readonly onClose: () => void;
  readonly commands: readonly DeskCommand[];
  /** So many of them, the first ones, are about what is open on the screen. */
  readonly ofScreen: number;
  readonly history: DeskHistory;
  /** A plain browser tab keeps some keys for itself. */
  readonly inTab: boolean;
}

/** Closed they stay as they were: nobody sees what an act has changed of them until they open. */
const bothClosed = (before: { readonly open: boolean }, next: { readonly open: boolean }): boolean =>
  !before.open && !next.open;
const KeptPalette = memo(Palette, bothClosed);
const KeptHelpSheet = memo(HelpSheet, bothClosed);

export function Overlays({ open, onClose, commands, ofScreen, history, inTab }: OverlaysProps) {
  useDroppedFile(!useDeskSession().locked);
  const colleagues = useColleagueWays(open === "palette", history.navigate);
  const readLabels = useLabelReader();
  const searchReaders = usePaletteReaders();
  const places = usePalettePlaces(open === "palette", history);
  return (
    <>
      <KeptPalette
        open={open === "palette"}
        onClose={onClose}
        commands={commands}
        places={places}
        ofScreen={ofScreen}
        colleagues={colleagues}
        readLabels={readLabels}
        searchReaders={searchReaders}
        onReader={(id) => history.navigate(`/readers/${id}`)}
      />
      <KeptHelpSheet open={open === "help"} onClose={onClose} commands={commands} inTab={inTab} />
    </>
  );
}
