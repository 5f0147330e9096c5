/** The form of a service record, which any screen may open. The page hands it in, because no feature knows another. */
import { createContext, useContext } from "react";
import { assert } from "#shared/kernel/assert.ts";

export interface RecordAsked {
  /** The service record. */
  readonly id: string;
  /** Only who it is logged for is to be put right. */
  readonly give?: true;
  /** When the form is gone: a field or a list takes the focus back. */
  readonly onClosed?: () => void;
}

type OpenRecordSheet = (asked: RecordAsked) => void;

const RecordSheetContext = createContext<OpenRecordSheet | null>(null);
export const RecordSheetProvider = RecordSheetContext.Provider;

export function useRecordSheet(): OpenRecordSheet {
  const open = useContext(RecordSheetContext);
  assert(open !== null, "no record sheet around this component");
  return open;
}
