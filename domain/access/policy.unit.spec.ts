import { describe, expect, it } from 'vitest';
import { COMMAND_FAMILIES } from './command-families.js';
import { commandPolicy, isPolicy, policies, refusalOf, ruleFor, type PolicyName } from './policy.js';
import { ROLES, SYSTEM_ROLE } from './roles.js';

const names = Object.keys(policies) as PolicyName[];
const guarded = names.filter((name) => policies[name] !== 'anyone');

describe('the policy table', () => {
  it('lets in nobody whom it does not name', () => {
    const open = guarded.flatMap((name) => ROLES.map((role) => `${name} ${role} ${ruleFor(name, role) ?? '-'}`)).filter((line) => !line.endsWith('-'));
    expect(open).toEqual([
      ...ROLES.map((role) => `self.read ${role} self`),
      'records.read platform-service scope',
      'records.read employer own',
      'records.read regulator on-record',
      'workspaces.read platform-service scope',
      'workspaces.read employer own',
      'workspaces.read regulator on-record',
      'entities.read platform-service scope',
      'entities.read employer own',
      'entities.read regulator on-record',
      'entities.list platform-service scope',
      'entities.list regulator on-record',
      'statistics.read analyst noted',
      'statistics.read regulator on-record',
      'histories.read platform-service scope',
      'histories.read regulator on-record',
      'feed.follow platform-service scope',
      'feed.follow regulator on-record',
      'metrics.read operator every',
      'bulk.send platform-service family',
      'operations.read platform-service sent',
      ...COMMAND_FAMILIES.map((family) => `commands.${family} platform-service family`),
      'commands.ruleSet regulator every',
    ]);
    for (const name of guarded) expect(ruleFor(name, SYSTEM_ROLE), name).toBeUndefined();
  });

  it('has a policy for each family of commands', () => {
    for (const family of COMMAND_FAMILIES) expect(isPolicy(commandPolicy(family)), family).toBe(true);
    for (const other of ['commands', 'commands.', 'toString', '__proto__', undefined, 1]) expect(isPolicy(other), String(other)).toBe(false);
  });

  it('asks nobody who he is where it says so', () => {
    expect(() => ruleFor('public', 'analyst')).toThrow('public asks nobody who he is');
  });
});

describe('a refusal', () => {
  const service = (...families: readonly (typeof COMMAND_FAMILIES)[number][]) => ({ role: 'platform-service', families }) as const;

  it('tells a wrong role from a family that was not given', () => {
    expect(refusalOf('commands.visa', { role: 'employer', families: COMMAND_FAMILIES })).toBe('role');
    expect(refusalOf('commands.visa', service('contract', 'company'))).toBe('family');
    expect(refusalOf('commands.visa', service('visa'))).toBeNull();
  });

  it('reads to no service whose token’s scope opens nothing', () => {
    for (const policy of ['records.read', 'workspaces.read', 'entities.read', 'entities.list', 'histories.read', 'feed.follow'] as const) {
      expect(refusalOf(policy, service()), policy).toBe('scope');
      expect(refusalOf(policy, { ...service(), reads: false }), policy).toBe('scope');
      expect(refusalOf(policy, { ...service(), reads: true }), policy).toBeNull();
      expect(refusalOf(policy, service('visa')), policy).toBeNull();
    }
    expect(refusalOf('commands.visa', { ...service(), reads: true })).toBe('family');
    expect(refusalOf('bulk.send', { ...service(), reads: true })).toBe('family');
    expect(refusalOf('self.read', service())).toBeNull();
  });

  it('lets a bulk body in for any family, since each of its lines is asked for again', () => {
    expect(refusalOf('bulk.send', service())).toBe('family');
    expect(refusalOf('bulk.send', service('transfer'))).toBeNull();
  });
});
