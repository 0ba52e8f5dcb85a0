import type { KoaContextWithOIDC } from 'oidc-provider';
import { contentPolicy, languageOf, page, text, type Language } from './html.js';
import { texts } from './texts.js';

/** Shows a page in the language of the request. */
function show(context: KoaContextWithOIDC, body: (language: Language) => string, title: (language: Language) => string): void {
  const language = languageOf(context.query['lang'] ?? context.query['ui_locales'], (languages) => context.acceptsLanguages(languages));
  context.type = 'text/html; charset=utf-8';
  context.set('Content-Security-Policy', contentPolicy());
  context.body = page(language, title(language), `<main><h1>${text(title(language))}</h1>${body(language)}</main>`);
}

/** What went wrong with a request to the provider, by its OAuth code. */
export function errorPage(context: KoaContextWithOIDC, { error, error_description }: { error: string; error_description?: string | undefined }): void {
  show(
    context,
    () => `<p lang="en" dir="ltr">${text(error_description === undefined ? error : `${error}: ${error_description}`)}</p>`,
    (language) => texts[language].failed,
  );
}

/** Asks whether to sign out; the form is the library's, with its token against forgery. */
export function signOutPage(context: KoaContextWithOIDC, form: string): void {
  show(
    context,
    (language) => {
      const t = texts[language];
      return (
        `<p>${text(t.signOutLead)}</p>${form}<p><button form="op.logoutForm" name="logout" value="yes">${text(t.signOut)}</button>` +
        `<button form="op.logoutForm">${text(t.stay)}</button></p>`
      );
    },
    (language) => texts[language].signOut,
  );
}

/** Says that one is signed out. */
export function signedOutPage(context: KoaContextWithOIDC): void {
  show(context, () => '', (language) => texts[language].signedOut);
}
