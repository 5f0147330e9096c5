/** What the desk's acts work with. Made once by the provider; what may change is asked through functions. */
import type { Newest } from "#shared/kernel/newest.ts";
import type { Preset } from "#shared/model/settings/quick-log-presets.ts";
import type { Acts } from "../../acts/acts.ts";
import type { LogPlace } from "../../db/write/log-changes.ts";
import type { Services } from "../../desk-services/services.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";
import type { Sound } from "../../platform/sound.ts";
import type { Toasts } from "../../ui/dialogs/toast.tsx";
import type { DeskStore } from "./desk-store.ts";

/** Where the program goes when the desk hands over. */
export interface DeskWays {
  /** A scan or a log from another screen leads back to the desk. */
  readonly toDesk: () => void;
  readonly toReader: (id: string) => void;
  readonly toOpinion: (id: string) => void;
  readonly isAtDesk: () => boolean;
}

export interface DeskDeps {
  readonly services: Services;
  readonly acts: Acts;
  readonly store: DeskStore;
  readonly ways: () => DeskWays;
  /** Words are being written that leaving would lose. */
  readonly isWriting: () => boolean;
  /** What is written and kept all the same waits for its person no more. */
  readonly leaveKept: () => void;
  /** A screen is worked on which a scan does not interrupt: the card waits until somebody asks for it. */
  readonly holdsScans: () => boolean;
  readonly place: () => LogPlace & { readonly letter: string | undefined };
  readonly presets: () => readonly Preset[];
  readonly t: Translate;
  readonly format: () => Format;
  readonly toasts: Pick<Toasts, "show" | "clear">;
  readonly sound: Sound;
  /** Whoever is shown at the desk: begun by every scan, and by whatever opens or clears it. */
  readonly newest: Newest;
  /** Ends when the last card that was scanned is looked up; null while none is. */
  readonly lookingUp: { current: Promise<void> | null };
  /** Whether the desk has been drawn whole in this window. */
  readonly stood: { current: boolean };
  /** Name of a purpose on the screen. */
  readonly purposeName: (code: string) => string;
}
