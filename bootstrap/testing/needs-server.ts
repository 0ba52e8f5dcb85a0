import { describe } from 'vitest';

/** Servers a suite may need that a bare machine does not have, by the variable that names them. */
export const OPTIONAL_SERVERS = {
  DATABASE_URL: 'PostgreSQL',
  EVENTSTORE_URL: 'EventStoreDB',
  ELASTICSEARCH_URL: 'Elasticsearch',
  REDIS_URL: 'Redis',
} as const;

/** The variable that names an optional server. */
export type ServerVariable = keyof typeof OPTIONAL_SERVERS;

/** What a suite's name ends in when it needs a server: the closing summary finds it again by this. */
export function needMark(variable: ServerVariable): string {
  return ` (needs ${variable})`;
}

/**
 * A `describe` for suites that need a server: skipped, and listed in the closing summary, when the variable is not set.
 * The suite's body is read either way, with an empty address when skipped: connect in hooks.
 * @example needsServer('REDIS_URL')('cache on Redis', (url) => { it(…) });
 */
export function needsServer(variable: ServerVariable): (name: string, suite: (url: string) => void) => void {
  const url = process.env[variable] ?? '';
  return (name, suite) => {
    describe.skipIf(url === '')(`${name}${needMark(variable)}`, () => suite(url));
  };
}
