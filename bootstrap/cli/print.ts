// Law: stdout holds results and nothing else, and a reader who has had enough (`| head`) is no failure.

/** Lets the program go on, and end well, when whoever read its output has gone. What else goes wrong `print` tells. Call it once, first thing. */
export function bearGoneReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Writes a result to stdout; resolves once it is there, or nobody wants it. Rejects when it cannot be written (a full disk). */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error === undefined || error === null || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(new Error(`the output cannot be written: ${error.message}`));
    });
  });
}
