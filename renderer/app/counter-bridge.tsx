/** Lends the desk's counter to the screens that know nothing of the desk. */
import { type ReactNode, Suspense, useMemo, useState } from "react";
import { isOpinionPurpose } from "#shared/model/purpose.ts";
import { type Counter, CounterProvider } from "../desk-services/counter.ts";
import { useDeskActions, useDeskDeps, useDeskStore } from "../features/desk/desk-context.ts";
import { LazyNoteLine } from "../features/desk/lazy-parts.ts";
import { composedDraftOf, handoverDraftOf } from "../features/desk/session/drafts.ts";
import { useT } from "../i18n/use-t.ts";
import { lazyPart } from "../ui/hooks/lazy-part.tsx";

const PickDialog = lazyPart(async () => (await import("../ui/dialogs/pick-dialog.tsx")).PickDialog);

/** What the sheet of the counter takes. */
const TYPES = ["complaint", "suggestion", "praise"] as const;

export function CounterBridge({ children }: { children: ReactNode }) {
  const t = useT();
  const actions = useDeskActions();
  const store = useDeskStore();
  const deps = useDeskDeps();
  const [asking, setAsking] = useState<{ readonly reader: string | null } | null>(null);
  const counter = useMemo(
    (): Counter => ({
      serve: actions.serve,
      noteLast: actions.noteLast,
      purposes: () =>
        deps
          .presets()
          .flatMap(({ purpose }) => (isOpinionPurpose(purpose) ? [] : [{ purpose, name: deps.purposeName(purpose) }])),
      record: actions.record,
      draftOf: (reader, about) => composedDraftOf(store.getState().drafts, reader, about)?.form,
      keepDraft: actions.keepComposed,
      dropDraft: actions.dropComposed,
      handoverDraft: () => handoverDraftOf(store.getState().drafts)?.form,
      keepHandover: actions.keepHandover,
      openOpinion: (reader) => setAsking({ reader }),
      newReader: () => actions.newReader(""),
      noteLine: (record, onClosed) => (
        <Suspense fallback={null}>
          <LazyNoteLine key={record.id} log={record} onClosed={onClosed} />
        </Suspense>
      ),
    }),
    [actions, store, deps],
  );
  return (
    <CounterProvider value={counter}>
      {children}
      {asking !== null && (
        <Suspense fallback={null}>
          <PickDialog
            title={t("opinions.pick-new")}
            closeLabel={t("opinions.cancel")}
            filterLabel={t("opinions.filter")}
            empty={t("opinions.no-match")}
            items={TYPES.map((value) => ({ value, label: t(`words.opinion.${value}`) }))}
            onPick={(value) => {
              for (const type of TYPES) if (type === value) actions.openOpinion(type, asking.reader);
            }}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      )}
    </CounterProvider>
  );
}
