// Law: the read side changes nothing: each route here is a GET over read models or the log.
import type { FastifyInstance } from 'fastify';
import { employersSide } from '../own/employers-side.js';
import { createBoxOpener } from '../personal/box-opener.js';
import { addCatalogueRoutes } from './catalogue-routes.js';
import { addFeedRoutes } from './feed-routes.js';
import { addHistoryRoutes } from './history-routes.js';
import { addListRoutes } from './list-routes.js';
import type { ReadRouteParts, ReadTools } from './read-route-parts.js';
import { addRecordRoutes } from './record-routes.js';
import { addSelfRoutes } from './self-routes.js';
import { addWorkspaceRoutes } from './workspace-routes.js';

export type { ReadProgress, ReadRouteParts } from './read-route-parts.js';

/** Adds every route of the read side. */
export function addReadRoutes(app: FastifyInstance, parts: ReadRouteParts): void {
  const tools: ReadTools = { ...parts, open: createBoxOpener(parts), employers: employersSide(parts) };
  addRecordRoutes(app, tools);
  addListRoutes(app, tools);
  addHistoryRoutes(app, tools);
  addWorkspaceRoutes(app, tools);
  addSelfRoutes(app, tools);
  addFeedRoutes(app, parts);
  addCatalogueRoutes(app, parts);
}
