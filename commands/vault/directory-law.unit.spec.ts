import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DirectoryWorld } from './testing/directory-world.js';

const PROVE = process.env['SIJIL_PROVE'] !== undefined;
vi.setConfig({ testTimeout: PROVE ? 900_000 : 30_000 });

const identifiers = fc.subarray(['i1', 'i2', 'i3', 'i4'], { minLength: 1, maxLength: 3 });
const which = fc.nat(20);
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), ids: identifiers, of: fc.option(which) }) },
  { weight: 30, arbitrary: fc.record({ do: fc.constant('step' as const), n: which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('react' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('kill' as const, 'resend' as const), n: which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewind' as const), n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('mention' as const), ids: identifiers }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), n: which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 15, 31) }) },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
const walks = fc.array(act, { minLength: 20, maxLength: 250, size: 'max' });

function perform(world: DirectoryWorld, what: Act): void {
  switch (what.do) {
    case 'send':
      return world.send(what.ids, what.of);
    case 'react':
      return world.react();
    case 'mention':
      world.mention(what.ids);
      return;
    case 'pass':
      return world.pass(what.seconds);
    default:
      return world[what.do](what.n);
  }
}

const settle = (world: DirectoryWorld): void => {
  for (const _ of world.log) world.react();
};

function expectDisjoint(shown: ReadonlyMap<string, readonly string[]>): void {
  const all = [...shown.values()].flat();
  expect(all, JSON.stringify([...shown])).toHaveLength(new Set(all).size);
}

describe('the identity directory under any interleaving of registrations, corrections, deaths, fences and reactions', () => {
  it('never lets two records show the same identifier at the same time', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const world = new DirectoryWorld();
        for (const what of walk) {
          const before = world.log.length;
          perform(world, what);
          if (world.log.length > before) expectDisjoint(world.shown());
        }
      }),
      { numRuns: PROVE ? 30_000 : 500 },
    );
  });

  it('knows a human without a record by the id of the first mention, until a record shows his identifier', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const world = new DirectoryWorld();
        const first = new Map<string, string>();
        const isShown = (index: string): boolean => world.log.some(({ shows }) => shows !== 'fence' && shows.includes(index));
        const isRecord = (id: string): boolean => world.log.some(({ record, shows }) => shows !== 'fence' && record === id);
        for (const what of walk) {
          perform(world, what.do === 'mention' ? { ...what, ids: what.ids.slice(0, 1) } : what);
          // The id of a record that is another one’s after all is nobody’s to keep.
          for (const [index, id] of first) if (!isShown(index) && !isRecord(id)) expect(world.mention([index]), index).toBe(id);
          for (const index of what.do === 'mention' ? what.ids.slice(0, 1) : []) if (!first.has(index)) first.set(index, world.mention([index]));
        }
      }),
      { numRuns: PROVE ? 20_000 : 400 },
    );
  });

  it('leads every identifier that a record shows to that record, firmly, once the reaction caught up', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const world = new DirectoryWorld();
        for (const what of walk) perform(world, what);
        settle(world);
        for (const [record, shown] of world.shown()) {
          for (const index of shown) {
            expect(world.directory.rows.get(index)).toMatchObject({ recordId: record });
            expect(world.directory.rows.get(index)?.landedRevision).not.toBeNull();
          }
        }
        for (const row of world.directory.rows.values()) {
          if (row.landedRevision !== null) expect(world.shown().get(row.recordId)).toContain(row.index);
        }
      }),
      { numRuns: PROVE ? 20_000 : 400 },
    );
  });
});
