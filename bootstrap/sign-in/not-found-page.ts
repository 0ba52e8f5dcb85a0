// Law: who follows a link to nothing in a browser is told so by a page; every program by a problem document.
import type { FastifyRequest } from 'fastify';
import { languageOf } from '../../queries/pages/home-routes.js';
import { isNavigation } from './request-origin.js';
import { failurePage } from './sign-in-pages.js';

/** The page for a request that leads nowhere; undefined for one that no human waits for. */
export function notFoundPage(request: FastifyRequest): string | undefined {
  return request.method === 'GET' && isNavigation(request.headers) ? failurePage(languageOf(request), 'not-found') : undefined;
}
