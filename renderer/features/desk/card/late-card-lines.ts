/** Behind everything that the card itself says. */
import { late } from "../../../ui/hooks/late.tsx";

export const LateCardLines = late(async () => (await import("./card-lines.tsx")).CardLines);
