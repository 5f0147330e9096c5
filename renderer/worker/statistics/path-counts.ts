/** Readers who are potential, actual and loyal, and who went a step further in twelve months. */
import { pathSteps } from "#shared/analysis/life/reader-path.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import type { BecameStep, PathStepName } from "../../platform/worker/readers-page-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Placed } from "../library-use/placed.ts";
import type { Profile } from "../library-use/profiles.ts";

export const onStep = ({ placed, profiles }: LibraryView, step: PathStepName): readonly Placed[] =>
  chosen(placed, profiles(), ({ path }) => path.step === step).filter(({ isKnown }) => isKnown);

/** Who took the step in twelve months. */
export const becameIn = ({ placed, profiles, day }: LibraryView, step: BecameStep): readonly Placed[] =>
  chosen(placed, profiles(), ({ path }) => {
    const { toActual, toLoyal } = pathSteps([path], day - VALUE_DAYS, day);
    return (step === "actual" ? toActual : toLoyal).went === 1;
  });

const chosen = (
  placed: readonly Placed[],
  profiles: readonly Profile[],
  isChosen: (profile: Profile) => boolean,
): readonly Placed[] =>
  placed.filter((_, place) => {
    const profile = profiles[place];
    return profile !== undefined && isChosen(profile);
  });
