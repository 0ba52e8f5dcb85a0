// Where a server's time goes, from its CPU profile: `node benchmarks/dist/profile/stages.js <file.cpuprofile> [seconds to leave out at the beginning]`.
// Law: every sample belongs to one stage, that of the innermost frame which a stage knows.
import { readFileSync } from 'node:fs';

interface Profile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  /** Microseconds from one sample to the next. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

/** Stages by what a frame's function and file say; the first that fits counts. */
const STAGES: readonly (readonly [stage: string, frame: RegExp])[] = [
  ['idle', /^\(idle\)/],
  ['garbage collection', /^\(garbage collector\)/],
  ['loading code', /node:internal\/modules|node:internal\/bootstrap|wrapSafe|compileFunction/],
  ['token and caller', /bootstrap\/auth\/|bootstrap\/http\/authenticate/],
  ['body: read and parsed strictly', /strict-json|content-type-parser|body-time|media-type/],
  ['schema of the payload', /parse-payload|node_modules\/zod\//],
  ['lease', /commands\/leases\/|run-once/],
  ['box and digest', /commands\/vault\/|commands\/handler\/build-events|canonical/],
  ['load: stream read and folded', /log-reader|stream-reads|load-record|record-cache|event-registry/],
  ['decide', /^decideOn|\/domain\/(?!ledger|standards)/],
  ['append', /storable|append-lane|log-writer|postgres-event-store|append-settled|eventstoredb\/|@eventstore|@grpc/],
  ['handler, between its steps', /commands\/handler\/|commands\/registry\//],
  ['rows: confirmed, fetched', /read-models\//],
  ['record put into words', /queries\/records|queries\/personal/],
  ['answer: headers and write', /reply\.js|_http_outgoing|protective-headers|writeHead/],
  ['metrics', /serve\/metrics|prom-client/],
  ['read models, reactions, audit', /\/projections\/|commands\/reactions/],
  ['PostgreSQL: queries written, answers parsed', /node_modules\/pg|pg-protocol|pg-pool|pg-types|postgres-array|micro-batch/],
  [
    'request: parsed and routed',
    /_http_server|_http_common|_http_incoming|fastify|find-my-way|commands\/http|queries\/http|bootstrap\/http/,
  ],
];

const [file, leftOut = '0'] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: node benchmarks/dist/profile/stages.js <file.cpuprofile> [seconds to leave out]\n');
  process.exit(2);
}
const profile = JSON.parse(readFileSync(file, 'utf8')) as Profile;
const stages = stagesOf(profile);
const micros = new Map<string, number>();
let at = 0;
for (const [n, id] of profile.samples.entries()) {
  const took = profile.timeDeltas[n + 1] ?? 0;
  at += took;
  if (at < Number(leftOut) * 1e6) continue;
  const stage = stages.get(id) ?? 'other';
  micros.set(stage, (micros.get(stage) ?? 0) + took);
}
const busy = [...micros].reduce((sum, [stage, us]) => sum + (stage === 'idle' ? 0 : us), 0);
for (const [stage, us] of [...micros].sort((a, b) => b[1] - a[1])) {
  if (stage !== 'idle') process.stdout.write(`${((us / busy) * 100).toFixed(1).padStart(5)} %  ${stage}\n`);
}

/** The stage of each node: its own, or else that of whoever called it. */
function stagesOf({ nodes }: Profile): ReadonlyMap<number, string> {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const found = new Map<number, string>();
  for (const { id, callFrame } of nodes) {
    // A profile lists callers before those they call.
    const frame = `${callFrame.functionName} ${callFrame.url}`;
    const own = STAGES.find(([, pattern]) => pattern.test(frame))?.[0];
    found.set(id, own ?? found.get(parents.get(id) ?? -1) ?? 'other');
  }
  return found;
}
