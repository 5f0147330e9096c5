/**
 * What a colleague did today, under the colleague's name: a way into the day log for each who works here. Found by the
 * name in either script, by how it is typed (zhoumin, zm), by initials, or by the words of the act.
 */
import { useCallback, useEffect, useMemo, useState } from "react";
import { dayLogPath } from "../../desk-services/day/day-log-place.ts";
import { useColleagues } from "../../desk-services/known-colleagues.ts";
import { useServices } from "../../desk-services/services.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import type { DeskCommand } from "../../platform/command.ts";
import { isTyped, type Syllables } from "./palette-matches.ts";

export interface ColleagueWays {
  /** One for each colleague, by name. */
  readonly all: readonly DeskCommand[];
  /** Those that a text means; `exact` is one whose name or initials it is. */
  readonly match: (text: string) => { readonly exact: readonly DeskCommand[]; readonly others: readonly DeskCommand[] };
}

interface Way {
  readonly command: DeskCommand;
  readonly name: string;
  readonly initials: string | undefined;
}

const NO_SYLLABLES: ReadonlyMap<string, Syllables> = new Map();

/** @param open how names are typed is asked for while somebody may type */
export function useColleagueWays(open: boolean, navigate: (path: string) => void): ColleagueWays {
  const t = useT();
  const { compare } = useFormat();
  const colleagues = useColleagues();
  const ways = useMemo(
    () =>
      [...colleagues.values()]
        .flatMap(({ id, name, initials, gone, hidden }): readonly Way[] => {
          if (name === undefined || gone === 1 || hidden === true) return [];
          const run = (): void => navigate(dayLogPath({ filter: { staff: [id] } }));
          const command = {
            id: `view.day-log-of-${id}`,
            label: "commands.day-of",
            values: { name },
            section: "view",
            run,
          } as const;
          return [{ command, name, initials }];
        })
        .toSorted((a, b) => compare(a.name, b.name)),
    [colleagues, compare, navigate],
  );
  const fold = useNameFold(ways.map(({ name }) => name));
  const syllables = useNameSyllables(open, ways);
  const match = useCallback(
    (text: string) => {
      const whole = fold(text);
      const words = text.split(/\s+/).map(fold).filter(Boolean);
      const means = ({ name, initials, command }: Way, word: string): boolean =>
        fold(name).includes(word) ||
        fold(initials ?? "") === word ||
        isTyped(word, syllables.get(name) ?? []) ||
        fold(t(command.label, command.values)).includes(word);
      const found = words.length === 0 ? [] : ways.filter((way) => words.every((word) => means(way, word)));
      const isExact = ({ name, initials }: Way): boolean => fold(name) === whole || fold(initials ?? "") === whole;
      return {
        exact: found.filter(isExact).map(({ command }) => command),
        others: found.filter((way) => !isExact(way)).map(({ command }) => command),
      };
    },
    [ways, fold, syllables, t],
  );
  return useMemo(() => ({ all: ways.map(({ command }) => command), match }), [ways, match]);
}

function useNameSyllables(open: boolean, ways: readonly Way[]): ReadonlyMap<string, Syllables> {
  const { search } = useServices();
  const [held, setHeld] = useState(NO_SYLLABLES);
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    const names = ways.map(({ name }) => name);
    search.nameSyllables(names).then(
      (found) => isWanted && setHeld(new Map(names.map((name, place) => [name, found[place] ?? []]))),
      // without the worker the names find themselves
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [open, search, ways]);
  return held;
}
