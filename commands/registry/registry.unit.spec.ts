import { describe, expect, it } from 'vitest';
import { buildCommandRegistry } from '../../bootstrap/ledger/registries.js';
import { recordTypes } from '../../bootstrap/ledger/record-types.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { AnyCommandDefinition } from './definition.js';
import { createCommandRegistry, routeOf } from './registry.js';

const registry = buildCommandRegistry();
const named = (name: string): AnyCommandDefinition => registry.find(name) ?? expect.fail(`no command ${name}`);
const contract = recordTypes.find(({ category }) => category === 'contract') ?? expect.fail();

describe('the registry of commands', () => {
  it('finds commands and records by name, and nothing by another', () => {
    expect(registry.find('SuspendCompany')?.record.category).toBe('company');
    expect(registry.find('toString')).toBeUndefined();
    expect(registry.record('workPermit')?.path).toBe('work-permits');
    expect(registry.record('nothing')).toBeUndefined();
  });

  it('gives every command with a role a route of its own', () => {
    const routes = registry.commands.filter(({ policy }) => policy !== null).map(routeOf);
    expect(new Set(routes).size).toBe(routes.length);
    for (const route of routes) expect(route).toMatch(/^\/v1\/[a-z-]+(\/\{id\}\/[a-z-]+|\/[a-z-]+)?$/);
  });

  it('refuses a name or a route that stands twice, and a change without an action', () => {
    const suspend = named('SuspendCompany');
    expect(() => createCommandRegistry([suspend, suspend], [])).toThrow('SuspendCompany is defined twice');
    expect(() => createCommandRegistry([suspend, { ...suspend, name: 'HaltCompany' }], [])).toThrow(
      'two commands at /v1/companies/{id}/suspension',
    );
    expect(() => createCommandRegistry([{ ...suspend, action: null }], [])).toThrow('a change needs an action');
  });

  it.each([
    ['is not defined', 'Nothing'],
    ['is another record’s', 'LapseVisaBill'],
    ['a client can send', 'RejectContract'],
    ['makes a record', 'BeginContractByTransfer'],
  ])('refuses a sweep whose command %s', (_, command) => {
    const type: RecordType = { ...contract, sweeps: { 'some.rule': { command, data: () => ({}) } } };
    expect(() => createCommandRegistry(registry.commands, [type])).toThrow(`sends ${command}`);
  });
});
