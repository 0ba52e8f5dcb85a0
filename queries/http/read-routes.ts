// Law: the read side changes nothing: each route here reads the read models or the log; a POST among them stores nothing.
import type { FastifyInstance } from 'fastify';
import { employersSide } from '../own/employers-side.js';
import { Slices } from '../entities/slices.js';
import { createBoxOpener } from '../personal/box-opener.js';
import { createKeysQuestion } from '../personal/keys-question.js';
import { addCatalogueRoutes } from './catalogue-routes.js';
import { addEntityExplainRoute } from './entity-explain-route.js';
import { addEntityHistoryRoute } from './entity-history-route.js';
import { addEntityListRoute } from './entity-list-route.js';
import { addEntityQuotasRoute } from './entity-quotas-route.js';
import { addEntityRoute } from './entity-route.js';
import { addEntityWhatIfRoute } from './entity-what-if-route.js';
import { addFactsBesideRoutes } from './facts-beside-routes.js';
import { addFeedRoutes } from './feed-routes.js';
import { addHistoryRoutes } from './history-routes.js';
import { addListRoutes } from './list-routes.js';
import type { ReadRouteParts } from './read-route-parts.js';
import type { ReadTools } from './read-tools.js';
import { addRecordRoutes } from './record-routes.js';
import { addSaudizationTableRoute } from './saudization-table-route.js';
import { addSelfRoutes } from './self-routes.js';
import { addWorkspaceRoutes } from './workspace-routes.js';

/** Adds every route of the read side. */
export function addReadRoutes(app: FastifyInstance, parts: ReadRouteParts): void {
  const tools: ReadTools = { ...parts, open: createBoxOpener(parts), keysStand: createKeysQuestion(parts.vault), employers: employersSide(parts), slices: new Slices() };
  addRecordRoutes(app, tools);
  addListRoutes(app, tools);
  addFactsBesideRoutes(app, tools);
  addHistoryRoutes(app, tools);
  addWorkspaceRoutes(app, tools);
  addEntityRoute(app, tools);
  addEntityHistoryRoute(app, tools);
  addEntityListRoute(app, tools);
  addEntityExplainRoute(app, tools);
  addEntityQuotasRoute(app, tools);
  addEntityWhatIfRoute(app, tools);
  addSaudizationTableRoute(app, tools);
  addSelfRoutes(app, tools);
  addFeedRoutes(app, parts);
  addCatalogueRoutes(app, parts);
}
