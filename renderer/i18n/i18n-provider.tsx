/**
 * Gives the screen its language and lets it be switched at once: the next catalogue is loaded first, then
 * every sentence changes together and `<html lang>` with it.
 */
import { createContext, type ReactNode, useCallback, useContext, useLayoutEffect, useMemo, useState } from "react";
import { assert } from "#shared/kernel/assert.ts";
import { type Calendar, inCalendar } from "./calendar.ts";
import { createFormat, type Format } from "./format.ts";
import { createI18n, type I18n } from "./i18n.ts";
import type { Language } from "./locale.ts";

interface Spoken {
  readonly i18n: I18n;
  readonly format: Format;
  readonly setCalendar: (calendar: Calendar) => void;
  readonly setLanguage: (language: Language) => Promise<void>;
}

const SpokenContext = createContext<Spoken | null>(null);

/** @param initial loaded before the first paint, so that no screen ever shows ids */
export function I18nProvider({ initial, children }: { initial: I18n; children: ReactNode }) {
  const [i18n, setI18n] = useState(initial);
  const [calendar, setCalendar] = useState<Calendar>("western");
  const setLanguage = useCallback(async (language: Language) => setI18n(await createI18n(language)), []);
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.tag;
  }, [i18n]);
  const spoken = useMemo(
    () => ({
      i18n: inCalendar(i18n, calendar),
      format: createFormat(i18n.locale, undefined, calendar),
      setLanguage,
      setCalendar,
    }),
    [i18n, calendar, setLanguage],
  );
  return <SpokenContext value={spoken}>{children}</SpokenContext>;
}

export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  assert(spoken !== null, "no language around this component");
  return spoken;
}
