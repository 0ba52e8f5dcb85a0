import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { rolesUnder } from '../../domain/access/policy.js';
import { dayOf } from '../../domain/standards/calendar.js';
import { openRows } from '../personal/open-rows.js';
import { companyView } from '../records/company-view.js';
import { membershipView } from '../records/membership-view.js';
import { shownRow, type RecordRow, type RecordView } from '../records/record-view.js';
import { audienceOf, type Audience } from '../records/shown-members.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { readWorkspace, workspaceModels, type Workspace } from '../workspace/read-workspace.js';
import { workspaceAnswer } from '../workspace/workspace-answer.js';
import { namePosition, positionHeader } from './answer-headers.js';
import { limitParam, parseQuery, positionOf, positionParam, wholeNumber } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, routeSchema } from './route-schema.js';

const ownOnly = rolesUnder('workspaces.read', 'own');

const workspaceQuery = z.strictObject({
  within: wholeNumber(0, 730).default(90).meta({ description: 'Days ahead for which attention is told.' }),
  limit: limitParam(20).meta({ description: 'Most items of each list, 1 to 200.' }),
  after: positionParam.optional(),
});

/** Adds `GET /v1/workspaces/{companyId}`. */
export function addWorkspaceRoutes(app: FastifyInstance, parts: ReadTools): void {
  const schema = routeSchema({
    operationId: 'ReadWorkspace',
    summary: 'A company with its counts, the first page of each of its lists, and what needs attention soon.',
    tag: 'workspaces',
    params: { companyId: { type: 'string', format: 'uuid' } },
    query: workspaceQuery,
    headers: actingCompanyHeader,
    answer: workspaceAnswer,
    answerText: 'The workspace.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reads = subjectOf({ category: 'company', idIn: 'companyId', query: workspaceQuery });
  app.get('/v1/workspaces/:companyId', { config: { policy: 'workspaces.read', reads }, schema }, async (request, reply) => {
    const companyId = recordIdOf(request, 'companyId');
    const { within, limit, after: afterText } = parseQuery(workspaceQuery, request.query);
    const after = positionOf(afterText);
    const { role } = parts.callerOf(request).actor;
    const actingFor = ownOnly.has(role) ? await parts.employers.actingFor(request, after) : undefined;
    await waitForModels(parts.progress, after, workspaceModels);
    const today = parts.today?.() ?? dayOf(parts.now());
    const asked = { companyId, today, within, limit, ...(actingFor === undefined ? {} : { actingFor }) };
    const { workspace, position } = await readWorkspace(parts.pool, parts.store.logId, asked);
    requireAsNewAs(after, position, workspaceModels);
    if (workspace === undefined) throw recordNotFound(positionHeader(position));
    namePosition(reply, position);
    return { id: companyId, today, ...(await shownWorkspace(parts, workspace, (row) => audienceOf(role, actingFor, row))), position: position ?? null };
  });
}

/** A workspace with all its boxes opened together. */
async function shownWorkspace(parts: ReadTools, workspace: Workspace, audience: (row: RecordRow) => Audience): Promise<object> {
  const { company, counts, authorisedPeople, lists, attention, attentionMore } = workspace;
  const rows = [company, ...authorisedPeople, ...lists.flatMap((list) => list.rows)];
  const personal = new Map((await openRows(parts.open, rows)).map((opened, n) => [rows[n], opened]));
  const shown = (view: RecordView, row: RecordRow): object => shownRow(view, row, personal.get(row) ?? {}, audience(row));
  return {
    company: shown(companyView, company),
    counts,
    authorisedPeople: authorisedPeople.map((row) => shown(membershipView, row)),
    ...Object.fromEntries(
      lists.map(({ list, rows: items, next }) => [list.name, { items: items.map((row) => shown(list.view, row)), next }]),
    ),
    attention,
    attentionMore,
  };
}
