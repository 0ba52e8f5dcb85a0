// Law: on the way of a page every failure is told by a page, in the visitor's language.
import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { CompaniesOf } from '../../queries/pages/companies-of.js';
import type { Visitor } from '../../queries/pages/home-page.js';
import { addHomeRoutes, languageOf } from '../../queries/pages/home-routes.js';
import type { Language } from '../../queries/pages/language.js';
import { pageHeaders } from '../../queries/pages/page.js';
import { ROLES } from '../../domain/access/roles.js';
import { signedInOf, type SignedIn } from '../http/authenticate.js';
import { toProblem } from '../http/to-problem.js';
import { signInFailure } from './sign-in-failure.js';
import { failurePage } from './sign-in-pages.js';
import { addSignInRoutes, type SignInParts } from './sign-in-routes.js';

export interface PagesParts extends SignInParts {
  /** Connections to the read models. */
  readonly pool: Pool;
  readonly version: string;
  /** The companies for which a human may act. */
  readonly companiesOf: CompaniesOf;
}

/** Adds the home page and the routes by which people sign in and out. */
export async function addPages(app: FastifyInstance, parts: PagesParts): Promise<void> {
  await app.register(async (pages) => {
    pages.setErrorHandler((error, request, reply) => {
      const problem = toProblem(signInFailure(error));
      if (problem.status === 500) request.log.error({ err: error, code: problem.code }, 'request failed');
      else if (problem.status > 500) request.log.warn({ code: problem.code, reason: problem.detail }, 'page not served now');
      return reply.code(problem.status).headers({ ...problem.headers, ...pageHeaders }).send(failurePage(languageOf(request), problem.code));
    });
    addSignInRoutes(pages, parts);
    const { pool, version, provider, sessions, companiesOf } = parts;
    addHomeRoutes(pages, {
      pool,
      version,
      canSignIn: provider !== undefined,
      visitorOf: async (request) => {
        const signedIn = signedInOf(request);
        return signedIn === null ? null : visitor(signedIn, languageOf(request), companiesOf, sessions.formTokenOf(signedIn.session));
      },
    });
  });
}

async function visitor({ caller, session }: SignedIn, language: Language, companiesOf: CompaniesOf, formToken: string): Promise<Visitor> {
  const role = ROLES.find((known) => known === caller.actor.role);
  if (role === undefined) throw new Error('a token has the role of the ledger itself');
  const companies = role === 'employer' ? await companiesOf(caller.personId) : null;
  const { name, nameAr } = session;
  return { name: language === 'ar' ? (nameAr ?? name) : (name ?? nameAr), role, companies, formToken };
}
