// Law: a read answers what the row was in one snapshot, and names where in the log that snapshot stood.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rolesUnder } from '../../domain/access/policy.js';
import type { Position } from '../../domain/ledger/position.js';
import { createRecordReader } from '../../read-models/record-reader.js';
import type { KeptRow } from '../../read-models/row-memory.js';
import { createRowConfirmer, type RowConfirmer } from '../../read-models/row-confirmer.js';
import { readVisa, visaAnswer } from '../records/read-visa.js';
import { recordViews } from '../records/record-views.js';
import type { RecordRow, RecordView } from '../records/record-view.js';
import { officialAudience } from '../records/shown-members.js';
import { NO_PARTS, showRecords, type RecordParts, type ShowRecord } from '../records/shown-records.js';
import { visaView } from '../records/visa-view.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition, noneMatch, positionHeader } from './answer-headers.js';
import { ownRecordAnswer } from './own-record-route.js';
import { parseQuery, positionOf } from './query-string.js';
import type { ReadTools } from './read-tools.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { recordQuery } from './record-query.js';
import { subjectOf } from './read-subject.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const ownOnly = rolesUnder('records.read', 'own');

/** Adds `GET /v1/<path>/{id}` for each kind of record. */
export function addRecordRoutes(app: FastifyInstance, parts: ReadTools): void {
  const show = showRecords(parts);
  const confirmer = createRowConfirmer(parts.pool);
  for (const view of recordViews) {
    const read = rowReader(view, parts, confirmer);
    const answerOwn = ownRecordAnswer(parts, view, show);
    const reads = subjectOf({ category: view.type, idIn: 'id', query: recordQuery });
    app.get(`/v1/${view.path}/:id`, { config: { policy: 'records.read', reads }, schema: recordSchema(view) }, (request, reply) =>
      ownOnly.has(parts.callerOf(request).actor.role) ? answerOwn(request, reply) : answerRecord(parts, view, read, show, request, reply),
    );
  }
}

/** Reads a record with what is shown beside its row. */
interface ReadRecord {
  (id: string, kept?: KeptRow<RecordRow>): Promise<FoundRecord>;
  /** What is likely to be found. */
  readonly kept?: (id: string) => KeptRow<RecordRow> | undefined;
}

interface FoundRecord {
  readonly row: RecordRow | undefined;
  readonly kept?: KeptRow<RecordRow> | undefined;
  readonly position: Position | undefined;
  /** None where the row is all. */
  readonly parts?: RecordParts;
}

function rowReader(view: RecordView, parts: ReadTools, confirmer: RowConfirmer): ReadRecord {
  if (view === visaView) return (id) => readVisa(parts.pool, id, parts.store.logId);
  const reader = createRecordReader({ db: parts.pool, table: view.table, model: view.model, confirmer });
  // The row of any record's table is a RecordRow.
  const read = (id: string, kept?: KeptRow<RecordRow>): Promise<FoundRecord> => reader.read(id, '', kept) as Promise<FoundRecord>;
  return Object.assign(read, { kept: (id: string) => reader.kept(id) as KeptRow<RecordRow> | undefined });
}

async function answerRecord(
  parts: ReadTools,
  view: RecordView,
  read: ReadRecord,
  show: ShowRecord,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const id = recordIdOf(request);
  const after = positionOf(parseQuery(recordQuery, request.query).after);
  if (after !== undefined) await waitForModels(parts.progress, after, [view.model]);
  // The vault is asked for the keys of a row that is kept while the database says whether it is still so.
  const kept = read.kept?.(id);
  const audience = officialAudience(parts.callerOf(request).actor.role);
  const early = kept === undefined ? undefined : show(view, kept, NO_PARTS, audience);
  early?.catch(() => undefined);
  const found = await read(id, kept);
  requireAsNewAs(after, found.position, [view.model]);
  if (found.row === undefined) throw recordNotFound(positionHeader(found.position));
  const { text, erased, etag, survivorId } = await (early !== undefined && found.kept === kept ? early : show(view, found.kept ?? { row: found.row }, found.parts ?? NO_PARTS, audience));
  namePosition(reply, found.position);
  reply.header('etag', etag);
  if (survivorId !== undefined) reply.header('link', `</v1/${view.path}/${survivorId}>; rel="canonical"`);
  // An erasure elsewhere changes what is shown and not the revision: what has lost a part is always sent whole.
  if (!erased && noneMatch(request.headers['if-none-match'], etag)) return reply.code(304).send();
  return reply.header('content-type', 'application/json; charset=utf-8').send(text);
}

function recordSchema(view: RecordView): object {
  return routeSchema({
    operationId: `Read${view.type.charAt(0).toUpperCase()}${view.type.slice(1)}`,
    summary: `A record of ${view.path}, as its last event left it.`,
    description:
      'A duplicate that was merged is still answered with 200: its `status` is `merged`, `survivorId` and a `Link` of `rel="canonical"` name the record that stands for it. Employers read records of the company they act for; any other is as absent.',
    tag: view.path,
    params: idInPath,
    query: recordQuery,
    headers: { ...actingCompanyHeader, 'if-none-match': { type: 'string', description: 'The ETag you have; 304 when the record is still at it.' } },
    answer: view === visaView ? visaAnswer : view.answer,
    answerText: 'The record.',
    answerHeaders: { ETag: { type: 'string', description: 'The revision, in quotes: the next If-Match.' } },
    others: { 304: { description: 'The record is still at that ETag.', type: 'null' } },
    problems: [400, 401, 403, 404, 410, 503],
  });
}
