/** Readers who are potential, actual and loyal, and who went a step further in twelve months. */
import { pathSteps } from "#shared/analysis/reader-path.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import type { BecameStep, PathStepName } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import type { Profile } from "./profiles.ts";

export const onStep = ({ placed, profiles }: LibraryView, step: PathStepName): readonly Placed[] => chosen(placed, profiles(), ({ path }) => path.step === step).filter(({ isKnown }) => isKnown);

/** Who took the step in twelve months. */
export const becameIn = ({ placed, profiles, day }: LibraryView, step: BecameStep): readonly Placed[] =>
  chosen(placed, profiles(), ({ path }) => {
    const { toActual, toLoyal } = pathSteps([path], day - VALUE_DAYS, day);
    return (step === "actual" ? toActual : toLoyal).went === 1;
  });

const chosen = (placed: readonly Placed[], profiles: readonly Profile[], isChosen: (profile: Profile) => boolean): readonly Placed[] =>
  placed.filter((_, place) => {
    const profile = profiles[place];
    return profile !== undefined && isChosen(profile);
  });
