/**
 * The sheet that is open above the desk, if any, and the paper that is being printed; the note line lies in the desk
 * itself.
 */

import { EventSheet } from "../attend/event-sheet.tsx";
import { useDeskState } from "../desk-context.ts";
import { SlipHost } from "../slip/slip.tsx";
import { CallerSheet } from "./caller-sheet.tsx";
import { NewReaderSheet } from "./new-reader-sheet.tsx";
import { OpinionSheet } from "./opinion-sheet.tsx";

export function PanelHost() {
  return (
    <>
      <OpenPanel />
      <SlipHost />
    </>
  );
}

function OpenPanel() {
  const panel = useDeskState((state) => state.panel);
  switch (panel.tag) {
    case "none":
    case "note":
      return null;
    case "opinion":
      // one sheet for the whole opinion: a card scanned into it changes whose it is, not what was typed
      return <OpinionSheet key={panel.type} panel={panel} />;
    case "caller":
      return <CallerSheet key={panel.reader} reader={panel.reader} />;
    case "event":
      return <EventSheet />;
    case "new-reader":
      return <NewReaderSheet key={panel.begun} panel={panel} />;
  }
}
