// Law: whoever waits here goes on once the questions of this turn of the event loop are on their way: what needs no answer is done while they are.

let leaving: Promise<void> | undefined;

/** Resolves behind the flushes that those began who submitted in this turn, all of them together. A lane that is at work sends theirs later. */
export function questionsLeft(): Promise<void> {
  return (leaving ??= new Promise((resolve) => {
    setImmediate(() => {
      leaving = undefined;
      resolve();
    });
  }));
}
