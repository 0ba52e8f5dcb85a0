// Law: what a page shows is text, whatever it holds; a page loads nothing and runs nothing.
import { hash } from 'node:crypto';

/** A language of the provider's pages. */
export type Language = 'en' | 'ar';

const STYLE = `
:root { color-scheme: light dark; font: 100%/1.6 system-ui, "Noto Sans Arabic", sans-serif; }
body { margin: 0 auto; max-width: 40rem; padding-block: 2rem; padding-inline: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-block: 1.5rem .25rem; }
ul { list-style: none; margin: 0; padding: 0; }
button { font: inherit; inline-size: 100%; margin-block: .25rem; padding: .6rem .9rem; text-align: start; border: 1px solid; border-radius: .4rem; background: none; color: inherit; cursor: pointer; }
button:hover { text-decoration: underline; } button:focus-visible, a:focus-visible { outline: 3px solid; outline-offset: 2px; }
small { display: block; } .mark { border: 1px solid; border-radius: .3rem; padding-inline: .4rem; font-size: .8rem; }
nav { text-align: end; }
`;

/** The policy of a page: it has its own style, and sends its form to itself and where the form leads on. */
export function contentPolicy(formTargets: readonly string[] = []): string {
  const style = `'sha256-${hash('sha256', STYLE, 'base64')}'`;
  return `default-src 'none'; style-src ${style}; form-action 'self'${formTargets.map((target) => ` ${target}`).join('')}; base-uri 'none'; frame-ancestors 'none'`;
}

/** A whole page; the body is HTML already. */
export function page(language: Language, title: string, body: string): string {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return (
    `<!doctype html>\n<html lang="${language}" dir="${direction}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(title)}</title><style>${STYLE}</style></head>` +
    `<body>${body}</body></html>\n`
  );
}

/** Text as HTML. */
export function text(plain: string): string {
  return plain.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The language that is asked for, by `?lang=` or by the client (`ui_locales`), else the first of `Accept-Language` that there is, else English. */
export function languageOf(asked: unknown, accepted: (languages: string[]) => string | false): Language {
  if (asked === 'ar' || asked === 'en') return asked;
  return accepted(['en', 'ar']) === 'ar' ? 'ar' : 'en';
}
