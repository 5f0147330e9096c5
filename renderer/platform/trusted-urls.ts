/**
 * The program's one Trusted Types policy. It lets through addresses of scripts of our own origin, and
 * nothing else: no HTML, no code from text.
 */
interface ScriptUrlPolicy {
  createScriptURL(url: string): string | URL;
}
interface PolicyFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

const rules: ScriptUrlPolicy = {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new Error("a script from another origin");
    return url;
  },
};

const isFactory = (value: unknown): value is PolicyFactory =>
  typeof value === "object" && value !== null && "createPolicy" in value;

/** Makes the policy; a page makes it once, the header allows no second one. */
export function createScriptUrls(): (url: string) => string | URL {
  // not in the DOM types yet
  const factory: unknown = Reflect.get(globalThis, "trustedTypes");
  const policy = isFactory(factory) ? factory.createPolicy("reader-desk", rules) : rules;
  return (url) => policy.createScriptURL(url);
}
