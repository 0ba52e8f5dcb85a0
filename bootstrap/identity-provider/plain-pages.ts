import type { KoaContextWithOIDC } from 'oidc-provider';
import { Html, html } from '../../queries/pages/html.js';
import { languageFor, type Language } from '../../queries/pages/language.js';
import { pageHeaders, renderPage } from '../../queries/pages/page.js';
import { texts, type Texts } from './texts.js';

/** The language of a request: by `?lang=` or by the client (`ui_locales`), else as the browser takes it. */
export function languageOf(context: KoaContextWithOIDC, uiLocales: unknown = context.query['ui_locales']): Language {
  return languageFor(context.query['lang'] ?? uiLocales, undefined, context.get('accept-language'));
}

/** Shows a page in the language of the request. */
function show(context: KoaContextWithOIDC, title: (words: Texts) => string, body: (words: Texts) => Html): void {
  const language = languageOf(context);
  const words = texts[language];
  context.set(pageHeaders);
  context.body = renderPage({
    language,
    title: title(words),
    body: html`<h1>${title(words)}</h1>
${body(words)}`,
  });
}

const wayHome = ({ home }: Texts): Html => html`<p class="ways"><a class="button quiet" href="/">${home}</a></p>`;

/** What went wrong with a request to the provider, by its OAuth code. */
export function errorPage(context: KoaContextWithOIDC, { error, error_description }: { error: string; error_description?: string | undefined }): void {
  const said = error_description === undefined ? error : `${error}: ${error_description}`;
  show(
    context,
    (words) => words.failed,
    (words) => html`<p class="lead" lang="en" dir="ltr">${said}</p>
${wayHome(words)}`,
  );
}

/** Says in the reader's own language why a sign-in cannot go on. */
export function refusalPage(context: KoaContextWithOIDC, why: (words: Texts) => string): void {
  show(
    context,
    (words) => words.failed,
    (words) => html`<p class="lead">${why(words)}</p>
${wayHome(words)}`,
  );
}

/** Asks whether to sign out; the form is the library's, with its token against forgery. */
export function signOutPage(context: KoaContextWithOIDC, form: string): void {
  show(
    context,
    (words) => words.signOut,
    (words) => html`<p class="lead">${words.signOutLead}</p>
${new Html(form)}
<p class="ways"><button class="button" form="op.logoutForm" name="logout" value="yes">${words.signOut}</button>
<button class="button quiet" form="op.logoutForm">${words.stay}</button></p>`,
  );
}

/** Says that one is signed out. */
export function signedOutPage(context: KoaContextWithOIDC): void {
  show(context, (words) => words.signedOut, wayHome);
}
