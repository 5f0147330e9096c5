/**
 * Hears every key of the window before anything else does and takes scans out of them: the scanner's Enter
 * presses no button and sends no form, what the burst typed into a field is taken out again, and the code
 * goes to the desk wherever it was scanned.
 */
import { useEffect, useRef } from "react";
import { endBySilence, feedKey, NO_SCAN, type Scan, type ScanKey, type ScannerSettings, type ScanState } from "#shared/model/scan-burst.ts";
import { cancelComposition, isIme, takesRawKeys } from "../../../ui/keyboard.ts";
import { type FieldSnapshot, restoreField, snapshotField } from "./field-snapshot.ts";

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
 * Until a run is known for a scan its keys act as typed: delaying them would delay every person's typing.
 * A snapshot is therefore taken at the first key of every run.
 */
export function useScanner(settings: ScannerSettings, onScan: (scan: Scan) => void, onKey: () => void): void {
  const current = useRef({ settings, onScan, onKey });
  useEffect(() => {
    current.current = { settings, onScan, onKey };
  });
  useEffect(() => {
    let state: ScanState = NO_SCAN;
    let before: FieldSnapshot | null = null;
    let silence: ReturnType<typeof setTimeout> | undefined;

    const finish = (scan: Scan): void => {
      if (scan.ime) cancelComposition(document.activeElement);
      if (before !== null) restoreField(before);
      before = null;
      current.current.onScan(scan);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
      // the settings' test box measures the scanner itself
      if (takesRawKeys(event.target)) return;
      current.current.onKey();
      const { settings: now } = current.current;
      clearTimeout(silence);
      const step = feedKey(state, toScanKey(event), now);
      state = step.state;
      if (step.begins) before = snapshotField(document.activeElement);
      if (step.swallow) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (step.scan !== null) finish(step.scan);
      else if (now.suffix === "none" && state.text !== "") silence = setTimeout(onSilence, now.gapMs, event.timeStamp);
    };
    const onSilence = (lastAt: number): void => {
      const step = endBySilence(state, lastAt + current.current.settings.gapMs, current.current.settings);
      state = step.state;
      if (step.scan !== null) finish(step.scan);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      clearTimeout(silence);
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, []);
}
