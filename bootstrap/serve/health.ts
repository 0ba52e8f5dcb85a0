import type { FastifyInstance } from 'fastify';
import type { ProjectionStatus } from '../../projections/engine/status.js';
import { answeredSoon } from './answered-soon.js';
import type { Gate } from './gate.js';
import { oneAtATime } from './one-at-a-time.js';

export interface HealthParts {
  readonly gate: Gate;
  readonly projections: () => Promise<readonly ProjectionStatus[]>;
  /** Read models more than this many events behind make the process not ready. */
  readonly maxLagEvents: number;
}

/** /healthz: the process lives. /readyz: the demo is in and every read model has caught up, else 503 and why. */
export function addHealthRoutes(app: FastifyInstance, parts: HealthParts): void {
  // Asked for all the time, by whoever watches, and cheap: while read models catch up, to find out how far takes a look at all that they have to read.
  const config = { policy: 'public', unlimited: true } as object;
  const schema = { hide: true };
  const projections = oneAtATime(() => answeredSoon(parts.projections()));
  app.get('/healthz', { config, schema }, () => ({ status: 'alive' }));
  app.get('/readyz', { config, schema }, async (_request, reply) => {
    const reasons = await notReady({ ...parts, projections });
    if (reasons.length === 0) return { status: 'ready' };
    return reply.code(503).header('Retry-After', '1').send({ status: 'not-ready', reasons });
  });
}

async function notReady(parts: HealthParts): Promise<readonly string[]> {
  const loading = parts.gate.reason();
  const projections = await answeredSoon(parts.projections()).catch(() => undefined);
  if (projections === undefined) return ['the log or the database cannot be reached'];
  // While something is brought in the read models wait for its end: it alone is the reason, unless one has failed.
  if (loading !== undefined) return [loading, ...projections.filter(({ state }) => state === 'failed').map(behindBy)];
  // A lag that nobody could count is a long one.
  return projections
    .filter((model) => model.state === 'failed' || model.state === 'absent' || model.lagEvents === null || model.lagEvents > parts.maxLagEvents)
    .map(behindBy);
}

function behindBy(model: ProjectionStatus): string {
  return `read model ${model.name} is ${model.state}, ${model.lagEvents ?? 'many'} events behind`;
}
