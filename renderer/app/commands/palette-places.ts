/** The sections of the settings as ways of the palette. Their words are a screen's and come when it first opens. */
import { useEffect, useMemo, useState } from "react";
import { SECTION_WORDS } from "../../features/settings/section-words.ts";
import { useSpoken } from "../../i18n/i18n-provider.tsx";
import type { DeskCommand } from "../../platform/command.ts";
import type { DeskHistory } from "../desk-history.ts";

const NONE: readonly DeskCommand[] = [];

export function usePalettePlaces(open: boolean, { navigate }: DeskHistory): readonly DeskCommand[] {
  const { i18n } = useSpoken();
  const [whole, setWhole] = useState<typeof i18n | null>(null);
  useEffect(() => {
    if (!open) return;
    let isWanted = true;
    void Promise.resolve(i18n.screens()).then(
      () => isWanted && setWhole(i18n),
      // without the words the sections are not found; the screen itself says what is wrong
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [open, i18n]);
  return useMemo(
    () =>
      whole === null
        ? NONE
        : SECTION_WORDS.map(
            ({ id, title, labels }): DeskCommand => ({
              id: `view.setting-${id}`,
              label: "commands.setting",
              values: { name: whole.t(title) },
              also: labels,
              section: "file",
              run: () => navigate(`/settings?section=${id}`),
            }),
          ),
    [whole, navigate],
  );
}
