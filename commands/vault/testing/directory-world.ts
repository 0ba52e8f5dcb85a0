import type { ClaimOutcome } from '../../../domain/ledger/vault.js';
import { claimNeeds, decideClaim, type BlindClaim } from '../claim-rules.js';
import { freeAllBut, makeFirm } from '../firm-rules.js';
import { decideMention } from '../mention-rules.js';
import { releaseRows } from '../release-rules.js';
import { blind, MemoryDirectory } from './memory-directory.js';

/** An event in the world's log: a command's, with the identifiers its record shows from then on, or a fence. */
interface WorldEvent {
  readonly record: string;
  readonly commandId: string;
  readonly shows: readonly string[] | 'fence';
}

type Sleeping = Extract<ClaimOutcome, { kind: 'sleeping' }>;

/** Where a command stands between two awaits of its handler. */
type Phase =
  | { readonly at: 'asking'; readonly takeOver?: Sleeping }
  | { readonly at: 'claiming'; readonly events: ReadonlyMap<string, boolean>; readonly takeOver: Sleeping | undefined }
  | { readonly at: 'fencing'; readonly sleeping: Sleeping }
  | { readonly at: 'claimed'; readonly record: string }
  | { readonly at: 'appending'; readonly record: string }
  | { readonly at: 'over' };

interface WorldCommand {
  readonly id: string;
  readonly identifiers: readonly string[];
  /** The record a correction names; null for a registration. */
  readonly named: string | null;
  /** Revision it claimed last. */
  revision: number;
  phase: Phase;
}

/**
 * A small world of commands that register and correct people, their log, and a reaction, all over the real rules. Every
 * await of the handler is a step of its own, so that any interleaving can be walked.
 */
export class DirectoryWorld {
  readonly directory = new MemoryDirectory();
  readonly log: WorldEvent[] = [];
  readonly #commands: WorldCommand[] = [];
  #reacted = 0;
  #now = 0;
  #ids = 0;

  /** A new command; it does nothing until it is stepped. A correction names the n-th record that exists. */
  send(identifiers: readonly string[], correctionOf: number | null): void {
    const records = [...new Set(this.log.filter((event) => event.shows !== 'fence').map((event) => event.record))];
    const named = correctionOf === null || records.length === 0 ? null : (records[correctionOf % records.length] ?? null);
    const revision = named === null ? 0 : this.#stream(named).length;
    this.#commands.push({
      id: `c${this.#commands.length}`,
      identifiers: [...new Set(identifiers)].sort(),
      named,
      revision,
      phase: { at: 'asking' },
    });
  }

  /** One await of one command's handler. */
  step(which: number): void {
    const open = this.#commands.filter(({ phase }) => phase.at !== 'over');
    const command = open[which % Math.max(open.length, 1)];
    if (command !== undefined) command.phase = this.#next(command);
  }

  /** The command's process dies. */
  kill(which: number): void {
    const open = this.#commands.filter(({ phase }) => phase.at !== 'over');
    const command = open[which % Math.max(open.length, 1)];
    if (command !== undefined) command.phase = { at: 'over' };
  }

  /** The same command is sent again, from the start: a client's retry after a crash, or while the first still runs. */
  resend(which: number): void {
    const command = this.#commands[which % Math.max(this.#commands.length, 1)];
    if (command !== undefined)
      this.#commands.push({
        ...command,
        revision: command.named === null ? 0 : this.#stream(command.named).length,
        phase: { at: 'asking' },
      });
  }

  /** A change that was accepted is refused after all, for its record has changed since it claimed; no two processes run it at a time. */
  refuse(which: number): void {
    const refused = this.#commands.filter(
      ({ id, named, phase, revision }) =>
        named !== null && phase.at === 'claimed' && this.#stream(named).length > revision && this.#runs(id) === 1 && !this.#isStored(id),
    );
    const command = refused[which % Math.max(refused.length, 1)];
    if (command?.named == null) return;
    const { id, named } = command;
    this.directory.run(new Map(), (page) => releaseRows(id, named, page));
    command.phase = { at: 'over' };
  }

  /** Another record's event mentions a human; gives the id by which. */
  mention(identifiers: readonly string[]): string {
    return this.directory.run(new Map(), (page) =>
      decideMention(
        identifiers.map((index) => blind(index)),
        page,
        () => this.#newId(),
      ),
    );
  }

  pass(seconds: number): void {
    this.#now += seconds * 1000;
  }

  /** The reaction does its next event. */
  react(): void {
    const event = this.log[this.#reacted];
    if (event === undefined) return;
    this.#reacted += 1;
    this.reactTo(event);
  }

  /** The reaction begins anew some events back, as after a crash. */
  rewind(events: number): void {
    this.#reacted = Math.max(0, this.#reacted - events);
  }

  reactTo(event: WorldEvent): void {
    if (event.shows === 'fence') return;
    const revision = this.#stream(event.record).indexOf(event);
    this.directory.run(new Map(), (page) => makeFirm(event.record, event.commandId, revision, page));
    if (this.#stream(event.record).find(({ shows }) => shows !== 'fence') !== event) {
      this.directory.run(new Map(), (page) => freeAllBut(event.record, [event.commandId], revision, page));
    }
  }

  /** What each record's newest event shows. */
  shown(): ReadonlyMap<string, readonly string[]> {
    const shown = new Map<string, readonly string[]>();
    for (const event of this.log) if (event.shows !== 'fence') shown.set(event.record, event.shows);
    return shown;
  }

  #next(command: WorldCommand): Phase {
    const { phase } = command;
    switch (phase.at) {
      case 'asking': {
        const asked = this.directory.asked((page) => claimNeeds(this.#claimOf(command, phase.takeOver), page));
        const events = new Map(asked.map(({ recordId }) => [recordId, this.#hasEvents(recordId)]));
        return { at: 'claiming', events, takeOver: phase.takeOver };
      }
      case 'claiming': {
        const claim = this.#claimOf(command, phase.takeOver);
        const again = phase.takeOver === undefined ? { at: 'asking' as const } : { at: 'asking' as const, takeOver: phase.takeOver };
        if (this.directory.asked((page) => claimNeeds(claim, page)).some(({ recordId }) => !phase.events.has(recordId))) return again;
        const outcome = this.directory.run(phase.events, (page) =>
          decideClaim(claim, page, { now: this.#now, newId: () => this.#newId() }),
        );
        if (outcome.kind === 'claimed') return { at: 'claimed', record: outcome.recordId };
        if (outcome.kind === 'sleeping') return { at: 'fencing', sleeping: outcome };
        return outcome.kind === 'held' ? { at: 'asking' } : { at: 'over' };
      }
      case 'fencing': {
        const { recordId: record, revision } = phase.sleeping;
        this.#append(record, revision, { record, commandId: command.id, shows: 'fence' });
        for (const event of this.#stream(record)) this.reactTo(event);
        return { at: 'asking', takeOver: phase.sleeping };
      }
      case 'claimed': {
        const stream = this.#stream(phase.record);
        const exists = stream.some(({ shows }) => shows !== 'fence');
        if (stream.some((event) => event.commandId === command.id && event.shows !== 'fence')) return { at: 'over' };
        if (command.named === null && exists) return { at: 'over' };
        if (stream.length !== command.revision) {
          command.revision = stream.length;
          return { at: 'asking' };
        }
        return { at: 'appending', record: phase.record };
      }
      case 'appending':
        this.#append(phase.record, command.revision, { record: phase.record, commandId: command.id, shows: command.identifiers });
        // Appended or in conflict: the next look at the stream tells.
        return { at: 'claimed', record: phase.record };
      case 'over':
        return phase;
    }
  }

  #claimOf(command: WorldCommand, takeOver: Sleeping | undefined): BlindClaim {
    const identifiers = command.identifiers.map((index) => blind(index));
    return { commandId: command.id, category: 'employee', identifiers, recordId: command.named, revision: command.revision, takeOver };
  }

  #append(record: string, revision: number, event: WorldEvent): void {
    const stream = this.#stream(record);
    if (stream.length < revision) throw new Error(`${record} stands at ${stream.length - 1}: nothing can have been claimed at ${revision}`);
    if (stream.length === revision) this.log.push(event);
  }

  /** How many processes run a command. */
  #runs(id: string): number {
    return this.#commands.filter((command) => command.id === id && command.phase.at !== 'over').length;
  }

  #isStored(id: string): boolean {
    return this.log.some(({ commandId, shows }) => commandId === id && shows !== 'fence');
  }

  #stream(record: string): readonly WorldEvent[] {
    return this.log.filter((event) => event.record === record);
  }

  #hasEvents(record: string): boolean {
    return this.#stream(record).some(({ shows }) => shows !== 'fence');
  }

  #newId(): string {
    this.#ids += 1;
    return `r${this.#ids}`;
  }
}
