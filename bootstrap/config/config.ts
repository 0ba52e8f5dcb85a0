import { resolve } from 'node:path';
import type { BulkRoom } from '../../commands/operations/bulk-room.js';
import type { ConnectionLimits } from '../http/limit-connections.js';
import type { PaceTable, QuotaTable, TurnTable } from '../rate-limits/rate-limits.js';
import { ConfigError } from './config-error.js';
import type { Role } from './roles.js';
import { environmentSchema, type Environment } from './schema.js';

const MEGABYTE = 1024 * 1024;

/** The configuration of one process, checked. Paths are absolute. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly home: string;
  readonly roles: readonly Role[];
  readonly standby: boolean;
  /** Threads that decide the commands of HTTP beside the one that serves it; 0: none. */
  readonly commandThreads: number;
  /** ISO date that replaces today's in demo and tests. */
  readonly today?: string;
  readonly demo: boolean;
  readonly demoCompanies: number;
  readonly keyFile?: string;
  readonly databaseUrl?: string;
  readonly vaultDatabaseUrl?: string;
  /** EventStoreDB for the log; without it the log is in the main database. */
  readonly eventStoreUrl?: string;
  readonly elasticsearchUrl?: string;
  /** Redis for shared rate limits; without it they are each process's own. */
  readonly redisUrl?: string;
  /** The trusted OpenID provider; without it, the embedded one. */
  readonly oidcIssuer?: string;
  readonly oidcAudience: string;
  readonly oidcRoleClaim: string;
  readonly oidcPersonClaim: string;
  /** Requests a minute. */
  readonly rateLimits: QuotaTable;
  readonly turns: TurnTable;
  readonly paces: PaceTable;
  /** Requests of one connection that are begun at a time. */
  readonly requestsOfConnection: number;
  /** Bytes of answers that may lie in the process until clients take them. */
  readonly unreadInAll: number;
  /** Room for bodies of bulk requests. */
  readonly bulk: BulkRoom;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  /** Most connections of clients that are open at a time. */
  readonly connections: ConnectionLimits;
  readonly trustedProxies?: readonly string[];
  /** The client that the pages are at the issuer. */
  readonly oidcClientId?: string;
  readonly oidcClientSecret?: string;
  readonly oidcScope: string;
  /** Origin of the pages as browsers see it. */
  readonly publicUrl?: string;
  readonly sessionKeyFile?: string;
  readonly sessionIdleMinutes: number;
  readonly sessionMaxHours: number;
  readonly logLevel: Environment['LOG_LEVEL'];
  readonly environment: Environment['NODE_ENV'];
  /** System account of the embedded PostgreSQL. */
  readonly postgresOsUser?: string;
}

/**
 * Checks an environment and gives the configuration. An empty value counts as absent.
 * @throws ConfigError for the first wrong variable.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(String(issue?.path[0] ?? 'configuration'), issue?.message ?? 'is not valid');
  }
  requireBothDatabases(parsed.data);
  return fromEnvironment(parsed.data);
}

function requireBothDatabases(values: Environment): void {
  if (values.DATABASE_URL !== undefined && values.VAULT_DATABASE_URL === undefined) {
    throw new ConfigError('VAULT_DATABASE_URL', 'must be set together with DATABASE_URL, and name another database');
  }
  if (values.VAULT_DATABASE_URL !== undefined && values.DATABASE_URL === undefined) {
    throw new ConfigError('DATABASE_URL', 'must be set together with VAULT_DATABASE_URL');
  }
}

function fromEnvironment(values: Environment): Config {
  return {
    host: values.HOST,
    port: values.PORT,
    home: resolve(values.SIJIL_HOME),
    roles: values.SIJIL_ROLES,
    standby: values.SIJIL_STANDBY,
    commandThreads: values.SIJIL_COMMAND_THREADS,
    ...(values.SIJIL_TODAY !== undefined && { today: values.SIJIL_TODAY }),
    demo: values.SIJIL_DEMO,
    demoCompanies: values.DEMO_COMPANIES,
    ...(values.SIJIL_KEY_FILE !== undefined && { keyFile: resolve(values.SIJIL_KEY_FILE) }),
    ...(values.DATABASE_URL !== undefined && { databaseUrl: values.DATABASE_URL }),
    ...(values.VAULT_DATABASE_URL !== undefined && { vaultDatabaseUrl: values.VAULT_DATABASE_URL }),
    ...(values.EVENTSTORE_URL !== undefined && { eventStoreUrl: values.EVENTSTORE_URL }),
    ...(values.ELASTICSEARCH_URL !== undefined && { elasticsearchUrl: values.ELASTICSEARCH_URL }),
    ...(values.REDIS_URL !== undefined && { redisUrl: values.REDIS_URL }),
    ...(values.OIDC_ISSUER !== undefined && { oidcIssuer: values.OIDC_ISSUER }),
    oidcAudience: values.OIDC_AUDIENCE,
    oidcRoleClaim: values.OIDC_ROLE_CLAIM,
    oidcPersonClaim: values.OIDC_PERSON_CLAIM,
    rateLimits: {
      employer: values.RATE_LIMIT_EMPLOYER,
      analyst: values.RATE_LIMIT_ANALYST,
      regulator: values.RATE_LIMIT_REGULATOR,
      operator: values.RATE_LIMIT_OPERATOR,
      'platform-service': values.RATE_LIMIT_PLATFORM_SERVICE,
      public: values.RATE_LIMIT_PUBLIC,
      'failed-sign-ins': values.RATE_LIMIT_FAILED_SIGN_INS,
    },
    turns: { person: values.REQUESTS_AT_A_TIME_PERSON, service: values.REQUESTS_AT_A_TIME_SERVICE },
    paces: { haste: values.BURST_HASTE, refusalsASecond: values.REFUSALS_A_SECOND },
    requestsOfConnection: values.REQUESTS_AT_A_TIME_CONNECTION,
    unreadInAll: values.UNREAD_MEGABYTES * MEGABYTE,
    bulk: { bodies: values.BULK_BODIES_AT_A_TIME, waitingBytes: values.BULK_MEGABYTES_WAITING * MEGABYTE },
    connections: { all: values.CONNECTIONS, ofAddress: values.CONNECTIONS_AN_ADDRESS },
    ...(values.TRUSTED_PROXIES !== undefined && { trustedProxies: values.TRUSTED_PROXIES }),
    ...(values.OIDC_CLIENT_ID !== undefined && { oidcClientId: values.OIDC_CLIENT_ID }),
    ...(values.OIDC_CLIENT_SECRET !== undefined && { oidcClientSecret: values.OIDC_CLIENT_SECRET }),
    oidcScope: values.OIDC_SCOPE,
    ...(values.PUBLIC_URL !== undefined && { publicUrl: new URL(values.PUBLIC_URL).origin }),
    ...(values.SIJIL_SESSION_KEY_FILE !== undefined && { sessionKeyFile: resolve(values.SIJIL_SESSION_KEY_FILE) }),
    sessionIdleMinutes: values.SIJIL_SESSION_IDLE_MINUTES,
    sessionMaxHours: values.SIJIL_SESSION_MAX_HOURS,
    logLevel: values.LOG_LEVEL,
    environment: values.NODE_ENV,
    ...(values.SIJIL_PG_OS_USER !== undefined && { postgresOsUser: values.SIJIL_PG_OS_USER }),
  };
}
