/** Says in the toast what becomes of every act. It stays until the next act, with its undo while that is possible. */
import { type ReactNode, Suspense, useEffect, useState } from "react";
import type { Acts, Deed } from "../acts/acts.ts";
import { newsWords, type WordedNews } from "../acts/news-words.ts";
import { ActsContextProvider } from "../acts/use-acts.ts";
import { PersonName } from "../desk-services/person-name.tsx";
import type { Format } from "../i18n/format.ts";
import type { I18n, Translate } from "../i18n/i18n.ts";
import { fillNodes } from "../i18n/rich.ts";
import { useFormat, useSay, useT } from "../i18n/use-t.ts";
import { WholeLanguage } from "../i18n/whole-language.tsx";
import { showPale } from "../ui/dialogs/pale-toast.ts";
import { type Toast, type ToastAction, useToasts } from "../ui/dialogs/toast.tsx";
import { lazyPart } from "../ui/hooks/lazy-part.tsx";
import type { TakeBackManyProps } from "./take-back-many.tsx";

export function ActsProvider({ acts, children }: { acts: Acts; children: ReactNode }) {
  const { show, overtake } = useToasts();
  const t = useT();
  const say = useSay();
  const format = useFormat();
  useEffect(
    () =>
      acts.listen((news) => {
        if (news.tag === "saving") showPale({ show }, t("acts.saving"), news.answered);
        else if (news.tag === "overtaken") overtake();
        else show({ ...withName(news, { t, say }, format), actions: actionsOf(news, acts, t) });
      }),
    [acts, show, overtake, t, say, format],
  );
  return (
    <ActsContextProvider value={acts}>
      <UndoOfMany acts={acts} />
      {children}
    </ActsContextProvider>
  );
}

const TakeBackMany = lazyPart(async () => (await import("./take-back-many.tsx")).TakeBackMany);

/** One change for many is one act in the order of undo, on whatever page Ctrl+Z is pressed. */
function UndoOfMany({ acts }: { readonly acts: Acts }) {
  const [asked, setAsked] = useState<TakeBackManyProps | null>(null);
  useEffect(
    () => acts.onUndoBatch("many", (batchId) => new Promise((onDone) => setAsked({ batchId, onDone }))),
    [acts],
  );
  if (asked === null) return null;
  const { batchId, onDone } = asked;
  return (
    <Suspense fallback={null}>
      <WholeLanguage>
        <TakeBackMany
          batchId={batchId}
          onDone={(isDone) => {
            setAsked(null);
            onDone(isDone);
          }}
        />
      </WholeLanguage>
    </Suspense>
  );
}

/** The reader whom an act was about is named in her own language. */
function withName(
  news: WordedNews,
  { t, say }: Pick<I18n, "t" | "say">,
  format: Format,
): Pick<Toast, "text" | "drawn" | "detail" | "tone"> {
  const words = newsWords(news, { t, say }, format);
  const deed = "deed" in news ? news.deed : undefined;
  const who = (deed?.tag === "act" ? deed.act.said : deed?.said)?.values?.who;
  if (who === undefined || who === "") return words;
  const drawn = fillNodes({ who: <PersonName>{who}</PersonName> }, ({ who: place }) => {
    // a place for the name, which is drawn in it
    const sayAround: I18n["say"] = ({ id, values }) => say({ id, values: { ...values, who: place as typeof who } });
    return newsWords(news, { t, say: sayAround }, format).text;
  });
  return { ...words, drawn };
}

function actionsOf(news: WordedNews, acts: Acts, t: Translate): readonly ToastAction[] {
  if (news.tag === "not-begun" && news.why === "stream-moved")
    return [{ label: t("acts.reopen"), onClick: () => location.reload() }];
  if (news.tag !== "saved") return [];
  if (news.deed.tag === "turned") return turnBack(news.deed, acts, t);
  const { act } = news.deed;
  const undo = async (): Promise<void> => {
    const undone = act.onUndo?.();
    await acts.turn(news.seq, act.said);
    undone?.();
  };
  const offers =
    act.offers?.map(
      ({ label, keys, run }): ToastAction => ({ label: t(label), ...(keys !== undefined && { keys }), onClick: run }),
    ) ?? [];
  return act.options?.undoable === false
    ? offers
    : [...offers, { label: t("acts.undo"), keys: "Ctrl+Z", undo: true, onClick: () => void undo() }];
}

/** Where a key too many has taken back what was meant to stay. */
function turnBack(
  { direction, nothing }: Extract<Deed, { tag: "turned" }>,
  acts: Acts,
  t: Translate,
): readonly ToastAction[] {
  if (nothing === true) return [];
  return direction === "undo"
    ? [{ label: t("desk.command.redo"), keys: "Ctrl+Y", undo: true, onClick: () => void acts.turn("redo") }]
    : [{ label: t("acts.undo"), keys: "Ctrl+Z", undo: true, onClick: () => void acts.turn("undo") }];
}
