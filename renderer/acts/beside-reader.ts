/** What another task has to say of a reader on her own page. The window hands it in, because no feature knows another. */
import { type ComponentType, createContext, useContext } from "react";

type BesideReader = ComponentType<{ readonly reader: string }>;

const BesideReaderContext = createContext<BesideReader | null>(null);
export const BesideReaderProvider = BesideReaderContext.Provider;

/** Null where nothing is shown beside her. */
export const useBesideReader = (): BesideReader | null => useContext(BesideReaderContext);
