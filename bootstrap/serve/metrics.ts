import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { AuditProgress } from '../../projections/audit/auditor.js';
import type { ProjectionStatus } from '../../projections/engine/status.js';
import type { Connections } from '../http/limit-connections.js';
import type { RateLimits } from '../rate-limits/rate-limits.js';
import { AnswerTimes, type TimeSeries } from './answer-times.js';
import { answeredSoon } from './answered-soon.js';

/** What other parts of the process tell the metrics. */
export interface Metrics {
  audited(progress: AuditProgress): void;
}

/** What waits in this process: numbers that stay bounded whatever the stores do. */
export interface Queues {
  /** Commands under way. */
  readonly commands: () => number;
  /** Appends that wait for the log. */
  readonly appends: () => number;
}

/**
 * /metrics: lag of each read model in events and seconds, what waits, requests by route and those refused by role, the audit, and the process itself.
 * For operators. While a store is away the lag is left out, and `sijil_store_away` is 1.
 */
export function addMetrics(app: FastifyInstance, projections: () => Promise<readonly ProjectionStatus[]>, queues: Queues, limits: Pick<RateLimits, 'refused' | 'waiting' | 'aside' | 'alone' | 'refusals'>, connections: Connections): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labels = ['model'] as const;
  const lagEvents = new Gauge({ name: 'sijil_projection_lag_events', help: 'Events of the log that the read model lacks.', labelNames: labels, registers: [registry] });
  const lagSeconds = new Gauge({ name: 'sijil_projection_lag_seconds', help: 'Age of the oldest event that the read model lacks.', labelNames: labels, registers: [registry] });
  const failed = new Gauge({ name: 'sijil_projection_failed', help: '1 when the read model stands still on an event it cannot fold.', labelNames: labels, registers: [registry] });
  const durations = new AnswerTimes('sijil_http_request_seconds', 'Time to answer, by route and status.', registry);
  const audited = new Gauge({ name: 'sijil_audit_events', help: 'Events that this process has audited.', registers: [registry] });
  const faults = new Gauge({ name: 'sijil_audit_faults', help: 'Breaks in the log that this process has found.', registers: [registry] });
  const clocks = new Gauge({ name: 'sijil_audit_clock_anomalies', help: 'Events whose time of recording shows a clock that was set wrong.', registers: [registry] });
  const underWay = new Gauge({ name: 'sijil_commands_under_way', help: 'Commands that this process is running.', registers: [registry] });
  const waiting = new Gauge({ name: 'sijil_appends_waiting', help: 'Appends that wait for the log.', registers: [registry] });
  const away = new Gauge({ name: 'sijil_store_away', help: '1 while the log or the read models cannot be asked how far they are.', registers: [registry] });
  const accepted = new Counter({ name: 'sijil_commands_total', help: 'Commands by name and status.', labelNames: ['command', 'status'] as const, registers: [registry] });
  const limited = new Counter({ name: 'sijil_requests_limited_total', help: 'Requests refused with 429, by the role of who sent them.', labelNames: ['role'] as const, registers: [registry] });
  const unanswered = new Counter({ name: 'sijil_requests_unanswered_total', help: 'Requests beyond their quotas whose connections were ended, because too many waited to hear of it.', registers: [registry] });
  const heldRefusals = new Gauge({ name: 'sijil_refusals_held', help: 'Refusals that are held until it is their time.', registers: [registry] });
  const turns = new Gauge({ name: 'sijil_requests_waiting', help: 'Requests that wait for those of the same client before them.', registers: [registry] });
  const unread = new Gauge({ name: 'sijil_connections_unread', help: 'Connections that are not read until the next turn or refusal of their client is near.', registers: [registry] });
  const connected = new Gauge({ name: 'sijil_connections', help: 'Connections of clients that are open.', registers: [registry] });
  const beyond = new Counter({ name: 'sijil_connections_ended_total', help: 'Connections that were ended because too many were open, of one address or in all.', registers: [registry] });
  const alone = new Gauge({ name: 'sijil_rate_limits_alone', help: '1 while rate limits should be shared and Redis does not answer.', registers: [registry] });

  const answers = countAnswers(durations, accepted);
  app.addHook('onResponse', (request, reply, done) => {
    answers(request, reply);
    done();
  });
  app.get('/metrics', { config: { policy: 'metrics.read' } as object, schema: { hide: true } }, async (_request, reply) => {
    const models = await answeredSoon(projections()).catch(() => undefined);
    away.set(models === undefined ? 1 : 0);
    underWay.set(queues.commands());
    waiting.set(queues.appends());
    limited.reset();
    for (const [role, requests] of limits.refused()) limited.inc({ role }, requests);
    unanswered.reset();
    unanswered.inc(limits.refusals.unanswered());
    heldRefusals.set(limits.refusals.held());
    turns.set(limits.waiting());
    unread.set(limits.aside());
    connected.set(connections.open());
    beyond.reset();
    beyond.inc(connections.ended());
    alone.set(limits.alone() ? 1 : 0);
    // What cannot be told now is left out: an old figure would be believed. With a store away everything else is still told.
    for (const gauge of [lagEvents, lagSeconds, failed]) gauge.reset();
    for (const model of models ?? []) {
      const label = { model: model.name };
      if (model.lagEvents !== null) lagEvents.set(label, model.lagEvents);
      if (model.lagSeconds !== null) lagSeconds.set(label, model.lagSeconds);
      failed.set(label, model.state === 'failed' ? 1 : 0);
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return {
    audited(progress) {
      audited.set(progress.events);
      faults.set(progress.faults);
      clocks.set(progress.clockAnomalies);
    },
  };
}

/** What an answer is told to. */
interface Told {
  readonly times: TimeSeries;
  readonly command: Counter.Internal | undefined;
}

/** Tells the metrics of answers. What a route's answers of a status are told to is looked up once, by the route's own `config`. */
function countAnswers(durations: AnswerTimes, accepted: Counter<'command' | 'status'>): (request: FastifyRequest, reply: FastifyReply) => void {
  const known = new Map<unknown, Map<string, Map<number, Told>>>();
  return (request, reply) => {
    const { url, schema, config } = request.routeOptions;
    const { method } = request;
    const { statusCode: status } = reply;
    // All that reached no route is one; a route may have several methods.
    const byStatus = entryOf<string, number, Told>(entryOf<unknown, string, Map<number, Told>>(known, url === undefined ? 'none' : config), method);
    let told = byStatus.get(status);
    if (told === undefined) {
      const operation = (schema as { operationId?: string } | undefined)?.operationId;
      told = {
        times: durations.series({ method, route: url ?? 'none', status }),
        command: method === 'POST' && operation !== undefined ? accepted.labels({ command: operation, status }) : undefined,
      };
      byStatus.set(status, told);
    }
    told.times.took(reply.elapsedTime);
    told.command?.inc();
  };
}

function entryOf<K, L, V>(entries: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let found = entries.get(key);
  if (found === undefined) entries.set(key, (found = new Map<L, V>()));
  return found;
}
