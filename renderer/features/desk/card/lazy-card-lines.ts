/** Behind everything that the card itself says. */
import { lazyPart } from "../../../ui/hooks/lazy-part.tsx";

export const LazyCardLines = lazyPart(async () => (await import("./card-lines.tsx")).CardLines);
