/**
 * Hears every key of the window before anything else does and takes scans out of them: the scanner's Enter
 * presses no button and sends no form, what the burst typed into a field is taken out again, and the code
 * goes to the desk wherever it was scanned, to the form around it that takes scans itself, or into the field where
 * that asks for a number.
 */
import { useEffect, useRef } from "react";
import {
  endBySilence,
  feedKey,
  isByMachine,
  isModifier,
  mayGoOnMs,
  NO_SCAN,
  readBurst,
  type Scan,
  type ScanKey,
  type ScannerSettings,
  type ScanState,
} from "#shared/model/input/scan-burst.ts";
import type { Quiet } from "../../../ui/hooks/quiet.ts";
import { offerScan } from "../../../ui/hooks/use-scans-inside.ts";
import { cancelComposition, hasFastHands, isIme, takesRawKeys, takesScan } from "../../../ui/keyboard.ts";
import { type FieldSnapshot, fillField, restoreField, snapshotField } from "./field-snapshot.ts";
import { createHeldKeys, isLetter } from "./held-keys.ts";

const toScanKey = (event: KeyboardEvent): ScanKey => ({
  key: event.key,
  code: event.code,
  shift: event.shiftKey,
  chord: event.ctrlKey || event.altKey || event.metaKey,
  repeat: event.repeat,
  ime: isIme(event),
  at: event.timeStamp,
});

/**
 * Until a run is known for a scan its keys act as typed in fields: delaying them would delay every person's
 * typing. A snapshot is therefore taken at the first key of every run. Outside fields a key acts, and what it does
 * cannot be taken out again: there it waits for the silence after it.
 */
export function useScanner(
  settings: ScannerSettings,
  quiet: Quiet,
  onScan: (scan: Scan) => void,
  onKey: () => void,
): void {
  const current = useRef({ settings, quiet, onScan, onKey });
  useEffect(() => {
    current.current = { settings, quiet, onScan, onKey };
  });
  useEffect(() => {
    let state: ScanState = NO_SCAN;
    let before: FieldSnapshot | null = null;
    let listenNoMore = (): void => undefined;
    const held = createHeldKeys();

    const finish = (scan: Scan): void => {
      held.drop();
      if (scan.ime) cancelComposition(document.activeElement);
      const into = before;
      before = null;
      const place = into?.field.isConnected ? into.field : document.activeElement;
      if (offerScan(place, scan.text, scan.doubtful !== true, scan.rest)) {
        if (into !== null) restoreField(into);
        return;
      }
      if (into?.field.isConnected && takesScan(into.field)) {
        // what came before a doubtful one stands there already
        if (scan.doubtful !== true) fillField(into, scan.text);
        return;
      }
      if (into !== null) restoreField(into);
      current.current.onScan(scan);
    };
    /** Nor are they words, in a form that takes scans. The snapshot stays: the rest of them may follow. */
    const leaveInPart = (): void => {
      const place = before?.field.isConnected ? before.field : document.activeElement;
      if (!offerScan(place, state.text, false) || before === null) return;
      if (state.ime) cancelComposition(document.activeElement);
      restoreField(before);
    };
    /** @param event the key after them: a letter of the field that they have opened, and no key where it was pressed */
    const release = (event?: KeyboardEvent): void => {
      const opened = held.release();
      if (opened === null) return;
      before = opened;
      if (event !== undefined && isLetter(event)) event.stopImmediatePropagation();
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      // the settings' test box measures the scanner itself
      if (takesRawKeys(event.target) || held.isReleased(event)) return;
      current.current.onKey();
      const { settings: now } = current.current;
      const step = feedKey(state, toScanKey(event), now);
      if (step.scan !== null && hasFastHands(event.target) && !isByMachine(state, now)) {
        state = NO_SCAN;
        return;
      }
      state = step.state;
      // of a scan that was held back, the field goes back to where all of it began
      const goesOn = step.state.isCutFast && before?.field === document.activeElement;
      if (step.begins && !goesOn) before = snapshotField(document.activeElement);
      if (step.swallow) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      // a shift key changes nothing of the run that it stands in
      if (isModifier(event.code)) return;
      listenNoMore();
      if (step.scan !== null) finish(step.scan);
      const openMs = step.belongs ? mayGoOnMs(state, now) : null;
      // those of an earlier run were a person's, and so is what stands before a key that waits for nothing
      if (step.begins) release();
      const waits = openMs !== null && held.hold(event);
      if (!waits) release(event);
      if (waits || (state.text !== "" && (now.suffix === "none" || isByMachine(state, now))))
        listenNoMore = current.current.quiet(openMs ?? now.gapMs, onSilence);
    };
    const onSilence = (): void => {
      const { settings: now } = current.current;
      const step = endBySilence(state, state.lastAt + now.gapMs, now);
      state = step.state;
      if (step.scan !== null) finish(step.scan);
      // a scan that has lost its end opens nobody, and its digits are no keys either
      else if (readBurst(state, now) !== null) {
        held.drop();
        if (isByMachine(state, now)) leaveInPart();
      } else release();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      listenNoMore();
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
}
