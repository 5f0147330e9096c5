/**
 * Lends the window the sheet with which a shift ends, and shows whoever comes what the one before left: once after the
 * privacy screen, and never in the middle of the work.
 */
import { type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { readLeft } from "../../db/left-lines.ts";
import type { Masked } from "../../db/masked.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { WholeLanguage } from "../../i18n/whole-language.tsx";
import { lazyPart } from "../../ui/hooks/lazy-part.tsx";
import { HandoverProvider } from "./open-handover.ts";

const HandoverSheet = lazyPart(async () => (await import("./handover-sheet.tsx")).HandoverSheet);
const LeftDialog = lazyPart(async () => (await import("./left-dialog.tsx")).LeftDialog);

interface HandoverHostProps {
  /** Behind the privacy screen. */
  readonly paused: boolean;
  /** The sheet is written: whoever ends the shift goes. */
  readonly onEnd: () => void;
  readonly children: ReactNode;
}

export function HandoverHost({ paused, onEnd, children }: HandoverHostProps) {
  const [asked, setAsked] = useState(false);
  const [left, setLeft] = useLeft(paused);
  const open = useCallback(() => setAsked(true), []);
  const close = (): void => setAsked(false);
  return (
    <HandoverProvider value={open}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <HandoverSheet
              onClose={close}
              onEnd={() => {
                close();
                onEnd();
              }}
            />
          </WholeLanguage>
        </Suspense>
      )}
      {!(paused || asked) && left.length > 0 && (
        <Suspense fallback={null}>
          <WholeLanguage>
            <LeftDialog lines={left} onClose={() => setLeft(NOTHING)} />
          </WholeLanguage>
        </Suspense>
      )}
    </HandoverProvider>
  );
}

type Left = readonly Masked<"handover">[];
const NOTHING: Left = [];

/** Asked for whenever somebody has come to the desk, and not again while they are there. */
function useLeft(paused: boolean): readonly [left: Left, setLeft: (left: Left) => void] {
  const { db, clock } = useServices();
  const { branch, staff } = useDeviceSettings();
  const format = useFormat();
  const [left, setLeft] = useState(NOTHING);
  const today = format.day(clock.now());
  useEffect(() => {
    if (paused || branch === undefined || staff === undefined) return;
    let isWanted = true;
    void readLeft(db, { branch, staff, today }).then((found) => isWanted && setLeft(found));
    return () => {
      isWanted = false;
    };
  }, [db, branch, staff, today, paused]);
  return [left, setLeft];
}
