/**
 * A file that is dropped anywhere on the window is imported: the browser would show it in place of the desk. Where an
 * import is under way that one is shown, and nothing of it is lost.
 */
import { useContext, useEffect } from "react";
import { useLocation } from "wouter";
import { isDialogOpen } from "../../ui/dialogs/open-dialog.ts";
import { ImportContext } from "./import-provider.tsx";
import { AT_START } from "./import-store.ts";

/** @param isAllowed not behind the privacy screen */
export function useDroppedFile(isAllowed: boolean): void {
  const session = useContext(ImportContext);
  const [, navigate] = useLocation();
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes("Files") === true) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      // the first step of the import has taken what was dropped there
      if (file === undefined || event.defaultPrevented) return;
      event.preventDefault();
      if (session === null || !isAllowed || isDialogOpen()) return;
      const { step, job } = session.store.getState();
      if (job === null && (step === "file" || step === "result"))
        session.store.setState({ ...AT_START, dropped: file });
      navigate("/import");
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
    };
  }, [session, navigate, isAllowed]);
}
