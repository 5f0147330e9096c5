/** Served by build/vite-messages.ts: one compiled catalogue per locale, each a lazy chunk. */
declare module "virtual:messages/*" {
  export const messages: Record<string, import("@lingui/message-utils/compileMessage").CompiledMessage>;
}
