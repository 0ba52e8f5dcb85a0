/** A gate that whoever comes first waits at until it is opened; after that it stands open. */
export function gate(): { readonly reached: Promise<void>; pass(): Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  let reach: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return {
    reached,
    open: () => open(),
    pass() {
      reach();
      return opened;
    },
  };
}
