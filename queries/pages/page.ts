// Law: every page is whole without a script and without anything from elsewhere, and says its language and its direction.
import { html, type Html } from './html.js';
import { LANGUAGES, type Language } from './language.js';
import { STYLE_PATH } from './style.js';

/** What a page is made of. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly body: Html;
  /** Where the same page stands in the other language, nothing for its own address; none for pages that cannot be asked for again. */
  readonly path?: string;
}

/**
 * The policy of a page.
 * @param formTargets where else its form leads: browsers ask also where they are led on after it was sent
 */
export function contentPolicy(formTargets: readonly string[] = []): string {
  return `default-src 'none'; style-src 'self'; form-action ${["'self'", ...formTargets].join(' ')}; base-uri 'none'; frame-ancestors 'none'`;
}

/**
 * Headers of every page. The policy is stricter than that of the documentation, whose own package needs more: nothing but the sheet
 * is loaded, forms go back here, nobody frames it.
 */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentPolicy(),
} as const;

const texts = {
  en: { skip: 'To the content', language: 'Language', brand: 'Sijil', foot: 'A ledger of labour-market records' },
  ar: { skip: 'إلى المحتوى', language: 'اللغة', brand: 'سجل', foot: 'سجل لوقائع سوق العمل' },
} as const;

/** A whole page as text. */
export function renderPage({ language, title, body, path }: Page): string {
  const { direction } = LANGUAGES[language];
  const text = texts[language];
  const page = html`<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${text.brand}</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<a class="skip" href="#content">${text.skip}</a>
<header>
<a class="brand" href="/"><span class="seal" lang="ar" aria-hidden="true">س</span>${text.brand}</a>
${path === undefined ? null : otherLanguage(language, text.language, path)}
</header>
<main id="content">
${body}
</main>
<footer>${text.foot}</footer>
</body>
</html>
`;
  return `<!doctype html>\n${page.markup}`;
}

function otherLanguage(language: Language, label: string, path: string): Html {
  const other = language === 'ar' ? 'en' : 'ar';
  return html`<nav aria-label="${label}"><a href="${path}?lang=${other}" lang="${other}" hreflang="${other}">${LANGUAGES[other].name}</a></nav>`;
}
