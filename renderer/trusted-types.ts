/** The part of the platform's Trusted Types that is used here; TypeScript's DOM library does not know it yet. */
type Factory = {
  createPolicy(
    name: string,
    rules: { createHTML(text: string): string; createScriptURL(url: string): string },
  ): unknown;
};

/** Text that can make no element: `<` before a letter, `/`, `!` or `?` is what opens markup in HTML. */
const isPlain = (text: string) => !/<[a-z/!?]/i.test(text);

/**
 * The only Trusted Types policy of the page. It lets through what cannot become markup (the control library sets style
 * sheets as inner text) and workers of our own origin; everything else throws, in whatever library it happens (R26).
 */
export function installTrustedTypes(): void {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  factory?.createPolicy('default', {
    createHTML(text) {
      if (!isPlain(text)) throw new TypeError('markup from text is refused');
      return text;
    },
    createScriptURL(url) {
      if (new URL(url, location.href).origin !== location.origin) throw new TypeError('foreign script is refused');
      return url;
    },
  });
}
