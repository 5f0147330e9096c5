/** What a feature hands to the frame; `feature-composition.tsx` is the one place that lists them. */
import type { ComponentType } from "react";
import type { LateComponent } from "../ui/hooks/late.tsx";

export interface ScreenRoute {
  /** In wouter's form, as in `/readers/:id`; `useParams` reads the rest. */
  readonly path: string;
  /** Late, but for the first screen, which comes with the frame and speaks its words. */
  readonly Screen: LateComponent<object> | (ComponentType & { readonly warm?: undefined });
  /** The screen has its own row for the toast. */
  readonly ownDock?: true;
}
