/**
 * A card scanned while something was being written has opened nothing, because that would have lost the
 * words. It is told at once and waits beside the scan box, to be opened when they are saved or given up.
 */
import { ScanBarcode } from "lucide-react";
import { useEffect, useRef } from "react";
import { groupCard } from "#shared/model/input/card-number.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { type Toast, useToasts } from "../../../ui/dialogs/toast.tsx";
import { losesNothing } from "../../../ui/unsaved-words.ts";
import { useDeskActions, useDeskState } from "../desk-context.ts";

/** On a list that keeps what is begun a key opens the card at once. */
const waitsFor = () => (losesNothing() ? "waiting.kept" : "waiting.save-first");

export function HeldScans() {
  const t = useT();
  const { show, clear, shown } = useToasts();
  const { openHeld } = useDeskActions();
  const held = useDeskState((state) => state.held);
  const last = held.at(-1);
  const told = useRef<Toast | null>(null);
  useEffect(() => {
    if (last === undefined) return;
    told.current = {
      text: t("waiting.scanned", { code: groupCard(last.text) }),
      detail: t(waitsFor()),
      actions: [{ label: t("waiting.open"), keys: "Shift+F3", onClick: () => void openHeld() }],
      // the chip goes on saying it
      ofMoment: true,
    };
    show(told.current);
  }, [last, show, t, openHeld]);
  // true no more once it is opened, or its reader is served some other way
  useEffect(() => {
    if (last === undefined && told.current !== null && told.current === shown()) clear();
  }, [last, shown, clear]);
  const [first] = held;
  if (first === undefined) return null;
  return (
    <Button icon={ScanBarcode} keys="Shift+F3" title={t(waitsFor())} onClick={() => void openHeld()}>
      {t("waiting.chip", { code: groupCard(first.text), more: held.length - 1 })}
    </Button>
  );
}
