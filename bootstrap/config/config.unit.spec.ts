import { describe, expect, it } from 'vitest';
import { ConfigError } from './config-error.js';
import { loadConfig } from './config.js';
import { ROLES } from './roles.js';

function refusal(env: Record<string, string>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('configuration', () => {
  it('has a default for everything a bare machine needs', () => {
    expect(loadConfig({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      home: `${process.cwd()}/.sijil`,
      roles: ROLES,
      standby: false,
      commandThreads: 0,
      demo: true,
      demoCompanies: 150,
      oidcAudience: 'sijil',
      oidcRoleClaim: 'role',
      oidcPersonClaim: 'national_number',
      rateLimits: { employer: 600, analyst: 600, regulator: 1_200, operator: 600, 'platform-service': 1_000_000, public: 6_000, 'failed-sign-ins': 60 },
      turns: { person: 8, service: 2_000 },
      paces: { haste: 6, refusalsASecond: 50 },
      requestsOfConnection: 8,
      unreadInAll: 268_435_456,
      bulk: { bodies: 64, waitingBytes: 4_294_967_296 },
      connections: { all: 10_000, ofAddress: 2_500 },
      oidcScope: 'openid profile',
      sessionIdleMinutes: 30,
      sessionMaxHours: 8,
      logLevel: 'info',
      environment: 'development',
    });
  });

  it('takes an empty value as absent', () => {
    expect(loadConfig({ PORT: '', SIJIL_TODAY: ' ', DATABASE_URL: '', EVENTSTORE_URL: '', OIDC_ISSUER: '' })).toEqual(loadConfig({}));
  });

  it('reads every variable', () => {
    expect(
      loadConfig({
        HOST: '0.0.0.0',
        PORT: '0',
        SIJIL_HOME: '/srv/sijil',
        SIJIL_ROLES: 'queries, projector,queries',
        SIJIL_STANDBY: '1',
        SIJIL_COMMAND_THREADS: '2',
        SIJIL_TODAY: '2026-02-28',
        SIJIL_DEMO: 'false',
        DEMO_COMPANIES: '20',
        SIJIL_KEY_FILE: '/run/key',
        DATABASE_URL: 'postgres://a:b@db/sijil',
        VAULT_DATABASE_URL: 'postgresql://a:b@db/vault',
        EVENTSTORE_URL: 'esdb://a:b@log:2113',
        ELASTICSEARCH_URL: 'http://search:9200',
        REDIS_URL: 'redis://cache:6379',
        OIDC_ISSUER: 'https://id.example/realms/labour/',
        OIDC_AUDIENCE: 'urn:labour',
        OIDC_ROLE_CLAIM: 'labour_role',
        OIDC_PERSON_CLAIM: 'nin',
        RATE_LIMIT_EMPLOYER: '1',
        RATE_LIMIT_ANALYST: '2',
        RATE_LIMIT_REGULATOR: '3',
        RATE_LIMIT_OPERATOR: '4',
        RATE_LIMIT_PLATFORM_SERVICE: '1000000000',
        RATE_LIMIT_PUBLIC: '6',
        RATE_LIMIT_FAILED_SIGN_INS: '7',
        REQUESTS_AT_A_TIME_PERSON: '1',
        REQUESTS_AT_A_TIME_SERVICE: '9999',
        REQUESTS_AT_A_TIME_CONNECTION: '2',
        UNREAD_MEGABYTES: '3',
        BULK_BODIES_AT_A_TIME: '5',
        BULK_MEGABYTES_WAITING: '100000',
        BURST_HASTE: '3',
        REFUSALS_A_SECOND: '70',
        CONNECTIONS: '50000',
        CONNECTIONS_AN_ADDRESS: '7',
        TRUSTED_PROXIES: '10.0.0.0/8, ::1,127.0.0.1',
        OIDC_CLIENT_ID: 'pages',
        OIDC_CLIENT_SECRET: 'a-secret',
        OIDC_SCOPE: 'openid ledger',
        PUBLIC_URL: 'https://Ledger.example/',
        SIJIL_SESSION_KEY_FILE: '/run/session-key',
        SIJIL_SESSION_IDLE_MINUTES: '10',
        SIJIL_SESSION_MAX_HOURS: '4',
        LOG_LEVEL: 'warn',
        NODE_ENV: 'production',
        SIJIL_PG_OS_USER: 'pgrunner',
      }),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      home: '/srv/sijil',
      roles: ['queries', 'projector'],
      standby: true,
      commandThreads: 2,
      today: '2026-02-28',
      demo: false,
      demoCompanies: 20,
      keyFile: '/run/key',
      databaseUrl: 'postgres://a:b@db/sijil',
      vaultDatabaseUrl: 'postgresql://a:b@db/vault',
      eventStoreUrl: 'esdb://a:b@log:2113',
      elasticsearchUrl: 'http://search:9200',
      redisUrl: 'redis://cache:6379',
      oidcIssuer: 'https://id.example/realms/labour/',
      oidcAudience: 'urn:labour',
      oidcRoleClaim: 'labour_role',
      oidcPersonClaim: 'nin',
      rateLimits: { employer: 1, analyst: 2, regulator: 3, operator: 4, 'platform-service': 1_000_000_000, public: 6, 'failed-sign-ins': 7 },
      turns: { person: 1, service: 9_999 },
      paces: { haste: 3, refusalsASecond: 70 },
      requestsOfConnection: 2,
      unreadInAll: 3_145_728,
      bulk: { bodies: 5, waitingBytes: 104_857_600_000 },
      connections: { all: 50_000, ofAddress: 7 },
      trustedProxies: ['10.0.0.0/8', '::1', '127.0.0.1'],
      oidcClientId: 'pages',
      oidcClientSecret: 'a-secret',
      oidcScope: 'openid ledger',
      publicUrl: 'https://ledger.example',
      sessionKeyFile: '/run/session-key',
      sessionIdleMinutes: 10,
      sessionMaxHours: 4,
      logLevel: 'warn',
      environment: 'production',
      postgresOsUser: 'pgrunner',
    });
  });

  it.each([
    ['PORT', '70000', 'PORT: must be a whole number from 0 to 65535'],
    ['PORT', '3e3', 'PORT: must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'PORT: must be a whole number from 0 to 65535'],
    ['SIJIL_TODAY', '2026-02-30', 'SIJIL_TODAY: must be a date like 2026-01-31'],
    ['SIJIL_STANDBY', 'maybe', 'SIJIL_STANDBY: must be true or false'],
    ['SIJIL_COMMAND_THREADS', '17', 'SIJIL_COMMAND_THREADS: must be a whole number from 0 to 16'],
    ['SIJIL_COMMAND_THREADS', '-1', 'SIJIL_COMMAND_THREADS: must be a whole number from 0 to 16'],
    ['SIJIL_ROLES', 'commands,king', 'SIJIL_ROLES: must be a comma-separated list of commands, queries, projector, reactor, auditor'],
    ['SIJIL_ROLES', ',', 'SIJIL_ROLES: names no role'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL: must be one of trace, debug, info, warn, error, fatal, silent'],
    ['REDIS_URL', 'cache:6379', 'REDIS_URL: must be an address like redis://host:6379'],
    ['RATE_LIMIT_EMPLOYER', '0', 'RATE_LIMIT_EMPLOYER: must be a whole number from 1 to 1000000000'],
    ['REQUESTS_AT_A_TIME_PERSON', '0', 'REQUESTS_AT_A_TIME_PERSON: must be a whole number from 1 to 9999'],
    ['REQUESTS_AT_A_TIME_CONNECTION', '1', 'REQUESTS_AT_A_TIME_CONNECTION: must be a whole number from 2 to 9999'],
    ['BULK_MEGABYTES_WAITING', '1000000', 'BULK_MEGABYTES_WAITING: must be a whole number from 1 to 999999'],
    ['BURST_HASTE', '0', 'BURST_HASTE: must be a whole number from 1 to 9999'],
    ['REFUSALS_A_SECOND', '1.5', 'REFUSALS_A_SECOND: must be a whole number from 1 to 9999'],
    ['CONNECTIONS', '0', 'CONNECTIONS: must be a whole number from 1 to 999999'],
    ['CONNECTIONS_AN_ADDRESS', '1000000', 'CONNECTIONS_AN_ADDRESS: must be a whole number from 1 to 999999'],
    ['RATE_LIMIT_PUBLIC', '-1', 'RATE_LIMIT_PUBLIC: must be a whole number from 1 to 1000000000'],
    ['RATE_LIMIT_FAILED_SIGN_INS', 'none', 'RATE_LIMIT_FAILED_SIGN_INS: must be a whole number from 1 to 1000000000'],
    ['RATE_LIMIT_PLATFORM_SERVICE', '1000000001', 'RATE_LIMIT_PLATFORM_SERVICE: must be a whole number from 1 to 1000000000'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', 'TRUSTED_PROXIES: must be a comma-separated list of addresses or networks like 10.0.0.0/8'],
    ['TRUSTED_PROXIES', '::1,fe80::1%eth0', 'TRUSTED_PROXIES: must be a comma-separated list of addresses or networks like 10.0.0.0/8'],
    ['TRUSTED_PROXIES', 'proxy.example', 'TRUSTED_PROXIES: must be a comma-separated list of addresses or networks like 10.0.0.0/8'],
    ['TRUSTED_PROXIES', ',', 'TRUSTED_PROXIES: names no address'],
    ['PUBLIC_URL', 'http://ledger.example', 'PUBLIC_URL: must be an origin like https://ledger.example; http only on the loopback'],
    ['PUBLIC_URL', 'https://ledger.example/pages', 'PUBLIC_URL: must be an origin like https://ledger.example; http only on the loopback'],
    ['PUBLIC_URL', 'https://user:hunter2@ledger.example', 'PUBLIC_URL: must be an origin like https://ledger.example; http only on the loopback'],
    ['PUBLIC_URL', 'ledger.example', 'PUBLIC_URL: must be an origin like https://ledger.example; http only on the loopback'],
    ['SIJIL_SESSION_IDLE_MINUTES', '0', 'SIJIL_SESSION_IDLE_MINUTES: must be a whole number from 1 to 1440'],
    ['SIJIL_SESSION_MAX_HOURS', '25', 'SIJIL_SESSION_MAX_HOURS: must be a whole number from 1 to 24'],
    ['SIJIL_PG_OS_USER', '-rf', 'SIJIL_PG_OS_USER: must be the name of a system account'],
    [
      'EVENTSTORE_URL',
      'kurrentdb://a:b@x:2113',
      'EVENTSTORE_URL: must be an address like esdb://user:password@host:2113?tls=true or esdb+discover://host:2113',
    ],
    ['OIDC_ISSUER', 'id.example', 'OIDC_ISSUER: must be an address like https://id.example'],
    ['OIDC_ISSUER', 'ftp://id.example', 'OIDC_ISSUER: must be an address like https://id.example'],
    ['OIDC_ISSUER', 'http://id.example', 'OIDC_ISSUER: must be https beyond the loopback'],
    ['OIDC_ISSUER', 'http://127.0.0.1.id.example', 'OIDC_ISSUER: must be https beyond the loopback'],
    ['OIDC_ISSUER', 'https://id.example?', 'OIDC_ISSUER: must have no credentials, query or fragment'],
    ['OIDC_ISSUER', 'https://me:secret@id.example', 'OIDC_ISSUER: must have no credentials, query or fragment'],
  ])('refuses %s=%s in one line that names it', (variable, value, message) => {
    const error = refusal({ [variable]: value });
    expect(error.variable).toBe(variable);
    expect(error.message).toBe(message);
  });

  it('never repeats an address, which may carry a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:hunter2@db/x' }).message).not.toContain('hunter2');
    expect(refusal({ EVENTSTORE_URL: 'esdb://root:hunter2@log:2113?tls=hunter2' }).message).not.toContain('hunter2');
  });

  it('asks for both databases or none', () => {
    expect(refusal({ DATABASE_URL: 'postgres://a@db/x' }).variable).toBe('VAULT_DATABASE_URL');
    expect(refusal({ VAULT_DATABASE_URL: 'postgres://a@db/x' }).variable).toBe('DATABASE_URL');
  });
});
