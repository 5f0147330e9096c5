/** Lends the desk's counter to the screens that know nothing of the desk. */
import { type ReactNode, useMemo } from "react";
import { type Counter, CounterProvider } from "../db/counter.ts";
import { useServices } from "../db/services.ts";
import { useDeskActions, useDeskStore } from "../features/desk/desk-context.ts";
import { withReader } from "../features/desk/desk-store.ts";

export function CounterBridge({ children }: { children: ReactNode }) {
  const actions = useDeskActions();
  const store = useDeskStore();
  const { clock } = useServices();
  const counter = useMemo(
    (): Counter => ({
      serve: (reader) => store.setState((state) => withReader(state, reader, clock.now())),
      openLog: (reader) => {
        actions.openReader(reader);
        actions.note();
      },
      openOpinion: (reader) => actions.openOpinion("suggestion", reader),
      newReader: () => actions.newReader(""),
    }),
    [actions, store, clock],
  );
  return <CounterProvider value={counter}>{children}</CounterProvider>;
}
