import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventMetadata } from '../../domain/ledger/event.js';
import { CommandAbandoned } from '../../domain/ledger/ledger-events.js';
import { isOnTrail, noCommands, trailOf, type CommandTrail } from './command-trail.js';

const eventOf = (commandId: string, type = 'T') => ({ type, metadata: { commandId } as unknown as EventMetadata });

describe('the trail of commands', () => {
  it('holds just the commands whose events it was given, in whatever parts they came', () => {
    // Ids that are parts of each other, which those of commands never are.
    const ids = fc.array(fc.stringMatching(/^[ab]{1,3}$/), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(ids), ids, (parts, others) => {
        const all = parts.reduce<CommandTrail>((trail, part) => trailOf(trail, part.map((id) => eventOf(id))), noCommands);
        for (const id of [...parts.flat(), ...others]) expect(isOnTrail(all, id)).toBe(parts.flat().includes(id));
      }),
    );
  });

  it('leaves out a fence, which bears the id of a command that made nothing', () => {
    const trail = trailOf(noCommands, [eventOf('a'), eventOf('b', CommandAbandoned.type)]);
    expect([isOnTrail(trail, 'a'), isOnTrail(trail, 'b')]).toEqual([true, false]);
  });
});
