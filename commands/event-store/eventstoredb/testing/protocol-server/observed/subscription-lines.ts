// For tests only. Law: what a subscriber of the official client is told, in order, a line each.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AllStreamSubscription, Position, ResolvedEvent, StreamSubscription } from '@eventstore/db-client';

/** How an event is written in a line. */
export type EventLine = (resolved: ResolvedEvent) => string;

export const streamLine: EventLine = ({ event }) => `event ${event?.revision} ${event?.type}`;
export const logLine: EventLine = ({ event, commitPosition }) => `event ${event?.streamId}@${event?.revision} ${commitPosition}`;
export const filteredLine: EventLine = ({ event }) => `event ${event?.streamId} ${event?.type}`;

/** The lines of one subscription. */
export class SubscriptionLines {
  readonly lines: string[] = [];

  /** To be given to the client before the subscription is there. */
  readonly checkpointReached = (_subscription: unknown, { commit, prepare }: Position): void => {
    this.lines.push(`checkpoint ${commit}/${prepare}`);
  };

  /** @param confirmation how the confirmation was written down; @param error which parts of an error were */
  follow(
    subscription: StreamSubscription | AllStreamSubscription,
    line: EventLine,
    { confirmation = 'confirmation', error = 'short', close = false } = {},
  ): this {
    const told = subscription as StreamSubscription;
    told.on('confirmation', () => this.lines.push(confirmation));
    told.on('data', (resolved: ResolvedEvent) => this.lines.push(line(resolved)));
    told.on('caughtUp', () => this.lines.push('caughtUp'));
    told.on('error', (failure) => {
      const { type, code, message } = failure as { type?: string; code?: number; message: string };
      const parts = { short: '', code: `${code} `, type: `type=${type} code=${code} ` }[error] ?? '';
      this.lines.push(`error ${failure.constructor.name} ${parts}${message}`);
    });
    told.on('end', () => this.lines.push('end'));
    if (close) told.on('close', () => this.lines.push('close'));
    return this;
  }

  /** Waits for so many lines, and a little longer for lines that should not come. */
  async until(count: number): Promise<void> {
    const patience = Date.now() + 15_000;
    while (this.lines.length < count && Date.now() < patience) await sleep(5);
    await sleep(30);
  }
}
