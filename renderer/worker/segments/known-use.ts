/** What the library knows of some readers' use, for the rows that a screen shows. */
import { numberToDay } from "#shared/kernel/day.ts";
import type { UseOfReader } from "../../platform/worker/segments-api.ts";
import type { LibraryView, LibraryViews } from "../library-use/library-view.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";

export function createKnownUse(
  { clock }: Pick<WorkerDeps, "clock">,
  views: Pick<LibraryViews, "at">,
): (ids: readonly string[]) => Promise<readonly (UseOfReader | null)[]> {
  // a hundred thousand readers are gone through once for as long as nobody changes
  let held: { readonly placed: LibraryView["placed"]; readonly places: ReadonlyMap<string, number> } | null = null;
  return async (ids) => {
    const { placed, day } = await views.at({ branch: null, month: localDay(clock.now()).slice(0, 7) }, () => undefined);
    if (held?.placed !== placed)
      held = { placed, places: new Map(placed.map(({ person }, place) => [person.id, place])) };
    const { places } = held;
    return ids.map((id) => {
      const item = placed[places.get(id) ?? -1];
      if (item === undefined) return null;
      const { lastUse, frequency } = item.numbers;
      return {
        state: item.state,
        days: frequency,
        ...(lastUse !== undefined && {
          lastUseOn: numberToDay(lastUse),
          openDaysSince: item.person.open.openBetween(lastUse, day),
        }),
      };
    });
  };
}
