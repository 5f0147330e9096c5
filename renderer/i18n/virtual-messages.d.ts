/**
 * Served by build/vite-messages.ts: a compiled catalogue per locale for the desk and one for the other screens, each a
 * lazy chunk.
 */
declare module "virtual:messages/*" {
  export const messages: Record<string, import("@lingui/message-utils/compileMessage").CompiledMessage>;
}
