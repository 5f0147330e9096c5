/** The pale toast of an act that is written but not yet in the journal: it says no more than that it is being saved. */
import type { Toasts } from "./toast.tsx";

/** An answer within a few milliseconds needs no pale step, which would only flicker. */
const PALE_AFTER_MS = 30;

/** @param text the words for "saving" @param answered when the journal has answered, whatever it said */
export function showPale({ show }: Pick<Toasts, "show">, text: string, answered: Promise<unknown>): void {
  const pale = setTimeout(() => show({ text, tone: "saving" }), PALE_AFTER_MS);
  const settle = (): void => clearTimeout(pale);
  void answered.then(settle, settle);
}
