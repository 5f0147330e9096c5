/** What a feature hands to the frame; `composition.tsx` is the one place that lists them. */
import type { ComponentType } from "react";

export interface ScreenRoute {
  /** In wouter's form, as in `/readers/:id`; `useParams` reads the rest. */
  readonly path: string;
  /** Loads the screen's chunk. */
  readonly load: () => Promise<ComponentType>;
  /** The screen has its own row for the toast. */
  readonly ownDock?: true;
}
