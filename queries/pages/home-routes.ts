import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { parse, serialize } from 'cookie';
import { homePage, type Visitor } from './home-page.js';
import { languageFor, languageNamed, type Language } from './language.js';
import { pageHeaders } from './page.js';
import { STYLE, STYLE_PATH } from './style.js';
import { createSyntheticNotice } from './synthetic-notice.js';

const LANGUAGE_COOKIE = 'sijil-lang';
const YEAR_SECONDS = 365 * 86_400;

/** What the pages need from outside. */
export interface PageParts {
  readonly pool: Pool;
  /** Who is signed in; null for nobody. */
  readonly visitorOf: (request: FastifyRequest) => Promise<Visitor | null>;
  readonly canSignIn: boolean;
  readonly version: string;
}

/** The language of a request for a page. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  const chosen = headers.cookie === undefined ? undefined : parse(headers.cookie)[LANGUAGE_COOKIE];
  return languageFor((query as { readonly lang?: unknown } | undefined)?.lang, chosen, headers['accept-language']);
}

/** Adds `GET /`, the home page, and the sheet of all pages. */
export function addHomeRoutes(app: FastifyInstance, parts: PageParts): void {
  const holdsSynthetic = createSyntheticNotice(parts.pool);
  app.get('/', { config: { policy: 'public', visitor: true } as object, schema: { hide: true } }, async (request, reply) => {
    const language = languageOf(request);
    const asked = languageNamed((request.query as { readonly lang?: unknown }).lang);
    if (asked !== undefined) {
      reply.header('set-cookie', serialize(LANGUAGE_COOKIE, asked, { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', httpOnly: true }));
    }
    const [visitor, synthetic] = await Promise.all([parts.visitorOf(request), holdsSynthetic()]);
    return reply.headers(pageHeaders).send(homePage({ language, visitor, synthetic, canSignIn: parts.canSignIn, version: parts.version }));
  });
  app.get(STYLE_PATH, { config: { policy: 'public' } as object, schema: { hide: true } }, (_request, reply) =>
    reply.headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' }).send(STYLE),
  );
}
