// The whole program as a process, as `sijil serve` runs it, on databases of a run.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openLocalIssuer } from '../../../dist/bootstrap/auth/local-issuer.js';
import { startServer, type ChildServer } from '../servers/child-server.js';

export interface ProgramPlace {
  readonly mainUrl: string;
  readonly vaultUrl: string;
  /** EventStoreDB, when the log is there. */
  readonly eventStoreUrl?: string;
  /** Folder of its keys. */
  readonly home: string;
}

/** Roles that serve HTTP alone, as many processes as wanted; `undefined` is all of them. */
export const SERVING = 'commands,queries';

/** The limiter runs as it does for everybody; its quotas are above any load that one machine makes. */
const aboveTheLoad = Object.fromEntries(
  ['EMPLOYER', 'ANALYST', 'REGULATOR', 'OPERATOR', 'PLATFORM_SERVICE', 'PUBLIC'].map((whose) => [`RATE_LIMIT_${whose}`, '1000000000']),
);

/** What `npm start` tells node: what is measured is what is run. */
function flagsOfStart(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } };
  const flags = /exec node ((?:--\S+ )*)dist\/bootstrap\/main\.js serve$/.exec(scripts.start)?.[1];
  if (flags === undefined) throw new Error('package.json: scripts.start does not run the program as expected');
  return flags.split(' ').filter((flag) => flag !== '');
}

/** Starts the program; `variables` win over what it is told otherwise, as quotas that are to be met. */
export function startProgram(
  { mainUrl, vaultUrl, eventStoreUrl, home }: ProgramPlace,
  roles?: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ChildServer> {
  const program = fileURLToPath(new URL('../../../dist/bootstrap/main.js', import.meta.url));
  return startServer(program, ['serve'], {
    SIJIL_HOME: home,
    SIJIL_DEMO: 'false',
    PORT: '0',
    LOG_LEVEL: 'warn',
    // Production would need an OpenID provider of its own; nothing else here depends on it.
    NODE_ENV: 'development',
    DATABASE_URL: mainUrl,
    VAULT_DATABASE_URL: vaultUrl,
    ...aboveTheLoad,
    ...(roles === undefined ? {} : { SIJIL_ROLES: roles }),
    ...(eventStoreUrl === undefined ? {} : { EVENTSTORE_URL: eventStoreUrl }),
    ...variables,
  }, flagsOfStart());
}

/** A token of a platform service, for a day. */
export async function serviceToken(home: string): Promise<string> {
  const issuer = await openLocalIssuer(home);
  return issuer.sign({ sub: 'bench', role: 'platform-service', synthetic: true }, 86_400);
}

/** Waits until the program says that every read model has caught up. */
export async function ready(port: number): Promise<void> {
  for (;;) {
    const { status } = await fetch(`http://127.0.0.1:${port}/readyz`);
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
