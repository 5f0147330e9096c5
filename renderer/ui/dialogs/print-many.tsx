/** A long list says how many pages it fills before it goes to paper; a short one is printed at once. */
import { type ReactNode, useRef, useState } from "react";
import { Dialog } from "./dialog.tsx";
import { DialogButtons } from "./dialog-buttons.tsx";

/** Of one line each, on A4 with a head and a foot. */
const ROWS_A_PAGE = 45;

export interface PrintWords {
  readonly print: string;
  readonly cancel: string;
  readonly say: (rows: number, pages: number) => ReactNode;
}

export interface PrintMany {
  /**
   * @param print draws all rows and prints them
   * @param rowsAPage where they do not stand upright, in a line each
   */
  readonly ask: (rows: number, print: () => Promise<void>, rowsAPage?: number) => void;
  readonly dialog: ReactNode;
}

export function usePrintMany({ print: verb, cancel, say }: PrintWords): PrintMany {
  const [asked, setAsked] = useState<{
    readonly rows: number;
    readonly pages: number;
    readonly print: () => Promise<void>;
  } | null>(null);
  // Ctrl+P, Enter prints
  const act = useRef<HTMLButtonElement>(null);
  const close = (): void => setAsked(null);
  const go = (): void => {
    close();
    // once the question has left the page: it would stand on the paper
    if (asked !== null) requestAnimationFrame(() => void asked.print());
  };
  return {
    ask: (rows, print, rowsAPage = ROWS_A_PAGE) => {
      if (rows <= 2 * rowsAPage) void print();
      else setAsked({ rows, pages: Math.ceil(rows / rowsAPage), print });
    },
    dialog: asked !== null && (
      <Dialog
        open
        title={verb}
        closeLabel={cancel}
        onClose={close}
        initialFocus={act}
        footer={<DialogButtons act={verb} cancel={cancel} actRef={act} onAct={go} onCancel={close} />}
      >
        <p>{say(asked.rows, asked.pages)}</p>
      </Dialog>
    ),
  };
}
